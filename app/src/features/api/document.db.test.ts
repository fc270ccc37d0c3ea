import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { isProblemCode, isScope, problemCodes, problemKinds, tags } from '../../platform/api/index.ts';
import { actionTypes } from '../cases/case.ts';
import { ActionInput } from '../cases/case-action-input.ts';
import { entries, list, property, text } from './document-read.ts';

let app: TestApp;
let document: unknown;

beforeAll(async () => {
  app = await startTestApp();
  document = await (await app.hono.request('/api/v1/openapi.json')).json();
}, 120_000);
afterAll(() => app?.end());

const methods = ['get', 'post', 'delete', 'patch'];
const operations = () =>
  entries(property(document, 'paths')).flatMap(([path, item]) =>
    entries(item).map(([method, operation]) => ({ path, method, operation, name: `${method} ${path}` })),
  );

/** Every schema of the document, with where it stands. */
function schemas(): { readonly at: string; readonly schema: unknown }[] {
  const found: { at: string; schema: unknown }[] = [];
  const walk = (value: unknown, at: string, isSchema: boolean): void => {
    if (Array.isArray(value)) {
      for (const [n, one] of value.entries()) walk(one, `${at}/${n}`, isSchema);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    if (isSchema) found.push({ at, schema: value });
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'examples' || name === 'enum') continue;
      if (isSchema && name === 'properties')
        for (const [field, schema] of entries(inner)) walk(schema, `${at}/${field}`, true);
      else if (isSchema)
        walk(inner, `${at}/${name}`, ['items', 'anyOf', 'oneOf', 'allOf', 'additionalProperties'].includes(name));
      else walk(inner, `${at}/${name}`, name === 'schema' || at.endsWith('components/schemas'));
    }
  };
  walk(document, '', false);
  return found;
}

const resolve = (schema: unknown): unknown => {
  const ref = text(property(schema, '$ref'));
  return ref === '' ? schema : property(document, ...ref.slice(2).split('/'));
};

describe('the document', () => {
  it('is OpenAPI 3.1 by its structure', () => {
    const Ref = z.strictObject({ $ref: z.string() }).loose();
    const Media = z.record(z.string(), z.strictObject({ schema: z.union([Ref, z.looseObject({})]) }));
    const Operation = z
      .strictObject({
        operationId: z.string().regex(/^[a-zA-Z]+$/),
        tags: z.array(z.enum(tags)).length(1),
        summary: z.string().min(3),
        description: z.string().optional(),
        security: z.array(z.strictObject({ token: z.array(z.string()) })),
        parameters: z
          .array(
            z.strictObject({
              in: z.enum(['path', 'query', 'header']),
              name: z.string(),
              required: z.boolean().optional(),
              description: z.string().optional(),
              schema: z.looseObject({}),
            }),
          )
          .optional(),
        requestBody: z.strictObject({ required: z.literal(true), content: Media }).optional(),
        responses: z.record(
          z.string().regex(/^[245]\d\d$/),
          z.strictObject({
            description: z.string().min(3),
            headers: z.record(z.string(), z.looseObject({})).optional(),
            content: Media.optional(),
          }),
        ),
      })
      .catchall(z.unknown());
    const Whole = z.strictObject({
      openapi: z.string().regex(/^3\.1\.\d$/),
      info: z.strictObject({
        title: z.string(),
        version: z.string(),
        description: z.string(),
        license: z.looseObject({}),
      }),
      servers: z.array(z.strictObject({ url: z.url(), description: z.string() })),
      tags: z.array(z.strictObject({ name: z.enum(tags) })),
      paths: z.record(
        z.string().startsWith('/'),
        z
          .record(z.enum(['get', 'post', 'delete', 'patch']), Operation)
          .or(z.partialRecord(z.enum(['get', 'post', 'delete', 'patch']), Operation)),
      ),
      webhooks: z.record(z.string(), z.looseObject({})),
      components: z.looseObject({
        schemas: z.record(z.string().regex(/^[\w.-]+$/), z.looseObject({})),
        securitySchemes: z.looseObject({
          token: z.looseObject({ type: z.literal('http'), scheme: z.literal('bearer') }),
        }),
      }),
    });
    const read = Whole.safeParse(document);
    expect(read.success ? '' : z.prettifyError(read.error)).toBe('');
    const ids = operations().map(({ operation }) => property(operation, 'operationId'));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of operations())
      for (const name of Object.keys(Object(operation)))
        expect(name).toMatch(/^(operationId|tags|summary|description|security|parameters|requestBody|responses|x-.+)$/);
  });

  it('has no reference that leads nowhere, and every placeholder of an address is a parameter', () => {
    const refs = JSON.stringify(document).match(/"\$ref":"[^"]*"/g) ?? [];
    for (const ref of refs) expect(property(document, ...ref.slice(10, -1).split('/')), ref).toBeDefined();
    for (const { path, operation, name } of operations()) {
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
      const there = list(property(operation, 'parameters')).filter((one) => property(one, 'in') === 'path');
      expect(there.map((one) => property(one, 'name')).sort(), name).toEqual(wanted);
      for (const one of there) expect(property(one, 'required'), name).toBe(true);
    }
  });

  it('names exactly the routes that answer', () => {
    const routes = app.hono.routes.filter(({ path, method }) => path.startsWith('/api/v1/') && method !== 'ALL');
    const answering = [
      ...new Set(
        routes.map(
          ({ path, method }) => `${method.toLowerCase()} ${path.slice('/api/v1'.length).replaceAll(/:(\w+)/g, '{$1}')}`,
        ),
      ),
    ].sort();
    expect(
      operations()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(answering);
    for (const { method } of operations()) expect(methods).toContain(method);
  });

  it('gives every operation a summary in both languages, a scope that exists, and refusals that exist', () => {
    for (const { operation, name } of operations()) {
      expect(text(property(operation, 'summary')), name).not.toBe('');
      expect(text(property(operation, 'x-summary-en')), name).not.toBe('');
      if (text(property(operation, 'description')) !== '')
        expect(text(property(operation, 'x-description-en')), name).not.toBe('');
      const scope = text(property(operation, 'x-scope'));
      expect(scope === 'none' || scope === 'any' || isScope(scope), `${name} ${scope}`).toBe(true);
      expect(list(property(operation, 'security')).length, name).toBe(scope === 'none' ? 0 : 1);
      const problems = list(property(operation, 'x-problems')).map(text);
      expect(problems.length, name).toBeGreaterThan(3);
      for (const code of problems) {
        if (!isProblemCode(code)) throw new Error(`${name}: ${code}`);
        expect(property(operation, 'responses', String(problemKinds[code].status)), `${name} ${code}`).toBeDefined();
      }
    }
  });

  it('describes every field and every parameter in both languages, with an example that fits', () => {
    const bad: string[] = [];
    const check = (schema: unknown, at: string): void => {
      const own = { ...Object(resolve(schema)), ...Object(schema) };
      const example = list(property(own, 'examples'));
      if (text(property(own, 'description')) === '') bad.push(`${at}: no description`);
      if (text(property(own, 'x-description-en')) === '') bad.push(`${at}: no English`);
      const isObject = property(own, 'properties') !== undefined || property(own, 'oneOf') !== undefined;
      if (example.length === 0 && !isObject) bad.push(`${at}: no example`);
      if (text(property(own, 'description')) === text(property(own, 'x-description-en')))
        bad.push(`${at}: the same in both languages`);
      if (
        example.length > 0 &&
        !JSON.stringify(own).includes('$ref') &&
        !z.fromJSONSchema(own).safeParse(example[0]).success
      )
        bad.push(`${at}: the example does not fit`);
    };
    let fields = 0;
    for (const { at, schema } of schemas()) {
      for (const [name, field] of entries(property(schema, 'properties'))) {
        fields += 1;
        check(field, `${at}.${name}`);
      }
    }
    for (const { operation, name } of operations())
      for (const one of list(property(operation, 'parameters')))
        check(property(one, 'schema'), `${name} ${text(property(one, 'name'))}`);
    expect(bad).toEqual([]);
    expect(fields).toBeGreaterThan(250);
  });

  it('lets no unknown field in and none out; what webhooks tell may grow', () => {
    for (const { at, schema } of schemas()) {
      if (property(schema, 'properties') === undefined || /\/Event_/.test(at)) continue;
      expect(property(schema, 'additionalProperties'), at).toBe(false);
    }
  });

  it('knows every action of the status table', () => {
    const known = ActionInput.options.map((option) => [...option.shape.type.values][0]);
    expect(known.toSorted()).toEqual(actionTypes.toSorted());
  });
});

describe('pages of refusals', () => {
  it('are there for every code, in both languages, and for no other', async () => {
    for (const code of problemCodes) {
      for (const prefix of ['', '/en']) {
        const page = await app.hono.request(`${prefix}/api/problems/${code}`);
        expect(page.status, code).toBe(200);
        expect(await page.text()).toContain(problemKinds[code].title[prefix === '' ? 'id' : 'en']);
      }
    }
    expect((await app.hono.request('/api/problems/nothing')).status).toBe(404);
    expect((await app.hono.request('/api/problems')).status).toBe(200);
  });
});

describe('the reference page', () => {
  it('holds every operation with an anchor, needs no script, and is complete in English', async () => {
    for (const prefix of ['', '/en']) {
      const html = await (await app.hono.request(`${prefix}/api`)).text();
      for (const { operation, path } of operations()) {
        expect(html).toContain(`id="${text(property(operation, 'operationId'))}"`);
        expect(html).toContain(path);
      }
      const main = /<main[^>]*>.*<\/main>/s.exec(html)?.[0] ?? '';
      expect(main).not.toContain('<script');
      expect(main).not.toMatch(/ style="/);
    }
    const english = await (await app.hono.request('/en/api')).text();
    expect(english).toContain('The queue of cases');
    expect(english).not.toContain('Antrean perkara');
  });
});
