import { describe, expect, it } from 'vitest';
import type { Member, Role } from '../../platform/http/env.ts';
import { safePath } from './next-path.ts';
import { problemOf } from './obvious-passwords.ts';
import { readCode } from './one-time-codes.ts';
import { fitsOffice, homeOf, mayActAt, membershipsFor } from './scope.ts';

function person(mustEnrol: boolean, ...held: readonly (readonly [Role, string])[]): Member {
  return {
    ...{ userId: 'u', name: 'Orang', email: 'o@kantor.go.id', sessionToken: 't', mustEnrol },
    memberships: held.map(([role, bodyId]) => ({
      ...{ bodyId, bodyName: bodyId, bodyKind: 'bawaslu', bodyZone: 'WIB', role, level: 'city' },
      ...{ jurisdictionId: 'j', jurisdictionPath: '/ID/NR/' },
    })),
  };
}

describe('who may act for which office', () => {
  it('is nobody who is signed out or still without a second factor', () => {
    expect(mayActAt(null, 'a', ['officer'])).toBe(false);
    expect(mayActAt(person(true, ['officer', 'a']), 'a', ['officer'])).toBe(false);
    expect(membershipsFor(person(true, ['officer', 'a']), ['officer'])).toEqual([]);
  });

  it('is decided by office and role together', () => {
    const member = person(false, ['officer', 'a'], ['media', 'b']);
    expect(mayActAt(member, 'a', ['officer'])).toBe(true);
    expect(mayActAt(member, 'b', ['officer'])).toBe(false);
    expect(mayActAt(member, 'a', ['media'])).toBe(false);
    expect(mayActAt(member, 'a', [])).toBe(false);
  });

  it('gives a role only to the offices that have it', () => {
    expect(fitsOffice('officer', 'bawaslu')).toBe(true);
    expect(fitsOffice('officer', 'satgas')).toBe(false);
    expect(fitsOffice('admin', 'bawaslu')).toBe(false);
    expect(fitsOffice('media', 'administration')).toBe(false);
  });

  it('begins a day where work waits', () => {
    expect(homeOf(person(false, ['asn', 'a'], ['officer', 'b']))).toBe('/antrean');
    expect(homeOf(person(false, ['asn', 'a'], ['media', 'b']))).toBe('/media');
    expect(homeOf(person(false))).toBe('/');
    expect(homeOf(person(true))).toBe('/akun/kode-ganda');
  });
});

describe('a path to return to', () => {
  it.each(['/', '/antrean', '/perkara/K7M-4QX-92?tab=a&b=%20c'])('is taken: %s', (path) => {
    expect(safePath(path)).toBe(path);
  });
  it.each([
    '//x',
    '/\\x',
    '\\\\x',
    'http://x',
    'x',
    '',
    '/a b',
    '/a\nb',
    '/\t/x',
    '/en//x',
    '/masuk',
    '/masuk/kode',
    '/keluar',
    `/${'a'.repeat(600)}`,
  ])('is refused: %j', (path) => {
    expect(safePath(path)).toBeNull();
  });
});

describe('a new password', () => {
  it.each([
    ['kalimat sandi yang panjang', null],
    ['7#Kq!9-2&5_1', null],
    ['mawar biru di atas meja', null],
    ['sebelas.hur', 'short'],
    ['Passw0rd1234', 'obvious'],
    ['p@ssw0rdp@ssw0rd', 'obvious'],
    ['123456789012', 'obvious'],
    ['aaaaaaaaaaaaaa', 'obvious'],
    ['Netra-Arunika-2024', 'obvious'],
    ['Rahasia123456', 'obvious'],
    ['hallo-budiman-99', 'contains-email'],
  ] as const)('%s: %s', (password, problem) => {
    expect(problemOf(password, 'budiman@kantor.go.id')).toBe(problem);
  });
});

describe('a one-time code as it is typed', () => {
  it('may have gaps, and nothing else', () => {
    expect(readCode(' 123 456 ')).toBe('123456');
    expect(readCode('123-456')).toBe('123456');
    for (const wrong of ['12345', '1234567', '12345a', '', '１２３４５６']) expect(readCode(wrong)).toBeNull();
  });
});
