/** The law as dated, cited rows: the one door of the rulebook. Pure: no IO, no clock, no framework. */

export * from './assess/answer.ts';
export { assess } from './assess/assess.ts';
export * from './assess/fact-list.ts';
export { type ActFacts, type ActorFacts, type ContestFacts, type Facts, parseFacts, readFact } from './assess/facts.ts';
export type { Question } from './assess/questions.ts';
export { type Route, routeOf, type StatusRoute } from './assess/routes.ts';
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
export * from './instruments/instruments.ts';
export type { ProvisionId } from './instruments/pp-94-2021.ts';
export type { Provision, Row } from './instruments/row.ts';
export * from './instruments/rows.ts';
export type { Position, Reading } from './instruments/rule.ts';
export * from './instruments/sanctions.ts';
export * from './result.ts';
export * from './text.ts';
export { rulebookVersion } from './version.ts';
