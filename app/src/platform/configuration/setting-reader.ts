/** Reads settings from the environment: empty is not set, secrets may lie in files, and a name that nobody asked for is a slip of the pen. */
import { readFileSync } from 'node:fs';

type Environment = Readonly<Record<string, string | undefined>>;

export interface SettingReader {
  /** What is set, without space around it; null when it is not or is empty. */
  text(name: string): string | null;
  /** The same, or the content of the file that `<name>_FILE` names: for secrets that must not lie in the environment. */
  secretText(name: string): string | null;
  /** Whether a secret was set in either way, also where its file cannot be read. */
  isSet(name: string): boolean;
  /** Lines about what is wrong; whoever reads adds to them. */
  readonly wrong: string[];
  /** Lines about names that begin like ours and that nothing asked for. Call it after everything was read. */
  strangers(): readonly string[];
}

/** Names that tests and tools of this repository read themselves. */
const tools = /^NETRA_(TEST|BENCH|FUZZ|PICTURES|KILLS|MUTATION)(_|$)/;

export function settingReader(env: Environment): SettingReader {
  const asked = new Set<string>();
  const wrong: string[] = [];
  const text = (name: string): string | null => {
    asked.add(name);
    return env[name]?.trim() || null;
  };
  const secretText = (name: string): string | null => {
    const [here, file] = [text(name), text(`${name}_FILE`)];
    if (file === null) return here;
    if (here !== null) {
      wrong.push(`${name} and ${name}_FILE are both set: allowed is one of them`);
      return null;
    }
    try {
      const content = readFileSync(file, 'utf8').trim();
      if (content !== '') return content;
      wrong.push(`${name}_FILE: the file ${file} is empty`);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
      wrong.push(`${name}_FILE: the file ${file} cannot be read (${code}); give this account the right to read it`);
    }
    return null;
  };
  return {
    text,
    secretText,
    isSet: (name) => text(name) !== null || text(`${name}_FILE`) !== null,
    wrong,
    strangers: () =>
      Object.keys(env)
        .filter((name) => !asked.has(name))
        .sort()
        .flatMap((name) => {
          if (name.startsWith('NETRA_') && !tools.test(name)) return [slip(name, nearest(name, asked))];
          const meant = name.startsWith('DATABASE_') ? slipOf(name, asked) : undefined;
          return meant === undefined ? [] : [slip(name, meant)];
        }),
  };
}

function slip(name: string, meant: string): string {
  return `${name} is no setting of Netra: did you mean ${meant}?`;
}

/**
 * Which of our names of databases was meant. A host may hold others of its own (DATABASE_HOST, DATABASE_NAME), so only what is written nearly
 * like ours is a slip: one letter away, two in the longer names, or the same letters in another order.
 */
function slipOf(name: string, known: ReadonlySet<string>): string | undefined {
  const letters = (of: string): string => [...of].sort().join('');
  return [...known]
    .filter((one) => one.startsWith('DATABASE_'))
    .find((one) => letters(one) === letters(name) || distance(name, one) <= (one === 'DATABASE_URL' ? 1 : 2));
}

function nearest(name: string, known: ReadonlySet<string>): string {
  const [first = name] = [...known]
    .filter((one) => one.startsWith('NETRA_'))
    .sort((a, b) => distance(name, a) - distance(name, b) || a.localeCompare(b));
  return first;
}

/** How many letters must be written, removed or exchanged to make one of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let at = 1; at <= b.length; at += 1) {
      const exchanged = (above[at - 1] ?? 0) + (a[row - 1] === b[at - 1] ? 0 : 1);
      line.push(Math.min(exchanged, (above[at] ?? 0) + 1, (line[at - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[b.length] ?? 0;
}
