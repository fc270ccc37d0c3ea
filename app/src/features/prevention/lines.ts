/** Lists that people type one a line: how many came from which office, and which posts signed. Pure. */
import { lettersOf } from '../../platform/http/clean-text.ts';
import { fail, ok, type Result } from '../../platform/result.ts';

export const MOST_LINES = 60;
export const MOST_LETTERS = 160;
/** People of one office in a line, and people at one activity. */
export const MOST_OF_ONE = 999_999;
export const MOST_PEOPLE = 1_000_000;

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '');

/** "Dinas Perhubungan = 12"; a colon does as well. */
export function readPresence(
  text: string,
): Result<readonly { readonly office: string; readonly people: number }[], 'presence'> {
  const all: { readonly office: string; readonly people: number }[] = [];
  for (const line of linesOf(text.slice(0, 20_000))) {
    const at = Math.max(line.lastIndexOf('='), line.lastIndexOf(':'));
    const office = line.slice(0, Math.max(at, 0)).trim();
    const count = line
      .slice(at + 1)
      .replaceAll('.', '')
      .trim();
    if (at < 0 || lettersOf(office) < 2 || office.length > MOST_LETTERS || !/^[1-9]\d{0,5}$/.test(count))
      return fail('presence');
    all.push({ office, people: Number(count) });
  }
  return all.length > MOST_LINES ? fail('presence') : ok(all);
}

export function readPosts(text: string): Result<readonly string[], 'signatories'> {
  const all = linesOf(text.slice(0, 20_000));
  return all.length > MOST_LINES || all.some((line) => lettersOf(line) < 2 || line.length > MOST_LETTERS)
    ? fail('signatories')
    : ok(all);
}

/** How many came: as was said, otherwise all offices together; null: nobody counted. */
export function readPeople(
  told: number | null,
  presence: readonly { readonly people: number }[],
): Result<number | null, 'people'> {
  const counted = presence.reduce((sum, one) => sum + one.people, 0);
  const people = told ?? (counted === 0 ? null : counted);
  return people !== null && people > MOST_PEOPLE ? fail('people') : ok(people);
}
