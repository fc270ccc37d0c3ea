/** For teachers. */
import { after, before, facts, type Lesson } from '../lesson.ts';
import { atEvent } from './shared.ts';

export const teacher: Lesson = {
  slug: 'guru',
  duty: 'guru',
  title: { id: 'Guru', en: 'Teachers' },
  lead: {
    id: 'Di kelas, di rapat orang tua, dan di grup pesan: kapan berbicara tentang pemilihan menjadi keberpihakan.',
    en: 'In class, at parents’ evenings and in chat groups: when talk about an election becomes taking sides.',
  },
  screens: [
    {
      id: 'guru-kelas',
      value: 'kompeten',
      story: {
        id: 'Di pelajaran kewarganegaraan Anda menjelaskan cara mencoblos dan mengapa suara itu rahasia. Tidak ada calon yang disebut.',
        en: 'In a civics lesson you explain how to vote and why the ballot is secret. No candidate is named.',
      },
      facts: facts('partisan-activity', after, { beneficiary: 'none' }),
      rule: 'nobody-benefits',
      tip: {
        id: 'Pakai bahan KPU atau Bawaslu, dan jawab pertanyaan tentang calon dengan “cari sendiri visi dan misinya”.',
        en: 'Use material of the election commission or the supervisors, and answer questions about candidates with “look up their programmes yourself”.',
      },
    },
    {
      id: 'guru-rapat',
      value: 'akuntabel',
      story: {
        id: 'Di rapat orang tua murid Anda berkata bahwa sekolah akan lebih maju kalau seorang calon tertentu terpilih.',
        en: 'At a parents’ evening you say that the school will do better if a certain candidate is elected.',
      },
      facts: facts('partisan-activity', after),
      rule: 'B8',
      tip: {
        id: 'Bicarakan kebutuhan sekolah tanpa menyebut calon. Kalau ada yang memulai, alihkan dan catat.',
        en: 'Speak of what the school needs without naming a candidate. If somebody begins, change the subject and note it.',
      },
    },
    {
      id: 'guru-status',
      value: 'loyal',
      story: {
        id: 'Sebelum calon ditetapkan, Anda menyukai unggahan bakal calon gubernur yang dulu kepala sekolah Anda.',
        en: 'Before candidates are determined you like a post of a prospective candidate for governor who used to be your principal.',
      },
      facts: facts('social-engagement', before),
      rule: 'A4',
      tip: {
        id: 'Ucapkan selamat secara pribadi. Tanda suka di media sosial terlihat sebagai dukungan.',
        en: 'Congratulate in private. A like on social media is seen as support.',
      },
    },
    {
      id: 'guru-grup',
      value: 'harmonis',
      story: {
        id: 'Seorang rekan meneruskan ajakan KPU untuk datang ke TPS ke grup guru, tanpa nama calon. Anda membagikannya lagi.',
        en: 'A colleague passes on the commission’s call to come to the polling station to the teachers’ group, without a candidate’s name. You share it.',
      },
      facts: facts('social-engagement', after, { beneficiary: 'none' }),
      rule: 'nobody-benefits',
      tip: {
        id: 'Periksa gambar dan tautannya: satu logo pasangan calon sudah mengubah jawabannya.',
        en: 'Check the picture and the link: one logo of a candidate changes the answer.',
      },
    },
    {
      id: 'guru-deklarasi',
      value: 'kolaboratif',
      story: {
        id: 'Paduan suara sekolah diminta tampil di deklarasi pasangan calon. Anda mengajak guru dan siswa ikut.',
        en: 'The school choir is asked to sing at the launch of a pair of candidates. You take teachers and pupils along.',
      },
      facts: atEvent({ brings: true }),
      rule: 'pp94-5n-3',
      tip: {
        id: 'Tolak secara tertulis dan beri tahu dinas. Tawarkan tampil di acara yang tidak berpihak.',
        en: 'Decline in writing and tell the education office. Offer to sing at an event that takes no side.',
      },
    },
    {
      id: 'guru-menonton',
      value: 'adaptif',
      story: {
        id: 'Sepulang mengajar Anda berhenti di tepi lapangan dan mendengarkan kampanye, tanpa atribut dan tanpa bersorak.',
        en: 'On the way home you stop at the edge of a field and listen to a campaign speech, wearing nothing of a party and without cheering.',
      },
      facts: atEvent(),
      rule: 'attends-quietly',
      tip: {
        id: 'Sumbernya berbeda. Yang aman: dengarkan lewat siaran, di rumah.',
        en: 'The sources differ. The safe way: listen to the broadcast at home.',
      },
    },
  ],
};
