/** A short name for what was added, so that a stored answer can say with which data it was given. */
import { compare, decreesInOrder, type LawAdditions } from './additions.ts';

/**
 * Sixteen hexadecimal digits: FNV-1a of 64 bits over the additions written in one fixed way, whatever the order of keys and entries.
 * Empty without additions. It tells data apart that differ by accident; it is no protection against anybody who wants two to look alike.
 */
export function fingerprintOf(additions: LawAdditions): string {
  const { decrees, elections, overrides } = additions;
  if (decrees.length + elections.length + overrides.length === 0) return '';
  const byId = (a: { readonly id: string }, b: { readonly id: string }): number => compare(a.id, b.id);
  return fnv1a64(
    canonical({
      decrees: decreesInOrder(decrees),
      elections: [...elections].sort(byId),
      overrides: [...overrides].sort(byId),
    }),
  );
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => compare(a, b));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join()}}`;
}

/** Each character goes in as two bytes. The number is kept in four parts of 16 bits: bit operations hold 32, and BigInt is ten times slower. */
export function fnv1a64(text: string): string {
  let [a, b, c, d] = [0x2325, 0x8422, 0x9ce4, 0xcbf2];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    for (const byte of [code & 0xff, code >> 8]) {
      a ^= byte;
      // Times the prime 2^40 + 0x1b3, part by part from the lowest.
      const low = a * 0x1b3;
      const second = b * 0x1b3 + (low >>> 16);
      const third = c * 0x1b3 + (a << 8) + (second >>> 16);
      const fourth = d * 0x1b3 + (b << 8) + (third >>> 16);
      [a, b, c, d] = [low & 0xffff, second & 0xffff, third & 0xffff, fourth & 0xffff];
    }
  }
  return [d, c, b, a].map((part) => part.toString(16).padStart(4, '0')).join('');
}
