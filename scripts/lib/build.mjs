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

/** Names of a build's own assets, so that the next one can tell them from those that were kept from earlier ones. */
const ownList = 'own-assets';

/**
 * Takes over what pages of earlier builds still ask for. All files of the build before, however old it is: until now it was the one in use. They
 * get the time of this moment, at which they ceased to be, and by it those of still earlier builds are dropped a day later.
 * @param {string} before folder of the build in use
 * @param {string} fresh folder of the one that takes its place
 */
export function keepOldAssets(before, fresh, now = Date.now()) {
  const old = join(before, 'client', 'assets');
  const young = join(fresh, 'client', 'assets');
  mkdirSync(young, { recursive: true });
  writeFileSync(join(fresh, ownList), `${readdirSync(young).sort().join('\n')}\n`);
  if (!existsSync(old)) return;
  const list = join(before, ownList);
  const inUse = existsSync(list) ? new Set(readFileSync(list, 'utf8').split('\n')) : null;
  for (const name of readdirSync(old)) {
    if (existsSync(join(young, name))) continue;
    const wasInUse = inUse === null || inUse.has(name);
    const ceased = wasInUse ? new Date(now) : statSync(join(old, name)).mtime;
    if (now - ceased.getTime() > keepAssetsMs) continue;
    copyFileSync(join(old, name), join(young, name));
    utimesSync(join(young, name), ceased, ceased);
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
  keepOldAssets(dist, fresh);
  // The stamp goes in first: what is not whole is never renamed, and what is renamed is whole.
  mkdirSync(fresh, { recursive: true });
  writeFileSync(join(fresh, 'built-from'), wanted);
  rmSync(old, { recursive: true, force: true });
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
  say(`built in ${took(began)}`);
}
