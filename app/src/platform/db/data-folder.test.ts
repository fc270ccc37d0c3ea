import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdDataFolder } from './data-folder.ts';
import { findProcessStart, isRunning, processPlace, thisProcess } from './data-folder-process.ts';

let dir = '';

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'netra-folder-'));
});

afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

/** The id of a process that is surely over. */
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

const leave = (owner: unknown) => writeFileSync(join(dir, 'owner.json'), JSON.stringify(owner));

describe('the name of a process', () => {
  it('tells this process from a later one with the same id', () => {
    const me = thisProcess();
    expect(isRunning(me)).toBe(true);
    expect(isRunning({ ...me, started: `${me.started}0` })).toBe(false);
  });

  it('is none for a process that is over, and for what is no process id', () => {
    expect(findProcessStart(deadPid())).toBeUndefined();
    for (const pid of [0, -1, 1.5, Number.NaN]) expect(findProcessStart(pid)).toBeUndefined();
  });
});

describe('the data folder', () => {
  it('is held by one, and free again when given back', async () => {
    const first = await holdDataFolder(dir);
    expect(first.ok).toBe(true);
    const second = await holdDataFolder(dir, 0);
    expect(second).toEqual({ ok: false, error: expect.stringContaining(`process ${process.pid}`) });
    if (first.ok) first.value.release();
    const third = await holdDataFolder(dir);
    expect(third.ok).toBe(true);
    if (third.ok) third.value.release();
    expect(readdirSync(dir)).toEqual([]);
  });

  it('waits a moment for an owner that is just stopping', async () => {
    const first = await holdDataFolder(dir);
    setTimeout(() => first.ok && first.value.release(), 150);
    expect((await holdDataFolder(dir)).ok).toBe(true);
  });

  it('is let to exactly one of many who ask at once', async () => {
    leave({ pid: deadPid(), started: '1', place: processPlace() });
    const all = await Promise.all(Array.from({ length: 8 }, () => holdDataFolder(dir, 200)));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('is taken over from a process that is over', async () => {
    leave({ pid: deadPid(), started: '1', place: processPlace() });
    expect((await holdDataFolder(dir)).ok).toBe(true);
    expect(JSON.parse(readFileSync(join(dir, 'owner.json'), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('is taken over when the owner’s id has been used again by a stranger', async () => {
    leave({ pid: process.ppid, started: 'another time', place: processPlace() });
    expect((await holdDataFolder(dir)).ok).toBe(true);
  });

  it.each(['', '{', 'null', '[]', '{"pid":"1"}'])(
    'is taken over from an owner that cannot be read (%j)',
    async (content) => {
      writeFileSync(join(dir, 'owner.json'), content);
      expect((await holdDataFolder(dir)).ok).toBe(true);
    },
  );

  it('of another place is taken over unless its database answers', async () => {
    const socket = join(dir, 's');
    leave({ pid: 1, started: '1', place: 'another boot', socket });
    const server = createServer().listen(socket);
    await new Promise((done) => server.once('listening', done));
    expect((await holdDataFolder(dir, 0)).ok).toBe(false);
    await new Promise((done) => server.close(done));
    expect((await holdDataFolder(dir)).ok).toBe(true);
  });

  it('is not given away by an owner that lost it', async () => {
    const first = await holdDataFolder(dir);
    leave({ pid: 1, started: '1', place: 'another' });
    if (first.ok) first.value.release();
    expect(existsSync(join(dir, 'owner.json'))).toBe(true);
  });

  it('does not stay locked when a process was killed in the middle of taking over', async () => {
    leave({ pid: deadPid(), started: '1', place: processPlace() });
    const mark = join(dir, 'owner.takeover');
    writeFileSync(mark, '1');
    utimesSync(mark, new Date(0), new Date(0));
    expect((await holdDataFolder(dir)).ok).toBe(true);
  });

  it('is made where it is missing, for nobody else to enter', async () => {
    const fresh = join(dir, 'a', 'b');
    expect((await holdDataFolder(fresh)).ok).toBe(true);
    expect(statSync(fresh).mode & 0o777).toBe(0o700);
  });

  it('that cannot be made is one clear line', async () => {
    const file = join(dir, 'file');
    writeFileSync(file, '');
    const refused = await holdDataFolder(join(file, 'data'));
    expect(refused).toEqual({
      ok: false,
      error: expect.stringMatching(/^This account cannot use the data folder [^\n]+$/),
    });
  });
});
