/** Three accused in one case: a village head is referred, two civil servants go to two authorities, each in a case of the own. */
import { describe, expect, it } from 'vitest';
import { beginBrowserTest } from '../support/begin.ts';
import { openFinding } from '../support/offices-at-work.ts';
import type { Tab } from '../support/pages.ts';
import { picture } from '../support/thread.ts';

const begun = beginBrowserTest();

const officer = 'pengawas.arunika';
const seats = ['satgas', 'satgas.bawaslu', 'satgas.kemendagri', 'satgas.kempanrb'] as const;
const reason = 'Alasan yang tertulis dan dapat diperiksa.';

const people = [
  { name: 'Terlapor Camat', post: 'Camat', unit: 'Kecamatan Arunika Timur', status: 'pns' },
  { name: 'Terlapor Kepala Bidang', post: 'Kepala Bidang', unit: 'Dinas Rekaan Provinsi Nusa Raya', status: 'pns' },
  { name: 'Terlapor Kepala Desa', post: 'Kepala Desa', unit: 'Desa Kirana', status: 'village-head' },
] as const;

/** Pictures at the width of a small phone, too, as it stands on the page. */
async function narrow(tab: Tab, name: string): Promise<void> {
  const size = tab.page.viewportSize();
  await picture(tab, `${name}-1280`);
  await tab.page.setViewportSize({ width: 320, height: 900 });
  await picture(tab, `${name}-320`);
  expect(
    await tab.page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'),
    `${name} fits a small phone`,
  ).toBe(true);
  if (size !== null) await tab.page.setViewportSize(size);
}

describe('several accused', () => {
  it('part where their ways part', { timeout: 240_000 }, async () => {
    const { act, read } = begun.offices;
    const tab = await begun.offices.at(officer);
    const number = await openFinding(begun.offices, officer, 'pilkada-2024/kepala-daerah');
    await tab.goto(`/perkara/${number}/lengkapi-fakta`);
    await tab.page.locator('main input[name="interest"][value="none"]').check();
    for (const _ of people.slice(1)) await tab.press(tab.page.locator('main button[name="tambah"][value="terlapor"]'));
    await begun.offices.send(tab, {
      summary: 'Para terlapor membagikan unggahan yang sama dari akun pribadi masing-masing.',
      ...Object.fromEntries(
        people.flatMap((one, index) => Object.entries(one).map(([field, value]) => [`${field}${index + 1}`, value])),
      ),
      'act.kind': 'social-engagement',
      actOn: '2024-10-01',
      'act.public': 'yes',
      'contest.beneficiary': 'person',
    });
    await act(officer, number, 'jadikan-temuan', { reason });

    // The village head: referred with the rule that says so, in a case of the own.
    await tab.goto(`/perkara/${number}/teruskan`);
    await narrow(tab, 'several-refer');
    await act(officer, number, 'teruskan', {
      authority: 'village',
      office: 'Bupati Rekaan',
      accused: ['3'],
      reason: 'UU 6/2014: kepala desa bukan ASN; diteruskan kepada bupati.',
    });
    const page = await read(officer, number);
    expect(page).toContain('Perkara yang dipisahkan');
    expect(page).not.toContain('Terlapor Kepala Desa');
    await narrow(tab, 'several-case');

    await act(officer, number, 'kajian', {
      text: 'Kajian yang disusun sendiri: unsur yang disebut dinilai terpenuhi.',
    });
    await tab.goto(`/perkara/${number}/pisahkan-terlapor`);
    await narrow(tab, 'several-separate');
    await act(officer, number, 'pleno', { proven: 'yes', reason });
    await act(officer, number, 'serahkan-satgas', { reason });
    await act('satgas', number, 'terima', { interest: 'none' });
    for (const seat of seats) await act(seat, number, 'suara', { vote: 'agree', reason });
    await act('satgas', number, 'verifikasi', { reason });
    await act(officer, number, 'kuatkan-kajian', { reason });

    // One form: an authority for each, that of the own institution suggested.
    const bkn = await begun.offices.at('bkn');
    await bkn.goto(`/perkara/${number}/sampaikan-ppk`);
    await narrow(bkn, 'several-convey');
    const chosen = async (place: number): Promise<string> =>
      (
        await bkn.page.locator(`main fieldset:has(input[name="toBodyId${place}"]:checked) label`).allTextContents()
      ).join(' ');
    expect(await chosen(1)).toContain('Kota Arunika');
    expect(await bkn.page.locator('main .choice:has(input[name="toBodyId2"]:checked)').textContent()).toContain(
      'Provinsi Nusa Raya',
    );
    await act('bkn', number, 'sampaikan-ppk', { reason });
    const sender = await begun.offices.at('bkn');
    const links = await sender.page.locator('main a[href*="/perkara/"]').allTextContents();
    const other =
      links
        .map((one) => one.trim())
        .find((one) => /^[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{2}$/.test(one) && one !== number) ?? '';
    expect(other).not.toBe('');

    // Each authority has its own, and nothing of the other's.
    const city = await read('ppk.arunika', number);
    expect(city).toContain('Terlapor Camat');
    expect(city).not.toContain('Terlapor Kepala Bidang');
    expect(city).not.toContain(other);
    const province = await read('ppk.nusaraya', other);
    expect(province).toContain('Terlapor Kepala Bidang');
    expect(province).not.toContain('Terlapor Camat');
    await narrow(await begun.offices.at('ppk.nusaraya'), 'several-copy');
    expect(begun.offices.found()).toEqual([]);
  });
});
