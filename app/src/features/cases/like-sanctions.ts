/** What like cases got: the sanctions of cases of the same level, as counts. A sanction outside what is usual needs a written reason. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';

export interface LikeSanctions {
  readonly total: number;
  /** The most frequent first. */
  readonly options: readonly { readonly option: string; readonly count: number }[];
}

/** Fewer like cases say nothing about what is usual. */
export const ENOUGH_LIKE_CASES = 10;
/** A sanction that fewer than one in twenty like cases got is outside what is usual. */
export const USUAL_SHARE = 0.05;

/** Counts over the whole instance; never which case. */
export async function readLikeSanctions(tx: Tx, level: string | null): Promise<LikeSanctions> {
  if (level === null) return { total: 0, options: [] };
  const { rows } = await sql<{
    option: string;
    n: number;
  }>`select option, n from sanction_distribution(${level})`.execute(tx);
  const options = rows.map(({ option, n }) => ({ option, count: n }));
  return { total: options.reduce((sum, one) => sum + one.count, 0), options };
}

export function isOutside(like: LikeSanctions, option: string): boolean {
  if (like.total < ENOUGH_LIKE_CASES) return false;
  const count = like.options.find((one) => one.option === option)?.count ?? 0;
  return count / like.total < USUAL_SHARE;
}
