/**
 * What a file needs before several offices decide on it, as dated rows: formal and material requirements of a report, and what the joint task
 * force sends files back for. A row that changes gets a second row; the old one ends.
 */
import type { Bilingual, Confidence } from '@netra/rulebook';

export const requirementIds = [
  'reporter-known',
  'accused-described',
  'act-told',
  'day-and-place',
  'evidence',
  'facts',
  'clarification',
  'study',
  'study-rows',
  'plenary',
] as const;
export type RequirementId = (typeof requirementIds)[number];

export interface Requirement {
  readonly id: RequirementId;
  /** Formal and material: without them nothing is registered. File: without them the receiving office sends it back. */
  readonly kind: 'formal' | 'material' | 'file';
  readonly name: Bilingual;
  readonly basis: string;
  readonly confidence: Confidence;
  readonly from: string;
  readonly until?: string;
}

const report = 'Perbawaslu 7/2022 ps 15; Perbawaslu 8/2020 ps 9 jo. 9/2024';
const flow = 'Alur satgas menurut SKB 22 Sep 2022';

export const checklist: readonly Requirement[] = [
  {
    id: 'reporter-known',
    kind: 'formal',
    name: { id: 'Nama dan alamat pelapor', en: 'Name and address of the reporter' },
    basis: report,
    confidence: 'recalled',
    from: '2017-08-16',
  },
  {
    id: 'accused-described',
    kind: 'formal',
    name: {
      id: 'Terlapor dengan jabatan, unit, dan status kepegawaian',
      en: 'The accused, with post, unit and employment status',
    },
    basis: report,
    confidence: 'recalled',
    from: '2017-08-16',
  },
  {
    id: 'act-told',
    kind: 'material',
    name: { id: 'Uraian kejadian', en: 'What happened' },
    basis: report,
    confidence: 'recalled',
    from: '2017-08-16',
  },
  {
    id: 'day-and-place',
    kind: 'material',
    name: { id: 'Hari dan tempat kejadian', en: 'Day and place of the act' },
    basis: report,
    confidence: 'recalled',
    from: '2017-08-16',
  },
  {
    id: 'evidence',
    kind: 'material',
    name: { id: 'Paling sedikit satu bukti', en: 'At least one piece of evidence' },
    basis: report,
    confidence: 'recalled',
    from: '2017-08-16',
  },
  {
    id: 'facts',
    kind: 'file',
    name: { id: 'Fakta yang dibaca rulebook', en: 'Facts that the rulebook can read' },
    basis: flow,
    confidence: 'uncertain',
    from: '2022-09-22',
  },
  {
    id: 'clarification',
    kind: 'file',
    name: { id: 'Klarifikasi tercatat', en: 'A clarification on record' },
    basis: flow,
    confidence: 'uncertain',
    from: '2022-09-22',
  },
  {
    id: 'study',
    kind: 'file',
    name: { id: 'Kajian', en: 'The study' },
    basis: flow,
    confidence: 'uncertain',
    from: '2022-09-22',
  },
  {
    id: 'study-rows',
    kind: 'file',
    name: { id: 'Kajian menyebut baris aturannya', en: 'The study names the rows it rests on' },
    basis: flow,
    confidence: 'uncertain',
    from: '2022-09-22',
  },
  {
    id: 'plenary',
    kind: 'file',
    name: { id: 'Putusan pleno', en: 'The decision of the plenary' },
    basis: flow,
    confidence: 'uncertain',
    from: '2022-09-22',
  },
];

/** The requirements in force on a legal day. */
export function checklistOn(day: string, rows: readonly Requirement[] = checklist): readonly Requirement[] {
  return rows.filter(({ from, until }) => from <= day && (until === undefined || day <= until));
}
