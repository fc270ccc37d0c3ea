import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CanonicalValue, canonicalJson } from './canonical.ts';

const { value: anyValue } = fc.letrec<{ value: CanonicalValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((n) => n + 0),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 4 }),
  ),
}));

/** Takes anything, as a caller without types would. */
function writeAnything(value: unknown): string {
  return Reflect.apply(canonicalJson, undefined, [value]);
}

describe('the canonical text of a value', () => {
  it('is JSON that means the same value', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the order in which keys were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer(), { noNullPrototype: true }), (object) => {
        const reversed = Object.fromEntries(Object.entries(object).toReversed());
        expect(canonicalJson(reversed)).toBe(canonicalJson(object));
      }),
    );
  });

  it('differs where the values differ', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        const alike = isDeepStrictEqual(JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b)));
        expect(canonicalJson(a) === canonicalJson(b)).toBe(alike);
      }),
    );
    expect(canonicalJson('1')).not.toBe(canonicalJson(1));
    expect(canonicalJson([])).not.toBe(canonicalJson({}));
  });

  it('sorts keys by UTF-16 code units, as RFC 8785 shows it', () => {
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, ö: 7 };
    const order: unknown[] = Object.values(JSON.parse(canonicalJson(keys)));
    // JSON.parse puts the key "1" first by itself, so the text is looked at as well.
    expect(canonicalJson(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
    expect(order).toHaveLength(7);
  });

  it('has no spaces and keeps order in lists', () => {
    expect(canonicalJson({ b: [3, 1, 2], a: { d: null, c: true } })).toBe('{"a":{"c":true,"d":null},"b":[3,1,2]}');
  });

  it('does not exist for numbers that programs write differently', () => {
    for (const number of [0.1, 1e21, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -0]) {
      expect(() => canonicalJson({ sum: number }), String(number)).toThrow(/^\$\.sum: /);
    }
    expect(canonicalJson(1e15)).toBe('1000000000000000');
  });

  it('does not exist for what JSON drops, bends or cannot hold, and the error names the place', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    const bad: readonly [unknown, RegExp][] = [
      [undefined, /^\$: undefined/],
      [{ a: undefined }, /^\$\.a: undefined/],
      [{ a: [1, () => 1] }, /^\$\.a\[1\]: function/],
      [new Array(2), /^\$\[0\]: undefined/],
      [10n, /bigint/],
      [new Date(0), /class/],
      [new Map(), /class/],
      [{ [Symbol('x')]: 1 }, /symbol/],
      ['\ud800', /surrogate/],
      [{ '\udfff': 1 }, /surrogate/],
      [circle, /circle/],
    ];
    for (const [value, message] of bad) expect(() => writeAnything(value)).toThrow(message);
  });
});
