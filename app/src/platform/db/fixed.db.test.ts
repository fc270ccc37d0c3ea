/** Statements that are put together once: the values of each time, and nothing of the time before. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, startDesk } from '../../features/cases/desk.fixture.ts';
import { fixed } from './fixed.ts';
import { runAs } from './unit-of-work.ts';

let desk: Desk;
let built = 0;
const bodyOf = fixed((tx, code, level) => {
  built += 1;
  return tx
    .selectFrom('body')
    .select(['code', 'kind'])
    .where('code', '=', code)
    .where('level', '=', level)
    .orderBy('code')
    .limit(3);
});

beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());

it('a statement is put together once and asked with the values of each time', async () => {
  const { userId } = await desk.member('officer');
  const bodies = await desk.app.owner
    .selectFrom('body')
    .select(['code', 'kind', 'level'])
    .orderBy('code')
    .limit(6)
    .execute();
  expect(bodies.length).toBeGreaterThan(2);
  await runAs(desk.app.platform.db, { kind: 'member', userId }, async (tx) => {
    const found = await Promise.all(bodies.map(({ code, level }) => bodyOf(tx, code, level)));
    expect(found).toEqual(bodies.map(({ code, kind }) => [{ code, kind }]));
    expect(await bodyOf(tx, bodies[0]?.code, 'no such level')).toEqual([]);
  });
  expect(built).toBe(1);
});

it('a value too few or too many is our bug and reaches no database', async () => {
  const { userId } = await desk.member('officer');
  await runAs(desk.app.platform.db, { kind: 'member', userId }, async (tx) => {
    await expect(bodyOf(tx, 'x')).rejects.toThrow('2 places was given 1');
    await expect(bodyOf(tx, 'x', 'y', 'z')).rejects.toThrow('2 places was given 3');
  });
});
