/** Edge cases: who the rules bind. */
import { after, type EdgeCase, facts } from './edge-case.ts';
import { src } from './sources.ts';

const otherRules = {
  id: 'Mesin aturan menjawab "di luar cakupan" dan menyebut aturan mana yang berlaku: yang dicatat di sini hanya aturan ASN.',
  en: 'The rulebook answers "out of scope" and names the rules that apply: only the rules for civil servants are written down here.',
} as const;

export const whoIsBound = [
  {
    id: 'edge-16',
    question: { id: 'Apakah PPPK juga harus netral?', en: 'Must contract civil servants (PPPK) be neutral too?' },
    answer: 'breach',
    says: {
      id: 'Ya, baris yang sama berlaku. Hukumannya mengikuti aturan PNS melalui PP 49/2018; bagaimana penurunan jabatan diterapkan pada perjanjian kerja belum jelas.',
      en: 'Yes, the same rows apply. Punishment follows the PNS rules through PP 49/2018; how a demotion works for a contract is not settled.',
    },
    rules: ['A4', 'B6'],
    instruments: ['pp49_2018'],
    sources: [src.thirdParty],
    confidence: 'seen',
    acts: ['social-engagement'],
    examples: [
      {
        facts: facts('social-engagement', after, { actor: { status: 'pppk' } }),
        outcome: 'violation',
        rows: ['B6'],
      },
    ],
  },
  {
    id: 'edge-17',
    question: {
      id: 'Saya honorer (PPNPN). Apakah saya terikat?',
      en: 'I am non-permanent staff (honorer, PPNPN). Am I bound?',
    },
    answer: 'breach',
    says: {
      id: 'Ya, bukan oleh SKB tetapi oleh SE MenPANRB 01/2023, yang memakai bentuk pelanggaran yang sama. Sanksinya berjenjang sampai pemutusan kontrak; tingkat hukuman ASN tidak berlaku.',
      en: 'Yes, not by the decree but by circular SE MenPANRB 01/2023, which takes over the same forms of breach. Sanctions are graded up to the end of the contract; the levels for civil servants do not apply.',
    },
    rules: ['A4', 'B6'],
    instruments: ['se1_2023'],
    sources: [src.deras, src.jpnn],
    confidence: 'seen',
    acts: ['social-engagement'],
    examples: [
      {
        facts: facts('social-engagement', after, { actor: { status: 'ppnpn' } }),
        outcome: 'violation',
        rows: ['B6'],
      },
    ],
  },
  {
    id: 'edge-18',
    question: { id: 'Apakah guru dan dosen terikat?', en: 'Are teachers and lecturers bound?' },
    answer: 'depends',
    says: {
      id: 'Guru dan dosen yang PNS atau PPPK: ya, sama seperti ASN lain. Guru sekolah swasta yang bukan ASN: tidak oleh aturan ini.',
      en: 'Teachers and lecturers who are PNS or PPPK: yes, like any civil servant. Teachers at private schools who are not: not by these rules.',
    },
    dependsOn: { id: 'status kepegawaiannya', en: 'the status of employment' },
    safe: {
      id: 'Jangan membahas pilihan politik di kelas dan di grup wali murid.',
      en: 'Keep political choices out of the classroom and out of parents’ groups.',
    },
    rules: ['B6'],
    sources: [src.generallyKnown],
    confidence: 'recalled',
    acts: ['social-engagement', 'campaign-team-role'],
    examples: [
      { facts: facts('social-engagement', after), outcome: 'violation', rows: ['B6'] },
      { facts: facts('social-engagement', after, { actor: { status: 'private' } }), outcome: 'out-of-scope' },
    ],
  },
  {
    id: 'edge-19',
    question: {
      id: 'Bolehkah kepala desa, perangkat desa, atau anggota BPD mendukung calon?',
      en: 'May a village head, village official or member of the village council (BPD) support a candidate?',
    },
    answer: 'breach',
    says: {
      id: 'Tidak, tetapi mereka bukan ASN: aturannya UU Desa (ps 29 dan 51; ps 64 untuk BPD, yang tidak boleh menjadi pengurus partai) dengan teguran, pemberhentian sementara, lalu pemberhentian. UU Pemilu dan UU Pilkada memuat pidananya.',
      en: 'No, but they are not civil servants: the Village Act applies (arts 29 and 51; art 64 for the BPD, whose members may not be party officers), with a reprimand, then suspension, then dismissal. The election Acts hold the criminal provisions.',
    },
    rules: [],
    instruments: ['uu7_2017', 'uu_pilkada'],
    sources: [src.jawaLaut, src.soraSirulo],
    confidence: 'seen',
    acts: ['campaign-participation', 'partisan-decision', 'party-membership'],
    note: otherRules,
    examples: [
      { facts: facts('partisan-decision', after, { actor: { status: 'village-head' } }), outcome: 'out-of-scope' },
      { facts: facts('party-membership', after, { actor: { status: 'village-official' } }), outcome: 'out-of-scope' },
    ],
  },
  {
    id: 'edge-20',
    question: { id: 'Apakah lurah dan camat termasuk ASN?', en: 'Are a lurah and a camat civil servants?' },
    answer: 'breach',
    says: {
      id: 'Ya, keduanya ASN dan terikat penuh. Lurah juga disebut dalam UU Pilkada ps 71 tentang keputusan yang menguntungkan atau merugikan pasangan calon.',
      en: 'Yes, both are civil servants and fully bound. UU Pilkada art 71, on decisions that benefit or harm a pair, names the lurah too.',
    },
    rules: ['B12', 'pp94-5n-5'],
    instruments: ['uu_pilkada'],
    sources: [src.generallyKnown],
    confidence: 'recalled',
    acts: ['partisan-decision', 'partisan-activity'],
    examples: [
      { facts: facts('partisan-decision', after), outcome: 'violation', rows: ['B12'], provisions: ['pp94-5n-5'] },
    ],
  },
  {
    id: 'edge-21',
    question: { id: 'Bagaimana dengan anggota TNI dan Polri?', en: 'What about members of the army and police?' },
    answer: 'depends',
    says: {
      id: 'Mereka tunduk pada undang-undang masing-masing dan tidak memilih. Sejak putusan MK 136/PUU-XXII/2024 (14 November 2024), pidana ps 188 UU Pilkada tentang keputusan yang menguntungkan atau merugikan pasangan calon juga mengenai mereka.',
      en: 'They are under Acts of their own and do not vote. Since Constitutional Court ruling 136/PUU-XXII/2024 (14 November 2024) the offence of UU Pilkada art 188, on decisions that benefit or harm a pair, covers them too.',
    },
    dependsOn: {
      id: 'aturan TNI dan Polri, yang tidak dicatat di sini',
      en: 'the rules of TNI and Polri, not written down here',
    },
    rules: [],
    instruments: ['uu_pilkada'],
    sources: [src.warta],
    confidence: 'seen',
    acts: ['partisan-decision'],
    note: otherRules,
    examples: [
      { facts: facts('partisan-decision', after, { actor: { status: 'tni' } }), outcome: 'out-of-scope' },
      { facts: facts('partisan-decision', after, { actor: { status: 'polri' } }), outcome: 'out-of-scope' },
    ],
  },
  {
    id: 'edge-22',
    question: { id: 'Apakah pegawai BUMN atau BUMD terikat?', en: 'Are staff of state-owned companies bound?' },
    answer: 'depends',
    says: {
      id: 'Mereka bukan ASN, jadi SKB tidak berlaku. UU 7/2017 ps 280(2) huruf d dapat mengenai mereka: tim kampanye dilarang melibatkan pihak yang disebut di sana.',
      en: 'They are not civil servants, so the decree does not apply. UU 7/2017 art 280(2) d may concern them: campaign teams may not involve those it names.',
    },
    dependsOn: { id: 'jabatan orang itu di perusahaan', en: 'the post of the person in the company' },
    rules: [],
    instruments: ['uu7_2017'],
    sources: [src.detikBali],
    confidence: 'seen',
    acts: ['campaign-team-role', 'campaign-participation'],
    note: otherRules,
    examples: [{ facts: facts('campaign-team-role', after, { actor: { status: 'bumn' } }), outcome: 'out-of-scope' }],
  },
  {
    id: 'edge-40',
    question: {
      id: 'Apakah penjabat (Pj) atau pejabat sementara (Pjs) kepala daerah terikat?',
      en: 'Is an acting head of region (Pj, Pjs) bound?',
    },
    answer: 'breach',
    says: {
      id: 'Ya. Ia seorang ASN. UU Pilkada ps 71(4) juga mengenakan kepadanya larangan mengganti pejabat dan memakai program untuk menguntungkan calon.',
      en: 'Yes. An acting head is a civil servant. UU Pilkada art 71(4) also extends to them the bans on replacing officials and on using programmes to benefit a candidate.',
    },
    rules: ['B12', 'pp94-5n-5'],
    instruments: ['uu_pilkada', 'mendagri1575_2024'],
    sources: [src.riauOnline],
    confidence: 'seen',
    acts: ['partisan-decision'],
    examples: [
      { facts: facts('partisan-decision', after), outcome: 'violation', rows: ['B12'], provisions: ['pp94-5n-5'] },
    ],
  },
] as const satisfies readonly EdgeCase[];
