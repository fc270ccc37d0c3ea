/** Texts of a kind with the facts of a case in them. Pure. */
import type { DocumentKind, Words } from './kinds.ts';

/** Where a fact is missing in the middle of a sentence. */
export const BLANK = '…………';

/** The words a draft begins with. A line of which nothing is known is left out; inside a sentence a line of dots stays. */
export function firstWords(kind: DocumentKind, facts: Words, signing: Words): Words {
  const words: Record<string, string> = {};
  for (const part of kind.parts) words[part.n] = part.text === '' ? '' : filled(part.text, facts);
  return { ...words, ...signing };
}

export function filled(text: string, facts: Words): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const names = [...line.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
      if (names.length > 0 && names.every((name) => !facts[name]) && line.replaceAll(/\{\w+\}|[\s,.;:]/g, '') === '')
        return [];
      return [
        line
          .replaceAll(/\{(\w+)\}/g, (_, name: string) => facts[name] || BLANK)
          // A citation list inside a sentence runs on.
          .replace(/^(.*: )([\s\S]+)$/, (whole, head: string, rest: string) =>
            line.trim().startsWith('{') ? whole : `${head}${rest.replaceAll('\n', '; ')}`,
          ),
      ];
    })
    .join('\n');
}
