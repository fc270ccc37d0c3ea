/** The `netra` command as other programs call it: one JSON document and exit 0, or one line on standard error and exit 2. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const launcher = path.join(root, 'app/bin/netra.js');
const folder = mkdtempSync(path.join(tmpdir(), 'netra-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function netra(
  args: readonly string[],
  input = '',
): { readonly code: number | null; readonly out: unknown; readonly line: string } {
  const ran = spawnSync(process.execPath, [launcher, ...args], { input, encoding: 'utf8', cwd: root, maxBuffer: 64e6 });
  return { code: ran.status, out: ran.stdout === '' ? null : JSON.parse(ran.stdout), line: ran.stderr.trim() };
}

const like = {
  act: { kind: 'social-engagement', on: '2024-10-03' },
  actor: { status: 'pns' },
  contest: { election: 'pilkada-2024', contest: 'kepala-daerah', beneficiary: 'person' },
};

describe('netra on the command line', () => {
  it('assesses one act, and several in their order', () => {
    const one = netra(['assess', '--facts', '-', '--json'], JSON.stringify(like));
    expect(one).toMatchObject({
      code: 0,
      line: '',
      out: { outcome: 'violation', phase: 'calon', rows: [{ id: 'B6', level: 'berat' }], route: 'asn' },
    });
    const both = netra(
      ['assess', '--facts', '-', '--json'],
      JSON.stringify([like, { ...like, act: { ...like.act, on: '2024-09-01' } }]),
    );
    expect(both).toMatchObject({ code: 0, out: [{ rows: [{ id: 'B6' }] }, { rows: [{ id: 'A4' }] }] });
  });

  it('computes a deadline, and a batch of them', () => {
    const one = netra([
      'deadline',
      '--procedure',
      'bawaslu-pilkada',
      '--step',
      'file-report',
      '--from',
      '2024-10-03T10:00:00+07:00',
      '--json',
    ]);
    expect(one).toMatchObject({
      code: 0,
      out: {
        due: '2024-10-10T23:59:59+07:00',
        unit: 'calendar_day',
        limit: 7,
        nature: 'law',
        basis: 'UU 10/2016 ps 134(4)',
        skipped: [],
        provisional: false,
      },
    });
    const request = { procedure: 'joint-task-force', step: 'verify', from: '2024-10-03T23:30:00+07:00', zone: 'WIT' };
    const batch = netra(['deadline', '--batch', '-', '--json'], JSON.stringify([request, { ...request, zone: 'WIB' }]));
    expect(batch).toMatchObject({
      code: 0,
      out: [{ due: '2024-10-11T23:59:59+09:00' }, { due: '2024-10-10T23:59:59+07:00' }],
    });
  });

  it('guesses the kinds of act of an account, of a batch of them, and for a person at a terminal', () => {
    const account = 'Pak camat memasang baliho calon bupati di pagar kantor';
    const one = netra(['triage', '--text', '-', '--json'], account);
    expect(one).toMatchObject({ code: 0, line: '', out: { acts: [{ kind: 'display-material' }, {}, {}] } });
    const both = netra(
      ['triage', '--batch', '-', '--json'],
      JSON.stringify([account, 'bolehkah saya like postingan caleg?']),
    );
    expect(both).toMatchObject({
      code: 0,
      out: [{ acts: [{ kind: 'display-material' }, {}, {}] }, { acts: [{ kind: 'social-engagement' }, {}, {}] }],
    });
    const plain = spawnSync(process.execPath, [launcher, 'triage', '--text', '-'], {
      input: account,
      encoding: 'utf8',
    });
    expect(plain.stdout).toMatch(/^\d\.\d\d {2}display-material/);
  });

  it('reads the five articles, and finds the one that repeats itself', () => {
    const seeds = path.join(root, 'app/db/seeds/media');
    const files = readdirSync(seeds)
      .filter((name) => name.endsWith('.txt'))
      .sort()
      .map((name) => path.join(seeds, name));
    const read = netra(['media', 'extract', ...files, '--json']);
    expect(read.code).toBe(0);
    expect(read.out).toMatchObject(
      files.map((_, index) => ({
        title: expect.stringMatching(/.{10,}/),
        repeatsItself: index === 1,
        duplicateOf: null,
      })),
    );
  });

  it.each([
    ['assess without facts', ['assess', '--json'], '', /--facts/],
    ['broken JSON', ['assess', '--facts', '-'], '{', /facts/],
    [
      'an unknown kind of act',
      ['assess', '--facts', '-'],
      JSON.stringify({ ...like, act: { kind: 'x', on: '2024-10-03' } }),
      /act\.kind.*allowed/,
    ],
    ['a field that does not exist', ['assess', '--facts', '-'], JSON.stringify({ ...like, more: 1 }), /more/],
    [
      'null for a fact',
      ['assess', '--facts', '-'],
      JSON.stringify({ ...like, act: { ...like.act, public: null } }),
      /act\.public/,
    ],
    [
      'an election that is not known',
      ['assess', '--facts', '-'],
      JSON.stringify({ ...like, contest: { election: 'pilkada-1999' } }),
      /contest\.election/,
    ],
    [
      'a step that is not known',
      ['deadline', '--procedure', 'bawaslu-pilkada', '--step', 'x', '--from', '2024-10-03T10:00:00+07:00'],
      '',
      /step/,
    ],
    [
      'a date that does not exist',
      ['deadline', '--procedure', 'bawaslu-pilkada', '--step', 'handle', '--from', '2024-13-03T10:00:00+07:00'],
      '',
      /from/,
    ],
    ['an option that does not exist', ['deadline', '--prosedur', 'x'], '', /--procedure/],
    ['a file that is not there', ['media', 'extract', '/nowhere/berita.txt'], '', /berita\.txt/],
    ['triage of an empty text', ['triage', '--text', '-', '--json'], ' \n', /text: empty; allowed/],
    ['triage of a picture', ['triage', '--text', '-', '--json'], '\u0000\u0001PNG', /text: not text; allowed/],
    ['triage of a number in a batch', ['triage', '--batch', '-'], '["spanduk", 7]', /batch\[1\].*allowed/],
    ['triage of neither', ['triage', '--json'], '', /--text/],
    ['an unknown command', ['tebak'], '', /allowed/],
  ])('answers %s with one clear line and exit 2', (_, args, input, pattern) => {
    const ran = netra(args, input);
    expect(ran).toMatchObject({ code: 2, out: null });
    expect(ran.line).toMatch(pattern);
    expect(ran.line.split('\n')).toHaveLength(1);
    expect(ran.line).not.toMatch(/ at |Error:/);
  });

  it('reads ten megabytes of nonsense without a stack trace', () => {
    const file = path.join(folder, 'besar.json');
    writeFileSync(file, `[${'"x",'.repeat(2_500_000)}"x"]`);
    const ran = netra(['assess', '--facts', file, '--json']);
    expect(ran).toMatchObject({ code: 2, out: null });
    expect(ran.line.length).toBeLessThan(500);
  });
});
