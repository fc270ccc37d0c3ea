/**
 * People of an office whose name sounds like that of an accused. A hint and never more: names are shared by many, and a person may write the own
 * name otherwise. Compared by the keyed index, so that no name of an accused is opened for it. Accounts hold no employee number to compare.
 */
import type { Keys } from '../../platform/crypto/secret.ts';
import { nameTokens } from './accused-index.ts';

export interface Alike {
  readonly userId: string;
  /** Place of the accused in the case. */
  readonly position: number;
}

/** Which of these people are called like one of the accused. Pure. */
export function handlersAlike(
  keys: Keys,
  accused: ReadonlyMap<number, ReadonlySet<string>>,
  people: readonly { readonly id: string; readonly name: string }[],
): readonly Alike[] {
  if (accused.size === 0) return [];
  return people.flatMap(({ id, name }) => {
    const own = new Set(nameTokens(keys, name).map((token) => token.toString('hex')));
    return [...accused].flatMap(([position, words]) => (soundsLike(own, words) ? [{ userId: id, position }] : []));
  });
}

/** All words of the shorter name are in the longer one; one word alone is like one word alone, or half a country would be alike. Pure. */
export function soundsLike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [shorter, longer] = one.size <= other.size ? [one, other] : [other, one];
  if (shorter.size === 0 || (shorter.size === 1 && longer.size > 1)) return false;
  return [...shorter].every((word) => longer.has(word));
}
