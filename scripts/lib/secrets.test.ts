import { expect, it } from 'vitest';
// @ts-expect-error plain JavaScript for the host's Node, without types
import { checkSecrets, findSecrets } from './secrets.mjs';

const whatIn = (text: string, path = 'app/src/some.ts'): string[] =>
  findSecrets(path, text).map(({ what }: { what: string }) => what);
/** Put together here, so that this file holds none of them. */
const joined = (...parts: readonly string[]): string => parts.join('');
const drawn = joined('kX9vQ2mZr7wLb4nUy', '1pCe6hFd3gJa0sKo8i');

it('nothing in the project opens anything', () => {
  const { looked, problems } = checkSecrets();
  expect(problems).toEqual([]);
  expect(looked).toBeGreaterThan(500);
});

it.each([
  ['a private key', joined('-----BEGIN ', 'PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA')],
  ['a private key', joined('-----BEGIN OPENSSH ', 'PRIVATE KEY-----')],
  ['a private key of signed notes', joined('PRIVATE+', 'KEY+netra+5ab1c1d2+', 'AQIDBAUGBwgJCgsMDQ4PEBES')],
  ['a private key of age', joined('AGE-SECRET', '-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQ')],
  ['a token of ours', joined('netra', '_', drawn)],
  ['a secret of webhooks', joined('whsec', '_C2FVsBQIhrscChl', 'QIMV+b5sSYspob7oD')],
  ['a token of GitHub', joined('ghp', '_16C7e42F292c6912E7710c838347Ae178B4a')],
  ['a token of npm', joined('//registry.example/:_auth', 'Token=abc')],
  ['a key of AWS', joined('AKIA', 'IOSFODNN7EXAMPLE')],
  ['a signed token (JWT)', joined('eyJhbGciOiJI', 'UzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl')],
  ['a password in an address', joined('postgres://netra:', 'Kuda-Makan-7@db.example/netra')],
  ['a password written down', joined('const pass', "word = 'Kuda-Makan-7';")],
  ['a password written down', joined('NETRA_SEC', 'RET=empat-kuda-makan-rumput')],
  ['a password written down', joined('{ "pass', 'word": "Kuda-Makan-7" }')],
  ['a string that looks drawn by lot', drawn],
])('finds %s', (what, text) => {
  expect(whatIn(`line\n${text}\n`)).toContain(what);
});

it('finds files that are named like keys, wherever they lie', () => {
  for (const path of [
    '.env',
    'docs/.env.production',
    'app/server.key',
    'backup/id_ed25519',
    'x/netra.p12',
    'data/secret',
  ])
    expect(whatIn('', path), path).toHaveLength(1);
  for (const path of ['.env.example', 'app/src/platform/crypto/secret.ts', 'docs/keys.md'])
    expect(whatIn('', path)).toEqual([]);
});

it('says where and how it begins, and never the whole', () => {
  const [find] = findSecrets('docs/x.md', `one\ntwo ${drawn}`);
  expect(find.line).toBe(2);
});

it('takes words, paths, hashes and examples for what they are', () => {
  for (const text of [
    'The demonstration says its own password aloud: Netra-Arunika-2024',
    "password: 'Password',",
    'postgres://netra:…@db.example/netra',
    'NETRA_SECRET="$(openssl rand -base64 48)"',
    'app/src/features/ledger/verifier/browser/ed25519-library.ts',
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  ])
    expect(whatIn(text), text).toEqual([]);
});
