export { type Position, readCursor, writeCursor } from './cursor.ts';
export {
  type Announce,
  type Announcement,
  announcer,
  DELIVER,
  eventBody,
  eventWords,
  isWebhookEvent,
  Subject,
  type WebhookEvent,
  webhookEvents,
} from './events.ts';
export { type Bilingual, ENGLISH, named, said } from './fields.ts';
export * from './operation.ts';
export { type InputError, languageFor, Problem, problemResponse, type Refusal } from './problem.ts';
export { isProblemCode, type ProblemCode, problemCodes, problemKinds } from './problem-codes.ts';
export { isScope, type Scope, scopes, scopesOfRole, scopeWords } from './scopes.ts';
export { bilingual, caseNumber, confidence, day, instant, instantOrNull, listOf, uuid, zoneField } from './shapes.ts';
