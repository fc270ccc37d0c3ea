import { describe, expect, it } from 'vitest';
import { referenceAssess } from '../../test/reference/reference.ts';
import { underMutation } from '../../test/support/runs.ts';
import { assess } from '../assess/assess.ts';
import { parseFacts } from '../assess/facts.ts';
import { allProvisions, allRows, findReading } from '../instruments/rows.ts';
import type { Example } from './example.ts';
import { examples } from './examples.ts';
import { readingExamples } from './readings.ts';

const all: readonly (readonly [string, Example])[] = Object.entries(examples).flatMap(([id, list]) =>
  list.map((example) => [id, example] as const),
);

describe('worked examples', () => {
  it.each(all.map(([id, example]) => ({ id, given: example.given, example })))('$id: $given', ({ example }) => {
    const answer = assess(example.facts);
    expect({
      outcome: answer.outcome,
      rows: answer.rows.map((row) => row.id),
      provisions: answer.provisions.map((one) => one.id),
      asks: answer.questions.map((one) => one.fact),
    }).toEqual({
      outcome: example.outcome,
      rows: example.rows,
      provisions: example.provisions,
      asks: example.asks ?? [],
    });
    expect(parseFacts(JSON.parse(JSON.stringify(example.facts)))).toEqual({ ok: true, value: example.facts });
    // The reference tries every way; it knows nothing of a mutant.
    if (!underMutation) expect(referenceAssess(example.facts).outcome).toBe(example.outcome);
  });

  it('every row but the note B13, every provision and every reading shows a breach, a near miss and an unknown', () => {
    const kinds = Object.entries(examples).map(([id, list]) => [
      id,
      [...new Set(list.map((example) => example.shows))].toSorted(),
    ]);
    expect(kinds.filter(([id]) => id !== 'B13').map(([, shows]) => shows)).toEqual(
      kinds.filter(([id]) => id !== 'B13').map(() => ['near-miss', 'unknown', 'violation']),
    );
    expect(examples.B13.some((example: Example) => example.rows.includes('B13'))).toBe(false);
  });

  it('every row but B13 and every provision can be reached by an example of a breach', () => {
    const reached = (id: string, list: readonly Example[]) =>
      list.some(
        ({ shows, rows, provisions }) => shows === 'violation' && [...rows, ...provisions].some((one) => one === id),
      );
    expect(allRows.filter(({ id }) => !reached(id, examples[id])).map(({ id }) => id)).toEqual(['B13']);
    expect(allProvisions.filter(({ id }) => !reached(id, examples[id]))).toEqual([]);
  });

  it('every reading decides its near miss', () => {
    for (const [id, list] of Object.entries(readingExamples)) {
      const decided = list.filter(({ shows }) => shows === 'near-miss').map((example) => assess(example.facts));
      expect([id, decided.map(({ trace }) => trace.find((one) => one.rule === id)?.holds)]).toEqual([id, [true]]);
      expect(decided.map(({ outcome }) => outcome)).toEqual([findReading(id)?.outcome]);
    }
  });
});
