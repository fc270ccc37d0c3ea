import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
// @ts-expect-error plain JavaScript for the host's Node, without types
import { asTheOnlyOne } from './lock.mjs';
// @ts-expect-error plain JavaScript for the host's Node, without types
import { findProcess, isRunning, processPlace } from './processes.mjs';

let dir = '';

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'netra-lock-'));
});

afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const leave = (holder: unknown) => writeFileSync(join(dir, 'setup.lock'), JSON.stringify(holder));
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

it('lets one work at a time, and all of them in the end', async () => {
  let inside = 0;
  let most = 0;
  let done = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await pause(30);
    inside -= 1;
    done += 1;
  };
  await Promise.all([1, 2, 3].map(() => asTheOnlyOne(dir, work)));
  expect({ most, done }).toEqual({ most: 1, done: 3 });
  expect(readdirSync(dir)).toEqual([]);
});

it('is free again after work that failed', async () => {
  await expect(asTheOnlyOne(dir, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
  expect(readdirSync(dir)).toEqual([]);
});

it('takes over from a process that was killed', async () => {
  leave({ pid: deadPid(), started: '1', place: processPlace() });
  expect(await asTheOnlyOne(dir, () => Promise.resolve('done'))).toBe('done');
});

it('ends the installer that a killed process left running, before anything else', async () => {
  const installer = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  const child = { pid: installer.pid, started: findProcess(installer.pid).started };
  leave({ pid: deadPid(), started: '1', place: processPlace(), child });
  expect(await asTheOnlyOne(dir, () => Promise.resolve(isRunning(child)))).toBe(false);
});

it('never ends a stranger that has been given the installer’s process id', async () => {
  const stranger = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  leave({ pid: deadPid(), started: '1', place: processPlace(), child: { pid: stranger.pid, started: 'another time' } });
  await asTheOnlyOne(dir, () => Promise.resolve());
  expect(findProcess(stranger.pid)).toBeDefined();
  stranger.kill();
});

it('takes over from a holder in another container only when its heart has stopped', async () => {
  leave({ pid: 1, started: '1', place: 'another' });
  const waiting = asTheOnlyOne(dir, () => Promise.resolve('done'));
  await pause(300);
  expect(existsSync(join(dir, 'setup.lock'))).toBe(true);
  expect(JSON.parse(readFileSync(join(dir, 'setup.lock'), 'utf8')).place).toBe('another');
  utimesSync(join(dir, 'setup.lock'), new Date(0), new Date(0));
  expect(await waiting).toBe('done');
});
