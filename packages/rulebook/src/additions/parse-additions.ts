/** The strict parser of law that is added as data, from a file or from the database. */
import { isIsoDay } from '../calendar/days.ts';
import { decreedDays } from '../calendar/decreed-days.ts';
import { allProcedures, findStep } from '../clocks/procedures.ts';
import { allElections, type Election } from '../elections/elections.ts';
import { type InputError, ok, type Result, refuse, shown } from '../result.ts';
import { type DecreeAddition, decreesInOrder, type LawAdditions, type StepOverride } from './additions.ts';
import { whyOverrideRefused } from './choose-override.ts';
import { type FieldReader, readFields } from './field-reader.ts';
import { titlesOf, whyDecreeRefused } from './merge-decrees.ts';
import { parseElection } from './parse-election.ts';

const most = { decrees: 500, elections: 500, overrides: 5000 } as const;

/**
 * Reads additions from a value that came from outside, for example parsed JSON. A list that is left out is empty.
 *
 * Refused, beside fields that are missing, unknown or of the wrong kind: an id that is used twice or is built in; a decree for a year that has
 * one already, unless it names in `replaces` or `amends` an earlier decree of that year; an override of a step that does not exist, one that
 * presents a target or a letter as law, and one that would let a limit of law end later without an instrument.
 * @returns the additions, or an error whose line names the first field that cannot be used and what is allowed
 */
export function parseAdditions(input: unknown): Result<LawAdditions, InputError> {
  const root = readFields(input, '', ['decrees', 'elections', 'overrides']);
  const listOf = (name: 'decrees' | 'elections' | 'overrides'): readonly unknown[] =>
    root.has(name) ? root.list(name, most[name]) : [];
  const [decreeList, electionList, overrideList] = [listOf('decrees'), listOf('elections'), listOf('overrides')];
  const refused = root.refused();
  if (refused !== undefined) return refused;
  const decrees = parseEach(decreeList, 'decrees', parseDecree);
  if (!decrees.ok) return decrees;
  const elections = parseEach(electionList, 'elections', parseElection);
  if (!elections.ok) return elections;
  const overrides = parseEach(overrideList, 'overrides', parseOverride);
  if (!overrides.ok) return overrides;
  return (
    decreeClash(decrees.value) ??
    electionClash(elections.value) ??
    overrideClash(overrides.value) ??
    ok({ decrees: decrees.value, elections: elections.value, overrides: overrides.value })
  );
}

function parseEach<T>(
  list: readonly unknown[],
  name: string,
  parse: (input: unknown, path: string) => Result<T, InputError>,
): Result<readonly T[], InputError> {
  const all: T[] = [];
  for (const [index, input] of list.entries()) {
    const one = parse(input, `${name}[${index}]`);
    if (!one.ok) return one;
    all.push(one.value);
  }
  return ok(all);
}

const dayLists = ['nationalHoliday', 'collectiveLeave', 'votingDay', 'subjectToDecree'] as const;
const decreeFields = [
  'year',
  'decree',
  'on',
  'replaces',
  'amends',
  'reopens',
  ...dayLists,
  'regionalHoliday',
  'source',
  'confidence',
];

function parseDecree(input: unknown, path: string): Result<DecreeAddition, InputError> {
  const read = readFields(input, path, decreeFields);
  const year = read.matching('year', /^2[0-9]{3}$/, 'a year from 2000 to 2999 as text, such as "2029"');
  const on = read.optionalDay('on');
  const replaces = read.optionalText('replaces');
  const amends = read.optionalText('amends');
  if (replaces !== undefined && amends !== undefined) {
    read.refuse('amends', 'stands beside replaces; allowed is one of the two');
  }
  if (replaces !== undefined || amends !== undefined) read.day('on');
  if (read.has('reopens') && amends === undefined) {
    read.refuse('reopens', 'is not usable here; allowed only together with amends');
  }
  const decree: DecreeAddition = {
    year,
    decree: read.text('decree'),
    ...(on === undefined ? {} : { on }),
    ...(replaces === undefined ? {} : { replaces }),
    ...(amends === undefined ? {} : { amends }),
    ...(read.has('reopens') ? { reopens: monthDays(read, 'reopens', year) } : {}),
    nationalHoliday: monthDays(read, 'nationalHoliday', year),
    collectiveLeave: monthDays(read, 'collectiveLeave', year),
    votingDay: monthDays(read, 'votingDay', year),
    subjectToDecree: monthDays(read, 'subjectToDecree', year),
    regionalHoliday: regionalHolidays(read, path, year),
    source: read.source('source'),
    confidence: read.confidence('confidence'),
  };
  return read.refused() ?? ok(decree);
}

function monthDays(read: FieldReader, field: string, year: string): readonly string[] {
  const days: string[] = [];
  for (const [index, day] of read.list(field, 366).entries()) {
    if (typeof day !== 'string' || !isIsoDay(`${year}-${day}`)) {
      read.refuse(
        `${field}[${index}]`,
        `${shown(day)} is not usable; allowed is a day of ${year} as MM-DD, such as 12-25`,
      );
    } else if (days.includes(day))
      read.refuse(`${field}[${index}]`, `${shown(day)} stands there twice; allowed is once`);
    else days.push(day);
  }
  return days;
}

function regionalHolidays(read: FieldReader, path: string, year: string): DecreeAddition['regionalHoliday'] {
  return read.list('regionalHoliday', 1000).map((input, index) => {
    const place = `regionalHoliday[${index}]`;
    const one = readFields(input, `${path}.${place}`, ['on', 'region', 'why', 'confidence']);
    const on = one.day('on');
    if (on.slice(0, 4) !== year) one.refuse('on', `${shown(on)} is not usable; allowed is a day of ${year}`);
    const holiday = {
      on,
      region: one.text('region'),
      why: one.bilingual('why'),
      confidence: one.confidence('confidence'),
    };
    const refused = one.refused();
    if (refused !== undefined) read.keep(refused);
    return holiday;
  });
}

/** Decrees are checked in the order of their days: the one that is named must be older. */
function decreeClash(decrees: readonly DecreeAddition[]) {
  const titles = new Map<string, readonly string[]>();
  for (const decree of decreesInOrder(decrees)) {
    const there = titles.get(decree.year) ?? titlesOf(decreedDays, decree.year);
    const clash = whyDecreeRefused(decree, there);
    if (clash !== undefined) return refuse(`decrees[${decrees.indexOf(decree)}].${clash.field}`, clash.what);
    titles.set(decree.year, [...there, decree.decree]);
  }
  return undefined;
}

function electionClash(elections: readonly Election[]) {
  const there = new Set(allElections.map(({ id }) => id));
  for (const [index, { id }] of elections.entries()) {
    if (there.has(id)) {
      return refuse(`elections[${index}].id`, `${shown(id)} is there already; allowed is an id of its own`);
    }
    there.add(id);
  }
  return undefined;
}

const overrideFields = [
  'id',
  'procedure',
  'step',
  'office',
  'limit',
  'unit',
  'nature',
  'basis',
  'inForce',
  'reason',
  'source',
  'confidence',
];
const longestLimit = 400;

function parseOverride(input: unknown, path: string): Result<StepOverride, InputError> {
  const read = readFields(input, path, overrideFields);
  const procedure = read.text('procedure');
  const stepId = read.text('step');
  const known = allProcedures.find((one) => one.id === procedure);
  const step = findStep(procedure, stepId);
  if (known === undefined) {
    const ids = allProcedures.filter(({ steps }) => steps.length > 0).map(({ id }) => id);
    read.refuse('procedure', `${shown(procedure)} is not known; allowed are ${ids.join(', ')}`);
  } else if (step === undefined) {
    const ids = known.steps.map(({ id }) => id).join(', ');
    read.refuse('step', `${shown(stepId)} is not a step of ${procedure}; allowed are ${ids === '' ? 'none' : ids}`);
  }
  const office = read.optionalText('office');
  const days = read.inside('inForce', ['from', 'until']);
  const from = days.day('from');
  const until = days.optionalDay('until');
  if (until !== undefined && until < from)
    days.refuse('until', `${until} lies before from; allowed is ${from} or later`);
  const override: StepOverride = {
    id: read.matching('id', /^[a-z0-9][a-z0-9-]{0,79}$/, 'an id of small letters, digits and hyphens'),
    procedure,
    step: stepId,
    ...(office === undefined ? {} : { office }),
    limit: read.wholeNumber('limit', -longestLimit, longestLimit),
    unit: read.word('unit', ['working_day', 'calendar_day']),
    nature: read.word('nature', ['law', 'practice', 'target']),
    basis: read.text('basis'),
    inForce: { from, ...(until === undefined ? {} : { until }) },
    reason: read.bilingual('reason'),
    source: read.source('source'),
    confidence: read.confidence('confidence'),
  };
  const wrong = step === undefined ? undefined : whyOverrideRefused(override, step);
  if (wrong !== undefined) read.refuse(wrong.field, wrong.what);
  return read.refused() ?? ok(override);
}

function overrideClash(overrides: readonly StepOverride[]) {
  const ids = new Set<string>();
  const places = new Set<string>();
  for (const [index, { id, procedure, step, office, inForce }] of overrides.entries()) {
    if (ids.has(id)) {
      return refuse(`overrides[${index}].id`, `${shown(id)} is there already; allowed is an id of its own`);
    }
    ids.add(id);
    const place = JSON.stringify([procedure, step, office, inForce.from]);
    if (places.has(place)) {
      return refuse(
        `overrides[${index}].inForce.from`,
        `another override of ${procedure}/${step} for the same offices begins on ${inForce.from}; allowed is another day`,
      );
    }
    places.add(place);
  }
  return undefined;
}
