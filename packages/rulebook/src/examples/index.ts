/** Worked examples of every norm, for pages and for the documents that lawyers sign. A door of its own: the browser never loads them. */
export type { Example } from './example.ts';
export { examples } from './examples.ts';
