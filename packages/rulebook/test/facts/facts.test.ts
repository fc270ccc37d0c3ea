/**
 * The law as it was read, against the law as it is written in the rulebook. The JSON files beside this were made from the material that the
 * rulebook was written from, not from the rulebook; `law-values.txt` holds every value of the rulebook, so that none changes unnoticed.
 */
import { describe, expect, it } from 'vitest';
import { statusRoutes } from '../../src/assess/routes.ts';
import { allBodies } from '../../src/bodies/bodies.ts';
import { decreedDays } from '../../src/calendar/decreed-days.ts';
import { allProcedures } from '../../src/clocks/procedures.ts';
import { allElections } from '../../src/elections/elections.ts';
import { instruments, successions } from '../../src/instruments/instruments.ts';
import { allProvisions, allReadings, allRows, successorBasis } from '../../src/instruments/rows.ts';
import { allSanctionKinds, pppkRoute, transitionalMedium } from '../../src/instruments/sanctions.ts';
import { src } from '../../src/instruments/skb-2022-sources.ts';
import bodies from './bodies.json' with { type: 'json' };
import calendar from './calendar.json' with { type: 'json' };
import elections from './elections.json' with { type: 'json' };
import procedures from './procedures.json' with { type: 'json' };
import provisions from './provisions.json' with { type: 'json' };
import rows from './rows.json' with { type: 'json' };
import sanctions from './sanctions.json' with { type: 'json' };

const byId = (list: readonly { readonly id: string }[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));

describe('the law as it was read', () => {
  it('elections: contests, determination, campaign, quiet days, vote', () => {
    const found = allElections.map(({ name: _, contests, ...election }) => ({
      ...election,
      contests: contests.map(({ name: __, ...contest }) => contest),
    }));
    expect(found).toEqual(elections);
  });

  it('procedures: limits, units, natures, bases, hours', () => {
    const found = allProcedures.map(({ title: _, steps, ...procedure }) => ({
      ...procedure,
      steps: steps.map(({ name, meaning, note, onExpiry, branch, extends: _e, ...step }) => step),
    }));
    expect(byId(found)).toEqual(byId(procedures));
  });

  it('holidays, collective leave and voting days of each decree', () => {
    const full = (days: Readonly<Record<string, readonly string[]>>) =>
      Object.fromEntries(Object.entries(days).map(([year, list]) => [year, list.map((day) => `${year}-${day}`)]));
    expect(decreedDays.decrees).toEqual(calendar.sources);
    expect(full(decreedDays.nationalHoliday)).toEqual(calendar.national_holiday);
    expect(full(decreedDays.collectiveLeave)).toEqual(calendar.collective_leave);
    expect(full(decreedDays.votingDay)).toEqual(calendar.voting_day);
    expect(full(decreedDays.subjectToDecree)).toEqual(calendar.subject_to_decree);
    expect(decreedDays.regionalHoliday.map(({ why, ...one }) => ({ ...one, why: why.en }))).toEqual(
      calendar.regional_holiday,
    );
  });

  it('rows of the decree: wording, phase, basis, sanction, how sure', () => {
    for (const fact of rows) {
      const row = allRows.find(({ id }) => id === fact.id);
      expect(row).toMatchObject({
        part: fact.part,
        no: fact.no,
        phase: fact.phase,
        basis: fact.basis,
        sanctionBasis: fact.sanctionBasis,
        confidence: fact.confidence,
      });
      expect([fact.id, row?.act.id]).toEqual([fact.id, fact.act]);
      expect([fact.id, row?.conflict !== null]).toEqual([fact.id, fact.conflict]);
      expect(row?.basisConfidence).toBe(fact.basisConfidence ?? (fact.basis.length === 0 ? 'uncertain' : 'seen'));
      const level = fact.sanction.level === 'unknown' ? null : fact.sanction;
      expect([fact.id, row?.sanction]).toEqual([fact.id, level]);
      const successors = row === undefined ? [] : successorBasis(row.basis);
      if (fact.successorBasis !== undefined) expect(successors).toEqual(fact.successorBasis);
    }
    expect(allRows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  });

  it('provisions of PP 94/2021: level and article of the sanction', () => {
    const found = allProvisions.map(({ number, level, sanctionBasis, confidence, elucidationConfidence }) => ({
      number,
      level,
      sanctionBasis: sanctionBasis?.replace('PP 94/2021 ', '') ?? null,
      confidence,
      ...(elucidationConfidence === undefined ? {} : { elucidationConfidence }),
    }));
    expect(found).toEqual(provisions.map(({ act: _, ...fact }) => fact));
  });

  it('sanctions: options, months, what stands in during the transition', () => {
    for (const [id, fact] of Object.entries(sanctions)) {
      const kind = allSanctionKinds.find((one) => one.id === id);
      expect([id, kind?.basis]).toEqual([id, fact.basis]);
      const options = kind?.options.map(({ id: option, label, months, transitionalSubstitute }) => ({
        id: option,
        id_label: label.id,
        ...(months === undefined ? {} : { months }),
        ...(transitionalSubstitute === undefined ? {} : { transitional_substitute: transitionalSubstitute }),
      }));
      expect([id, options]).toEqual([id, fact.options]);
    }
    expect(allSanctionKinds.map(({ id }) => id).toSorted()).toEqual(Object.keys(sanctions).toSorted());
  });

  it('bodies: parts, levels, hand-over', () => {
    const found = allBodies.map(({ inForce, heldBy: _, status: __, ...body }) => ({
      ...body,
      ...(inForce?.until === undefined ? {} : { until: inForce.until }),
    }));
    expect(found).toEqual(bodies);
  });
});

/** Every value in one line each, sentences left out: they may be put better without changing the law. */
function valuesOf(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) {
    return value.length === 0
      ? [`${path}: none`]
      : value.flatMap((one, at) => valuesOf(one, `${path}.${nameOf(one, at)}`));
  }
  if (typeof value !== 'object' || value === null) return [`${path}: ${JSON.stringify(value)}`];
  if ('en' in value && 'id' in value) {
    const complete = [value.id, value.en].every((text) => typeof text === 'string' && text.length > 3);
    return [`${path}: ${complete ? 'in both languages' : 'INCOMPLETE'}`];
  }
  const fields = Object.entries(value);
  return fields.length === 0 ? [`${path}: empty`] : fields.flatMap(([key, one]) => valuesOf(one, `${path}.${key}`));
}

function nameOf(value: unknown, at: number): string {
  return typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    !('en' in value)
    ? value.id
    : String(at);
}

describe('the law as it is written here', () => {
  it('changes no value unnoticed', async () => {
    const law = {
      rows: allRows,
      provisions: allProvisions,
      readings: allReadings,
      sanctions: allSanctionKinds,
      transition: transitionalMedium,
      pppk: pppkRoute,
      instruments,
      successions,
      procedures: allProcedures,
      elections: allElections,
      bodies: allBodies,
      routes: statusRoutes,
      sources: src,
    };
    const lines = Object.entries(law).flatMap(([name, part]) => valuesOf(part, name));
    expect(lines.filter((line) => line.endsWith('INCOMPLETE'))).toEqual([]);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./law-values.txt');
  });
});
