import { describe, expect, it } from 'vitest';
import { assess } from '../assess/assess.ts';
import { parseFacts } from '../assess/facts.ts';
import { findInstrument } from '../instruments/instruments.ts';
import { findProvision, findReading, findRow } from '../instruments/rows.ts';
import type { Bilingual } from '../text.ts';
import { edgeCases, findEdgeCase } from './index.ts';

const examples = edgeCases.flatMap((edge) =>
  (edge.examples ?? []).map((example, at) => ({ name: `${edge.id}, example ${at + 1}`, edge, example })),
);

describe('edge cases', () => {
  it('are the forty-four questions, each once, in order', () => {
    expect(edgeCases.map((edge) => edge.id)).toEqual(Array.from({ length: 44 }, (_, at) => `edge-${at + 1}`));
    expect(findEdgeCase('edge-44')?.id).toBe('edge-44');
    expect(findEdgeCase('edge-45')).toBe(undefined);
  });

  it('point only at rules and instruments that exist', () => {
    const unknown = edgeCases.flatMap((edge) => [
      ...edge.rules.filter((id) => (findRow(id) ?? findProvision(id) ?? findReading(id)) === undefined),
      ...(edge.instruments ?? []).filter((id) => findInstrument(id) === undefined),
    ]);
    expect(unknown).toEqual([]);
    for (const edge of edgeCases) expect(edge.rules.length + (edge.instruments ?? []).length).toBeGreaterThan(0);
  });

  it('say on what it depends exactly when it depends', () => {
    for (const edge of edgeCases)
      expect([edge.id, edge.dependsOn !== undefined]).toEqual([edge.id, edge.answer === 'depends']);
  });

  it('are complete in both languages, in short questions, with sources that are no addresses', () => {
    for (const edge of edgeCases) {
      const texts: readonly Bilingual[] = [edge.question, edge.says, edge.dependsOn, edge.safe, edge.note].filter(
        (text) => text !== undefined,
      );
      for (const text of texts) {
        expect(text.id.length).toBeGreaterThan(10);
        expect(text.en.length).toBeGreaterThan(10);
        expect(text.id).not.toBe(text.en);
        expect(`${text.id} ${text.en}`).not.toMatch(/https?:|calon nomor|paslon/i);
      }
      expect(edge.question.id.endsWith('?') && edge.question.en.endsWith('?')).toBe(true);
      expect(edge.sources.length).toBeGreaterThan(0);
      expect(edge.sources.filter((source) => /https?:|[?=]/.test(source.publisher))).toEqual([]);
    }
  });

  it('claim "seen" only with a source that somebody published', () => {
    const own = /own reasoning|not seen again/;
    for (const edge of edgeCases) {
      if (edge.confidence !== 'seen') continue;
      expect([edge.id, edge.sources.some((source) => !own.test(source.publisher))]).toEqual([edge.id, true]);
    }
  });
});

describe('edge cases as facts', () => {
  it.each(examples)('$name is what the rulebook answers', ({ edge, example }) => {
    const parsed = parseFacts(JSON.parse(JSON.stringify(example.facts)));
    expect(parsed).toEqual({ ok: true, value: example.facts });
    const answer = assess(example.facts);
    const rows = answer.rows.map((row) => row.id);
    const provisions = answer.provisions.map((one) => one.id);
    expect({ outcome: answer.outcome, rows, provisions }).toEqual({
      outcome: example.outcome,
      rows: example.rows ?? [],
      provisions: example.provisions ?? [],
    });
    // What an example shows must be among the rules that the reader is pointed to.
    expect(edge.rules).toEqual(expect.arrayContaining(rows));
    expect(edge.rules).toEqual(expect.arrayContaining(provisions.filter((id) => id !== 'pp94-5n-1')));
    expect(edge.acts).toContain(example.facts.act.kind);
  });

  it('show a breach for every question that is answered "breach", or say in a note why not', () => {
    for (const edge of edgeCases) {
      const outcomes = (edge.examples ?? []).map((example) => example.outcome);
      if (edge.answer === 'breach') expect(edge.note !== undefined || outcomes.includes('violation')).toBe(true);
      if (edge.answer === 'allowed') expect(edge.note !== undefined || outcomes.includes('allowed')).toBe(true);
      if (edge.answer === 'disputed') expect(outcomes).toContain('disputed');
    }
  });
});
