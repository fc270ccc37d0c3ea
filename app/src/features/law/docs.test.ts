import { createHash } from 'node:crypto';
import { allRows } from '@netra/rulebook';
import { describe, expect, it } from 'vitest';
import { lawDocs } from './docs.ts';
import { lawItems } from './items.ts';
import { builtInLaw } from './law.ts';
import { openPoints } from './open-points.ts';
import { fingerprintOf, type SignOffs } from './sign-off.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const write = (signOffs: SignOffs = new Map()) => lawDocs({ law: builtInLaw, signOffs, hash });
const docs = write();
const textOf = (name: string): string => docs.get(name) ?? '';
const items = lawItems(builtInLaw);

describe('the documents for lawyers', () => {
  it('are the same each time they are written', () => {
    expect([...write()]).toEqual([...docs]);
  });

  it('hold every item once in the table of sign-offs, with empty columns while nobody has signed', () => {
    const lines = textOf('tinjauan.md').split('\n');
    for (const item of items) {
      const own = lines.filter((line) => line.startsWith(`| \`${item.key}\` |`));
      expect(own, item.key).toHaveLength(1);
      expect(own[0]).toMatch(/\| {2}\| {2}\| {2}\|$/);
    }
  });

  it('tell every item in the file of its group', () => {
    const groups = [...docs].filter(([name]) => name !== 'tinjauan.md').map(([, text]) => text);
    for (const item of items)
      expect(
        groups.filter((text) => text.includes(`\`${item.key}\` · sidik isi`)),
        item.key,
      ).toHaveLength(1);
  });

  it('show for each row its breach, near miss and unknown, its sources and how sure we are', () => {
    const text = textOf('skb-2022-a-kode-etik.md') + textOf('skb-2022-b-disiplin.md');
    for (const row of allRows) {
      const own = text.split(/^## /m).find((part) => part.startsWith(`${row.id}. `)) ?? '';
      expect(own, row.id).toMatch(/\*\*Keyakinan:\*\*.*\*\*Sumber:\*\*/s);
      if (row.id === 'B13') continue;
      for (const kind of ['*Pelanggaran.*', '*Nyaris, tetapi bukan.*', '*Belum cukup diketahui.*'])
        expect(own, row.id).toContain(kind);
    }
  });

  it('list every open point', () => {
    const text = textOf('titik-terbuka.md').toLowerCase();
    for (const point of openPoints(builtInLaw))
      expect(text).toContain(point.what.id.toLowerCase().replaceAll('|', '\\|'));
  });

  it('link only to files that are written', () => {
    for (const [, text] of docs) {
      for (const [, target] of text.matchAll(/\]\(([^)]+)\)/g)) expect(docs.has(target ?? '')).toBe(true);
    }
  });

  it('hold no address of the press', () => {
    for (const [name, text] of docs) {
      expect(text, name).not.toMatch(/https?:|www\.|\.(com|id|co|net|org)\/[a-z]|\.html?\b/i);
      expect(text, name).not.toMatch(/undefined|\[object|NaN/);
    }
  });

  it('say who signed and when, and when the content has changed since', () => {
    const item = items.find((one) => one.key === 'aturan/B6');
    if (item === undefined) throw new Error('B6 is gone');
    const signed = {
      by: 'ahli hukum',
      on: '2026-11-22',
      rulebookVersion: '0.2.0',
      fingerprint: fingerprintOf(item, hash),
      verdict: 'setuju',
    } as const;
    const of = (fingerprint: string): string =>
      write(new Map([['aturan/B6', [{ ...signed, fingerprint }]]])).get('tinjauan.md') ?? '';
    expect(of(signed.fingerprint)).toContain('| ahli hukum | 2026-11-22 | setuju |');
    expect(of('000000000000')).toContain('| ahli hukum | 2026-11-22 | berubah sejak ditinjau |');
  });
});

describe('the sources of the law', () => {
  it('are publishers and dates everywhere: no address, no path behind a publisher, no name of a blogger on the screen', () => {
    const publishers = new Set<string>();
    const walk = (value: unknown): void => {
      if (Array.isArray(value)) for (const one of value) walk(one);
      else if (typeof value === 'object' && value !== null) {
        for (const [key, one] of Object.entries(value)) {
          if (key === 'publisher' && typeof one === 'string') publishers.add(one);
          else walk(one);
        }
      }
    };
    walk(items);
    expect(publishers.size).toBeGreaterThan(30);
    for (const publisher of publishers) expect(publisher).not.toMatch(/https?:|www\.|\?|\.html?\b|\/\d|\/[\w-]+\//);
  });
});
