/** Lists that people type one a line: how many came from which office, and which posts signed. Pure. */
import { fail, ok, type Result } from '../../platform/result.ts';

const MOST_LINES = 60;
const MOST_LETTERS = 160;

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
    if (at < 0 || office.length < 2 || office.length > MOST_LETTERS || !/^[1-9]\d{0,5}$/.test(count))
      return fail('presence');
    all.push({ office, people: Number(count) });
  }
  return all.length > MOST_LINES ? fail('presence') : ok(all);
}

export function readPosts(text: string): Result<readonly string[], 'signatories'> {
  const all = linesOf(text.slice(0, 20_000));
  return all.length > MOST_LINES || all.some((line) => line.length < 2 || line.length > MOST_LETTERS)
    ? fail('signatories')
    : ok(all);
}
