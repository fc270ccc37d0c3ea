/** What the rulebook makes of a case: its answer, and while facts are missing, which rows would apply under which answers. */
import {
  type Assessment,
  addDays,
  allProvisions,
  type Bilingual,
  factQuestions,
  findRow,
  openFacts,
  type Rulebook,
} from '@netra/rulebook';
import type { OfficeReport } from '../reports/index.ts';
import type { CaseView } from './case-read-model.ts';

export interface CaseFindings {
  readonly answer: Assessment;
  readonly facts: unknown;
  /** No officer wrote down facts yet: the report's own answers were used. */
  readonly fromReport: boolean;
  /** Nobody said what the accused is; PNS was assumed. */
  readonly statusAssumed: boolean;
}

/** The facts an officer wrote down; before that, those that the report itself implies. Null: nothing to assess. */
export function assessCase(
  view: Pick<CaseView, 'facts' | 'actKind' | 'electionId' | 'contestId'>,
  report: Pick<OfficeReport, 'happenedOn' | 'words'> | null,
  rulebook: Pick<Rulebook, 'parseFacts' | 'assess'>,
): CaseFindings | null {
  const written = rulebook.parseFacts(view.facts);
  if (written.ok)
    return { answer: rulebook.assess(written.value), facts: view.facts, fromReport: false, statusAssumed: false };
  if (report === null) return null;
  const status = report.words.accused.status;
  const facts = {
    act: { kind: view.actKind, on: report.happenedOn },
    actor: { status: status ?? 'pns' },
    contest: { election: view.electionId, contest: view.contestId },
  };
  const implied = rulebook.parseFacts(facts);
  return implied.ok
    ? { answer: rulebook.assess(implied.value), facts, fromReport: true, statusAssumed: status === null }
    : null;
}

export interface PossibleRow {
  readonly id: string;
  readonly act: Bilingual;
  readonly level: string | null;
  /** What must be so for the row to apply: the answers that all ways to it share. */
  readonly when: readonly { readonly question: Bilingual; readonly answer: Bilingual }[];
}

/** All kinds of act stay below; a bound, so that a page never hangs on a rulebook that grew. */
const MOST_WAYS = 5000;

const answers: Readonly<Record<string, Bilingual>> = {
  true: { id: 'Ya', en: 'Yes' },
  false: { id: 'Tidak', en: 'No' },
  none: { id: 'Tidak ada', en: 'None' },
  party: { id: 'Partai', en: 'A party' },
  'civil-servant': { id: 'Atribut pegawai', en: 'Attributes of office' },
  person: { id: 'Seorang calon', en: 'A candidate' },
};

type Open = Exclude<keyof typeof openFacts, 'phase'>;
type Way = Partial<Record<Open, string | boolean>>;

/**
 * Rows and provisions that would apply if the open questions were answered in some way; those that apply in any case are left out.
 * Every way to answer is tried: the questions name exactly the facts that matter, so there are few.
 */
export function possibleRows(
  facts: unknown,
  answer: Assessment,
  rulebook: Pick<Rulebook, 'parseFacts' | 'assess'>,
): readonly PossibleRow[] {
  if (answer.outcome !== 'more-facts-needed') return [];
  const open = answer.questions.map((question) => question.fact).filter(isOpen);
  const certain = new Set([...answer.rows.map((r) => r.id), ...answer.provisions.map((p) => p.id)]);
  const found = new Map<string, { readonly act: Bilingual; readonly level: string | null; readonly ways: Way[] }>();
  for (const way of allWays(open)) {
    const parsed = rulebook.parseFacts(withFacts(facts, way));
    if (!parsed.ok) continue;
    const then = rulebook.assess(parsed.value);
    for (const one of [...then.rows, ...then.provisions]) {
      const act = findRow(one.id)?.act ?? allProvisions.find((p) => p.id === one.id)?.act;
      if (act === undefined || certain.has(one.id)) continue;
      const known = found.get(one.id);
      if (known === undefined) found.set(one.id, { act, level: one.level, ways: [way] });
      else known.ways.push(way);
    }
  }
  return [...found].map(([id, { act, level, ways }]) => ({
    id,
    act,
    level,
    when: open.flatMap((fact) => shared(fact, ways)),
  }));
}

/** The values that a fact takes in all these ways, as an answer; nothing when every value occurs. */
function shared(fact: Open, ways: readonly Way[]): PossibleRow['when'] {
  const values = new Set(ways.map((way) => String(way[fact])));
  if (values.size === openFacts[fact].length) return [];
  const words = [...values].map((value) => answers[value] ?? { id: value, en: value });
  const answer = { id: words.map((w) => w.id).join(' / '), en: words.map((w) => w.en).join(' / ') };
  return [{ question: factQuestions[fact], answer }];
}

function allWays(open: readonly Open[]): readonly Way[] {
  let ways: Way[] = [{}];
  for (const fact of open) {
    const values: readonly (string | boolean)[] = openFacts[fact];
    if (ways.length * values.length > MOST_WAYS) break;
    ways = ways.flatMap((way) => values.map((value) => ({ ...way, [fact]: value })));
  }
  return ways;
}

function isOpen(fact: string): fact is Open {
  return fact !== 'phase' && Object.hasOwn(openFacts, fact);
}

function withFacts(facts: unknown, way: Way): unknown {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const part of ['act', 'actor', 'contest']) {
    const group: unknown = typeof facts === 'object' && facts !== null ? Reflect.get(facts, part) : undefined;
    groups[part] = typeof group === 'object' && group !== null ? { ...group } : {};
  }
  for (const [fact, value] of Object.entries(way)) {
    const [part = '', name = ''] = fact.split('.');
    const group = groups[part];
    if (group !== undefined) group[name] = value;
  }
  return groups;
}

/** The facts that decide for a kind of act when nothing else is known: what an officer is asked first. */
export function decidingFacts(
  actKind: string,
  view: Pick<CaseView, 'electionId' | 'contestId'>,
  rulebook: Pick<Rulebook, 'findElection' | 'parseFacts' | 'assess'>,
): readonly string[] {
  const days = rulebook.findElection(view.electionId);
  if (days === undefined) return [];
  // Both phases: the day of the act may still be corrected on the same form.
  return [
    ...new Set(
      [days.campaign.from, addDays(days.contests[0]?.determinedOn ?? days.campaign.from, -1)].flatMap((on) => {
        const parsed = rulebook.parseFacts({
          act: { kind: actKind, on },
          actor: { status: 'pns' },
          contest: { election: view.electionId, contest: view.contestId },
        });
        return parsed.ok ? rulebook.assess(parsed.value).questions.map((question) => question.fact) : [];
      }),
    ),
  ];
}
