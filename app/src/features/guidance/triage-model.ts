/** Triage as a piece of its own, so that the browser can fetch its model after the page is there. */
export { triage } from '../triage/index.ts';
