import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionTypes } from './case.ts';
import { lookName } from './case-page.tsx';
import { deskWords } from './desk-words.ts';
import type { Look } from './looks-read.ts';

const sources = path.resolve(import.meta.dirname, '../..');
const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.(test|fixture)\.tsx?$/.test(file))
  .map((file) => ({ file, source: readFileSync(path.join(sources, file), 'utf8') }));

/** Literals that look like a line of the trace and are something else: events of the interface, columns, names of files. */
const others = new Set(['case.received', 'case.step', 'report.id', 'report.kind', 'document.typ', 'evidence.json']);

/** What may be written into the trace of a case, wherever it is written. */
const written = new Set(
  files.flatMap(({ source }) =>
    [...source.matchAll(/'((?:case|report|document|evidence|exchange)\.[a-z-]+|evidence-(?:original|working-copy))'/g)]
      .map(([, what = '']) => what)
      .filter((what) => !others.has(what)),
  ),
);
for (const type of actionTypes) written.add(`case.${type}`);
for (const made of ['case.clock-stopped', 'case.clock-resumed']) written.add(made);

const look = (what: string): Look => ({
  at: Temporal.Instant.from('2024-10-04T03:00:00Z'),
  who: null,
  bodyName: null,
  what,
  access: 'write',
  reason: null,
});

describe('the page that says who looked', () => {
  it('has words in both languages for everything that is written into the trace', () => {
    expect(written.size).toBeGreaterThan(60);
    for (const what of written) {
      const [id, en] = [lookName(look(what), 'id'), lookName(look(what), 'en')];
      expect([id, en], what).not.toContain('');
      expect(id, what).not.toBe(deskWords('id').page.lookWrote);
      expect(en, what).not.toBe(deskWords('en').page.lookWrote);
      expect(id, what).not.toBe(en);
    }
  });

  it('knows every file that writes a line: one more comes with its words', () => {
    const writers = files.flatMap(({ file, source }) =>
      [...source.matchAll(/insertInto\('audit'\)[\s\S]{0,400}?case_id: ([^,\n]+)/g)]
        .filter(([, about]) => about !== 'null')
        .map(() => file),
    );
    expect(writers.toSorted()).toEqual([
      'features/cases/case-store.ts',
      'features/desk-work/case-place.ts',
      'features/discipline-register/register-service.ts',
      'features/documents/document-service.ts',
      'features/evidence/evidence-routes.ts',
      'features/exchange/exchange-service.ts',
      'features/parties/party-service.ts',
      'features/privacy/retention/disposal-service.ts',
      'features/referrals/referral-service.ts',
    ]);
  });
});
