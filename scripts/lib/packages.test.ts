import { describe, expect, it } from 'vitest';
import {
  checkPackages,
  problemsOfGenerations,
  problemsOfLock,
  problemsOfManifests,
  problemsOfUse,
  // @ts-expect-error plain JavaScript for the host's Node, without types
} from './packages.mjs';

const hash = `sha512-${'A'.repeat(86)}==`;
const lock = (entry: object, place = 'node_modules/thing'): string[] =>
  problemsOfLock({ [place]: { version: '1.0.0', integrity: hash, ...entry } }, {});
const excused = [
  '@better-auth/core',
  '@better-fetch/fetch',
  'better-call',
  '@fontsource/plus-jakarta-sans',
  '@fontsource-variable/plus-jakarta-sans',
];

it('looks at every package of the lockfile', () => {
  // What it finds there is a check of its own in `npm test`.
  expect(checkPackages().looked).toBeGreaterThan(300);
});

describe('the lockfile', () => {
  it('holds a SHA-512 hash for each package', () => {
    expect(lock({})).toEqual([]);
    expect(lock({ integrity: undefined })).toEqual(['node_modules/thing has no SHA-512 hash']);
    expect(lock({ integrity: `sha1-${'A'.repeat(27)}=` })).toHaveLength(1);
  });

  it.each([
    'git+ssh://git@github.com/a/b.git#abc',
    'http://registry.example/a/-/a-1.tgz',
    'file:../a.tgz',
    'github:a/b',
  ])('takes nothing from %s', (resolved) => {
    expect(lock({ resolved })).toHaveLength(1);
  });

  it('runs a script at installation only where that is allowed, and allows none that is not there', () => {
    expect(lock({ hasInstallScript: true })).toHaveLength(1);
    expect(
      problemsOfLock({ 'node_modules/thing': { integrity: hash, hasInstallScript: true } }, { thing: true }),
    ).toEqual([]);
    expect(problemsOfLock({}, { gone: true })).toHaveLength(1);
  });

  it('never takes our own names from a registry, nor a package under the name of another', () => {
    expect(lock({}, 'node_modules/@netra/ledger')).toHaveLength(1);
    expect(
      lock({ link: true, resolved: 'packages/ledger', integrity: undefined }, 'node_modules/@netra/ledger'),
    ).toEqual([]);
    expect(lock({ link: true, resolved: '../elsewhere' }, 'node_modules/@netra/ledger')).toHaveLength(1);
    expect(lock({ name: 'other-thing' })).toHaveLength(1);
  });
});

it('manifests name exact versions, run nothing at installation, and cannot be published by mistake', () => {
  const wrong = (manifest: object, folder = 'app'): string[] =>
    problemsOfManifests({ [folder]: { private: true, ...manifest } });
  expect(wrong({ dependencies: { a: '1.2.3', b: '18.4.0-beta.17' } })).toEqual([]);
  for (const version of ['^1.2.3', '*', 'latest', '1.x', 'git+https://a/b', 'https://a/b.tgz'])
    expect(wrong({ dependencies: { a: version } }), version).toHaveLength(1);
  expect(wrong({ scripts: { postinstall: 'true' } })).toHaveLength(1);
  expect(wrong({ private: false })).toHaveLength(1);
});

it('a package in two generations is found', () => {
  const packages = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b/node_modules/a': { version: '2.0.0' } };
  expect(problemsOfGenerations(packages, Object.keys(packages))).toHaveLength(1);
  expect(problemsOfGenerations(packages, ['node_modules/a'])).toEqual([]);
});

it('a package that nothing uses is found', () => {
  expect(problemsOfUse([...excused, 'hono'], `import { Hono } from 'hono';`)).toEqual([]);
  expect(problemsOfUse([...excused, 'hono'], `import { html } from 'hono/html';`)).toEqual([]);
  expect(problemsOfUse([...excused, 'hono'], `import { x } from 'honolulu'; // hono`)).toHaveLength(1);
  expect(problemsOfUse(excused.slice(1), '')).toHaveLength(1);
});
