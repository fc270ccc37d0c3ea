/**
 * Backup and restore as an office lives through them, with real processes: saved while people report, killed in the middle, restored in another
 * folder and on another PostgreSQL, served from there with the same secret.
 */
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { deep, killsOf } from '../support/deep.ts';
import { beginNetra, type CommandOptions, type Ended, runNetra } from '../support/netra-command.ts';
import { openTab, signInAs } from '../support/pages.ts';
import { externalDatabase } from '../support/parts.ts';
import {
  filledDataDir,
  removeDataDir,
  type ServerUnderTest,
  startServer,
  temporaryDataDir,
} from '../support/server.ts';
import { addressSettings, Walker } from '../support/walk.ts';
import { behindTheCurtain, quietAfter, refusedStart } from '../support/walk-process.ts';
import { fileOf, lookUp, photoWithPlace, plainReport, send, walkToCheck } from '../support/walk-report.ts';

const KILLS = killsOf(1, 6);

let dataDir: string;
let place: string;
let server: ServerUnderTest;
let secret: string;
let key: string;
let backup: string;
let photo: Buffer;
let receipt: string;
const story = 'Kata yang hanya ada di laporan ini: lembayung kepompong, diceritakan pelapor.';

const inFolder = (name: string): string => path.join(place, name);
const here = (more: Readonly<Record<string, string>> = {}): CommandOptions => ({
  env: { NETRA_DATA: dataDir, ...more },
});
const json = (ended: Ended) => JSON.parse(ended.out);

beforeAll(async () => {
  dataDir = await filledDataDir();
  place = await mkdtemp(path.join(tmpdir(), 'netra-e2e-backup-'));
  server = await startServer(dataDir, addressSettings);
  secret = (await readFile(path.join(dataDir, 'secret'), 'utf8')).trim();
  key = inFolder('key.txt');
  photo = await photoWithPlace();
  expect(await runNetra(['backup', 'key', key])).toMatchObject({ code: 0 });
  receipt = await report(story);
});

afterAll(async () => {
  await server?.stop();
  await removeDataDir(dataDir);
  await rm(place, { recursive: true, force: true });
});

async function report(words: string): Promise<string> {
  const walker = new Walker(server.url);
  await walkToCheck(walker, { ...plainReport, story: words, files: [fileOf(photo, 'foto.jpg', 'image/jpeg')] });
  return send(walker);
}

async function save(name: string): Promise<Ended> {
  const recipient = /age1[a-z0-9]+/.exec(await readFile(key, 'utf8'))?.[0] ?? '';
  return runNetra(['backup', inFolder(name), '--json'], here({ NETRA_BACKUP_RECIPIENT: recipient }));
}

/** People report, with files, until told to stop; gives how many did. */
function peopleReport(): () => Promise<number> {
  let busy = true;
  let sent = 0;
  const one = async (): Promise<void> => {
    while (busy) {
      await report(`${plainReport.story} Nomor ${sent}.`);
      sent += 1;
    }
  };
  const all = Promise.all([one(), one(), one()]);
  return async () => {
    busy = false;
    await all;
    return sent;
  };
}

const restoreArgs = (...more: readonly string[]) => ['restore', backup, '--identity', key, '--json', ...more];

describe('a backup while people report', () => {
  it('is whole, holds every file that a row names, and says loudly what it does not hold', async () => {
    const stop = peopleReport();
    for (const name of ['one.netra', 'two.netra', 'three.netra']) {
      const saved = await save(name);
      expect(saved.code, saved.lines.join('\n')).toBe(0);
      expect(json(saved)).toMatchObject({ mode: 'demo', missing: [] });
      expect(await runNetra(['backup', 'verify', inFolder(name), '--identity', key], here())).toMatchObject({
        code: 0,
      });
    }
    const sent = await stop();
    expect(sent).toBeGreaterThan(2);
    const plain = await runNetra(['backup', inFolder('four.netra'), '--passphrase-file', await passphrase()], here());
    expect(plain.out).toContain('NETRA_SECRET IS NOT IN IT');
    backup = inFolder('three.netra');
    console.log(`${sent} reports were sent while three backups were made`);
  });

  it('holds no secret of the instance, neither in the backup nor beside it', async () => {
    const beside = await readFile(`${backup}.manifest.json`, 'utf8');
    const whole = await readFile(backup);
    expect(beside).toContain('"secretMark"');
    for (const bytes of [Buffer.from(beside), whole]) expect(bytes.includes(Buffer.from(secret))).toBe(false);
    expect(await readdir(path.join(dataDir, 'files', 'demo'))).not.toContainEqual(expect.stringMatching(/^\.backup/));
  });

  it('is never written in clear, never over another file, and says in one line what is missing', async () => {
    const refusals: readonly (readonly [readonly string[], RegExp])[] = [
      [['backup'], /name the file/],
      [['backup', inFolder('x')], /never written in clear/],
      [['backup', backup, '--passphrase-file', await passphrase()], /never overwrites/],
      [['backup', inFolder('x'), '--to-recipient', 'age1zzz'], /is no age recipient/],
      [['backup', inFolder('x'), '--passphrase-file', inFolder('nowhere')], /cannot read nowhere \(ENOENT\)/],
      [['backup', inFolder('x'), '--keep', '7d'], /--keep means nothing here/],
      [['backup', inFolder('no/where/x'), '--passphrase-file', await passphrase()], /there is no folder/],
      [['restore', backup, '--into', inFolder('x')], /give --identity/],
      [['restore', backup, '--identity', key], /give --into FOLDER .* or --database URL/],
      [['restore', backup, '--identity', key, '--into', place], /is not empty/],
      [['restore', inFolder('gone'), '--identity', key, '--into', inFolder('x')], /cannot read .*ENOENT/],
      [
        ['restore', backup, '--passphrase-file', await passphrase(), '--into', inFolder('x')],
        /the passphrase does not open this backup/,
      ],
    ];
    for (const [args, line] of refusals) {
      const ended = await runNetra(args, here());
      expect(ended.lines, args.join(' ')).toEqual([expect.stringMatching(line)]);
      expect(ended.code === 2 || (ended.code === 1 && args.includes(inFolder('no/where/x'))), args.join(' ')).toBe(
        true,
      );
      expect(ended.out).toBe('');
    }
    expect((await readdir(place)).filter((name) => name.startsWith('x'))).toEqual([]);
  });

  it.runIf(deep)('goes through a pipe, and what comes out opens with the same passphrase', async () => {
    const file = inFolder('piped.netra');
    const saved = await runNetra(['backup', '-', '--passphrase-file', await passphrase()], {
      ...here(),
      shell: `"$@" | cat > ${file}`,
    });
    expect(saved.out).toBe('');
    expect(saved.lines.join('\n')).toContain('standard output');
    expect(await runNetra(['backup', 'verify', file, '--passphrase-file', await passphrase()], here())).toMatchObject({
      code: 0,
    });
  });
});

async function passphrase(): Promise<string> {
  const file = inFolder('words.txt');
  await writeFile(file, 'empat kata yang tidak ditebak siapa pun\n');
  return file;
}

describe('a backup that is killed, or meets a full disk', () => {
  const halves = async () =>
    (await readdir(place)).filter((name) => name.startsWith('killed') && !name.endsWith('.part'));

  it.runIf(deep)(
    `killed ${KILLS} times at a moment of chance, never leaves what looks like a backup and is none`,
    async () => {
      const recipient = /age1[a-z0-9]+/.exec(await readFile(key, 'utf8'))?.[0] ?? '';
      let cut = 0;
      for (let kill = 0; kill < KILLS * 4 && cut < KILLS; kill += 1) {
        const name = `killed-${kill}.netra`;
        const { child, ended } = beginNetra(['backup', inFolder(name), '--to-recipient', recipient], here());
        // Not before it began to write; what was killed earlier shows nothing.
        while (child.exitCode === null && !(await readdir(place)).some((one) => one.startsWith(name))) await pause(5);
        await pause(Math.random() * 1_500);
        child.kill('SIGKILL');
        const { code } = await ended;
        if (code === null) cut += 1;
        for (const file of (await halves()).filter((one) => one.endsWith('.netra'))) {
          expect(await runNetra(['backup', 'verify', inFolder(file), '--identity', key], here()), file).toMatchObject({
            code: 0,
          });
          await rm(inFolder(file));
          await rm(inFolder(`${file}.manifest.json`), { force: true });
        }
        // A manifest without its backup may be left; it is no backup.
        for (const file of await halves()) await rm(inFolder(file));
      }
      expect(cut, 'times it was killed while it worked').toBeGreaterThanOrEqual(Math.min(KILLS, 3));
      const parts = (await readdir(place)).filter((name) => name.endsWith('.netra.part'));
      for (const part of parts)
        expect(
          (await runNetra(['backup', 'verify', inFolder(part), '--identity', key], here())).code,
          part,
        ).toBeGreaterThan(1);
      // The server has not noticed, and the next backup clears what the killed ones held.
      expect((await fetch(server.url)).status).toBe(200);
      expect(await save('after-kill.netra')).toMatchObject({ code: 0 });
      expect(await readdir(path.join(dataDir, 'files', 'demo'))).not.toContainEqual(expect.stringMatching(/^\.backup/));
    },
  );

  it.runIf(deep)('stopped by Ctrl-C removes what it wrote', async () => {
    const { child, ended } = beginNetra(
      ['backup', inFolder('killed-c.netra'), '--passphrase-file', await passphrase()],
      here(),
    );
    while (child.exitCode === null && !(await readdir(place)).some((one) => one.startsWith('killed-c'))) await pause(2);
    child.kill('SIGINT');
    expect(await ended).toMatchObject({
      code: 1,
      lines: [expect.stringMatching(/stopped before the backup was whole; nothing was kept/)],
    });
    expect((await readdir(place)).filter((name) => name.startsWith('killed-c'))).toEqual([]);
  });

  it('on a full disk says so in one line and leaves nothing', async () => {
    const words = await passphrase();
    const limited = await runNetra(['backup', inFolder('killed-d.netra'), '--passphrase-file', words], {
      ...here(),
      // Blocks of 512 bytes: the backup is larger.
      shell: 'ulimit -f 100; exec "$@"',
    });
    expect(limited).toMatchObject({
      code: 1,
      lines: [expect.stringMatching(/grew past the size that this account may write/)],
    });
    const full = await runNetra(['backup', '-', '--passphrase-file', words], { ...here(), shell: '"$@" > /dev/full' });
    expect(full).toMatchObject({
      code: 1,
      lines: [expect.stringMatching(/the disk is full while writing standard output/)],
    });
    expect((await readdir(place)).filter((name) => name.startsWith('killed-d'))).toEqual([]);
  });
});

describe('a flipped byte', () => {
  it('is found wherever it is, and nothing is restored from such a backup', { timeout: 400_000 }, async () => {
    const whole = await readFile(backup);
    const broken = inFolder('broken.netra');
    for (let n = 0; n < (deep ? 8 : 3); n += 1) {
      const at = n === 0 ? 30 : Math.floor(Math.random() * whole.length);
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 64;
      await writeFile(broken, bytes);
      await copyFile(`${backup}.manifest.json`, `${broken}.manifest.json`);
      const checked = await runNetra(['backup', 'verify', broken, '--identity', key], here());
      expect(checked, `byte ${at}`).toMatchObject({
        code: 3,
        out: '',
        lines: [expect.stringMatching(/the envelope is damaged/)],
      });
      expect(await runNetra(['backup', 'verify', broken], here()), `byte ${at}, without the key`).toMatchObject({
        code: 3,
      });
    }
    const into = inFolder('from-broken');
    expect(await runNetra(['restore', broken, '--identity', key, '--into', into], here())).toMatchObject({ code: 3 });
    expect(await readdir(place)).not.toContain('from-broken');
    expect((await runNetra(['backup', 'rehearse', broken, '--identity', key], here())).code).toBe(3);
    await rm(broken);
    await rm(`${broken}.manifest.json`);
  });
});

describe('a restore in another folder', () => {
  let into: string;
  beforeAll(async () => {
    into = path.join(await temporaryDataDir(), 'data');
  });
  afterAll(async () => {
    await removeDataDir(path.dirname(into));
  });

  it.runIf(deep)(
    `killed ${KILLS} times in the middle is refused by the server and by every command, and begun anew`,
    {
      timeout: 600_000,
    },
    async () => {
      let cut = 0;
      for (let kill = 0; kill < KILLS; kill += 1) {
        const { child, ended } = beginNetra(restoreArgs('--into', into), here());
        while (
          child.exitCode === null &&
          !(await readdir(into).catch((): string[] => [])).includes('restore-unfinished')
        )
          await pause(10);
        await pause(Math.random() * 5_000);
        child.kill('SIGKILL');
        await ended;
        await quietAfter(into, 20_000);
        if (!(await readdir(into)).includes('restore-unfinished')) {
          // It was quicker, if only by its last breath: whole, then; again from the beginning.
          await rm(into, { recursive: true, force: true });
          continue;
        }
        cut += 1;
        const started = await refusedStart(into, {});
        expect(started).toMatchObject({
          code: 1,
          errors: [expect.stringMatching(/half of an instance is never served/)],
        });
        for (const args of [
          ['ledger', 'check'],
          ['backup', inFolder('of-half.netra'), '--passphrase-file', await passphrase()],
        ]) {
          const refused = await runNetra(args, { env: { NETRA_DATA: into } });
          expect(refused.code, refused.lines.join('\n')).toBe(2);
        }
      }
      expect(cut).toBeGreaterThan(0);
      expect(await readdir(place)).not.toContain('of-half.netra');
    },
  );

  it('with another secret is told before anything is begun', async () => {
    const refused = await runNetra(
      restoreArgs('--into', inFolder('never')),
      here({ NETRA_SECRET: 'kZ8vQ2mX9rT4wB7nL1pC6yH3dF5gJ0aa' }),
    );
    expect(refused).toMatchObject({
      code: 2,
      lines: [expect.stringMatching(/NETRA_SECRET is not the one that this backup belongs to/)],
    });
    expect(await readdir(place)).not.toContain('never');
  });

  it('gives an instance whose counts, records and log are those of the backup', async () => {
    const restored = await runNetra(restoreArgs('--into', into), here({ NETRA_SECRET: secret }));
    expect(restored.code, restored.lines.join('\n')).toBe(0);
    const told = json(restored);
    expect(told).toMatchObject({
      secret: 'fits',
      migrated: [],
      check: { sound: true },
      sampled: { found: told.sampled.of },
    });
    expect(told.sampled.of).toBe(1000);
    expect(await runNetra(['ledger', 'check'], { env: { NETRA_DATA: into } })).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Everything is what was sealed/),
    });
  });

  it('is served with the same secret: the receipt leads to its steps, and the office opens the sealed words and the file', async () => {
    const wrong = await refusedStart(into, { NETRA_SECRET: 'kZ8vQ2mX9rT4wB7nL1pC6yH3dF5gJ0aa' });
    expect(wrong).toMatchObject({ code: 1, errors: [expect.stringMatching(/NETRA_SECRET is not the one/)] });

    const again = await startServer(into, { ...addressSettings, NETRA_SECRET: secret });
    let browser: Browser | undefined;
    try {
      const walker = new Walker(again.url);
      await lookUp(walker, receipt);
      expect(walker.page.text).toContain('Diterima kantor pengawas');

      const number = await behindTheCurtain(into, async (client) => {
        const { rows } = await client.query<{ number: string }>(
          `select f.number from report r join case_file f on f.id = r.case_id join evidence e on e.report_id = r.id order by r.recorded_at limit 1`,
        );
        const marked = await client.query(`select 1 from setting where key = 'restored-at'`);
        expect(marked.rowCount).toBe(1);
        expect((await client.query('select 1 from auth.auth_session')).rowCount).toBe(0);
        return rows[0]?.number ?? '';
      });
      browser = await launchBrowser();
      const tab = await openTab(browser, again.url, { width: 1280, scheme: 'light', script: true });
      await signInAs(tab, 'pengawas.arunika@netra.contoh');
      await tab.goto(`/perkara/${number}`);
      expect(await tab.page.locator('main').textContent()).toContain('lembayung kepompong');
      const file = await tab.page.locator('main a[href*="bukti"]').first().getAttribute('href');
      const bytes = await tab.page.evaluate(
        `fetch(${JSON.stringify(file)}).then((answer) => answer.arrayBuffer()).then((all) => all.byteLength)`,
      );
      expect(bytes).toBeGreaterThan(1000);
      await tab.close();
    } finally {
      await browser?.close();
      await again.stop();
    }
    expect(await runNetra(['restore', '--confirm'], { env: { NETRA_DATA: into } })).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Confirmed/),
    });
  });
});

it('a rehearsal agrees with the instance that runs, and leaves nothing behind', { timeout: 400_000 }, async () => {
  expect(await save('quiet.netra')).toMatchObject({ code: 0 });
  const rehearsed = await runNetra(
    ['backup', 'rehearse', inFolder('quiet.netra'), '--identity', key, '--json'],
    here(),
  );
  expect(rehearsed.code, rehearsed.lines.join('\n')).toBe(0);
  const { live, ...told } = json(rehearsed);
  expect(told).toMatchObject({ agrees: true, alone: null, check: { sound: true } });
  // Nothing is gone but what waited to be sealed or to be found by a search when the backup was made, and was done since.
  const { 'netra.log_waiting': sealed = 0, 'netra.case_search_due': indexed = 0, ...lost } = live.goneFrom;
  expect(lost).toEqual({});
  expect(live).toMatchObject({ gone: sealed + indexed, sameRoot: true });
  expect(live.same + live.changed + live.gone + live.withoutKey).toBe(1000);
  // The sealing timer and sessions go on; everything else stood still.
  expect(live.same).toBeGreaterThan(980 - live.gone);
  expect((await readdir(tmpdir())).filter((name) => name.startsWith('netra-rehearsal'))).toEqual([]);

  // A log that says something else than it said when it was saved.
  await behindTheCurtain(dataDir, async (client) => {
    await client.query('begin');
    await client.query('alter table log_checkpoint disable trigger user');
    await client.query(`update log_checkpoint set root = sha256('lain') where size = $1`, [told.log.size]);
    await client.query('alter table log_checkpoint enable trigger user');
    await client.query('commit');
  });
  const contradicted = await runNetra(['backup', 'rehearse', inFolder('quiet.netra'), '--identity', key], here());
  expect(contradicted).toMatchObject({ code: 3, out: expect.stringMatching(/THE LOG THAT RUNS HAS ANOTHER ROOT/) });
});

it.runIf(deep)(
  'a backup goes from the embedded database to a PostgreSQL elsewhere, and is served from there',
  {
    timeout: 400_000,
  },
  async () => {
    const folder = await temporaryDataDir();
    const elsewhere = await externalDatabase(path.join(folder, 'server'));
    const data = path.join(folder, 'data');
    await mkdir(data);
    try {
      const restored = await runNetra(
        restoreArgs('--database', elsewhere.ownerUrl, '--into', data),
        here({ NETRA_SECRET: secret }),
      );
      expect(restored.code, restored.lines.join('\n')).toBe(0);
      expect(json(restored)).toMatchObject({ secret: 'fits', check: { sound: true } });
      const env = { NETRA_DATA: data, DATABASE_URL: elsewhere.ownerUrl, NETRA_SECRET: secret };
      expect(await runNetra(['ledger', 'check'], { env })).toMatchObject({ code: 0 });
      const again = await startServer(data, {
        ...addressSettings,
        DATABASE_URL: elsewhere.ownerUrl,
        NETRA_SECRET: secret,
      });
      try {
        const walker = new Walker(again.url);
        await lookUp(walker, receipt);
        expect(walker.page.text).toContain('Diterima kantor pengawas');
        // And from there it is saved again.
        const words = await passphrase();
        expect(
          await runNetra(['backup', inFolder('elsewhere.netra'), '--passphrase-file', words], { env }),
        ).toMatchObject({ code: 0 });
        expect(
          await runNetra(['backup', 'verify', inFolder('elsewhere.netra'), '--passphrase-file', words]),
        ).toMatchObject({ code: 0 });
      } finally {
        await again.stop();
      }
      expect(await runNetra(restoreArgs('--database', elsewhere.ownerUrl, '--into', data), here())).toMatchObject({
        code: 2,
        lines: [expect.stringMatching(/the database is not empty/)],
      });
    } finally {
      await elsewhere.stop();
      await removeDataDir(folder);
    }
  },
);

it.runIf(deep)('without a server running, a backup starts the database for itself and stops it again', async () => {
  await server.stop();
  const saved = await save('cold.netra');
  expect(saved.code, saved.lines.join('\n')).toBe(0);
  expect(await quietAfter(dataDir, 10_000)).toEqual([]);
  server = await startServer(dataDir, addressSettings);
  expect(await runNetra(['backup', 'verify', inFolder('cold.netra'), '--identity', key], here())).toMatchObject({
    code: 0,
  });
});
