/** Referrals in a real browser: to an authority that works here, to Gakkumdu outside beside the case; and the pages of limits, seats and stand-ins. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type OfficesAtWork, officesAtWork } from '../support/offices-at-work.ts';
import { openTab, signInAs, type Tab } from '../support/pages.ts';
import { filledDataDir, removeDataDir, type ServerUnderTest, startServer } from '../support/server.ts';

let dataDir: string;
let server: ServerUnderTest;
let browser: Browser;
let offices: OfficesAtWork;
/** A case that was referred to an authority here, and one with signs of a crime that goes on. */
let referred = '';
let criminal = '';

const officer = 'pengawas.arunika';
const reason = 'Alasan yang tertulis dan dapat diperiksa.';

beforeAll(async () => {
  dataDir = await filledDataDir();
  [server, browser] = await Promise.all([startServer(dataDir), launchBrowser()]);
  offices = officesAtWork(browser, server.url);
}, 240_000);
afterAll(async () => {
  await offices?.close();
  await browser?.close();
  await server?.stop();
  await removeDataDir(dataDir);
});

/** Whole pages for whoever wants to look at them: TEST_LOOK names a folder. */
const folder = process.env.TEST_LOOK ?? '';
async function shoot(tab: Tab, name: string): Promise<void> {
  await tab.look(name);
  if (folder === '') return;
  mkdirSync(folder, { recursive: true });
  await tab.page.screenshot({ path: path.join(folder, `${name.replaceAll(/\W+/g, '-')}.png`), fullPage: true });
}

async function opened(post: string, status: string): Promise<string> {
  const tab = await offices.at(officer);
  await tab.goto('/perkara/baru');
  await offices.send(
    tab,
    {
      asal: 'temuan',
      pemilihan: 'pilkada-2024/kepala-daerah',
      wilayah: 'Kecamatan Arunika Timur',
      perbuatan: 'social-engagement',
      ditemukan: '2024-10-03',
      sumber: 'Patroli siber tim pengawas pada akun terbuka.',
    },
    'main form[method="post"] button[type="submit"]',
  );
  const number = /\/perkara\/([0-9A-Z-]+)\/dibuka/.exec(tab.page.url())?.[1] ?? '';
  expect(number, await offices.text(tab)).not.toBe('');
  await offices.act(officer, number, 'lengkapi-fakta', {
    summary: `Terlapor, ${post}, menyukai dan membagikan unggahan dari akun pribadinya.`,
    name1: `Terlapor ${post}`,
    post1: post,
    unit1: 'Pemerintah Kota Arunika',
    status1: status,
    'act.kind': 'social-engagement',
    actOn: '2024-10-01',
    'act.public': 'yes',
    'contest.beneficiary': 'person',
  });
  return number;
}

describe('a village head', () => {
  it('is referred to the authority that works here, which opens and accepts; the sender sees it', {
    timeout: 180_000,
  }, async () => {
    const { act, at, read, text } = offices;
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
    expect(offices.found()).toEqual([]);
  });
});

describe('signs of a crime', () => {
  it('go to Gakkumdu outside as a file, and its receipt is written down', { timeout: 180_000 }, async () => {
    const { act, at, read, send, text } = offices;
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
    expect(offices.found()).toEqual([]);
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
    const tab = await openTab(browser, server.url, { width, scheme, script: false });
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
      const tab = await offices.at(officer);
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
