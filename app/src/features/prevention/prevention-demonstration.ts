/** Prevention work of the demonstration: a meeting with commitments of every standing, a ceremony, a circular and work of supervisors. All invented. */
import type { Member } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { type PreventionService, preventionService, type WorkWish } from './prevention-service.ts';

export interface DemoRecorders {
  readonly officer: Member;
  readonly inspector: Member;
  readonly electionId: string;
}

/** Done again, nothing happens: the keys are always the same. */
export async function seedPrevention(
  platform: Platform,
  { officer, inspector, electionId }: DemoRecorders,
): Promise<void> {
  const service = preventionService({
    platform,
    workshop: { stripImage: () => Promise.reject(new Error('the demonstration brings no photos')) },
  });
  const today = Temporal.PlainDate.from(await service.today());
  const ago = (days: number): string => today.subtract({ days }).toString();
  let n = 0;
  const put = async (
    member: Member,
    wish: Pick<WorkWish, 'kind' | 'title' | 'words'> & Partial<WorkWish> & { readonly days: number },
  ): Promise<{ readonly id: string; readonly again: boolean } | null> => {
    n += 1;
    const office = service.officesOf(member)[0];
    if (office === undefined) return null;
    const { days, ...rest } = wish;
    const made = await service.record(member, `00000000-0000-4000-8000-${String(570_000 + n).padStart(12, '0')}`, {
      bodyId: office.bodyId,
      electionId,
      onDay: ago(days),
      people: null,
      presence: [],
      signatories: [],
      ...rest,
    });
    return made.ok ? made.value : null;
  };
  const meeting = await put(officer, {
    kind: 'meeting',
    days: 39,
    title: 'Rapat koordinasi netralitas tahap kampanye (rekaan)',
    words: 'Membahas kendaraan dinas, grup percakapan kantor, dan apel mingguan.',
    people: 31,
    presence: [
      { office: 'Sekretariat daerah', people: 12 },
      { office: 'Inspektorat', people: 8 },
      { office: 'Bawaslu', people: 11 },
    ],
  });
  if (meeting !== null && !meeting.again) await promises(service, { officer, inspector }, meeting.id, today);
  await put(officer, {
    kind: 'risk',
    days: 60,
    title: 'Peta kerawanan netralitas per kecamatan (rekaan)',
    words: 'Tiga kecamatan dengan fasilitas yang sering dipinjam.',
  });
  await put(officer, {
    kind: 'education',
    days: 32,
    title: 'Penyuluhan bagi kepala sekolah (rekaan)',
    words: '',
    people: 64,
  });
  await put(officer, {
    kind: 'appeal',
    days: 28,
    title: 'Surat imbauan menjelang kampanye (rekaan)',
    words: 'Dikirim kepada semua perangkat daerah.',
  });
  await put(officer, { kind: 'publication', days: 22, title: 'Siaran larangan fasilitas negara (rekaan)', words: '' });
  await put(inspector, {
    kind: 'ceremony',
    days: 25,
    title: 'Apel Senin dengan pembacaan ikrar (rekaan)',
    words: 'Ikrar dibaca bersama; yang bertugas di luar menyusul.',
    people: 240,
  });
  await put(inspector, {
    kind: 'circular',
    days: 24,
    title: 'Surat edaran larangan pemakaian kendaraan dinas (rekaan)',
    words: '',
    signatories: ['Sekretaris Daerah', 'Inspektur'],
  });
  // After those above: the keys count, and a log that was filled before keeps its own.
  await put(officer, {
    kind: 'participation',
    days: 17,
    title: 'Diskusi warga tentang pengawasan partisipatif (rekaan)',
    words: 'Warga bertanya apa yang boleh dilaporkan dan apa yang terjadi sesudahnya.',
    people: 85,
  });
  await put(officer, {
    kind: 'cooperation',
    days: 45,
    title: 'Nota kesepahaman pertukaran data dengan inspektorat (rekaan)',
    words: '',
    people: 9,
    presence: [
      { office: 'Bawaslu', people: 5 },
      { office: 'Inspektorat', people: 4 },
    ],
    signatories: ['Ketua Bawaslu', 'Inspektur'],
  });
  await put(officer, {
    kind: 'other',
    days: 11,
    title: 'Pemeriksaan papan informasi di kantor kelurahan (rekaan)',
    words: 'Enam dari delapan kelurahan sudah memasang larangan.',
  });
}

async function promises(
  service: PreventionService,
  people: { readonly officer: Member; readonly inspector: Member },
  workId: string,
  today: Temporal.PlainDate,
): Promise<void> {
  const owner = service.officesOf(people.inspector)[0];
  if (owner === undefined) return;
  const wishes = [
    ['Menandai semua kendaraan dinas dan menutup pinjaman pada hari kampanye', 'Kepala Bagian Umum', -14],
    ['Menyampaikan daftar grup percakapan kantor beserta pengelolanya', 'Kepala Dinas Komunikasi', -21],
    ['Membacakan ikrar pada setiap apel Senin', 'Inspektur', 5],
    ['Memeriksa pengeras suara dan panggung milik dinas', 'Kepala Dinas Kebudayaan', -3],
    ['Menempelkan larangan kampanye pada semua kendaraan dinas', 'Kepala Bagian Umum', -7],
    ['Mengumpulkan jadwal cuti pejabat yang keluarganya menjadi calon', 'Kepala Badan Kepegawaian', 10],
  ] as const;
  const made: string[] = [];
  for (const [index, [words, role, days]] of wishes.entries()) {
    const done = await service.promise(people.officer, workId, index, {
      bodyId: owner.bodyId,
      role,
      words,
      dueOn: today.add({ days }).toString(),
    });
    if (done.ok) made.push(done.value.id);
  }
  const [first, second, third, , fifth] = made;
  if (first !== undefined)
    await service.follow(people.inspector, first, 0, { kind: 'kept', words: 'Selesai dan difoto.', newDue: null });
  // The office that recorded the promise confirms it.
  if (first !== undefined)
    await service.follow(people.officer, first, 1, { kind: 'kept', words: 'Foto diterima.', newDue: null });
  if (second !== undefined)
    await service.follow(people.inspector, second, 0, {
      kind: 'missed',
      words: 'Dua dinas belum menyerahkan daftarnya.',
      newDue: null,
    });
  if (fifth !== undefined)
    await service.follow(people.officer, fifth, 0, {
      kind: 'partly',
      words: 'Terpasang pada 41 dari 60 kendaraan; sisanya sedang dicetak.',
      newDue: null,
    });
  if (third !== undefined)
    await service.follow(people.inspector, third, 0, {
      kind: 'moved',
      words: 'Apel berikutnya digeser karena hari libur.',
      newDue: today.add({ days: 10 }).toString(),
    });
}
