import { describe, expect, it } from 'vitest';
import { atomFeed, type FeedInput, xml } from './feed.ts';

const began = Temporal.Instant.from('2026-11-20T00:00:00Z');
const day = (name: string, size: number) => ({
  day: name,
  size,
  root: Buffer.alloc(32, size),
  at: Temporal.Instant.from(`${name}T16:45:00.25Z`),
  note: `netra.contoh/log\n${size}\nAAAA<&>"'=\n\n— netra.contoh/log x\n`,
});
const feed = (over: Partial<FeedInput> = {}): string =>
  atomFeed({
    lang: 'id',
    origin: 'netra.contoh/log',
    address: (path) => `https://netra.contoh${path}?a=1&b=2`,
    days: [day('2026-11-22', 128), day('2026-11-21', 64)],
    began,
    ...over,
  });
const all = (text: string, tag: string): string[] =>
  [...text.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, inner = '']) => inner);

describe('the feed of daily roots', () => {
  it('holds for each day the signed text word for word, escaped, and a link to its sheet', () => {
    const text = feed();
    expect(text).toContain('AAAA&lt;&amp;&gt;&quot;&#39;=\n\n— netra.contoh/log x\n</content>');
    expect(text).toContain('href="https://netra.contoh/log/harian/2026-11-22?a=1&amp;b=2"');
    expect(all(text, 'title')).toEqual([
      'Akar harian log publik netra.contoh/log',
      'Akar harian Minggu, 22 November 2026',
      'Akar harian Sabtu, 21 November 2026',
    ]);
    expect(all(text, 'updated')).toEqual([
      '2026-11-22T16:45:00.25Z',
      '2026-11-22T16:45:00.25Z',
      '2026-11-21T16:45:00.25Z',
    ]);
  });

  it('names its entries so that the names stay when days are added, addresses change, or a batch is signed late', () => {
    const first = all(feed(), 'id');
    expect(new Set(first).size).toBe(3);
    for (const id of first)
      expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const later = feed({
      address: (path) => `https://lain.contoh${path}`,
      days: [day('2026-11-23', 256), day('2026-11-22', 192), day('2026-11-21', 64)],
    });
    expect(all(later, 'id')).toEqual([first[0], expect.any(String), first[1], first[2]]);
    expect(all(feed({ lang: 'en' }), 'id')).not.toContain(first[1]);
    expect(all(feed({ origin: 'lain.contoh/log' }), 'id')).not.toContain(first[1]);
  });

  it('is a feed also before the first day is over', () => {
    const text = feed({ days: [] });
    expect(text).not.toContain('<entry>');
    expect(all(text, 'updated')).toEqual(['2026-11-20T00:00:00Z']);
  });

  it('replaces what XML cannot hold at all', () => {
    expect(xml('a\u0000b\u000bc\ud800d\ufffe\te\n😀')).toBe('a\ufffdb\ufffdc\ufffdd\ufffd\te\n😀');
  });
});
