import { randomBytes } from 'node:crypto';
import { canonicalJson, commit, type Hash, nextLink, verifyHistory, verifyReceipt } from '@netra/ledger';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Tx } from '../../platform/db/connect.ts';
import { type Actor, runAs } from '../../platform/db/unit-of-work.ts';
import { sealedDocuments } from '../documents/index.ts';
import { checkCommand, type LogCheck } from '../ledger/index.ts';
import { sealedPledges } from '../pledges/index.ts';
import { openedStep } from './case-chain.ts';
import { type Desk, startDesk, textOf } from './desk.fixture.ts';
import { sealedHandovers, sealedSteps } from './sealed-cases.ts';

let desk: Desk;
let number: string;
let caseId: string;
let last: number;
let kept: string;
/** Every table that a test may touch, as it was. */
const tables = ['case_event', 'case_event_content', 'case_file', 'log_place', 'log_waiting', 'log_entries', 'handover'];

beforeAll(async () => {
  desk = await startDesk();
  await desk.app.ledger.service.begin();
  await desk.app.ledger.noteRulebook();
  await desk.caseUpTo('study');
  number = await desk.caseUpTo('submit');
  await get(`/perkara/${number}`, 'verifier');
  await desk.walk(number, ['verifier', { type: 'accept-handover' }]);
  await desk.app.ledger.service.sealNow();
  last = await desk.seqOf(number);
  const row = await desk.app.owner
    .selectFrom('case_file')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  caseId = row.id;
  kept = await (await get(`/perkara/${number}/serah-terima/${last - 1}/diterima.txt`)).text();
});
afterAll(() => desk.end());
beforeEach(async () => {
  for (const table of tables)
    await sql`create table ${sql.table(`kept_${table}`)} as table ${sql.table(`netra.${table}`)}`.execute(
      desk.app.owner,
    );
});
afterEach(async () => {
  await asOwner(async (tx) => {
    for (const table of tables) {
      await sql`delete from ${sql.table(`netra.${table}`)}`.execute(tx);
      await sql`insert into ${sql.table(`netra.${table}`)} overriding system value table ${sql.table(`kept_${table}`)}`.execute(
        tx,
      );
      await sql`drop table ${sql.table(`kept_${table}`)}`.execute(tx);
    }
  });
});

async function get(path: string, who: 'officer' | 'verifier' = 'officer'): Promise<Response> {
  const { cookie } = await desk.at(who);
  return desk.app.hono.request(`http://127.0.0.1${path}`, { headers: { host: '127.0.0.1', cookie } });
}
const trusted = async () => (await desk.app.ledger.service.keys()).map((key) => key.verifier);
/** The file as the task force, which reads every step, takes it along. */
const exported = async () =>
  verifyHistory(await (await get(`/perkara/${number}/riwayat.json`, 'verifier')).text(), await trusted());
const page = async () => textOf(await (await get(`/perkara/${number}`, 'verifier')).text());

async function checked(): Promise<LogCheck> {
  const { address } = desk.app;
  if (address.kind !== 'socket') throw new Error('the test database is reached by a socket');
  const query = new URLSearchParams({ host: address.host, user: address.user });
  const answer = await checkCommand({
    settings: { mode: 'demo', dataDir: '.', databaseUrl: `postgresql:///${address.database}?${query}` },
    sources: [sealedSteps, sealedHandovers, sealedPledges, sealedDocuments],
    keys: await trusted(),
    log: () => undefined,
  });
  if (!answer.ok) throw new Error(answer.line);
  expect(answer.plain.includes('NOT SOUND')).toBe(!answer.value.sound);
  return answer.value;
}
const problem = (step: number, what: string) => ({ what: 'step', name: number, step, problem: what });

/** Past triggers and grants, as whoever owns the database could. */
async function asOwner(use: (tx: Tx) => Promise<unknown>): Promise<void> {
  await runAs(desk.app.owner, { kind: 'system' }, async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await use(tx);
  });
}

/** Writes a step anew with other words, a fresh salt, a commitment that fits, and all links after it: nothing in the case itself tells. */
async function rewrite(tx: Tx, seq: number): Promise<Buffer> {
  const rows = await tx.selectFrom('case_event').selectAll().where('case_id', '=', caseId).orderBy('seq').execute();
  const content = await tx
    .selectFrom('case_event_content')
    .select('content')
    .where('case_id', '=', caseId)
    .where('seq', '=', seq)
    .executeTakeFirst();
  const salt = randomBytes(32);
  let previous: Hash | null = null;
  let made: Buffer = Buffer.alloc(0);
  for (const row of rows) {
    const at = row.at.subtract({ hours: 24 });
    const mine = row.seq === seq;
    const commitment = mine
      ? Buffer.from(commit(openedStep(caseId, { ...row, at, content: content?.content }), salt))
      : row.commitment;
    if (mine) made = commitment;
    const link: Buffer = Buffer.from(nextLink(previous, commitment));
    previous = link;
    await tx
      .updateTable('case_event')
      .set({ link, ...(mine ? { at: at.toString(), salt, commitment } : {}) })
      .where('case_id', '=', caseId)
      .where('seq', '=', row.seq)
      .execute();
  }
  await sql`update netra.handover h set bundle_hash = e.link from netra.case_event e
    where e.case_id = h.case_id and e.seq = h.seq and h.case_id = ${caseId}`.execute(tx);
  return made;
}

it('finds nothing when nobody touched anything', async () => {
  const found = await checked();
  expect(found).toMatchObject({ sound: true, problems: [], gone: { number: 0 }, waiting: 0, erased: 0 });
  expect(found.checked).toMatchObject({ 'handover-opened': 1, pledge: 0, law: 1 });
  expect(found.checked.step).toBeGreaterThan(last);
  expect(await exported()).toMatchObject({ valid: true, steps: last, sealed: last, opened: last });
  expect(await page()).toContain('Rantai langkah utuh');
});

describe('whoever owns the database and passes all triggers is caught', () => {
  it('changing when a step happened', async () => {
    await asOwner((tx) =>
      sql`update netra.case_event set at = at - interval '1 day' where case_id = ${caseId} and seq = 3`.execute(tx),
    );
    expect(await exported()).toMatchObject({ valid: false, step: 3, problem: 'does-not-open' });
    expect((await checked()).problems).toEqual([problem(3, 'does-not-open')]);
    expect(await page()).toContain('Langkah 3 (Diregistrasi) tidak lagi cocok dengan segelnya');
  });

  it('changing what a step holds', async () => {
    await asOwner((tx) =>
      sql`update netra.case_event_content set content = jsonb_set(content, '{text}', '"Kajian: tidak memenuhi unsur."')
        where case_id = ${caseId} and seq = 4`.execute(tx),
    );
    expect(await exported()).toMatchObject({ valid: false, step: 4, problem: 'does-not-open' });
    expect((await checked()).problems).toEqual([problem(4, 'does-not-open')]);
    expect(await page()).toContain('Langkah 4 (Kajian dicatat)');
  });

  it('taking away what a step holds', async () => {
    await asOwner((tx) => sql`delete from netra.case_event_content where case_id = ${caseId} and seq = 4`.execute(tx));
    expect(await exported()).toMatchObject({ valid: false, step: 4, problem: 'does-not-open' });
    expect((await checked()).problems).toEqual([problem(4, 'does-not-open')]);
  });

  it('taking away the last step', async () => {
    await asOwner((tx) => sql`delete from netra.case_event where case_id = ${caseId} and seq = ${last}`.execute(tx));
    expect(await page()).toContain(`Langkah ${last} hilang`);
    expect((await checked()).problems).toContainEqual(problem(last, 'steps-missing'));
  });

  it('taking away the last step and everything in the case that tells of it', async () => {
    await asOwner(async (tx) => {
      await sql`delete from netra.case_event where case_id = ${caseId} and seq = ${last}`.execute(tx);
      await sql`update netra.case_file set last_seq = ${last - 1} where id = ${caseId}`.execute(tx);
      await sql`update netra.handover set accepted_at = null, accepted_by = null where case_id = ${caseId}`.execute(tx);
    });
    // The shorter history is sound in itself. The leaf of the step stays behind, and so does the sender's receipt.
    expect(await exported()).toMatchObject({ valid: true, steps: last - 1 });
    expect(await checked()).toMatchObject({ sound: false, gone: { number: 1 } });
    expect(verifyReceipt(kept, await trusted())).toMatchObject({
      valid: true,
      entry: { kind: 'handover-accepted', case: caseId, seq: last },
    });
  });

  it('taking away a whole case', async () => {
    await asOwner(async (tx) => {
      await sql`delete from netra.case_event where case_id = ${caseId}`.execute(tx);
      await sql`delete from netra.case_file where id = ${caseId}`.execute(tx);
    });
    const found = await checked();
    expect(found.gone.number).toBe(last);
    expect(found.problems).toContainEqual({
      what: 'handover-opened',
      name: 'unknown',
      step: last - 1,
      problem: 'other-handover',
    });
  });

  it('swapping two steps', async () => {
    await asOwner(async (tx) => {
      for (const [from, to] of [
        [2, 1002],
        [3, 2],
        [1002, 3],
      ])
        for (const table of ['case_event', 'case_event_content'])
          await sql`update ${sql.table(`netra.${table}`)} set seq = ${to} where case_id = ${caseId} and seq = ${from}`.execute(
            tx,
          );
    });
    expect(await exported()).toMatchObject({ valid: false, step: 2, problem: 'does-not-open' });
    const { problems } = await checked();
    expect(problems).toContainEqual(problem(2, 'does-not-follow'));
    expect(problems).toContainEqual(problem(2, 'does-not-open'));
    expect(problems).toContainEqual(problem(3, 'does-not-open'));
    expect(await page()).toContain('Langkah 2 (');
  });

  it('writing a step anew so that the case itself is sound', async () => {
    await asOwner((tx) => rewrite(tx, 3));
    expect(await exported()).toMatchObject({ valid: false, step: 3, problem: 'not-in-tree' });
    expect(await checked()).toMatchObject({ problems: [problem(3, 'not-in-log')], gone: { number: 1 } });
    expect(await page()).toContain('Tidak ada di log publik: langkah 3 (Diregistrasi)');
  });

  it('writing the last step anew, which might as well wait for the next batch', async () => {
    await asOwner((tx) => rewrite(tx, last));
    expect(await exported()).toMatchObject({ valid: true, sealed: last - 1 });
    expect(await checked()).toMatchObject({ problems: [problem(last, 'not-in-log')], gone: { number: 1 } });
    expect(await page()).toContain(`Tidak ada di log publik: langkah ${last} (Serah terima diterima)`);
  });

  it('writing the last step anew and putting it into the waiting room', async () => {
    await asOwner(async (tx) => {
      const commitment = await rewrite(tx, last);
      await sql`insert into netra.log_waiting (batch, commitment) values ('steps', ${commitment})`.execute(tx);
    });
    expect(await checked()).toMatchObject({ sound: false, problems: [], waiting: 1, gone: { number: 1 } });
  });

  it('writing a step anew and giving it the place of the old one', async () => {
    await asOwner(async (tx) => {
      const before = await tx
        .selectFrom('case_event')
        .select('commitment')
        .where('case_id', '=', caseId)
        .where('seq', '=', last)
        .executeTakeFirstOrThrow();
      const commitment = await rewrite(tx, last);
      await sql`update netra.log_place set commitment = ${commitment} where commitment = ${before.commitment}`.execute(
        tx,
      );
    });
    expect(await exported()).toMatchObject({ valid: false, step: last, problem: 'not-in-tree' });
    expect((await checked()).problems).toEqual([problem(last, 'not-in-tree')]);
  });

  it('and changing the leaf in the log as well: the signed root is another', async () => {
    await asOwner(async (tx) => {
      const before = await tx
        .selectFrom('case_event')
        .innerJoin('log_place', 'log_place.commitment', 'case_event.commitment')
        .select(['case_event.commitment', 'leaf'])
        .where('case_id', '=', caseId)
        .where('seq', '=', last)
        .executeTakeFirstOrThrow();
      const commitment = await rewrite(tx, last);
      await sql`update netra.log_place set commitment = ${commitment} where commitment = ${before.commitment}`.execute(
        tx,
      );
      await sql`update netra.log_entries set entries = overlay(entries placing ${commitment} from ${(before.leaf % 256) * 32 + 1}::integer)
        where index = ${Math.floor(before.leaf / 256)}`.execute(tx);
    });
    expect(await exported()).toMatchObject({ valid: false, step: last, problem: 'not-in-tree' });
    expect(await checked()).toMatchObject({ sound: false, tree: { problems: ['other-tile', 'other-root'] } });
  });

  it('changing when a hand-over was opened', async () => {
    await asOwner((tx) =>
      sql`update netra.handover set opened_at = opened_at - interval '1 hour' where case_id = ${caseId}`.execute(tx),
    );
    expect((await checked()).problems).toEqual([
      { what: 'handover-opened', name: number, step: last - 1, problem: 'does-not-open' },
    ]);
  });
});

it('lawful deletion: without salt and content the history still holds, and that step stays closed for ever', async () => {
  await asOwner(async (tx) => {
    await sql`update netra.case_event set salt = '' where case_id = ${caseId} and seq = 4`.execute(tx);
    await sql`delete from netra.case_event_content where case_id = ${caseId} and seq = 4`.execute(tx);
  });
  expect(await exported()).toMatchObject({ valid: true, steps: last, sealed: last, opened: last - 1 });
  expect(await checked()).toMatchObject({ sound: true, erased: 1 });
  const shown = await page();
  expect(shown).toContain('Rantai langkah utuh');
  expect(shown).toContain('isinya sudah dihapus menurut hukum');
});

it('a salt alone that is gone is no lawful deletion: it hides what the content was', async () => {
  await asOwner((tx) => sql`update netra.case_event set salt = '' where case_id = ${caseId} and seq = 4`.execute(tx));
  expect((await checked()).problems).toEqual([problem(4, 'does-not-open')]);
});

describe('an administrator with the rights of the application', () => {
  it.each([
    'update netra.case_event set at = now()',
    "update netra.case_event set salt = decode(repeat('00', 32), 'hex')",
    'delete from netra.case_event',
    'truncate netra.case_event cascade',
    "update netra.case_event_content set content = '{}'",
    'delete from netra.case_event_content',
    'update netra.log_place set leaf = 0',
    'delete from netra.log_place',
    "update netra.log_entries set entries = decode(repeat('00', length(entries)), 'hex')",
    "update netra.log_tile set hashes = decode(repeat('00', length(hashes)), 'hex')",
    'delete from netra.log_tile',
    'delete from netra.log_checkpoint',
    'update netra.log_checkpoint set note = null',
    'update netra.log_state set size = 0',
    'delete from netra.log_key',
    "insert into netra.log_waiting (batch, commitment) values ('steps', decode(repeat('00', 32), 'hex'))",
    'alter table netra.case_event disable trigger all',
    'set session_replication_role = replica',
    'create or replace function netra.refuse_change() returns trigger language sql as $$ select null $$',
  ])('is refused: %s', async (statement) => {
    const officer = await desk.member('verifier');
    const tried = (actor: Actor) =>
      runAs(desk.app.platform.db, actor, (tx) => sql.raw(statement).execute(tx)).then(
        ({ numAffectedRows }) => Number(numAffectedRows ?? 1n),
        (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
      );
    expect(await tried({ kind: 'system' })).toBe('42501');
    // A person finds no row to change, or is refused as well.
    expect([0, '42501']).toContain(await tried({ kind: 'member', userId: officer.userId }));
  });

  it('taking a step out of the waiting room is seen: it was never sealed and does not wait', async () => {
    await desk.walk(number, ['verifier', { type: 'verify', reason: 'Isi verifikasi satgas.' }]);
    const { db } = desk.app.platform;
    await runAs(db, { kind: 'system' }, (tx) => sql`delete from netra.log_waiting`.execute(tx));
    expect((await checked()).problems).toEqual([problem(last + 1, 'not-in-log')]);
  });

  it('cannot take the salt of an opened hand-over either', async () => {
    const { userId } = await desk.member('verifier');
    const take = runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) =>
      sql`update netra.handover set opened_salt = null where case_id = ${caseId}`.execute(tx),
    );
    await expect(take).rejects.toMatchObject({ code: '42501' });
  });
});

it('the doors of the check are for the system alone', async () => {
  const { userId } = await desk.member('officer');
  for (const actor of [{ kind: 'public' }, { kind: 'member', userId }] as const)
    for (const door of ['sealed_steps(null, 10)', 'sealed_handovers(null, 10)', 'sealed_pledges(null, 10)']) {
      const { rows } = await runAs(desk.app.platform.db, actor, (tx) =>
        sql.raw(`select * from netra.${door}`).execute(tx),
      );
      expect(rows).toEqual([]);
    }
});

it('the database writes a content for hashing exactly as the ledger does', async () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'Z', '"', '\\', '\n', '\u0001', '\u007f', 'é', '\u2028', '語', '😀', '/', ' '),
  });
  const key = fc.string({ unit: fc.constantFrom('a', 'b', 'Z', '0', '_', 'é', '"'), minLength: 0, maxLength: 4 });
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n)),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  const texts = fc.sample(value, 300).map((one) => JSON.stringify(one));
  const { rows } = await sql<{ text: string }>`select netra.canonical_text(t::jsonb) as text
    from unnest(${texts}::text[]) with ordinality as given(t, n) order by n`.execute(desk.app.owner);
  expect(rows.map((row) => row.text)).toEqual(texts.map((one) => canonicalJson(JSON.parse(one))));
});
