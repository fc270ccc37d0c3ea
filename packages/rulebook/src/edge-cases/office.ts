/** Edge cases: what the office owns and says. */
import { after, type EdgeCase, facts } from './edge-case.ts';
import { src } from './sources.ts';

const facility = { attributes: 'none', mobilisesCivilServants: false, stateFacility: true } as const;

export const office = [
  {
    id: 'edge-32',
    question: {
      id: 'Bolehkah kendaraan atau ruang dinas dipakai untuk kampanye?',
      en: 'May an official vehicle or room be used for a campaign?',
    },
    answer: 'breach',
    says: {
      id: 'Tidak. Ikut kampanye dengan fasilitas negara bertingkat berat (PP 94/2021 angka 4), dan mengizinkannya dapat menjadi keputusan yang menguntungkan (B12). Gedung yang memang disewakan kepada umum dikecualikan dalam UU 7/2017 ps 304.',
      en: 'No. Taking part in a campaign with state facilities is heavy (PP 94/2021 number 4), and permitting it may be a decision that benefits (B12). Premises that are let to the public anyway are excepted in UU 7/2017 art 304.',
    },
    safe: {
      id: 'Berlakukan tarif dan syarat sewa yang sama bagi semua, secara tertulis.',
      en: 'Let premises on the same written terms and price to everybody.',
    },
    rules: ['pp94-5n-4', 'B12', 'pp94-5n-5'],
    instruments: ['uu7_2017'],
    sources: [src.tribun2021, src.detikBali],
    confidence: 'seen',
    acts: ['campaign-participation', 'attend-event', 'partisan-decision'],
    examples: [
      {
        facts: facts('campaign-participation', after, { act: facility }),
        outcome: 'violation',
        provisions: ['pp94-5n-1', 'pp94-5n-4'],
      },
      { facts: facts('partisan-decision', after), outcome: 'violation', rows: ['B12'], provisions: ['pp94-5n-5'] },
    ],
  },
  {
    id: 'edge-37',
    question: { id: 'Bolehkah saya mengkritik seorang calon?', en: 'May I criticise a candidate?' },
    answer: 'depends',
    says: {
      id: 'Tindakan yang merugikan seorang calon sama terlarangnya dengan yang menguntungkan (B12, PP 94/2021 angka 5). Informasi layanan yang faktual, misalnya meluruskan data dinas, boleh. Batas persisnya belum dilihat ditegaskan.',
      en: 'An act that harms a candidate is forbidden as much as one that benefits (B12, PP 94/2021 number 5). Factual information from your service, such as correcting figures, is fine. Where exactly the line runs was not seen confirmed.',
    },
    dependsOn: {
      id: 'apakah itu serangan kepada calon atau penjelasan fakta layanan',
      en: 'whether it attacks the candidate or explains facts of the service',
    },
    safe: {
      id: 'Sampaikan data tanpa menyebut calon, melalui saluran resmi dinas.',
      en: 'Publish the figures without naming a candidate, through the official channel.',
    },
    rules: ['B12', 'pp94-5n-5', 'nobody-benefits'],
    sources: [src.ownReasoning],
    confidence: 'uncertain',
    acts: ['partisan-decision', 'social-engagement'],
    examples: [
      { facts: facts('partisan-decision', after), outcome: 'violation', rows: ['B12'], provisions: ['pp94-5n-5'] },
      { facts: facts('partisan-decision', after, { beneficiary: 'none' }), outcome: 'no-row' },
    ],
  },
  {
    id: 'edge-38',
    question: {
      id: 'Bolehkah saya menjelaskan program pemerintah pada masa kampanye?',
      en: 'May I explain a government programme during the campaign?',
    },
    answer: 'allowed',
    says: {
      id: 'Boleh bila itu tugas Anda dan tidak diarahkan kepada calon. Kepala daerah, termasuk penjabat, terikat larangan tambahan: program tidak boleh dipakai untuk menguntungkan atau merugikan calon (UU Pilkada ps 71).',
      en: 'Yes, when it is your duty and is not steered towards a candidate. Heads of region, acting ones included, are under a further ban: programmes may not be used to benefit or harm a candidate (UU Pilkada art 71).',
    },
    safe: {
      id: 'Pakai bahan resmi tanpa nama, gambar, atau slogan calon.',
      en: 'Use official material without the name, picture or slogan of a candidate.',
    },
    rules: ['nobody-benefits', 'B12'],
    instruments: ['uu_pilkada'],
    sources: [src.generallyKnown],
    confidence: 'recalled',
    acts: ['partisan-decision', 'other'],
    note: {
      id: 'Mesin aturan menjawab "tidak ada baris yang cocok" bila tidak ada yang diuntungkan.',
      en: 'The rulebook answers "no row fits" when nobody benefits.',
    },
    examples: [{ facts: facts('partisan-decision', after, { beneficiary: 'none' }), outcome: 'no-row' }],
  },
] as const satisfies readonly EdgeCase[];
