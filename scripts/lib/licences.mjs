/** Do the licences of what we ship allow it? Reads what the packages state, from the lockfile or from the package itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const permissive = new Set(
  'MIT MIT-0 ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 Unlicense CC0-1.0 BlueOak-1.0.0 Zlib Python-2.0 OFL-1.1 PostgreSQL'.split(
    ' ',
  ),
);

/** Libraries of their own, loaded beside ours and replaceable: what the LGPL asks for. */
const looselyLinked = /(^|\/)node_modules\/@img\/sharp-/;

function holds(expression, isAllowed) {
  const text = expression.trim();
  const bare = /^\((.*)\)$/.exec(text)?.[1];
  if (bare !== undefined && !/[()]/.test(bare)) return holds(bare, isAllowed);
  if (/ OR /i.test(text)) return text.split(/ OR /i).some((part) => holds(part, isAllowed));
  if (/ AND /i.test(text)) return text.split(/ AND /i).every((part) => holds(part, isAllowed));
  return isAllowed(text);
}

/** @param {string} stated @param {string} place where the package lies, as in the lockfile */
export function mayShip(stated, place) {
  const lesser = looselyLinked.test(place) ? /^LGPL-3\.0(-or-later|-only)?$/ : undefined;
  return holds(stated, (licence) => permissive.has(licence) || lesser?.test(licence) === true);
}

function statedBy(place, entry) {
  if (typeof entry.license === 'string') return entry.license;
  try {
    const { license } = JSON.parse(readFileSync(join(root, place, 'package.json'), 'utf8'));
    return typeof license === 'string' ? license : (license?.type ?? '');
  } catch {
    return '';
  }
}

/** Where a package finds another: beside itself, or further up. */
function resolveFrom(packages, place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const candidate = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[candidate] !== undefined) return candidate;
    if (folder === '') return undefined;
  }
}

/** What the workspaces depend on, and what that depends on: the product without our tools. */
export function shipped(packages) {
  const seen = new Set();
  const open = [
    'app',
    ...Object.keys(packages).filter((place) => place.startsWith('packages/') && !place.includes('node_modules')),
  ];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { dependencies = {}, optionalDependencies = {} } = packages[place];
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = resolveFrom(packages, place, name);
      if (found === undefined || seen.has(found) || packages[found].link === true) continue;
      seen.add(found);
      open.push(found);
    }
  }
  return [...seen].sort();
}

/** @returns {{ looked: number, problems: string[] }} every package of the product (not of our tools) whose licence is not among the allowed */
export function checkLicences() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const places = shipped(packages);
  const problems = places.flatMap((place) => {
    const stated = statedBy(place, packages[place]);
    const name = place.replace(/^.*node_modules\//, '');
    return mayShip(stated, place) ? [] : [`${name}: ${stated || 'states no licence'}`];
  });
  return { looked: places.length, problems };
}
