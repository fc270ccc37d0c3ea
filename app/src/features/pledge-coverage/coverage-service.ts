/** Use cases of coverage, all of the system's own: the count of the day, and reminders. No person can start either. */
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { describeError } from '../../platform/log/log.ts';
import type { Platform } from '../../platform/platform.ts';
import { type GroupCount, inTens, rateOf, sharesOf } from './figures.ts';
import { foldUnits } from './groups.ts';
import { reminderDue } from './reminder-plan.ts';

const system = { kind: 'system' } as const;
/** People that one transaction writes letters to. */
const AT_ONCE = 500;
/** Rows of one statement: its parameters have an end. */
const ROWS_AT_ONCE = 4000;

export interface CoverageService {
  /** Counts every institution with a campaign that has no figures of the legal day yet. Twice is the same as once. @returns how many it counted */
  countToday(): Promise<number>;
  /** Puts the letters of reminders that are due into the outbox. @returns how many */
  remind(): Promise<number>;
}

export interface CoverageDeps {
  readonly platform: Pick<Platform, 'db' | 'uuid' | 'legalClock' | 'realNow' | 'mail' | 'log'>;
  /** Where somebody can be reached, out of what the roster keeps locked. */
  readonly reachOf: (token: Buffer, sealed: Buffer) => { readonly email: string | null; readonly phone: string | null };
}

interface Place {
  readonly institution_id: string;
  readonly election_id: string;
}

export function coverageService({ platform, reachOf }: CoverageDeps): CoverageService {
  const { db, uuid, legalClock, log } = platform;
  const today = async (): Promise<string> => legalDay(await legalClock.now(), 'WIB');

  const count = (place: Place, day: string): Promise<boolean> =>
    runAs(db, system, async (tx) => {
      const { institution_id: institution, election_id: election } = place;
      const done = await tx
        .selectFrom('coverage_total')
        .select('on_day')
        .where('institution_id', '=', institution)
        .where('election_id', '=', election)
        .where('on_day', '=', day)
        .executeTakeFirst();
      if (done !== undefined) return false;
      const { rows: open } = await sql<{
        unit_id: string | null;
        people: number;
      }>`select unit_id, people from coverage_open(${institution}::uuid, ${election})`.execute(tx);
      const people = new Map(open.map((row) => [row.unit_id, row.people]));
      const units = await tx
        .selectFrom('work_unit')
        .select(['id', 'parent_id'])
        .where('institution_id', '=', institution)
        .execute();
      const known = new Set(units.map((unit) => unit.id));
      // People of a unit that is no longer there count as people without one.
      const lost = open.filter(({ unit_id: id }) => id === null || !known.has(id));
      const groups = foldUnits(
        units.map((unit) => ({ id: unit.id, parentId: unit.parent_id, people: people.get(unit.id) ?? 0 })),
        lost.reduce((sum, row) => sum + row.people, 0),
      );
      for (const group of groups) {
        const ids = [...group.units, ...(group.unplaced ? lost.flatMap(({ unit_id: id }) => id ?? []) : [])];
        await sql`select coverage_join(${uuid()}::uuid, ${institution}::uuid, ${election}, ${group.anchor}::uuid, ${ids}::uuid[], ${group.unplaced}, ${day}::date)`.execute(
          tx,
        );
      }
      const counts = await countsOf(place);
      const all = counts.reduce((sum, group) => sum + group.people, 0);
      const { rows: declined } = await sql<{
        n: number;
      }>`select coverage_declined(${institution}::uuid, ${election}) as n`.execute(tx);
      const first = await tx
        .insertInto('coverage_total')
        .values({
          institution_id: institution,
          election_id: election,
          on_day: day,
          ways: JSON.stringify(counts.length === 0 ? {} : sharesOf(counts)),
          declined: inTens(declined[0]?.n ?? 0, all),
        })
        .onConflict((c) => c.doNothing())
        .returning('on_day')
        .executeTakeFirst();
      if (first === undefined || counts.length === 0) return first !== undefined;
      const rows = counts.flatMap((group) => {
        const signed = [...group.ways.values()].reduce((sum, n) => sum + n, 0);
        const at = { group_id: group.groupId, on_day: day };
        return [
          { ...at, kind: 'pledge', rate: rateOf(signed, group.people) },
          { ...at, kind: 'lesson', rate: rateOf(group.learned, group.people) },
        ];
      });
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
        await tx
          .insertInto('coverage_day')
          .values(rows.slice(from, from + ROWS_AT_ONCE))
          .execute();
      return true;

      async function countsOf(at: Place): Promise<readonly GroupCount[]> {
        const { rows } = await sql<{
          group_id: string;
          what: string;
          people: number;
        }>`select group_id, what, people from coverage_counts(${at.institution_id}::uuid, ${at.election_id})`.execute(
          tx,
        );
        const byGroup = Map.groupBy(rows, (row) => row.group_id);
        return [...byGroup].map(([groupId, parts]) => ({
          groupId,
          people: parts.find(({ what }) => what === 'people')?.people ?? 0,
          ways: new Map(
            parts.filter(({ what }) => what !== 'people' && what !== 'learned').map((part) => [part.what, part.people]),
          ),
          learned: parts.find(({ what }) => what === 'learned')?.people ?? 0,
        }));
      }
    });

  return {
    countToday: async () => {
      const day = await today();
      const now = await legalClock.now();
      const places = await runAs(db, system, (tx) =>
        tx
          .selectFrom('pledge_campaign')
          .select(['institution_id', 'election_id'])
          .distinct()
          // One day more, so that the last figures tell of the whole campaign. One that nobody closed ends by itself.
          .where(sql<boolean>`least(closed_at, closes_at) > ${now.subtract({ hours: 24 }).toString()}::timestamptz`)
          .where('opened_at', '<=', sql<Temporal.Instant>`${now.toString()}::timestamptz`)
          .execute(),
      );
      let counted = 0;
      for (const place of places) {
        try {
          if (await count(place, day)) counted += 1;
        } catch (error) {
          // Somebody left while groups were made; the next round finds the rest of them.
          log.warn({ event: 'coverage-not-counted', ...describeError(error) });
        }
      }
      return counted;
    },

    remind: async () => {
      const day = await today();
      const campaigns = await runAs(db, system, (tx) =>
        tx
          .selectFrom('pledge_campaign')
          .select(['id', 'opened_at', 'closes_at'])
          .where('closed_at', 'is', null)
          .execute(),
      );
      let queued = 0;
      for (const campaign of campaigns) {
        const due = reminderDue(legalDay(campaign.opened_at, 'WIB'), legalDay(campaign.closes_at, 'WIB'), day);
        if (due === undefined) continue;
        try {
          for (let more = true; more; ) {
            const part = await writeLetters(campaign.id, due);
            queued += part.queued;
            more = part.more;
          }
        } catch (error) {
          // The other institutions get theirs; the next round goes on with this one where it stopped.
          log.warn({ event: 'reminder-not-written', ...describeError(error) });
        }
      }
      return queued;
    },
  };

  /** The next letters of a reminder. How far it came is written with them, so that a break repeats none. */
  async function writeLetters(
    campaignId: string,
    due: { readonly number: number; readonly on: string },
  ): Promise<{ readonly queued: number; readonly more: boolean }> {
    return runAs(db, system, async (tx) => {
      await tx
        .insertInto('pledge_reminder')
        .values({ campaign_id: campaignId, number: due.number, due_on: due.on })
        .onConflict((c) => c.doNothing())
        .execute();
      const state = await tx
        .selectFrom('pledge_reminder')
        .select(['after_person', 'done_at'])
        .where('campaign_id', '=', campaignId)
        .where('number', '=', due.number)
        .forUpdate()
        .executeTakeFirstOrThrow();
      if (state.done_at !== null) return { queued: 0, more: false };
      const { rows } = await sql<{
        person_id: string;
        number_token: Buffer;
        details_sealed: Buffer;
      }>`select person_id, number_token, details_sealed from pledge_people(${campaignId}::uuid, null, ${state.after_person}::uuid, ${AT_ONCE}::integer)`.execute(
        tx,
      );
      let queued = 0;
      for (const row of rows) {
        const { email, phone } = reachOf(row.number_token, row.details_sealed);
        // One way each, by what the roster holds alone: nothing of it depends on whether somebody signed.
        const address = email ?? (platform.mail.messages ? phone : null);
        if (address === null) continue;
        await platform.mail.remind(tx, { address, dedupeKey: `${campaignId} ${due.number} ${row.person_id}` });
        queued += 1;
      }
      const last = rows.length < AT_ONCE;
      await tx
        .updateTable('pledge_reminder')
        .set({
          after_person: rows.at(-1)?.person_id ?? state.after_person,
          done_at: last ? Temporal.Instant.fromEpochMilliseconds(platform.realNow()).toString() : null,
        })
        .where('campaign_id', '=', campaignId)
        .where('number', '=', due.number)
        .execute();
      return { queued, more: !last };
    });
  }
}
