/** Which statements get a name, and that what is asked once keeps nothing. */
import { describe, expect, it } from 'vitest';
import { StatementNames } from './prepared.ts';

const asked = (names: StatementNames, text: string, times: number): readonly (string | null)[] =>
  Array.from({ length: times }, () => names.nameOf(text));

describe('names of statements', () => {
  it('are given the third time, and stay', () => {
    const names = new StatementNames();
    const [first, second, third, fourth] = asked(names, 'select 1 from body where id = $1', 4);
    expect([first, second]).toEqual([null, null]);
    expect(third).not.toBeNull();
    expect(fourth).toBe(third);
    expect(asked(names, 'select 2 from body where id = $1', 3).at(-1)).not.toBe(third);
  });

  it('are not given to what begins and ends transactions, nor to several statements in one text', () => {
    const names = new StatementNames();
    for (const text of ['begin', 'commit', 'rollback', 'begin; select 1', 'set role x', 'select 1; select 2'])
      expect([text, ...asked(names, text, 5)]).toEqual([text, null, null, null, null, null]);
  });

  it('end when there are enough: a server does not keep plans without end', () => {
    const names = new StatementNames(2);
    const given = ['a', 'b', 'c'].map((column) => asked(names, `select ${column} from body`, 4).at(-1));
    expect(given.map((one) => typeof one)).toEqual(['string', 'string', 'object']);
    expect(names.nameOf('select a from body')).toBe(given[0]);
  });

  it('are not worn out by lists that are never twice the same', () => {
    const names = new StatementNames(2);
    for (let length = 1; length < 12_000; length += 1) names.nameOf(`select 1 where 1 in (${length})`);
    expect(asked(names, 'select 1 from body', 3).at(-1)).not.toBeNull();
  });
});
