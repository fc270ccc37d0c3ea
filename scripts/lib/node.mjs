/** Finds the Node that runs the product: the one its packages bring, or the host's own where that is new enough. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { root } from './paths.mjs';
import { Refusal } from './say.mjs';

const wantedMajor = 26;

/** @param {string} file */
export function nodeVersionOf(file) {
  try {
    return execFileSync(file, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .trim()
      .slice(1);
  } catch {
    return undefined;
  }
}

const inPackages = (file) => file.startsWith(join(root, 'node_modules') + sep);

/** A Node that an installation does not delete under itself: npm puts the one from node_modules first on the path. */
export function hostNode() {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  const candidates = [process.env.npm_node_execpath ?? '', process.execPath, ...onPath];
  return candidates.find((file) => file !== '' && !inPackages(file) && existsSync(file)) ?? process.execPath;
}

/** The product's Node; undefined when nothing fits (yet). Trusts the packages: they were tried when they were installed. */
export function findProductNode() {
  const packaged = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(packaged)) return packaged;
  if (Number.parseInt(process.versions.node, 10) >= wantedMajor) return process.execPath;
  const host = hostNode();
  return Number.parseInt(nodeVersionOf(host) ?? '0', 10) >= wantedMajor ? host : undefined;
}

/** The same where there must be one. */
export function getProductNode() {
  const found = findProductNode();
  if (found !== undefined) return found;
  throw new Refusal(
    `Netra needs Node ${wantedMajor}. Its packages bring one for Linux (x64, arm64) and macOS (x64); ` +
      `on this system (${process.platform}-${process.arch}) install Node ${wantedMajor} or newer and run the command again.`,
  );
}
