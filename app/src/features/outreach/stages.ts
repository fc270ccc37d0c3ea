/** The stages of an election as a kit names them: the dated ones of the rulebook, and the time before and after. */
import { addDays, type Bilingual, type Confidence, type Election, type Rulebook } from '@netra/rulebook';

export const stageIds = [
  'sebelum',
  'penetapan-calon',
  'kampanye',
  'masa-tenang',
  'pemungutan-suara',
  'sesudah',
] as const;
export type KitStageId = (typeof stageIds)[number];

export interface StageOfKit {
  readonly id: KitStageId;
  readonly name: Bilingual;
  /** Null: open to that side. */
  readonly from: string | null;
  readonly to: string | null;
  readonly confidence: Confidence;
  /** The day on which the statements are held against the rulebook: the last of the stage, when it is settled which phase each contest is in. */
  readonly day: string;
}

export function stagesOfKit(law: Rulebook, election: Election): readonly StageOfKit[] {
  const dated = law.stageOf(election.id, election.votingOn).stages;
  const first = dated[0]?.from ?? election.campaign.from;
  const last = dated.at(-1)?.to ?? election.votingOn;
  return [
    {
      id: 'sebelum',
      name: { id: 'Sebelum penetapan calon', en: 'Before determination of candidates' },
      from: null,
      to: addDays(first, -1),
      confidence: 'seen',
      day: addDays(first, -1),
    },
    ...dated.map(({ id, name, from, to, confidence }) => ({ id, name, from, to, confidence, day: to })),
    {
      id: 'sesudah',
      name: { id: 'Sesudah pemungutan suara', en: 'After the vote' },
      from: addDays(last, 1),
      to: null,
      confidence: 'seen',
      day: addDays(last, 1),
    },
  ];
}

/** The stage that runs on a day; between two stages the one that comes next, since that is what one prepares for. */
export function stageOn(stages: readonly StageOfKit[], day: string): StageOfKit | undefined {
  return stages.find((stage) => stage.to === null || day <= stage.to);
}
