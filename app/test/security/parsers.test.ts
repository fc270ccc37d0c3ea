/**
 * Every parser of the project, fed with anything and with what was right and has been damaged: it answers, with a value or a refusal, within a
 * second. It never throws and never hangs. A parser that is not in the table fails the last test.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  commit,
  decodeOpening,
  decodeReceiptFromQr,
  edgeRoot,
  encodeReceiptForQr,
  formatKey,
  formatReceipt,
  fromBase45,
  fromBase64,
  isHistory,
  isKeyName,
  isReceiptQr,
  isStretch,
  openCheckpoint,
  openNote,
  parseCheckpointText,
  parseKey,
  parseNote,
  parseProof,
  parseTilePath,
  proveInclusion,
  readCheckpoint,
  readOpening,
  signCheckpoint,
  signerFrom,
  toBase45,
  verifyHistory,
  verifyReceipt,
  verifyStretch,
} from '@netra/ledger';
import { builtIn, fromInstant, isIsoDay, parseDeadlineRequest, parseFacts } from '@netra/rulebook';
import { parseAdditions } from '@netra/rulebook/additions';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { entryAt, storeTree } from '../../../packages/ledger/test/stored-tree.ts';
import { decree, election, override } from '../../../packages/rulebook/src/additions/sample.fixture.ts';
import { readBackupSettings, readConfig, readDatabaseSettings, readRecoverySettings } from '../../src/config.ts';
import { safePath } from '../../src/features/accounts/next-path.ts';
import { readCode } from '../../src/features/accounts/one-time-codes.ts';
import { readRecoveryCode } from '../../src/features/accounts/recovery/recovery-codes.ts';
import { readLetterPass, sealLetterPass } from '../../src/features/accused/letter.ts';
import { readUrl } from '../../src/features/api/webhooks/safe-address.ts';
import {
  passOf,
  readAdviceDraft,
  readPass,
  readVisit,
  sealAdviceDraft,
  sealVisit,
} from '../../src/features/ask/advice-pass.ts';
import { readRules } from '../../src/features/ask/rule-marks.ts';
import { readNip } from '../../src/features/cases/accused-store.ts';
import { actionTypes } from '../../src/features/cases/case.ts';
import { findActionBySlug, readAction } from '../../src/features/cases/desk-schemas.ts';
import { findFor, readFinding } from '../../src/features/cases/finding.ts';
import { readDueRule } from '../../src/features/cases/handover-due.ts';
import { readNameQuery, sealNameQuery } from '../../src/features/cases/name-query.ts';
import { plainActionTypes } from '../../src/features/cases/plain-actions.ts';
import { readPlainAction } from '../../src/features/cases/plain-read.ts';
import { parseBodies } from '../../src/features/cases/rehearse-bodies.ts';
import { readSearch } from '../../src/features/cases/search-text.ts';
import { readStake } from '../../src/features/cases/stake-form.tsx';
import { tryFacts } from '../../src/features/cases/what-if.ts';
import { readIsoDay } from '../../src/features/deadlines/deadline-routes.tsx';
import { backPath } from '../../src/features/demonstration/demo-clock-routes.ts';
import { readPattern } from '../../src/features/documents/numbering.ts';
import { readManifest } from '../../src/features/exchange/bundle.ts';
import { readMoment } from '../../src/features/facilities/facility-imports.ts';
import { readAnswers } from '../../src/features/guidance/answers.ts';
import { suggest } from '../../src/features/guidance/suggest.ts';
import { stem, wordsOf } from '../../src/features/law/search.ts';
import { readSignOffs } from '../../src/features/law/sign-off.ts';
import { readDayLines } from '../../src/features/law-data/day-lines.ts';
import { readDecreeRow } from '../../src/features/law-data/decree-import.ts';
import { readElectionRow } from '../../src/features/law-data/election-import.ts';
import { readDay, readSource } from '../../src/features/law-data/law-cells.ts';
import { readOverrideRow } from '../../src/features/law-data/override-import.ts';
import { readKeyFile, verifyFile } from '../../src/features/ledger/cli-verify.ts';
import { readBundle } from '../../src/features/ledger/log-files.ts';
import { readHanded } from '../../src/features/ledger/verifier/browser/handed.ts';
import { asPasted, check } from '../../src/features/ledger/verifier/check.ts';
import { readLetters } from '../../src/features/lessons/run.ts';
import { readMessage } from '../../src/features/mail/message-text.ts';
import { extractArticle } from '../../src/features/media/extraction/extract-article.ts';
import { readLine } from '../../src/features/outreach/text-read.ts';
import { readEmail, readListDay, readTeamNumber } from '../../src/features/parties/party-imports.ts';
import { readCodeList } from '../../src/features/pledges/campaign-routes.tsx';
import { newPledgeCode, readPledgeCode } from '../../src/features/pledges/pledge-codes.ts';
import { presenceProof, readPresenceProof } from '../../src/features/pledges/presence.ts';
import { readPosts, readPresence } from '../../src/features/prevention/lines.ts';
import { readDraft, sealDraft } from '../../src/features/reports/draft.ts';
import { readReceipt } from '../../src/features/reports/receipt.ts';
import { readStatusPass, statusPass } from '../../src/features/reports/status-pass.ts';
import { readNumber } from '../../src/features/roster/number.ts';
import { type Places, readRosterRow } from '../../src/features/roster/roster-row.ts';
import { readAccount } from '../../src/features/triage/features.ts';
import { readCursor, writeCursor } from '../../src/platform/api/cursor.ts';
import { parseFileLine } from '../../src/platform/backup/format.ts';
import { parseRecipients } from '../../src/platform/backup/keys.ts';
import { parseKeep } from '../../src/platform/backup/prune.ts';
import { lock, unlock } from '../../src/platform/crypto/box.ts';
import { newReference, parseReference } from '../../src/platform/crypto/reference.ts';
import { generateSealKeyPair, open, sealTo } from '../../src/platform/crypto/seal.ts';
import { deriveKeys, parseSecret } from '../../src/platform/crypto/secret.ts';
import { readToken, signToken } from '../../src/platform/crypto/token.ts';
import { looksWhole, sniffType } from '../../src/platform/files/file-type.ts';
import { newHeader, readHeader } from '../../src/platform/files/sealed-format.ts';
import { checkForm } from '../../src/platform/http/forms.ts';
import { inLanguage, languageOf, withoutLanguage } from '../../src/platform/http/language.ts';
import { pathOf } from '../../src/platform/http/server.ts';
import { fromLocalInput } from '../../src/platform/i18n/dates.ts';
import { csvCell } from '../../src/platform/imports/csv-out.ts';
import { separatorOf } from '../../src/platform/imports/delimited-rows.ts';
import { openRows, SourceError } from '../../src/platform/imports/open-rows.ts';
import { receiveFile } from '../../src/platform/imports/receive-file.ts';
import { withoutJpegMetadata } from '../../src/platform/workshop/strip-jpeg.ts';
import { readDate } from '../../src/ui/components/date-field.tsx';
import { anyJson, effort, garbage, mutated, mutatedJson, seed } from './garbage.ts';

const runs = 150 * effort;
/** The first failure is enough: looking for a smaller one takes long where the failure is slowness. */
const settings = { numRuns: runs, seed, endOnFailure: true };
/** Seconds of processor time that one answer may take. */
const MOST_SECONDS = 1;

const lang = 'id';
const now = Date.parse('2024-10-04T02:00:00Z');
const keys = deriveKeys(Buffer.alloc(32, 7));
const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const texts = (value: unknown): Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([k, v]) => [k, typeof v === 'string' ? v : (JSON.stringify(v) ?? '')]),
      )
    : {};

// What the ledger reads, made as an instance makes it.
const signer = signerFrom('netra.contoh/log', entryAt(1));
const step = { kind: 'case-opened', at: '2024-10-04T02:00:00Z', body: 'bawaslu-ar', case: 'a', seq: 1 };
const leaves = Array.from({ length: 21 }, (_, at) => (at === 11 ? commit(step, entryAt(99)) : entryAt(at)));
const tree = storeTree(leaves);
const checkpoint = signCheckpoint({ origin: 'netra.contoh/log', size: 21, root: edgeRoot(tree.edge) }, [signer]);
const receipt = formatReceipt({
  opening: { entry: step, salt: entryAt(99) },
  index: 11,
  hashes: proveInclusion(11, 21, tree.read),
  checkpoint,
});
const qr = encodeReceiptForQr(receipt) ?? '';
const key = formatKey(signer);
const history = JSON.stringify({ netra: 'riwayat', versi: 1, steps: [{ commitment: 'aa', link: 'bb' }], checkpoint });

const facts = {
  act: { kind: 'social-engagement', on: '2024-10-01', public: true },
  actor: { status: 'pns' },
  contest: { election: 'pilkada-2024', contest: 'kepala-daerah', beneficiary: 'person' },
};
const draft = sealDraft(keys, {
  seed: 'A'.repeat(22),
  until: now + 1e6,
  checked: true,
  answers: { apa: { act: 'x' } },
  names: {},
});
const deps = { keys, realNow: () => now };
const rosterPlaces: Places = {
  number: 0,
  name: 1,
  kind: 2,
  institution: 3,
  unit: 4,
  'unit-name': 5,
  'unit-parent': 6,
  duty: 7,
  email: 8,
  phone: 9,
};
const office = generateSealKeyPair();
const header = newHeader('00000000-0000-4000-8000-000000000000', office.publicKey).header;
const context = {
  lang,
  today: '2024-10-04',
  electionId: 'pilkada-2024',
  contestId: 'kepala-daerah',
  rulebook: builtIn,
} as const;
const cells = (text: string) => ({
  row: 2,
  get: <T>(column: { parse: (cell: string) => { ok: true; value: T } | { ok: false } }) => {
    const read = column.parse(text);
    return read.ok ? read.value : undefined;
  },
  refuse: () => {},
});
const article =
  'Kabar Rekaan\n\nArunika, 4 Oktober 2024 - Camat Arunika Timur, Raka Wiratama, S.H., menyukai unggahan Calon A.\n'.repeat(
    4,
  );

const letter = {
  number: 'K7M-4QX-92',
  position: 1,
  code: 'x',
  validUntil: '2024-11-01',
  issuedAt: '2024-10-04T02:00:00Z',
  told: {
    allegation: 'x',
    actKind: 'other',
    actOn: null,
    place: 'x',
    rows: [],
    clarification: 'x',
    answerUntil: null,
    contact: 'x',
  },
};

/** Parsers of texts: name, something that is right, and how it is read. */
const ofTexts: Readonly<Record<string, readonly [valid: string, read: (text: string) => unknown]>> = {
  // The ledger's
  fromBase45: [toBase45(entryAt(1)), fromBase45],
  fromBase64: ['AAECAwQ=', fromBase64],
  parseCheckpointText: [checkpoint.split('\n\n')[0] ?? '', parseCheckpointText],
  readCheckpoint: [checkpoint, readCheckpoint],
  openCheckpoint: [checkpoint, (text) => openCheckpoint(text, [signer])],
  parseKey: [key, parseKey],
  isKeyName: ['netra.contoh/log', isKeyName],
  parseNote: [checkpoint, parseNote],
  openNote: [checkpoint, (text) => openNote(text, [signer])],
  parseTilePath: ['tile/0/x001/067.p/8', parseTilePath],
  parseProof: [receipt, parseProof],
  decodeReceiptFromQr: [qr, decodeReceiptFromQr],
  isReceiptQr: [qr, isReceiptQr],
  isHistory: [history, isHistory],
  verifyHistory: [history, (text) => verifyHistory(text, [signer])],
  isStretch: [history, isStretch],
  verifyStretch: [history, (text) => verifyStretch(text, [signer])],
  verifyReceipt: [receipt, (text) => verifyReceipt(text, [signer])],
  check: [receipt, (text) => check(text, [signer])],
  asPasted: [receipt, asPasted],
  readManifest: ['{"format":"netra-exchange/1"}\n', readManifest],
  verifyFile: [receipt, (text) => verifyFile(text, [signer])],
  readKeyFile: [`# note\n${key}\n`, readKeyFile],
  readHanded: [JSON.stringify({ lang: 'id', keys: [key], publicUrl: '' }), readHanded],
  // Law and days
  fromInstant: ['2024-10-03T09:00:00+07:00', (text) => fromInstant(text, 'WIB')],
  isIsoDay: ['2024-10-03', isIsoDay],
  readDay: ['3 Oktober 2024', readDay],
  readMoment: ['2024-10-09 14.00', readMoment],
  readLine: ['Apel Senin, 7 Oktober 2024, ruang ② p.k.b. gоlkar', readLine],
  readEmail: ['nama@contoh.id', readEmail],
  readListDay: ['2024-09-22', readListDay],
  readTeamNumber: ['197001011990031001', readTeamNumber],
  readDayLines: ['17 Agustus: Hari rekaan\n10–12 April', (text) => readDayLines(text, '2028')],
  fromLocalInput: ['2024-10-03T09:00', (text) => fromLocalInput(text, 'WIT')],
  readDate: ['12', (text) => readDate({ day: text, month: text, year: text })],
  // What visitors send
  safePath: ['/perkara/K7M-4QX-92?x=1', safePath],
  backPath: ['/perkara/K7M-4QX-92?x=1', backPath],
  languageOf: ['/en/lapor', languageOf],
  withoutLanguage: ['/en/lapor', withoutLanguage],
  inLanguage: ['/lapor', (text) => inLanguage('en', text)],
  pathOf: ['/en/lapor/', (text) => pathOf(new URL(`http://x/${encodeURI(text.toWellFormed())}`).href)],
  parseReference: [
    newReference('case', (n) => randomBytes(n)),
    (text) => [parseReference('case', text), parseReference('receipt', text)],
  ],
  readReceipt: [newReference('receipt', (n) => randomBytes(n)), (text) => readReceipt(keys, text)],
  readDraft: [draft, (text) => readDraft(keys, text, now)],
  readStatusPass: [statusPass(deps, Buffer.alloc(32)), (text) => readStatusPass(deps, text)],
  readToken: [signToken(Buffer.alloc(32), 'x', 'payload'), (text) => readToken(Buffer.alloc(32), 'x', text)],
  readCode: ['123 456', readCode],
  findActionBySlug: ['lengkapi', findActionBySlug],
  readAccount: [article, readAccount],
  suggest: ['Saya melihat camat menyukai unggahan calon', (text) => suggest(text)],
  wordsOf: ['pasal 12 ayat menyukai', (text) => [wordsOf(text), stem(text)]],
  extractArticle: [article, (text) => extractArticle(text, 'x.txt')],
  // What operators write
  parseSecret: [randomBytes(48).toString('base64'), parseSecret],
  readConfig: [
    'https://lapor.contoh.id',
    (text) =>
      readConfig(
        {
          PORT: text,
          NETRA_URL: text,
          NETRA_SECRET: text,
          DATABASE_URL: text,
          NETRA_LOG: text,
          NETRA_LOG_MINUTES: text,
          NETRA_MODE: text,
        },
        '/x',
      ),
  ],
  readDatabaseSettings: [
    'postgres://x/y',
    (text) => readDatabaseSettings({ DATABASE_URL: text, NETRA_MODE: text }, '/x'),
  ],
  readBackupSettings: [
    'postgres://x/y',
    (text) => readBackupSettings({ DATABASE_URL: text, NETRA_MODE: text, NETRA_BACKUP_RECIPIENT: text }, '/x'),
  ],
  readRecoverySettings: [
    'postgres://x/y',
    (text) => readRecoverySettings({ DATABASE_URL: text, NETRA_MODE: text, NETRA_SECRET: text, NETRA_URL: text }, '/x'),
  ],
  parseKeep: ['7d,4w,12m', parseKeep],
  parseRecipients: [
    'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
    (text) => parseRecipients(text, 'x'),
  ],
  parseFileLine: [`${'a'.repeat(64)} 12 files/x`, parseFileLine],
  // Seals of our own that travel through pages, and what programs send
  readLetterPass: [sealLetterPass(deps, 'x', letter), (text) => readLetterPass(deps, 'x', text)],
  readNameQuery: [sealNameQuery(deps, 'x', 'Raka'), (text) => readNameQuery(deps, 'x', text)],
  readCursor: [
    writeCursor(Buffer.alloc(32), 'cases', ['a', 'b']),
    (text) => readCursor(Buffer.alloc(32), 'cases', text),
  ],
  readNip: ['19800101 200501 1 001', readNip],
  readPledgeCode: [newPledgeCode(randomBytes), readPledgeCode],
  readLetters: ['bf-d--', (text) => readLetters(text, 6)],
  readPresence: ['Dinas Rekaan = 12\nKelurahan Rekaan: 3', readPresence],
  readPosts: ['Kepala Dinas Rekaan\nCamat Rekaan', readPosts],
  readPass: [passOf(keys, 'x'), readPass],
  readAdviceDraft: [
    sealAdviceDraft(keys, { seed: 'a'.repeat(22), bodyId: 'x', question: { status: 'pns', words: 'x' } }, now),
    (text) => readAdviceDraft(keys, text, now),
  ],
  readVisit: [sealVisit(keys, passOf(keys, 'x'), now), (text) => readVisit(keys, text, now)],
  readRules: ['B6, bawaslu-pilkada/file-report', readRules],
  readCodeList: ['["K7M4Q-X92PT-RAH6B"]', readCodeList],
  readPresenceProof: [presenceProof(keys, 'a', now), (text) => readPresenceProof(keys, text, now)],
  readNumber: ['198001012005011001', (text) => readNumber(text, undefined, 20241004)],
  readRosterRow: [
    '198001012005011001;Sari;PNS;A1;U1;Unit;U0;guru;a@b.id;0812345678',
    (text) =>
      readRosterRow(
        text.split(';'),
        rosterPlaces,
        { today: 20241004, isInstitution: () => true, institutionChosen: true },
        [],
      ),
  ],
  readSearch: ['camat "kendaraan dinas" -baliho 800/77', readSearch],
  readIsoDay: ['2024-10', readIsoDay],
  readPattern: ['{nomor:3}/{kode}/{bulan}/{tahun}', readPattern],
  readRecoveryCode: ['ABCDE-FGHJK', readRecoveryCode],
  readUrl: ['https://penerima.contoh/netra', (text) => readUrl(text, { loopback: false })],
  readMessage: [
    'Subject: =?utf-8?Q?Batas_waktu?=\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nhai\r\n--x--',
    readMessage,
  ],
  // Tables
  separatorOf: ['a;b;c\n1;2;3\n', separatorOf],
  csvCell: ['=1+1', csvCell],
  readDecreeRow: ['3 Oktober 2028', (text) => readDecreeRow(cells(text))],
  readElectionRow: ['pemilu-2029', (text) => readElectionRow(cells(text))],
  readOverrideRow: ['bawaslu-pilkada/handle', (text) => readOverrideRow(cells(text))],
  readSource: ['2027-09', (text) => readSource(cells(text))],
  // Bytes
  unlock: [
    lock({ current: Buffer.alloc(32) }, Buffer.from('x'), { purpose: 'x' }).toString('latin1'),
    (text) => unlock({ current: Buffer.alloc(32) }, bytesOf(text), { purpose: 'x' }, now),
  ],
  open: [
    sealTo(office.publicKey, Buffer.from('x'), { purpose: 'x' }).toString('latin1'),
    (text) => open(office.privateKey, bytesOf(text), { purpose: 'x' }),
  ],
  readHeader: [
    header.toString('latin1'),
    (text) => readHeader('00000000-0000-4000-8000-000000000000', bytesOf(text), office.privateKey),
  ],
  looksWhole: [
    '\u0089PNG\r\n\u001a\n....IEND',
    (text) =>
      (['image/png', 'image/webp', 'application/pdf', 'image/jpeg'] as const).map((type) =>
        looksWhole(type, bytesOf(text), bytesOf(text), text.length),
      ),
  ],
  withoutJpegMetadata: [
    '\u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF\u0000\u00ff\u00da\u00ff\u00d9',
    (text) => withoutJpegMetadata(bytesOf(text)),
  ],
  readBundle: ['\u0000 '.repeat(17), (text) => readBundle(bytesOf(text), 1)],
  decodeOpening: [JSON.stringify(step), (text) => decodeOpening(bytesOf(text))],
};

/** Parsers of values as JSON, or a form, may hold them. */
const ofValues: Readonly<Record<string, readonly [valid: unknown, read: (value: unknown) => unknown]>> = {
  parseFacts: [facts, parseFacts],
  findFor: [facts, (value) => findFor(value, builtIn)],
  readFinding: [{ finding: findFor(facts, builtIn) }, readFinding],
  readDueRule: [
    { within: 3, unit: 'working_day', nature: 'target', basis: 'x', skipped: [], version: '1' },
    readDueRule,
  ],
  parseDeadlineRequest: [
    { procedure: 'bawaslu-pilkada', step: 'handle', from: '2024-10-03T09:00:00+07:00', zone: 'WIB' },
    parseDeadlineRequest,
  ],
  parseAdditions: [{ decrees: [decree], elections: [election], overrides: [override] }, parseAdditions],
  parseBodies: [{ ended: [{ kind: 'bkn', on: '2027-10-15' }] }, parseBodies],
  readOpening: [{ entry: step, salt: 'AAAA' }, readOpening],
  readSignOffs: [{ rows: { B6: { by: 'x', on: '2024-10-01' } } }, (value) => readSignOffs(value, new Set(['B6']))],
  readAnswers: [{ situation: 'like', status: 'pns', on: '2024-10-01' }, (value) => readAnswers(texts(value))],
  readPlainAction: [
    { reason: 'Syarat terpenuhi.', receivedOn_day: '4', missing: 'evidence' },
    (value) => plainActionTypes.map((type) => readPlainAction(type, texts(value), context)),
  ],
  readAction: [
    { seq: '1', reason: 'Syarat terpenuhi.' },
    (value) => actionTypes.map((type) => readAction(type, texts(value), context)),
  ],
  readStake: [
    { interest: 'relative', interestReason: 'Terlapor adalah ipar saya.' },
    (value) => readStake(texts(value), lang),
  ],
  tryFacts: [
    { kind: 'social-engagement', status: 'pns', on_day: '1', on_month: '10', on_year: '2024' },
    (value) => tryFacts(texts(value), facts, lang, builtIn),
  ],
  checkForm: [
    { name: 'x', list: ['y'] },
    (value) => checkForm(z.strictObject({ name: z.string().max(3) }), texts(value)),
  ],
};

/** Whether an answer comes, and how much of the processor it took. */
function ask<T>(name: string, input: T, read: (input: T) => unknown): void {
  const before = process.cpuUsage();
  try {
    read(input);
  } catch (error) {
    throw new Error(
      `${name} threw ${error instanceof Error ? error.stack : String(error)} at ${JSON.stringify(input)?.slice(0, 400)}`,
    );
  }
  const { user, system } = process.cpuUsage(before);
  if (user + system > MOST_SECONDS * 1e6)
    throw new Error(
      `${name} took ${(user + system) / 1e6} s at ${JSON.stringify(input)?.slice(0, 400)} (${JSON.stringify(input)?.length} letters)`,
    );
}

describe('parsers of texts', () => {
  it.each(Object.entries(ofTexts))('%s answers anything, within a second', (name, [valid, read]) => {
    ask(name, valid, read);
    fc.assert(
      fc.property(garbage, (text) => ask(name, text, read)),
      settings,
    );
    fc.assert(
      fc.property(mutated(valid), (text) => ask(name, text, read)),
      settings,
    );
    for (const piece of [valid, valid.slice(0, 20), ...valid.slice(0, 3)])
      ask(name, piece.repeat(Math.ceil(60_000 / Math.max(1, piece.length))), read);
  });
});

describe('the reader of articles', () => {
  it.each([
    ' ',
    '. ',
    '.',
    'é',
    '0',
    '(',
    ' (',
    'a, ',
    ' ,',
    'A',
    'Aa ',
    'pasang',
    'pasang ',
    'nyalahguna',
    'anggaran ',
    'keterangan',
    'keterangan a ',
    'pemilu ',
    'UU ',
    '“',
    'kata ',
    'di ',
    '\u00a0',
    '1/',
  ])('takes 60,000 letters of %j within a second', (piece) => {
    for (const start of ['', article])
      for (const end of ['', '\u0000', '\n'])
        ask(
          'extractArticle',
          start + piece.repeat(60_000 / piece.length).slice(0, 60_000 - start.length) + end,
          (text) => extractArticle(text, 'x.txt'),
        );
  });
});

describe('the guess at what an account tells', () => {
  it.each(['istri', 'istri ', 'suami:', 'calon ', 'foto ', 'a ', '0', 'maju', 'like '])(
    'takes 20,000 letters of %j within a second',
    (piece) => {
      ask('suggest', piece.repeat(20_000 / piece.length), (text) => suggest(text));
    },
  );
});

describe('parsers of values', () => {
  it.each(Object.entries(ofValues))('%s answers anything, within a second', (name, [valid, read]) => {
    ask(name, valid, read);
    fc.assert(
      fc.property(anyJson, (value) => ask(name, value, read)),
      settings,
    );
    fc.assert(
      fc.property(mutatedJson(valid), (value) => ask(name, value, read)),
      settings,
    );
  });

  it('none of them left a mark on what all objects share', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('files', () => {
  const folder = mkdtemp(path.join(tmpdir(), 'netra-fuzz-'));
  afterAll(async () => rm(await folder, { recursive: true, force: true }));
  let count = 0;

  async function rowsOf(bytes: Uint8Array): Promise<number> {
    count += 1;
    const uuid = () => `fuzz-${count}`;
    const received = await receiveFile(streamOf(bytes), 'x', { folder: await folder, uuid, maxBytes: 1e7 });
    if (!received.ok) return 0;
    let rows = 0;
    try {
      const opened = await openRows(received.value);
      if (opened.ok) for await (const row of opened.value.rows) rows += row.cells.length > 0 ? 1 : 0;
    } catch (error) {
      // The one way of saying that a file cannot be read.
      if (!(error instanceof SourceError)) throw error;
    } finally {
      await rm(received.value.path, { force: true });
    }
    return rows;
  }
  async function* streamOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    yield bytes;
  }

  it.each([
    ['a table', 'Tanggal;Jenis\n1 Januari 2028;"libur; nasional"\n'],
    ['JSON', '[{"a":1,"b":"x"},{"a":2}]'],
    ['JSON in lines', '{"a":1}\n{"a":2,"__proto__":{"x":1}}\n'],
    ['a spreadsheet', 'PK\u0003\u0004\u0014\u0000\u0000\u0000'],
  ])('that claim to be %s are read or refused', async (_what, valid) => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          mutated(valid),
          garbage.map((text) => valid + text),
        ),
        fc.constantFrom('utf8', 'latin1', 'utf16le'),
        async (text, encoding) => {
          const before = process.cpuUsage();
          await rowsOf(Buffer.from(text, encoding));
          expect(process.cpuUsage(before).user).toBeLessThan(MOST_SECONDS * 1e6);
        },
      ),
      { numRuns: 40 * effort, seed },
    );
  });

  it('of any bytes have a type or none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
        await sniffType(bytes);
      }),
      settings,
    );
  });
});

describe('the table of parsers', () => {
  /** Read in tests of their own, or only ever what our own code made. */
  const elsewhere: Readonly<Record<string, string>> = {
    parseElection: 'part of parseAdditions',
    readFields: 'part of parseAdditions',
    fromDayNumber: 'takes a number of our own',
    decodeModel: 'reads the model that is part of the product',
    verifyInclusion: 'takes hashes, not texts: packages/ledger/test',
    verifyHistoryOf: 'takes what a schema read: exchange.db.test.ts',
    verifyConsistency: 'takes hashes, not texts: packages/ledger/test',
    verifyChain: 'takes hashes, not texts: packages/ledger/test',
    openChunk: 'throws by design into a stream: file-store.test.ts',
    openCodeSecret: 'reads what the library stored',
    readAll: 'drafts of the report: answers.test.ts',
    readCount: 'a form that is sent by address: law-pages.db.test.ts, forms.db.test.ts',
    readTiles: 'reads the database',
    readNotice: 'a form: forms.db.test.ts, accused.db.test.ts',
    readSignForm: 'a form: forms.db.test.ts, pledges.test.ts',
    readDraftForm: 'a form: forms.db.test.ts, documents.db.test.ts',
    readLetterhead: 'a form: forms.db.test.ts, documents.db.test.ts',
    readAbsenceForm: 'a form: forms.db.test.ts, deadlines.db.test.ts',
    readJson: 'bodies of the interface: api/fuzz.db.test.ts',
    readPassphrase: 'reads a file of the operator: keys-prune.test.ts',
    readIdentities: 'reads a file of the operator: keys-prune.test.ts',
    readEntries: 'reads the database',
    readSeeds: 'reads files of the product',
  };

  it('names every function that reads what comes from outside', async () => {
    const root = path.resolve(import.meta.dirname, '../../..');
    const folders = ['app/src', 'packages/ledger/src', 'packages/rulebook/src'];
    const missing: string[] = [];
    let found = 0;
    for (const folder of folders)
      for (const file of await readdir(path.join(root, folder), { recursive: true })) {
        if (!/\.tsx?$/.test(file) || /\.(test|fixture)\.tsx?$/.test(file)) continue;
        const code = await readFile(path.join(root, folder, file), 'utf8');
        for (const [, name = '', parameters = ''] of code.matchAll(
          /^export (?:async )?function ((?:parse|read|decode|from|verify)[A-Z]\w*)(?:<[^>]*>)?\(([^)]*)/gms,
        )) {
          // Readers of the database and of requests are the services' and routes' own: forms.db.test.ts asks them.
          if (
            /\b(tx|db|c|client|request|deps): |\bPromise\b/.test(parameters) ||
            !/: (string|unknown|Uint8Array|Typed|Cells|Buffer)\b/.test(parameters)
          )
            continue;
          found += 1;
          if (!(name in ofTexts) && !(name in ofValues) && !(name in elsewhere))
            missing.push(`${folder}/${file}: ${name}`);
        }
      }
    expect(missing, 'add them to the table above').toEqual([]);
    expect(found).toBeGreaterThan(35);
  });
});
