import { describe, expect, it } from 'vitest';
import { referenceAssess } from '../../test/reference/reference.ts';
import { assess } from '../assess/assess.ts';
import { parseFacts } from '../assess/facts.ts';
import { allRows } from '../instruments/rows.ts';
import type { Example } from './example.ts';
import { examples } from './examples.ts';

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
    expect(referenceAssess(example.facts).outcome).toBe(example.outcome);
  });

  it('every row but the note B13 can be reached, and shows a breach, a near miss and an unknown', () => {
    for (const { id } of allRows) {
      const kinds = new Set(examples[id].map((example) => example.shows));
      if (id === 'B13') {
        expect(examples.B13.some((example) => example.rows.includes('B13'))).toBe(false);
        continue;
      }
      expect([...kinds].toSorted()).toEqual(['near-miss', 'unknown', 'violation']);
      expect(examples[id].some((example) => example.shows === 'violation' && example.rows.includes(id))).toBe(true);
    }
  });
});
