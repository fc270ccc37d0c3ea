/** `netra ledger check`: finds the database, walks everything that was sealed, and puts the answer into lines for a person. */
import type { VerifierKey } from '@netra/ledger';
import { type Database, databaseOn, poolFor } from '../../platform/db/connect.ts';
import { type ReachSettings, reachDatabase, whyUnreadable } from '../../platform/db/reach.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import {
  checkLog,
  type FoundProblem,
  type LogCheck,
  type SealedSource,
  type ThingProblem,
  type TreeProblem,
} from './check-log.ts';
import { readKeys } from './log-keys.ts';
import { findSigned, findState } from './log-store.ts';

export interface CheckOptions {
  readonly settings: ReachSettings;
  readonly sources: readonly SealedSource[];
  /** Public keys as they are known from elsewhere; null: those that the database names. */
  readonly keys: readonly VerifierKey[] | null;
  /** Lines of the database, for the operator. */
  readonly log: (line: string) => void;
}

/** `line` says why nothing could be checked. */
export type CheckResult =
  | { readonly ok: true; readonly value: LogCheck; readonly plain: string }
  | { readonly ok: false; readonly line: string };

/** Checks, or says in one line why it cannot. Whatever was started for it is stopped again. */
export async function checkCommand({ settings, sources, keys, log }: CheckOptions): Promise<CheckResult> {
  const reached = await reachDatabase(settings, log);
  if (!reached.ok) return { ok: false, line: reached.error };
  const pool = poolFor(reached.value.address, { max: 2 });
  try {
    const db = databaseOn(pool);
    // A log that never began is not one that somebody emptied.
    const begun = await runAs(db, { kind: 'system' }, async (tx) => (await findState(tx)) ?? (await findSigned(tx)));
    if (begun === undefined) return { ok: false, line: 'there is no public log in this database: start Netra once' };
    const trusted = keys ?? (await runAs(db, { kind: 'system' }, readKeys)).map((key): VerifierKey => key.verifier);
    const value = await checkLog(db, sources, trusted);
    return { ok: true, value, plain: plainOf(value) };
  } catch (error) {
    const line = whyUnreadable(error);
    if (line === null) throw error;
    return { ok: false, line };
  } finally {
    await pool.end();
    await reached.value.stop();
  }
}

/** Checks a database that is at hand against the keys that it names itself; null: its log never began. */
export async function checkDatabase(db: Database, sources: readonly SealedSource[]): Promise<LogCheck | null> {
  const begun = await runAs(db, { kind: 'system' }, async (tx) => (await findState(tx)) ?? (await findSigned(tx)));
  if (begun === undefined) return null;
  const keys = await runAs(db, { kind: 'system' }, readKeys);
  return checkLog(
    db,
    sources,
    keys.map((key): VerifierKey => key.verifier),
  );
}

const treeSentences: Readonly<Record<TreeProblem, string>> = {
  'not-signed': 'the newest checkpoint is not signed by a key of the log',
  'other-root': 'the leaves do not give the root that was signed',
  'other-tile': 'a stored tile is not the one that the leaves give',
  'leaves-missing': 'leaves are missing',
};

const sentences: Readonly<Record<ThingProblem, string>> = {
  'does-not-open': 'it says something else than what was sealed',
  'does-not-follow': 'it does not follow the step before it: something was changed, removed, added or moved',
  'steps-missing': 'steps are missing from here on',
  'steps-too-many': 'there are more steps than the case had',
  'other-handover': 'the hand-over names another history of the case than the one that is stored',
  'not-in-log': 'it was never sealed and does not wait to be: it was exchanged or added later',
  'not-in-tree': 'its place in the log holds something else',
};

const names: Readonly<Record<FoundProblem['what'], string>> = {
  step: 'case',
  'handover-opened': 'hand-over opened, case',
  pledge: 'pledge',
  document: 'document',
  law: 'law',
};

/** What does not match, then the numbers. */
export function plainOf({ tree, checked, waiting, erased, problems, unlisted, gone, sound }: LogCheck): string {
  const lines = [
    ...tree.problems.map((problem) => `log: ${treeSentences[problem]}`),
    ...problems.map(
      ({ what, name, step, problem }) =>
        `${names[what]} ${name}${step === null ? '' : `, step ${step}`}: ${sentences[problem]}`,
    ),
    ...(unlisted === 0 ? [] : [`… and ${unlisted} more that are not listed`]),
    ...(gone.number === 0
      ? []
      : [
          `${gone.number} leaves belong to nothing any more (${gone.leaves.join(', ')}): what was sealed there is gone`,
        ]),
  ];
  return [
    ...lines,
    ...(lines.length === 0 ? [] : ['']),
    `log      ${tree.origin ?? 'unknown'}, ${tree.size} leaves`,
    `checked  ${checked.step} steps, ${checked['handover-opened']} opened hand-overs, ${checked.pledge} pledges, ${checked.document} documents, ${checked.law} open notes (law, acknowledgements of parties); ${waiting} wait, ${erased} erased`,
    sound
      ? 'Everything is what was sealed.'
      : 'NOT SOUND: somebody changed what was sealed, or the database is damaged.',
  ].join('\n');
}
