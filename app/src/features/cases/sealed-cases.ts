/** Steps and opened hand-overs for `netra ledger check`. Of a content only its hash is read; nobody's words leave the database. */
import { nextLink, sameBytes } from '@netra/ledger';
import { sql } from 'kysely';
import type { FoundProblem, SealedSource, SealedThing } from '../ledger/index.ts';
import { openedEntry, stepEntryWithHash } from './case-store.ts';

const CASES = 200;
const HANDOVERS = 1000;

interface StepRow {
  readonly case_id: string;
  readonly number: string;
  readonly last_seq: number;
  readonly seq: number | null;
  readonly kind: string;
  readonly at: Temporal.Instant;
  readonly body_id: string;
  readonly to_body_id: string | null;
  readonly actor_user_id: string | null;
  readonly status_after: string;
  readonly content_hash: string | null;
  readonly salt: Buffer;
  readonly commitment: Buffer;
  readonly link: Buffer;
  readonly leaf: number | null;
  readonly waiting: boolean;
}

/** All steps of all cases, with the order and number of each case's steps. */
export const sealedSteps: SealedSource = () => {
  let after: string | null = null;
  return async (tx) => {
    const { rows } = await sql<StepRow>`select * from sealed_steps(${after}::uuid, ${CASES})`.execute(tx);
    const last = rows.at(-1);
    if (last === undefined) return null;
    after = last.case_id;
    const things: SealedThing[] = [];
    const problems: FoundProblem[] = [];
    for (const [, steps] of Map.groupBy(rows, (row) => row.case_id)) {
      things.push(...steps.flatMap((row) => (row.seq === null ? [] : [thingOf(row, row.seq)])));
      problems.push(...orderOf(steps));
    }
    return { things, problems };
  };
};

function thingOf(row: StepRow, seq: number): SealedThing {
  const { number: name, commitment, salt, leaf, waiting } = row;
  const entry = stepEntryWithHash({
    kind: row.kind,
    at: row.at,
    bodyId: row.body_id,
    caseId: row.case_id,
    seq,
    statusAfter: row.status_after,
    toBodyId: row.to_body_id,
    actorUserId: row.actor_user_id,
    contentHash: row.content_hash,
  });
  // Erased is what has neither salt nor content: a salt alone that is gone hides something.
  const erased = salt.length === 0 && row.content_hash === null;
  return { what: 'step', name, step: seq, commitment, entry: erased ? null : entry, salt, leaf, waiting };
}

/** The first step of a case where its order is broken, and whether it has as many steps as it should. */
function orderOf(steps: readonly StepRow[]): FoundProblem[] {
  const [first] = steps;
  if (first === undefined) return [];
  const found = (step: number, problem: FoundProblem['problem']): FoundProblem[] => [
    { what: 'step', name: first.number, step, problem },
  ];
  let previous: Buffer | null = null;
  let expected = 1;
  for (const { seq, commitment, link } of steps) {
    if (seq === null) break;
    if (seq !== expected || !sameBytes(nextLink(previous, commitment), link)) return found(expected, 'does-not-follow');
    previous = link;
    expected += 1;
  }
  if (expected <= first.last_seq) return found(expected, 'steps-missing');
  return expected > first.last_seq + 1 ? found(first.last_seq + 1, 'steps-too-many') : [];
}

/** That hand-overs were opened, and that each still names the history it was sent with. */
export const sealedHandovers: SealedSource = () => {
  let after: string | null = null;
  return async (tx) => {
    const { rows } = await sql<{
      id: string;
      number: string | null;
      seq: number;
      opened_at: Temporal.Instant | null;
      to_body_id: string;
      salt: Buffer | null;
      commitment: Buffer | null;
      link_fits: boolean;
      leaf: number | null;
      waiting: boolean;
    }>`select * from sealed_handovers(${after}::uuid, ${HANDOVERS})`.execute(tx);
    const last = rows.at(-1);
    if (last === undefined) return null;
    after = last.id;
    const about = (row: (typeof rows)[number]) =>
      ({ what: 'handover-opened', name: row.number ?? 'unknown', step: row.seq }) as const;
    return {
      problems: rows.flatMap((row) => (row.link_fits ? [] : [{ ...about(row), problem: 'other-handover' } as const])),
      things: rows.flatMap((row): SealedThing[] => {
        const { commitment, opened_at: at, leaf, waiting } = row;
        // Opened before there was a log: nothing was sealed.
        if (commitment === null) return [];
        const salt = row.salt ?? Buffer.alloc(0);
        const entry =
          at === null
            ? { kind: '', at: '', body: '' }
            : openedEntry({ at, handoverId: row.id, bodyId: row.to_body_id });
        return [{ ...about(row), commitment, entry: salt.length === 0 ? null : entry, salt, leaf, waiting }];
      }),
    };
  };
};
