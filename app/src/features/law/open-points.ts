/** What is not known: the open points of each rule, and those of the law as a whole. For the pages, and for lawyers to close. Pure. */
import {
  allProcedures,
  allProvisions,
  allReadings,
  allRows,
  type Bilingual,
  type Provision,
  pppkRoute,
  type Reading,
  type Row,
  type Step,
  transitionalMedium,
} from '@netra/rulebook';
import type { Law } from './law.ts';
import { lawPath } from './paths.ts';

export interface OpenPoint {
  /** Key of the item it belongs to; undefined for the law as a whole. */
  readonly path?: string;
  readonly name: string;
  readonly what: Bilingual;
}

const uncertainBasis: Bilingual = {
  id: 'pasal mana yang menjadi dasar hukum baris ini belum pasti',
  en: 'which article is the legal basis of this row is uncertain',
};
const uncertainSanction: Bilingual = {
  id: 'pasal mana yang menjadi dasar sanksinya belum pasti',
  en: 'which article is the basis of its sanction is uncertain',
};
const uncertainWhole: Bilingual = {
  id: 'apakah ini memang baris SKB belum pasti',
  en: 'whether this is a row of the decree at all is uncertain',
};

/** Open points of a row, without the conflict of its sources, which stands apart. */
export function openPointsOfRow(row: Row): readonly Bilingual[] {
  return [
    ...(row.confidence === 'uncertain' ? [uncertainWhole] : []),
    ...(row.verify === undefined ? [] : [row.verify]),
    ...(row.openPoint === undefined ? [] : [row.openPoint]),
    ...(row.basisConfidence === 'uncertain' ? [uncertainBasis] : []),
    ...(row.sanctionBasisConfidence === 'uncertain' ? [uncertainSanction] : []),
  ];
}

export function openPointsOfProvision(one: Provision): readonly Bilingual[] {
  return [
    ...(one.elucidationConfidence === 'seen-3p'
      ? [
          {
            id: 'penjelasannya hanya dilihat di data pihak ketiga',
            en: 'its elucidation was seen in third-party data only',
          },
        ]
      : []),
    ...(one.level === null && one.note !== undefined ? [one.note] : []),
  ];
}

export function openPointsOfReading(one: Reading): readonly Bilingual[] {
  return one.outcome === 'disputed'
    ? [
        {
          id: 'sumbernya berbeda; belum ada penegasan resmi yang dilihat',
          en: 'sources differ; no official ruling was seen',
        },
      ]
    : [];
}

export function openPointsOfStep(step: Step): readonly Bilingual[] {
  return [
    ...(step.confidence === 'uncertain' ? [{ id: 'angkanya belum pasti', en: 'the number is uncertain' }] : []),
    ...(step.unitConfidence !== undefined && step.unitConfidence !== 'seen' && step.unitConfidence !== step.confidence
      ? [
          step.unitConfidence === 'uncertain'
            ? { id: 'hari kerja atau hari kalender: belum pasti', en: 'working or calendar days: uncertain' }
            : {
                id: 'hari kerja atau hari kalender: diketahui, perlu dicek',
                en: 'working or calendar days: known, to be checked',
              },
        ]
      : []),
    ...(step.triggerConflict === true
      ? [{ id: 'sumber berbeda tentang awal hitungan', en: 'sources differ on what starts the count' }]
      : []),
    ...(step.basis === undefined && step.nature === 'law'
      ? [{ id: 'pasalnya belum dicatat', en: 'its article is not on record' }]
      : []),
  ];
}

/** What no single rule holds: from the notes of whoever read the sources. */
const general: readonly Bilingual[] = [
  {
    id: 'SKB 22 September 2022: diktum KEDUA dan seterusnya, Lampiran I, susunan Satgas, dan kolom dasar hukum B1–B5 dan B8–B12 belum dibaca',
    en: 'Joint decree of 22 September 2022: dictum KEDUA onwards, Annex I, the make-up of the task force, and the basis column of B1–B5 and B8–B12 were not read',
  },
  {
    id: 'Apakah B13 ada dalam SKB atau berasal dari edaran daerah',
    en: 'Whether B13 stands in the decree or comes from a local circular',
  },
  {
    id: 'Arti "hari" tanpa "kerja" dalam UU 7/2017, UU Pilkada, dan PP 79/2021',
    en: 'What "hari" without "kerja" means in UU 7/2017, the Regional Elections Act and PP 79/2021',
  },
  {
    id: 'Berapa hari seorang PPK diberi waktu sejak masa BKN (4 September 2024)',
    en: 'How many days a personnel authority has since the BKN era (4 September 2024)',
  },
  {
    id: 'PP 42/2004 pasal 16 sampai 20 belum dibaca; isinya hanya diketahui',
    en: 'PP 42/2004 articles 16 to 20 were not read; their content is only known',
  },
  {
    id: 'UU 20/2023 pasal 52(4) huruf g (berat: tidak dengan hormat) berhadapan dengan PP 94/2021 pasal 8(4) (dengan hormat tidak atas permintaan sendiri)',
    en: 'UU 20/2023 article 52(4) letter g (heavy: dishonourable) stands against PP 94/2021 article 8(4) (honourable, not at own request)',
  },
  {
    id: 'Lembaga independen menurut MK 121/PUU-XXII/2024: belum dibentuk; paling lambat 16 Oktober 2027',
    en: 'The independent body of MK 121/PUU-XXII/2024: not yet established; due by 16 October 2027',
  },
  {
    id: 'PP 94/2021 angka 5 dan 6 menyebut pasangan calon; apakah mengenai calon legislatif hanya lewat SKB',
    en: 'PP 94/2021 numbers 5 and 6 speak of a pair; whether they reach legislative candidates only through the decree',
  },
];

/** Every open point on record: the general ones first, then rule by rule. */
export function openPoints(law: Law): readonly OpenPoint[] {
  const of = (path: string, name: string, list: readonly Bilingual[]): readonly OpenPoint[] =>
    list.map((what) => ({ path, name, what }));
  return [
    ...general.map((what) => ({ name: '', what })),
    ...allRows.flatMap((row) =>
      of(lawPath.rule(row.id), row.id, [...openPointsOfRow(row), ...(row.conflict === null ? [] : [row.conflict])]),
    ),
    ...allProvisions.flatMap((one) => of(lawPath.rule(one.id), one.id, openPointsOfProvision(one))),
    ...allReadings.flatMap((one) => of(lawPath.rule(one.id), one.id, openPointsOfReading(one))),
    ...allProcedures.flatMap((procedure) =>
      procedure.steps.flatMap((step) =>
        of(lawPath.step(procedure.id, step.id), `${procedure.id}/${step.id}`, openPointsOfStep(step)),
      ),
    ),
    ...of(lawPath.sanctions('peralihan'), 'peralihan', [transitionalMedium.verify]),
    ...of(lawPath.sanctions('pppk'), 'pppk', [pppkRoute.openPoint]),
    ...law.edgeCases
      .filter((one) => one.confidence === 'uncertain')
      .flatMap((one) =>
        of(lawPath.edge(one.id), one.id, [{ id: 'jawabannya belum pasti', en: 'its answer is uncertain' }]),
      ),
  ];
}
