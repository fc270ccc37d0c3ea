/** Suggestions in the report form: offered, never chosen; the story is carried on, and a sent report holds what the reporter chose. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersFor, Reporter, type ReportsApp, startReportsApp } from './report-walk.fixture.ts';

let test: ReportsApp;
beforeAll(async () => {
  test = await startReportsApp();
  test.app.clock.set(Temporal.Instant.from('2024-10-04T09:00:00+07:00'));
});
afterAll(() => test.end());

const banner = 'Pak lurah memasang baliho calon bupati di pagar kantor kelurahan dan di tiang listrik.';
const begin = async (): Promise<Reporter> => {
  const reporter = new Reporter(test.url);
  await reporter.open('/lapor/apa');
  return reporter;
};
const checked = (html: string): number => [...html.matchAll(/type="radio"[^>]*checked/g)].length;

describe('who does not know the word for it', () => {
  it('tells it first, gets kinds with the words that led to them, and nothing is chosen', async () => {
    const reporter = await begin();
    const page = await reporter.send({ story: banner }, 'suggest');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Mungkin maksud Anda');
    expect(page.text).toMatch(/Memasang spanduk, baliho, atau stiker \(dari kata: [^)]*“baliho”/);
    expect(page.text).toContain('Anda yang menentukan');
    expect(checked(page.html)).toBe(0);
    // The link leads to the choice itself.
    const target = /<a href="#(f-act[\d-]*)">Memasang spanduk/.exec(page.html)?.[1] ?? 'none';
    expect(page.html).toMatch(new RegExp(`id="${target}"[^>]*value="display-material"`));
  });

  it('finds the story again on its own page, and may go on with another choice', async () => {
    const reporter = await begin();
    await reporter.send({ story: banner }, 'suggest');
    const [, when = {}, where = {}, who = {}] = answersFor(test.country, false);
    await reporter.send({ act: 'other', story: banner });
    for (const filled of [when, where, who]) await reporter.send(filled);
    expect(reporter.page.text).toContain('Ceritakan kejadiannya');
    expect(reporter.page.html).toContain(banner);
    for (const filled of [{ story: banner }, {}, { named: 'tidak' }]) await reporter.send(filled);
    expect(reporter.page.text).toContain('Cerita Anda mungkin juga cocok dengan: Memasang spanduk');
    expect(reporter.page.text).toContain('Anda memilih “Lainnya”');
    await reporter.send();
    const row = await test.app.owner
      .selectFrom('report')
      .select('act_kind')
      .orderBy('recorded_at', 'desc')
      .executeTakeFirstOrThrow();
    expect(row.act_kind).toBe('other');
  });

  it('is asked for a few words when there are none, and told when the words do not say', async () => {
    const reporter = await begin();
    const empty = await reporter.send({ story: ' ' }, 'suggest');
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Tulis sedikit tentang kejadiannya');
    const unclear = await reporter.send({ story: 'Jalan di depan kantor desa rusak dan lampu mati' }, 'suggest');
    expect(unclear.text).toContain('belum jelas termasuk yang mana');
  });

  it('gets the same in English', async () => {
    const reporter = new Reporter(test.url);
    await reporter.open('/en/lapor/apa');
    const page = await reporter.send({ story: banner }, 'suggest');
    expect(page.text).toContain('Perhaps you mean');
    expect(page.text).toContain('Putting up banners, billboards or stickers');
  });
});

describe('who has chosen already', () => {
  it('is told of another kind only when the story clearly says so, and can change the choice', async () => {
    const reporter = await begin();
    const answers = answersFor(test.country, false);
    const walk = async (act: string): Promise<string> => {
      await reporter.open('/lapor/apa');
      for (const [index, filled] of answers.entries()) {
        await reporter.send(index === 0 ? { act } : index === 4 ? { story: banner } : filled);
      }
      return reporter.page.text;
    };
    expect(await walk('display-material')).not.toContain('mungkin juga cocok');
    expect(await walk('social-engagement')).toContain('mungkin juga cocok');
    await reporter.send({}, 'to-apa', '/lapor/periksa');
    expect(reporter.page.text).toContain('Mungkin maksud Anda');
    expect(reporter.page.html).toMatch(/value="social-engagement"[^>]*checked/);
  });

  it('hears nothing where no story was told', async () => {
    const reporter = await begin();
    expect(reporter.page.text).not.toContain('Mungkin maksud Anda');
    const missing = await reporter.send({}, 'next');
    expect(missing.status).toBe(422);
    expect(missing.text).not.toContain('Mungkin maksud Anda');
  });
});
