/** The whole thread in a browser: a report from a phone, the offices in turn, a decision, and the person who told sees each step. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { readErrors, signInAs, signOut, type Tab, unfold } from './pages.ts';
import { photoWithPlace } from './walk-report.ts';

const story = 'Kepala seksi menyukai dan membagikan unggahan pasangan calon dari akun dengan nama jabatannya.';
const identity = { name: 'Pelapor Rekaan Satu', address: 'Jalan Rekaan 7, Kota Arunika', contact: '0800-000-111' };

const field = (tab: Tab, name: string) => tab.page.locator(`[name="${name}"]`);
const choose = (tab: Tab, name: string, value: string) =>
  tab.page.locator(`input[name="${name}"][value="${value}"]`).check();
export const text = async (tab: Tab) => (await tab.page.locator('main').textContent()) ?? '';
const onward = (tab: Tab) => tab.press(tab.page.locator('button[name="go"][value="next"]'));
const next = (tab: Tab) => tab.press(tab.page.locator('main form button[type="submit"]').first());

async function fillDate(tab: Tab, name: string, day: string, month: string): Promise<void> {
  await field(tab, `${name}_day`).fill(day);
  await field(tab, `${name}_month`).selectOption(month);
  await field(tab, `${name}_year`).fill('2024');
}

/** Tells what happened, on a small phone, without any script, and gives the receipt. */
export async function report(
  tab: Tab,
  told: { readonly story: string; readonly photo: boolean } = { story, photo: true },
) {
  await tab.goto('/lapor/apa');
  await choose(tab, 'act', 'social-engagement');
  await onward(tab);
  await fillDate(tab, 'happened', '3', '10');
  await fillDate(tab, 'known', '3', '10');
  await onward(tab);
  await field(tab, 'region').selectOption({ label: '– – Kecamatan Arunika Timur' });
  await onward(tab);
  await field(tab, 'post').fill('Kepala seksi');
  await onward(tab);
  await field(tab, 'story').fill(told.story);
  await onward(tab);
  if (told.photo)
    await field(tab, 'files').setInputFiles({
      name: 'tangkapan.jpg',
      mimeType: 'image/jpeg',
      buffer: await photoWithPlace(),
    });
  await onward(tab);
  await choose(tab, 'named', 'ya');
  await field(tab, 'name').fill(identity.name);
  await field(tab, 'address').fill(identity.address);
  await field(tab, 'contact').fill(identity.contact);
  await onward(tab);
  await tab.press(tab.page.locator('button[name="go"][value="send"]'));
  return ((await tab.page.locator('.receipt-groups').textContent()) ?? '').trim();
}

/** Looks the receipt up and gives what the status page says. */
export async function seenByReporter(tab: Tab, receipt: string): Promise<string> {
  await tab.goto('/status');
  await field(tab, 'receipt').fill(receipt);
  await next(tab);
  return text(tab);
}

/** Opens the form of an action from the page of the case, sees that an empty one is refused, and sends it filled in. */
async function act(tab: Tab, number: string, slug: string, fill: () => Promise<void>, state: string): Promise<void> {
  await tab.goto(`/perkara/${number}`);
  await tab.press(tab.page.locator(`a[href$="/perkara/${number}/${slug}"]`).first());
  await tab.look(state);
  if ((await tab.page.locator('main textarea').count()) > 0) {
    for (const area of await tab.page.locator('main textarea').all()) await area.fill('');
    await next(tab);
    expect(tab.status(), `${slug} left empty`).toBe(422);
    expect((await readErrors(tab)).length).toBeGreaterThan(0);
    await tab.look(`${state}: refused`);
  }
  await fill();
  // Asked before the first act of each person on a case.
  const none = tab.page.locator('main input[name="interest"][value="none"]');
  if ((await none.count()) > 0) await none.check();
  await next(tab);
  expect(new URL(tab.page.url()).pathname, await text(tab)).toBe(`/perkara/${number}`);
  await tab.look(`the case after ${slug}`);
}

const because = (tab: Tab, words: string) => () => field(tab, 'reason').fill(words);

/** A picture for the README, when pictures are wanted. */
export async function picture(tab: Tab, name: string): Promise<void> {
  const folder = process.env.NETRA_PICTURES ?? '';
  if (folder === '') return;
  mkdirSync(folder, { recursive: true });
  await tab.page.evaluate('document.activeElement?.blur(); window.scrollTo(0, 0)');
  await tab.page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

/**
 * Walks the thread from the report to the decision and back to the reporter's status page. What the tabs found by themselves is the caller's
 * to look at.
 * @param phone a small phone without script
 * @param desk the desk of the offices, signed in to one after the other
 */
export async function walkThread(phone: Tab, desk: Tab): Promise<void> {
  const receipt = await report(phone);
  expect(receipt).toMatch(/^[2-9A-Z]{3}(-[2-9A-Z]{3}){5}$/);

  // The supervisor finds it in the queue, with the limit that runs, and opens it.
  expect(await signInAs(desk, 'pengawas.arunika@netra.contoh')).toBe('/antrean');
  await desk.look('the queue');
  await picture(desk, 'queue-1280-light');
  await desk.goto('/antrean?cari=Arunika+Timur');
  const before = await desk.page.locator('tbody a').allTextContents();
  let number = '';
  for (const candidate of before) {
    await desk.goto(`/perkara/${candidate}`);
    if ((await text(desk)).includes(story)) number = candidate;
    if (number !== '') break;
  }
  expect(number, 'the report is in the queue of its region').not.toBe('');
  const opened = await text(desk);
  expect(opened).toContain('Kajian awal');
  expect(opened).toContain('Min 6 Okt, 23.59 WIB');
  expect(opened).toContain('B6');
  expect(opened).toContain('tangkapan.jpg');
  expect(opened).not.toContain(identity.name);
  await unfold(desk);
  await desk.look('a new case');

  // The identity opens only with a reason, and the look stays on the page.
  await desk.press(desk.page.getByRole('button', { name: 'Buka identitas' }));
  expect(desk.status()).toBe(422);
  await field(desk, 'identityReason').fill('Memeriksa syarat formal laporan');
  await desk.press(desk.page.getByRole('button', { name: 'Buka identitas' }));
  expect(await text(desk)).toContain(identity.name);
  expect(await text(desk)).toContain('Memeriksa syarat formal laporan');
  await desk.look('the identity, once');
  await desk.goto(`/perkara/${number}`);
  expect(await text(desk)).not.toContain(identity.name);

  await act(
    desk,
    number,
    'lengkapi-fakta',
    async () => {
      await field(desk, 'summary').fill(
        'Terlapor menyukai dan membagikan unggahan calon pada masa kampanye dari akun pribadinya.',
      );
      await field(desk, 'name1').fill('Terlapor Rekaan');
      await field(desk, 'post1').fill('Kepala seksi');
      await field(desk, 'unit1').fill('Kecamatan Arunika Timur');
      await field(desk, 'status1').selectOption('pns');
      await choose(desk, 'contest.beneficiary', 'person');
    },
    'facts',
  );
  expect(await text(desk)).toContain('hukuman disiplin berat');
  expect(await text(desk)).toContain('Naskah resmi SKB belum dibaca');
  await act(desk, number, 'registrasi', because(desk, 'Syarat formal dan materiel terpenuhi.'), 'registration');
  expect(await text(desk)).toContain('Sen 7 Okt, 23.59 WIB');
  await act(
    desk,
    number,
    'kajian',
    () =>
      field(desk, 'text').fill(
        'Perbuatan memenuhi unsur B6: menyukai dan membagikan unggahan calon sesudah penetapan.',
      ),
    'study',
  );
  await act(
    desk,
    number,
    'pleno',
    async () => {
      await choose(desk, 'proven', 'yes');
      await because(desk, 'Pleno menilai dugaan terbukti.')();
    },
    'plenary',
  );
  await act(desk, number, 'serahkan-satgas', because(desk, 'Berkas lengkap, mohon diverifikasi.'), 'submission');
  expect(await text(desk)).toContain('terkirim');
  await signOut(desk);

  // The task force cannot be shown what was sealed to the intake office.
  await signInAs(desk, 'satgas@netra.contoh');
  await desk.goto(`/perkara/${number}`);
  const atTaskForce = await text(desk);
  expect(atTaskForce).toContain('Pleno menilai dugaan terbukti');
  expect(atTaskForce).not.toContain(story);
  expect(atTaskForce).not.toContain('Identitas pelapor');
  await desk.look('the case at the task force');
  await act(desk, number, 'terima', () => choose(desk, 'interest', 'none'), 'acceptance');
  // Every body of the task force votes; whoever votes last records what they decided together.
  const seats = ['satgas', 'satgas.bawaslu', 'satgas.kemendagri', 'satgas.kempanrb'];
  for (const seat of seats) {
    if (seat !== 'satgas') await signInAs(desk, `${seat}@netra.contoh`);
    await act(
      desk,
      number,
      'suara',
      async () => {
        await choose(desk, 'vote', 'agree');
        await because(desk, 'Berkas memenuhi syarat menurut lembaga kami.')();
      },
      'vote',
    );
    if (seat === seats.at(-1))
      await act(desk, number, 'verifikasi', because(desk, 'Identitas terlapor dan bukti sesuai.'), 'verification');
    await signOut(desk);
  }

  await signInAs(desk, 'pengawas.arunika@netra.contoh');
  await act(
    desk,
    number,
    'kuatkan-kajian',
    because(desk, 'Kajian dikuatkan tanpa perubahan.'),
    'confirmation of the study',
  );
  await signOut(desk);

  await signInAs(desk, 'bkn@netra.contoh');
  await act(
    desk,
    number,
    'sampaikan-ppk',
    async () => {
      await desk.page.getByLabel('PPK Kota Arunika').check();
      await choose(desk, 'sekda', 'no');
      await because(desk, 'Rekomendasi hukuman disiplin berat.')();
    },
    'conveyance',
  );
  await desk.goto('/serah-terima?arah=keluar');
  expect(await text(desk)).toContain(number);
  await desk.look('outgoing hand-overs');
  await signOut(desk);

  await signInAs(desk, 'ppk.arunika@netra.contoh');
  await desk.goto(`/perkara/${number}`);
  expect(await text(desk)).toContain('Jum 18 Okt, 23.59 WIB');
  expect(await text(desk)).toContain('target layanan');
  await picture(desk, 'case-1280-light');
  await act(
    desk,
    number,
    'catat-keputusan',
    async () => {
      await choose(desk, 'outcome', 'sanction');
      await choose(desk, 'option', 'turun_jabatan_12');
      await field(desk, 'decisionNumber').fill('800/REKAAN/2024');
      // Made before the recommendation came, and only written down here: what comes after it rests on an examination.
      await fillDate(desk, 'decidedOn', '3', '10');
      await field(desk, 'documentHash').fill('ab'.repeat(32));
      await because(desk, 'Pertimbangan rahasia instansi.')();
    },
    'decision',
  );
  expect(await text(desk)).toContain('penurunan jabatan setingkat lebih rendah selama 12 bulan');
  await signOut(desk);

  // The sender sees that it was decided, not what.
  await signInAs(desk, 'bkn@netra.contoh');
  await desk.goto(`/perkara/${number}`);
  const atSender = await text(desk);
  expect(atSender).toContain('Keputusan dicatat');
  expect(atSender).toContain('Isi langkah ini tidak ditampilkan untuk kantor Anda');
  expect(atSender).not.toContain('Pertimbangan rahasia instansi');
  expect(atSender).not.toContain('800/REKAAN/2024');
  await desk.look('the case as its sender sees it afterwards');
  await signOut(desk);

  // Nobody outside learns that there is such a case.
  await signInAs(desk, 'pengawas.swarga@netra.contoh');
  await desk.goto(`/perkara/${number}`);
  expect(desk.status()).toBe(404);
  await desk.look('not found');
  await desk.goto('/antrean');
  await signOut(desk);

  // And the person who told sees each step.
  const told = await seenByReporter(phone, receipt);
  for (const step of ['Bawaslu Kota Arunika', 'Satgas Netralitas ASN', 'Badan Kepegawaian Negara', 'PPK Kota Arunika'])
    expect(told).toContain(step);
  expect(told).not.toContain('800/REKAAN/2024');
  expect(told).not.toContain('Raka Wirabumi');
  await phone.look('the status after the decision');
}
