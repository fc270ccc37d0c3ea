/** For everybody. */
import { after, before, facts, type Lesson } from '../lesson.ts';
import { atEvent } from './shared.ts';

export const general: Lesson = {
  slug: 'umum',
  duty: 'umum',
  title: { id: 'Semua ASN', en: 'All civil servants' },
  lead: {
    id: 'Situasi yang paling sering menjadi perkara, dan yang hanya kelihatannya begitu.',
    en: 'Situations that most often become a case, and some that only look like one.',
  },
  screens: [
    {
      id: 'umum-suka',
      value: 'akuntabel',
      story: {
        id: 'Anda menyukai unggahan calon wali kota sesudah penetapan.',
        en: 'You like a post of a candidate for mayor after determination.',
      },
      facts: facts('social-engagement', after),
      rule: 'B6',
      tip: {
        id: 'Batalkan sekarang, dan bersihkan daftar yang Anda ikuti.',
        en: 'Undo it now, and clean up whom you follow.',
      },
    },
    {
      id: 'umum-spanduk',
      value: 'pelayanan',
      story: {
        id: 'Sebelum penetapan Anda membiarkan baliho bakal calon dipasang di pagar rumah Anda, dan ikut memasangnya.',
        en: 'Before determination you have a billboard of a prospective candidate put on your fence, and help to put it up.',
      },
      facts: facts('display-material', before),
      rule: 'A1',
      tip: {
        id: 'Pagar rumah pun terlihat umum. Tolak dengan ramah.',
        en: 'A fence is seen by everybody too. Decline kindly.',
      },
    },
    {
      id: 'umum-memilih',
      value: 'kompeten',
      story: {
        id: 'Anda mengajak rekan kantor datang ke TPS, tanpa menyebut siapa yang harus dipilih.',
        en: 'You call on colleagues to come and vote, without saying for whom.',
      },
      facts: facts('partisan-activity', after, { beneficiary: 'none' }),
      rule: 'nobody-benefits',
      tip: {
        id: 'ASN mempunyai hak pilih. Pakailah, di bilik suara.',
        en: 'Civil servants have the vote. Use it, in the booth.',
      },
    },
    {
      id: 'umum-sorak',
      value: 'harmonis',
      story: {
        id: 'Tetangga mengajak Anda ke deklarasi sebelum penetapan, dan Anda ikut meneriakkan yel-yel.',
        en: 'A neighbour takes you to a launch before determination, and you join in the chants.',
      },
      facts: atEvent({ on: before, support: true }),
      rule: 'A3',
      tip: {
        id: 'Katakan: “Maaf, saya ASN.” Itu cukup.',
        en: 'Say: “Sorry, I am a civil servant.” That is enough.',
      },
    },
    {
      id: 'umum-simpatisan',
      value: 'adaptif',
      story: {
        id: 'Anda berdiri di tepi lapangan mendengarkan program calon, tanpa atribut dan bukan karena tugas.',
        en: 'You stand at the edge of a field and listen to a candidate’s programme, without attributes and not on duty.',
      },
      facts: atEvent(),
      rule: 'attends-quietly',
      tip: {
        id: 'Sumbernya berbeda. Yang aman: siaran debat, media, atau situs KPU.',
        en: 'The sources differ. The safe way: broadcast debates, the press, or the commission’s site.',
      },
    },
    {
      id: 'umum-bantuan',
      value: 'kolaboratif',
      story: {
        id: 'Seorang kepala bidang mengumpulkan stafnya dan mengajak memilih seorang calon.',
        en: 'A head of section calls the staff together and asks them to vote for a candidate.',
      },
      facts: facts('partisan-activity', after),
      rule: 'B8',
      tip: {
        id: 'Anda boleh menolak, dan boleh melapor tanpa nama.',
        en: 'You may refuse, and you may report it without a name.',
      },
    },
  ],
};
