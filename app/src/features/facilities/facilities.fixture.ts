/** For tests of facilities: a desk with a manager and an inspectorate of the institution, sides, halls, and requests that go by the service. */
import { randomUUID } from 'node:crypto';
import type { Member } from '../../platform/http/env.ts';
import { type Desk, startDesk } from '../cases/desk.fixture.ts';
import type { FacilityWish, RequestWish } from './facility-service.ts';

export interface FacilityDesk extends Desk {
  readonly institutionId: string;
  /** Manages the facilities; signs in as `asn`. */
  readonly manager: Member;
  /** Belongs to the inspectorate; signs in as `media`. */
  readonly inspector: Member;
  hall(more?: Partial<FacilityWish>): Promise<string>;
  side(name: string, kind?: 'party' | 'candidate' | 'team'): Promise<string>;
  wish(facilityId: string, more?: Partial<RequestWish>): RequestWish;
  /** A request that was entered: its id. */
  ask(facilityId: string, more?: Partial<RequestWish>): Promise<string>;
  give(requestId: string): Promise<void>;
  refuse(requestId: string): Promise<void>;
}

export const code = 'PEMKOT-UJI';
export const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);

export async function startFacilityDesk(): Promise<FacilityDesk> {
  const desk = await startDesk();
  const { app, country } = desk;
  const { agency } = country.bodies;
  const institutionId = country.places.institution.id;
  await app.owner.updateTable('jurisdiction').set({ code }).where('id', '=', institutionId).execute();
  for (const [email, role] of [
    ['asn.perhubungan@netra.contoh', 'facility'],
    ['media@netra.contoh', 'inspectorate'],
  ] as const) {
    const { id } = await app.owner
      .selectFrom('auth.auth_user')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    await app.owner.insertInto('member').values({ id: randomUUID(), user_id: id, body_id: agency.id, role }).execute();
  }
  const manager = await desk.member('asn');
  const inspector = await desk.member('media');
  const { service } = app.facilities;
  let marks = 0;
  const wish = (facilityId: string, more: Partial<RequestWish> = {}): RequestWish => ({
    facilityId,
    asker: 'citizens',
    sideId: null,
    purpose: 'community',
    words: 'Karang taruna rekaan',
    useRegionId: country.places.city.id,
    from: at('2024-10-09T02:00:00Z'),
    to: at('2024-10-09T05:00:00Z'),
    askedAt: at('2024-10-01T02:00:00Z'),
    ...more,
  });
  const answer = async (requestId: string, outcome: 'granted' | 'refused'): Promise<void> => {
    const reason = outcome === 'granted' ? 'usual' : 'incomplete';
    const done = await service.answer(manager, requestId, { outcome, reason, words: '', instead: null });
    if (!done.ok) throw new Error(done.error);
  };
  return {
    ...desk,
    institutionId,
    manager,
    inspector,
    wish,
    hall: async (more = {}) => {
      marks += 1;
      const made = await service.addFacility(manager, institutionId, {
        kind: 'hall',
        name: `Aula Rekaan ${marks}`,
        mark: `INV-${marks}`,
        regionId: country.places.city.id,
        place: 'Jalan Rekaan 1',
        capacity: 200,
        forHire: true,
        state: 'usable',
        ...more,
      });
      if (!made.ok) throw new Error(made.error);
      return made.value.id;
    },
    side: async (name, kind = 'party') => {
      const made = await service.addSide(manager, institutionId, {
        electionId: 'pilkada-2024',
        contestId: 'kepala-daerah',
        kind,
        name,
      });
      if (!made.ok) throw new Error(made.error);
      return made.value.id;
    },
    ask: async (facilityId, more = {}) => {
      const made = await service.enterRequest(manager, randomUUID(), wish(facilityId, more));
      if (!made.ok) throw new Error(made.error);
      return made.value.id;
    },
    give: (id) => answer(id, 'granted'),
    refuse: (id) => answer(id, 'refused'),
  };
}
