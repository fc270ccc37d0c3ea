/**
 * Facilities of the demonstration: two institutions, eight weeks of requests of invented parties, one week in which they were not served alike, and
 * an official trip on a campaign event. The same on every machine; no ballot numbers, no real parties.
 */
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  type FacilityKind,
  type Institution,
  type Purpose,
  readInstitutions,
  readPlaces,
  sealWords,
} from './facility-read.ts';
import { facilityService } from './facility-service.ts';

export interface DemoFacilityPeople {
  /** Managers of facilities, one for each institution. */
  readonly managers: readonly Member[];
  /** Who enters campaign events of the place. */
  readonly officer: Member;
  readonly electionId: string;
  readonly contestId: string;
}

const halls: readonly (readonly [string, number, boolean])[] = [
  ['Aula Serbaguna Kirana', 400, true],
  ['Gedung Kesenian Melati', 650, true],
  ['Lapangan Cendana', 3000, true],
  ['Balai Warga Teratai', 150, true],
  ['Gelanggang Olahraga Anggrek', 1200, true],
  ['Aula Balai Kota', 300, false],
];
const others: readonly (readonly [FacilityKind, string, string])[] = [
  ['vehicle', 'Minibus dinas', 'NR 1021 AR'],
  ['vehicle', 'Mobil dinas penumpang', 'NR 1188 AR'],
  ['vehicle', 'Truk bak terbuka', 'NR 8042 AR'],
  ['vehicle', 'Bus pegawai', 'NR 7011 AR'],
  ['building', 'Gedung Pertemuan Lama', 'INV-G-01'],
  ['equipment', 'Panggung bongkar pasang', 'INV-P-07'],
  ['equipment', 'Pengeras suara besar', 'INV-P-12'],
];
const FIRST_WEEK = '2024-08-12';
/** Granted and answered of each side, week by week. The week of 23 September is the one that was unfair; in the last one little was asked. */
const WEEKS: readonly { readonly A: readonly [number, number]; readonly B: readonly [number, number] }[] = [
  { A: [9, 9], B: [8, 8] },
  { A: [7, 12], B: [6, 11] },
  { A: [8, 8], B: [9, 9] },
  { A: [6, 11], B: [7, 12] },
  { A: [9, 9], B: [7, 8] },
  { A: [7, 12], B: [6, 11] },
  { A: [9, 9], B: [0, 9] },
  { A: [8, 8], B: [3, 3] },
];
const UNFAIR_WEEK = 6;

/** Fills the registers when the first institution has no facility yet; done again, nothing happens. */
export async function seedFacilities(
  platform: Pick<Platform, 'db' | 'keys' | 'legalClock' | 'uuid' | 'random'>,
  people: DemoFacilityPeople,
): Promise<void> {
  for (const [index, manager] of people.managers.entries())
    await runAs(platform.db, { kind: 'member', userId: manager.userId }, (tx) =>
      fill(tx, platform, people, manager, index),
    );
  const service = facilityService(platform);
  const places = await runAs(platform.db, { kind: 'member', userId: people.officer.userId }, async (tx) => {
    const [institution] = await readInstitutions(tx);
    return institution === undefined ? [] : readPlaces(tx, institution);
  });
  const district = places.at(-1);
  if (district === undefined) return;
  const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
  // Entering the second one looks for loans that fall on any of them, and for sides that were served differently.
  for (const [place, from, to] of [
    ['Lapangan Cendana', '2024-10-02T14:00:00+07:00', '2024-10-02T17:00:00+07:00'],
    ['Lapangan Kecapi', '2024-10-08T14:00:00+07:00', '2024-10-08T17:00:00+07:00'],
  ] as const)
    await service.addEvent(people.officer, {
      regionId: district.id,
      electionId: people.electionId,
      contestId: people.contestId,
      kind: 'rally',
      place,
      from: at(from),
      to: at(to),
      source: 'Jadwal kampanye rekaan nomor 12/2024',
    });
}

async function fill(
  tx: Tx,
  platform: Pick<Platform, 'keys' | 'uuid'>,
  people: DemoFacilityPeople,
  manager: Member,
  index: number,
): Promise<void> {
  const institution = (await readInstitutions(tx)).find((one) => one.manages);
  if (institution === undefined) return;
  const there = await tx
    .selectFrom('facility')
    .select('id')
    .where('institution_id', '=', institution.id)
    .limit(1)
    .executeTakeFirst();
  if (there !== undefined) return;
  const places = await readPlaces(tx, institution);
  const [home] = places;
  const district = places.at(-1);
  if (home === undefined || district === undefined) return;
  const hallRows = halls.map(([name, capacity, hire], at) => ({
    kind: 'hall' as const,
    name,
    mark: `INV-A-${at + 1}`,
    capacity,
    for_hire: hire,
  }));
  const rows = [
    ...hallRows,
    ...others.map(([kind, name, mark]) => ({ kind, name, mark, capacity: null, for_hire: false })),
  ].map((row) => ({
    id: platform.uuid(),
    institution_id: institution.id,
    region_id: home.id,
    made_by: manager.userId,
    ...row,
  }));
  await tx.insertInto('facility').values(rows).execute();
  const numbers = new Map(
    (await tx.selectFrom('facility').select(['id', 'no']).execute()).map((one) => [one.id, one.no]),
  );
  const sides = (['A', 'B'] as const).map((letter) => ({
    id: platform.uuid(),
    letter,
    name: `Partai Contoh ${letter}`,
  }));
  await tx
    .insertInto('access_side')
    .values(
      sides.map(({ id, letter, name }) => ({
        id,
        institution_id: institution.id,
        election_id: people.electionId,
        contest_id: people.contestId,
        kind: 'party',
        letter,
        name_sealed: sealWords(platform.keys, name, id),
        party_name: name,
        name_token: Buffer.alloc(32, letter.charCodeAt(0)),
        made_by: manager.userId,
      })),
    )
    .execute();
  const story = makeStory(tx, platform, { institution, manager, numbers });
  const hired = rows.slice(0, 5);
  const cityHall = rows[halls.length - 1];
  for (const [week, counts] of WEEKS.entries())
    for (const [at, side] of sides.entries()) {
      // The other institution serves both alike in every week.
      const fair = index > 0 && week === UNFAIR_WEEK ? [9, 9] : counts[side.letter];
      const [granted = 0, answered = 0] = fair;
      for (let one = 0; one < answered; one += 1) {
        const yes = one < granted;
        const unfair = week === UNFAIR_WEEK && !yes;
        // In other weeks what is refused is the hall that is let to nobody: the same rule for both.
        const hall = yes || unfair ? hired[one % hired.length] : cityHall;
        // Each side has its days, so that what is granted never overlaps.
        const day = Temporal.PlainDate.from(FIRST_WEEK).add({ days: week * 7 + Math.floor(one / 5) * 2 + at });
        const from = day
          .toZonedDateTime({ timeZone: 'Asia/Jakarta', plainTime: at === 0 ? '09:00' : '14:00' })
          .toInstant();
        if (hall === undefined) continue;
        story.request({
          facility: hall.id,
          side: { id: side.id, name: side.name },
          purpose: 'party-meeting',
          region: home.id,
          from,
          hours: 3,
          askedDaysBefore: 6,
          tookHours: 20 + ((one * 5 + week) % 9) * 4 + (unfair ? 30 : 0),
          reason: yes ? 'hired' : unfair ? 'incomplete' : 'not-lendable',
          granted: yes,
        });
      }
    }
  const minibus = rows.find((row) => row.name === 'Minibus dinas');
  if (minibus !== undefined && index === 0)
    story.request({
      facility: minibus.id,
      side: null,
      purpose: 'official-trip',
      region: district.id,
      from: Temporal.Instant.from('2024-10-02T13:00:00+07:00'),
      hours: 6,
      askedDaysBefore: 2,
      tookHours: 3,
      reason: 'usual',
      granted: true,
    });
  await story.write();
}

interface Told {
  readonly facility: string;
  readonly side: { readonly id: string; readonly name: string } | null;
  readonly purpose: Purpose;
  readonly region: string;
  readonly from: Temporal.Instant;
  readonly hours: number;
  readonly askedDaysBefore: number;
  readonly tookHours: number;
  readonly reason: string;
  readonly granted: boolean;
}

/** Gathers rows and writes them together: hundreds of use cases would make whoever starts the demonstration wait. */
function makeStory(
  tx: Tx,
  platform: Pick<Platform, 'keys' | 'uuid'>,
  where: { readonly institution: Institution; readonly manager: Member; readonly numbers: ReadonlyMap<string, number> },
) {
  const all: (Told & { readonly id: string })[] = [];
  const { institution, manager, numbers } = where;
  const base = { institution_id: institution.id };
  return {
    request: (told: Told): void => {
      all.push({ ...told, id: platform.uuid() });
    },
    write: async (): Promise<void> => {
      const timed = all.map((one) => {
        const asked = one.from.subtract({ hours: 24 * one.askedDaysBefore });
        return { ...one, asked, to: one.from.add({ hours: one.hours }), answered: asked.add({ hours: one.tookHours }) };
      });
      for (let at = 0; at < timed.length; at += 200) {
        const part = timed.slice(at, at + 200);
        await tx
          .insertInto('facility_request')
          .values(
            part.map((one) => ({
              id: one.id,
              submission_key: platform.uuid(),
              ...base,
              facility_id: one.facility,
              asker: one.side === null ? 'government' : 'party',
              side_id: one.side?.id ?? null,
              purpose: one.purpose,
              words_sealed: sealWords(platform.keys, one.side?.name ?? 'Dinas rekaan', one.id),
              use_region_id: one.region,
              from_at: one.from.toString(),
              to_at: one.to.toString(),
              asked_at: one.asked.toString(),
              entered_at: one.asked.toString(),
              entered_by: manager.userId,
            })),
          )
          .execute();
        await tx
          .insertInto('facility_answer')
          .values(
            part.map((one) => ({
              request_id: one.id,
              ...base,
              outcome: one.granted ? 'granted' : 'refused',
              reason: one.reason,
              answered_at: one.answered.toString(),
              answered_by: manager.userId,
            })),
          )
          .execute();
        const granted = part.filter((one) => one.granted);
        if (granted.length > 0)
          await tx
            .insertInto('facility_booking')
            .values(
              granted.map((one) => ({
                id: platform.uuid(),
                facility_id: one.facility,
                facility_no: numbers.get(one.facility) ?? 0,
                ...base,
                kind: 'loan',
                request_id: one.id,
                from_at: one.from.toString(),
                to_at: one.to.toString(),
                made_by: manager.userId,
              })),
            )
            .execute();
      }
    },
  };
}
