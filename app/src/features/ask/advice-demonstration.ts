/** Questions and answers of the demonstration: two desks, questions in every state, and published answers. Invented, and about nobody. */
import { settableClock } from '../../platform/clock/legal-clock.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import type { AdviceDraft } from './advice-pass.ts';
import { type AdviceService, adviceService, type PublishWish } from './advice-service.ts';

export interface DemoAdvisers {
  /** Writes and answers, and a colleague of the same office who releases. */
  readonly officer: Member;
  readonly colleague: Member;
  readonly inspector: Member;
}

const published: readonly PublishWish[] = [
  {
    question: 'Bolehkah guru berstatus ASN menyukai unggahan kampanye calon kepala daerah dengan akun pribadi?',
    words:
      'Tidak boleh sesudah calon ditetapkan. Menyukai unggahan termasuk tanggapan yang menunjukkan keberpihakan, juga dari akun pribadi dan di luar jam kerja.\nYang dapat dilakukan: membaca tanpa menanggapi, dan membatalkan tanda suka yang sudah terlanjur.',
    rules: ['B6'],
    confidence: 'seen',
    namesAreNone: true,
  },
  {
    question: 'Bolehkah ASN mendampingi pasangan hidup yang menjadi calon pada saat pengumuman kepada masyarakat?',
    words:
      'Boleh mendampingi tanpa atribut instansi, tanpa simbol, dan tanpa ikut menyampaikan ajakan. Ambil cuti kalau kegiatannya pada jam kerja.\nBatas yang jelas: tidak menjadi juru bicara, tidak membagikan bahan kampanye, dan tidak memakai kendaraan dinas.',
    rules: ['spouse-on-leave'],
    confidence: 'recalled',
    namesAreNone: true,
  },
  {
    question: 'Bolehkah kantor kelurahan meminjamkan aula kepada salah satu tim kampanye pada hari libur?',
    words:
      'Tidak boleh kalau hanya untuk satu pihak. Kalau aula memang disewakan untuk umum, syarat, tarif, dan jawabannya harus sama bagi semua pihak, dan tercatat di daftar akses setara.',
    rules: ['pp94-5n-4'],
    confidence: 'recalled',
    namesAreNone: true,
  },
];

const questions: readonly {
  readonly at: string;
  readonly to: 'officer' | 'inspector';
  readonly words: string;
  readonly answer?: string;
}[] = [
  {
    at: '2024-09-19T03:00:00Z',
    to: 'inspector',
    words:
      'Saya staf di bagian keuangan. Keponakan saya minta saya menjadi saksi keluarga pada acara syukuran calon. Bolehkah saya datang tanpa seragam?',
    answer:
      'Belum pasti, dan sebaiknya tidak. Kalau acaranya berisi ajakan memilih, kehadiran Anda dapat dinilai keberpihakan walau tanpa seragam.',
  },
  {
    at: '2024-09-24T03:00:00Z',
    to: 'inspector',
    words:
      'Grup percakapan alumni saya penuh dengan ajakan memilih. Bolehkah saya tetap di grup itu kalau tidak pernah menanggapi?',
  },
  {
    at: '2024-10-01T03:00:00Z',
    to: 'inspector',
    words: 'Rumah saya di tepi jalan dan mertua ingin memasang spanduk calon di pagarnya. Apa yang harus saya lakukan?',
  },
  {
    at: '2024-10-03T03:00:00Z',
    to: 'officer',
    words:
      'Saya diminta menjadi pembawa acara pada debat yang diselenggarakan kampus. Bolehkah seorang ASN menerimanya?',
  },
];

/** Done again, nothing happens: the first desk is there already. */
export async function seedAdvice(platform: Platform, people: DemoAdvisers): Promise<void> {
  const service = adviceService(platform);
  const officeOf = (member: Member): string => member.memberships[0]?.bodyId ?? '';
  const there = await runAs(platform.db, { kind: 'public' }, (tx) =>
    tx.selectFrom('advice_desk').select('body_id').execute(),
  );
  if (there.length > 0) return;
  for (const member of [people.officer, people.inspector]) await service.openDesk(member, officeOf(member));
  // Released in the week before: what was released this week does not stand in public yet.
  const weekBefore = adviceService({
    ...platform,
    legalClock: settableClock((await platform.legalClock.now()).subtract({ hours: 24 * 14 })),
  });
  for (const wish of published) {
    const made = await service.write(people.officer, officeOf(people.officer), wish, null);
    if (!made.ok) throw new Error(`a published answer of the demonstration: ${JSON.stringify(made.error)}`);
    const released = await weekBefore.release(people.colleague, made.value.id, wish);
    if (!released.ok) throw new Error(`a published answer of the demonstration: ${JSON.stringify(released.error)}`);
  }
  for (const one of questions) {
    const early: AdviceService = adviceService({
      ...platform,
      legalClock: settableClock(Temporal.Instant.from(one.at)),
    });
    const member = people[one.to];
    const draft: AdviceDraft = {
      seed: platform.random(16).toString('base64url'),
      bodyId: officeOf(member),
      question: { status: 'pns', words: one.words },
    };
    const sent = await early.send(draft);
    if (!sent.ok) throw new Error(`a question of the demonstration: ${sent.error}`);
    if (one.answer === undefined) continue;
    const [first] = await early.queue(member);
    if (first === undefined) continue;
    await early.answer(member, first.id, { words: one.answer, rules: ['B6'], confidence: 'uncertain' });
  }
}
