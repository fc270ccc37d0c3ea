/** Coverage and lessons in a real browser: what a head of a unit, an inspectorate and a supervisor see, and a lesson taken without a script. */
import { expect, it } from 'vitest';
import { beginBrowserTest } from '../support/begin.ts';
import { shoot, signInAs, type Tab } from '../support/pages.ts';

const begun = beginBrowserTest();

const button = (tab: Tab, name: string) => tab.page.getByRole('button', { name, exact: true });
const text = async (tab: Tab): Promise<string> => (await tab.page.locator('main').textContent()) ?? '';

it('a head of a unit begins at coverage, sees percentages and no names, and starts a ceremony', async () => {
  const tab = await begun.open({ width: 320, scheme: 'light', script: false });
  await signInAs(tab, 'kepala.pendidikan@netra.contoh');
  await tab.goto('/cakupan');
  await shoot(tab, 'coverage list 320 light');
  await tab.press(tab.page.getByRole('link', { name: 'Pemerintah Kota Arunika' }));
  await shoot(tab, 'coverage 320 light');
  const shown = await text(tab);
  expect(shown).toMatch(/\d\d? %/);
  expect(shown).not.toMatch(/Contohwati|Rekaan|Misalnya|Umpama|Khayali|Andaian|Karangan/);
  expect(shown).not.toContain('Saat ini');
  await tab.press(tab.page.getByRole('link', { name: 'Dinas Pendidikan' }));
  await shoot(tab, 'coverage unit 320 light');
  expect(await text(tab)).toContain('dihitung bersama unit di atasnya');
  await tab.goto('/cakupan');
  await tab.press(button(tab, 'Mulai apel'));
  expect(await text(tab)).toContain('Belum sampai 10 orang');
});

it('an inspectorate and a supervisor see the institution as a whole, in both schemes', async () => {
  const wide = await begun.open({ width: 1280, scheme: 'dark', script: true });
  await signInAs(wide, 'inspektorat.arunika@netra.contoh');
  await wide.goto('/cakupan');
  await wide.press(wide.page.getByRole('link', { name: 'Pemerintah Kota Arunika' }));
  await shoot(wide, 'coverage 1280 dark');
  expect(await text(wide)).toContain('Cara menandatangani');
  const english = await begun.open({ width: 1280, scheme: 'light', script: true });
  await signInAs(english, 'pengawas.arunika@netra.contoh');
  await english.goto('/en/cakupan');
  await english.press(english.page.getByRole('link', { name: 'Pemerintah Kota Arunika' }));
  await shoot(english, 'coverage 1280 light english');
  expect(await text(english)).not.toContain('Work units');
});

it('a visitor takes a lesson on a phone without a script', async () => {
  const tab = await begun.open({ width: 320, scheme: 'dark', script: false });
  await tab.goto('/pelajaran');
  await shoot(tab, 'lessons 320 dark');
  await tab.goto('/pelajaran/guru');
  await shoot(tab, 'lesson question 320 dark');
  await tab.press(button(tab, 'Jawab'));
  expect(tab.status()).toBe(422);
  await shoot(tab, 'lesson nothing chosen');
  for (let screen = 1; screen <= 6; screen += 1) {
    expect(await text(tab)).toContain(`Situasi ${screen} dari 6`);
    await tab.page.locator('input[name="jawab"]').first().check();
    await tab.press(button(tab, 'Jawab'));
    if (screen < 3) await shoot(tab, `lesson answer ${screen} 320 dark`);
    await tab.press(button(tab, screen < 6 ? 'Situasi berikutnya' : 'Lihat hasil'));
  }
  await shoot(tab, 'lesson end 320 dark');
  expect(await text(tab)).toContain('3 dari 6 benar');
  expect(await tab.page.context().cookies()).toSatisfy((all: readonly { name: string }[]) => all.length <= 1);
  const wide = await begun.open({ width: 1280, scheme: 'light', script: true });
  await wide.goto('/en/pelajaran');
  await shoot(wide, 'lessons 1280 light english');
  await wide.goto('/en/pelajaran/guru');
  await shoot(wide, 'lesson 1280 light english');
});
