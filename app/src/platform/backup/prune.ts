/** `netra backup prune`: which backups of a folder to keep, by age in days, weeks and months. Only whole backups with their manifest are touched. */
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { ok, type Result } from '../result.ts';
import { beside } from './format.ts';
import { type Trouble, unusable } from './outcome.ts';

export interface Keep {
  readonly days: number;
  readonly weeks: number;
  readonly months: number;
}

/** `7d,4w,12m`: the newest of each of the last seven days, four weeks and twelve months that have one. */
export function parseKeep(text: string): Result<Keep, Trouble> {
  const keep = { d: 0, w: 0, m: 0 };
  for (const piece of text.split(',')) {
    const [, number = '', unit = ''] = /^(\d{1,4})([dwm])$/.exec(piece.trim()) ?? [];
    if (unit !== 'd' && unit !== 'w' && unit !== 'm') return unusable('--keep: allowed is for example 7d,4w,12m');
    keep[unit] = Number(number);
  }
  if (keep.d + keep.w + keep.m === 0) return unusable('--keep: that would keep no backup at all');
  return ok({ days: keep.d, weeks: keep.w, months: keep.m });
}

export interface Known {
  readonly file: string;
  readonly startedAt: string;
}

/** Chooses: of each period the newest, and the newest of all whatever happens. */
export function chooseKept(all: readonly Known[], { days, weeks, months }: Keep): ReadonlySet<string> {
  const newestFirst = [...all].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  const kept = new Set<string>(newestFirst.slice(0, 1).map(({ file }) => file));
  for (const [most, period] of [
    [days, (at: Temporal.ZonedDateTime) => at.toPlainDate().toString()],
    [weeks, (at: Temporal.ZonedDateTime) => `${at.yearOfWeek}-${at.weekOfYear}`],
    [months, (at: Temporal.ZonedDateTime) => `${at.year}-${at.month}`],
  ] as const) {
    const seen = new Set<string>();
    for (const { file, startedAt } of newestFirst) {
      const name = period(Temporal.Instant.from(startedAt).toZonedDateTimeISO('Asia/Jakarta'));
      if (seen.has(name) || seen.size === most) continue;
      seen.add(name);
      kept.add(file);
    }
  }
  return kept;
}

export interface PruneReport {
  readonly kept: readonly string[];
  readonly removed: readonly string[];
}

/** Removes from the folder what need not be kept. Manifests without a backup and anything else are left alone. */
export async function prune(folder: string, keep: Keep): Promise<Result<PruneReport, Trouble>> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch {
    return unusable(`there is no folder ${folder}, or this account may not look into it`);
  }
  const known: Known[] = [];
  for (const name of names) {
    const text = names.includes(beside.name(name)) ? await readFile(path.join(folder, beside.name(name)), 'utf8') : '';
    const manifest = beside.parse(text);
    if (manifest !== null) known.push({ file: name, startedAt: manifest.startedAt });
  }
  const kept = chooseKept(known, keep);
  const removed = known.map(({ file }) => file).filter((file) => !kept.has(file));
  for (const file of removed) {
    // The backup first: a manifest alone looks like nothing.
    await rm(path.join(folder, file), { force: true });
    await rm(path.join(folder, beside.name(file)), { force: true });
  }
  return ok({ kept: [...kept].sort(), removed: removed.sort() });
}
