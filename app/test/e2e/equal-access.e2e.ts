/** Equal access in a real browser: the public page with one unfair week, and the way of a manager, an inspectorate and a supervisor to its explanation. */
import { describe, expect, it } from 'vitest';
import { beginBrowserTest } from '../support/begin.ts';
import { readErrors, shoot, signInAs, type Tab } from '../support/pages.ts';

const begun = beginBrowserTest();

const text = async (tab: Tab): Promise<string> => (await tab.page.locator('main').textContent()) ?? '';
const publicPage = '/instansi/PEMKOT-AR/akses-setara';

const screens = [
  { width: 320, scheme: 'light', language: '' },
  { width: 320, scheme: 'dark', language: '/en' },
  { width: 1280, scheme: 'light', language: '/en' },
  { width: 1280, scheme: 'dark', language: '' },
] as const;

describe.each(screens)(
  'the public page at $width px, $scheme, "$language", without a script',
  ({ width, scheme, language }) => {
    it('shows the one unfair week as a drawing, as numbers and as a sentence', async () => {
      const tab = await begun.open({ width, scheme, script: false });
      await tab.goto(language + publicPage);
      expect(tab.status()).toBe(200);
      await shoot(tab, `public ${width} ${scheme}`);
      const marked = tab.page.locator('tr.row-due');
      expect(await marked.count()).toBe(1);
      const week = (await marked.textContent()) ?? '';
      expect(week).toMatch(/23 – 29 Se?p/);
      expect(week).toMatch(
        language === '' ? /semua 9 diberi.*tidak satu pun dari 9 diberi/s : /all 9 granted.*none of 9 granted/s,
      );
      expect(await text(tab)).toMatch(language === '' ? /kebetulan kira-kira 1 kali dari/ : /by chance in about 1 of/);
      const chart = tab.page.locator('svg.share-chart');
      expect(await chart.getAttribute('aria-label')).toMatch(
        language === '' ? /Ditandai: 23 – 29 Sep/ : /Marked: 23 – 29 Sep/,
      );
      expect(await chart.locator('.chart-marked').count()).toBe(1);
      const names = await text(tab);
      expect(names).toContain('Partai Contoh A');
      expect(names).not.toMatch(/Galuh|Prameswara/);
      expect(tab.found).toEqual([]);
      await tab.close();
    });
  },
);

it('an institution that served all alike has no marked week', async () => {
  const tab = await begun.open({ width: 1280, scheme: 'light', script: false });
  await tab.goto('/instansi/PEMPROV-NR/akses-setara');
  await shoot(tab, 'public fair');
  expect(await tab.page.locator('tr.row-due').count()).toBe(0);
  expect(tab.found).toEqual([]);
  await tab.close();
});

it('a manager explains, and a supervisor on a phone finds the trip on a campaign event and closes the question', {
  timeout: 240_000,
}, async () => {
  const desk = await begun.open({ width: 1280, scheme: 'light', script: true });
  await signInAs(desk, 'fasilitas.arunika@netra.contoh');
  await desk.goto('/fasilitas');
  await shoot(desk, 'list 1280');
  await desk.goto('/fasilitas/kalender?pekan=2024-09-25');
  await shoot(desk, 'calendar 1280');
  await desk.goto('/fasilitas/permintaan');
  await shoot(desk, 'requests 1280');
  await desk.press(desk.page.locator('tbody th a').first());
  await shoot(desk, 'request 1280');
  await desk.goto('/fasilitas/minta');
  await desk.press(desk.page.locator('main form button[type="submit"]'));
  expect(desk.status()).toBe(422);
  expect((await readErrors(desk)).length).toBeGreaterThan(4);
  await shoot(desk, 'request refused 1280');
  await desk.goto('/fasilitas/akses-setara');
  await shoot(desk, 'register 1280');
  await desk.press(desk.page.locator('tbody th a', { hasText: 'Peminjaman pada kegiatan kampanye' }).first());
  expect(await text(desk)).toContain('Minibus dinas dipinjamkan pada waktu yang sama dengan kegiatan kampanye');
  await desk.page
    .locator('textarea[name="jelas"]')
    .fill('Surat tugas 41/2024: mengantar petugas posyandu, pulang pukul 18.');
  await desk.press(desk.page.locator('form[action$="/jelas"] button'));
  await shoot(desk, 'alert explained 1280');
  const address = new URL(desk.page.url()).pathname;

  const phone = await begun.open({ width: 320, scheme: 'dark', script: false });
  await signInAs(phone, 'pengawas.arunika@netra.contoh');
  await phone.goto('/fasilitas/kampanye');
  await shoot(phone, 'events 320');
  await phone.goto('/fasilitas/kalender?pekan=2024-09-25');
  await shoot(phone, 'calendar 320');
  await phone.goto('/fasilitas/akses-setara');
  await shoot(phone, 'register 320');
  await phone.goto(address);
  expect(await text(phone)).toContain('Surat tugas 41/2024');
  await phone.page
    .locator('textarea[name="selesai"]')
    .fill('Surat tugas sudah diperiksa; rutenya tidak melewati lapangan.');
  await phone.press(phone.page.locator('form[action$="/selesai"] button'));
  expect(await text(phone)).toMatch(/selesai.*Surat tugas sudah diperiksa/s);
  await shoot(phone, 'alert closed 320');
  expect([...desk.found, ...phone.found]).toEqual([]);
  await desk.close();
  await phone.close();
});
