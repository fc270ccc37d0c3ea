/**
 * Words of the screen, in Indonesian first and English second. Each feature keeps its own `words.ts`; a key that is missing in English,
 * or whose parameters differ, does not compile.
 */
export const languages = ['id', 'en'] as const;
export type Language = (typeof languages)[number];

type Phrase = string | ((...values: never[]) => string);
export type Phrases = { readonly [key: string]: Phrase | Phrases };

/** The same shape with every text widened to string, so that English may differ in words and in nothing else. */
type SameShape<T extends Phrases> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...values: infer V) => string
      ? (...values: V) => string
      : T[K] extends Phrases
        ? SameShape<T[K]>
        : never;
};

const registry: { readonly name: string; readonly id: Phrases; readonly en: Phrases }[] = [];

/**
 * Declares the words of one feature.
 * @param name the feature, for the completeness test
 * @returns a function that gives the words in the language asked for
 */
export function defineWords<const T extends Phrases>(
  name: string,
  id: T,
  en: NoInfer<SameShape<T>>,
): (language: Language) => SameShape<T> {
  const indonesian: SameShape<T> = widen(id);
  registry.push({ name, id, en: en as Phrases });
  return (language) => (language === 'en' ? en : indonesian);
}

/** Every set of words declared so far: read by the test that looks for empty or untranslated phrases. */
export function declaredWords(): readonly { readonly name: string; readonly id: Phrases; readonly en: Phrases }[] {
  return registry;
}

function widen<T extends Phrases>(phrases: T): SameShape<T>;
function widen(phrases: Phrases): Phrases {
  return phrases;
}
