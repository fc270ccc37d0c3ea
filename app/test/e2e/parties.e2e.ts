/** Parties and candidates in a real browser: an administrator enters and sends, a contact acknowledges on a phone without a script, everybody reads it. */
import { expect, it } from 'vitest';
import { beginBrowserTest } from '../support/begin.ts';
import { readErrors, shoot, signInAs, type Tab } from '../support/pages.ts';

const begun = beginBrowserTest();

const admin = 'admin@netra.contoh';
const party = 'Partai Contoh D';
const text = async (tab: Tab): Promise<string> => (await tab.page.locator('main').textContent()) ?? '';
const button = (tab: Tab, name: string) => tab.page.getByRole('button', { name, exact: true });
const rowOf = (tab: Tab, name: string) => tab.page.locator('tbody tr', { hasText: name });

/** The address in the newest letter to a contact, as the mailbox of the demonstration shows it. */
async function linkFor(tab: Tab, receiver: string): Promise<string> {
  const letter = tab.page.locator('details', { hasText: receiver });
  await expect
    .poll(
      async () => {
        await tab.goto('/admin/surel/kotak');
        return letter.count();
      },
      { timeout: 60_000, interval: 1000 },
    )
    .toBeGreaterThan(0);
  const written = (await letter.first().textContent()) ?? '';
  const path = /\/partai\/pemberitahuan\/[0-9a-f-]{36}\/[\w-]{22}/.exec(written)?.[0];
  if (path === undefined) throw new Error(`no link in the letter: ${written}`);
  return path;
}

it('a notice goes from the register to a phone without a script, and to the public page', {
  timeout: 300_000,
}, async () => {
  const desk = await begun.open({ width: 1280, scheme: 'light', script: true });
  await signInAs(desk, admin);
  await desk.press(desk.page.getByRole('link', { name: 'Partai dan calon' }).first());
  await shoot(desk, 'register 1280 light');
  await desk.press(button(desk, 'Catat'));
  expect(desk.status()).toBe(422);
  expect(await readErrors(desk)).toHaveLength(5);
  await shoot(desk, 'register refused 1280 light');
  await desk.page.locator('select[name="jenis"]').selectOption('party');
  await desk.page.locator('input[name="nama"]').fill(party);
  await desk.page.locator('input[name="sejak_day"]').fill('1');
  await desk.page.locator('select[name="sejak_month"]').selectOption({ index: 9 });
  await desk.page.locator('input[name="sejak_year"]').fill('2024');
  await desk.page.locator('input[name="narahubung"]').fill('Narahubung Contoh');
  await desk.page.locator('input[name="surel"]').fill('d@partai.contoh');
  await desk.press(button(desk, 'Catat'));
  expect(desk.status()).toBe(200);
  expect(await rowOf(desk, party).textContent()).toContain('Belum dikirimi');
  await desk.press(button(desk, 'Kirim pemberitahuan'));
  expect(await rowOf(desk, party).textContent()).toContain('Belum menyatakan');
  await shoot(desk, 'register sent 1280 light');
  const link = await linkFor(desk, 'd@partai.contoh');

  // A contact on a phone, with no account and no script.
  const phone = await begun.open({ width: 320, scheme: 'light', script: false });
  await phone.goto(link);
  expect(phone.status()).toBe(200);
  expect(await text(phone)).toContain(`Pemberitahuan kepada ${party}`);
  expect(await phone.page.locator('tbody tr').count()).toBeGreaterThan(5);
  await shoot(phone, 'notice 320 light');
  await phone.press(button(phone, 'Nyatakan sudah diterima'));
  expect(await text(phone)).toContain('Menunggu disegel');
  expect(await button(phone, 'Nyatakan sudah diterima').count()).toBe(0);
  expect(await phone.context.cookies()).toEqual([]);
  await shoot(phone, 'acknowledged 320 light');
  const naskah = phone.page.waitForEvent('download');
  await phone.page.getByRole('link', { name: 'Simpan naskah' }).click();
  expect((await naskah).suggestedFilename()).toBe('pemberitahuan.json');

  // Wrong, foreign and broken codes are one page.
  const said = new Set<string>();
  for (const wrong of [`${link.slice(0, -4)}AAAA`, link.replace(/[0-9a-f-]{36}/, crypto.randomUUID()), `${link}x`]) {
    await phone.goto(wrong);
    expect(phone.status()).toBe(404);
    said.add((await text(phone)).replaceAll(/[0-9a-f]{8}/g, ''));
  }
  expect(said.size).toBe(1);
  await shoot(phone, 'wrong code 320 light');
  expect(phone.found).toEqual([]);
  await phone.close();

  // Everybody reads it, in both widths and schemes; nobody reads the contact.
  for (const [width, scheme, language, acknowledged] of [
    [320, 'light', '', 'Sudah menyatakan'],
    [320, 'dark', '/en', 'Acknowledged'],
    [1280, 'light', '/en', 'Acknowledged'],
    [1280, 'dark', '', 'Sudah menyatakan'],
  ] as const) {
    const tab = await begun.open({ width, scheme, script: false });
    await tab.goto(`${language}/partai`);
    expect(await rowOf(tab, party).textContent()).toContain(acknowledged);
    expect(await text(tab)).not.toMatch(/Narahubung Contoh|@partai\.contoh/);
    await shoot(tab, `public ${width} ${scheme}`);
    await tab.goto(`${language}${link}`);
    await shoot(tab, `acknowledged again ${width} ${scheme}`);
    expect(tab.found).toEqual([]);
    await tab.close();
  }

  // The register of a campaign team comes in as a file: one row is wrong, the good one goes in.
  await desk.goto('/kantor/partai/impor?jenis=tim-kampanye');
  await shoot(desk, 'import 1280 light');
  const lines = [
    'Peserta,Nama,Jabatan,NIK atau NIP,Sejak',
    `${party},Bayu Rekaan Samudra,ketua,,2024-09-22`,
    'Partai Tidak Ada,Siapa Saja,anggota,,2024-09-22',
  ];
  await desk.page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'tim.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
  await desk.press(desk.page.locator('main form[enctype="multipart/form-data"] button[type="submit"]'));
  await shoot(desk, 'import looked at 1280 light');
  await desk.press(desk.page.locator('form[action$="/terapkan"] button[type="submit"]'));
  expect(desk.status()).toBe(200);
  await shoot(desk, 'import applied 1280 light');
  await desk.goto('/kantor/partai');
  expect(await rowOf(desk, party).textContent()).toContain('1');
  expect(desk.found).toEqual([]);
  await desk.close();

  // A register on a phone in the dark, and one of an election without participants.
  const small = await begun.open({ width: 320, scheme: 'dark', script: false });
  await signInAs(small, admin);
  await small.goto('/kantor/partai');
  await shoot(small, 'register 320 dark');
  const elections = await small.page
    .locator('select[name="pemilihan"] option')
    .evaluateAll((all) => all.flatMap((one) => one.getAttribute('value') ?? []));
  const other = elections.find((one) => one !== 'pilkada-2024');
  await small.goto(`/kantor/partai?pemilihan=${other ?? ''}`);
  await shoot(small, 'register empty 320 dark');
  await small.goto(`/partai?pemilihan=${other ?? ''}`);
  await shoot(small, 'public empty 320 dark');
  expect(small.found).toEqual([]);
  await small.close();
});
