/** Accountability and asking in a real browser: the public pages, a question from the form to the answer without a script, and the desks. */
import { expect, it } from 'vitest';
import { beginBrowserTest } from '../support/begin.ts';
import { shoot, signInAs, type Tab } from '../support/pages.ts';

const begun = beginBrowserTest();

const button = (tab: Tab, name: string) => tab.page.getByRole('button', { name, exact: true });
const text = async (tab: Tab): Promise<string> => (await tab.page.locator('main').textContent()) ?? '';

for (const [width, scheme] of [
  [320, 'light'],
  [1280, 'dark'],
] as const)
  it(`the public pages of institutions and answers, ${width} px, ${scheme}`, async () => {
    const tab = await begun.open({ width, scheme, script: width === 1280 });
    await tab.goto('/instansi');
    await shoot(tab, `institutions ${width} ${scheme}`);
    await tab.press(tab.page.getByRole('link', { name: 'Pemerintah Kota Arunika' }));
    await shoot(tab, `institution ${width} ${scheme}`);
    expect(await text(tab)).toContain('Cara menghitung');
    expect(await text(tab)).toContain('Ikrar diulang setiap Senin pertama');
    await tab.goto('/tanya');
    await shoot(tab, `ask ${width} ${scheme}`);
    await tab.press(tab.page.getByRole('link', { name: /menyukai unggahan kampanye/ }));
    await shoot(tab, `answer ${width} ${scheme}`);
    await tab.goto('/hukum/aturan/B6');
    expect(await text(tab)).toContain('Pertanyaan yang sudah dijawab kantor');
  });

it('a question goes from the form to the answer without a script, an account or a cookie', async () => {
  const asker = await begun.open({ width: 320, scheme: 'dark', script: false });
  await asker.goto('/tanya/baru');
  await shoot(asker, 'ask form 320 dark');
  const { page } = asker;
  await page.getByLabel('Tentang saya sendiri').check({ force: true });
  await page
    .getByLabel('Kantor mana yang Anda tanya?')
    .selectOption({ label: 'Inspektorat Kota Arunika (Inspektorat instansi)' });
  await page.getByLabel('Status Anda').selectOption('pns');
  await page
    .getByLabel('Apa yang Anda rencanakan')
    .fill('Bolehkah saya meminjam mobil dinas untuk mengantar tetangga ke acara kampanye?');
  await asker.press(button(asker, 'Lihat jawaban aturan dulu'));
  await shoot(asker, 'rules first 320 dark');
  await asker.press(button(asker, 'Belum cukup, kirim pertanyaan'));
  await shoot(asker, 'sent 320 dark');
  const groups = await page.locator('.receipt-groups').textContent();
  expect((await page.context().cookies()).map((one) => one.name)).toEqual([]);
  const pass = (groups ?? '').trim();

  const office = await begun.open({ width: 1280, scheme: 'light', script: true });
  await signInAs(office, 'inspektorat.arunika@netra.contoh');
  await office.goto('/kantor/tanya');
  await shoot(office, 'desk queue 1280 light');
  expect(await text(office)).toContain('lewat 3 hari');
  await office.press(office.page.locator('tbody tr').filter({ hasText: /4 Okt/ }).getByRole('link').first());
  expect(await text(office)).toContain('meminjam mobil dinas');
  await shoot(office, 'desk question 1280 light');
  await office.page
    .getByLabel('Jawaban', { exact: true })
    .fill('Tidak boleh. Kendaraan dinas adalah fasilitas negara, juga di luar jam kerja.');
  await office.page.getByLabel('Aturan yang menjadi dasar').fill('pp94-5n-4');
  await office.page.getByLabel('Seberapa pasti').selectOption('recalled');
  await office.press(button(office, 'Kirim jawaban'));
  await shoot(office, 'desk answered 1280 light');

  await asker.goto('/tanya/jawaban');
  await page.getByLabel('Kode').fill(pass);
  await asker.press(button(asker, 'Buka'));
  expect(await text(asker)).toContain('Kendaraan dinas adalah fasilitas negara');
  await shoot(asker, 'own answer 320 dark');
});

it('the desks of an institution on a phone and on a wide screen', async () => {
  const narrow = await begun.open({ width: 320, scheme: 'light', script: false });
  await signInAs(narrow, 'inspektorat.arunika@netra.contoh');
  for (const [name, at] of [
    ['desk queue', '/kantor/tanya'],
    ['shelf', '/kantor/tanya/terbit'],
    ['institution desk', '/kantor/instansi'],
  ] as const) {
    await narrow.goto(at);
    await shoot(narrow, `${name} 320 light`);
  }
  await narrow.press(narrow.page.getByRole('link', { name: /2024, versi 1/ }));
  await shoot(narrow, 'assessment 320 light');
  const wide = await begun.open({ width: 1280, scheme: 'dark', script: true });
  await signInAs(wide, 'ppk.arunika@netra.contoh');
  await wide.goto('/kantor/instansi');
  await shoot(wide, 'institution desk 1280 dark');
  await wide.press(wide.page.getByRole('link', { name: /2024, versi 1/ }));
  await shoot(wide, 'assessment 1280 dark');
  expect(await text(wide)).toContain('Dari catatan Netra');
  const pdf = await wide.page.request.get(`${wide.page.url().split('?')[0]}/penilaian.pdf`);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
});
