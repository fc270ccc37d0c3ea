/**
 * Are the packages what they claim to be? Reads package.json files and the lockfile, and nothing from the network: exact versions, a hash for
 * each package, nothing from addresses or git, install scripts only where allowed, our own names never from a registry, no package twice in
 * two generations where secrets pass through it, and none that nothing uses.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shipped } from './licences.mjs';
import { root } from './paths.mjs';
import { projectFiles, textOf } from './project-files.mjs';

/** Shipped, and imported by no line of ours. A rule whose package is gone is a problem too. */
const notImported = {
  '@better-auth/core': 'peer of better-auth, pinned so that there is one copy',
  '@better-fetch/fetch': 'peer of better-auth, pinned so that there is one copy',
  'better-call': 'peer of better-auth, pinned so that there is one copy',
  '@fontsource/plus-jakarta-sans': 'files of the typeface, read by the workshop',
  '@fontsource-variable/plus-jakarta-sans': 'files of the typeface, cut for the browser',
};

/** Two generations of one package in the product that cannot be helped. */
const twice = {
  tslib:
    'helpers of compiled code, no secret passes through; tsyringe, below the passkey library, asks for the old one',
};

const exact = /^\d+\.\d+\.\d+(-[\w.-]+)?$/;

/** @param {Record<string, any>} manifests package.json files by folder */
export function problemsOfManifests(manifests) {
  const problems = [];
  for (const [folder, manifest] of Object.entries(manifests)) {
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'])
      for (const [name, version] of Object.entries(manifest[kind] ?? {}))
        if (!exact.test(version)) problems.push(`${folder}/package.json: ${name} "${version}" is no exact version`);
    for (const when of ['preinstall', 'install', 'postinstall', 'prepare'])
      if (manifest.scripts?.[when] !== undefined) problems.push(`${folder}/package.json runs a script at "${when}"`);
    // The two packages are pure and may be published one day; the product and the root never.
    if (manifest.private !== true && ['.', 'app'].includes(folder))
      problems.push(`${folder}/package.json could be published by mistake`);
  }
  return problems;
}

/** @param {Record<string, any>} packages `packages` of the lockfile @param {Record<string, boolean>} allowScripts */
export function problemsOfLock(packages, allowScripts) {
  const problems = [];
  for (const [place, entry] of Object.entries(packages)) {
    const name = place.replace(/^.*node_modules\//, '');
    if (name === place) continue; // ours
    if (entry.link === true) {
      if (!/^(packages\/[\w-]+|app)$/.test(entry.resolved ?? '')) problems.push(`${place} links to ${entry.resolved}`);
      continue;
    }
    if (/^@netra\//.test(name)) problems.push(`${place}: a package with our own name comes from a registry`);
    if (entry.inBundle !== true && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(entry.integrity ?? ''))
      problems.push(`${place} has no SHA-512 hash`);
    if (entry.resolved !== undefined && !/^https:\/\/[^/]+\/.+\.tgz$/.test(entry.resolved))
      problems.push(`${place} comes from ${entry.resolved}`);
    if (entry.name !== undefined && entry.name !== name) problems.push(`${place} is ${entry.name} under another name`);
    if (entry.hasInstallScript === true && allowScripts[name] !== true)
      problems.push(`${place} runs a script when it is installed`);
  }
  for (const name of Object.keys(allowScripts))
    if (packages[`node_modules/${name}`]?.hasInstallScript !== true)
      problems.push(`allowScripts names ${name}, which has no install script`);
  return problems;
}

/** Packages of the product that are there in two generations. */
export function problemsOfGenerations(packages, places) {
  const versions = new Map();
  for (const place of places) {
    const name = place.replace(/^.*node_modules\//, '');
    versions.set(name, new Set([...(versions.get(name) ?? []), String(packages[place].version).split('.')[0]]));
  }
  return [...versions]
    .filter(([name, majors]) => majors.size > 1 && twice[name] === undefined)
    .map(([name, majors]) => `${name} is shipped in generations ${[...majors].sort().join(' and ')}`);
}

/** @param {string[]} names dependencies of the product @param {string} code all code of the product */
export function problemsOfUse(names, code) {
  const isUsed = (name) =>
    new RegExp(
      `(from|import|import\\(|require\\(|resolve\\()\\s*['"\`]${name.replaceAll(/[/.]/g, '\\$&')}(/[^'"\`]*)?['"\`]`,
    ).test(code);
  return [
    ...names
      .filter((name) => notImported[name] === undefined && !isUsed(name))
      .map((name) => `${name} is shipped and nothing uses it`),
    ...Object.keys(notImported)
      .filter((name) => !names.includes(name))
      .map((name) => `scripts/lib/packages.mjs excuses ${name}, which is not shipped`),
  ];
}

const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** @returns {{ looked: number, problems: string[] }} */
export function checkPackages() {
  const { packages } = json('package-lock.json');
  const folders = ['.', ...json('package.json').workspaces];
  const manifests = Object.fromEntries(folders.map((folder) => [folder, json(join(folder, 'package.json'))]));
  const code = projectFiles()
    .filter(
      (path) =>
        /^(app\/src|app\/bin|packages\/[^/]+\/src)\/.*\.[jt]sx?$/.test(path) && !/\.(test|fixture)\.tsx?$/.test(path),
    )
    .map((path) => textOf(path) ?? '')
    .join('\n');
  const used = folders
    .filter((folder) => folder !== '.')
    .flatMap((folder) => Object.keys(manifests[folder].dependencies ?? {}))
    .filter((name) => !name.startsWith('@netra/'));
  return {
    looked: Object.keys(packages).length,
    problems: [
      ...problemsOfManifests(manifests),
      ...problemsOfLock(packages, manifests['.'].allowScripts ?? {}),
      ...problemsOfGenerations(packages, shipped(packages)),
      ...problemsOfUse([...new Set(used)], code),
    ],
  };
}
