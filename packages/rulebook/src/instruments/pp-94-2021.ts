/**
 * PP 94/2021 art 5 letter n: no support to candidates by these manners. It applies with or without the joint decree. Numbers 5 and 6 speak of
 * a pasangan calon; applying them to legislative candidates goes through the decree.
 */
import { always, type Condition } from '../assess/condition.ts';
import type { Provision } from './row.ts';
import { turns } from './rule.ts';
import { src } from './skb-2022-sources.ts';

const pp94 = {
  instrument: 'pp94_2021',
  confidence: 'seen',
  inForce: { from: '2021-08-31' },
} as const satisfies Partial<Provision>;

const after = { fact: 'phase', is: 'calon' } as const;
const withAttributes = { not: { fact: 'act.attributes', is: 'none' } } as const;
const mobilises = { fact: 'act.mobilisesCivilServants', is: true } as const;
const stateFacility = { fact: 'act.stateFacility', is: true } as const;

/** A manner counts after determination for one who takes part, and in either phase for one who attends without active support. */
function byManner<const C extends Condition>(manner: C) {
  return [
    { acts: ['campaign-participation'], turn: turns.act, when: { all: [after, manner] } },
    { acts: ['attend-event'], turn: turns.manner, when: manner },
  ] as const;
}

export const pp94Provisions = [
  {
    ...pp94,
    id: 'pp94-5n-1',
    number: 1,
    act: { id: 'ikut kampanye', en: 'taking part in a campaign' },
    level: null,
    basis: ['PP 94/2021 ps 5 huruf n angka 1'],
    sanctionBasis: null,
    note: {
      id: 'kekosongan hukum: ps 13 dan ps 14 tidak menyebut angka 1; tidak ada tingkat hukuman yang melekat',
      en: 'legal gap: neither art 13 nor art 14 names number 1; no level of punishment is attached',
    },
    elucidation: {
      id: 'hadir untuk mendengar visi, misi, dan program tanpa atribut partai atau PNS',
      en: 'attending to hear vision, mission and programme, without party or PNS attributes',
    },
    elucidationConfidence: 'seen-3p',
    sources: [src.rmol, src.thirdParty],
    applies: [{ acts: ['campaign-participation'], turn: turns.act, when: after }],
  },
  {
    ...pp94,
    id: 'pp94-5n-2',
    number: 2,
    act: {
      id: 'menjadi peserta kampanye dengan atribut partai atau atribut PNS',
      en: 'campaign participant wearing party or PNS attributes',
    },
    level: 'sedang',
    basis: ['PP 94/2021 ps 5 huruf n angka 2'],
    sanctionBasis: 'PP 94/2021 ps 13 huruf g',
    elucidation: {
      id: 'atribut mencakup pakaian, kendaraan, atau media bergambar partai atau calon, seragam Korpri atau dinas, kendaraan dinas',
      en: 'attributes include clothing, vehicle or media with party or candidate pictures, Korpri or service uniform, service vehicle',
    },
    elucidationConfidence: 'seen-3p',
    sources: [src.okezone, src.rmol, src.thirdParty],
    applies: byManner(withAttributes),
  },
  {
    ...pp94,
    id: 'pp94-5n-3',
    number: 3,
    act: {
      id: 'menjadi peserta kampanye dengan mengerahkan PNS lain',
      en: 'campaign participant mobilising other PNS',
    },
    level: 'berat',
    basis: ['PP 94/2021 ps 5 huruf n angka 3'],
    sanctionBasis: 'PP 94/2021 ps 14 huruf i angka 1',
    elucidation: {
      id: 'peserta berarti pelaksana, petugas kampanye, tim sukses, tenaga ahli, penyandang dana, atau pencari dana',
      en: 'participant means executor, campaign officer, success team, expert, funder or fund-raiser',
    },
    elucidationConfidence: 'seen-3p',
    sources: [src.tribun2021, src.rmol, src.thirdParty],
    applies: byManner(mobilises),
  },
  {
    ...pp94,
    id: 'pp94-5n-4',
    number: 4,
    act: {
      id: 'menjadi peserta kampanye dengan memakai fasilitas negara',
      en: 'campaign participant using state facilities',
    },
    level: 'berat',
    basis: ['PP 94/2021 ps 5 huruf n angka 4'],
    sanctionBasis: 'PP 94/2021 ps 14 huruf i angka 2',
    sources: [src.tribun2021, src.rmol],
    applies: byManner(stateFacility),
  },
  {
    ...pp94,
    id: 'pp94-5n-5',
    number: 5,
    act: {
      id: 'membuat keputusan/tindakan yang menguntungkan atau merugikan pasangan calon',
      en: 'decision/act benefiting or harming a pair',
    },
    level: 'berat',
    basis: ['PP 94/2021 ps 5 huruf n angka 5'],
    sanctionBasis: 'PP 94/2021 ps 14 huruf i angka 3',
    sources: [src.tribun2021, src.rmol],
    applies: [{ acts: ['partisan-decision'], turn: turns.act, when: always }],
  },
  {
    ...pp94,
    id: 'pp94-5n-6',
    number: 6,
    act: {
      id: 'mengadakan kegiatan yang mengarah pada keberpihakan terhadap pasangan calon',
      en: 'holding activities leaning to a pair',
    },
    level: 'berat',
    basis: ['PP 94/2021 ps 5 huruf n angka 6'],
    sanctionBasis: 'PP 94/2021 ps 14 huruf i angka 4',
    sources: [src.tribun2021, src.rmol],
    applies: [{ acts: ['partisan-activity'], turn: turns.act, when: always }],
  },
  {
    ...pp94,
    id: 'pp94-5n-7',
    number: 7,
    act: {
      id: 'memberikan surat dukungan disertai fotokopi KTP atau surat keterangan penduduk',
      en: 'support letter with ID copy',
    },
    level: 'berat',
    basis: ['PP 94/2021 ps 5 huruf n angka 7'],
    sanctionBasis: 'PP 94/2021 ps 14 huruf i angka 5',
    sources: [src.tribun2021, src.rmol],
    applies: [{ acts: ['independent-candidate-support'], turn: turns.act, when: always }],
  },
] as const satisfies readonly Provision[];

export type ProvisionId = (typeof pp94Provisions)[number]['id'];
