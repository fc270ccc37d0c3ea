/** Pure: participants of an election, what a notice says, when it is reminded of, and where it stands. */

import type { CanonicalStep } from '@netra/ledger';
import {
  allRows,
  type Bilingual,
  citationOfRow,
  type Election,
  type IsoDay,
  inForceOn,
  rulebookVersion,
} from '@netra/rulebook';
import { z } from 'zod';

export const participantKinds = ['party', 'candidate'] as const;
export type ParticipantKind = (typeof participantKinds)[number];

const said = z.strictObject({ id: z.string(), en: z.string() });
const phases = ['bakal_calon', 'calon', 'any'] as const;
const Content = z.strictObject({
  election: z.string(),
  name: said,
  day: z.string(),
  rulebook: z.string(),
  ban: said,
  basis: z.string(),
  forms: z.array(z.strictObject({ rule: z.string(), cite: z.string(), phase: z.enum(phases), act: said })),
});
export type NoticeContent = z.infer<typeof Content>;

/** What the acts say to parties and candidates; known, not read anew in the official text, and said so on the page. */
const bans: Readonly<Record<Election['kind'], { readonly ban: Bilingual; readonly basis: string }>> = {
  pemilu: {
    ban: {
      id: 'Pelaksana dan tim kampanye dilarang mengikutsertakan aparatur sipil negara dalam kegiatan kampanye pemilu.',
      en: 'Whoever runs a campaign, and campaign teams, may not involve civil servants in campaigning for the general election.',
    },
    basis: 'UU 7/2017 ps 280(2) huruf f',
  },
  pilkada: {
    ban: {
      id: 'Pasangan calon dilarang melibatkan aparatur sipil negara dalam kampanye.',
      en: 'Pairs of candidates may not involve civil servants in campaigns.',
    },
    basis: 'UU 10/2016 ps 70(1) huruf b',
  },
};

/** The notice of a legal day: the ban, and each form of breach that the rulebook knows on that day. */
export function noticeOn(election: Election, day: IsoDay): NoticeContent {
  const { ban, basis } = bans[election.kind];
  return {
    election: election.id,
    name: { id: election.name.id, en: election.name.en },
    day,
    rulebook: rulebookVersion,
    ban,
    basis,
    forms: allRows
      .filter((row) => row.sanction !== null && inForceOn(row.inForce, day))
      .map((row) => ({
        rule: row.id,
        cite: citationOfRow(row),
        phase: row.phase,
        act: { id: row.act.id, en: row.act.en },
      })),
  };
}

/** Whether two notices say the same, whatever their days. */
export function saysSame(one: NoticeContent, other: NoticeContent): boolean {
  return JSON.stringify({ ...one, day: '', rulebook: '' }) === JSON.stringify({ ...other, day: '', rulebook: '' });
}

/** As it is stored and hashed. Throws when what was stored is no notice. */
export function noticeFrom(text: string): NoticeContent {
  return Content.parse(JSON.parse(text));
}

/** What the log seals of an acknowledgement. It names nobody: a candidate is a person too. Who holds the link knows the delivery by its id. */
export function acknowledgementEntry(told: {
  readonly at: Temporal.Instant;
  readonly election: string;
  readonly deliveryId: string;
  readonly noticeVersion: number;
  readonly hash: string;
}): CanonicalStep {
  const { at, election, deliveryId, noticeVersion, hash } = told;
  return {
    kind: 'party-acknowledgement',
    at: at.toString(),
    body: 'netra',
    election,
    delivery: deliveryId,
    noticeVersion,
    notice: hash,
  };
}

/** Days after sending on which a notice that was not acknowledged is reminded of. */
export const REMIND_AFTER = [7, 14, 21] as const;

/**
 * Which letter is due now: 0 the first one, 1 to 3 reminders; null: none. Reminders that were missed are not made up for one after the other.
 * @param sent letters so far
 */
export function letterDue(sentAt: Temporal.Instant, sent: readonly number[], now: Temporal.Instant): number | null {
  if (!sent.includes(0)) return 0;
  const days = now.since(sentAt).total('hours') / 24;
  const due = REMIND_AFTER.filter((after) => days >= after).length;
  return due > 0 && !sent.some((nth) => nth >= due) ? due : null;
}

export type Standing = 'unsent' | 'waiting' | 'acknowledged';

export function standingOf(row: { readonly sentAt: unknown; readonly acknowledgedAt: unknown }): Standing {
  if (row.acknowledgedAt !== null) return 'acknowledged';
  return row.sentAt === null ? 'unsent' : 'waiting';
}
