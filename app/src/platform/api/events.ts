/** What endpoints can be told. Bodies are thin: kind, number, time. Whoever wants more asks the interface, with a token and its scopes. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../db/connect.ts';
import type { Jobs } from '../jobs/index.ts';
import { type Bilingual, named, said } from './fields.ts';
import { caseNumber, instant } from './shapes.ts';

export const webhookEvents = [
  'case.received',
  'case.step',
  'handover.sent',
  'handover.opened',
  'handover.accepted',
  'handover.returned',
  'clock.due-soon',
  'clock.expired',
  'law.changed',
  'webhook.test',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

export function isWebhookEvent(text: string): text is WebhookEvent {
  return webhookEvents.some((event) => event === text);
}

export const eventWords: Readonly<Record<WebhookEvent, Bilingual>> = {
  'case.received': { id: 'Laporan atau informasi awal masuk', en: 'A report or initial information came in' },
  'case.step': { id: 'Perkara mendapat langkah baru', en: 'A case got a new step' },
  'handover.sent': { id: 'Serah terima dikirim', en: 'A hand-over was sent' },
  'handover.opened': { id: 'Serah terima dibuka penerima', en: 'A hand-over was opened by its receiver' },
  'handover.accepted': { id: 'Serah terima diterima', en: 'A hand-over was accepted' },
  'handover.returned': { id: 'Serah terima dikembalikan', en: 'A hand-over was returned' },
  'clock.due-soon': { id: 'Batas waktu jatuh tempo dalam dua hari', en: 'A limit is due within two days' },
  'clock.expired': { id: 'Batas waktu terlewat', en: 'A limit has passed' },
  'law.changed': { id: 'Data aturan berubah', en: 'The data of the law changed' },
  'webhook.test': { id: 'Percobaan', en: 'A test' },
};

/** What an event is about, as it is stored and sent. */
export const Subject = z.object({
  case: z.string().optional(),
  step: z.number().int().optional(),
  limit: z.string().optional(),
  addition: z.string().optional(),
});
export type Subject = z.infer<typeof Subject>;

const limit = said(z.string(), 'Prosedur dan langkahnya.', 'Procedure and step.', 'bawaslu-pilkada/handle');
const step = said(z.int(), 'Nomor langkah.', 'Number of the step.', 4);

function dataOf(event: WebhookEvent) {
  switch (event) {
    case 'case.received':
      return z.object({ case: caseNumber });
    case 'case.step':
    case 'handover.sent':
    case 'handover.opened':
    case 'handover.accepted':
    case 'handover.returned':
      return z.object({ case: caseNumber, step });
    case 'clock.due-soon':
    case 'clock.expired':
      return z.object({ case: caseNumber, limit });
    case 'law.changed':
      return z.object({
        addition: said(
          z.string(),
          'Id tambahan aturan.',
          'Id of the addition.',
          '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e',
        ),
      });
    case 'webhook.test':
      return z.object({});
  }
}

function exampleOf(event: WebhookEvent): Readonly<Record<string, unknown>> {
  switch (event) {
    case 'case.received':
      return { case: 'K7M-4QX-92' };
    case 'clock.due-soon':
    case 'clock.expired':
      return { case: 'K7M-4QX-92', limit: 'bawaslu-pilkada/handle' };
    case 'law.changed':
      return { addition: '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e' };
    case 'webhook.test':
      return {};
    default:
      return { case: 'K7M-4QX-92', step: 4 };
  }
}

/** The body of an event. */
export function eventBody(event: WebhookEvent) {
  return named(
    `Event_${event}`,
    z.object({
      type: said(z.literal(event), 'Jenis kejadian.', 'Kind of event.', event),
      timestamp: instant('Saat kejadian.', 'When it happened.'),
      data: dataOf(event).meta({
        description: 'Nomor-nomornya; tanpa nama dan tanpa teks.',
        'x-description-en': 'Its numbers; no names, no texts.',
        examples: [exampleOf(event)],
      }),
    }),
    eventWords[event].id,
    eventWords[event].en,
  );
}

/** Something that happened, for whoever asked to be told. */
export interface Announcement {
  readonly event: WebhookEvent;
  /** Offices that it concerns; null: all. */
  readonly bodies: readonly string[] | null;
  readonly about: Subject;
  readonly at: Temporal.Instant;
}

/** In the transaction in which it happens: told if that is saved, and only then. */
export type Announce = (tx: Tx, announcement: Announcement) => Promise<void>;

/** The queue of tries. */
export const DELIVER = 'webhook-deliver';

export function announcer(jobs: Pick<Jobs, 'send'>): Announce {
  return async (tx, { event, bodies, about, at }) => {
    const { rows } = await sql<{ delivery: string }>`
      select delivery from netra.announce(${bodies === null ? null : [...bodies]}::uuid[], ${event}, ${JSON.stringify(about)}::jsonb, ${at.toString()}::timestamptz)`.execute(
      tx,
    );
    for (const { delivery } of rows) await jobs.send(tx, DELIVER, { delivery });
  };
}
