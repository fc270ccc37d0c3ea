import { expect, it } from 'vitest';
// @ts-expect-error plain JavaScript for the host's Node, without types
import { checkLicences, mayShip } from './licences.mjs';

it('lets permissive licences through, also where one may choose', () => {
  for (const stated of ['MIT', 'Apache-2.0', '(MIT OR GPL-3.0)', 'MIT AND ISC', 'GPL-2.0 OR MIT']) {
    expect(mayShip(stated, 'node_modules/x'), stated).toBe(true);
  }
});

it('stops licences that would bind the product, and packages that state none', () => {
  for (const stated of ['AGPL-3.0', 'GPL-3.0-or-later', 'MIT AND GPL-2.0', 'SEE LICENSE IN x', 'UNLICENSED', '']) {
    expect(mayShip(stated, 'node_modules/x'), stated).toBe(false);
  }
});

it('lets the LGPL through for the image library only', () => {
  expect(mayShip('LGPL-3.0-or-later', 'node_modules/@img/sharp-libvips-linux-x64')).toBe(true);
  expect(mayShip('LGPL-3.0-or-later', 'node_modules/x')).toBe(false);
});

it('finds nothing to stop in what we ship', () => {
  const { looked, problems } = checkLicences();
  expect(looked).toBeGreaterThan(30);
  expect(problems).toEqual([]);
});
