/** Fields of the interface. Each carries its meaning in both languages and an example: the document, the page and the tests read them here. */
import { z } from 'zod';
import type {} from 'zod-openapi';

/** The same words in both languages of the product. */
export interface Bilingual {
  readonly id: string;
  readonly en: string;
}

/** The English meaning lies beside `description`, which is Indonesian. */
export const ENGLISH = 'x-description-en';

/** Gives a field its meaning and an example that its own schema takes. */
export function said<S extends z.core.$ZodType>(schema: S, id: string, en: string, example: z.input<S>): S {
  return told(schema, { description: id, [ENGLISH]: en, examples: [example] });
}

/** A shape with a name of its own in the document. */
export function named<S extends z.core.$ZodType>(name: string, schema: S, id: string, en: string): S {
  return told(schema, { id: name, description: id, [ENGLISH]: en });
}

/**
 * What `schema.meta()` does, by the registry. Asking for the core of a schema only, and not for all methods of `z.ZodType`, spares the compiler
 * a minute over some hundred fields.
 */
function told<S extends z.core.$ZodType>(schema: S, meta: z.core.GlobalMeta): S {
  const copy = z.core.clone(schema);
  const registry: z.core.$ZodRegistry<z.core.GlobalMeta, z.core.$ZodType> = z.globalRegistry;
  registry.add<z.core.$ZodType>(copy, { ...registry.get<z.core.$ZodType>(schema), ...meta });
  return copy;
}
