/** The prevention log in a real browser: an activity written while the connection is gone, sent by itself and once; nothing readable stays for the next person. */
import { expect, it } from 'vitest';
import { beginBrowserTest } from '../support/begin.ts';
import { shoot, signInAs, type Tab } from '../support/pages.ts';

const begun = beginBrowserTest();

const officer = 'pengawas.arunika@netra.contoh';
const kept = (tab: Tab): Promise<string> => tab.page.evaluate('JSON.stringify(localStorage)');
const button = (tab: Tab, name: string) => tab.page.getByRole('button', { name, exact: true });

it('what is written offline is kept locked, sent by itself once the connection is back, and counts once', {
  timeout: 240_000,
}, async () => {
  const tab = await begun.open({ width: 320, scheme: 'light', script: true });
  await signInAs(tab, officer);
  await tab.goto('/pencegahan/baru');
  await shoot(tab, 'form 320 light');
  const title = 'Rapat di balai tanpa sinyal';
  await tab.page.locator('select[name="jenis"]').selectOption('meeting');
  await tab.page.locator('input[name="judul"]').fill(title);
  await expect.poll(() => kept(tab)).toContain('netra-kept-pencegahan-');
  expect(await kept(tab)).not.toContain('balai');
  // Another window of the same person finds what was typed; forgetting it empties the form.
  const second = await tab.context.newPage();
  await second.goto(`${begun.server.url}/pencegahan/baru`);
  await expect.poll(() => second.locator('input[name="judul"]').inputValue()).toBe(title);
  await second.getByRole('button', { name: 'Hapus isian dari perangkat ini', exact: true }).click();
  expect(await second.locator('input[name="judul"]').inputValue()).toBe('');
  expect(await kept(tab)).not.toContain('netra-kept-');
  await second.close();

  await tab.page.locator('textarea[name="uraian"]').fill('Sinyal hilang di tengah rapat.');
  await expect.poll(() => kept(tab)).toContain('netra-kept-pencegahan-');
  await tab.context.setOffline(true);
  await button(tab, 'Simpan kegiatan').click();
  await expect.poll(() => tab.page.locator('[data-keep-note]').textContent()).toContain('belum terkirim');
  await shoot(tab, 'offline 320 light');
  expect(new URL(tab.page.url()).pathname).toBe('/pencegahan/baru');
  await tab.context.setOffline(false);
  await tab.page.waitForURL(/selesai=1/, { timeout: 20_000 });
  expect(await kept(tab)).not.toContain('netra-kept-');
  await shoot(tab, 'activity 320 light');
  await tab.goto('/pencegahan');
  expect(await tab.page.getByRole('link', { name: title, exact: true }).count()).toBe(1);
  await shoot(tab, 'list 320 light');

  // Leaving takes along what was kept.
  await tab.goto('/pencegahan/baru');
  await tab.page.locator('input[name="judul"]').fill('Belum selesai ditulis');
  await expect.poll(() => kept(tab)).toContain('netra-kept-');
  await tab.page.locator('form[action$="/keluar"] button').first().dispatchEvent('click');
  await tab.page.waitForURL((url) => !url.pathname.startsWith('/pencegahan'));
  await expect.poll(() => kept(tab)).not.toContain('netra-kept-');
  expect(tab.found.filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  await tab.close();
});

it('the pages stand wide in the dark and narrow, with works and promises of the demonstration', {
  timeout: 240_000,
}, async () => {
  for (const [width, scheme] of [
    [1280, 'dark'],
    [1280, 'light'],
    [320, 'dark'],
  ] as const) {
    const tab = await begun.open({ width, scheme, script: false });
    await signInAs(tab, officer);
    const name = (page: string): string => `${page} ${width} ${scheme}`;
    await tab.goto('/pencegahan');
    await shoot(tab, name('list'));
    await tab.press(tab.page.getByRole('link', { name: /Rapat koordinasi netralitas tahap kampanye/ }).first());
    await shoot(tab, name('meeting'));
    await tab.goto('/pencegahan/komitmen');
    const text = await tab.page.locator('main').textContent();
    for (const state of ['Lewat tenggat', 'Tidak ditepati', 'Sebagian', 'Berjalan', 'Ditepati'])
      expect(text).toContain(state);
    await shoot(tab, name('commitments'));
    await tab.press(tab.page.locator('tbody th a').first());
    await shoot(tab, name('commitment'));
    await tab.goto('/en/pencegahan/baru');
    await shoot(tab, name('form'));
    expect(tab.found).toEqual([]);
    await tab.close();
  }
});
