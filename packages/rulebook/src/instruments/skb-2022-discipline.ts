/**
 * Joint decree of 22 September 2022, Lampiran II part B: breaches of discipline.
 * The wording is a paraphrase of independent secondary reproductions; the official PDF was not read. Lists that merge B9 and B10 are
 * shifted by one after row 8: use these ids, never the bare number.
 */
import { always } from '../assess/condition.ts';
import type { Row } from './row.ts';
import { turns } from './rule.ts';
import { src } from './skb-2022-sources.ts';

const discipline = {
  instrument: 'skb_2022',
  part: 'discipline',
  confidence: 'seen',
  conflict: null,
  actorCondition: null,
  inForce: { from: '2022-09-22' },
} as const satisfies Partial<Row>;

const heavy = {
  kind: 'hukdis_berat',
  level: 'berat',
  options: ['turun_jabatan_12', 'bebas_jabatan_12', 'pdhtaps'],
} as const satisfies Row['sanction'];
const medium = {
  kind: 'hukdis_sedang',
  level: 'sedang',
  options: ['tukin25_6', 'tukin25_9', 'tukin25_12'],
} as const satisfies Row['sanction'];

const before = { fact: 'phase', is: 'bakal_calon' } as const;
const after = { fact: 'phase', is: 'calon' } as const;
const bySupport = ['UU 5/2014 ps 9(2)', 'PP 94/2021 ps 5 huruf n angka 5'] as const;
const heavy3and4 = ['PP 94/2021 ps 8(4) jo 14 huruf i angka 3 dan 4'] as const;

export const skb2022Discipline = [
  {
    ...discipline,
    id: 'B1',
    no: 1,
    act: {
      id: 'Memasang spanduk, baliho, atau alat peraga lain terkait calon peserta Pemilu/Pemilihan',
      en: 'Putting up banners, billboards or other display material about a determined candidate',
    },
    phase: 'calon',
    basis: bySupport,
    // The statutory-basis column was seen only for rows 6 and 7.
    basisConfidence: 'uncertain',
    sanctionBasis: heavy3and4,
    sanctionBasisConfidence: 'seen',
    sanction: heavy,
    sources: [src.kompas, src.bknMedan, src.mediaDuta],
    applies: { acts: ['display-material'], turn: turns.act, when: after },
  },
  {
    ...discipline,
    id: 'B2',
    no: 2,
    act: {
      id: 'Sosialisasi atau kampanye calon lewat media sosial/daring',
      en: 'Promoting or campaigning for a determined candidate on social media or online',
    },
    phase: 'calon',
    basis: bySupport,
    basisConfidence: 'uncertain',
    sanctionBasis: heavy3and4,
    sanctionBasisConfidence: 'seen',
    sanction: heavy,
    sources: [src.kompas, src.bknMedan],
    applies: { acts: ['online-campaign'], turn: turns.act, when: after },
  },
  {
    ...discipline,
    id: 'B3',
    no: 3,
    act: {
      id: 'Melakukan pendekatan sebagai bakal calon kepada (a) partai politik atau (b) masyarakat (jalur perseorangan/DPD) tanpa status CLTN',
      en: 'Approaching, as a prospective candidate, (a) a party or (b) the public (independent/DPD route) without being on unpaid leave',
    },
    phase: 'bakal_calon',
    phaseNote: {
      id: 'baris disiplin yang berlaku SEBELUM penetapan',
      en: 'a discipline row that bites BEFORE determination',
    },
    actorCondition: {
      id: 'pelaku sendiri bakal calon, dan tidak sedang CLTN',
      en: 'the actor is the prospective candidate, and not on unpaid leave',
    },
    basis: ['PP 94/2021 ps 3 huruf c', 'PP 94/2021 ps 3 huruf d'],
    basisConfidence: 'uncertain',
    basisNote: { id: 'diturunkan dari pasal sanksinya', en: 'derived from the sanction article' },
    sanctionBasis: ['PP 94/2021 ps 10(1) huruf b dan c'],
    sanctionBasisConfidence: 'seen',
    sanctionPrecondition: {
      id: 'ps 10(1) berlaku bila pelanggaran berdampak negatif pada instansi: dinilai manusia',
      en: 'art 10(1) applies where the breach has a negative impact on the institution: for a human to judge',
    },
    sanction: medium,
    related: ['SE KASN 6/2023', 'Surat BKN 3842/B-AU.02.01/SD/K/2024'],
    sources: [src.kompas, src.radarMukomuko, src.pikiranRakyatBuol, src.gurune],
    applies: {
      acts: ['approach-party-or-public'],
      turn: turns.act,
      when: {
        all: [{ fact: 'actor.isProspectiveCandidate', is: true }, before, { fact: 'actor.unpaidLeave', is: false }],
      },
    },
  },
  {
    ...discipline,
    id: 'B4',
    no: 4,
    act: {
      id: 'Menghadiri deklarasi/kampanye pasangan calon DAN memberikan tindakan/dukungan keberpihakan',
      en: "Attending a determined pair's declaration/campaign AND giving partisan action/support",
    },
    phase: 'calon',
    actorCondition: {
      id: 'kehadiran disertai tindakan/dukungan keberpihakan (kumulatif)',
      en: 'attendance plus partisan act/support (cumulative)',
    },
    basis: bySupport,
    basisConfidence: 'uncertain',
    sanctionBasis: heavy3and4,
    sanctionBasisConfidence: 'seen',
    sanction: heavy,
    sources: [src.kompas, src.bknMedan],
    applies: {
      acts: ['attend-event'],
      turn: turns.activeSupport,
      when: { all: [{ fact: 'act.activeSupport', is: true }, after] },
    },
  },
  {
    ...discipline,
    id: 'B5',
    no: 5,
    act: {
      id: 'Menjadi anggota dan/atau pengurus partai politik',
      en: 'Being a member and/or officer of a political party',
    },
    phase: 'any',
    basis: ['UU 5/2014 ps 87(4)c', 'PP 37/2004'],
    basisConfidence: 'seen',
    sanctionBasis: ['UU 5/2014 ps 87(4)c'],
    sanctionBasisConfidence: 'seen',
    sanction: { kind: 'ptdh', level: 'pemberhentian', options: ['ptdh'] },
    sources: [src.kompas, src.ntbSatu, src.katadata],
    applies: { acts: ['party-membership'], turn: turns.act, when: always },
  },
  {
    ...discipline,
    id: 'B6',
    no: 6,
    act: {
      id: 'Membuat unggahan, komentar, membagikan, menyukai, bergabung/mengikuti grup atau akun pemenangan calon',
      en: 'Posting, commenting, sharing, liking, joining or following a campaign group/account of a determined candidate',
    },
    phase: 'calon',
    basis: bySupport,
    basisConfidence: 'seen',
    sanctionBasis: ['PP 94/2021 ps 8(4) jo 14 huruf i angka 3 (dan 4 per Kompas)'],
    sanctionBasisConfidence: 'seen',
    sanction: heavy,
    practiceNote: {
      id: "di Jawa Barat pada 2024 KASN merekomendasikan hukuman SEDANG untuk unggahan yang mendukung; 'berat' bukan hasil yang pasti",
      en: "in West Java in 2024 KASN recommended a MEDIUM punishment for a supportive post; 'berat' is not the certain outcome",
    },
    sources: [src.bloombergTechnoz, src.radarLebong, src.rakyatNews, src.wahanaJabar],
    applies: { acts: ['social-engagement'], turn: turns.act, when: after },
  },
  {
    ...discipline,
    id: 'B7',
    no: 7,
    act: {
      id: 'Mengunggah di media publik foto bersama (a) calon; (b) tim sukses dengan simbol keberpihakan/atribut parpol/latar terkait; (c) alat peraga parpol/calon, dengan tujuan memberikan dukungan',
      en: 'Publicly posting a photo with (a) a candidate; (b) a campaign team while showing partisan symbols/attributes/backdrop; (c) party/candidate display material, with the aim of giving support',
    },
    phase: 'calon',
    actorCondition: {
      id: 'dipublikasikan di media yang dapat diakses umum DAN bertujuan mendukung (unsur tujuan diberitakan dua sumber; satu salinan melekatkannya pada (c) saja)',
      en: 'publication in a publicly accessible medium AND aim of supporting (purpose limb reported by two sources; one copy attaches it to (c) only)',
    },
    basis: bySupport,
    basisConfidence: 'seen',
    basisNote: {
      id: 'angka 5 dilihat untuk baris ini; UU 5/2014 ps 9(2) disimpulkan dari baris 6',
      en: 'number 5 seen for this row; UU 5/2014 art 9(2) inferred from row 6',
    },
    sanctionBasis: ['PP 94/2021 ps 8(4) jo 14 huruf i angka 3'],
    sanctionBasisConfidence: 'seen',
    sanction: heavy,
    verify: {
      id: "unsur tujuan ('dengan tujuan untuk memberikan dukungan') dan apakah mencakup (a), (b), dan (c)",
      en: "purpose limb ('dengan tujuan untuk memberikan dukungan') and whether it governs (a), (b) and (c)",
    },
    sources: [src.rbtv, src.parados, src.kompas],
    applies: {
      acts: ['public-photo'],
      turn: turns.act,
      when: { all: [after, { fact: 'act.aimOfSupport', is: true }] },
    },
  },
  {
    ...discipline,
    id: 'B8',
    no: 8,
    act: {
      id: 'Mengadakan kegiatan yang mengarah pada keberpihakan terhadap parpol/calon/pasangan calon sebelum, selama, dan sesudah kampanye (pertemuan, ajakan, imbauan, seruan, pemberian barang) kepada ASN di unit kerja, anggota keluarga, dan masyarakat',
      en: 'Holding activities leaning towards a party/candidate/pair before, during or after the campaign (meetings, invitations, appeals, calls, giving goods) aimed at ASN in the unit, family members or the public',
    },
    phase: 'any',
    actorCondition: {
      id: 'pelaku mengadakan atau memulai kegiatan itu',
      en: 'actor organises/initiates the activity',
    },
    basis: ['PP 94/2021 ps 5 huruf n angka 6', 'UU 7/2017 ps 283'],
    basisConfidence: 'uncertain',
    sanctionBasis: heavy3and4,
    sanctionBasisConfidence: 'seen',
    sanction: heavy,
    conflict: {
      id: 'Kompas dan NTBSatu: berat. Tribunnews (tampaknya dari infografik KemenPANRB) dan Palpres: sedang. PP 94/2021 ps 14 huruf i angka 4 menjadikan perbuatan ini berat, jadi yang diikuti di sini berat.',
      en: 'Kompas and NTBSatu: heavy. Tribunnews (apparently from a KemenPANRB infographic) and Palpres: medium. PP 94/2021 art 14 i number 4 makes this act heavy, so heavy is followed here.',
    },
    sources: [src.kompas, src.ntbSatu, src.tribun2023, src.rbtv],
    applies: { acts: ['partisan-activity'], turn: turns.act, when: always },
  },
  {
    ...discipline,
    id: 'B9',
    no: 9,
    act: {
      id: 'Menjadi tim ahli/tim pemenangan/konsultan atau sebutan lain bagi bakal calon/bakal pasangan calon SEBELUM penetapan peserta',
      en: 'Serving as expert team, winning team, consultant or the like for a prospective candidate BEFORE determination',
    },
    phase: 'bakal_calon',
    phaseNote: {
      id: 'baris disiplin yang berlaku SEBELUM penetapan',
      en: 'a discipline row that bites BEFORE determination',
    },
    basis: ['PP 94/2021 ps 3 huruf c', 'PP 94/2021 ps 3 huruf d'],
    basisConfidence: 'uncertain',
    sanctionBasis: ['PP 94/2021 ps 10(1) huruf b dan c'],
    sanctionBasisConfidence: 'uncertain',
    sanction: medium,
    conflict: {
      id: "NTBSatu: sedang (baris 9 tersendiri). Tribunnews menggabungkan baris 9 dan 10 dan menyebut berat. Kompas menggabungkannya; teksnya terpotong setelah 'hukuman disiplin se...'.",
      en: "NTBSatu: medium (row 9 alone). Tribunnews merges rows 9 and 10 and says heavy. Kompas merges them; its text is cut after 'hukuman disiplin se...'.",
    },
    sources: [src.ntbSatu, src.blogRiau, src.mediaDuta],
    applies: { acts: ['campaign-team-role'], turn: turns.act, when: before },
  },
  {
    ...discipline,
    id: 'B10',
    no: 10,
    act: {
      id: 'Menjadi tim ahli/tim pemenangan/konsultan atau sebutan lain bagi parpol, calon, atau pasangan calon SETELAH penetapan peserta',
      en: 'Serving as expert team, winning team, consultant or the like for a party, candidate or pair AFTER determination',
    },
    phase: 'calon',
    basis: ['PP 94/2021 ps 5 huruf n', 'UU 7/2017 ps 280(3)'],
    basisConfidence: 'uncertain',
    sanctionBasis: heavy3and4,
    sanctionBasisConfidence: 'uncertain',
    sanction: heavy,
    criminalOverlap: [
      {
        law: 'UU 7/2017',
        article: '494 jo 280(3)',
        election: 'pemilu',
        note: { id: "hanya 'pelaksana' dan 'tim kampanye'", en: "only 'pelaksana' and 'tim kampanye'" },
      },
    ],
    sources: [src.ntbSatu, src.mediaDuta],
    applies: { acts: ['campaign-team-role'], turn: turns.act, when: after },
  },
  {
    ...discipline,
    id: 'B11',
    no: 11,
    act: {
      id: 'Memberikan dukungan kepada bakal calon perseorangan (kepala daerah/DPD) dengan surat dukungan atau mengumpulkan fotokopi KTP/surat keterangan penduduk',
      en: 'Supporting an independent prospective candidate (regional head/DPD) by a support letter or by collecting ID copies',
    },
    phase: 'bakal_calon',
    phaseNote: {
      id: 'baris disiplin yang berlaku SEBELUM penetapan',
      en: 'a discipline row that bites BEFORE determination',
    },
    basis: ['PP 94/2021 ps 5 huruf n angka 7'],
    basisConfidence: 'uncertain',
    sanctionBasis: ['PP 94/2021 ps 8(4) jo 14 huruf i angka 5'],
    sanctionBasisConfidence: 'uncertain',
    sanction: heavy,
    sources: [src.ntbSatu, src.mediaDuta, src.tribun2021],
    applies: { acts: ['independent-candidate-support'], turn: turns.act, when: before },
  },
  {
    ...discipline,
    id: 'B12',
    no: 12,
    act: {
      id: 'Membuat keputusan/tindakan yang dapat menguntungkan atau merugikan parpol/calon/pasangan calon sebelum, selama, dan sesudah masa kampanye',
      en: 'Making a decision/act that can benefit or harm a party/candidate/pair before, during or after the campaign',
    },
    phase: 'any',
    basis: ['PP 94/2021 ps 5 huruf n angka 5', 'UU 7/2017 ps 282', 'UU 10/2016 ps 71(1)'],
    basisConfidence: 'uncertain',
    sanctionBasis: ['PP 94/2021 ps 8(4) jo 14 huruf i angka 3'],
    sanctionBasisConfidence: 'uncertain',
    sanction: heavy,
    criminalOverlap: [
      {
        law: 'UU 1/2015 jo UU 10/2016',
        article: '188 jo 71(1)',
        election: 'pilkada',
        note: {
          id: "pelakunya harus 'pejabat ASN' dan sengaja",
          en: "the subject must be a 'pejabat ASN' and act intentionally",
        },
      },
    ],
    sources: [src.ntbSatu, src.mediaDuta],
    applies: { acts: ['partisan-decision'], turn: turns.act, when: always },
  },
  {
    ...discipline,
    id: 'B13',
    no: 13,
    act: {
      id: 'Bentuk pelanggaran netralitas lain yang diatur dalam peraturan perundang-undangan (klausul penampung)',
      en: 'Other neutrality breaches set out in legislation (catch-all)',
    },
    phase: 'any',
    basis: [],
    basisConfidence: 'uncertain',
    sanctionBasis: [],
    sanctionBasisConfidence: 'uncertain',
    sanction: null,
    confidence: 'uncertain',
    conflict: {
      id: 'satu daftar (Sulawesi Selatan, Oktober 2024) memuat butir penampung ke-13 dan sebuah artikel Kompasiana menghitung 20 bentuk (7+13); daftar NTBSatu berhenti di 12. Mungkin berasal dari edaran daerah, bukan dari SKB.',
      en: "one list (South Sulawesi, Oct 2024) has a 13th catch-all item and a Kompasiana article counts 20 forms (7+13); NTBSatu's list ends at 12. It may come from a local circular, not from the decree.",
    },
    sources: [src.mediaDuta, src.kompasiana],
    applies: null,
  },
] as const satisfies readonly Row[];
