/** Facilities by program: the same guards as the screen, and the same silence about what is not one's own. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Member } from '../../platform/http/env.ts';
import { code, type FacilityDesk, startFacilityDesk } from './facilities.fixture.ts';
import { facilityOperations } from './facilities-api.ts';

let desk: FacilityDesk;
beforeAll(async () => {
  desk = await startFacilityDesk();
});
afterAll(() => desk.end());

const Items = z.object({ items: z.array(z.looseObject({ id: z.string() })), next: z.string().nullable().optional() });

/** Runs an operation as its router does, for somebody of whom a token would act. */
async function call(
  member: Member | null,
  id: string,
  given: { params?: object; query?: object; body?: unknown } = {},
) {
  const operation = facilityOperations(desk.app.platform, desk.app.facilities.service).find((one) => one.id === id);
  if (operation === undefined) throw new Error(id);
  const caller =
    member === null
      ? null
      : {
          tokenId: randomUUID(),
          name: 'Sistem',
          member,
          scopes: new Set<never>(),
          expiresAt: Temporal.Instant.from('2030-01-01T00:00:00Z'),
        };
  return operation.run({
    lang: 'id',
    caller,
    params: given.params ?? {},
    query: given.query ?? {},
    body: given.body,
    file: null,
    seen: null,
    cursorKey: Buffer.alloc(32),
  });
}
const problem = (done: Awaited<ReturnType<typeof call>>): string => (done.ok ? 'ok' : done.error.code);

it('a request is entered, answered, lent and returned, and others find nothing', async () => {
  const hall = await desk.hall();
  const body = {
    facilityId: hall,
    asker: 'citizens',
    purpose: 'community',
    words: 'Arisan rekaan',
    useRegionId: desk.country.places.city.id,
    from: '2024-10-03T02:00:00Z',
    to: '2024-10-03T05:00:00Z',
    askedAt: '2024-10-01T02:00:00Z',
  };
  expect(problem(await call(await desk.member('officer'), 'enterFacilityRequest', { body }))).toBe('not-found');
  expect(problem(await call(desk.manager, 'enterFacilityRequest', { body: { ...body, to: body.from } }))).toBe(
    'not-possible',
  );
  expect(problem(await call(desk.manager, 'enterFacilityRequest', { body: { ...body, words: 'x' } }))).toBe(
    'invalid-input',
  );
  const made = await call(desk.manager, 'enterFacilityRequest', { body });
  if (!made.ok) throw new Error(made.error.code);
  const { id } = z.object({ id: z.uuid() }).parse(made.value.body);
  const answer = { params: { id }, body: { outcome: 'granted', reason: 'usual' } };
  expect(problem(await call(await desk.member('stranger'), 'answerFacilityRequest', answer))).toBe('not-found');
  expect(problem(await call(desk.manager, 'answerFacilityRequest', answer))).toBe('ok');
  expect(problem(await call(desk.manager, 'answerFacilityRequest', answer))).toBe('not-possible');
  const span = { institution: code, from: '2024-10-01T00:00:00Z', to: '2024-10-31T00:00:00Z' };
  const loans = await call(await desk.member('officer'), 'listFacilityLoans', { query: span });
  if (!loans.ok) throw new Error(loans.error.code);
  const [loan] = Items.parse(loans.value.body).items;
  expect(loan).toMatchObject({ facilityId: hall, requestId: id, outAt: null });
  const out = { params: { id: loan?.id }, body: { kind: 'out', at: '2024-10-03T02:00:00Z', condition: 'good' } };
  expect(problem(await call(desk.inspector, 'recordFacilityLoan', out))).toBe('not-found');
  expect(problem(await call(desk.manager, 'recordFacilityLoan', out))).toBe('ok');
});

it('lists are read by who sees the institution, in pages, and hold no name of an asker', async () => {
  const hall = await desk.hall();
  for (let n = 0; n < 3; n += 1) await desk.ask(hall);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { institution: code, limit: '2', ...(cursor === undefined ? {} : { cursor }) };
    const page = await call(desk.inspector, 'listFacilityRequests', { query });
    if (!page.ok) throw new Error(page.error.code);
    expect(JSON.stringify(page.value.body)).not.toContain('Karang taruna');
    seen.push(...Items.parse(page.value.body).items.map((one) => one.id));
    cursor = page.value.next;
  } while (cursor !== undefined);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThanOrEqual(4);
  for (const who of ['stranger', 'verifier', 'authority', 'admin'] as const)
    for (const list of ['listFacilities', 'listFacilityRequests', 'listAccessAlerts'])
      expect(
        problem(await call(await desk.member(who), list, { query: { institution: code } })),
        `${who} ${list}`,
      ).toBe('not-found');
});

it('everybody reads the counts of an institution, and a code that nobody has is not found', async () => {
  const done = await call(null, 'readEqualAccess', { params: { code } });
  expect(problem(done)).toBe('ok');
  expect(problem(await call(null, 'readEqualAccess', { params: { code: 'TIDAK-ADA' } }))).toBe('not-found');
});
