import { describe, expect, it } from 'vitest';
import { ok, refuse, shown } from './result.ts';

describe('a refused value', () => {
  it.each<[unknown, string]>([
    ['like', '"like"'],
    ['a\nb"c', '"a\\nb\\"c"'],
    [7, '7'],
    [true, 'true'],
    [null, 'null'],
    [undefined, 'undefined'],
    [[1, 2], 'an array'],
    [{ kind: 'x' }, 'an object'],
    ['x'.repeat(40), `"${'x'.repeat(40)}"`],
    ['x'.repeat(41), `"${'x'.repeat(40)}…"`],
    [10n ** 60n, `1${'0'.repeat(39)}…`],
  ])('%# is shown in one short line', (value, expected) => {
    expect(shown(value)).toBe(expected);
  });

  it('comes back as a value with the field and the whole line', () => {
    expect(refuse('act.on', 'is missing')).toEqual({
      ok: false,
      error: { field: 'act.on', line: 'act.on: is missing' },
    });
    expect(ok(3)).toEqual({ ok: true, value: 3 });
  });
});
