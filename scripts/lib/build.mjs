/** Builds the product when its sources are not those of the last build. Built aside and renamed: there is no half build. */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { runGuarded } from './guarded.mjs';
import { getProductNode } from './node.mjs';
import { dist, root, workshop } from './paths.mjs';
import { Refusal, say, took } from './say.mjs';

const stamp = join(dist, 'built-from');

/** What the bundles are made of. Migrations, words and seeds that are read at run time are not among it. */
const sources = [
  'app/src',
  'packages',
  'app/vite.config.ts',
  'app/package.json',
  'tsconfig.json',
  'package-lock.json',
  'scripts/lib/build-run.mjs',
];

function* filesUnder(path) {
  const seen = statSync(join(root, path), { throwIfNoEntry: false });
  if (seen === undefined) return;
  if (!seen.isDirectory()) {
    if (!/\.test\.tsx?$/.test(path)) yield path;
    return;
  }
  for (const name of readdirSync(join(root, path)).sort()) {
    if (name !== 'node_modules' && name !== 'dist') yield* filesUnder(`${path}/${name}`);
  }
}

function wantedStamp() {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesUnder(source)) {
      const content = readFileSync(join(root, file));
      hash.update(`${file}\0${content.length}\0`).update(content);
    }
  }
  return `${hash.digest('hex')}\n`;
}

export function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wantedStamp();
}

/** Pages that are open in a browser, and a server that still runs, keep asking for the files of the build before. */
const keepAssetsMs = 24 * 60 * 60 * 1000;

function keepOldAssets(fresh) {
  const old = join(dist, 'client', 'assets');
  const young = join(fresh, 'client', 'assets');
  if (!existsSync(old)) return;
  mkdirSync(young, { recursive: true });
  for (const name of readdirSync(old)) {
    const { mtime } = statSync(join(old, name));
    if (existsSync(join(young, name)) || Date.now() - mtime.getTime() > keepAssetsMs) continue;
    copyFileSync(join(old, name), join(young, name));
    utimesSync(join(young, name), mtime, mtime);
  }
}

/**
 * Brings `app/dist` to the state of the sources. Call it as the only one in the clone, after the installation.
 * @param {{ noteChild(child: { pid: number, started: string } | undefined): void }} hold
 */
export async function build(hold) {
  const wanted = wantedStamp();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const began = performance.now();
  const fresh = `${dist}.new`;
  const old = `${dist}.old`;
  rmSync(fresh, { recursive: true, force: true });
  const script = join(root, 'scripts', 'lib', 'build-run.mjs');
  const env = { ...process.env, NODE_ENV: 'production' };
  const logFile = join(workshop, 'build.log');
  const { code, said } = await runGuarded(hold, getProductNode(), [script, fresh], { cwd: root, env, logFile });
  if (code !== 0) throw new Refusal(`the product could not be built:\n${said}`);
  if (said !== '') process.stderr.write(`${said}\n`);
  keepOldAssets(fresh);
  // The stamp goes in first: what is not whole is never renamed, and what is renamed is whole.
  mkdirSync(fresh, { recursive: true });
  writeFileSync(join(fresh, 'built-from'), wanted);
  rmSync(old, { recursive: true, force: true });
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
  say(`built in ${took(began)}`);
}
