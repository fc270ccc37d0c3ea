/** What somebody may put into a field who means no good, or whose telephone does not: drawn from a seed, so that a failure comes again. */
import fc from 'fast-check';

/** `NETRA_FUZZ`: how many times as much is tried as in `npm test`; `npm run test:deep -- fuzz` sets it. */
export const effort = Math.max(1, Number(process.env.NETRA_FUZZ ?? '1') || 1);

/** A seed of its own for the long run, said when something fails; the same each time in `npm test`. */
export const seed = Number(process.env.NETRA_FUZZ_SEED ?? '20241127');

export const nasty: readonly string[] = [
  '',
  ' ',
  '\t\n\r\n',
  '0',
  '-1',
  '1e309',
  'NaN',
  '9'.repeat(400),
  '0x10',
  '１２',
  'null',
  'undefined',
  'true',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  '/perkara/..%2f..',
  '%00',
  '%',
  '\u0000',
  'a\u0000b',
  '\u0007\u001b[31m',
  '\u202egpj.exe',
  '\u2066x\u2069',
  '\ufeff',
  '\ufffe\uffff',
  '\ud800',
  'x\udfff',
  '👩‍👩‍👧‍👦'.repeat(50),
  `e${'\u0301'.repeat(300)}`,
  '\ufdfa'.repeat(300),
  'İ'.repeat(200),
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</textarea><svg/onload=alert(1)>',
  "'; drop table netra.case_file; --",
  '\\',
  '%_%',
  '{{7*7}}',
  `${'$'}{7*7}`,
  '=1+1',
  '2024-02-30',
  '0000-00-00',
  '+275760-09-13',
  '99999-01-01',
  '2024-10-04T25:61',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'not-a-uuid',
  'https://example.invalid/',
  '//example.invalid',
  'javascript:alert(1)',
  'a@b',
  'K7M-4QX-92',
  'x'.repeat(5_000),
  'x'.repeat(70_000),
  'a b '.repeat(10_000),
  '.'.repeat(30_000),
];

/** One value of a field: known mischief, or letters drawn from all of Unicode, halves of pairs included. */
export const garbage: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...nasty) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.integer().map(String) },
  { weight: 1, arbitrary: fc.date({ noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)) },
  { weight: 1, arbitrary: fc.uuid() },
);

/** A text that was right, with something done to it: letters taken away, doubled, swapped, put in from elsewhere. */
export function mutated(valid: string): fc.Arbitrary<string> {
  const at = fc.nat(Math.max(0, valid.length));
  return fc.oneof(
    at.map((i) => valid.slice(0, i)),
    at.map((i) => valid.slice(i)),
    fc.tuple(at, at).map(([i, j]) => valid.slice(0, Math.min(i, j)) + valid.slice(Math.max(i, j))),
    fc.tuple(at, garbage).map(([i, piece]) => valid.slice(0, i) + piece.slice(0, 200) + valid.slice(i)),
    fc
      .tuple(at, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }))
      .map(([i, one]) => valid.slice(0, i) + one + valid.slice(i + 1)),
    fc.tuple(at, at).map(([i, j]) => valid + valid.slice(Math.min(i, j), Math.max(i, j))),
    fc.constantFrom(
      valid.toUpperCase(),
      valid.toLowerCase(),
      `${valid}\n`,
      `\ufeff${valid}`,
      valid + valid,
      valid.replaceAll('\n', '\r\n'),
    ),
  );
}

/** Values like those that JSON can hold, with the names that do harm. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ depthSize: 'medium' }),
  fc.constantFrom<unknown>(
    JSON.parse('{"__proto__":{"polluted":true}}'),
    JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
    { length: 4_294_967_295 },
    { toString: null, valueOf: null },
    { toJSON: 'x' },
    [[[[[[[[[[]]]]]]]]]],
    -0,
    Number.POSITIVE_INFINITY,
    '\ud800',
  ),
);

/** A value of JSON that was right, with one place in it replaced, removed or added. */
export function mutatedJson(valid: unknown): fc.Arbitrary<unknown> {
  const places = placesOf(valid, []);
  return fc
    .tuple(fc.constantFrom(...places), fc.constantFrom('replace', 'remove', 'add'), fc.oneof(anyJson, garbage))
    .map(([place, how, value]) => changed(valid, place, how, value));
}

type Place = readonly (string | number)[];

function placesOf(value: unknown, here: Place): Place[] {
  if (typeof value !== 'object' || value === null) return [here];
  return [here, ...Object.entries(value).flatMap(([key, one]) => placesOf(one, [...here, key]))];
}

function changed(value: unknown, place: Place, how: string, replacement: unknown): unknown {
  const [first, ...rest] = place;
  if (first === undefined) return how === 'add' && isPlain(value) ? { ...value, extra: replacement } : replacement;
  if (Array.isArray(value)) {
    const copy: unknown[] = [...value];
    if (rest.length === 0 && how === 'remove') copy.splice(Number(first), 1);
    else copy[Number(first)] = changed(copy[Number(first)], rest, how, replacement);
    return copy;
  }
  if (!isPlain(value)) return replacement;
  const copy: Record<string, unknown> = { ...value };
  if (rest.length === 0 && how === 'remove') delete copy[first];
  else copy[first] = changed(copy[first], rest, how, replacement);
  return copy;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
