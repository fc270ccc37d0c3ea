import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { roles } from '../../platform/http/env.ts';
import { guideDocuments } from './guide-document.ts';
import { allGuides, guideOfRole } from './guides.ts';

const root = resolve(import.meta.dirname, '../../../..');

/** All files that hold words of the screen, one text. */
function wordsOfScreen(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /words\.ts$/.test(name) && !name.startsWith('features/guides'))
    .map((name) => readFileSync(resolve(folder, name), 'utf8'))
    .join('\n');
}

describe('docs/guide', () => {
  const documents = guideDocuments();

  test.each([...documents])(
    '%s is what the guides give: run `node scripts/guides.mjs` after a change',
    (name, text) => {
      expect(readFileSync(resolve(root, 'docs/guide', name), 'utf8')).toBe(text);
      expect(text.split('\n').length).toBeLessThanOrEqual(120);
    },
  );

  it('holds no other file', () => {
    expect(readdirSync(resolve(root, 'docs/guide')).toSorted()).toEqual([...documents.keys()].toSorted());
  });
});

describe('the guides', () => {
  const screen = wordsOfScreen(resolve(root, 'app/src'));

  test.each(allGuides.map((guide) => [guide.id, guide] as const))(
    '%s: five tasks, one to three pictures that exist, files that exist, and words as they stand on the screen',
    (_id, guide) => {
      expect(guide.tasks).toHaveLength(5);
      for (const list of [guide.first, guide.troubles, guide.unseen, guide.limits, guide.ask])
        expect(list.length).toBeGreaterThan(0);
      expect(guide.pictures.length).toBeGreaterThanOrEqual(1);
      expect(guide.pictures.length).toBeLessThanOrEqual(3);
      for (const { file } of guide.pictures) expect(existsSync(resolve(root, 'docs/pictures', file)), file).toBe(true);
      const all = JSON.stringify(guide);
      for (const [file] of all.matchAll(/docs\/operations\/[a-z-]+\.md|SECURITY\.md/g))
        expect(existsSync(resolve(root, file)), file).toBe(true);
      const quoted = [...all.matchAll(/“([^”]+)”/g)].map((match) => match[1] ?? '');
      expect(quoted.filter((words) => !screen.includes(words))).toEqual([]);
    },
  );

  it('has one for every role', () => {
    for (const role of roles) expect(allGuides.map((guide) => guide.id)).toContain(guideOfRole[role]);
  });
});
