/** Words of cases with several accused: the forms that take them apart, and the cases that came out of one another. */
import { defineWords } from '../../platform/i18n/words.ts';

export const separateWords = defineWords(
  'case-separate',
  {
    separate: 'Pisahkan terlapor',
    who: 'Siapa yang dipisahkan',
    whoHint:
      'Yang dicentang pindah bersama ke satu perkara baru. Paling sedikit satu orang tetap di perkara ini. Mereka yang sudah mengajukan keberatan atau banding tetap di sini.',
    eachHint:
      'Setiap terlapor mendapat perkara, serah terima, dan batas waktu sendiri. Pejabat yang disarankan mengikuti instansi terlapor; Anda yang menentukan.',
    receiver: 'Disampaikan kepada',
    sekda: 'Terlapor ini Sekretaris Daerah',
    sekdaHint: 'Bila ya, penerimanya satu tingkat di atas.',
    yes: 'ya',
    no: 'tidak',
    firstTitle: (n: string) => `Perkara ini memuat ${n} terlapor`,
    first:
      'Keputusan, penyampaian, keberatan, mulai berlaku, catatan di register, dan blokir adalah milik satu orang. Pisahkan dahulu terlapornya; batas waktu dan semua langkah bersama ikut.',
    firstElsewhere: 'Langkah ini tentang satu orang. Kantor yang memegang perkara perlu memisahkan terlapornya dahulu.',
    acceptFirst:
      'Keputusan dan langkah sesudahnya adalah milik satu orang. Terima dahulu serah terimanya; sesudah itu terlapornya dapat dipisahkan.',
    blockWaits: (holder: string) =>
      `Blokir mengenai satu orang: usul dan penetapannya menunggu sampai ${holder} memisahkan terlapornya.`,
    orCallBack:
      'Serah terimanya belum diterima: perkara ini juga dapat ditarik kembali, lalu disampaikan dengan perkara sendiri untuk tiap terlapor.',
    back: 'Kembali ke perkara',
    panelTitle: 'Perkara yang dipisahkan',
    panelLead: 'Terlapor dipisahkan karena jalannya berbeda. Langkah bersama tersalin di setiap perkara.',
    from: 'asal perkara ini',
    into: 'dipisahkan dari sini',
    beside: 'dipisahkan dari perkara yang sama',
    carried:
      'Perkara ini dipisahkan dari perkara yang memuat beberapa terlapor. Langkah bersama sampai pemisahan adalah salinan.',
  },
  {
    separate: 'Separate accused',
    who: 'Who is separated',
    whoHint:
      'Those you tick go together into one new case. At least one person stays in this one. Whoever filed an objection or appeal stays here.',
    eachHint:
      'Each accused gets a case, a hand-over and a limit of their own. The authority suggested is that of the institution; you decide.',
    receiver: 'Conveyed to',
    sekda: 'This accused is the regional secretary',
    sekdaHint: 'If so, the receiver is one level above.',
    yes: 'yes',
    no: 'no',
    firstTitle: (n: string) => `This case has ${n} accused`,
    first:
      'Decision, delivery, objection, effect, the entry in the register and a block are one person’s. Separate the accused first; limits and all common steps go along.',
    firstElsewhere: 'This step is about one person. The office that holds the case separates the accused first.',
    acceptFirst:
      'A decision and what follows it are one person’s. Accept the hand-over first; then the accused can be separated.',
    blockWaits: (holder: string) =>
      `A block concerns one person: proposing and confirming it wait until ${holder} has separated the accused.`,
    orCallBack:
      'The hand-over was not accepted yet: the case can also be called back and conveyed with a case of their own for each accused.',
    back: 'Back to the case',
    panelTitle: 'Separated cases',
    panelLead: 'Accused were separated because their ways part. Common steps are copied in each case.',
    from: 'this case came out of it',
    into: 'came out of this case',
    beside: 'came out of the same case',
    carried: 'This case was separated from one with several accused. The common steps up to then are copies.',
  },
);
