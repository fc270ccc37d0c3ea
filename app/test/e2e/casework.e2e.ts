/** Cases through all their offices: both kinds of election, both routes, and the turns a case can take. */
import { describe, expect, it } from 'vitest';
import { beginBrowserTest } from '../support/begin.ts';
import { openStory, type Story } from '../support/offices-at-work.ts';
import { readErrors, signInAs } from '../support/pages.ts';
import { picture, report, seenByReporter } from '../support/thread.ts';
import { photoWithPlace } from '../support/walk-report.ts';

const begun = beginBrowserTest();

const officer = 'pengawas.arunika';
const seats = ['satgas', 'satgas.bawaslu', 'satgas.kemendagri', 'satgas.kempanrb'] as const;
const reason = 'Alasan yang tertulis dan dapat diperiksa.';
const result = 'Hasil yang tertulis lengkap dan dapat diperiksa.';

/** A supervisor's own finding, up to the plenary. */
async function concluded(story: Story): Promise<string> {
  const number = await opened(story);
  const { act } = begun.offices;
  await act(officer, number, 'jadikan-temuan', { reason });
  await act(officer, number, 'klarifikasi', { who: 'accused', heardOn: '2024-10-04', present: 'yes', result });
  await act(officer, number, 'kajian', { text: 'Kajian yang disusun sendiri: unsur yang disebut dinilai terpenuhi.' });
  await act(officer, number, 'pleno', { proven: 'yes', reason });
  return number;
}

const opened = (story: Story): Promise<string> => openStory(begun.offices, officer, story);

/** From the plenary to the recommendation: votes of the four bodies, the study confirmed, the recommendation conveyed. */
async function conveyed(
  number: string,
  to: string,
  more: { readonly sekda?: 'yes' | 'no'; readonly dissent?: boolean } = {},
): Promise<void> {
  const { act } = begun.offices;
  await act(officer, number, 'serahkan-satgas', { reason });
  await act('satgas', number, 'terima', { interest: 'none' });
  for (const [index, seat] of seats.entries()) {
    const vote = more.dissent === true && index === 1 ? 'disagree' : 'agree';
    await act(seat, number, 'suara', { vote, reason: `${reason} (${seat})` });
    if (index === 2) {
      // Three of four have voted: nobody can decide yet.
      const tab = await begun.offices.at(seat);
      await tab.goto(`/perkara/${number}/verifikasi`);
      expect(new URL(tab.page.url()).pathname, 'not before all have voted').toBe(`/perkara/${number}`);
    }
  }
  await act('satgas', number, 'verifikasi', { reason });
  await act(officer, number, 'kuatkan-kajian', { reason });
  const bkn = await begun.offices.at('bkn');
  await bkn.goto(`/perkara/${number}/sampaikan-ppk`);
  const receiver = await bkn.page.getByLabel(to, { exact: true }).getAttribute('value');
  await act('bkn', number, 'sampaikan-ppk', { toBodyId: receiver ?? '', sekda: more.sekda ?? 'no', reason });
}

/** As the bar of the demonstration does. */
async function moveClock(who: string, form: Record<string, string>): Promise<void> {
  const { page } = await begun.offices.at(who);
  const moved = await page.request.post(`${begun.server.url}/demo/jam`, {
    form,
    headers: { origin: begun.server.url },
    maxRedirects: 0,
  });
  expect(moved.status()).toBe(303);
}

async function finished(who: string, number: string): Promise<void> {
  const { act } = begun.offices;
  await act(who, number, 'catat-penyampaian', { deliveredOn: '2024-10-04', how: 'in-person', documentHash });
  // The accused may contest it until then, and it takes effect on the fifteenth working day.
  await moveClock(who, { move: 'set', at: '2024-10-26T09:00' });
  await act(who, number, 'catat-berlaku', { effectiveOn: '2024-10-25' });
  await act(who, number, 'catat-idis', { number: 'IDIS/77/2024', enteredOn: '2024-10-26' });
  expect(await begun.offices.read(who, number)).toContain('Selesai diputus');
  await moveClock(who, { move: 'reset' });
}

const open = (route: 'discipline' | 'ethics', heavy: 'yes' | 'no') => ({
  route,
  heavy,
  examiner: 'Atasan langsung',
  punisher: 'Pejabat Pembina Kepegawaian',
  ...(heavy === 'yes' ? { team: 'Atasan langsung, pengawasan, kepegawaian' } : {}),
  reason,
});
/** Letters of these walks were made elsewhere. */
const documentHash = 'ab'.repeat(32);
const decision = (option: string) => ({
  outcome: 'sanction',
  option,
  decisionNumber: '800/77/2024',
  decidedOn: '2024-10-04',
  outsideReason: 'Keadaan yang memberatkan disebut dalam berita acara.',
  documentHash,
  reason,
});

describe('a proven case', () => {
  it('of discipline in a regional election: a split vote keeps its dissent, and an appeal reduces the sanction', {
    timeout: 240_000,
  }, async () => {
    const { act, read } = begun.offices;
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
    const tab = await begun.offices.at(ppk);
    await tab.goto(`/perkara/${number}/catat-keputusan`);
    await begun.offices.send(tab, decision('pdhtaps'));
    expect(tab.status(), 'no sanction before the examination').toBe(422);
    expect(await begun.offices.text(tab)).toContain('Sanksi menunggu pemeriksaan');
    await act(ppk, number, 'berita-acara-pemeriksaan', { heldOn: '2024-10-04', replyGiven: 'yes', result });
    await act(ppk, number, 'catat-keputusan', decision('pdhtaps'));
    await act(ppk, number, 'catat-penyampaian', { deliveredOn: '2024-10-04', how: 'in-person', documentHash });
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
    expect(begun.offices.found()).toEqual([]);
  });

  it('of discipline in a general election, against a regional secretary: the next level judges', {
    timeout: 240_000,
  }, async () => {
    const { act, read } = begun.offices;
    const number = await concluded({ election: 'pemilu-2024/presiden', on: '2024-01-10', post: 'Sekretaris Daerah' });
    const bkn = await begun.offices.at('bkn');
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
    expect(begun.offices.found()).toEqual([]);
  });

  it('of ethics in a regional election, against a PPPK: the open points of the law are said', {
    timeout: 240_000,
  }, async () => {
    const { act, read } = begun.offices;
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
    expect(begun.offices.found()).toEqual([]);
  });

  it('of ethics in a general election, at an authority with a stake in it: flagged, locked, rerouted', {
    timeout: 240_000,
  }, async () => {
    const { act, read, at, text } = begun.offices;
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
    expect(begun.offices.found()).toEqual([]);
  });
});

describe('an authority that does not act', () => {
  it('is reminded, reprimanded and blocked by two people, and unblocked on proof', { timeout: 180_000 }, async () => {
    const { act, read, at } = begun.offices;
    const bkn = await at('bkn');
    await bkn.goto('/pantauan');
    await bkn.look('the watch over authorities');
    await picture(bkn, 'watch-1280-light');
    const row = bkn.page.locator('tbody tr', { hasText: 'PPK Kota Arunika' }).filter({ hasText: 'diingatkan' }).first();
    const number = (await row.locator('a[href*="/perkara/"]').first().textContent())?.trim() ?? '';
    await act('bkn', number, 'tegur', { number: 'B-12/2024', documentHash, reason });
    await act('bkn', number, 'usul-blokir', {
      services: ['promotion', 'transfer'],
      reviewOn: '2024-10-25',
      documentHash,
      reason,
    });
    await bkn.goto(`/perkara/${number}/blokir`);
    expect(new URL(bkn.page.url()).pathname, 'the proposer sees the form').toBe(`/perkara/${number}/blokir`);
    await begun.offices.send(bkn, { reference: 'SIASN-1', documentHash, reason });
    expect(bkn.status(), 'but another person confirms').toBe(422);
    expect(await begun.offices.text(bkn)).toContain('Orang lain daripada pengusul');
    await act('bkn.tinjau', number, 'blokir', { reference: 'SIASN-1', documentHash, reason });
    const ppk = 'ppk.arunika';
    expect(await read(ppk, number)).toContain('Data dan layanan diblokir');
    await act(ppk, number, 'terima', { interest: 'none' });
    await act(ppk, number, 'buka-pemeriksaan', open('discipline', 'yes'));
    await act(ppk, number, 'berita-acara-pemeriksaan', { heldOn: '2024-10-04', replyGiven: 'yes', result });
    await act(ppk, number, 'catat-keputusan', decision('turun_jabatan_12'));
    await act('bkn', number, 'buka-blokir', { proof: 'Keputusan 800/77/2024', documentHash, reason });
    expect(await read(ppk, number)).toContain('Blokir dibuka');
    expect(begun.offices.found()).toEqual([]);
  });
});

/** The day and hour of a limit as the offices' pages write it ("Min 6 Okt, 23.59 WIB"), from how a reporter reads it. */
function asOfficersRead(limit: string): string {
  const [, weekday = '', day = '', month = '', hour = ''] =
    /^(\p{L}+), (\d+) (\p{L}+) \d{4}, ([\d.]+ WIB)$/u.exec(limit) ?? [];
  return `${weekday.slice(0, 3)} ${day} ${month.slice(0, 3)}, ${hour}`;
}

describe('a report that is not complete', () => {
  it('is returned as incomplete, completed in time from a phone without script, and registered', {
    timeout: 180_000,
  }, async () => {
    const { act, at, read, text } = begun.offices;
    const phone = await begun.open({ width: 320, scheme: 'light', script: false });
    phone.page.setDefaultTimeout(8_000);
    const field = (name: string) => phone.page.locator(`[name="${name}"]`);
    const told =
      'Lurah mengajak warga memilih satu pasangan calon, tetapi pelapor belum menulis jam dan belum punya foto.';
    const receipt = await report(phone, { story: told, photo: false });
    const first = await seenByReporter(phone, receipt);
    expect(first, 'nothing is asked yet').not.toContain('Yang perlu dilengkapi');

    // The office finds that something lacks, and asks for it.
    const desk = await at(officer);
    await desk.goto('/antrean?cari=Arunika+Timur');
    let number = '';
    for (const candidate of await desk.page.locator('tbody a').allTextContents())
      if (number === '' && (await read(officer, candidate)).includes(told)) number = candidate;
    expect(number, 'the report is in the queue of its region').not.toBe('');
    await act(officer, number, 'minta-kelengkapan', {
      missing: ['when', 'evidence'],
      reason: 'Catatan kantor yang tidak untuk pelapor.',
    });
    const running = desk.page.locator('.clock', { hasText: 'Melengkapi laporan' }).first();
    const officersLimit = (await running.textContent()) ?? '';

    // The reporter reads what is asked and until when: the very limit that the office sees.
    const asked = await seenByReporter(phone, receipt);
    for (const shown of ['Yang perlu dilengkapi', 'waktu kejadian', 'bukti']) expect(asked).toContain(shown);
    expect(asked).not.toContain('Catatan kantor');
    const until = /Lengkapi paling lambat (.+? WIB)\./.exec(asked)?.[1] ?? '';
    expect(officersLimit).toContain(asOfficersRead(until));
    await phone.look('the status of a report that lacks something');
    await picture(phone, 'completion-asked-320-light');

    await phone.press(phone.page.getByRole('button', { name: 'Lengkapi laporan' }));
    expect(await text(phone)).toContain(until);
    await phone.look('completing a report');
    await picture(phone, 'completion-form-320-light');
    await phone.press(phone.page.getByRole('button', { name: 'Kirim', exact: true }));
    expect([phone.status(), await readErrors(phone)], 'left empty').toEqual([
      422,
      [expect.stringContaining('10 huruf')],
    ]);
    await phone.look('completing a report: refused');
    const added = 'Kejadiannya sekitar pukul sembilan pagi di halaman kantor kelurahan.';
    await field('words').fill(added);
    await field('files').setInputFiles({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: await photoWithPlace() });
    await phone.press(phone.page.getByRole('button', { name: 'Unggah berkas dulu' }));
    expect(await field('words').inputValue(), 'nothing typed is lost').toBe(added);
    expect(await text(phone)).toContain('Berkas yang ikut terkirim');
    await phone.look('completing a report: a file is there');
    await picture(phone, 'completion-file-320-light');
    await phone.press(phone.page.getByRole('button', { name: 'Kirim', exact: true }));
    const sent = await text(phone);
    expect(sent).toContain('Laporan Anda lengkap dan kembali diperiksa');
    expect(sent).not.toContain('Yang perlu dilengkapi');
    await phone.look('the status of a report that was completed');
    await picture(phone, 'completion-done-320-light');

    // The office has the words, the file and a limit that was kept, and registers.
    const completed = await read(officer, number);
    for (const shown of ['Dilengkapi pelapor', added, 'foto.jpg']) expect(completed).toContain(shown);
    const kept = desk.page.locator('.clock', { hasText: 'Melengkapi laporan' });
    expect(await kept.count()).toBe(1);
    expect(await kept.textContent()).toContain('dipenuhi');
    expect(await kept.textContent()).not.toContain('lewat batas');
    await desk.look('a case that was completed');
    await picture(desk, 'completed-case-1280-light');
    await act(officer, number, 'lengkapi-fakta', {
      summary: 'Terlapor mengajak warga memilih pasangan calon di halaman kantor kelurahan.',
      post1: 'Lurah',
      unit1: 'Kelurahan Rekaan',
      status1: 'pns',
    });
    await act(officer, number, 'registrasi', { reason });
    expect(await read(officer, number)).toContain('Diregistrasi');
    expect(await seenByReporter(phone, receipt)).toContain('Diregistrasi sebagai laporan');
    await phone.look('the status of a report that was registered');
    await picture(phone, 'registered-320-light');
    expect([...phone.found, ...begun.offices.found()]).toEqual([]);
    await phone.close();
  });

  it('expires into initial information when nobody completes it, and may still become a finding', {
    timeout: 120_000,
  }, async () => {
    const { act, at, read } = begun.offices;
    const tab = await at(officer);
    await tab.goto('/antrean?lihat=lewat');
    const rows = tab.page.locator('tbody tr', { hasText: 'Menunggu kelengkapan' });
    const number = (await rows.first().locator('a[href*="/perkara/"]').first().textContent())?.trim() ?? '';
    expect(number, await begun.offices.text(tab)).toMatch(/^[0-9A-Z]{3}-/);
    await act(officer, number, 'tidak-dilengkapi', { reason });
    expect(await read(officer, number)).toContain('Tinjau lagi informasi awal');
    await act(officer, number, 'lengkapi-fakta', {
      summary: 'Ringkasan petugas atas informasi yang ditelusuri sendiri.',
      post1: 'Lurah',
      unit1: 'Kelurahan',
      status1: 'pns',
      'act.kind': 'social-engagement',
      actOn: '2024-10-01',
    });
    await act(officer, number, 'jadikan-temuan', { reason });
    expect(begun.offices.found()).toEqual([]);
  });
});

describe('an accused who is no civil servant', () => {
  it('is referred to the own authority, with the rule that says so', { timeout: 120_000 }, async () => {
    const { act, read } = begun.offices;
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
    expect(begun.offices.found()).toEqual([]);
  });
});

describe('two cases about the same matter', () => {
  it('are shown side by side, joined by a person, and split again', { timeout: 180_000 }, async () => {
    const story = { election: 'pilkada-2024/kepala-daerah', on: '2024-10-01', post: 'Kepala Seksi Kembar' };
    const first = await opened(story);
    const second = await opened(story);
    const tab = await begun.offices.at(officer);
    await tab.goto(`/perkara/${second}/kembar`);
    await tab.look('cases that look alike');
    const page = await begun.offices.text(tab);
    expect(page).toContain(first);
    const form = tab.page.locator(`form[action$="/perkara/${second}/gabung"]`, {
      has: tab.page.locator(`input[name="lain"][value="${first}"]`),
    });
    await form.locator(`[name="alasan-${first}"]`).fill(reason);
    await tab.press(form.locator('button[value="ke"], button').first());
    await tab.look('a joined case');
    expect(await begun.offices.text(tab)).toMatch(/Digabung|digabung/);
    const resting = (await begun.offices.read(officer, first)).includes('Digabung ke perkara lain') ? first : second;
    expect(await begun.offices.read(officer, resting)).toContain('Digabung ke perkara lain');
    const other = resting === first ? second : first;
    await tab.goto(`/perkara/${resting}/kembar`);
    const split = tab.page.locator(`form[action$="/perkara/${resting}/pisah"]`);
    await split.locator(`[name="alasan-${other}"]`).fill(reason);
    await tab.press(split.locator('button').first());
    expect(await begun.offices.read(officer, resting)).toContain('Dipisahkan lagi');
    expect(await begun.offices.read(officer, resting)).toContain('Kajian awal');
    expect(begun.offices.found()).toEqual([]);
  });
});

describe('two officers who act on the same case at once', () => {
  it('leave one step, and the other sees what changed and loses nothing typed', { timeout: 120_000 }, async () => {
    const number = await opened({ election: 'pilkada-2024/kepala-daerah', on: '2024-10-01', post: 'Analis' });
    const one = await begun.offices.at(officer);
    const other = await begun.open({ width: 320, scheme: 'light', script: true });
    await signInAs(other, `${officer}@netra.contoh`);
    for (const tab of [one, other]) await tab.goto(`/perkara/${number}/jadikan-temuan`);
    await begun.offices.send(one, { reason: 'Tulisan petugas pertama yang lebih cepat.' });
    await begun.offices.send(other, { reason: 'Tulisan petugas kedua yang panjang dan tidak boleh hilang.' });
    expect(other.status()).toBe(409);
    await other.look('somebody was faster');
    const page = await begun.offices.text(other);
    expect(page).toContain('Tulisan petugas kedua yang panjang dan tidak boleh hilang.');
    expect(page).toContain('Dijadikan temuan');
    expect(await begun.offices.read(officer, number)).toContain('Tulisan petugas pertama yang lebih cepat.');
    expect(await begun.offices.read(officer, number)).not.toContain('Tulisan petugas kedua');
    expect([...other.found, ...begun.offices.found()]).toEqual([]);
    await other.close();
  });
});
