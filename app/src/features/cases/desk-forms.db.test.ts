import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionTypes } from './case.ts';
import { losesNothing } from './conflict.fixture.ts';
import { type Desk, filledIn, type Stop, startDesk, textOf, tokenOn, type Who } from './desk.fixture.ts';
import { actionSlugs } from './desk-schemas.ts';
import { plainActionTypes } from './plain-actions.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());

const reason = 'Alasan yang cukup panjang untuk dibaca.';
const tooLong = 'x'.repeat(20_001);
const elsewhere = '11111111-1111-4111-8111-111111111111';

interface FormCase {
  readonly who: Who;
  readonly after: Stop;
  readonly slug: string;
  readonly good: Readonly<Record<string, string>>;
  /** Wrong values, each with the field at which the page must say so. */
  readonly bad: readonly (readonly [Readonly<Record<string, string>>, string])[];
  readonly step: string;
  /** A second person is accused. */
  readonly second?: true;
}

const reasons = [
  [{ reason: '' }, 'reason'],
  [{ reason: '  pendek  ' }, 'reason'],
  [{ reason: tooLong }, 'reason'],
] as const;
const receivers = [
  [{ toBodyId: '', reason }, 'toBodyId'],
  [{ toBodyId: "1' or 1=1", reason }, 'toBodyId'],
  ...reasons.map(([wrong, field]) => [wrong, field] as const),
] as const;
const goodFacts = {
  summary: 'Ringkasan petugas yang cukup panjang.',
  post1: 'Camat',
  unit1: 'Kecamatan Timur',
  status1: 'pns',
  'act.kind': 'social-engagement',
  actOn_day: '1',
  actOn_month: '10',
  actOn_year: '2024',
};

const forms: readonly FormCase[] = [
  {
    who: 'officer',
    after: 'received',
    slug: 'lengkapi-fakta',
    good: goodFacts,
    bad: [
      [{ ...goodFacts, summary: 'pendek' }, 'summary'],
      [{ ...goodFacts, summary: tooLong }, 'summary'],
      [{ ...goodFacts, post1: ' ' }, 'post1'],
      [{ ...goodFacts, unit1: '' }, 'unit1'],
      [{ ...goodFacts, post1: 'y'.repeat(201) }, 'post1'],
      [{ ...goodFacts, name1: 'y'.repeat(201) }, 'name1'],
      [{ ...goodFacts, status1: 'raja' }, 'status1'],
      [{ ...goodFacts, 'act.kind': 'tidak-ada' }, 'act-kind'],
      [{ ...goodFacts, actOn_day: '31', actOn_month: '9' }, 'actOn'],
      [{ ...goodFacts, actOn_day: '5' }, 'actOn'],
      [{ ...goodFacts, actOn_year: '2016' }, 'actOn'],
      [{ ...goodFacts, actOn_year: 'x' }, 'actOn'],
    ],
    step: 'facts-completed',
  },
  { who: 'officer', after: 'facts', slug: 'registrasi', good: { reason }, bad: reasons, step: 'registered' },
  { who: 'officer', after: 'facts', slug: 'jadikan-temuan', good: { reason }, bad: reasons, step: 'finding-made' },
  {
    who: 'colleague',
    after: 'facts',
    slug: 'simpan-sebagai-informasi',
    good: { reason },
    bad: reasons,
    step: 'kept-as-information',
  },
  {
    who: 'officer',
    after: 'register',
    slug: 'perpanjang',
    good: { basis: 'bawaslu-pilkada/handle-extended', note: 'Menunggu ahli', reason },
    bad: [[{ basis: 'ps', reason }, 'basis'], ...reasons.map(([wrong, field]) => [wrong, field] as const)],
    step: 'handling-extended',
  },
  {
    who: 'officer',
    after: 'register',
    slug: 'kajian',
    good: { text: 'Kajian yang ditulis sendiri, cukup panjang untuk disimpan.', rows: 'B6', level: 'berat' },
    bad: [
      [{ text: 'terlalu pendek' }, 'text'],
      [{ text: tooLong }, 'text'],
      [{ text: 'Kajian yang ditulis sendiri, cukup panjang untuk disimpan.', level: 'mati' }, 'level'],
    ],
    step: 'study-recorded',
  },
  {
    who: 'colleague',
    after: 'study',
    slug: 'pleno',
    good: { proven: 'no', reason },
    bad: [
      [{ reason }, 'proven'],
      [{ proven: 'mungkin', reason }, 'proven'],
      ...reasons.map(([w, f]) => [{ proven: 'yes', ...w }, f] as const),
    ],
    step: 'concluded-not-proven',
  },
  { who: 'officer', after: 'conclude', slug: 'serahkan-satgas', good: { reason }, bad: receivers, step: 'submitted' },
  {
    who: 'verifier',
    after: 'submit',
    slug: 'terima',
    good: { interest: 'none' },
    bad: [
      [{ interest: '' }, 'interest'],
      [{ interest: 'relative', interestReason: 'pendek' }, 'interestReason'],
    ],
    step: 'handover-accepted',
  },
  { who: 'verifier', after: 'submit', slug: 'kembalikan', good: { reason }, bad: reasons, step: 'handover-returned' },
  { who: 'verifier', after: 'submit', slug: 'verifikasi', good: { reason }, bad: reasons, step: 'verified' },
  {
    who: 'officer',
    after: 'verify',
    slug: 'kuatkan-kajian',
    good: { reason },
    bad: receivers,
    step: 'study-confirmed',
  },
  {
    who: 'conveyor',
    after: 'confirm',
    slug: 'sampaikan-ppk',
    good: { sekda: 'no', reason },
    bad: [...receivers.map(([wrong, field]) => [{ sekda: 'no', ...wrong }, field] as const), [{ reason }, 'sekda']],
    step: 'conveyed',
  },
  {
    who: 'authority',
    after: 'convey',
    slug: 'catat-keputusan',
    good: {
      outcome: 'no-sanction',
      documentHash: 'ab'.repeat(32),
      decisionNumber: '800/1',
      decidedOn_day: '4',
      decidedOn_month: '10',
      decidedOn_year: '2024',
      reason,
    },
    bad: [
      [{ outcome: '' }, 'outcome'],
      [{ outcome: 'sanction', option: '' }, 'option'],
      [{ outcome: 'sanction', option: 'hukuman_karangan' }, 'option'],
      [{ decisionNumber: ' ' }, 'decisionNumber'],
      [{ decisionNumber: 'n'.repeat(121) }, 'decisionNumber'],
      [{ decidedOn_day: '5' }, 'decidedOn'],
      [{ decidedOn_day: '' }, 'decidedOn'],
      [{ documentHash: 'bukan hash' }, 'documentHash'],
      [{ reason: 'pendek' }, 'reason'],
      [{ reason: tooLong }, 'reason'],
    ].map(([wrong, field]): readonly [Readonly<Record<string, string>>, string] => [
      {
        outcome: 'no-sanction',
        decisionNumber: '800/1',
        decidedOn_day: '4',
        decidedOn_month: '10',
        decidedOn_year: '2024',
        reason,
        ...(typeof wrong === 'object' ? wrong : {}),
      },
      String(field),
    ]),
    step: 'decision-recorded',
  },
  {
    who: 'officer',
    after: 'study',
    slug: 'pisahkan-terlapor',
    good: { accused: '2', reason },
    bad: [
      [{ reason }, 'accused'],
      [{ accused: 'kedua', reason }, 'accused'],
      ...reasons.map(([wrong, field]) => [{ accused: '2', ...wrong }, field] as const),
    ],
    step: 'separated',
    second: true,
  },
];

/** As the form of the facts would have written down one more. */
async function secondAccused(number: string): Promise<void> {
  const { owner } = desk.app;
  await sql`insert into netra.case_accused (case_id, position, name_sealed, details_sealed, status, token_key)
    select a.case_id, 2, a.name_sealed, a.details_sealed, a.status, a.token_key from netra.case_accused a
    join netra.case_file f on f.id = a.case_id where f.number = ${number}`.execute(owner);
  await sql`update netra.case_file set accused_count = 2 where number = ${number}`.execute(owner);
}

const lastStep = async (number: string): Promise<string | undefined> => {
  const rows = await desk.app.owner
    .selectFrom('case_event as e')
    .innerJoin('case_file as f', 'f.id', 'e.case_id')
    .select(['e.kind'])
    .where('f.number', '=', number)
    .where('e.kind', '<>', 'closed')
    .orderBy('e.seq', 'desc')
    .limit(1)
    .execute();
  return rows[0]?.kind;
};

describe('the form of each action', () => {
  it('is tried for every action of the list, here or with those of a few fields', () => {
    const tried = [...forms.map((form) => form.slug), ...plainActionTypes.map((type) => actionSlugs[type])];
    expect(tried.toSorted()).toEqual(actionTypes.map((type) => actionSlugs[type]).toSorted());
  });

  it.each(forms.map((form) => [form.slug, form] as const))('%s', async (_slug, form) => {
    const number = await desk.caseUpTo(form.after);
    if (form.second) await secondAccused(number);
    const visitor = await desk.at(form.who);
    const path = `/perkara/${number}/${form.slug}`;
    const opened = await visitor.get(path);
    expect(opened.status).toBe(200);
    const fields = filledIn(opened.html, path);
    const before = await desk.stored(number);
    for (const [wrong, field] of form.bad) {
      const sent = { ...fields, ...wrong };
      const refused = await visitor.post(path, sent);
      expect(refused.status, JSON.stringify(wrong).slice(0, 80)).toBe(422);
      expect(refused.html).toContain('class="error-summary"');
      expect(refused.html, `a link to ${field}`).toContain(`href="#f-${field}"`);
      expect(refused.html, `the field ${field} itself`).toContain(`id="f-${field}`);
      expect(refused.html).toContain('<title>Kesalahan: ');
      expect(textOf(refused.html)).not.toMatch(/Invalid|expected|Too (big|small)|Unrecognized/);
      const kept = filledIn(refused.html, path);
      for (const [name, value] of Object.entries(sent)) {
        // A choice that is not on the list cannot stay chosen.
        if (/^(accused|status1|act\.kind|basis|level|proven|outcome|option|toBodyId|interest|sekda)$/.test(name))
          continue;
        expect(kept[name], `${name} is kept`).toBe(value.replaceAll('\r\n', '\n'));
      }
    }
    await losesNothing(visitor, path, opened.html, form.good);
    expect(await desk.stored(number)).toEqual(before);

    const good = { ...fields, ...form.good };
    const done = await visitor.post(path, good);
    expect([done.status, done.to]).toEqual([303, `/perkara/${number}?tersimpan=1`]);
    expect(await lastStep(number)).toBe(form.step);
    const stored = await desk.stored(number);
    const again = await visitor.post(path, good);
    // The last hand-over took the case out of sight of nobody: the sender still sees it.
    expect([again.status, again.to]).toEqual([303, `/perkara/${number}?tersimpan=1`]);
    expect(await desk.stored(number)).toEqual(stored);
    expect((await visitor.get(`/perkara/${number}?tersimpan=1`)).html).toContain('Tersimpan.');
  });

  it('takes nothing that it did not ask for', async () => {
    const number = await desk.caseUpTo('facts');
    const path = `/perkara/${number}/registrasi`;
    const visitor = await desk.at('officer');
    const fields = filledIn((await visitor.get(path)).html, path);
    const before = await desk.stored(number);
    const refused = await visitor.post(path, { ...fields, reason, holderBodyId: elsewhere });
    expect(refused.status).toBe(422);
    expect(textOf(refused.html)).toContain('Formulir tidak lengkap terkirim');
    expect(refused.html).not.toContain('href="#f-_form"');
    expect(await desk.stored(number)).toEqual(before);
  });

  it('refuses a receiver that the routes do not name, with words and what was typed', async () => {
    const number = await desk.caseUpTo('conclude');
    const path = `/perkara/${number}/serahkan-satgas`;
    const visitor = await desk.at('officer');
    const fields = filledIn((await visitor.get(path)).html, path);
    const before = await desk.stored(number);
    for (const toBodyId of [elsewhere, desk.country.bodies.ppkCity.id, desk.country.bodies.bawasluOther.id]) {
      const refused = await visitor.post(path, { ...fields, toBodyId, reason });
      expect(refused.status).toBe(422);
      expect(textOf(refused.html)).toContain('Kantor itu tidak berwenang menerima perkara ini');
      expect(refused.html).toContain(reason);
    }
    expect(await desk.stored(number)).toEqual(before);
  });

  it('tells before anything is typed that facts are missing', async () => {
    const number = await desk.caseUpTo('received');
    const visitor = await desk.at('officer');
    const page = await visitor.get(`/perkara/${number}/registrasi`);
    expect(textOf(page.html)).toContain('Lengkapi fakta dan terlapor lebih dulu');
    expect(page.html).not.toContain('name="reason"');
    const fields = filledIn(
      (await visitor.get(`/perkara/${number}/lengkapi-fakta`)).html,
      `/perkara/${number}/lengkapi-fakta`,
    );
    const sent = await visitor.post(`/perkara/${number}/registrasi`, { _csrf: fields._csrf ?? '', seq: '1', reason });
    expect(sent.status).toBe(422);
    expect(textOf(sent.html)).toContain('Lengkapi fakta dan terlapor lebih dulu');
    expect(sent.html).toContain(reason);
  });
});

describe('two persons at one case', () => {
  it('shows the slower one what happened and all that was typed, and stores nothing of it', async () => {
    const number = await desk.caseUpTo('received');
    const path = `/perkara/${number}/lengkapi-fakta`;
    const [slow, fast] = [await desk.at('officer'), await desk.at('colleague')];
    const fields = filledIn((await slow.get(path)).html, path);
    const theirs = filledIn((await fast.get(path)).html, path);
    expect((await fast.post(path, { ...theirs, ...goodFacts })).status).toBe(303);
    const before = await desk.stored(number);
    const mine = {
      ...fields,
      ...goodFacts,
      name1: 'Nama Yang Diketik',
      post1: 'Lurah Ketikan',
      accusedCount: '2',
      post2: 'Orang Kedua',
      unit2: 'Kelurahan',
      status2: 'pppk',
      'act.public': 'yes',
    };
    const refused = await slow.post(path, mine);
    expect(refused.status).toBe(409);
    const text = textOf(refused.html);
    for (const part of [
      'Perkara sudah berubah',
      'Petugas colleague',
      goodFacts.summary,
      'Nama Yang Diketik',
      'Lurah Ketikan',
      'Orang Kedua',
      '1/10/2024',
    ])
      expect(text).toContain(part);
    expect(await desk.stored(number)).toEqual(before);
  });

  it('does not let a corrected form pass over a step that came in between', async () => {
    const number = await desk.caseUpTo('register');
    const path = `/perkara/${number}/kajian`;
    const visitor = await desk.at('officer');
    const fields = filledIn((await visitor.get(path)).html, path);
    await desk.walk(number, [
      'colleague',
      { type: 'extend-handling', basis: 'UU 10/2016 ps 134(6)', reason: 'Perlu waktu.' },
    ]);
    const wrong = await visitor.post(path, { ...fields, text: 'pendek' });
    expect(wrong.status).toBe(422);
    const corrected = await visitor.post(path, {
      ...filledIn(wrong.html, path),
      text: 'Kajian yang sudah diperbaiki, dan cukup panjang.',
    });
    expect(corrected.status).toBe(409);
    expect(corrected.html).toContain('Kajian yang sudah diperbaiki, dan cukup panjang.');
  });

  it('stores one of two that arrive at once, and one of two taps of one person', async () => {
    const number = await desk.caseUpTo('facts');
    const path = `/perkara/${number}/registrasi`;
    const [one, two] = [await desk.at('officer'), await desk.at('colleague')];
    const [a, b] = [filledIn((await one.get(path)).html, path), filledIn((await two.get(path)).html, path)];
    const both = await Promise.all([one.post(path, { ...a, reason }), two.post(path, { ...b, reason })]);
    expect(both.map((answer) => answer.status).toSorted()).toEqual([303, 409]);
    const study = `/perkara/${number}/kajian`;
    const c = filledIn((await one.get(study)).html, study);
    const taps = await Promise.all(
      Array.from({ length: 4 }, () => one.post(study, { ...c, text: 'Kajian yang diketuk dua kali, cukup panjang.' })),
    );
    expect(taps.map((answer) => answer.status)).toEqual([303, 303, 303, 303]);
    expect(await desk.seqOf(number)).toBe(4);
  });

  it('does not take other words of the same person for a second tap', async () => {
    const number = await desk.caseUpTo('register');
    const path = `/perkara/${number}/kajian`;
    const visitor = await desk.at('officer');
    const fields = filledIn((await visitor.get(path)).html, path);
    expect((await visitor.post(path, { ...fields, text: 'Kajian dari jendela pertama, cukup panjang.' })).status).toBe(
      303,
    );
    const second = await visitor.post(path, { ...fields, text: 'Kajian dari jendela kedua, yang berbeda isinya.' });
    expect(second.status).toBe(409);
    expect(second.html).toContain('Kajian dari jendela kedua, yang berbeda isinya.');
  });

  it('answers a form for what can no longer be done with how the case stands', async () => {
    const number = await desk.caseUpTo('submit');
    const visitor = await desk.at('officer');
    const token = tokenOn((await visitor.get(`/perkara/${number}`)).html);
    const path = `/perkara/${number}/pleno`;
    expect(await visitor.get(path)).toMatchObject({ status: 303, to: `/perkara/${number}` });
    const late = await visitor.post(path, {
      _csrf: token,
      seq: '4',
      proven: 'yes',
      reason: 'Tulisan yang terlambat dikirim.',
    });
    expect(late.status).toBe(409);
    expect(late.html).toContain('Tulisan yang terlambat dikirim.');
    expect((await visitor.post(path, { _csrf: token, reason: 'x' })).status).toBe(409);
  });
});

describe('several accused persons, without script', () => {
  it('are added one by one with everything typed kept, and only those that were filled in are stored', async () => {
    const number = await desk.caseUpTo('received');
    const path = `/perkara/${number}/lengkapi-fakta`;
    const visitor = await desk.at('officer');
    let html = (await visitor.get(path)).html;
    const before = await desk.stored(number);
    for (let n = 2; n <= 11; n += 1) {
      const more = await visitor.post(path, {
        ...filledIn(html, path),
        summary: 'Ditulis sebelum menambah terlapor.',
        post1: 'Camat Pertama',
        tambah: 'terlapor',
      });
      expect(more.status).toBe(200);
      html = more.html;
      expect(filledIn(html, path)).toMatchObject({
        summary: 'Ditulis sebelum menambah terlapor.',
        post1: 'Camat Pertama',
        accusedCount: String(Math.min(10, n)),
      });
    }
    expect(html).toContain('name="post10"');
    expect(html).not.toContain('name="post11"');
    expect(await desk.stored(number)).toEqual(before);
    const saved = await visitor.post(path, {
      ...filledIn(html, path),
      ...goodFacts,
      name2: 'Orang Kedua',
      post2: 'Lurah',
      unit2: 'Kelurahan',
      status2: 'pppk',
    });
    expect(saved.status).toBe(303);
    const view = await desk.app.cases.readModel.findCase(await desk.member('officer'), number);
    expect(view?.accused.map((person) => [person.name, person.post, person.status])).toEqual([
      ['', 'Camat', 'pns'],
      ['Orang Kedua', 'Lurah', 'pppk'],
    ]);
    expect(filledIn((await visitor.get(path)).html, path)).toMatchObject({ name2: 'Orang Kedua', accusedCount: '2' });
    // The name is nowhere in the database as it was written.
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from netra.case_accused where name_sealed = 'Orang Kedua'::bytea`.execute(desk.app.owner);
    expect(rows[0]?.n).toBe(0);
  });
});
