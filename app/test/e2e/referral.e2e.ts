/** Referrals in a real browser: to an authority that works here, to Gakkumdu outside beside the case; and the pages of limits, seats and stand-ins. */
import { describe, expect, it } from 'vitest';
import { beginBrowserTest } from '../support/begin.ts';
import { openStory } from '../support/offices-at-work.ts';
import { shoot, signInAs } from '../support/pages.ts';

const begun = beginBrowserTest();
/** A case that was referred to an authority here, and one with signs of a crime that goes on. */
let referred = '';
let criminal = '';

const officer = 'pengawas.arunika';
const reason = 'Alasan yang tertulis dan dapat diperiksa.';

const opened = (post: string, status: string): Promise<string> =>
  openStory(begun.offices, officer, { election: 'pilkada-2024/kepala-daerah', on: '2024-10-01', post, status });

describe('a village head', () => {
  it('is referred to the authority that works here, which opens and accepts; the sender sees it', {
    timeout: 180_000,
  }, async () => {
    const { act, at, read, text } = begun.offices;
    referred = await opened('Kepala Desa', 'village-head');
    const tab = await at(officer);
    await tab.goto(`/perkara/${referred}/teruskan`);
    expect(await text(tab)).toContain('SE MenPANRB 01/2023');
    const here = await tab.page
      .locator('main input[name="receiverBodyId"]:not([value=""])')
      .first()
      .getAttribute('value');
    await act(officer, referred, 'teruskan', { authority: 'village', receiverBodyId: here ?? '', reason });
    expect(await read(officer, referred)).toContain('terkirim, belum dibuka');
    const receiver = await at('ppk.arunika');
    await receiver.goto('/penerusan?arah=masuk');
    expect(await text(receiver)).toContain(referred);
    await receiver.press(receiver.page.locator('main table a').first());
    await receiver.press(receiver.page.getByRole('button', { name: 'Terima penerusan' }));
    expect(await text(receiver)).toContain('diterima');
    expect(await read(officer, referred)).toContain('diterima');
    expect(begun.offices.found()).toEqual([]);
  });
});

describe('signs of a crime', () => {
  it('go to Gakkumdu outside as a file, and its receipt is written down', { timeout: 180_000 }, async () => {
    const { act, at, read, send, text } = begun.offices;
    criminal = await opened('Kepala Bidang', 'pns');
    await act(officer, criminal, 'jadikan-temuan', { reason });
    await act(officer, criminal, 'teruskan-gakkumdu', { office: 'Sentra Gakkumdu Contoh', reason });
    expect(await read(officer, criminal)).toContain('terkirim, belum ada tanda terima');
    const tab = await at(officer);
    await tab.press(tab.page.getByRole('link', { name: 'Lihat keadaan dan berkasnya' }));
    const [saved] = await Promise.all([
      tab.page.waitForEvent('download'),
      (async () => {
        await tab.page.locator('main [name="passphrase"]').fill('kata sandi yang cukup panjang');
        await tab.page.getByRole('button', { name: 'Buat berkas .netra' }).click();
      })(),
    ]);
    expect(saved.suggestedFilename()).toMatch(/\.netra$/);
    await tab.goto(new URL(tab.page.url()).pathname);
    await send(
      tab,
      { state: 'accepted', day: '2024-10-04', number: 'SG/12/2024' },
      'main form[action$="/jawaban"] button[type="submit"]',
    );
    expect(await text(tab)).toContain('menurut surat nomor SG/12/2024');
    expect(begun.offices.found()).toEqual([]);
  });
});

const screens = [
  { width: 320, scheme: 'light', language: '' },
  { width: 320, scheme: 'dark', language: '/en' },
  { width: 1280, scheme: 'light', language: '/en' },
  { width: 1280, scheme: 'dark', language: '' },
] as const;

describe.each(screens)('pages of casework at $width px, $scheme, "$language"', ({ width, scheme, language }) => {
  const walk = async (who: string, pages: Readonly<Record<string, string>>): Promise<void> => {
    const tab = await begun.open({ width, scheme, script: false });
    await signInAs(tab, `${who}@netra.contoh`, language);
    for (const [name, page] of Object.entries(pages)) {
      await tab.goto(language + page);
      expect(tab.status(), page).toBe(200);
      await shoot(tab, `${name} ${width} ${scheme}`);
    }
    expect(tab.found).toEqual([]);
    await tab.close();
  };

  it('of an officer', { timeout: 180_000 }, async () => {
    const link = async (number: string): Promise<string> => {
      const tab = await begun.offices.at(officer);
      await tab.goto(`/perkara/${number}`);
      const href = await tab.page
        .getByRole('link', { name: 'Lihat keadaan dan berkasnya' })
        .first()
        .getAttribute('href');
      return href ?? '';
    };
    await walk(officer, {
      referrals: '/penerusan',
      'referral here': await link(referred),
      'referral outside': await link(criminal),
      'referred case': `/perkara/${criminal}`,
      'limits of a case': `/perkara/${criminal}/batas`,
      extension: `/perkara/${criminal}/perpanjang`,
      refer: `/perkara/${criminal}/teruskan`,
      'all limits': '/batas',
      plenary: `/perkara/${criminal}/kajian`,
      queue: '/antrean?lihat=informasi',
    });
  });

  it('of a verifier', { timeout: 120_000 }, () => walk('satgas', { verification: '/verifikasi' }));
  it('of an administrator', { timeout: 120_000 }, () => walk('admin', { 'seats and stand-ins': '/admin/satgas' }));
});
