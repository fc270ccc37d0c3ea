/** Every norm of the law as one flat list: what search, the day in force, the sign-off and the tests of addresses walk over. Pure. */
import {
  allBodies,
  allInstruments,
  allProcedures,
  allProvisions,
  allReadings,
  allRows,
  allSanctionKinds,
  type Bilingual,
  type Body,
  type Confidence,
  citationOfRow,
  findInstrument,
  type InForce,
  type Instrument,
  type IsoDay,
  inForceOn,
  type Procedure,
  type Provision,
  pppkRoute,
  type Reading,
  type Row,
  type Step,
  transitionalMedium,
} from '@netra/rulebook';
import { examplesFor } from './examples.ts';
import type { CalendarYear, Law } from './law.ts';
import { actNames, actorNames, confidenceNames, levelNames, natureNames, partNames } from './names.ts';
import { lawPath } from './paths.ts';

export type LawItemKind =
  | 'instrument'
  | 'row'
  | 'provision'
  | 'reading'
  | 'procedure'
  | 'step'
  | 'sanction'
  | 'election'
  | 'calendar'
  | 'body'
  | 'question';

export interface LawItem {
  /** The permanent address without `/hukum/`: the name under which a lawyer signs it off. */
  readonly key: string;
  readonly kind: LawItemKind;
  /** Short name: "B6", "PP 94/2021". */
  readonly name: string;
  readonly title: Bilingual;
  readonly citation: string;
  readonly path: string;
  readonly inForce: InForce;
  /** Whether the first day is known to the day. */
  readonly exact: boolean;
  readonly confidence: Confidence;
  /** What else search looks through. */
  readonly text: Bilingual;
  /** Its content: the fingerprint of the sign-off is taken over it. */
  readonly data: object;
}

const always: InForce = {};

function both(parts: readonly (Bilingual | undefined)[]): Bilingual {
  const known = parts.filter((part) => part !== undefined);
  return { id: known.map((part) => part.id).join(' '), en: known.map((part) => part.en).join(' ') };
}

function same(text: string): Bilingual {
  return { id: text, en: text };
}

function keyOf(path: string): string {
  return path.replace(/^\/hukum\//, '');
}

function instrumentItem(one: Instrument): LawItem {
  const path = lawPath.instrument(one.id);
  return {
    key: keyOf(path),
    kind: 'instrument',
    name: one.short,
    title: one.title,
    citation: one.short,
    path,
    inForce: one.inForce,
    exact: one.date !== undefined,
    confidence: one.confidence,
    text: one.status,
    data: one,
  };
}

function rowItem(row: Row): LawItem {
  const path = lawPath.rule(row.id);
  return {
    key: keyOf(path),
    kind: 'row',
    name: row.id,
    title: row.act,
    citation: citationOfRow(row),
    path,
    inForce: row.inForce,
    exact: true,
    confidence: row.confidence,
    text: both([
      ...(row.applies?.acts ?? []).map((act) => actNames[act]),
      row.sanction === null ? undefined : levelNames[row.sanction.level],
      row.actorCondition ?? undefined,
      same([...row.basis, ...row.sanctionBasis].join(' ')),
    ]),
    data: { row, examples: examplesFor(row.id).map(({ en: _, ...example }) => example) },
  };
}

function provisionItem(one: Provision): LawItem {
  const path = lawPath.rule(one.id);
  return {
    key: keyOf(path),
    kind: 'provision',
    name: one.basis.join('; '),
    title: one.act,
    citation: one.basis.join('; '),
    path,
    inForce: one.inForce,
    exact: true,
    confidence: one.confidence,
    text: both([
      ...one.applies.flatMap((application) => application.acts).map((act) => actNames[act]),
      one.level === null ? undefined : levelNames[one.level],
      one.elucidation,
      one.note,
      same(one.sanctionBasis ?? ''),
    ]),
    data: { provision: one, examples: examplesFor(one.id).map(({ en: _, ...example }) => example) },
  };
}

function readingItem(one: Reading): LawItem {
  const path = lawPath.rule(one.id);
  return {
    key: keyOf(path),
    kind: 'reading',
    name: one.id,
    title: one.says,
    citation: one.basis.join('; '),
    path,
    inForce: one.inForce,
    exact: true,
    confidence: one.confidence,
    text: both([
      ...one.applies
        .flatMap((application) => (application.acts.length > 3 ? [] : application.acts))
        .map((act) => actNames[act]),
      ...(one.positions ?? []).map((position) => position.says),
    ]),
    data: { reading: one, examples: examplesFor(one.id).map(({ en: _, ...example }) => example) },
  };
}

/** Procedures and bodies whose first day is written 1 January, or the first of a month, are known by year or month only. */
function isKnownToTheDay(period: InForce): boolean {
  return period.from === undefined || !period.from.endsWith('-01');
}

function procedureItem(one: Procedure): LawItem {
  const path = lawPath.procedure(one.id);
  return {
    key: keyOf(path),
    kind: 'procedure',
    name: one.id,
    title: one.title,
    citation: one.basis.join('; '),
    path,
    inForce: one.inForce,
    exact: isKnownToTheDay(one.inForce),
    confidence: one.intake?.confidence ?? 'seen',
    text: both(one.steps.map((step) => step.name)),
    data: { ...one, steps: one.steps.map((step) => step.id) },
  };
}

function stepItem(procedure: Procedure, step: Step): LawItem {
  const path = lawPath.step(procedure.id, step.id);
  return {
    key: keyOf(path),
    kind: 'step',
    name: step.id,
    title: { id: `${step.name.id}: ${procedure.title.id}`, en: `${step.name.en}: ${procedure.title.en}` },
    citation: step.basis ?? procedure.basis.join('; '),
    path,
    inForce: procedure.inForce,
    exact: isKnownToTheDay(procedure.inForce),
    confidence: step.confidence,
    text: both([
      { id: 'batas waktu tenggat', en: 'deadline time limit' },
      actorNames[step.by],
      natureNames[step.nature],
      step.meaning,
      step.note,
      step.onExpiry,
    ]),
    data: step,
  };
}

function sanctionItems(): readonly LawItem[] {
  const item = (
    id: string,
    title: Bilingual,
    basis: readonly string[],
    text: Bilingual,
    confidence: Confidence,
    data: object,
  ): LawItem => ({
    key: `sanksi#${id}`,
    kind: 'sanction',
    name: id,
    title,
    citation: basis.join('; '),
    path: lawPath.sanctions(id),
    inForce: always,
    exact: true,
    confidence,
    text,
    data,
  });
  return [
    ...allSanctionKinds.map((one) =>
      item(
        one.id,
        levelNames[one.level],
        one.basis,
        both([...one.options.map((option) => option.label), one.note]),
        one.confidence,
        one,
      ),
    ),
    item(
      'peralihan',
      { id: 'Hukuman sedang pada masa peralihan', en: 'Medium punishment in the transition' },
      transitionalMedium.basis,
      both([transitionalMedium.rule, ...transitionalMedium.substitutes.map((one) => one.label)]),
      transitionalMedium.confidence,
      transitionalMedium,
    ),
    item(
      'pppk',
      { id: 'Sanksi bagi PPPK', en: 'Sanctions for PPPK' },
      ['PP 49/2018'],
      both([pppkRoute.rule, pppkRoute.openPoint]),
      pppkRoute.confidence,
      pppkRoute,
    ),
  ];
}

function electionItem(one: Law['elections'][number]): LawItem {
  const path = lawPath.election(one.id);
  const confidences = [
    ...one.contests.map((contest) => contest.confidence),
    one.campaign.confidence,
    one.quietDays.confidence,
  ];
  return {
    key: keyOf(path),
    kind: 'election',
    name: one.id,
    title: one.name,
    citation: findInstrument(one.law)?.short ?? one.law,
    path,
    inForce: always,
    exact: true,
    confidence: confidences.find((confidence) => confidence !== 'seen') ?? 'seen',
    text: both([
      {
        id: 'tahapan penetapan calon kampanye masa tenang pemungutan suara',
        en: 'stages determination campaign quiet days voting',
      },
      ...one.contests.map((contest) => contest.name),
    ]),
    data: one,
  };
}

function calendarItem(one: CalendarYear): LawItem {
  const path = lawPath.calendar(one.year);
  return {
    key: keyOf(path),
    kind: 'calendar',
    name: one.year,
    title: { id: `Hari libur dan cuti bersama ${one.year}`, en: `Holidays and collective leave ${one.year}` },
    citation: one.decree,
    path,
    inForce: { from: `${one.year}-01-01`, until: `${one.year}-12-31` },
    exact: true,
    confidence: one.confidence,
    text: { id: 'kalender tanggal merah hari kerja', en: 'calendar working days' },
    data: one,
  };
}

function bodyItem(one: Body): LawItem {
  return {
    key: `lembaga#${one.id}`,
    kind: 'body',
    name: one.id.toUpperCase(),
    title: same(one.name),
    citation: one.basis?.join('; ') ?? '',
    path: lawPath.bodies(one.id),
    inForce: one.inForce ?? (one.expectedBy === undefined ? always : { from: one.expectedBy }),
    exact: true,
    confidence: one.basis === undefined ? 'recalled' : 'seen',
    text: both([...one.parts.map((part) => partNames[part]), one.heldBy, one.status]),
    data: one,
  };
}

function questionItem(one: Law['edgeCases'][number]): LawItem {
  const path = lawPath.edge(one.id);
  return {
    key: keyOf(path),
    kind: 'question',
    name: one.id.replace('edge-', ''),
    title: one.question,
    citation: one.rules.join(', '),
    path,
    inForce: always,
    exact: true,
    confidence: one.confidence,
    text: both([
      one.says,
      one.dependsOn,
      one.safe,
      ...one.acts.map((act) => actNames[act]),
      confidenceNames[one.confidence],
    ]),
    data: one,
  };
}

/** Every item of the law, in the order in which a reader meets them. */
export function lawItems(law: Law): readonly LawItem[] {
  return [
    ...allRows.map(rowItem),
    ...allProvisions.map(provisionItem),
    ...allReadings.map(readingItem),
    ...law.edgeCases.map(questionItem),
    ...allProcedures.flatMap((procedure) => [
      procedureItem(procedure),
      ...procedure.steps.map((step) => stepItem(procedure, step)),
    ]),
    ...sanctionItems(),
    ...allInstruments.map(instrumentItem),
    ...law.elections.map(electionItem),
    ...law.years.map(calendarItem),
    ...allBodies.map(bodyItem),
  ];
}

/** Kinds that begin and end: the others (questions, sanctions, elections) stand whatever the day. */
const dated: ReadonlySet<LawItemKind> = new Set(['instrument', 'row', 'provision', 'reading', 'procedure', 'body']);

export function isInForce(item: LawItem, day: IsoDay): boolean {
  return inForceOn(item.inForce, day);
}

export interface Change {
  /** The first day of the new state. */
  readonly on: IsoDay;
  readonly exact: boolean;
  readonly what: 'began' | 'ended';
  readonly item: LawItem;
}

/**
 * What began and what ended after `since`, up to and including `until`; newest first. An end is told on the first day on which it no longer counts.
 * Steps and rows of one instrument are told by the instrument or the procedure alone.
 */
export function changesSince(
  items: readonly LawItem[],
  since: IsoDay,
  until: IsoDay,
  dayAfter: (day: IsoDay) => IsoDay,
): readonly Change[] {
  const changes: Change[] = [];
  for (const item of items) {
    if (!dated.has(item.kind) || item.kind === 'row' || item.kind === 'provision' || item.kind === 'reading') continue;
    const { from, until: last } = item.inForce;
    if (from !== undefined && from > since && from <= until)
      changes.push({ on: from, exact: item.exact, what: 'began', item });
    const over = last === undefined ? undefined : dayAfter(last);
    if (over !== undefined && over > since && over <= until)
      changes.push({ on: over, exact: true, what: 'ended', item });
  }
  return changes.toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
}
