/** Entry `@netra/rulebook/additions`: reads law that is added as data. A door of its own: the browser only ever gets additions that were read. */
export { parseAdditions } from './parse-additions.ts';
