import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyFile, parseRecipients, readIdentities, readPassphrase } from './keys.ts';
import { chooseKept, parseKeep, prune } from './prune.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'netra-keys-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a key of backups', () => {
  it('is made into a file for this account alone, and is never written over', async () => {
    const file = path.join(folder, 'key.txt');
    const made = await makeKeyFile(file);
    expect(made).toMatchObject({ ok: true, value: expect.stringMatching(/^age1[a-z0-9]{58}$/) });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readIdentities(file)).toMatchObject({
      ok: true,
      value: { identities: [expect.stringMatching(/^AGE-SECRET-KEY-1/)] },
    });
    const before = await readFile(file, 'utf8');
    expect(await makeKeyFile(file)).toMatchObject({ ok: false, error: { kind: 'unusable' } });
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(parseRecipients(made.ok ? `${made.value}, ${made.value}` : '', 'X')).toMatchObject({
      ok: true,
      value: { recipients: [expect.any(String), expect.any(String)] },
    });
  });

  it.each([
    ['', /is empty/],
    ['age1nonsense', /is no age recipient/],
    ['AGE-SECRET-KEY-1QQQQ', /is no age recipient/],
  ])('given as %j is refused, and the message shows no more than its beginning', (text, line) => {
    const parsed = parseRecipients(text, 'NETRA_BACKUP_RECIPIENT');
    expect(parsed).toMatchObject({ ok: false, error: { kind: 'unusable', line: expect.stringMatching(line) } });
    expect(JSON.stringify(parsed)).not.toContain('KEY-1QQQQ');
  });

  it('a file of identities that holds none, or something else, is refused', async () => {
    const file = path.join(folder, 'other.txt');
    await writeFile(file, '# nothing\n');
    expect(await readIdentities(file)).toMatchObject({
      ok: false,
      error: { line: expect.stringMatching(/there is no key/) },
    });
    await writeFile(file, 'age1something\n');
    expect(await readIdentities(file)).toMatchObject({
      ok: false,
      error: { line: expect.stringMatching(/no file of age identities/) },
    });
    expect(await readIdentities(path.join(folder, 'nowhere'))).toMatchObject({
      ok: false,
      error: { line: expect.stringMatching(/ENOENT/) },
    });
    await writeFile(file, 'terlalu pendek\n');
    expect(await readPassphrase(file)).toMatchObject({
      ok: false,
      error: { line: expect.stringMatching(/shorter than 20/) },
    });
  });
});

describe('which backups are kept', () => {
  const daily = Array.from({ length: 400 }, (_, day) => ({
    file: `b${day}`,
    startedAt: Temporal.Instant.from('2024-10-03T02:00:00Z')
      .subtract({ hours: 24 * day })
      .toString(),
  }));

  it('the newest of each of the last days, weeks and months that have one', () => {
    const kept = chooseKept(daily, { days: 7, weeks: 4, months: 12 });
    for (let day = 0; day < 7; day += 1) expect(kept.has(`b${day}`)).toBe(true);
    expect(kept.has('b7')).toBe(false);
    // 3 October 2024 is a Thursday; the Sundays before end their weeks, the last days of months their months.
    for (const day of [4, 11, 18, 3, 33, 64]) expect(kept.has(`b${day}`), `b${day}`).toBe(true);
    expect(kept.size).toBe(7 + 2 + 10);
  });

  it('the newest of all, whatever is asked for', () => {
    expect([...chooseKept(daily, { days: 0, weeks: 0, months: 1 })]).toEqual(['b0']);
    expect(chooseKept([], { days: 7, weeks: 0, months: 0 }).size).toBe(0);
  });

  it.each(['', '7', '7x', '7d,,4w', '0d,0w', '-1d', '7d;4w'])('is not guessed from %j', (text) => {
    expect(parseKeep(text)).toMatchObject({ ok: false, error: { kind: 'unusable' } });
  });

  it('and nothing in the folder is touched that is not a backup with its manifest', async () => {
    const place = await mkdtemp(path.join(folder, 'prune-'));
    const manifest = (startedAt: string) =>
      JSON.stringify({
        format: 1,
        id: '5b1f7a52-3f0b-4d55-8f6c-1a8a1fbf5a01',
        netra: '0.1.0',
        mode: 'demo',
        startedAt,
        finishedAt: startedAt,
        postgres: '18.4',
        migrations: [],
        tables: 1,
        rows: 1,
        files: 0,
        fileBytes: 0,
        missingFiles: 0,
        log: null,
        secretMark: null,
        manifest: 'a'.repeat(64),
        envelope: { bytes: 1, sha256: 'a'.repeat(64) },
      });
    for (const [name, text] of [
      ['old.netra', 'x'],
      ['old.netra.manifest.json', manifest('2024-10-01T02:00:00Z')],
      ['new.netra', 'x'],
      ['new.netra.manifest.json', manifest('2024-10-02T02:00:00Z')],
      ['letter.txt', 'x'],
      ['alone.netra', 'x'],
      ['odd.netra', 'x'],
      ['odd.netra.manifest.json', '{}'],
    ] as const)
      await writeFile(path.join(place, name), text);
    expect(await prune(place, { days: 1, weeks: 0, months: 0 })).toEqual({
      ok: true,
      value: { kept: ['new.netra'], removed: ['old.netra'] },
    });
    expect((await readdir(place)).sort()).toEqual([
      'alone.netra',
      'letter.txt',
      'new.netra',
      'new.netra.manifest.json',
      'odd.netra',
      'odd.netra.manifest.json',
    ]);
  });
});
