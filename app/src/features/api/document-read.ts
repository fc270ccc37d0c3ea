/** Reads the OpenAPI document for the page: fields in lines, examples as JSON. The page shows what the document says and nothing else. */
import type { Language } from '../../platform/i18n/words.ts';
import type { OpenApiDocument } from './document.ts';

export interface FieldLine {
  /** `accused[].post` */
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

export interface Variant {
  /** Null: there is only one. */
  readonly title: string | null;
  readonly fields: readonly FieldLine[];
}

const DEEPEST = 6;

export function property(value: unknown, ...path: readonly string[]): unknown {
  let at = value;
  for (const name of path)
    at = typeof at === 'object' && at !== null && Object.hasOwn(at, name) ? Reflect.get(at, name) : undefined;
  return at;
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** The meaning of a field or operation in the reader's language. */
export function meaning(value: unknown, lang: Language): string {
  const english = text(property(value, 'x-description-en'));
  return lang === 'en' && english !== '' ? english : text(property(value, 'description'));
}

export function reader(document: OpenApiDocument) {
  const resolve = (schema: unknown): unknown => {
    const ref = text(property(schema, '$ref'));
    if (ref === '') return schema;
    const target = property(document, ...ref.replace(/^#\//, '').split('/'));
    // What stands beside the reference says more about this very place.
    return {
      ...(typeof target === 'object' ? target : {}),
      ...(typeof schema === 'object' ? schema : {}),
      $ref: undefined,
    };
  };

  /** Without the "or null" around it. */
  const bare = (schema: unknown): { readonly schema: unknown; readonly nullable: boolean } => {
    const resolved = resolve(schema);
    const options = list(property(resolved, 'anyOf')).map(resolve);
    const real = options.filter((option) => property(option, 'type') !== 'null');
    if (options.length === 0 || real.length !== 1) return { schema: resolved, nullable: real.length < options.length };
    return {
      schema: { ...(typeof real[0] === 'object' ? real[0] : {}), ...pick(resolved) },
      nullable: real.length < options.length,
    };
  };
  const pick = (schema: unknown): Record<string, unknown> =>
    Object.fromEntries(
      entries(schema).filter(([name]) => ['description', 'x-description-en', 'examples'].includes(name)),
    );

  const typeOf = (given: unknown): string => {
    const { schema, nullable } = bare(given);
    const types = list(property(schema, 'type')).map(text);
    const base =
      list(property(schema, 'enum')).length > 0
        ? list(property(schema, 'enum'))
            .map((one) => String(one))
            .join(' | ')
        : property(schema, 'const') !== undefined
          ? JSON.stringify(property(schema, 'const'))
          : text(property(schema, 'type')) === 'array'
            ? `${typeOf(property(schema, 'items'))}[]`
            : [
                text(property(schema, 'type')) || types.filter((one) => one !== 'null').join(' | ') || 'object',
                text(property(schema, 'format')),
              ]
                .filter((one) => one !== '')
                .join(', ');
    return nullable || types.includes('null') ? `${base} | null` : base;
  };

  const lines = (given: unknown, lang: Language, prefix = '', depth = 0): FieldLine[] => {
    const { schema } = bare(given);
    if (text(property(schema, 'type')) === 'array') return lines(property(schema, 'items'), lang, `${prefix}[]`, depth);
    if (depth > DEEPEST) return [];
    const required = list(property(schema, 'required'));
    return entries(property(schema, 'properties')).flatMap(([name, field]) => {
      const at = prefix === '' ? name : `${prefix}.${name}`;
      const own: FieldLine = {
        name: at,
        type: typeOf(field),
        required: required.includes(name),
        description: meaning(bare(field).schema, lang),
      };
      return [own, ...lines(field, lang, at, depth + 1)];
    });
  };

  const exampleOf = (given: unknown, depth = 0): unknown => {
    const { schema } = bare(given);
    const options = list(property(schema, 'oneOf'));
    if (options.length > 0) return exampleOf(options[0], depth);
    const fields = entries(property(schema, 'properties'));
    const [example] = list(property(schema, 'examples'));
    if (fields.length === 0 || depth > DEEPEST)
      return example ?? (text(property(schema, 'type')) === 'array' ? [] : null);
    if (example !== undefined && depth > 0) return example;
    const required = list(property(schema, 'required'));
    return Object.fromEntries(
      fields.filter(([name]) => required.includes(name)).map(([name, field]) => [name, exampleOf(field, depth + 1)]),
    );
  };

  return {
    typeOf,
    exampleOf,
    /** The fields of a body; where it is one of several, each of them. */
    variants: (schema: unknown, lang: Language): readonly Variant[] => {
      const options = list(property(resolve(schema), 'oneOf'));
      return options.length === 0
        ? [{ title: null, fields: lines(schema, lang) }]
        : options.map((option) => ({ title: meaning(resolve(option), lang), fields: lines(option, lang) }));
    },
  };
}
export type DocumentReader = ReturnType<typeof reader>;
