/** The door of the readable law: permanent addresses for whoever names a rule or a date. */
export { lawPath } from './paths.ts';
