/** Edge cases: wanting to stand, party cards, and support that an independent candidate collects. */
import { after, before, type EdgeCase, facts } from './edge-case.ts';
import { src } from './sources.ts';

const stands = { isProspectiveCandidate: true } as const;

export const candidacy = [
  {
    id: 'edge-26',
    question: {
      id: 'Bolehkah saya mengambil formulir pencalonan di partai?',
      en: "May I take a party's nomination form?",
    },
    answer: 'depends',
    says: {
      id: 'Sebelum penetapan, mendekati partai atau masyarakat sebagai bakal calon hanya boleh bila sedang cuti di luar tanggungan negara (CLTN). Tanpa CLTN itu pelanggaran disiplin tingkat sedang (B3). Di beberapa daerah, mengambil formulir atau bertemu partai sudah dihitung.',
      en: 'Before determination, approaching a party or the public as a prospective candidate is allowed only on unpaid leave (CLTN). Without it this is a breach of discipline at medium level (B3). In some regions taking a form or meeting the party was enough.',
    },
    dependsOn: {
      id: 'apakah Anda sendiri hendak maju dan apakah Anda sedang CLTN',
      en: 'whether you want to stand yourself and whether you are on unpaid leave',
    },
    safe: {
      id: 'Ajukan CLTN dulu; dekati partai setelah keputusannya ada di tangan.',
      en: 'Apply for unpaid leave first; approach the party once you hold the decision.',
    },
    rules: ['B3', 'approach-on-leave', 'approach-not-candidate'],
    instruments: ['se_kasn6_2023', 'bkn3842_2024'],
    sources: [src.radarMukomuko, src.antaraPapua, src.pikiranRakyatBuol],
    confidence: 'seen',
    acts: ['approach-party-or-public'],
    examples: [
      {
        facts: facts('approach-party-or-public', before, { actor: { ...stands, unpaidLeave: false } }),
        outcome: 'violation',
        rows: ['B3'],
      },
      {
        facts: facts('approach-party-or-public', before, { actor: { ...stands, unpaidLeave: true } }),
        outcome: 'allowed',
      },
      {
        facts: facts('approach-party-or-public', before, { actor: { isProspectiveCandidate: false } }),
        outcome: 'no-row',
      },
    ],
  },
  {
    id: 'edge-27',
    question: {
      id: 'Bolehkah saya memasang baliho diri saya sendiri sebagai bakal calon?',
      en: 'May I put up a billboard of myself as a prospective candidate?',
    },
    answer: 'breach',
    says: {
      id: 'Tidak. Itu alat peraga bakal calon (A1, kode etik) dan dapat juga dihitung sebagai pendekatan kepada masyarakat (B3, disiplin) bila Anda tidak sedang CLTN.',
      en: 'No. It is display material of a prospective candidate (A1, ethics) and may also count as approaching the public (B3, discipline) when you are not on unpaid leave.',
    },
    safe: {
      id: 'Mundur atau ambil CLTN sebelum memperkenalkan diri.',
      en: 'Resign or take unpaid leave before you introduce yourself.',
    },
    rules: ['A1', 'B3'],
    sources: [src.pikiranRakyatBuol, src.inewsKarawang],
    confidence: 'seen',
    acts: ['display-material', 'approach-party-or-public'],
    examples: [
      { facts: facts('display-material', before, { actor: stands }), outcome: 'violation', rows: ['A1'] },
      {
        facts: facts('approach-party-or-public', before, { actor: { ...stands, unpaidLeave: false } }),
        outcome: 'violation',
        rows: ['B3'],
      },
    ],
  },
  {
    id: 'edge-28',
    question: {
      id: 'Kapan ASN yang mencalonkan diri harus mundur?',
      en: 'When must a civil servant who stands resign?',
    },
    answer: 'depends',
    says: {
      id: 'Pilkada: mundur sejak ditetapkan sebagai calon, dengan surat pada saat pendaftaran. Pemilu legislatif: mundur sebelum menerima kartu partai dan diajukan. Menurut SE KASN 6/2023: mundur dulu, pemberhentian dengan hormat; kartu partai dulu, tidak dengan hormat.',
      en: 'Regional elections: resign from determination as a candidate, with a letter at registration. Legislative elections: resign before taking a party card and being nominated. By SE KASN 6/2023: resign first and the discharge is honourable; card first and it is dishonourable.',
    },
    dependsOn: {
      id: 'jabatan yang dituju, dan mana yang lebih dahulu: surat mundur atau kartu partai',
      en: 'the office aimed at, and which came first: the letter of resignation or the party card',
    },
    safe: {
      id: 'Serahkan surat mundur dan simpan tanda terimanya sebelum menerima kartu partai.',
      en: 'Hand in your resignation and keep the receipt before you take a party card.',
    },
    rules: ['B5', 'B3', 'approach-on-leave'],
    instruments: ['uu20_2023', 'uu_pilkada', 'se_kasn6_2023'],
    sources: [src.lingkar, src.tandaSeru, src.radarMukomuko],
    confidence: 'seen',
    acts: ['party-membership', 'approach-party-or-public'],
    examples: [{ facts: facts('party-membership', before, { actor: stands }), outcome: 'violation', rows: ['B5'] }],
  },
  {
    id: 'edge-29',
    question: {
      id: 'Nama saya tercatat sebagai anggota partai (Sipol) tanpa saya ketahui. Apakah saya melanggar?',
      en: "My name is on a party's list (Sipol) without my knowledge. Am I in breach?",
    },
    answer: 'depends',
    says: {
      id: 'Bila Anda memang tidak pernah mendaftar, tidak ada keanggotaan yang Anda kehendaki. Sanggah ke KPU dan simpan buktinya. Ini belum dilihat ditegaskan dalam aturan.',
      en: 'If you never joined, there is no membership that you wanted. Have it corrected by the KPU and keep proof. This was not seen confirmed in a rule.',
    },
    dependsOn: {
      id: 'apakah Anda pernah mendaftar, dan apakah Anda menyanggah segera setelah tahu',
      en: 'whether you ever joined, and whether you objected as soon as you knew',
    },
    safe: {
      id: 'Periksa nama Anda di laman KPU, isi sanggahan, dan laporkan ke bagian kepegawaian.',
      en: 'Look up your name on the KPU site, file the objection, and tell your personnel office.',
    },
    rules: ['B5'],
    sources: [src.ownReasoning],
    confidence: 'uncertain',
    acts: ['party-membership'],
    note: {
      id: 'Mesin aturan tidak menilai kehendak: bila keanggotaan dinyatakan sebagai fakta, jawabannya B5. Jangan nyatakan keanggotaan yang disanggah sebagai fakta.',
      en: 'The rulebook does not weigh will: with membership stated as a fact it answers B5. Do not state a contested membership as a fact.',
    },
    examples: [{ facts: facts('party-membership', before), outcome: 'violation', rows: ['B5'] }],
  },
  {
    id: 'edge-35',
    question: {
      id: 'Bolehkah saya meminjamkan fotokopi KTP kepada bakal calon perseorangan?',
      en: 'May I lend a copy of my identity card to an independent candidate?',
    },
    answer: 'breach',
    says: {
      id: 'Tidak. Surat dukungan atau fotokopi KTP untuk bakal calon perseorangan adalah pelanggaran disiplin tingkat berat, dan berlaku sebelum penetapan.',
      en: 'No. A support letter or a copy of the identity card for an independent prospective candidate is a heavy breach of discipline, and it counts before determination.',
    },
    safe: {
      id: 'Tolak, dan laporkan bila nama Anda dipakai tanpa izin.',
      en: 'Refuse, and report it when your name is used without consent.',
    },
    rules: ['B11', 'pp94-5n-7'],
    sources: [src.ntbSatu, src.mediaDuta, src.tribun2021],
    confidence: 'seen',
    acts: ['independent-candidate-support'],
    note: {
      id: 'Sesudah penetapan, baris B11 tidak lagi cocok, tetapi PP 94/2021 angka 7 tetap berlaku menurut mesin aturan.',
      en: 'After determination row B11 no longer fits, but PP 94/2021 number 7 still applies by the rulebook.',
    },
    examples: [
      {
        facts: facts('independent-candidate-support', before),
        outcome: 'violation',
        rows: ['B11'],
        provisions: ['pp94-5n-7'],
      },
      {
        facts: facts('independent-candidate-support', after),
        outcome: 'violation',
        provisions: ['pp94-5n-7'],
      },
    ],
  },
] as const satisfies readonly EdgeCase[];
