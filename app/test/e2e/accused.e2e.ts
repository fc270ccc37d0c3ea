/** The accused in a real browser: a notice from the desk, its letter, the own file on a phone, an answer with a file; and the pages of privacy. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { beginBrowserTest } from '../support/begin.ts';
import { lookFolder, readErrors, shoot, signInAs, type Tab, unfold } from '../support/pages.ts';

const begun = beginBrowserTest();

const allegation = 'Anda diduga menghadiri pertemuan pemenangan dan mengajak bawahan ikut mendukung calon A.';

/** A 1×1 PNG. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The first case of the desk that was registered and has an accused: its number. */
async function findCase(desk: Tab): Promise<string> {
  await desk.goto('/antrean');
  const numbers = await desk.page.locator('tbody th a').allTextContents();
  for (const number of numbers) {
    await desk.goto(`/perkara/${number.trim()}/terlapor`);
    if ((await desk.page.locator('a[href$="/pemberitahuan"]').count()) > 0) return number.trim();
  }
  throw new Error(`no case with somebody to tell among ${numbers.join(', ')}`);
}

it('is told by a letter, reads the own file on a phone without script, and answers with a file', {
  timeout: 240_000,
}, async () => {
  const desk = await begun.open({ width: 1280, scheme: 'light', script: true });
  const small = await begun.open({ width: 320, scheme: 'dark', script: false });
  await signInAs(desk, 'pengawas.arunika@netra.contoh');
  const number = await findCase(desk);
  await shoot(desk, 'notices before');
  await desk.press(desk.page.locator('a[href$="/pemberitahuan"]').first());
  await shoot(desk, 'notice form');
  await desk.press(desk.page.locator('main button[value="preview"]'));
  // The first act on this case: whether an interest stands in the way is asked before anything else.
  await shoot(desk, 'asked for an interest 1280');
  await desk.press(desk.page.locator('main form button[type="submit"]').first());
  expect(await readErrors(desk)).toHaveLength(1);
  await shoot(desk, 'asked for an interest refused 1280');
  await desk.page.locator('input[name="interest"][value="none"]').check();
  await desk.press(desk.page.locator('main form button[type="submit"]').first());
  expect(desk.status()).toBe(422);
  await readErrors(desk);
  await shoot(desk, 'notice form refused');
  await desk.page.locator('[name="uraian"]').fill(allegation);
  await desk.page.locator('[name="klarifikasi"]').fill('Senin, 14 Oktober 2024, 09.00 WIB, di kantor kami');
  await desk.press(desk.page.locator('main button[value="preview"]'));
  await shoot(desk, 'notice preview');
  await desk.press(desk.page.locator('main button[value="issue"]'));
  await shoot(desk, 'notice issued');
  const code = (await desk.page.locator('.receipt-number').textContent())?.trim() ?? '';
  const second = await begun.open({ width: 320, scheme: 'light', script: false });
  await second.goto('/en/terlapor');
  await second.page.locator('[name="kode"]').fill(code);
  await second.press(second.page.locator('main form button').first());
  await second.goto('/en/terlapor');
  await shoot(second, 'own file in English');
  expect(second.found).toEqual([]);
  await second.close();
  const [download] = await Promise.all([
    desk.page.waitForEvent('download'),
    desk.page.locator('form[action$="/surat"] button').click(),
  ]);
  const pdf = await readFile(await download.path());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  if (lookFolder !== '') await download.saveAs(path.join(lookFolder, 'letter.pdf'));

  await small.goto('/terlapor');
  await shoot(small, 'entry');
  await small.page.locator('[name="kode"]').fill('K7M4');
  await small.press(small.page.locator('main form button').first());
  expect(small.status()).toBe(422);
  await shoot(small, 'entry refused');
  await small.page.locator('[name="kode"]').fill(code.toLowerCase());
  await small.press(small.page.locator('main form button').first());
  await shoot(small, 'own file');
  expect(await small.page.locator('main').textContent()).toContain(allegation);
  await small.goto('/terlapor/jawab');
  await shoot(small, 'answer');
  await small.page.locator('input[type="file"]').setInputFiles([
    { name: 'surat cuti Pak R.png', mimeType: 'image/png', buffer: pixel },
    { name: 'catatan.txt', mimeType: 'text/plain', buffer: Buffer.from('bukan gambar') },
  ]);
  await small.press(small.page.locator('button[value="upload"]'));
  expect(small.status()).toBe(422);
  await shoot(small, 'answer with files');
  expect(await small.page.locator('.files li').count()).toBe(1);
  await small.page.locator('[name="jawaban"]').fill('Saya sedang cuti pada hari itu. Suratnya saya lampirkan.');
  await small.press(small.page.locator('form[action$="/terlapor/jawab"] button'));
  await shoot(small, 'own file answered');
  await small.goto('/terlapor/permintaan');
  await shoot(small, 'request of the accused');
  await small.page.locator('[name="minta"][value="correction"]').check();
  await small.page.locator('[name="kata"]').fill('Jabatan saya sudah berubah sejak Agustus.');
  await small.press(small.page.locator('main form button[value="send"]'));
  await shoot(small, 'request sent');

  await desk.goto(`/perkara/${number}/terlapor`);
  await shoot(desk, 'notices with an answer');
  expect(await desk.page.locator('main').textContent()).toContain('Suratnya saya lampirkan');
  expect(await desk.page.locator('main').textContent()).toContain('surat cuti Pak R.png');
  await desk.goto(`/perkara/${number}/penyimpanan`);
  await shoot(desk, 'storage');
  await desk.goto('/privasi/antrean');
  await shoot(desk, 'requests');
  await desk.press(desk.page.locator('tbody a').first());
  await shoot(desk, 'request to answer');
  await desk.goto('/antrean');
  await unfold(desk);
  await desk.page.locator('[name="nama"]').fill('budi');
  await desk.press(desk.page.locator('form[action$="/antrean/nama"] button'));
  expect(new URL(desk.page.url()).search).not.toContain('budi');
  await shoot(desk, 'search by name');
  await small.goto('/terlapor');
  await small.press(small.page.locator('form[action$="/keluar"] button'));
  await shoot(small, 'left');
  expect([...desk.found, ...small.found]).toEqual([]);
  await desk.close();
  await small.close();
});

it('is open about what it keeps: notice, ways to ask, incidents and disposal, in both languages and on both screens', {
  timeout: 240_000,
}, async () => {
  for (const [width, scheme] of [
    [320, 'light'],
    [1280, 'dark'],
  ] as const) {
    const tab = await begun.open({ width, scheme, script: false });
    for (const lang of ['', '/en'] as const) {
      await tab.goto(`${lang}/privasi`);
      await shoot(tab, `privacy ${width}${lang}`);
      await tab.goto(`${lang}/privasi/permintaan`);
      await shoot(tab, `ways ${width}${lang}`);
      await tab.goto(`${lang}/terlapor`);
      await shoot(tab, `entry ${width}${lang}`);
    }
    await signInAs(tab, 'admin@netra.contoh');
    for (const lang of ['', '/en'] as const) {
      await tab.goto(`${lang}/privasi/permintaan`);
      await shoot(tab, `own data ${width}${lang}`);
      await tab.goto(`${lang}/admin/penghapusan`);
      await shoot(tab, `disposal ${width}${lang}`);
      await tab.goto(`${lang}/admin/insiden`);
      await shoot(tab, `incidents ${width}${lang}`);
    }
    await tab.page.locator('[name="judul"]').fill('Backup tape lost');
    await tab.page.locator('[name="ditemukan"]').fill('2026-01-02T09:00');
    await tab.page.locator('[name="cerita"]').fill('A tape of the backup was not in the cupboard.');
    await tab.page.locator('[name="jenis"][value="staff-account"]').check();
    await tab.press(tab.page.locator('form[action$="/admin/insiden"] button'));
    await unfold(tab);
    await shoot(tab, `incident ${width}`);
    expect(tab.found).toEqual([]);
    await tab.close();
  }
});
