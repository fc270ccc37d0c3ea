import { describe, expect, it } from 'vitest';
import { columns, openReasons } from './columns.ts';
import { kinds } from './kinds.ts';
import { norms } from './norms.ts';
import { columnEntries, findColumn, isSensitive, registerVersion } from './register.ts';
import { retentions } from './retentions.ts';

describe('the register of personal data', () => {
  it('names each column once', () => {
    const names = columnEntries().map((entry) => entry.name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(names.every((name) => /^(netra|auth)\.[a-z_]+\.[a-z0-9_]+$/.test(name))).toBe(true);
  });

  it('gives each kind a basis that is known, a time that is known, and words in both languages', () => {
    for (const [id, kind] of Object.entries(kinds)) {
      expect([id, kind.basis === null || kind.basis in norms]).toEqual([id, true]);
      expect([id, kind.retention in retentions]).toEqual([id, true]);
      for (const words of [kind.name, kind.holds, kind.purpose, kind.seenBy]) {
        expect(words.id.length).toBeGreaterThan(2);
        expect(words.en.length).toBeGreaterThan(2);
        expect(words.id).not.toBe(words.en);
      }
      expect([id, kind.basis === null]).toEqual([id, kind.whose.every((one: string) => one === 'nobody')]);
    }
  });

  it('uses every kind and every time', () => {
    const used = new Set<string>([...columnEntries().map((entry) => entry.kind), 'jobs']);
    expect(Object.keys(kinds).filter((id) => !used.has(id))).toEqual([]);
    const kept = new Set<string>(Object.values(kinds).map((kind) => kind.retention));
    expect(Object.keys(retentions).filter((id) => !kept.has(id))).toEqual([]);
  });

  it('is never surer of the law than quotations allow', () => {
    expect(Object.values(norms).every((norm) => norm.confidence === 'seen-3p' || norm.confidence === 'recalled')).toBe(
      true,
    );
  });

  it('explains only columns that are there and lie open', () => {
    const open = new Set(
      columnEntries().flatMap((entry) => (entry.protection === 'plain' && isSensitive(entry.kind) ? [entry.name] : [])),
    );
    expect(Object.keys(openReasons).filter((name) => !open.has(name))).toEqual([]);
  });

  it('seals or locks every name and word of reporters and accused', () => {
    for (const name of ['netra.report_words.sealed', 'netra.report_identity.sealed', 'netra.evidence.name_sealed'])
      expect(columnEntries().find((entry) => entry.name === name)?.protection).toBe('hpke');
    for (const name of [
      'netra.case_accused.name_sealed',
      'netra.case_accused.details_sealed',
      'netra.accused_answer.words_sealed',
    ])
      expect(columnEntries().find((entry) => entry.name === name)?.protection).toBe('locked');
  });

  it('knows tables of libraries by their schema', () => {
    expect(findColumn('jobs', 'job_common', 'data')).toBe('jobs');
    expect(findColumn('netra', 'report', 'no_such_column')).toBeUndefined();
    expect(Object.keys(columns).length).toBeGreaterThan(50);
  });

  it('has a fingerprint', () => {
    expect(registerVersion()).toMatch(/^[0-9a-f]{12}$/);
  });
});
