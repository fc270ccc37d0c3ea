/** Cases through all their offices: both kinds of election, both routes, and the turns a case can take. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type OfficesAtWork, officesAtWork } from '../support/offices-at-work.ts';
import { openTab, signInAs } from '../support/pages.ts';
import { filledDataDir, removeDataDir, type ServerUnderTest, startServer } from '../support/server.ts';
import { picture } from '../support/thread.ts';

let dataDir: string;
let server: ServerUnderTest;
let browser: Browser;
let offices: OfficesAtWork;

const officer = 'pengawas.arunika';
const seats = ['satgas', 'satgas.bawaslu', 'satgas.kemendagri', 'satgas.kempanrb'] as const;
const reason = 'Alasan yang tertulis dan dapat diperiksa.';
const result = 'Hasil yang tertulis lengkap dan dapat diperiksa.';

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

interface Story {
  readonly election: string;
  readonly on: string;
  readonly post: string;
  readonly status?: string;
}

/** A supervisor's own finding, up to the plenary. */
async function concluded(story: Story): Promise<string> {
  const number = await opened(story);
  const { act } = offices;
  await act(officer, number, 'jadikan-temuan', { reason });
  await act(officer, number, 'klarifikasi', { who: 'accused', heardOn: '2024-10-04', present: 'yes', result });
  await act(officer, number, 'kajian', { text: 'Kajian yang disusun sendiri: unsur yang disebut dinilai terpenuhi.' });
  await act(officer, number, 'pleno', { proven: 'yes', reason });
  return number;
}

async function opened({ election, on, post, status = 'pns' }: Story): Promise<string> {
  const tab = await offices.at(officer);
  await tab.goto('/perkara/baru');
  await tab.look(`a new case: ${post}`);
  await offices.send(
    tab,
    {
      asal: 'temuan',
      pemilihan: election,
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
    actOn: on,
    'act.public': 'yes',
    'contest.beneficiary': 'person',
  });
  return number;
}

/** From the plenary to the recommendation: votes of the four bodies, the study confirmed, the recommendation conveyed. */
async function conveyed(
  number: string,
  to: string,
  more: { readonly sekda?: 'yes' | 'no'; readonly dissent?: boolean } = {},
): Promise<void> {
  const { act } = offices;
  await act(officer, number, 'serahkan-satgas', { reason });
  await act('satgas', number, 'terima', { interest: 'none' });
  for (const [index, seat] of seats.entries()) {
    const vote = more.dissent === true && index === 1 ? 'disagree' : 'agree';
    await act(seat, number, 'suara', { vote, reason: `${reason} (${seat})` });
    if (index === 2) {
      // Three of four have voted: nobody can decide yet.
      const tab = await offices.at(seat);
      await tab.goto(`/perkara/${number}/verifikasi`);
      expect(new URL(tab.page.url()).pathname, 'not before all have voted').toBe(`/perkara/${number}`);
    }
  }
  await act('satgas', number, 'verifikasi', { reason });
  await act(officer, number, 'kuatkan-kajian', { reason });
  const bkn = await offices.at('bkn');
  await bkn.goto(`/perkara/${number}/sampaikan-ppk`);
  const receiver = await bkn.page.getByLabel(to, { exact: true }).getAttribute('value');
  await act('bkn', number, 'sampaikan-ppk', { toBodyId: receiver ?? '', sekda: more.sekda ?? 'no', reason });
}

async function finished(who: string, number: string): Promise<void> {
  const { act } = offices;
  await act(who, number, 'catat-penyampaian', { deliveredOn: '2024-10-04', how: 'in-person' });
  await act(who, number, 'catat-berlaku', { effectiveOn: '2024-10-04' });
  await act(who, number, 'catat-idis', { number: 'IDIS/77/2024', enteredOn: '2024-10-04' });
  expect(await offices.read(who, number)).toContain('Selesai diputus');
}

const open = (route: 'discipline' | 'ethics', heavy: 'yes' | 'no') => ({
  route,
  heavy,
  examiner: 'Atasan langsung',
  punisher: 'Pejabat Pembina Kepegawaian',
  ...(heavy === 'yes' ? { team: 'Atasan langsung, pengawasan, kepegawaian' } : {}),
  reason,
});
const decision = (option: string) => ({
  outcome: 'sanction',
  option,
  decisionNumber: '800/77/2024',
  decidedOn: '2024-10-04',
  outsideReason: 'Keadaan yang memberatkan disebut dalam berita acara.',
  reason,
});

describe('a proven case', () => {
  it('of discipline in a regional election: a split vote keeps its dissent, and an appeal reduces the sanction', {
    timeout: 240_000,
  }, async () => {
    const { act, read } = offices;
    const number = await concluded({ election: 'pilkada-2024/kepala-daerah', on: '2024-10-01', post: 'Camat' });
    await conveyed(number, 'PPK Kota Arunika', { dissent: true });
    const atVerification = await read('satgas', number);
    expect(atVerification).toContain('tidak memenuhi: hentikan');
    expect(atVerification).toContain('(satgas.bawaslu)');
    const ppk = 'ppk.arunika';
    await act(ppk, number, 'terima', { interest: 'none' });
    await act(ppk, number, 'buka-pemeriksaan', open('discipline', 'yes'));
    expect(await read(ppk, number)).toContain('pemeriksaan paling cepat');
    await act(ppk, number, 'panggilan', {
      order: 'first',
      letterOn: '2024-10-04',
      hearingOn: '2024-10-16',
      number: 'P-1',
    });
    expect(await read(ppk, number)).toContain('tepat tujuh hari kerja');
    const tab = await offices.at(ppk);
    await tab.goto(`/perkara/${number}/catat-keputusan`);
    await offices.send(tab, decision('pdhtaps'));
    expect(tab.status(), 'no sanction before the examination').toBe(422);
    expect(await offices.text(tab)).toContain('Sanksi menunggu pemeriksaan');
    await act(ppk, number, 'berita-acara-pemeriksaan', { heldOn: '2024-10-04', replyGiven: 'yes', result });
    await act(ppk, number, 'catat-keputusan', decision('pdhtaps'));
    await act(ppk, number, 'catat-penyampaian', { deliveredOn: '2024-10-04', how: 'in-person' });
    await act(ppk, number, 'upaya-administratif', { kind: 'appeal', filedOn: '2024-10-04', reason });
    expect(await read(ppk, number)).toContain('Keberatan atau banding berjalan');
    await act(ppk, number, 'putusan-upaya', {
      outcome: 'reduced',
      option: 'bebas_jabatan_12',
      number: 'BPASN/1/2024',
      decidedOn: '2024-10-04',
      reason,
    });
    await act(ppk, number, 'catat-idis', { number: 'IDIS/78/2024', enteredOn: '2024-10-04' });
    const after = await read(ppk, number);
    expect(after).toContain('diperingan');
    expect(after).toContain('Selesai diputus');
    // The sender sees that each of it happened, and nothing of what it was.
    const sender = await read('bkn', number);
    for (const step of [
      'Terlapor diperiksa',
      'Keputusan disampaikan',
      'Keberatan atau banding diputus',
      "Dicatat di I'DIS",
    ])
      expect(sender).toContain(step);
    expect(sender).not.toContain('BPASN/1/2024');
    expect(offices.found()).toEqual([]);
  });

  it('of discipline in a general election, against a regional secretary: the next level judges', {
    timeout: 240_000,
  }, async () => {
    const { act, read } = offices;
    const number = await concluded({ election: 'pemilu-2024/presiden', on: '2024-01-10', post: 'Sekretaris Daerah' });
    const bkn = await offices.at('bkn');
    await conveyed(number, 'PPK Provinsi Nusa Raya', { sekda: 'yes' });
    await bkn.goto(`/perkara/${number}`);
    const who = 'ppk.nusaraya';
    await act(who, number, 'terima', { interest: 'none' });
    await act(who, number, 'buka-pemeriksaan', open('discipline', 'yes'));
    await act(who, number, 'panggilan', {
      order: 'first',
      letterOn: '2024-10-04',
      hearingOn: '2024-10-16',
      number: 'P-2',
    });
    await act(who, number, 'tidak-hadir', { hearingOn: '2024-10-04', reason });
    await act(who, number, 'panggilan', {
      order: 'second',
      letterOn: '2024-10-04',
      hearingOn: '2024-10-21',
      number: 'P-3',
    });
    await act(who, number, 'tidak-hadir', { hearingOn: '2024-10-04', reason });
    // Twice missed: the decision may rest on the evidence there is.
    await act(who, number, 'catat-keputusan', decision('bebas_jabatan_12'));
    await finished(who, number);
    expect(await read('ppk.nusaraya', number)).toContain('Panggilan tidak dihadiri');
    expect(offices.found()).toEqual([]);
  });

  it('of ethics in a regional election, against a PPPK: the open points of the law are said', {
    timeout: 240_000,
  }, async () => {
    const { act, read } = offices;
    const number = await concluded({
      election: 'pilkada-2024/kepala-daerah',
      on: '2024-09-10',
      post: 'Guru',
      status: 'pppk',
    });
    await conveyed(number, 'PPK Kota Arunika');
    const ppk = 'ppk.arunika';
    const page = await read(ppk, number);
    expect(page).toContain('Terlapor PPPK');
    expect(page).toContain('diputuskan manusia');
    await act(ppk, number, 'terima', { interest: 'none' });
    await act(ppk, number, 'buka-pemeriksaan', open('ethics', 'no'));
    await act(ppk, number, 'sidang-majelis', {
      heldOn: '2024-10-04',
      members: 'Lima orang',
      recommendation: 'closed',
      result,
    });
    await act(ppk, number, 'catat-keputusan', decision('moral_tertutup'));
    await finished(ppk, number);
    expect(offices.found()).toEqual([]);
  });

  it('of ethics in a general election, at an authority with a stake in it: flagged, locked, rerouted', {
    timeout: 240_000,
  }, async () => {
    const { act, read, at, text } = offices;
    const number = await concluded({ election: 'pemilu-2024/legislatif', on: '2023-09-01', post: 'Kepala Bidang' });
    await conveyed(number, 'PPK Kota Arunika');
    await act('bkn', number, 'tandai-benturan', { kind: 'candidate', reason });
    const ppk = await at('ppk.arunika');
    await ppk.goto(`/perkara/${number}`);
    expect(await text(ppk)).toContain('tidak dapat memutus');
    await ppk.goto(`/perkara/${number}/catat-keputusan`);
    expect(new URL(ppk.page.url()).pathname).toBe(`/perkara/${number}`);
    const bkn = await at('bkn');
    await bkn.goto(`/perkara/${number}/alihkan`);
    const above = await bkn.page.getByLabel('PPK Provinsi Nusa Raya', { exact: true }).getAttribute('value');
    expect(await bkn.page.getByLabel('PPK Kota Arunika', { exact: true }).count(), 'never back to it').toBe(0);
    await act('bkn', number, 'alihkan', { toBodyId: above ?? '', reason });
    const who = 'ppk.nusaraya';
    await act(who, number, 'terima', { interest: 'none' });
    await act(who, number, 'buka-pemeriksaan', open('ethics', 'no'));
    await act(who, number, 'sidang-majelis', {
      heldOn: '2024-10-04',
      members: 'Lima orang',
      recommendation: 'public',
      result,
    });
    await act(who, number, 'catat-keputusan', decision('moral_terbuka'));
    await finished(who, number);
    const locked = await read('ppk.arunika', number);
    expect(locked).toContain('Dialihkan ke tingkat di atasnya');
    expect(locked).not.toContain('800/77/2024');
    expect(offices.found()).toEqual([]);
  });
});

describe('an authority that does not act', () => {
  it('is reminded, reprimanded and blocked by two people, and unblocked on proof', { timeout: 180_000 }, async () => {
    const { act, read, at } = offices;
    const bkn = await at('bkn');
    await bkn.goto('/pantauan');
    await bkn.look('the watch over authorities');
    await picture(bkn, 'watch-1280-light');
    const row = bkn.page.locator('tbody tr', { hasText: 'PPK Kota Arunika' }).filter({ hasText: 'diingatkan' }).first();
    const number = (await row.locator('a[href*="/perkara/"]').first().textContent())?.trim() ?? '';
    await act('bkn', number, 'tegur', { number: 'B-12/2024', reason });
    await act('bkn', number, 'usul-blokir', { services: ['promotion', 'transfer'], reviewOn: '2024-10-25', reason });
    await bkn.goto(`/perkara/${number}/blokir`);
    expect(new URL(bkn.page.url()).pathname, 'the proposer sees the form').toBe(`/perkara/${number}/blokir`);
    await offices.send(bkn, { reference: 'SIASN-1', reason });
    expect(bkn.status(), 'but another person confirms').toBe(422);
    expect(await offices.text(bkn)).toContain('Orang lain daripada pengusul');
    await act('bkn.tinjau', number, 'blokir', { reference: 'SIASN-1', reason });
    const ppk = 'ppk.arunika';
    expect(await read(ppk, number)).toContain('Data dan layanan diblokir');
    await act(ppk, number, 'terima', { interest: 'none' });
    await act(ppk, number, 'buka-pemeriksaan', open('discipline', 'yes'));
    await act(ppk, number, 'berita-acara-pemeriksaan', { heldOn: '2024-10-04', replyGiven: 'yes', result });
    await act(ppk, number, 'catat-keputusan', decision('turun_jabatan_12'));
    await act('bkn', number, 'buka-blokir', { proof: 'Keputusan 800/77/2024', reason });
    expect(await read(ppk, number)).toContain('Blokir dibuka');
    expect(offices.found()).toEqual([]);
  });
});

describe('a report that is not complete', () => {
  it('expires into initial information when nobody completes it, and may still become a finding', {
    timeout: 120_000,
  }, async () => {
    const { act, at, read } = offices;
    const tab = await at(officer);
    await tab.goto('/antrean?lihat=lewat');
    const rows = tab.page.locator('tbody tr', { hasText: 'Menunggu kelengkapan' });
    const number = (await rows.first().locator('a[href*="/perkara/"]').first().textContent())?.trim() ?? '';
    expect(number, await offices.text(tab)).toMatch(/^[0-9A-Z]{3}-/);
    await act(officer, number, 'tidak-dilengkapi', { reason });
    expect(await read(officer, number)).toContain('Tidak ada batas waktu berjalan');
    await act(officer, number, 'lengkapi-fakta', {
      summary: 'Ringkasan petugas atas informasi yang ditelusuri sendiri.',
      post1: 'Lurah',
      unit1: 'Kelurahan',
      status1: 'pns',
      'act.kind': 'social-engagement',
      actOn: '2024-10-01',
    });
    await act(officer, number, 'jadikan-temuan', { reason });
    expect(offices.found()).toEqual([]);
  });
});

describe('an accused who is no civil servant', () => {
  it('is referred to the own authority, with the rule that says so', { timeout: 120_000 }, async () => {
    const { act, read } = offices;
    const number = await opened({
      election: 'pilkada-2024/kepala-daerah',
      on: '2024-10-01',
      post: 'Kepala Desa',
      status: 'village-head',
    });
    await act(officer, number, 'teruskan', { authority: 'village', office: 'Wali Kota Arunika', reason });
    const page = await read(officer, number);
    expect(page).toContain('Diteruskan ke yang berwenang');
    expect(page).toContain('Wali Kota Arunika');
    expect(offices.found()).toEqual([]);
  });
});

describe('two cases about the same matter', () => {
  it('are shown side by side, joined by a person, and split again', { timeout: 180_000 }, async () => {
    const story = { election: 'pilkada-2024/kepala-daerah', on: '2024-10-01', post: 'Kepala Seksi Kembar' };
    const first = await opened(story);
    const second = await opened(story);
    const tab = await offices.at(officer);
    await tab.goto(`/perkara/${second}/kembar`);
    await tab.look('cases that look alike');
    const page = await offices.text(tab);
    expect(page).toContain(first);
    const form = tab.page.locator(`form[action$="/perkara/${second}/gabung"]`, {
      has: tab.page.locator(`input[name="lain"][value="${first}"]`),
    });
    await form.locator(`[name="alasan-${first}"]`).fill(reason);
    await tab.press(form.locator('button[value="ke"], button').first());
    await tab.look('a joined case');
    expect(await offices.text(tab)).toMatch(/Digabung|digabung/);
    const resting = (await offices.read(officer, first)).includes('Digabung ke perkara lain') ? first : second;
    expect(await offices.read(officer, resting)).toContain('Digabung ke perkara lain');
    const other = resting === first ? second : first;
    await tab.goto(`/perkara/${resting}/kembar`);
    const split = tab.page.locator(`form[action$="/perkara/${resting}/pisah"]`);
    await split.locator(`[name="alasan-${other}"]`).fill(reason);
    await tab.press(split.locator('button').first());
    expect(await offices.read(officer, resting)).toContain('Dipisahkan lagi');
    expect(await offices.read(officer, resting)).toContain('Kajian awal');
    expect(offices.found()).toEqual([]);
  });
});

describe('two officers who act on the same case at once', () => {
  it('leave one step, and the other sees what changed and loses nothing typed', { timeout: 120_000 }, async () => {
    const number = await opened({ election: 'pilkada-2024/kepala-daerah', on: '2024-10-01', post: 'Analis' });
    const one = await offices.at(officer);
    const other = await openTab(browser, server.url, { width: 320, scheme: 'light', script: true });
    await signInAs(other, `${officer}@netra.contoh`);
    for (const tab of [one, other]) await tab.goto(`/perkara/${number}/jadikan-temuan`);
    await offices.send(one, { reason: 'Tulisan petugas pertama yang lebih cepat.' });
    await offices.send(other, { reason: 'Tulisan petugas kedua yang panjang dan tidak boleh hilang.' });
    expect(other.status()).toBe(409);
    await other.look('somebody was faster');
    const page = await offices.text(other);
    expect(page).toContain('Tulisan petugas kedua yang panjang dan tidak boleh hilang.');
    expect(page).toContain('Dijadikan temuan');
    expect(await offices.read(officer, number)).toContain('Tulisan petugas pertama yang lebih cepat.');
    expect(await offices.read(officer, number)).not.toContain('Tulisan petugas kedua');
    expect([...other.found, ...offices.found()]).toEqual([]);
    await other.close();
  });
});
