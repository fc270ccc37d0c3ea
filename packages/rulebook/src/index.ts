/** The law as dated, cited rows: the one door of the rulebook. Pure: no IO, no clock, no framework. */
export * from './bodies/bodies.ts';
export * from './calendar/calendar.ts';
export * from './calendar/days.ts';
export { decreedDays } from './calendar/decreed-days.ts';
export * from './calendar/zones.ts';
export * from './clocks/compute-deadline.ts';
export * from './clocks/procedure.ts';
export * from './clocks/procedures.ts';
export * from './elections/elections.ts';
export * from './elections/phase.ts';
export * from './result.ts';
export * from './text.ts';
export { rulebookVersion } from './version.ts';
