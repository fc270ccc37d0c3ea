/**
 * What a lesson is: five to seven screens, each a small story as facts. Whether the story breaks the rules, by which rule, and how sure that is, is
 * worked out by the rulebook each time; nothing of it is written in the texts.
 */
import {
  type ActFacts,
  type ActorFacts,
  type Assessment,
  assess,
  type Bilingual,
  type Confidence,
  type ContestFacts,
  citationOfProvision,
  citationOfRow,
  type Facts,
  findProvision,
  findReading,
  findRow,
} from '@netra/rulebook';

/** The core values of civil servants; each screen stands under one. */
export const values = {
  pelayanan: { id: 'Berorientasi Pelayanan', en: 'Service first (Berorientasi Pelayanan)' },
  akuntabel: { id: 'Akuntabel', en: 'Accountable (Akuntabel)' },
  kompeten: { id: 'Kompeten', en: 'Competent (Kompeten)' },
  harmonis: { id: 'Harmonis', en: 'Harmonious (Harmonis)' },
  loyal: { id: 'Loyal', en: 'Loyal (Loyal)' },
  adaptif: { id: 'Adaptif', en: 'Adaptive (Adaptif)' },
  kolaboratif: { id: 'Kolaboratif', en: 'Collaborative (Kolaboratif)' },
} as const satisfies Record<string, Bilingual>;
export type CoreValue = keyof typeof values;

export interface Screen {
  readonly id: string;
  readonly value: CoreValue;
  readonly story: Bilingual;
  readonly facts: Facts;
  /** The rule that the screen is about: a row, a provision or a reading that holds for these facts. */
  readonly rule: string;
  /** What one can do instead, or take along. */
  readonly tip: Bilingual;
}

export interface Lesson {
  readonly slug: string;
  /** As in the roster; several duties may lead to one lesson. */
  readonly duty: string;
  readonly title: Bilingual;
  readonly lead: Bilingual;
  readonly screens: readonly Screen[];
}

/** Three answers: forbidden; allowed, or no rule forbids it; the sources differ. */
export const answers = ['breach', 'fine', 'disputed'] as const;
export type LessonAnswer = (typeof answers)[number];
export const letterOf = { breach: 'b', fine: 'f', disputed: 'd' } as const satisfies Record<LessonAnswer, string>;

/** @returns undefined where the rulebook needs more facts: no question for a lesson */
export function answerOf({ outcome }: Assessment): LessonAnswer | undefined {
  switch (outcome) {
    case 'violation':
      return 'breach';
    case 'allowed':
    case 'no-row':
    case 'out-of-scope':
      return 'fine';
    case 'disputed':
      return 'disputed';
    case 'more-facts-needed':
    case 'not-covered':
      return undefined;
  }
}

export interface Ground {
  readonly id: string;
  readonly cite: string;
  readonly confidence: Confidence;
}

export interface Told {
  readonly right: LessonAnswer;
  /** Sentences of the rulebook. */
  readonly reasons: readonly Bilingual[];
  readonly grounds: readonly Ground[];
}

/** What the rulebook says of a screen. Throws where the rulebook cannot tell: a mistake in the texts, found by a test. */
export function tellOf(screen: Screen): Told {
  const found = assess(screen.facts);
  const right = answerOf(found);
  if (right === undefined) throw new Error(`screen ${screen.id}: the rulebook answers ${found.outcome}`);
  const named = new Set([...found.rows.map((row) => row.id), ...found.provisions.map((one) => one.id)]);
  named.add(screen.rule);
  const reasons = found.trace.flatMap((entry): readonly Bilingual[] => {
    if (entry.holds !== true || !named.has(entry.rule)) return [];
    const [id] = entry.because;
    const [en] = entry.en;
    return id === undefined || en === undefined ? [] : [{ id, en }];
  });
  return {
    right,
    reasons,
    grounds: [...named].flatMap((id) => groundOf(id) ?? []),
  };
}

function groundOf(id: string): Ground | undefined {
  const row = findRow(id);
  if (row !== undefined) return { id, cite: citationOfRow(row), confidence: row.confidence };
  const provision = findProvision(id);
  if (provision !== undefined) return { id, cite: citationOfProvision(provision), confidence: provision.confidence };
  const reading = findReading(id);
  return reading === undefined ? undefined : { id, cite: reading.basis.join('; '), confidence: reading.confidence };
}

type Rest = {
  readonly act?: Omit<ActFacts, 'kind' | 'on'>;
  readonly actor?: Partial<ActorFacts>;
  readonly beneficiary?: NonNullable<ContestFacts['beneficiary']>;
};

/** A day before, and a day after, the determination of the candidates of Pilkada 2024, the election of all stories. */
export const before = '2024-08-20';
export const after = '2024-10-03';

/** Facts of a PNS about a person who stands in Pilkada 2024, unless said otherwise. */
export function facts(kind: ActFacts['kind'], on: string, { act, actor, beneficiary = 'person' }: Rest = {}): Facts {
  return {
    act: { kind, on, ...act },
    actor: { status: 'pns', ...actor },
    contest: { election: 'pilkada-2024', contest: 'kepala-daerah', beneficiary },
  };
}
