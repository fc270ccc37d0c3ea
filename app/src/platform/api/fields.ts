/** Fields of the interface. Each carries its meaning in both languages and an example: the document, the page and the tests read them here. */
import type { z } from 'zod';
import type {} from 'zod-openapi';

/** The same words in both languages of the product. */
export interface Bilingual {
  readonly id: string;
  readonly en: string;
}

/** The English meaning lies beside `description`, which is Indonesian. */
export const ENGLISH = 'x-description-en';

/** Gives a field its meaning and an example that its own schema takes. */
export function said<S extends z.ZodType>(schema: S, id: string, en: string, example: z.input<S>): S {
  return schema.meta({ ...schema.meta(), description: id, [ENGLISH]: en, examples: [example] });
}

/** A shape with a name of its own in the document. */
export function named<S extends z.ZodType>(name: string, schema: S, id: string, en: string): S {
  return schema.meta({ ...schema.meta(), id: name, description: id, [ENGLISH]: en });
}
