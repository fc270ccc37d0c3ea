/** What the use cases of casework have in common: what they are made with, what they answer with, and the clock they write by. */
import type { Announce } from '../../platform/api/index.ts';
import type { LegalClock } from '../../platform/clock/legal-clock.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Database, Tx } from '../../platform/db/connect.ts';
import type { LawBook } from '../../platform/law/law-book.ts';
import type { Mail } from '../../platform/mail/mail.ts';
import type { CaseError } from './case.ts';
import type { StepWriter } from './case-store.ts';

/** `not-found` covers what does not exist and what the person may not see: the answer is the same. */
export type ActError =
  | CaseError
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-yours' }
  | { readonly kind: 'changed'; readonly seq: number }
  | { readonly kind: 'wrong-receiver' }
  /** The person never said of this case whether an interest stands in the way. */
  | { readonly kind: 'stake-unasked' };
export interface CaseDeps {
  readonly db: Database;
  readonly legalClock: LegalClock;
  readonly law: Pick<LawBook, 'current'>;
  readonly uuid: () => string;
  readonly random: (bytes: number) => Buffer;
  readonly keys: Keys;
  readonly mail: Pick<Mail, 'queueForOffice'>;
  /** To other systems of the offices, by webhook. */
  readonly announce: Announce;
}

export async function writerFor(
  deps: Pick<CaseDeps, 'uuid' | 'random' | 'legalClock'>,
  tx: Tx,
  userId: string | null,
): Promise<StepWriter> {
  return {
    tx,
    uuid: deps.uuid,
    random: deps.random,
    at: toMillisecond(await deps.legalClock.now()),
    userId,
  };
}

/** Whoever works there is told that something waits, and nothing more. */
export function tellOffice(
  deps: Pick<CaseDeps, 'mail'>,
  tx: Tx,
  bodyId: string,
  caseId: string,
  seq: number,
): Promise<void> {
  return deps.mail.queueForOffice(tx, { bodyId, template: 'work-waiting', dedupeKey: `${caseId} ${seq}`, caseId });
}

/** The database keeps microseconds and the chain commits to what is kept: both hold whole milliseconds. */
export function toMillisecond(at: Temporal.Instant): Temporal.Instant {
  return at.round({ smallestUnit: 'millisecond', roundingMode: 'trunc' });
}
