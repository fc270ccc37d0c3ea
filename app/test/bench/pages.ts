/**
 * Measures public pages of the built product over HTTP, beside an empty HTTP answer in the same run: whole pages, pages that are not changed,
 * and pages made anew for each visitor. Prints one JSON document. Started by `npm run bench -- pages`; the data folder is the first argument.
 */
import { spawn } from 'node:child_process';
import { startServer } from '../support/server.ts';
import { type Load, load } from './page-load.ts';

const CONNECTIONS = 64;
const SECONDS = 4;
const RUNS = 5;

/** What a debate night asks for: the front page most of all, the report's first page, the law that was spoken of. */
const walk = ['/', '/', '/', '/en', '/lapor', '/bolehkah', '/hukum', '/hukum/aturan/B6', '/log', '/cara-menghitung'];
const fresh = ['/?anew', '/en?anew', '/hukum/aturan/B6?anew', '/cara-menghitung?anew'];

const [dataDir = ''] = process.argv.slice(2);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const empty = await startEmpty();
const server = await startServer(dataDir);
const { hostname: host, port } = new URL(server.url);
const product = { host, port: Number(port), connections: CONNECTIONS, seconds: SECONDS };
try {
  // A process that also filled the demonstration is not what runs on a debate night.
  await server.stop();
  const running = await startServer(dataDir, { PORT: port });
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const idle = await running.memory();
  let most = idle;
  const watch = setInterval(() => {
    running.memory().then(
      (now) => {
        most = Math.max(most, now);
      },
      () => {},
    );
  }, 100);
  const browser = { 'accept-encoding': 'gzip, deflate, br, zstd', 'user-agent': 'bench' };
  const tags = await tagsOf(running.url, ['/', '/en', '/hukum/aturan/B6', '/cara-menghitung'], browser);
  say('warming up');
  await load({ ...product, paths: walk, headers: browser, expect: 200, seconds: 3 });
  const runs: Record<'empty' | 'pages' | 'unchanged' | 'anew', Load[]> = {
    empty: [],
    pages: [],
    unchanged: [],
    anew: [],
  };
  for (let run = 1; run <= RUNS; run += 1) {
    say(`run ${run} of ${RUNS}`);
    const bare = { host: '127.0.0.1', port: empty.port, connections: CONNECTIONS, seconds: SECONDS };
    runs.empty.push(await load({ ...bare, paths: ['/'], expect: 200 }));
    runs.pages.push(await load({ ...product, paths: walk, headers: browser, expect: 200 }));
    runs.unchanged.push(await unchanged(tags, browser));
    runs.anew.push(await load({ ...product, paths: fresh, headers: browser, expect: 200 }));
  }
  clearInterval(watch);
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const after = await running.memory();
  await running.stop();
  const part = (name: keyof typeof runs, what: 'perSecond' | 'median' | 'p99'): number =>
    runs[name].map((one) => one[what]).toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
  process.stdout.write(
    JSON.stringify({
      emptyPerSecond: part('empty', 'perSecond'),
      pagesPerSecond: part('pages', 'perSecond'),
      pagesMedian: part('pages', 'median'),
      pagesP99: part('pages', 'p99'),
      unchangedPerSecond: part('unchanged', 'perSecond'),
      anewPerSecond: part('anew', 'perSecond'),
      anewP99: part('anew', 'p99'),
      bytesPerPage: (runs.pages[0]?.bytes ?? 0) / ((runs.pages[0]?.perSecond ?? 1) * SECONDS),
      memoryIdle: idle,
      memoryMost: most,
      memoryAfter: after,
    }),
  );
} finally {
  await server.stop();
  empty.stop();
}

/** One page after the other, each with its own tag: all of them are asked with "not if it is this one". */
async function unchanged(tags: ReadonlyMap<string, string>, headers: Readonly<Record<string, string>>): Promise<Load> {
  const parts: Load[] = [];
  for (const [path, tag] of tags) {
    const seconds = SECONDS / tags.size;
    // The page may be made anew meanwhile and stays the same: its tag is that of its content.
    parts.push(
      await load({ ...product, paths: [path], headers: { ...headers, 'if-none-match': tag }, expect: 304, seconds }),
    );
  }
  const mean = (what: 'perSecond' | 'median' | 'p99'): number =>
    parts.reduce((sum, one) => sum + one[what], 0) / parts.length;
  return { perSecond: mean('perSecond'), median: mean('median'), p99: mean('p99'), bytes: 0 };
}

async function tagsOf(
  url: string,
  paths: readonly string[],
  headers: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  const tags = new Map<string, string>();
  for (const path of paths) {
    const tag = (await fetch(`${url}${path}`, { headers })).headers.get('etag');
    if (tag === null) throw new Error(`${path} has no tag`);
    tags.set(path, tag);
  }
  return tags;
}

/** The least that any answer of a Node process costs. */
function startEmpty(): Promise<{ readonly port: number; stop(): void }> {
  const program = `require('node:http').createServer((_, a) => a.writeHead(200, { 'content-length': '0' }).end())
    .listen(0, '127.0.0.1', function () { console.log(this.address().port) })`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stdout.once('data', (chunk: Buffer) => resolve({ port: Number(chunk.toString()), stop: () => child.kill() }));
  });
}
