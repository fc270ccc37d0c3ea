/**
 * Two web processes and one worker on one database, behind a balancer that knows nobody: the whole thread passes in the browser while one of
 * the web processes is ended and started again and again, asked and unasked.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Balancer, startBalancer } from '../support/balancer.ts';
import { launchBrowser } from '../support/browser.ts';
import { deep } from '../support/deep.ts';
import { openTab } from '../support/pages.ts';
import {
  type ExternalDatabase,
  externalDatabase,
  freePorts,
  type PartProcess,
  runPart,
  startPart,
} from '../support/parts.ts';
import { removeDataDir, temporaryDataDir } from '../support/server.ts';
import { walkThread } from '../support/thread.ts';

let folders: readonly string[] = [];
let database: ExternalDatabase;
let balancer: Balancer;
let browser: Browser;
const running = new Set<PartProcess>();

beforeAll(async () => {
  folders = await Promise.all([temporaryDataDir(), temporaryDataDir()]);
  [database, browser] = await Promise.all([externalDatabase(folders[0] ?? ''), launchBrowser()]);
});

afterAll(async () => {
  await balancer?.close();
  await browser?.close();
  for (const part of running) part.signal('SIGTERM');
  await Promise.all([...running].map((part) => part.ended));
  await database?.stop();
  for (const folder of folders) await removeDataDir(folder);
});

async function start(args: readonly string[], env: Readonly<Record<string, string>>): Promise<PartProcess> {
  const part = await startPart(args, env);
  running.add(part);
  void part.ended.then(() => running.delete(part));
  return part;
}

it('answers as one instance while one of its web processes comes and goes', { timeout: 600_000 }, async () => {
  const [one = 0, other = 0] = await freePorts(2);
  balancer = await startBalancer([one, other]);
  const env = {
    DATABASE_URL: database.ownerUrl,
    NETRA_DATA: folders[1] ?? '',
    NETRA_URL: balancer.url,
    NETRA_DRAIN_SECONDS: '1',
  };
  const web = (port: number) => start(['serve', '--part', 'web'], { ...env, PORT: String(port) });

  // All of them find an empty database at the same moment, and one secret that nobody has made yet.
  const [, coming] = await Promise.all([start(['work'], env), web(one), web(other)]);
  const migrations = await database.ask<{ n: number; names: number }>(
    'select count(*)::int as n, count(distinct name)::int as names from public.netra_migration',
  );
  expect(migrations[0]?.n).toBeGreaterThan(10);
  expect(migrations[0]?.names).toBe(migrations[0]?.n);
  expect(await runPart(['migrate'], env)).toEqual({ code: 0, output: 'The database is up to date.\n' });

  let going = true;
  let asked = 0;
  let unasked = 0;
  const restarts = (async () => {
    let process = coming;
    for (let turn = 0; going; turn += 1) {
      // It lives until it has had its share of the walk.
      const share = (balancer.answered.get(one) ?? 0) + 4;
      while (going && (balancer.answered.get(one) ?? 0) < share) await new Promise((done) => setTimeout(done, 20));
      if (turn % 3 === 2) {
        // A POST that is cut in the middle may have been done: no balancer sends it again, and a person does (see kill.e2e.ts).
        await balancer.quiet(one);
        process.signal('SIGKILL');
        expect(await process.ended).toBeNull();
        unasked += 1;
      } else {
        process.signal('SIGTERM');
        expect(await process.ended, process.output()).toBe(0);
        asked += 1;
      }
      process = await web(one);
    }
  })();

  const phone = await openTab(browser, balancer.url, { width: 320, scheme: 'light', script: false, barriers: deep });
  const desk = await openTab(browser, balancer.url, { width: 1280, scheme: 'light', script: true, barriers: deep });
  try {
    await walkThread(phone, desk);
  } finally {
    going = false;
    await restarts;
  }
  expect(phone.found).toEqual([]);
  expect(desk.found).toEqual([]);
  // How often depends on how quick the machine is; each way at least more than by chance.
  expect(asked, 'graceful restarts during the walk').toBeGreaterThan(1);
  expect(unasked, 'kills during the walk').toBeGreaterThan(0);
  for (const port of [one, other]) expect(balancer.answered.get(port), `answers of ${port}`).toBeGreaterThan(20);
  console.log(
    `restarts ${asked}, kills ${unasked}, answers ${balancer.answered.get(one)} and ${balancer.answered.get(other)}, asked again ${balancer.retried()}`,
  );
  await phone.close();
  await desk.close();
});
