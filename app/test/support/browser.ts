/**
 * The browser of the tests: the Chromium inside an npm package, unpacked once under `data/cache`. No system install.
 * Another one can be named by NETRA_TEST_BROWSER (on systems for which the package holds none).
 */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const cache = join(import.meta.dirname, '../../../data/cache');

/** Its own default arguments are for another place: with `--single-process` a second page crashes. */
const launchArguments = ['--no-sandbox', '--disable-gpu', '--no-zygote', '--force-color-profile=srgb'];

/** The package unpacks into TMPDIR and takes whatever lies there; so it gets a folder that nothing else ever uses. */
const unpack = `
const { default: chromium, inflate } = await import(process.argv[1]);
await chromium.executablePath();
await inflate(process.argv[2]);`;

/** What a system without fonts of its own needs to draw letters. */
const fontConfiguration = (fonts: string) =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${fonts}/cache</cachedir></fontconfig>\n`;

async function unpackedFolder(): Promise<string> {
  const door = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const home = dirname(dirname(door));
  const about: unknown = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const version = typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : 'unknown';
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(join(folder, 'whole'))) return folder;
  const aside = `${folder}.${process.pid}`;
  mkdirSync(aside, { recursive: true });
  const args = ['--input-type=module', '-e', unpack, door, join(home, 'bin', 'al2023.tar.br')];
  await promisify(execFile)(process.execPath, args, { env: { ...process.env, TMPDIR: aside } });
  writeFileSync(join(aside, 'fonts', 'fonts.conf'), fontConfiguration(join(folder, 'fonts', 'fonts')));
  writeFileSync(join(aside, 'whole'), '');
  try {
    renameSync(aside, folder);
  } catch {
    // Another run was faster, or an older one left a part: what is whole stays, what is not gives way.
    if (!existsSync(join(folder, 'whole'))) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(aside, folder);
    }
    rmSync(aside, { recursive: true, force: true });
  }
  return folder;
}

/** The libraries that come along are for systems without their own; mixed with the system's they do not fit together. */
function lacksLibraries(executable: string): boolean {
  try {
    return execFileSync('ldd', [executable], { encoding: 'utf8' }).includes('not found');
  } catch {
    return false;
  }
}

/** Starts a browser. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env.NETRA_TEST_BROWSER;
  if (named !== undefined && named !== '') return chromium.launch({ executablePath: named, args: launchArguments });
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The packaged browser is for Linux on x64 only: set NETRA_TEST_BROWSER to the path of a Chromium.');
  }
  const folder = await unpackedFolder();
  const executablePath = join(folder, 'chromium');
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  env.HOME = folder;
  if (lacksLibraries(executablePath)) env.LD_LIBRARY_PATH = join(folder, 'al2023', 'lib');
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_FILE = join(folder, 'fonts', 'fonts.conf');
  return chromium.launch({ executablePath, args: launchArguments, env });
}
