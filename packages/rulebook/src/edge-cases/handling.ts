/** Edge cases: who handles it, which day counts, and what stays behind. */
import { type EdgeCase, facts } from './edge-case.ts';
import { src } from './sources.ts';

export const handling = [
  {
    id: 'edge-41',
    question: {
      id: 'Yang diduga melanggar adalah sekretaris daerah. Siapa yang memeriksa?',
      en: 'The suspect is the regional secretary (Sekda). Who examines?',
    },
    answer: 'depends',
    says: {
      id: 'Majelis kode etik atau tim pemeriksa dibentuk satu tingkat di atas: oleh gubernur untuk sekda kabupaten/kota, oleh Menteri Dalam Negeri untuk sekda provinsi.',
      en: 'The ethics council or examining team is formed one level higher: by the governor for the secretary of a regency or city, by the Home Minister for that of a province.',
    },
    dependsOn: {
      id: 'apakah ia sekda kabupaten/kota atau sekda provinsi',
      en: 'whether it is the secretary of a regency or city, or of a province',
    },
    rules: [],
    instruments: ['pp42_2004', 'pp94_2021'],
    sources: [src.suara],
    confidence: 'seen',
    acts: [],
  },
  {
    id: 'edge-42',
    question: {
      id: 'Pejabat yang harus menjatuhkan sanksi (PPK) justru calon yang diuntungkan. Lalu bagaimana?',
      en: 'The authority that must impose the sanction (PPK) is the candidate who benefits. What then?',
    },
    answer: 'depends',
    says: {
      id: 'Aturan yang mewajibkan PPK mengundurkan diri dari perkara tidak ditemukan. Yang ada: pemantauan BKN, dan pemblokiran layanan kepegawaian bila rekomendasi tidak ditindaklanjuti.',
      en: 'No rule was found that makes the PPK step aside. What exists: monitoring by BKN, and a block of personnel services when a recommendation is not followed.',
    },
    dependsOn: {
      id: 'langkah BKN dan pejabat di atasnya dalam perkara itu',
      en: 'what BKN and the authority above do in the case',
    },
    safe: {
      id: 'Pelapor dapat menyampaikan salinannya ke BKN dan Bawaslu.',
      en: 'A reporter can send a copy to BKN and Bawaslu.',
    },
    rules: [],
    instruments: ['perpres116_2022', 'perbkn1_2023', 'se4_2024'],
    sources: [src.bengkuluEkspress, src.ownReasoning],
    confidence: 'uncertain',
    acts: [],
  },
  {
    id: 'edge-43',
    question: {
      id: 'Perbuatannya sebelum penetapan calon, laporannya sesudah itu. Aturan mana yang dipakai?',
      en: 'The act was before the candidates were determined, the report after. Which rule applies?',
    },
    answer: 'depends',
    says: {
      id: 'Yang menentukan adalah tanggal perbuatan, bukan tanggal laporan. Sehari sebelum penetapan: kode etik; pada hari penetapan: disiplin.',
      en: 'The day of the act decides, not the day of the report. A day before determination: ethics; on the day itself: discipline.',
    },
    dependsOn: { id: 'tanggal perbuatan', en: 'the day of the act' },
    rules: ['A4', 'B6'],
    sources: [src.generallyKnown],
    confidence: 'recalled',
    acts: ['social-engagement'],
    examples: [
      { facts: facts('social-engagement', '2024-09-21'), outcome: 'violation', rows: ['A4'] },
      { facts: facts('social-engagement', '2024-09-22'), outcome: 'violation', rows: ['B6'] },
    ],
  },
  {
    id: 'edge-44',
    question: {
      id: 'Apa akibat sanksi bagi karier saya?',
      en: 'What does a sanction do to my career?',
    },
    answer: 'depends',
    says: {
      id: 'Selama menjalani hukuman sedang atau berat, kenaikan gaji berkala dan kenaikan pangkat tertunda. Putusannya dicatat dalam sistem disiplin BKN (I’DIS), dan data kepegawaian dapat diblokir bila rekomendasi tidak ditindaklanjuti.',
      en: 'While a medium or heavy punishment is served, periodic raises and promotion wait. The decision is entered in the discipline system of BKN (I’DIS), and personnel data can be blocked when a recommendation is not followed.',
    },
    dependsOn: {
      id: 'tingkat hukuman, dan apakah instansi menindaklanjuti rekomendasinya',
      en: 'the level, and whether the institution follows the recommendation',
    },
    rules: [],
    instruments: ['perbkn6_2022', 'perbkn1_2023'],
    sources: [src.koranJakarta, src.bengkuluEkspress, src.thirdParty],
    confidence: 'seen',
    acts: [],
  },
] as const satisfies readonly EdgeCase[];
