/** What the public page reads: counts by the database's own function, with small ones taken out before anything is drawn. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import type { AlertKind, alertStates } from './alert-read.ts';
import { oneOf, type SideKind, sideKinds } from './facility-read.ts';
import { fisher, LEAST_ANSWERS, RARE } from './fairness.ts';
import { type PublicCell, type PublicTotal, publicCell, publicTotal, type RawCell } from './public-counts.ts';

export interface PublicSide {
  readonly letter: string;
  readonly kind: SideKind;
  /** Of a party alone. */
  readonly partyName: string | null;
  readonly total: PublicTotal;
  /** One for each week of the contest, in order. */
  readonly cells: readonly PublicCell[];
}

export interface PublicQuestion {
  readonly kind: AlertKind;
  readonly week: string | null;
  readonly state: (typeof alertStates)[number];
  /** Letters of the two sides: granted more and less, slower and quicker, taken back more and less. */
  readonly more: string;
  readonly less: string;
  /** Numbers of both as they are now, where both may be told. `holds`: they still differ as they did when the question came up. */
  readonly shown: {
    readonly more: PublicSideCount;
    readonly less: PublicSideCount;
    readonly p: number;
    readonly holds: boolean;
  } | null;
}
interface PublicSideCount {
  readonly letter: string;
  readonly granted: number;
  readonly answered: number;
}

export interface PublicContest {
  readonly electionId: string;
  readonly contestId: string;
  readonly weeks: readonly string[];
  readonly sides: readonly PublicSide[];
  readonly questions: readonly PublicQuestion[];
}

export interface PublicRegister {
  readonly name: string;
  readonly code: string;
  readonly zone: Zone;
  readonly contests: readonly PublicContest[];
}

interface Row extends RawCell {
  readonly electionId: string;
  readonly contestId: string;
  readonly kind: string;
  readonly letter: string;
  readonly partyName: string | null;
  readonly week: string | null;
}

const kinds = ['share', 'week-share', 'answer-time', 'withdrawn'] as const;

/**
 * Undefined: there is no such institution.
 * @param now moment of the legal clock: what was not answered until its wanted time counts as not granted
 */
export async function readPublicRegister(
  tx: Tx,
  code: string,
  now: Temporal.Instant,
): Promise<PublicRegister | undefined> {
  const { rows: found } = await sql<{ name: string; code: string; zone: string }>`
    select j.name, j.code, netra.institution_zone(j.id) as zone from netra.jurisdiction j
    where j.level = 'institution' and j.code = ${code}`.execute(tx);
  const [institution] = found;
  if (institution === undefined) return undefined;
  const { rows } = await sql<Row>`
    select election_id as "electionId", contest_id as "contestId", side_kind as kind, letter, party_name as "partyName", week,
      asked, granted, changed, refused, lapsed, waiting, withdrawn, median_minutes as "medianMinutes"
    from netra.public_access(${code}, ${`${now}`}::timestamptz)`.execute(tx);
  const { rows: alerts } = await sql<{
    kind: string;
    electionId: string | null;
    contestId: string | null;
    week: string | null;
    more: string | null;
    less: string | null;
    explained: boolean;
    closed: boolean;
  }>`select kind, election_id as "electionId", contest_id as "contestId", week, more, less, explained, closed
     from netra.public_access_alerts(${code})`.execute(tx);
  const contests = [...new Set(rows.map((row) => `${row.electionId}/${row.contestId}`))].map((key): PublicContest => {
    const here = rows.filter((row) => `${row.electionId}/${row.contestId}` === key);
    const [electionId = '', contestId = ''] = key.split('/');
    const weeks = [...new Set(here.flatMap((row) => row.week ?? []))].sort();
    const sides = here
      .filter((row) => row.week === null)
      .map((total): PublicSide => {
        const own = here.filter((row) => row.letter === total.letter);
        const cells = weeks.map((week) => publicCell(own.find((row) => row.week === week) ?? nothing));
        return {
          letter: total.letter,
          kind: oneOf(sideKinds, total.kind),
          partyName: total.partyName,
          total: publicTotal(total, cells),
          cells,
        };
      });
    const questions = alerts
      .filter((alert) => alert.electionId === electionId && alert.contestId === contestId)
      .map(
        (alert): PublicQuestion => ({
          kind: oneOf(kinds, alert.kind),
          week: alert.week,
          state: alert.closed ? 'closed' : alert.explained ? 'explained' : 'open',
          more: alert.more ?? '',
          less: alert.less ?? '',
          shown:
            alert.kind !== 'week-share' || alert.week === null
              ? null
              : bothIn(sides, weeks.indexOf(alert.week), alert.more ?? '', alert.less ?? ''),
        }),
      );
    return { electionId, contestId, weeks, sides, questions };
  });
  return {
    name: institution.name,
    code: institution.code,
    zone: isZone(institution.zone) ? institution.zone : 'WIB',
    contests,
  };
}

/** What the accountability page says of the register: raw, for the snapshot that rounds it. */
export async function accessTotals(
  tx: Tx,
  code: string,
  now: Temporal.Instant,
): Promise<{ readonly asked: number; readonly answered: number; readonly questions: number }> {
  const { rows } = await sql<{ asked: number; answered: number }>`
    select coalesce(sum(asked - withdrawn), 0)::int as asked, coalesce(sum(granted + changed + refused), 0)::int as answered
    from netra.public_access(${code}, ${`${now}`}::timestamptz) where week is null`.execute(tx);
  const { rows: alerts } = await sql<{ n: number }>`
    select count(*)::int as n from netra.public_access_alerts(${code}) where not closed`.execute(tx);
  return { asked: rows[0]?.asked ?? 0, answered: rows[0]?.answered ?? 0, questions: alerts[0]?.n ?? 0 };
}

const nothing: RawCell = {
  asked: 0,
  granted: 0,
  changed: 0,
  refused: 0,
  lapsed: 0,
  waiting: 0,
  withdrawn: 0,
  medianMinutes: null,
};

/** The two sides of a question in its week, by numbers that the page shows anyway. */
function bothIn(sides: readonly PublicSide[], week: number, more: string, less: string): PublicQuestion['shown'] {
  const told = (letter: string): PublicSideCount | null => {
    const cell = sides.find((side) => side.letter === letter)?.cells[week];
    return cell?.kind === 'shown' && cell.share.kind === 'exact' && cell.answered >= LEAST_ANSWERS
      ? { letter, granted: cell.share.granted, answered: cell.answered }
      : null;
  };
  const [first, second] = [told(more), told(less)];
  if (first === null || second === null) return null;
  const p = fisher(first.granted, first.answered, second.granted, second.answered);
  const holds = p < RARE && first.granted / first.answered > second.granted / second.answered;
  return { more: first, less: second, p, holds };
}
