/**
 * Does a file of the project hold what opens something? Looks for blocks of private keys, for the marks that services give their tokens,
 * for passwords written into code or addresses, for names of key files, and for strings that look drawn by lot. Works without a network.
 * What it shows of a find is its place and its beginning, never the whole.
 */
import { basename } from 'node:path';
import { projectFiles, textOf } from './project-files.mjs';

/** Finds that are meant to stand there. `starts`: how the find begins, in this file only. One that is no longer found is a problem too. */
export const allowed = [
  { file: 'app/src/config.test.ts', starts: 'kZ8vQ2mX9rT4', why: 'made up for the test of what is refused' },
  { file: 'app/test/e2e/backup.e2e.ts', starts: 'kZ8vQ2mX9rT4', why: 'made up: the wrong secret' },
  { file: 'app/test/e2e/operation.e2e.ts', starts: 'kZ8vQ2mX9rT4', why: 'made up: the wrong secret' },
  {
    file: 'app/src/platform/observe/observe.db.test.ts',
    starts: 'only-for-tests',
    why: 'made up for the test of figures',
  },
  { file: 'app/src/features/api/token-text.ts', starts: '0123456789', why: 'an alphabet' },
  {
    file: 'app/src/features/api/webhooks/webhook-api.ts',
    starts: 'whsec_',
    why: 'an example in the document of the interface',
  },
  { file: 'docs/operations/api.md', starts: 'NETRA/api', why: 'an address in an example' },
  {
    file: 'app/test/e2e/start.e2e.ts',
    starts: 'vT7kQx2mZr9w',
    why: 'secret of an instance that lives as long as the test',
  },
  {
    file: 'app/test/e2e/verifier.e2e.ts',
    starts: 'qk7Vw2RzT9uX',
    why: 'secret of an instance that lives as long as the test',
  },
  {
    file: 'packages/ledger/test/vectors.test.ts',
    starts: 'org+033de0ae+Ac4',
    why: 'public key of a log of the Go project',
  },
  {
    file: 'packages/ledger/test/vectors.test.ts',
    starts: 'PeterNeumann+c74',
    why: 'public key from the documentation of signed notes',
  },
  {
    file: 'packages/ledger/test/vectors.test.ts',
    starts: 'x08go/ZJkuBS9UG/',
    why: 'signature from the documentation of signed notes',
  },
];

/** Passwords that may stand anywhere: the demonstration says its own aloud, the others are names for "some password" in tests. */
const knownPasswords = new Set(['Netra-Arunika-2024']);

/** Files that are data of others or of machines: only keys and marks are looked for in them. */
const machineMade = [/^package-lock\.json$/, /^packages\/ledger\/test\/vectors\//, /\.generated\.ts$/];

/** Tests write passwords of people who do not exist; what the other rules find counts there as well. */
const isTest = (path) => /\.(test|fixture|e2e)\.tsx?$|^app\/test\//.test(path);

const marks = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]{0,40}/g],
  ['a private key of signed notes', /PRIVATE\+KEY\+[\w.+/=-]{20,}/g],
  ['a private key of age', /AGE-SECRET-KEY-1[0-9A-Z]{20,}/g],
  ['a token of ours', /\bnetra_[A-Za-z0-9_-]{24,}/g],
  ['a secret of webhooks', /\bwhsec_[A-Za-z0-9+/=]{16,}/g],
  ['a token of GitHub', /\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,})/g],
  ['a token of GitLab', /\bglpat-[\w-]{16,}/g],
  ['a token of npm', /\bnpm_[A-Za-z0-9]{30,}|_authToken\s*=\s*\S+/g],
  ['a token of Slack', /\bxox[abeoprs]-[\w-]{10,}/g],
  ['a key of AWS', /\b(AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ['a key of Google', /\bAIza[\w-]{30,}/g],
  ['a key of a payment service', /\b[sr]k_(live|test)_\w{16,}/g],
  ['a key of an AI service', /\bsk-[A-Za-z0-9_-]{24,}/g],
  ['a signed token (JWT)', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]*/g],
];

const keyFile =
  /(^|\/)(\.env(\.(?!example$)[\w.-]+)?|id_(rsa|ed25519|ecdsa)|.*\.(pem|key|p12|pfx|jks|keystore|kdbx|age)|\.netrc|\.pgpass|secret)$/i;

/** A password in a setting or in an address. Spaces and `…` make it an example in words. */
const assigned =
  /\b(?:[A-Za-z]*(?:password|passphrase|passwd|secret|apiKey|api_key)|PGPASSWORD|NETRA_SECRET)["']?\s*[:=]\s*(["'`])([^"'`\s$…{}]{8,})\1/gi;
/** The same as a line of a shell, a unit or an env file. */
const inEnvironment =
  /^\s*(?:export\s+|Environment=)?["']?[A-Z_]*(?:PASSWORD|SECRET|TOKEN|PASSPHRASE)=["']?([^\s"'`$…<({]{8,})/gm;
const inAddress = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"`]+:([^\s/@'"`$…{}]{4,})@/gi;

const drawn = /[A-Za-z0-9+/_-]{32,}={0,2}/g;
/** Bits a letter. Words and paths stay below; 32 letters drawn from 64 have 4.5 and more. */
const BITS = 4.3;

function bitsPerLetter(text) {
  const counts = new Map();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return -[...counts.values()].reduce((sum, n) => sum + (n / text.length) * Math.log2(n / text.length), 0);
}

function looksDrawn(text) {
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text) && bitsPerLetter(text) > BITS;
}

/** "Password" as the name of a field on the screen. */
const isLabel = (text) => /^[A-Z][a-z]{2,12}$/.test(text);

/** What each picture starts with, in base64: a tiny picture in a test is no secret. */
const isPicture = (text) => /^(iVBORw0KGgo|\/9j\/|UklGR|R0lGOD)/.test(text);

/**
 * What is suspicious in one file.
 * @param {string} path @param {string} text
 * @returns {{ what: string, found: string, line: number }[]}
 */
export function findSecrets(path, text) {
  const finds = [];
  const note = (what, found, index) => finds.push({ what, found, line: text.slice(0, index).split('\n').length });
  if (keyFile.test(path)) note(`a file named like a key (${basename(path)})`, basename(path), 0);
  for (const [what, pattern] of marks) for (const match of text.matchAll(pattern)) note(what, match[0], match.index);
  if (machineMade.some((one) => one.test(path))) return finds;
  for (const match of text.matchAll(inAddress))
    if (!isTest(path) && !/^(…|\.{3}|password|sandi|kata-sandi)$/i.test(match[1]))
      note('a password in an address', match[1], match.index);
  for (const [, , value = '', index] of [...text.matchAll(assigned)].map((match) => [
    ...match.slice(0, 3),
    match.index,
  ]))
    if (!isTest(path) && !knownPasswords.has(value) && !isLabel(value)) note('a password written down', value, index);
  for (const match of text.matchAll(inEnvironment))
    if (!isTest(path) && !knownPasswords.has(match[1])) note('a password written down', match[1], match.index);
  for (const match of text.matchAll(drawn))
    if (looksDrawn(match[0]) && !isPicture(match[0]) && !finds.some(({ found }) => found.includes(match[0])))
      note('a string that looks drawn by lot', match[0], match.index);
  return finds;
}

/** @returns {{ looked: number, problems: string[] }} */
export function checkSecrets() {
  const problems = [];
  const used = new Set();
  const files = projectFiles();
  for (const file of files) {
    const text = textOf(file);
    for (const { what, found, line } of findSecrets(file, text ?? '')) {
      const rule = allowed.find((one) => one.file === file && found.startsWith(one.starts));
      if (rule === undefined)
        problems.push(`${file}:${line}: ${what}: ${found.slice(0, 6)}… (${found.length} letters)`);
      else used.add(rule);
    }
  }
  for (const rule of allowed)
    if (!used.has(rule))
      problems.push(`scripts/lib/secrets.mjs allows ${rule.starts}… in ${rule.file}, where it is no longer found`);
  return { looked: files.length, problems };
}
