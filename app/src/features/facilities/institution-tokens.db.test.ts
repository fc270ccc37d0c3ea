/** Facilities by program: a token that the institution itself issued, the guards of the screen, and how far a token of an inspectorate reaches. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Scope, scopesOfRole } from '../../platform/api/index.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member, Role } from '../../platform/http/env.ts';
import { code, type FacilityDesk, startFacilityDesk } from './facilities.fixture.ts';

let desk: FacilityDesk;
let manager: string;
let inspectorate: { readonly secret: string; readonly userId: string };
beforeAll(async () => {
  desk = await startFacilityDesk();
  manager = (await tokenOf(desk.manager, 'facility')).secret;
  inspectorate = await tokenOf(desk.inspector, 'inspectorate');
}, 120_000);
afterAll(() => desk.end());

/** Asked for by an administrator, issued by somebody of the office. */
async function tokenOf(
  member: Member,
  role: Role,
  scopes: readonly Scope[] = scopesOfRole[role],
): Promise<{ readonly secret: string; readonly userId: string }> {
  const { tokens } = desk.app.api;
  const bodyId = desk.country.bodies.agency.id;
  const asked = await tokens.ask(await desk.member('admin'), {
    bodyId,
    role,
    name: `Sistem ${role}`,
    scopes,
    days: 30,
  });
  if (!asked.ok) throw new Error(asked.error);
  const issued = await tokens.issue(member, asked.value.id, false);
  if (!issued.ok) throw new Error(issued.error);
  const { user_id: userId } = await desk.app.owner
    .selectFrom('api_token')
    .select('user_id')
    .where('id', '=', asked.value.id)
    .executeTakeFirstOrThrow();
  return { secret: issued.value.secret, userId: userId ?? '' };
}

async function call(secret: string, method: 'GET' | 'POST', path: string, body?: unknown, key: string = randomUUID()) {
  const answer = await desk.app.hono.request(`/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${secret}`,
      ...(method === 'POST' ? { 'idempotency-key': key, 'content-type': 'application/json' } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const told: unknown = await answer.json();
  return { status: answer.status, told };
}
const Items = z.object({ items: z.array(z.looseObject({ id: z.string() })) });
const itemsOf = (answer: { readonly told: unknown }) => Items.parse(answer.told).items;
const idOf = (answer: { readonly told: unknown }): string => z.object({ id: z.uuid() }).parse(answer.told).id;
const codeOf = (answer: { readonly status: number; readonly told: unknown }): string =>
  `${answer.status} ${z.looseObject({ code: z.string() }).parse(answer.told).code}`;

describe('a token of an institution', () => {
  it('is issued by whoever has that role there, and by nobody else, an administrator neither', async () => {
    const { tokens } = desk.app.api;
    const admin = await desk.member('admin');
    for (const role of ['facility', 'inspectorate'] as const) {
      const asked = await tokens.ask(admin, {
        bodyId: desk.country.bodies.agency.id,
        role,
        name: 'Sistem lain',
        scopes: ['facilities:read'],
        days: 30,
      });
      if (!asked.ok) throw new Error(asked.error);
      const [row] = (await tokens.list(admin)).filter((one) => one.id === asked.value.id);
      if (row === undefined) throw new Error('the wish is not listed');
      const own = role === 'facility' ? desk.manager : desk.inspector;
      const other = role === 'facility' ? desk.inspector : desk.manager;
      expect([tokens.mayIssue(admin, row), tokens.mayIssue(other, row), tokens.mayIssue(own, row)]).toEqual([
        false,
        false,
        true,
      ]);
      for (const who of [admin, other, await desk.member('officer')])
        await expect(
          tokens.issue(who, asked.value.id, false).then((issued) => {
            if (!issued.ok) throw new Error(issued.error);
          }),
        ).rejects.toThrow(/issued by the office|gone/);
      expect((await tokens.issue(own, asked.value.id, false)).ok).toBe(true);
    }
    for (const [role, scope] of [
      ['inspectorate', 'facilities:write'],
      ['inspectorate', 'coverage:read'],
      ['facility', 'prevention:write'],
    ] as const)
      await expect(tokenOf(desk.manager, role, [scope])).rejects.toThrow('scope-does-not-fit');
  });

  it('records a request of a party, answers it and notes what left and returned, as the screen does', async () => {
    const hall = await desk.hall();
    await desk.side('Partai Rekaan Satu');
    const [side] = itemsOf(await call(manager, 'GET', `/access-sides?institution=${code}`));
    expect(side).toMatchObject({ kind: 'party', letter: 'A', name: 'Partai Rekaan Satu', election: 'pilkada-2024' });
    const areas = itemsOf(await call(manager, 'GET', `/facility-areas?institution=${code}`));
    const area = areas.find((one) => one.id === desk.country.places.city.id);
    expect(area).toBeDefined();
    const request = {
      facilityId: hall,
      asker: 'party',
      sideId: side?.id,
      purpose: 'campaign',
      words: 'Panitia rekaan',
      useRegionId: area?.id,
      from: '2024-10-09T02:00:00Z',
      to: '2024-10-09T05:00:00Z',
      askedAt: '2024-10-01T02:00:00Z',
    };
    const key = randomUUID();
    const made = await call(manager, 'POST', '/facility-requests', request, key);
    expect(made.status, JSON.stringify(made.told)).toBe(201);
    expect(idOf(await call(manager, 'POST', '/facility-requests', request, key))).toBe(idOf(made));
    const waiting = () => call(manager, 'GET', `/facility-requests?institution=${code}&waiting=yes`);
    expect(itemsOf(await waiting())).toMatchObject([{ id: idOf(made), side: 'A', outcome: null }]);
    // Whoever asks for a party must be one, and what a person wrote about the asker does not leave.
    expect(
      codeOf(
        await call(manager, 'POST', '/facility-requests', { ...request, sideId: null, from: '2024-10-10T02:00:00Z' }),
      ),
    ).toMatch(/^4(09|22) /);
    expect(JSON.stringify((await waiting()).told)).not.toContain('Panitia');

    const answered = await call(manager, 'POST', `/facility-requests/${idOf(made)}/answer`, {
      outcome: 'granted',
      reason: 'usual',
    });
    expect(answered.status, JSON.stringify(answered.told)).toBe(201);
    expect(
      codeOf(
        await call(manager, 'POST', `/facility-requests/${idOf(made)}/answer`, { outcome: 'refused', reason: 'usual' }),
      ),
    ).toMatch(/^409 /);
    const loans = () =>
      call(
        manager,
        'GET',
        `/facility-loans?institution=${code}&from=2024-10-09T00:00:00Z&to=2024-10-10T00:00:00Z`,
      ).then(itemsOf);
    const [loan] = await loans();
    expect(loan).toMatchObject({ facilityId: hall, requestId: idOf(made), outAt: null });
    const events = `/facility-loans/${loan?.id}/events`;
    const out = { kind: 'out', at: '2024-10-01T02:30:00Z', condition: 'good' };
    expect((await call(manager, 'POST', events, out)).status).toBe(201);
    expect(codeOf(await call(manager, 'POST', events, out))).toMatch(/^409 /);
    expect((await loans())[0]).toMatchObject({ outAt: '2024-10-01T02:30:00Z', inAt: null });
  });

  it('of an inspectorate reads requests and questions, and writes none', async () => {
    const hall = await desk.hall();
    expect(
      itemsOf(await call(inspectorate.secret, 'GET', `/facilities?institution=${code}`)).map((one) => one.id),
    ).toContain(hall);
    expect((await call(inspectorate.secret, 'GET', `/access-alerts?institution=${code}`)).status).toBe(200);
    for (const path of [`/access-sides?institution=${code}`, `/facility-areas?institution=${code}`])
      expect(codeOf(await call(inspectorate.secret, 'GET', path))).toBe('403 scope-missing');
    expect(codeOf(await call(manager, 'GET', '/prevention-work'))).toBe('403 scope-missing');
    const work = await call(inspectorate.secret, 'POST', '/prevention-work', {
      kind: 'meeting',
      election: 'pilkada-2024',
      on: '2024-09-10',
      title: 'Rapat rekaan',
    });
    expect(work.status, JSON.stringify(work.told)).toBe(201);
    // A commitment at what a person of the inspectorate recorded: the office's, not one person's.
    const byPerson = await desk.app.prevention.service.record(desk.inspector, randomUUID(), {
      bodyId: desk.country.bodies.agency.id,
      electionId: 'pilkada-2024',
      kind: 'meeting',
      onDay: '2024-09-11',
      title: 'Rapat lain',
      words: '',
      people: null,
      presence: [],
      signatories: [],
    });
    if (!byPerson.ok) throw new Error(byPerson.error);
    const promised = await call(inspectorate.secret, 'POST', `/prevention-work/${byPerson.value.id}/commitments`, {
      officeId: desk.country.bodies.agency.id,
      role: 'Kepala Bagian Umum',
      words: 'Menutup peminjaman aula',
      dueOn: '2024-09-20',
    });
    expect(promised.status, JSON.stringify(promised.told)).toBe(201);
  });

  it('of another institution finds nothing here', async () => {
    const { city } = desk.country.places;
    const { path } = await desk.app.owner
      .selectFrom('jurisdiction')
      .select('path')
      .where('id', '=', city.id)
      .executeTakeFirstOrThrow();
    await desk.app.owner
      .insertInto('jurisdiction')
      .values({
        id: randomUUID(),
        code: 'LAIN',
        name: 'Instansi Lain',
        level: 'institution',
        parent_id: city.id,
        path: `${path}LAIN/`,
      })
      .execute();
    for (const path of [`/facilities?institution=LAIN`, `/access-sides?institution=LAIN`])
      for (const secret of [manager, inspectorate.secret])
        expect(codeOf(await call(secret, 'GET', path))).toMatch(/^(404 not-found|403 scope-missing)$/);
    expect(codeOf(await call(manager, 'GET', '/access-sides?institution=LAIN'))).toBe('404 not-found');
  });

  it('of an inspectorate is no inspector: the database gives it no codes, no reasons, no units and no people, whatever the application thinks', async () => {
    const institution = desk.institutionId;
    const inspects = (userId: string) =>
      runAs(desk.app.platform.db, { kind: 'member', userId }, async (tx) => {
        const { rows } = await sql<{ yes: boolean }>`select inspects(${institution}::uuid) as yes`.execute(tx);
        return rows[0]?.yes;
      });
    expect(await inspects(desk.inspector.userId)).toBe(true);
    expect(await inspects(inspectorate.userId)).toBe(false);
  });
});
