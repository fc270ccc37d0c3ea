/** The shape of a situation: an act as a person would name it, and what is already known of it when it is picked. */
import type { ActKind, AskedFact, Bilingual } from '@netra/rulebook';

/** A fact that a situation may bring along or that is asked for. The election is known from the calendar. */
export type FactKey = Exclude<AskedFact, 'contest.election'>;

/** Facts as texts, as a form sends them: `true`, `false`, `person`, `none` … */
export type KnownFacts = Readonly<Partial<Record<FactKey, string>>>;

/** How a situation is answered. */
export type Act =
  | {
      readonly by: 'rules';
      readonly kind: ActKind;
      readonly known: KnownFacts;
      /** For acts that make sense only before candidates are determined: such as asking a party for its form. */
      readonly ahead?: true;
    }
  /** By an edge case of the rulebook, since no row speaks of it. */
  | {
      readonly by: 'edge';
      readonly edge: string;
      /** Where the edge case answers the whole question and the situation is only the part that depends: on what. */
      readonly depends?: Bilingual;
    }
  /** By the status alone: whose rules apply. */
  | { readonly by: 'scope' };

export interface Way {
  readonly act: Act;
  /** An edge case that speaks of this very way: said beside the rules, with its confidence. */
  readonly speaks?: string;
  /** What one may do instead without risk. */
  readonly safe: Bilingual;
  /** Edge cases of the rulebook that stand near. */
  readonly near?: readonly string[];
}

export interface FramingOption extends Way {
  readonly id: string;
  readonly label: Bilingual;
  readonly hint?: Bilingual;
}

export const groups = ['media', 'event', 'self', 'office'] as const;
export type Group = (typeof groups)[number];

interface Tile {
  readonly id: string;
  readonly group: Group;
  readonly label: Bilingual;
  readonly hint: Bilingual;
}

/** Answered as it is, or after one question of its own that tells apart acts which people call by the same name. */
export type Situation = Tile &
  (
    | Way
    | {
        readonly framing: {
          readonly question: Bilingual;
          readonly hint?: Bilingual;
          readonly options: readonly FramingOption[];
        };
      }
  );

/** A sentence in both languages, Indonesian first. */
export function say(id: string, en: string): Bilingual {
  return { id, en };
}

/** An act that the rows of the rulebook answer. */
export function byRules(kind: ActKind, known: KnownFacts): Act {
  return { by: 'rules', kind, known };
}

/** The same for an act that belongs before the determination of candidates. */
export function ahead(kind: ActKind, known: KnownFacts): Act {
  return { by: 'rules', kind, known, ahead: true };
}

export function byEdge(number: number, depends?: Bilingual): Act {
  const edge = `edge-${number}`;
  return depends === undefined ? { by: 'edge', edge } : { by: 'edge', edge, depends };
}
