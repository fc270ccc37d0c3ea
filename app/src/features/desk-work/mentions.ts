/** Who is named in a note by `@`. Pure: the names are those of colleagues at the same office. */
import { fail, ok, type Result } from '../../platform/result.ts';

export interface Colleague {
  readonly id: string;
  readonly name: string;
}

/**
 * Colleagues named in a text: `@Siti` where one name begins so, `@Siti Rahma` where several do.
 * @returns in the order of the colleagues; or the words after an @ that fit several, or nobody
 */
export function mentionsIn(
  text: string,
  colleagues: readonly Colleague[],
): Result<readonly Colleague[], { readonly kind: 'several' | 'nobody'; readonly words: string }> {
  const named = new Set<string>();
  for (const found of text.matchAll(/(?<![\p{L}\p{N}])@([\p{L}\p{N}][\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]+){0,5})/gu)) {
    const words = lower(found[1] ?? '').split(' ');
    const fits = longestFit(words, colleagues);
    const first = fits[0];
    if (first === undefined) return fail({ kind: 'nobody', words: words[0] ?? '' });
    if (fits.length > 1) return fail({ kind: 'several', words: words[0] ?? '' });
    named.add(first.id);
  }
  return ok(colleagues.filter((one) => named.has(one.id)));
}

/** Those whose names begin with as many of these words as possible; the rest of the words is the sentence. */
function longestFit(words: readonly string[], colleagues: readonly Colleague[]): readonly Colleague[] {
  for (let count = words.length; count > 0; count -= 1) {
    const start = words.slice(0, count);
    const fits = colleagues.filter(({ name }) => {
      const parts = lower(name).split(' ');
      return start.every((word, index) => trimmed(word) === trimmed(parts[index] ?? ''));
    });
    const whole = fits.filter(({ name }) => lower(name).split(' ').length === count);
    // "@Siti" is the one called so and nothing else, before those called Siti something.
    if (whole.length === 1) return whole;
    if (fits.length > 0) return fits;
  }
  return [];
}

/** A full stop or comma after a name ends the sentence, not the name. */
function trimmed(word: string): string {
  let end = word.length;
  while (end > 0 && ".'’-".includes(word.charAt(end - 1))) end -= 1;
  return word.slice(0, end);
}

function lower(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
