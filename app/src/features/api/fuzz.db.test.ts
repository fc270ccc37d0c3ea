/** Whatever is sent: never a 500, always JSON that the document promises. Inputs are made from the document itself, right ones, nearly right ones and noise. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../platform/api/index.ts';
import { type ApiDesk, startApiDesk } from './api.fixture.ts';
import { entries, list, property, text } from './document-read.ts';

let desk: ApiDesk;
let secrets: readonly string[];
let numbers: readonly string[];

beforeAll(async () => {
  desk = await startApiDesk();
  secrets = await Promise.all(
    (['officer', 'verifier', 'admin', 'media'] as const).map(
      async (who) => (await desk.token(who, { reports: true })).secret,
    ),
  );
  const made: string[] = [];
  for (const stop of ['received', 'facts', 'submit'] as const) made.push(await desk.caseUpTo(stop));
  numbers = made;
  await desk.app.ledger.service.begin();
}, 120_000);
afterAll(() => desk?.end());

const noise: fc.Arbitrary<unknown> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '\u0000',
    '%',
    "'; drop table x; --",
    '../..',
    '__proto__',
    '\ud800',
    '💥',
    'a'.repeat(5000),
    '1e999',
    '-0',
    'null',
    '[]',
    '{}',
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.integer(),
  fc.double(),
);

/** Values of a schema, as the document has it; now and then something else. */
function valuesOf(schema: unknown, depth = 0): fc.Arbitrary<unknown> {
  const { document } = desk.app.api;
  const ref = text(property(schema, '$ref'));
  if (ref !== '') return valuesOf(property(document, ...ref.slice(2).split('/')), depth);
  const options = [...list(property(schema, 'anyOf')), ...list(property(schema, 'oneOf'))];
  if (options.length > 0) return fc.oneof(...options.map((option) => valuesOf(option, depth)));
  const fixed = property(schema, 'const');
  if (fixed !== undefined) return mostly(fc.constant(fixed));
  const values = list(property(schema, 'enum'));
  if (values.length > 0) return mostly(fc.constantFrom(...values));
  const [example] = list(property(schema, 'examples'));
  switch (text(property(schema, 'type'))) {
    case 'object': {
      const required = list(property(schema, 'required')).map(String);
      const fields = Object.fromEntries(
        entries(property(schema, 'properties')).map(([name, field]) => [
          name,
          depth > 4 ? noise : valuesOf(field, depth + 1),
        ]),
      );
      return mostly(fc.record(fields, { requiredKeys: required.filter((name) => name in fields) }));
    }
    case 'array':
      return mostly(fc.array(valuesOf(property(schema, 'items'), depth + 1), { maxLength: 4 }));
    case 'boolean':
      return mostly(fc.boolean());
    case 'integer':
    case 'number':
      return mostly(fc.oneof(fc.integer({ min: -5, max: 300 }), fc.double()));
    case 'null':
      return fc.constant(null);
    default:
      return mostly(
        fc.oneof(
          example === undefined ? fc.string() : fc.constant(example),
          fc.string({ minLength: 40, maxLength: 200 }),
        ),
      );
  }
}

function mostly(arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary, weight: 9 }, { arbitrary: noise, weight: 1 });
}

function requestFor(operation: Operation) {
  const described = property(desk.app.api.document, 'paths', operation.path, operation.method);
  const query: Record<string, fc.Arbitrary<unknown>> = {};
  let body: fc.Arbitrary<unknown> = fc.constant(undefined);
  for (const parameter of list(property(described, 'parameters')))
    if (property(parameter, 'in') === 'query')
      query[text(property(parameter, 'name'))] = valuesOf(property(parameter, 'schema'));
  const schema = property(described, 'requestBody', 'content', 'application/json', 'schema');
  if (schema !== undefined) body = valuesOf(schema);
  const place = fc.oneof(
    { arbitrary: fc.constantFrom(...numbers, '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e', '6', 'sent', '2024'), weight: 4 },
    { arbitrary: fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }), weight: 1 },
  );
  return fc.record({
    places: fc.array(place, { minLength: 3, maxLength: 3 }),
    query: fc.record(query, { requiredKeys: [] }),
    body,
    secret: fc.constantFrom(...secrets),
    seq: fc.oneof(
      fc.constantFrom('"1"', '"2"', '"6"'),
      fc.string({ maxLength: 12 }).map((one) => one.replaceAll(/[^\x20-\x7e]/g, '')),
    ),
    language: fc.constantFrom('id', 'en', 'en;q=0.1, id;q=x', ''),
  });
}

describe('every operation', () => {
  it('answers whatever is sent with what the document promises, and never with a failure of ours', async () => {
    let asked = 0;
    const statuses = new Map<number, number>();
    for (const operation of desk.app.api.operations) {
      await fc.assert(
        fc.asyncProperty(requestFor(operation), async ({ places, query, body, secret, seq, language }) => {
          let n = 0;
          const path = operation.path.replaceAll(/\{\w+\}/g, () =>
            encodeURIComponent((places[n++] ?? 'x').toWellFormed()),
          );
          const pairs = Object.entries(query).map(
            ([name, value]) =>
              `${name}=${encodeURIComponent(String(typeof value === 'object' ? JSON.stringify(value) : value).toWellFormed())}`,
          );
          const upload = operation.upload === null ? {} : { 'content-type': 'text/csv' };
          const answer = await desk.call(
            secret,
            operation.method.toUpperCase(),
            `${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`,
            {
              body: operation.upload === null ? body : String(body ?? 'a;b'),
              headers: { 'if-match': seq, 'accept-language': language, ...upload },
            },
          );
          asked += 1;
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          expect(answer.status, `${operation.id} ${answer.text.slice(0, 300)}`).toBeLessThan(500);
        }),
        { numRuns: operation.body === null ? 8 : 30, endOnFailure: true },
      );
    }
    expect(asked).toBeGreaterThan(400);
    // The noise is not all: right requests get through too.
    expect((statuses.get(200) ?? 0) + (statuses.get(201) ?? 0)).toBeGreaterThan(40);
    expect(statuses.get(422) ?? 0).toBeGreaterThan(40);
  }, 300_000);

  it('of which the body is no JSON, or too deep, or full of keys that mean something to JavaScript, is refused', async () => {
    const bodies = [
      '{',
      '[',
      'null',
      '"a"',
      '1',
      '',
      '\u0000',
      '{"a":1}x',
      '['.repeat(50_000),
      `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
      '{"__proto__":{"x":1}}',
      '{"constructor":{"prototype":{"x":1}}}',
      '{"type":"register","type":"conclude"}',
      '\ufeff{}',
      '{"text":"\\u0000"}',
      '{"text":"\\ud800"}',
    ];
    for (const body of bodies) {
      for (const path of ['/law/assess', '/law/triage', '/law/deadline']) {
        const answer = await desk.call(null, 'POST', path, { body, headers: { 'content-type': 'application/json' } });
        expect([400, 422, 429], `${path} ${body.slice(0, 40)} ${answer.status}`).toContain(answer.status);
      }
    }
    const binary = await desk.app.hono.request('/api/v1/law/triage', {
      method: 'POST',
      body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
      headers: { 'content-type': 'application/json' },
    });
    expect(binary.status).toBe(400);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });
});
