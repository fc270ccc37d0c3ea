/** Edge cases: working for a party or a candidate, and giving to them. */
import { after, before, type EdgeCase, facts, onlooker } from './edge-case.ts';
import { src } from './sources.ts';

const plain = { attributes: 'none', mobilisesCivilServants: false, stateFacility: false } as const;

export const partyWork = [
  {
    id: 'edge-30',
    question: {
      id: 'Bolehkah saya menjadi saksi partai atau calon di TPS?',
      en: 'May I be a witness of a party or candidate at a polling station?',
    },
    answer: 'breach',
    says: {
      id: 'Menurut kesimpulan kami, tidak: saksi bekerja untuk salah satu pihak. Tidak ada baris yang menyebut saksi; kesimpulan itu ditarik dari baris tentang dukungan (B4) dan tim pemenangan (B10), serta penjelasan PP 94/2021 angka 3 tentang siapa peserta kampanye.',
      en: 'By our inference, no: a witness works for one side. No row names witnesses; it is drawn from the rows on support (B4) and campaign teams (B10) and from the elucidation of PP 94/2021 number 3 on who takes part in a campaign.',
    },
    safe: {
      id: 'Menjadi petugas KPPS dengan izin atasan adalah jalan yang netral.',
      en: 'Polling-station staff (KPPS), with permission, is the neutral way.',
    },
    rules: ['B4', 'B10', 'pp94-5n-3'],
    sources: [src.thirdParty, src.ownReasoning],
    confidence: 'uncertain',
    acts: ['campaign-team-role', 'attend-event'],
    examples: [{ facts: facts('campaign-team-role', after), outcome: 'violation', rows: ['B10'] }],
  },
  {
    id: 'edge-31',
    question: {
      id: 'Bolehkah ASN menjadi KPPS, PPS, PPK, atau pantarlih?',
      en: 'May a civil servant serve as ad-hoc election staff (KPPS, PPS, PPK, pantarlih)?',
    },
    answer: 'allowed',
    says: {
      id: 'Boleh dengan izin atasan. Tentang cuti yang diperlukan, sumbernya berbeda.',
      en: "Yes, with the superior's permission. On the leave that is needed the sources differ.",
    },
    safe: { id: 'Minta izin tertulis sebelum mendaftar.', en: 'Ask for written permission before you apply.' },
    rules: [],
    instruments: ['mendagri9095_2022'],
    sources: [src.republika],
    confidence: 'seen',
    acts: ['other'],
    note: {
      id: 'Mesin aturan menjawab "tidak ada baris yang cocok": izinnya ada di surat edaran Mendagri, bukan di SKB.',
      en: 'The rulebook answers "no row fits": the permission stands in a circular of the Home Minister, not in the decree.',
    },
    examples: [{ facts: facts('other', after, { beneficiary: 'none' }), outcome: 'no-row' }],
  },
  {
    id: 'edge-33',
    question: { id: 'Bolehkah saya menyumbang dana kampanye?', en: 'May I give money to a campaign?' },
    answer: 'depends',
    says: {
      id: 'Tidak ada baris yang menyebut sumbangan. Menurut penjelasan PP 94/2021 angka 3, penyandang dana adalah peserta kampanye: dilarang, tetapi tingkat hukuman baru melekat bila ada unsur lain (atribut, pengerahan, fasilitas negara) atau bila Anda menjadi bagian tim. Uang negara selalu dilarang.',
      en: 'No row names donations. By the elucidation of PP 94/2021 number 3 a funder is a campaign participant: forbidden, but a level of punishment attaches only with a further element (attributes, mobilising, state facilities) or when you are part of the team. State money is always forbidden.',
    },
    dependsOn: {
      id: 'peran Anda di luar sumbangan, dan dari mana uangnya',
      en: 'your role beside the gift, and where the money comes from',
    },
    safe: { id: 'Jangan menyumbang kepada peserta pemilu.', en: 'Give nothing to a participant in the election.' },
    rules: ['A6', 'B9', 'B10', 'pp94-5n-1', 'pp94-5n-2', 'pp94-5n-3', 'pp94-5n-4'],
    instruments: ['uu7_2017', 'uu_pilkada'],
    sources: [src.thirdParty],
    confidence: 'seen-3p',
    acts: ['campaign-participation', 'campaign-team-role'],
    examples: [
      {
        facts: facts('campaign-participation', after, { act: plain }),
        outcome: 'violation',
        provisions: ['pp94-5n-1'],
      },
      { facts: facts('campaign-team-role', before), outcome: 'violation', rows: ['B9'] },
      { facts: facts('campaign-team-role', after), outcome: 'violation', rows: ['B10'] },
    ],
  },
  {
    id: 'edge-34',
    question: {
      id: 'Bolehkah saya membagikan barang kepada rekan atau warga atas nama calon?',
      en: 'May I hand out goods to colleagues or residents on behalf of a candidate?',
    },
    answer: 'breach',
    says: {
      id: 'Tidak. Pemberian barang disebut dalam SKB (B8) dan PP 94/2021 angka 6. Sumber tentang tingkatnya berbeda: dua sumber menyebut berat, satu menyebut sedang; PP 94/2021 menjadikannya berat.',
      en: 'No. Giving goods is named in the decree (B8) and in PP 94/2021 number 6. Sources differ on the level: two say heavy, one says medium; PP 94/2021 makes it heavy.',
    },
    safe: {
      id: 'Salurkan bantuan dinas hanya sesuai jadwal dan daftar resminya, tanpa nama atau gambar calon.',
      en: 'Hand out official aid only by its schedule and list, without the name or picture of a candidate.',
    },
    rules: ['B8', 'pp94-5n-6'],
    instruments: ['uu7_2017'],
    sources: [src.kompas, src.ntbSatu, src.tribun2023],
    confidence: 'seen',
    acts: ['partisan-activity'],
    examples: [
      { facts: facts('partisan-activity', before), outcome: 'violation', rows: ['B8'], provisions: ['pp94-5n-6'] },
    ],
  },
  {
    id: 'edge-36',
    question: {
      id: 'Bolehkah saya menjadi pembicara di acara partai?',
      en: 'May I speak at an event of a party?',
    },
    answer: 'depends',
    says: {
      id: 'Daftar 2020 membolehkan hanya karena penugasan. Daftar 2022 tidak memuat baris tersendiri: yang menentukan adalah apakah Anda mendukung. Bagi suami atau istri calon, surat edarannya melarang.',
      en: 'The list of 2020 allowed it only by assignment. The list of 2022 has no row of its own: what matters is whether you support. For the husband or wife of a candidate the circular forbids it.',
    },
    dependsOn: {
      id: 'apakah ada penugasan resmi, dan apakah isinya mendukung',
      en: 'whether there is an official assignment, and whether what you say supports',
    },
    safe: {
      id: 'Minta surat tugas; sampaikan materi yang sama kepada semua partai.',
      en: 'Ask for a written assignment; give the same talk to every party.',
    },
    rules: ['A3', 'B4', 'attends-on-duty'],
    instruments: ['skb_2020', 'se18_2023'],
    sources: [src.tribunLampung, src.waktu],
    confidence: 'seen',
    acts: ['attend-event'],
    examples: [
      {
        facts: facts('attend-event', after, {
          act: { activeSupport: true, onDuty: true },
          actor: { spouseOfBeneficiary: false },
        }),
        outcome: 'violation',
        rows: ['B4'],
      },
      {
        facts: facts('attend-event', after, {
          act: { ...onlooker, onDuty: true },
          actor: { spouseOfBeneficiary: false },
        }),
        outcome: 'allowed',
      },
    ],
  },
] as const satisfies readonly EdgeCase[];
