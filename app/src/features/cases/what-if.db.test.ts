import { builtIn, createRulebook } from '@netra/rulebook';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { plain } from '../accounts/visitor.fixture.ts';
import { type Desk, filledIn, secrets, startDesk, textOf } from './desk.fixture.ts';
import { readFinding } from './finding.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());

const unknown = 'K7M-4QX-92';
const trialOf = (html: string, number: string) => filledIn(html, `/perkara/${number}/coba#coba`);

async function contents(number: string): Promise<readonly { kind: string; content: unknown }[]> {
  const { rows } = await sql<{ kind: string; content: unknown }>`
    select e.kind, c.content from netra.case_event e join netra.case_event_content c using (case_id, seq)
    join netra.case_file f on f.id = e.case_id where f.number = ${number} order by e.seq`.execute(desk.app.owner);
  return rows;
}

describe('trying out other facts on the page of a case', () => {
  it('shows the finding before and after, what changes, why, and the way to the rules', async () => {
    const number = await desk.caseUpTo('facts');
    const officer = await desk.at('officer');
    const form = trialOf((await officer.get(`/perkara/${number}`)).html, number);
    expect(form).toMatchObject({ kind: 'social-engagement', status: 'pns', 'contest.beneficiary': 'person' });
    const before = await desk.stored(number);
    const tried = await officer.post(`/perkara/${number}/coba`, { ...form, 'contest.beneficiary': 'none' });
    expect(tried.status).toBe(200);
    const text = textOf(tried.html);
    expect(text).toContain('Hanya percobaan: tidak disimpan');
    expect(text).toContain('B6 tidak berlaku lagi');
    expect(text).toContain('calon atau bakal calon → tidak ada');
    expect(tried.html).toContain('href="/hukum/aturan/B6"');
    expect(await desk.stored(number)).toEqual(before);
  });

  it('says that nothing changes when nothing does, and keeps what was chosen', async () => {
    const number = await desk.caseUpTo('facts');
    const officer = await desk.at('officer');
    const form = trialOf((await officer.get(`/perkara/${number}`)).html, number);
    const same = await officer.post(`/perkara/${number}/coba`, form);
    expect(textOf(same.html)).toContain('Anda belum mengubah fakta apa pun.');
    const other = await officer.post(`/perkara/${number}/coba`, { ...form, 'act.onDuty': 'no' });
    expect(textOf(other.html)).toContain('Hasilnya sama.');
    expect(trialOf(other.html, number)['act.onDuty']).toBe('no');
  });

  it('refuses what no form of ours sends, at its field, in both languages', async () => {
    const number = await desk.caseUpTo('facts');
    const officer = await desk.at('officer');
    for (const prefix of ['', '/en']) {
      const page = await officer.get(`${prefix}/perkara/${number}`);
      const form = filledIn(page.html, `${prefix}/perkara/${number}/coba#coba`);
      for (const wrong of [{ 'act.public': 'x' }, { kind: 'x' }, { on_day: '31', on_month: '2' }, { extra: '1' }])
        expect((await officer.post(`${prefix}/perkara/${number}/coba`, { ...form, ...wrong })).status).toBe(422);
    }
  });

  it('leaves one line of reading and not a word of what was tried', async () => {
    const number = await desk.caseUpTo('facts');
    const officer = await desk.at('officer');
    const form = trialOf((await officer.get(`/perkara/${number}`)).html, number);
    const lines = async () =>
      (
        await sql<{ line: string }>`select a.what || coalesce(a.target, '') as line from netra.audit a
          join netra.case_file f on f.id = a.case_id where f.number = ${number} order by a.id`.execute(desk.app.owner)
      ).rows.map(({ line }) => line);
    const before = await lines();
    await officer.post(`/perkara/${number}/coba`, { ...form, 'act.onDuty': 'no' });
    expect(await lines()).toEqual([...before, 'report.read']);
    expect(desk.app.logged.join('\n')).not.toContain('onDuty');
  });

  it('does not exist for a case of others: the same answer as for a case that does not exist', async () => {
    const number = await desk.caseUpTo('facts');
    const officer = await desk.at('officer');
    const form = trialOf((await officer.get(`/perkara/${number}`)).html, number);
    for (const who of ['stranger', 'verifier', 'conveyor', 'authority', 'admin', 'media'] as const) {
      const visitor = await desk.at(who);
      const token = filledToken((await visitor.get('/akun')).html);
      for (const at of [number, unknown]) {
        expect((await visitor.get(`/perkara/${at}/coba`)).status, who).toBe(404);
        expect((await visitor.post(`/perkara/${at}/coba`, { ...form, _csrf: token })).status, who).toBe(404);
      }
    }
  });

  it('gives no facts to an office that may not read them, and no answer to one who makes a form by hand', async () => {
    const number = await desk.caseUpTo('verify');
    const verifier = await desk.at('verifier');
    const form = trialOf((await verifier.get(`/perkara/${number}`)).html, number);
    await sql`update netra.case_access set reads_to_seq = 1 where case_id = (select id from netra.case_file where number = ${number})
      and body_id = ${desk.country.bodies.satgas.id}::uuid`.execute(desk.app.owner);
    const page = await verifier.get(`/perkara/${number}`);
    expect(page.status).toBe(200);
    expect(page.html).not.toContain(`/perkara/${number}/coba`);
    expect(page.html).not.toContain('social-engagement');
    const posted = await verifier.post(`/perkara/${number}/coba`, { ...form, 'act.onDuty': 'yes' });
    expect([posted.status, posted.to]).toEqual([303, `/perkara/${number}`]);
  });

  it('leads a reload and the other language back to the case', async () => {
    const number = await desk.caseUpTo('facts');
    const got = await (await desk.at('officer')).get(`/perkara/${number}/coba`);
    expect([got.status, got.to]).toEqual([303, `/perkara/${number}#coba`]);
  });
});

describe('the finding that is kept with a step', () => {
  it('stands in the steps that write facts or a study, sealed in the chain, and nowhere else', async () => {
    const number = await desk.caseUpTo('submit');
    const kept = (await contents(number)).map(({ kind, content }) => [
      kind,
      readFinding(content)?.rows.map((r) => r.id),
    ]);
    expect(kept).toEqual(
      expect.arrayContaining([
        ['facts-completed', ['B6']],
        ['study-recorded', ['B6']],
      ]),
    );
    expect(kept.filter(([, rows]) => rows !== undefined)).toHaveLength(2);
    const text = textOf((await (await desk.at('verifier')).get(`/perkara/${number}`)).html);
    expect(text).toContain(`Dihitung dengan rulebook ${builtIn.version} (data bawaan)`);
    expect(text).toContain('Rantai langkah utuh');
  });

  it('stays what was decided when the law of today gives another, and both are shown', async () => {
    const number = await desk.caseUpTo('study');
    const other = createRulebook();
    const law = vi.spyOn(desk.app.platform.law, 'current').mockReturnValue({
      ...other,
      version: '9.9.9',
      assess: (facts) => {
        const answer = other.assess(facts);
        return { ...answer, rows: answer.rows.map((row) => ({ ...row, level: 'sedang' as const })) };
      },
    });
    try {
      const text = textOf((await (await desk.at('officer')).get(`/perkara/${number}`)).html);
      expect(text).toContain('Aturan yang berlaku sekarang memberi hasil lain');
      expect(text).toContain('B6: hukuman disiplin berat menjadi hukuman disiplin sedang.');
      expect(text).toContain('rulebook 9.9.9');
      expect(text).toContain(`rulebook ${builtIn.version}`);
    } finally {
      law.mockRestore();
    }
    const rows = (await contents(number)).flatMap(({ content }) => readFinding(content)?.rows ?? []);
    expect(new Set(rows.map(({ level }) => level))).toEqual(new Set(['berat']));
  });

  it('counts limits by the law in force, with what was adjusted for this very office', async () => {
    const source = { publisher: 'Surat contoh' };
    const law = vi.spyOn(desk.app.platform.law, 'current').mockReturnValue(
      createRulebook({
        decrees: [],
        elections: [],
        overrides: [
          {
            id: 'contoh-1',
            procedure: 'bawaslu-pilkada',
            step: 'initial-review',
            office: desk.country.bodies.bawasluCity.code,
            limit: 1,
            unit: 'calendar_day',
            nature: 'target',
            basis: 'Surat contoh 1',
            inForce: { from: '2024-01-01' },
            reason: { id: 'contoh', en: 'example' },
            source,
            confidence: 'uncertain',
          },
        ],
      }),
    );
    try {
      const text = textOf((await (await desk.at('officer')).get(`/perkara/${await desk.report()}`)).html);
      expect(text).toContain('Surat contoh 1');
    } finally {
      law.mockRestore();
    }
  });
});

describe('the way to the law', () => {
  it('stands at every limit and rule: on the case, in the queue, in hand-overs', async () => {
    const number = await desk.caseUpTo('submit');
    const verifier = await desk.at('verifier');
    const limit = 'href="/hukum/batas-waktu/joint-task-force#verify"';
    const page = (await verifier.get(`/perkara/${number}`)).html;
    expect(page).toContain(limit);
    expect(page).toContain('href="/hukum/aturan/B6"');
    const queue = (await verifier.get('/antrean')).html;
    expect(queue).toContain(limit);
    expect(queue).toContain('href="/hukum/aturan/B6"');
    expect((await verifier.get('/serah-terima')).html).toContain(limit);
    for (const [, to = ''] of page.matchAll(/href="(\/hukum\/[^"#]*)/g))
      expect((await verifier.get(plain(to))).status, to).toBe(200);
    expect((await verifier.get(`/en/perkara/${number}`)).html).toContain('href="/en/hukum/aturan/B6"');
  });
});

describe('what the machine suggests', () => {
  it('is shown to the office that reads the words, with the words that led there, and chooses nothing', async () => {
    const number = await desk.caseUpTo('received');
    const officer = await desk.at('officer');
    const text = textOf((await officer.get(`/perkara/${number}`)).html);
    expect(text).toMatch(/Mesin menyarankan.*karena kata “/);
    const form = await officer.get(`/perkara/${number}/lengkapi-fakta`);
    expect(textOf(form.html)).toContain('Saran mesin dari kata-kata cerita, bukan penilaian.');
    expect(filledIn(form.html, `/perkara/${number}/lengkapi-fakta`)['act.kind']).toBe('social-engagement');
  });

  it('is kept from everybody who does not read the words: the overseer, and offices that come later', async () => {
    const number = await desk.caseUpTo('submit');
    for (const who of ['overseer', 'verifier'] as const)
      expect(textOf((await (await desk.at(who)).get(`/perkara/${number}`)).html), who).not.toContain(
        'Mesin menyarankan',
      );
    expect(desk.app.logged.join('\n')).not.toContain(secrets.story);
  });
});

function filledToken(html: string): string {
  return /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? '';
}
