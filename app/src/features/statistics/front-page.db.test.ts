import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { foundCountry, type TestCountry } from '../../../test/support/offices.ts';
import { type Pages, pagesOf } from '../demonstration/pages.fixture.ts';
import { openElectionSetting, statisticsFeature } from './index.ts';

let app: TestApp;
let country: TestCountry;
let pages: Pages;
let day = 0;

beforeAll(async () => {
  app = await startTestApp({ mode: 'production' });
  country = await foundCountry(app.owner);
  pages = pagesOf(app, (platform) => statisticsFeature(platform).routes);
});
afterAll(() => app.end());

/** Cases in a status, past row-level security; the counts are what is looked at here. */
async function cases(status: string, count: number, persons: number, openedAt = '2024-09-30T02:00:00Z'): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const id = randomUUID();
    await app.owner
      .insertInto('case_file')
      .values({
        id,
        number: id,
        origin: 'temuan',
        status,
        election_id: 'pilkada-2024',
        contest_id: 'kepala-daerah',
        origin_body_id: country.bodies.bawasluCity.id,
        holder_body_id: country.bodies.satgas.id,
        region_id: country.places.city.id,
        act_kind: 'social-engagement',
        opened_at: openedAt,
        last_seq: 1,
        accused_count: persons,
      })
      .execute();
  }
}

/** The legal clock stands a day later. */
function nextDay(): void {
  day += 1;
  app.clock.set(Temporal.Instant.from('2024-10-04T09:00:00+07:00').add({ hours: 24 * day }));
}

/** Text of the row of a stage, without tags. */
function row(html: string, stage: string): string {
  const items = html.split('<li>').filter((item) => item.includes('funnel-label'));
  return (items.find((item) => item.includes(stage)) ?? '').replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
}
const width = (html: string, stage: string): string =>
  /class="bar-edge" width="([^"]+)"/.exec(html.split('<li>').find((item) => item.includes(stage)) ?? '')?.[1] ?? 'none';

describe('the front page', () => {
  it('teaches what will stand here while there is nothing, and sets no cookie', async () => {
    const { status, html, headers } = await pages.open('/');
    expect(status).toBe(200);
    expect(html).toContain('Belum ada perkara yang dihitung');
    expect(html).not.toContain('class="funnel"');
    expect(headers.getSetCookie()).toEqual([]);
  });

  it('leads to reporting, to the question whether one may, and to the status', async () => {
    const { html } = await pages.open('/');
    expect(html).toContain('href="/lapor"');
    expect(html).toContain('href="/status"');
    expect(html).toContain('href="/bolehkah"');
    // What it says of the law leads to the law.
    for (const path of ['/hukum', '/hukum/aturan/A4', '/hukum/aturan/B6', '/hukum/pemilu/pilkada-2024']) {
      expect(html).toContain(`href="${path}"`);
    }
    const { html: english } = await pages.open('/en');
    expect(english).toContain('href="/en/lapor"');
    expect(english).toContain('Report safely');
  });

  it('says the stage of the open election, what determination changed, and on which rows', async () => {
    const { html } = await pages.open('/');
    expect(html).toContain('Pemilihan Gubernur, Bupati, dan Wali Kota Serentak 2024');
    expect(html).toContain('Jumat, 4 Oktober 2024 · hari ke-10 dari 60: Kampanye');
    expect(html).toContain('bukan lagi kode etik');
    expect(html).toContain('SKB 22 Sep 2022, Lampiran II A.4');
    expect(html).toContain('SKB 22 Sep 2022, Lampiran II B.6');
    app.clock.set(Temporal.Instant.from('2024-09-10T09:00:00+07:00'));
    const { html: before } = await pages.open('/');
    expect(before).toContain('Sampai penetapan calon (Minggu, 22 September 2024)');
    app.clock.set(Temporal.Instant.from('2024-10-04T09:00:00+07:00'));
  });

  it('takes the election that people named in the settings, and ignores one that the rulebook does not know', async () => {
    const name = async (value: string) => {
      const json = JSON.stringify(value);
      await app.owner
        .insertInto('setting')
        .values({ key: openElectionSetting, value: json })
        .onConflict((c) => c.column('key').doUpdateSet({ value: json }))
        .execute();
    };
    await name('pilkada-ulang-2025');
    expect((await pages.open('/')).html).toContain('Pilkada Ulang 2025');
    await name('pemilu-1955');
    expect((await pages.open('/')).html).toContain('Serentak 2024');
  });

  it('counts persons, not files, with the median wait, and keeps small numbers back', async () => {
    await cases('submitted', 3, 2, '2024-10-01T02:00:00Z');
    await cases('submitted', 1, 1, '2024-09-24T02:00:00Z');
    await cases('conveyed', 2, 2);
    await cases('decided', 6, 1);
    await cases('stopped', 7, 1);
    await cases('information', 9, 1);
    nextDay();
    const { html } = await pages.open('/');
    expect(row(html, 'Menunggu verifikasi')).toContain('7');
    expect(row(html, 'Menunggu verifikasi')).toMatch(/median 4 hari/);
    expect(row(html, 'Menunggu keputusan PPK')).toContain('kurang dari 5');
    expect(row(html, 'Menunggu keputusan PPK')).not.toMatch(/median|4/);
    expect(row(html, 'Diputus PPK')).toContain('6');
    expect(row(html, 'Diputus PPK')).not.toContain('median');
    expect(row(html, 'Dikaji kembali')).toContain('0');
    expect(html).toContain('dihitung sekali sehari: Sabtu, 5 Oktober 2024');
  });

  it('draws a hidden number the same whether it is one or four', async () => {
    const four = width((await pages.open('/')).html, 'Menunggu keputusan PPK');
    await app.owner.updateTable('case_file').set({ accused_count: 1 }).where('status', '=', 'conveyed').execute();
    await app.owner
      .deleteFrom('case_file')
      .where('status', '=', 'conveyed')
      .where('id', 'in', app.owner.selectFrom('case_file').select('id').where('status', '=', 'conveyed').limit(1))
      .execute();
    nextDay();
    expect(width((await pages.open('/')).html, 'Menunggu keputusan PPK')).toBe(four);
    expect(width((await pages.open('/')).html, 'Dikaji kembali')).toBe('none');
  });

  it('counts once a legal day, also after a restart and in another process, so that no number tells when somebody reported', async () => {
    const before = (await pages.open('/')).html;
    await cases('submitted', 5, 1);
    const other = pagesOf(app, (platform) => statisticsFeature(platform).routes);
    const seen = [(await pages.open('/')).html, (await other.open('/')).html];
    for (const html of seen) expect(row(html, 'Menunggu verifikasi')).toBe(row(before, 'Menunggu verifikasi'));
    nextDay();
    expect(row((await other.open('/')).html, 'Menunggu verifikasi')).toContain('12');
    expect(row((await pages.open('/')).html, 'Menunggu verifikasi')).toContain('12');
  });

  it('rounds down what rises with a report', async () => {
    await cases('received', 9, 1);
    nextDay();
    expect(row((await pages.open('/')).html, 'Ditangani pengawas')).toMatch(/: 5\b/);
    await cases('received', 1, 1);
    nextDay();
    expect(row((await pages.open('/')).html, 'Ditangani pengawas')).toMatch(/: 10\b/);
  });

  it('says how it counts', async () => {
    const { status, html } = await pages.open('/cara-menghitung');
    expect(status).toBe(200);
    expect(html).toContain('kurang dari 5');
    expect(html).toContain('Informasi awal tidak dihitung');
    expect((await pages.open('/en/cara-menghitung')).html).toContain('How we count');
  });
});
