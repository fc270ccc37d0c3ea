/** The law as dated, cited rows: the one door of the rulebook. Pure: no IO, no clock, no framework. */

export {
  additionsAsOf,
  type DecreeAddition,
  type LawAdditions,
  noAdditions,
  type StepOverride,
} from './additions/additions.ts';
export { namesInstrument } from './additions/choose-override.ts';
export type { YearDecree } from './additions/merge-decrees.ts';
export * from './assess/answer.ts';
export { type Assess, assess, createAssess } from './assess/assess.ts';
export * from './assess/explain.ts';
export * from './assess/fact-list.ts';
export {
  type ActFacts,
  type ActorFacts,
  type ContestFacts,
  createParseFacts,
  type Facts,
  type ParseFacts,
  parseFacts,
  readFact,
} from './assess/facts.ts';
export type { Question } from './assess/questions.ts';
export { type Route, routeOf, type StatusRoute } from './assess/routes.ts';
export { safeAlternatives } from './assess/safe-alternatives.ts';
export { type WhatIf, whatWouldChange } from './assess/what-changes.ts';
export * from './bodies/bodies.ts';
export * from './calendar/calendar.ts';
export * from './calendar/days.ts';
export { decreedDays } from './calendar/decreed-days.ts';
export * from './calendar/zones.ts';
export * from './clocks/clock-changes.ts';
export * from './clocks/compute-deadline.ts';
export { parseDeadlineRequest } from './clocks/parse-request.ts';
export * from './clocks/procedure.ts';
export * from './clocks/procedures.ts';
export * from './clocks/reevaluate.ts';
export * from './clocks/run-clock.ts';
export * from './elections/elections.ts';
export * from './elections/phase.ts';
export * from './instruments/instruments.ts';
export type { ProvisionId } from './instruments/pp-94-2021.ts';
export type { Provision, Row } from './instruments/row.ts';
export * from './instruments/rows.ts';
export type { Position, Reading } from './instruments/rule.ts';
export * from './instruments/sanctions.ts';
export * from './result.ts';
export { builtIn, createRulebook, type Rulebook } from './rulebook.ts';
export * from './text.ts';
export { rulebookVersion } from './version.ts';
export * from './why-row.ts';
