/** What a browser test begins with: an installation with its data, the server on it, a browser; all put away at the end. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type OfficesAtWork, officesAtWork } from './offices-at-work.ts';
import { openTab, type Tab, type TabOptions } from './pages.ts';
import { filledDataDir, removeDataDir, type ServerUnderTest, startServer } from './server.ts';

/** There once the tests of the file run, not while they are collected. */
export interface Begun {
  readonly server: ServerUnderTest;
  readonly browser: Browser;
  /** People of several offices at their desks. */
  readonly offices: OfficesAtWork;
  open(options: TabOptions): Promise<Tab>;
}

const START_MS = 240_000;

/** The last errors among the lines of the log. */
function errorsIn(output: string): string {
  return output
    .split('\n')
    .filter((line) => /"level":"?(?:50|60|error|fatal)/.test(line))
    .slice(-5)
    .join('\n');
}

export function beginBrowserTest(): Begun {
  let dataDir: string | undefined;
  let server: ServerUnderTest | undefined;
  let browser: Browser | undefined;
  let offices: OfficesAtWork | undefined;
  beforeAll(async () => {
    dataDir = await filledDataDir();
    [server, browser] = await Promise.all([startServer(dataDir), launchBrowser()]);
  }, START_MS);
  afterEach(({ task }) => {
    // What the page calls "something went wrong on our side" is told by the server alone, and is gone with it.
    if (task.result?.state === 'fail') process.stderr.write(`${errorsIn(server?.output() ?? '')}\n`);
  });
  afterAll(async () => {
    await offices?.close();
    await browser?.close();
    await server?.stop();
    if (dataDir !== undefined) await removeDataDir(dataDir);
  });
  const there = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('nothing has begun yet: ask inside a test');
    return part;
  };
  return {
    get server() {
      return there(server);
    },
    get browser() {
      return there(browser);
    },
    get offices() {
      offices ??= officesAtWork(there(browser), there(server).url);
      return offices;
    },
    open: (options) => openTab(there(browser), there(server).url, options),
  };
}
