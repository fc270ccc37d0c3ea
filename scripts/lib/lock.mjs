/**
 * One set-up at a time in one clone. Whoever comes second waits; what a killed one left is recognised and taken over,
 * and an installer that it left running is ended first, so that two never write into one folder.
 */
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isRunning, processPlace, thisProcess } from './processes.mjs';
import { Refusal, say } from './say.mjs';

/** A lock whose holder cannot be seen from here (another container) is dead when its heart has not beaten for so long. */
const heartbeatMs = 5_000;
const heartLimitMs = 30_000;

function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function ageOf(file) {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}

function lives(holder, file) {
  if (holder === undefined) return ageOf(file) < heartLimitMs;
  return holder.place === processPlace() ? isRunning(holder) : ageOf(file) < heartLimitMs;
}

/** Ends the installer that a killed holder left running, with all that it started. */
async function endChild(holder) {
  const child = holder?.child;
  if (holder?.place !== processPlace() || child === undefined || !isRunning(child)) return;
  say(`ending the installer that an interrupted run left behind (process ${child.pid})`);
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has just ended.
    }
    for (let i = 0; i < 20 && isRunning(child); i += 1) await pause(100);
  }
}

/**
 * Does the work as the only one in this clone.
 * @template T
 * @param {string} folder where the lock lies
 * @param {(hold: { noteChild(child: { pid: number, started: string } | undefined): void }) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function asTheOnlyOne(folder, work) {
  const file = join(folder, 'setup.lock');
  const mark = join(folder, 'setup.takeover');
  const mine = join(folder, `setup.${randomUUID()}.new`);
  const me = { ...thisProcess(), place: processPlace() };
  let told = false;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(mine, JSON.stringify(me));
    for (;;) {
      try {
        linkSync(mine, file);
        break;
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const holder = readHolder(file);
      if (lives(holder, file)) {
        if (!told) say(`another command is setting up this folder (process ${holder?.pid ?? '?'}); waiting for it`);
        told = true;
        await pause(200);
      } else {
        await takeOver(file, mark, holder);
      }
    }
  } catch (error) {
    rmSync(mine, { force: true });
    if (error.code === undefined) throw error;
    throw new Refusal(
      `cannot write in ${folder} (${error.code}). Run the set-up with an account that owns this folder.`,
    );
  }
  rmSync(mine, { force: true });
  const heart = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Removed under us: nothing to keep alive.
    }
  }, heartbeatMs);
  heart.unref();
  const noteChild = (child) => {
    writeFileSync(mine, JSON.stringify({ ...me, child }));
    renameSync(mine, file);
  };
  try {
    return await work({ noteChild });
  } finally {
    clearInterval(heart);
    if (readHolder(file)?.pid === me.pid) rmSync(file, { force: true });
  }
}

/** Only the holder of the takeover mark may remove a dead holder's lock, and only the one that it looked at. */
async function takeOver(file, mark, holder) {
  try {
    writeFileSync(mark, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (ageOf(mark) > heartLimitMs) rmSync(mark, { force: true });
    await pause(100);
    return;
  }
  try {
    await endChild(holder);
    if (JSON.stringify(readHolder(file)) === JSON.stringify(holder)) rmSync(file, { force: true });
  } finally {
    rmSync(mark, { force: true });
  }
}
