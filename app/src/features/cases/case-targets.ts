/**
 * Limits that no law sets and the office needs all the same, so that nothing lies unseen: until when the next rung of the ladder against an authority
 * is climbed, when a block is looked at again, when a report that was shelved is. How long they are is dated data (`casework_target`), and each
 * clock says that it is a target of Netra and no law. What they are called stands here.
 */
import { computeDeadline, type Rulebook } from '@netra/rulebook';
import type { Bilingual } from '../../platform/api/index.ts';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { zoneId } from '../../platform/i18n/zones.ts';
import type { ClockOffice, StartedClock } from './case-clocks.ts';

/** The procedure of such limits; the rulebook knows none of this name. */
export const TARGETS = 'netra';

export const targetSteps = ['ladder-next', 'block-decision', 'block-review', 'information-review'] as const;
export type TargetStep = (typeof targetSteps)[number];

/** What the office that watches over an authority must meet, not the office that holds the case. */
export const watchersLimits = [
  'ladder-next',
  'block-decision',
  'block-review',
] as const satisfies readonly TargetStep[];

interface TargetWords {
  readonly name: Bilingual;
  readonly onExpiry: Bilingual;
}

const words: Readonly<Record<TargetStep, TargetWords>> = {
  'ladder-next': {
    name: { id: 'Langkah berikutnya terhadap PPK', en: 'Next step towards the authority' },
    onExpiry: {
      id: 'naikkan tangga (teguran, usul blokir) bila PPK belum bertindak',
      en: 'climb the ladder (reprimand, proposed block) if the authority has not acted',
    },
  },
  'block-decision': {
    name: { id: 'Penetapan atau penolakan usul blokir', en: 'Decision on the proposed block' },
    onExpiry: {
      id: 'usul blokir ditetapkan atau ditolak oleh orang lain daripada pengusul',
      en: 'the block is confirmed or refused by another person than the one who proposed it',
    },
  },
  'block-review': {
    name: { id: 'Tinjau lagi blokir data dan layanan', en: 'Look at the block of data and services again' },
    onExpiry: {
      id: 'blokir dipertahankan dengan alasan dan tanggal baru, atau dibuka',
      en: 'the block is kept with a reason and a new date, or lifted',
    },
  },
  'information-review': {
    name: { id: 'Tinjau lagi informasi awal', en: 'Look at the initial information again' },
    onExpiry: {
      id: 'dijadikan temuan, diteruskan, atau disimpan lagi dengan alasan dan tanggal baru',
      en: 'it becomes a finding, is referred, or is kept with a reason and a new date',
    },
  },
};

export function findTarget(procedureId: string, stepId: string): TargetWords | undefined {
  const step = targetSteps.find((one) => one === stepId);
  return procedureId === TARGETS && step !== undefined ? words[step] : undefined;
}

/** What a block's own day rests on: the instrument asks for a review and names no number of days. */
const OWN_DAY = 'Tanggal tinjau yang ditetapkan kantor; bukan batas hukum';

/**
 * Starts a limit of these.
 * @param until the day that somebody wrote down; null: as long as the table says that day
 * @returns null where no row of that day sets one
 */
export async function startTarget(
  tx: Tx,
  stepId: string,
  at: Temporal.Instant,
  until: string | null,
  office: ClockOffice,
  rulebook: Pick<Rulebook, 'calendar' | 'version'>,
): Promise<StartedClock | null> {
  const day = legalDay(at, office.zone);
  const counted = until === null ? await countTarget(tx, stepId, day, office, rulebook) : null;
  if (until === null && counted === null) return null;
  const due = counted?.dueOn ?? until ?? day;
  return {
    procedureId: TARGETS,
    stepId,
    startedAt: at,
    dueAt: Temporal.PlainDate.from(due)
      .toZonedDateTime({ timeZone: zoneId[office.zone], plainTime: '23:59:59' })
      .toInstant(),
    skipped: counted?.skipped.map(({ date, why, en }) => ({ date, why, en })) ?? [],
    provisional: counted?.provisional ?? false,
    nature: 'target',
    basis: counted?.basis ?? OWN_DAY,
    confidence: 'uncertain',
    zone: office.zone,
    rulebookVersion: rulebook.version,
  };
}

async function countTarget(
  tx: Tx,
  stepId: string,
  day: string,
  office: ClockOffice,
  rulebook: Pick<Rulebook, 'calendar'>,
) {
  const row = await tx
    .selectFrom('casework_target')
    .select(['within', 'unit', 'basis'])
    .where('step_id', '=', stepId)
    .where('valid_from', '<=', day)
    .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>=', day)]))
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const unit = row.unit === 'calendar_day' ? 'calendar_day' : 'working_day';
  return {
    ...computeDeadline({ limit: row.within, unit }, day, rulebook.calendar(office.region)),
    basis: row.basis,
  };
}
