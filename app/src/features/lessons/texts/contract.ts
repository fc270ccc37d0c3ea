/** For civil servants on contract (PPPK). */
import { after, before, facts, type Lesson } from '../lesson.ts';
import { atEvent } from './shared.ts';

export const contract: Lesson = {
  slug: 'pppk',
  duty: 'pppk',
  title: { id: 'PPPK', en: 'Civil servants on contract (PPPK)' },
  lead: {
    id: 'Kontrak Anda berbeda, kewajiban netralnya sama.',
    en: 'Your contract differs; the duty of neutrality is the same.',
  },
  screens: [
    {
      id: 'pppk-unggah',
      value: 'loyal',
      story: {
        id: 'Sebelum penetapan Anda membuat konten dukungan untuk bakal calon wali kota. “Saya kan hanya PPPK,” pikir Anda.',
        en: 'Before determination you make content in support of a prospective mayor. “I am only on contract,” you think.',
      },
      facts: facts('online-campaign', before, { actor: { status: 'pppk' } }),
      rule: 'A2',
      tip: {
        id: 'PNS dan PPPK sama-sama ASN. Hapus, dan jangan ulangi.',
        en: 'PNS and PPPK are both civil servants. Delete it, and do not do it again.',
      },
    },
    {
      id: 'pppk-suka',
      value: 'akuntabel',
      story: {
        id: 'Sesudah penetapan Anda berkomentar “gas!” di unggahan calon.',
        en: 'After determination you comment “go!” on a candidate’s post.',
      },
      facts: facts('social-engagement', after, { actor: { status: 'pppk' } }),
      rule: 'B6',
      tip: {
        id: 'Bacalah tanpa menyukai, mengikuti, atau berkomentar.',
        en: 'Read without liking, following or commenting.',
      },
    },
    {
      id: 'pppk-partai',
      value: 'kompeten',
      story: {
        id: 'Anda masih terdaftar sebagai pengurus partai dari masa sebelum diangkat.',
        en: 'You are still registered as an officer of a party from the time before your appointment.',
      },
      facts: facts('party-membership', after, { actor: { status: 'pppk' }, beneficiary: 'party' }),
      rule: 'B5',
      tip: {
        id: 'Periksa nama Anda di Info Pemilu KPU, dan mundur secara tertulis bila masih tercantum.',
        en: 'Look your name up in the commission’s list of party members, and resign in writing if it stands there.',
      },
    },
    {
      id: 'pppk-bertugas',
      value: 'pelayanan',
      story: {
        id: 'Anda bertugas sebagai petugas kebersihan di lokasi kampanye, dengan surat tugas dan tanpa atribut.',
        en: 'You are assigned to clean the place of a campaign event, with a letter and without attributes.',
      },
      facts: atEvent({ duty: true, status: 'pppk' }),
      rule: 'attends-on-duty',
      tip: {
        id: 'Selesai bertugas, pulang.',
        en: 'When the work is done, go home.',
      },
    },
    {
      id: 'pppk-ajak',
      value: 'harmonis',
      story: {
        id: 'Menjelang perpanjangan kontrak Anda diminta mengajak tetangga memilih seorang calon, dan Anda melakukannya.',
        en: 'Before your contract is renewed you are asked to win neighbours for a candidate, and you do.',
      },
      facts: facts('partisan-activity', after, { actor: { status: 'pppk' } }),
      rule: 'B8',
      tip: {
        id: 'Yang menekan Anda melanggar juga. Anda dapat melapor di sini tanpa nama.',
        en: 'Whoever pressed you is in breach as well. You can report it here without a name.',
      },
    },
  ],
};
