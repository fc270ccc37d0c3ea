import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingReader } from './setting-reader.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'netra-settings-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('settings', () => {
  it('that are empty or only space are not set', () => {
    const { text } = settingReader({ NETRA_HOST: '', NETRA_URL: '  ' });
    expect([text('NETRA_HOST'), text('NETRA_URL')]).toEqual([null, null]);
  });

  it('that are secret may lie in a file, whose last line ends as files do', async () => {
    const file = path.join(folder, 'secret');
    await writeFile(file, 'from the file\n');
    const reader = settingReader({ NETRA_SECRET_FILE: file });
    expect(reader.secretText('NETRA_SECRET')).toBe('from the file');
    expect(reader.wrong).toEqual([]);
  });

  it('say which file cannot be read or is empty, and that only one of both is allowed', async () => {
    const empty = path.join(folder, 'empty');
    await writeFile(empty, '\n');
    const reader = settingReader({
      NETRA_SECRET: 'geheim',
      NETRA_SECRET_FILE: '/x',
      DATABASE_URL_FILE: path.join(folder, 'missing'),
      NETRA_METRICS_TOKEN_FILE: empty,
    });
    for (const name of ['NETRA_SECRET', 'DATABASE_URL', 'NETRA_METRICS_TOKEN'])
      expect(reader.secretText(name)).toBeNull();
    expect(reader.wrong).toEqual([
      expect.stringContaining('NETRA_SECRET and NETRA_SECRET_FILE are both set'),
      expect.stringMatching(/DATABASE_URL_FILE: .*ENOENT/),
      expect.stringContaining('NETRA_METRICS_TOKEN_FILE'),
    ]);
    expect(reader.wrong.join()).not.toContain('geheim');
  });

  it.each([
    ['NETRA_MODES', 'NETRA_MODE'],
    ['NETRA_SECRT', 'NETRA_SECRET'],
    ['NETRA_SECRET_FLIE', 'NETRA_SECRET_FILE'],
  ])('that nothing knows (%s) are named with the nearest that there is', (slip, meant) => {
    const reader = settingReader({ [slip]: 'x', NETRA_MODE: 'demo', PATH: '/bin' });
    reader.text('NETRA_MODE');
    reader.secretText('NETRA_SECRET');
    expect(reader.strangers()).toEqual([`${slip} is no setting of Netra: did you mean ${meant}?`]);
  });

  it('of tests and tools are no slips', () => {
    expect(settingReader({ NETRA_TEST_APP: 'x', NETRA_PICTURES: 'y', NETRA_KILLS: '3' }).strangers()).toEqual([]);
  });
});
