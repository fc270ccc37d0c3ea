/** What the page shows: the added law with who and when, and beside it what is built in. */
import type { Election, Rulebook, StepOverride, YearDecree } from '@netra/rulebook';
import { parseAdditions } from '@netra/rulebook/additions';
import type { Tx } from '../../platform/db/connect.ts';
import { additionsInput, inForceOf, listAdditions, type StoredAddition } from './law-store.ts';

export interface Recorded {
  readonly addition: StoredAddition;
  readonly by: string;
}

export interface DecreeLine {
  readonly decree: YearDecree;
  /** Null: built in. */
  readonly recorded: Recorded | null;
}

export interface LawOverview {
  /** Newest year first. */
  readonly years: readonly { readonly year: string; readonly decrees: readonly DecreeLine[] }[];
  readonly elections: readonly { readonly election: Election; readonly recorded: Recorded | null }[];
  readonly overrides: readonly { readonly override: StepOverride; readonly recorded: Recorded | null }[];
  /** Withdrawn, or replaced by a newer one with the same key; newest first. */
  readonly history: readonly Recorded[];
  /** In force in the database but not usable: shown so that somebody can withdraw them. */
  readonly unusable: readonly Recorded[];
}

export async function readLaw(tx: Tx, rulebook: Rulebook): Promise<LawOverview> {
  const all = await listAdditions(tx, 'all');
  const people = await namesOf(tx, [...new Set(all.map((one) => one.createdBy))]);
  const recorded = (addition: StoredAddition): Recorded => ({ addition, by: people.get(addition.createdBy) ?? '' });
  const standing = inForceOf(all);
  const find = (kind: string, key: string): Recorded | null => {
    const there = standing.find((one) => one.kind === kind && one.key === key);
    return there === undefined ? null : recorded(there);
  };
  const years = [
    ...new Set([...Object.keys(rulebook.days.decrees), ...rulebook.additions.decrees.map((one) => one.year)]),
  ];
  return {
    years: years
      .toSorted((a, b) => b.localeCompare(a))
      .map((year) => ({
        year,
        decrees: rulebook
          .decreesOf(year)
          .map((decree) => ({ decree, recorded: find('decree', `${year} ${decree.decree}`) })),
      })),
    elections: rulebook.elections
      .toSorted((a, b) => b.votingOn.localeCompare(a.votingOn))
      .map((election) => ({ election, recorded: find('election', election.id) })),
    overrides: rulebook.additions.overrides.map((override) => ({ override, recorded: find('override', override.id) })),
    history: all
      .filter((one) => !standing.includes(one))
      .toReversed()
      .map(recorded),
    unusable: parseAdditions(additionsInput(standing)).ok ? [] : standing.map(recorded),
  };
}

export async function namesOf(tx: Tx, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await tx.selectFrom('auth.auth_user').select(['id', 'name']).where('id', 'in', userIds).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
