/** `netra rehearse`: what a changed rulebook would change. Finds the database and the rulebook, and puts the answer into lines for a person. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRulebook, type Rulebook } from '@netra/rulebook';
import { parseAdditions } from '@netra/rulebook/additions';
import { type Database, databaseOn, poolFor } from '../../platform/db/connect.ts';
import { type ReachSettings, reachDatabase, whyUnreadable } from '../../platform/db/reach.ts';
import type { LawSource } from '../../platform/law/law-book.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import type { StoredFinding } from './finding.ts';
import { type Rehearsal, RulebookFailed, rehearse } from './rehearse.ts';

export interface RehearseOptions {
  readonly settings: ReachSettings;
  /** Where the law that was added as data is read. */
  readonly source: (db: Database) => LawSource;
  /** A changed checkout of packages/rulebook; null: the rulebook of this version. */
  readonly rulebookDir: string | null;
  /** JSON of the added law to rehearse; null: what the instance holds. */
  readonly additionsText: string | null;
  /** Lines of the database, for the operator. */
  readonly log: (line: string) => void;
}

/** `line` says what is wrong with the input; `plain` is the answer for a person at a terminal. */
export type RehearseResult =
  | { readonly ok: true; readonly value: Rehearsal; readonly plain: string }
  | { readonly ok: false; readonly line: string };

interface LawModule {
  readonly createRulebook: typeof createRulebook;
  readonly parseAdditions: typeof parseAdditions;
}

const own: LawModule = { createRulebook, parseAdditions };

/** Answers, or says in one line why it cannot. Whatever was started for it is stopped again. */
export async function rehearseCommand(options: RehearseOptions): Promise<RehearseResult> {
  const module = options.rulebookDir === null ? ok(own) : await loadModule(options.rulebookDir);
  if (!module.ok) return { ok: false, line: module.error };
  const given = options.additionsText === null ? ok(null) : readJson(options.additionsText);
  if (!given.ok) return { ok: false, line: given.error };
  const reached = await reachDatabase(options.settings, options.log);
  if (!reached.ok) return { ok: false, line: reached.error };
  const pool = poolFor(reached.value.address, { max: 2 });
  try {
    const db = databaseOn(pool);
    const stored = (await options.source(db).additions()).input;
    const before = make(own, stored, 'the law that was added');
    if (!before.ok) return { ok: false, line: before.error };
    const after = make(
      module.value,
      given.value === null ? stored : given.value,
      given.value === null ? 'the law that was added' : '--additions',
    );
    if (!after.ok) return { ok: false, line: after.error };
    const value = await rehearse(db, before.value, after.value);
    return { ok: true, value, plain: plainOf(value) };
  } catch (error) {
    const line = whyNot(error);
    if (line === null) throw error;
    return { ok: false, line };
  } finally {
    await pool.end();
    await reached.value.stop();
  }
}

function make(module: LawModule, input: unknown, what: string): Result<Rulebook, string> {
  try {
    const additions = module.parseAdditions(input);
    return additions.ok ? ok(module.createRulebook(additions.value)) : fail(`${what}: ${additions.error.line}`);
  } catch (error) {
    return fail(`--rulebook: it cannot take ${what} (${error instanceof Error ? error.name : 'error'})`);
  }
}

function readJson(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text));
  } catch {
    return fail('--additions: not JSON; allowed is { decrees, elections, overrides }');
  }
}

/** The changed rulebook as its source: Node reads the TypeScript itself. */
async function loadModule(dir: string): Promise<Result<LawModule, string>> {
  const doors = ['src/index.ts', 'src/additions/index.ts'].map((door) => path.resolve(dir, door));
  if (!doors.every((door) => existsSync(door)))
    return fail(
      `--rulebook: ${path.basename(dir)} holds no src/index.ts and src/additions/index.ts; allowed is a checkout of packages/rulebook`,
    );
  try {
    const [law, additions] = await Promise.all(
      doors.map((door): Promise<unknown> => import(/* @vite-ignore */ pathToFileURL(door).href)),
    );
    return hasRulebook(law) && hasParser(additions)
      ? ok({ createRulebook: law.createRulebook, parseAdditions: additions.parseAdditions })
      : fail('--rulebook: it exports no createRulebook and parseAdditions; allowed is a checkout of packages/rulebook');
  } catch (error) {
    const told = error instanceof Error ? `${error.name}: ${error.message.split('\n')[0] ?? ''}` : 'error';
    return fail(`--rulebook: it does not load (${told.slice(0, 200)})`);
  }
}

function hasRulebook(value: unknown): value is Pick<LawModule, 'createRulebook'> {
  return exportsFunction(value, 'createRulebook');
}

function hasParser(value: unknown): value is Pick<LawModule, 'parseAdditions'> {
  return exportsFunction(value, 'parseAdditions');
}

function exportsFunction(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'function';
}

/** Expected failures as one line; null: a bug. */
function whyNot(error: unknown): string | null {
  return error instanceof RulebookFailed ? `--rulebook: ${error.message}` : whyUnreadable(error);
}

/** A table of what differs, then the numbers. */
export function plainOf(found: Rehearsal): string {
  const name = ({ version, data }: { version: string; data: string }) =>
    `${version}${data === '' ? '' : ` (data ${data})`}`;
  const table = [
    ...found.different.map((one) => [
      one.case,
      findingWords(one.before),
      one.after === null ? 'unreadable' : findingWords(one.after),
      one.differences.map(differenceWords).join('; ') + (one.from === 'computed' ? ' [was not kept]' : ''),
    ]),
  ];
  const clocks = found.moved.map((one) => [
    one.case,
    one.rule,
    `${one.before} → ${one.after ?? 'no limit'}`,
    one.why.join('; '),
  ]);
  const { cases, kinds } = found;
  const counted = Object.entries(kinds).map(([kind, n]) => `${kind} ${n}`);
  return [
    `Rulebook in force ${name(found.before)}; rehearsed ${name(found.after)}`,
    ...(table.length === 0 ? [] : ['', ...columns([['case', 'stored', 'rehearsed', 'why'], ...table])]),
    ...(clocks.length === 0 ? [] : ['', ...columns([['case', 'limit', 'due', 'why'], ...clocks])]),
    ...(found.unlisted === 0 ? [] : ['', `… and ${found.unlisted} more that are counted below and not listed`]),
    '',
    `cases   ${cases.total}: ${cases.same} the same, ${cases.different} different${counted.length === 0 ? '' : ` (${counted.join(', ')})`}, ${cases.withoutFacts} without facts`,
    `limits  ${found.clocks.running} running: ${found.clocks.same} the same, ${found.clocks.moved} would move`,
  ].join('\n');
}

function findingWords(finding: StoredFinding): string {
  const rules = [...finding.rows, ...finding.provisions].map(({ id, level }) => `${id} ${level ?? 'no level'}`);
  return [finding.outcome, rules.join(', ')].filter((part) => part !== '').join(': ');
}

function differenceWords(one: Rehearsal['different'][number]['differences'][number]): string {
  switch (one.kind) {
    case 'outcome':
    case 'phase':
    case 'route':
      return `${one.kind} ${one.before ?? 'unknown'} → ${one.after ?? 'unknown'}`;
    case 'added':
      return `${one.of} now applies`;
    case 'removed':
      return `${one.of} no longer applies`;
    case 'level':
      return `${one.of} level ${one.before ?? 'none'} → ${one.after ?? 'none'}`;
    case 'sanctions':
    case 'basis':
      return `${one.of} ${one.kind} changed`;
    case 'open':
      return `asks for ${one.after.length === 0 ? 'nothing' : one.after.join(', ')} (was ${one.before.length === 0 ? 'nothing' : one.before.join(', ')})`;
    case 'unreadable':
      return one.line;
  }
}

/** All columns but the last as wide as their widest cell. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
