/**
 * Joint decree of 22 September 2022, Lampiran II part A: breaches of the code of ethics.
 * The wording is a paraphrase of independent secondary reproductions; the official PDF was not read.
 */
import type { Row } from './row.ts';
import { turns } from './rule.ts';
import { src } from './skb-2022-sources.ts';

const ethics = {
  instrument: 'skb_2022',
  part: 'ethics',
  basis: ['PP 42/2004 ps 11 huruf c'],
  basisConfidence: 'seen',
  sanctionBasis: ['PP 42/2004 ps 15(1)-(3)'],
  sanctionBasisConfidence: 'seen',
  sanction: { kind: 'moral', level: 'moral', options: ['moral_tertutup', 'moral_terbuka'] },
  confidence: 'seen',
  conflict: null,
  inForce: { from: '2022-09-22' },
} as const satisfies Partial<Row>;

const before = { fact: 'phase', is: 'bakal_calon' } as const;

export const skb2022Ethics = [
  {
    ...ethics,
    id: 'A1',
    no: 1,
    act: {
      id: 'Memasang spanduk, baliho, atau alat peraga lain terkait bakal calon peserta Pemilu/Pemilihan',
      en: 'Putting up banners, billboards or other display material about a prospective candidate',
    },
    phase: 'bakal_calon',
    actorCondition: null,
    sources: [src.kompas, src.bloombergTechnoz, src.inewsKarawang],
    applies: { acts: ['display-material'], turn: turns.act, when: before },
  },
  {
    ...ethics,
    id: 'A2',
    no: 2,
    act: {
      id: 'Sosialisasi atau kampanye bakal calon lewat media sosial/daring',
      en: 'Promoting or campaigning for a prospective candidate on social media or online',
    },
    phase: 'bakal_calon',
    actorCondition: null,
    sources: [src.kompas, src.merdeka],
    applies: { acts: ['online-campaign'], turn: turns.act, when: before },
  },
  {
    ...ethics,
    id: 'A3',
    no: 3,
    act: {
      id: 'Menghadiri deklarasi/kampanye pasangan bakal calon DAN memberikan tindakan/dukungan secara aktif',
      en: "Attending a prospective pair's declaration/campaign AND actively acting in support",
    },
    phase: 'bakal_calon',
    actorCondition: {
      id: 'kehadiran disertai dukungan aktif (kumulatif)',
      en: 'attendance plus active support (cumulative)',
    },
    sources: [src.jabarEkspres, src.rbg, src.inewsKarawang],
    applies: {
      acts: ['attend-event'],
      turn: turns.activeSupport,
      when: { all: [{ fact: 'act.activeSupport', is: true }, before] },
    },
  },
  {
    ...ethics,
    id: 'A4',
    no: 4,
    act: {
      id: 'Membuat unggahan, komentar, membagikan, menyukai, bergabung/mengikuti grup atau akun pemenangan bakal calon',
      en: 'Posting, commenting, sharing, liking, joining or following a campaign group/account of a prospective candidate',
    },
    phase: 'bakal_calon',
    actorCondition: null,
    sources: [src.bloombergTechnoz, src.iradio, src.vivaJatim],
    applies: { acts: ['social-engagement'], turn: turns.act, when: before },
  },
  {
    ...ethics,
    id: 'A5',
    no: 5,
    act: {
      id: 'Mengunggah di media sosial/media lain yang dapat diakses publik foto bersama (a) bakal calon; (b) tim sukses dengan simbol keberpihakan/atribut parpol/latar terkait parpol atau bakal calon; (c) alat peraga parpol/bakal calon',
      en: 'Publicly posting a photo with (a) a prospective candidate; (b) a campaign team while showing partisan symbols, party attributes or such a backdrop; (c) party/candidate display material',
    },
    phase: 'bakal_calon',
    actorCondition: {
      id: 'dipublikasikan di media yang dapat diakses umum; untuk (b) ada simbol/atribut/latar',
      en: 'publication in a publicly accessible medium; for (b) a symbol/attribute/backdrop',
    },
    verify: {
      id: "apakah A5 memuat unsur 'dengan tujuan mendukung' seperti yang diberitakan untuk B7",
      en: "whether A5 carries the same 'with the aim of supporting' limb that is reported for B7",
    },
    sources: [src.kompasiana, src.tribunJatim],
    applies: { acts: ['public-photo'], turn: turns.act, when: before },
  },
  {
    ...ethics,
    id: 'A6',
    no: 6,
    act: {
      id: 'Ikut dalam kegiatan kampanye/sosialisasi/pengenalan bakal calon atau partai politik',
      en: 'Taking part in campaign, promotion or introduction activities of a prospective candidate or a party',
    },
    phase: 'bakal_calon',
    actorCondition: null,
    sources: [src.kompasiana, src.tribunJatim],
    applies: { acts: ['campaign-participation'], turn: turns.act, when: before },
  },
  {
    ...ethics,
    id: 'A7',
    no: 7,
    act: {
      id: 'Mengikuti deklarasi/kampanye bagi suami/istri calon tanpa status cuti di luar tanggungan negara (CLTN)',
      en: "Joining the declaration/campaign of a candidate who is one's spouse without being on unpaid leave (CLTN)",
    },
    phase: 'any',
    phaseNote: {
      id: "teks baris menyebut 'calon' (sebagian salinan 'bakal calon') walau letaknya di bagian kode etik",
      en: "the row says 'calon' (some copies 'bakal calon') although it sits in the ethics part",
    },
    actorCondition: {
      id: 'suami/istri calon, dan tidak sedang CLTN',
      en: 'spouse of the candidate, and not on unpaid leave',
    },
    related: ['SE MenPANRB 18/2023'],
    openPoint: {
      id: 'CLTN adalah cuti PNS; padanannya untuk PPPK belum jelas',
      en: 'CLTN is a PNS leave type; the PPPK equivalent is unsettled',
    },
    sources: [src.tribunBatam, src.kompasiana, src.tribunJatim],
    applies: {
      acts: ['attend-event'],
      turn: turns.spouse,
      when: {
        all: [
          { fact: 'actor.spouseOfBeneficiary', is: true },
          { fact: 'actor.unpaidLeave', is: false },
        ],
      },
    },
  },
] as const satisfies readonly Row[];
