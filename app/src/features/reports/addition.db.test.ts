import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demonstrationStart } from '../../platform/clock/legal-clock.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { type CaseAction, sealedHandovers, sealedSteps } from '../cases/index.ts';
import { checkLog } from '../ledger/check-log.ts';
import { readReceipt } from './receipt.ts';
import {
  type Answer,
  Reporter,
  type ReportsApp,
  receiptIn,
  startReportsApp,
  walkToCheck,
} from './report-walk.fixture.ts';

let test: ReportsApp;
let officer: Member;
let colleague: Member;
let stranger: Member;

beforeAll(async () => {
  test = await startReportsApp();
  const { person, bodies } = test.country;
  officer = await person('Petugas Kota', [bodies.bawasluCity, 'officer']);
  colleague = await person('Petugas Kedua', [bodies.bawasluCity, 'officer']);
  stranger = await person('Petugas Lain', [bodies.bawasluOther, 'officer']);
});
afterAll(() => test.end());
beforeEach(() => test.app.clock.set(demonstrationStart));

const later = async (days: number): Promise<void> =>
  test.app.clock.set((await test.app.platform.legalClock.now()).add({ hours: days * 24 }));

interface Sent {
  readonly reporter: Reporter;
  readonly receipt: string;
  readonly number: string;
}

async function report(): Promise<Sent> {
  const reporter = new Reporter(test.url);
  await walkToCheck(reporter, test.country, true);
  const receipt = receiptIn((await reporter.send()).html);
  const { rows } = await sql<{ number: string }>`select f.number from netra.case_file f
    join netra.report r on r.case_id = f.id order by r.recorded_at desc limit 1`.execute(test.app.owner);
  return { reporter, receipt, number: rows[0]?.number ?? '' };
}

const file = async (number: string) =>
  test.app.owner.selectFrom('case_file').selectAll().where('number', '=', number).executeTakeFirstOrThrow();

async function act(number: string, action: CaseAction, who = officer): Promise<string> {
  const done = await test.app.cases.service.act(who, number, action, (await file(number)).last_seq);
  return done.ok ? 'ok' : done.error.kind;
}

const request: CaseAction = {
  type: 'request-completion',
  missing: ['when', 'evidence', 'name'],
  reason: 'Alasan kantor yang tidak untuk pelapor.',
};

async function awaited(): Promise<Sent> {
  const sent = await report();
  expect(await act(sent.number, request)).toBe('ok');
  return sent;
}

const status = (sent: Sent): Promise<Answer> =>
  sent.reporter.post('/lapor/status', new URLSearchParams({ receipt: sent.receipt }));

/** The page on which a reporter completes or adds, reached by the button of the status page. */
async function open(sent: Sent): Promise<Answer> {
  const page = await status(sent);
  expect(page.html).toContain('action="/lapor/status/lengkapi"');
  const pass = /name="pass" value="([\w-]+)"/.exec(page.html)?.[1] ?? '';
  return sent.reporter.post('/lapor/status/lengkapi', new URLSearchParams({ pass }));
}

/** Sends the form of the page as a browser without script does. */
function fill(sent: Sent, page: Answer, values: Readonly<Record<string, string>>, files: readonly File[] = []) {
  const form = /<form[^>]*action="\/lapor\/status\/lengkapi"[^>]*>(.*?)<\/form>/s.exec(page.html)?.[1] ?? '';
  const body = new FormData();
  for (const [, name = '', value = ''] of form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g))
    body.append(name, value);
  for (const [name, value] of Object.entries({ go: 'send', ...values })) body.append(name, value);
  for (const one of files) body.append('files', one, one.name);
  return sent.reporter.post('/lapor/status/lengkapi', body);
}

async function photo(fill: number): Promise<File> {
  const bytes = await sharp({ create: { width: 30, height: 30, channels: 3, background: { r: fill, g: 9, b: 30 } } })
    .jpeg()
    .toBuffer();
  return new File([new Uint8Array(bytes)], 'IMG_Budi.jpg', { type: 'image/jpeg' });
}

const kinds = async (number: string): Promise<readonly string[]> =>
  (
    await test.app.owner
      .selectFrom('case_event')
      .select('kind')
      .where('case_id', '=', (await file(number)).id)
      .orderBy('seq')
      .execute()
  ).map((row) => row.kind);

const clocks = async (number: string) =>
  (
    await test.app.owner
      .selectFrom('clock')
      .select(['step_id', 'state'])
      .where('case_id', '=', (await file(number)).id)
      .orderBy('started_at')
      .execute()
  ).map((row) => `${row.step_id} ${row.state}`);

const readAs = async (member: Member, number: string) => {
  const { id } = await file(number);
  return runAs(test.app.platform.db, { kind: 'member', userId: member.userId }, (tx) =>
    test.reports.readModel.reportForCase(tx, test.app.platform.keys, id),
  );
};

const missingTime = 'Kejadiannya pukul sembilan pagi, saksinya satpam gedung.';

describe('a reporter whose report is incomplete', () => {
  it('sees what is missing and until when, with the last open hour, and no words of the office', async () => {
    const page = await status(await awaited());
    for (const shown of [
      'Yang perlu dilengkapi',
      'waktu kejadian',
      'bukti',
      'nama Anda',
      'paling lambat',
      'jam buka terakhir',
      'Anda diminta melengkapi',
    ])
      expect(page.text).toContain(shown);
    expect(page.text).not.toContain('saksi');
    expect(page.html).not.toContain('Alasan kantor');
  });

  it('completes in time with words, a name and a file, without account, script or cookie', async () => {
    const sent = await awaited();
    await later(1);
    const done = await fill(sent, await open(sent), { words: missingTime, name: 'Pelapor Lengkap' }, [await photo(60)]);
    expect([done.status, done.text.includes('Laporan Anda lengkap')]).toEqual([200, true]);
    expect(sent.reporter.cookies).toEqual([]);
    expect(done.url).not.toContain(sent.receipt);
    expect((await file(sent.number)).status).toBe('received');
    expect((await kinds(sent.number)).at(-1)).toBe('completed-by-reporter');
    expect(await clocks(sent.number)).toEqual(['initial-review met', 'complete-report met', 'initial-review running']);
    expect((await file(sent.number)).due_at).not.toBeNull();
    const found = await readAs(officer, sent.number);
    expect(found?.additions.map((one) => [one.words, one.completes, one.hasIdentity])).toEqual([
      [missingTime, true, true],
    ]);
    expect(found?.evidence.map((one) => one.fileName)).toEqual(['IMG_Budi.jpg']);
    const identity = await runAs(test.app.platform.db, { kind: 'member', userId: officer.userId }, (tx) =>
      test.reports.readModel.openIdentity(tx, test.app.platform.keys, found?.id ?? ''),
    );
    expect(identity).toEqual({ name: 'Pelapor Lengkap', address: 'Jalan Tersembunyi 7', contact: '0800-sunyi' });
    expect(await readAs(stranger, sent.number)).toBeNull();
    const { rows } = await sql<{ all: string }>`select (select jsonb_agg(a)::text from netra.report_addition a)
      || (select jsonb_agg(c)::text from netra.case_event_content c) as all`.execute(test.app.owner);
    expect(rows[0]?.all).not.toContain('satpam');
    expect(rows[0]?.all).not.toContain('Pelapor Lengkap');
    // Asking twice keeps a report from being registered: the second time another person must find that something is missing.
    expect(await act(sent.number, request)).toBe('asked-before');
    expect(await act(sent.number, request, colleague)).toBe('ok');
  });

  it('completes once: the same form sent again, or by a refresh, is found and kept once', async () => {
    const sent = await awaited();
    const page = await open(sent);
    const picture = await photo(90);
    const both = await Promise.all([
      fill(sent, page, { words: missingTime }, [picture]),
      fill(sent, page, { words: missingTime }),
    ]);
    expect(both.map((one) => one.status)).toEqual([200, 200]);
    expect((await fill(sent, page, { words: missingTime }, [picture])).status).toBe(200);
    expect((await kinds(sent.number)).filter((kind) => kind === 'completed-by-reporter')).toHaveLength(1);
    expect(await kinds(sent.number)).not.toContain('reporter-added');
  });

  it('keeps what comes after the limit as further information, and does not register it', async () => {
    const sent = await awaited();
    await later(9);
    const page = await open(sent);
    expect(page.text).toContain('Batas waktu melengkapi sudah lewat');
    const done = await fill(sent, page, { words: missingTime });
    expect(done.text).toContain('tersimpan sebagai tambahan informasi');
    expect((await file(sent.number)).status).toBe('awaiting-completion');
    expect((await kinds(sent.number)).at(-1)).toBe('reporter-added');
    expect((await readAs(officer, sent.number))?.additions[0]?.words).toBe(missingTime);
    expect(await act(sent.number, { type: 'lapse-completion', reason: 'Tidak dilengkapi sampai batasnya.' })).toBe(
      'ok',
    );
    expect((await file(sent.number)).status).toBe('information');
  });

  it('loses nothing when an officer was faster, and makes the officer look again when not', async () => {
    const sent = await awaited();
    const page = await open(sent);
    const seq = (await file(sent.number)).last_seq;
    const record = { type: 'record-completion', receivedOn: '2024-10-04', reason: 'Diserahkan di kantor.' } as const;
    const [written, done] = await Promise.all([
      test.app.cases.service.act(officer, sent.number, record, seq),
      fill(sent, page, { words: missingTime }),
    ]);
    expect(done.status).toBe(200);
    const steps = (await kinds(sent.number)).slice(2);
    // Whoever comes second finds the other's step: the officer is refused, the reporter's words become an addition.
    expect(steps).toEqual(written.ok ? ['completed-by-reporter', 'reporter-added'] : ['completed-by-reporter']);
    expect((await file(sent.number)).status).toBe('received');
    expect((await readAs(officer, sent.number))?.additions).toHaveLength(1);
  });

  it('is asked again, with everything typed, when there are too few words or the page was open too long', async () => {
    const sent = await awaited();
    const page = await open(sent);
    const short = await fill(sent, page, { words: 'Jam.' });
    expect([short.status, short.html.includes('Jam.')]).toEqual([422, true]);
    const lost = await fill(
      sent,
      { ...page, html: page.html.replace(/name="pass" value="[^"]*"/, 'name="pass" value="x"') },
      {
        words: missingTime,
      },
    );
    expect([lost.status, lost.html.includes('satpam gedung'), lost.html.includes('name="receipt"')]).toEqual([
      422,
      true,
      true,
    ]);
    const again = await fill(sent, lost, { words: missingTime, receipt: sent.receipt });
    expect(again.text).toContain('Laporan Anda lengkap');
  });

  it('is told that it is closed once the case is over, and what was typed stays', async () => {
    const sent = await report();
    const page = await open(sent);
    await sql`update netra.case_file set status = 'stopped', closed_at = now() where number = ${sent.number}`.execute(
      test.app.owner,
    );
    const refused = await fill(sent, page, { words: missingTime });
    expect([refused.status, refused.html.includes('satpam gedung')]).toEqual([422, true]);
    expect(refused.text).toContain('sudah selesai');
    expect((await status(sent)).html).not.toContain('lengkapi');
  });
});

describe('a reporter who adds something', () => {
  it('does so at any time, and it stands at the office beside the account, in a chain that holds', async () => {
    const sent = await report();
    const page = await open(sent);
    expect(page.text).toContain('Tambah keterangan');
    const done = await fill(sent, page, { words: 'Ada saksi lain yang bersedia bicara.' });
    expect(done.text).toContain('Keterangan Anda tersimpan');
    expect((await file(sent.number)).status).toBe('received');
    expect(await clocks(sent.number)).toEqual(['initial-review running']);
    expect((await readAs(officer, sent.number))?.additions[0]?.completes).toBe(false);
    await test.app.ledger.service.begin();
    await test.app.ledger.service.sealNow();
    expect((await checkLog(test.app.platform.db, [sealedSteps, sealedHandovers], [])).problems).toEqual([]);
    expect((await status(sent)).text).toContain('Anda menambah keterangan');
  });

  it('does not see who voted or stepped aside, and sees what is done about an authority that does not act', async () => {
    const sent = await report();
    const { id } = await file(sent.number);
    for (const [seq, kind] of [
      'vote-cast',
      'interest-declared',
      'reminded',
      'reprimanded',
      'block-proposed',
      'blocked',
    ].entries())
      await sql`insert into netra.case_event (case_id, seq, kind, body_id, status_after, at, salt, commitment, link)
        select ${id}, ${seq + 2}, ${kind}, origin_body_id, 'conveyed', now(), sha256('s'), sha256(${`${id} ${seq}`}::bytea), sha256('l')
        from netra.case_file where id = ${id}`.execute(test.app.owner);
    const { text } = await status(sent);
    for (const shown of ['PPK diingatkan', 'PPK ditegur', 'Blokir data diusulkan', 'Blokir data ditetapkan'])
      expect(text).toContain(shown);
    for (const kept of ['Langkah lain', 'suara', 'berkepentingan']) expect(text).not.toContain(kept);
  });
});

describe('the database', () => {
  const call = (receiptHash: Buffer | null, kind: string, review: unknown = null, at = new Date().toISOString()) =>
    runAs(
      test.app.platform.db,
      receiptHash === null ? { kind: 'public' } : { kind: 'public', receiptHash },
      async (tx) => {
        const { rows } = await sql<{
          link: Buffer | null;
        }>`select link from reporter_hold_case(gen_random_uuid())`.execute(tx);
        const commitment = Buffer.alloc(32, 7);
        const link = rows[0]?.link ?? Buffer.alloc(32);
        await sql`select reporter_adds_now(gen_random_uuid(), ${kind}, ${at}::timestamptz, ${Buffer.alloc(32, 1)}::bytea, ${commitment}::bytea,
          sha256(convert_to(E'netra.ledger/link/v1\n', 'UTF8') || ${link}::bytea || ${commitment}::bytea), '{}', 'w', null,
          ${review === null ? null : JSON.stringify(review)}::jsonb)`.execute(tx);
      },
    );
  const hashOf = (sent: Sent): Buffer => {
    const hash = readReceipt(test.app.platform.keys, sent.receipt);
    if (!hash.ok) throw new Error('no receipt');
    return hash.value;
  };

  it('takes nothing without a receipt, by another receipt, or where nothing is awaited', async () => {
    const [mine, other] = [await awaited(), await report()];
    await expect(call(null, 'completed-by-reporter')).rejects.toThrow(/only the reporter/);
    await expect(call(Buffer.alloc(32, 5), 'reporter-added')).rejects.toThrow(/only the reporter/);
    await expect(call(hashOf(other), 'completed-by-reporter')).rejects.toThrow(/no completion is awaited/);
    await expect(call(hashOf(mine), 'registered')).rejects.toThrow(/nothing can be added/);
    expect((await file(mine.number)).status).toBe('awaiting-completion');
    expect((await kinds(other.number)).length).toBe(1);
  });

  it('begins no other limit than the review, and none that has passed', async () => {
    const sent = await awaited();
    const at = '2024-10-04T05:00:00.000Z';
    const right = {
      ...{
        procedure: 'bawaslu-pilkada',
        step: 'initial-review',
        nature: 'law',
        started: at,
        due: '2024-10-06T16:59:59Z',
      },
      ...{ skipped: [], provisional: false, basis: 'x', confidence: 'seen', version: 'x' },
    };
    const begin = (change: object) => call(hashOf(sent), 'completed-by-reporter', { ...right, ...change }, at);
    for (const wrong of [
      { step: 'handle' },
      { procedure: 'remedies' },
      { due: at.replace('04', '03') },
      { nature: 'whim' },
    ])
      await expect(begin(wrong)).rejects.toThrow(/not the limit/);
    await expect(begin({ started: '2024-10-03T05:00:00Z' })).rejects.toThrow(/not the limit/);
    await begin({});
    expect((await file(sent.number)).status).toBe('received');
  });

  it('shows additions to nobody but the intake office', async () => {
    const sent = await awaited();
    await fill(sent, await open(sent), { words: missingTime });
    const rows = (userId: string) =>
      runAs(test.app.platform.db, { kind: 'member', userId }, (tx) =>
        tx.selectFrom('report_addition').select('id').execute(),
      );
    expect((await rows(officer.userId)).length).toBeGreaterThan(0);
    expect(await rows(stranger.userId)).toEqual([]);
    expect(
      await runAs(test.app.platform.db, { kind: 'public', receiptHash: hashOf(sent) }, (tx) =>
        tx.selectFrom('report_addition').select('id').execute(),
      ),
    ).toEqual([]);
  });
});
