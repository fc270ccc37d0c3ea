/** What a campaign is, what a code opens, and what may come of signing. */
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { RosterName } from './roster-name.ts';

export interface Campaign {
  readonly id: string;
  readonly institutionId: string;
  readonly institution: string;
  /** The office that stands in the public log. */
  readonly bodyId: string;
  readonly electionId: string;
  readonly textVersion: string;
  readonly openedAt: Temporal.Instant;
  readonly closesAt: Temporal.Instant;
  readonly closedAt: Temporal.Instant | null;
}

/** Whether it can be signed in; one that was not closed ends by itself. */
export function isOpenAt(campaign: Pick<Campaign, 'closedAt' | 'closesAt'>, legalNow: Temporal.Instant): boolean {
  return campaign.closedAt === null && Temporal.Instant.compare(campaign.closesAt, legalNow) > 0;
}

/** Days that a code is good for. */
export const CODE_DAYS = 60;

/** The last whole legal day before an end: what ends at midnight is not good on the day that then begins. */
export function lastDay(ends: Temporal.Instant): string {
  return legalDay(ends.subtract({ hours: 24 }), 'WIB');
}

/** What a slip that is printed now says of its end: the campaign's, or the code's where that comes first. */
export function slipsLastDay(closesAt: Temporal.Instant, legalNow: Temporal.Instant): string {
  const codeEnds = legalNow.add({ hours: 24 * CODE_DAYS });
  return lastDay(Temporal.Instant.compare(closesAt, codeEnds) < 0 ? closesAt : codeEnds);
}

/** How the code came to the person; with the account, how sure it is who signed. */
export const channels = ['slip', 'mail', 'gateway'] as const;
export type Channel = (typeof channels)[number];

export function isChannel(text: string): text is Channel {
  return channels.some((channel) => channel === text);
}

/** What somebody who holds a code may see: nothing of the person but the duty, by which questions are chosen. */
export interface OpenedCode {
  readonly campaignId: string;
  readonly institution: string;
  readonly electionId: string;
  readonly textVersion: string;
  readonly duty: string;
  readonly isOpen: boolean;
  /** The number of the certificate, once signed. */
  readonly number: string | null;
}

/** A code that was just made. It is shown once, on the slip or in the message, and lies nowhere. */
export interface MadeCode {
  readonly code: string;
  readonly unit: string | null;
  readonly person: RosterName;
}

export interface Ceremony {
  readonly id: string;
  readonly campaignId: string;
  readonly endsAt: Temporal.Instant;
}

/** Somebody of an office looked at data of the person: a slip with name and code was printed, or reasons for declining were read. */
export interface Look {
  readonly at: Temporal.Instant;
  readonly what: 'slip' | 'reason';
  readonly office: string | null;
}
