/** Words of the watch over reading. */
import { defineWords } from '../../../platform/i18n/words.ts';

export const readingWords = defineWords(
  'privacy-reading',
  {
    title: 'Pembacaan tidak biasa',
    lead: 'Orang yang dalam sehari membuka jauh lebih banyak perkara daripada biasanya. Ini pertanyaan, bukan tuduhan: mungkin ada perkara yang digabung, antrean yang dibersihkan, atau akun yang dipakai orang lain.',
    caption: 'Yang terbaru lebih dahulu',
    who: 'Siapa',
    day: 'Hari',
    cases: 'Perkara dibuka',
    usual: 'Biasanya',
    state: 'Keadaan',
    noOffice: 'tanpa kantor',
    waiting: 'belum dilihat',
    looked: (name: string, at: string) => `dilihat ${name}, ${at}`,
    gone: 'orang yang tidak lagi terdaftar',
    look: 'Sudah saya periksa',
    none: 'Tidak ada pembacaan yang tidak biasa',
    noneLead: (cases: string, times: string) =>
      `Anda diberi tahu kalau seseorang dalam satu hari membuka ${cases} perkara atau lebih, dan itu ${times} kali lipat dari biasanya.`,
    todo: 'Yang perlu dilakukan',
    steps: {
      ask: 'Tanyakan kepada orangnya atau atasannya lewat telepon, bukan lewat surel akun itu.',
      end: 'Kalau bukan dia yang membuka: akhiri sesinya di halaman orang itu, sekarang juga.',
      record: 'Kalau data dibawa keluar: catat insiden. Jam 3 × 24 mulai saat Anda mengetahuinya.',
    },
    incidents: 'Insiden data pribadi',
    method:
      'Dihitung setiap jam dari jejak pembacaan: perkara yang berbeda dalam satu hari (WIB), dibandingkan dengan nilai tengah 28 hari sebelumnya. Perkara mana saja tidak ditampilkan di sini; itu ada di jejak setiap perkara, untuk kantornya. Angka disimpan 35 hari. Hari Anda sendiri hanya dilihat administrator lain.',
    done: 'Tercatat.',
    tooLate: 'Sudah dicatat oleh administrator lain, atau tidak ada lagi.',
  },
  {
    title: 'Unusual reading',
    lead: 'People who in one day opened far more cases than they usually do. This is a question and no accusation: cases may have been joined, a queue cleared, or somebody else may be using the account.',
    caption: 'The newest first',
    who: 'Who',
    day: 'Day',
    cases: 'Cases opened',
    usual: 'Usually',
    state: 'State',
    noOffice: 'no office',
    waiting: 'not looked at yet',
    looked: (name: string, at: string) => `looked at by ${name}, ${at}`,
    gone: 'somebody no longer registered',
    look: 'I have looked into it',
    none: 'No unusual reading',
    noneLead: (cases: string, times: string) =>
      `You are told when somebody opens ${cases} cases or more in one day, and that is ${times} times the usual.`,
    todo: 'What to do',
    steps: {
      ask: 'Ask the person, or who they work for, by telephone, not by the e-mail of that account.',
      end: 'If it was not them: end their sessions on the page of that person, at once.',
      record: 'If data was taken away: record an incident. The 3 × 24 hours begin when you know.',
    },
    incidents: 'Incidents of personal data',
    method:
      'Counted every hour from the trace of reading: different cases in one day (WIB), beside the median of the 28 days before. Which cases they were is not shown here; it stands in the trace of each case, for its office. Numbers are kept for 35 days. Your own days are seen by other administrators alone.',
    done: 'Recorded.',
    tooLate: 'Another administrator recorded it already, or it is gone.',
  },
);
