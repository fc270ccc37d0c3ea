/** Accountability of the demonstration: holders of posts without names, a reply with its approval, and a self-assessment that is half done. */
import type { Member } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { accountabilityService } from './accountability-service.ts';

export interface DemoSpeakers {
  readonly inspector: Member;
  readonly authority: Member;
  readonly code: string;
}

/** Done again, nothing happens: a post that is filled is not filled twice. */
export async function seedAccountability(
  platform: Platform,
  { inspector, authority, code }: DemoSpeakers,
): Promise<void> {
  const service = accountabilityService({ platform });
  const decree = 'Keputusan rekaan untuk peragaan';
  const first = await service.addHolder(inspector, code, {
    post: 'ppk',
    title: 'Wali Kota',
    name: null,
    from: '2021-02-26',
    source: decree,
  });
  if (!first.ok) return;
  await service.addHolder(inspector, code, {
    post: 'sekda',
    title: 'Sekretaris Daerah',
    name: null,
    from: '2022-08-01',
    source: decree,
  });
  await service.addHolder(inspector, code, {
    post: 'inspectorate',
    title: 'Inspektur',
    name: null,
    from: '2023-01-09',
    source: decree,
  });
  await service.writeReply(
    inspector,
    code,
    'Ikrar diulang setiap Senin pertama dan dibuka juga lewat surel. Rekomendasi yang lewat batas sedang diselesaikan bersama badan kepegawaian; tenggatnya akhir Oktober.',
  );
  const office = await service.office(authority, code);
  const waiting = office?.replies.find((one) => one.approvedOn === null);
  if (waiting !== undefined) await service.decideReply(authority, code, waiting.id, true);
  const begun = await service.begin(inspector, code, '2024');
  if (!begun.ok) return;
  await service.answer(inspector, begun.value.id, {
    question: 'pledge',
    level: 2,
    words: 'Ikrar berjalan di semua dinas; pegawai lapangan disusul pada apel Oktober.',
    links: ['/cakupan'],
  });
  await service.answer(inspector, begun.value.id, {
    question: 'facilities',
    level: 3,
    words: 'Semua permintaan dicatat di daftar akses setara, termasuk yang ditolak.',
    links: ['/fasilitas/akses-setara'],
  });
}
