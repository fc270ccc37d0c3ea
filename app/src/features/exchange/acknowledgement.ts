/** The acknowledgement of a hand-over: what was handed over, by hashes, and what became of it. Offices alone; never the accused, never the reporter. */
import { canonicalJson, openNote, type SignerKey, signNote, type VerifierKey } from '@netra/ledger';
import { z } from 'zod';
import { fail, ok, type Result } from '../../platform/result.ts';
import { jsonOf } from './bundle.ts';

export const ACK_FORMAT = 'netra-acknowledgement/1';
/** Bytes of a signed acknowledgement, with room. */
export const MOST_ACK = 20_000;

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const office = z.strictObject({ code: z.string().max(300), name: z.string().max(300) });
const when = z.iso.datetime().nullable();

export const Acknowledgement = z.strictObject({
  format: z.literal(ACK_FORMAT),
  /** Id of the hand-over where it was sent. */
  handover: z.uuid(),
  case: z.string().max(40),
  what: z.string().max(60),
  steps: z.int(),
  from: office,
  to: office,
  sentAt: z.iso.datetime(),
  deliveredAt: z.iso.datetime(),
  openedAt: when,
  acceptedAt: when,
  returnedAt: when,
  returnCategory: z.enum(['incomplete', 'wrong-office', 'duplicate', 'other']).nullable(),
  missing: z.array(z.enum(['facts', 'accused', 'evidence', 'study', 'clarification', 'decision'])).max(6),
  bundle: z.strictObject({
    sha256: hex.nullable(),
    parts: z.array(z.strictObject({ part: z.string().max(60), sha256: hex })).max(16),
  }),
  /** Hash of the signed manifest of the file that carried it; null: it never left the instance. */
  file: hex.nullable(),
});
export type Acknowledgement = z.output<typeof Acknowledgement>;

export type AckState = 'delivered' | 'opened' | 'accepted' | 'returned';

/** A later state has a higher rank: an older acknowledgement never takes back a newer one. */
export const ackRank = { delivered: 1, opened: 2, accepted: 3, returned: 3 } as const satisfies Record<
  AckState,
  number
>;

export function stateOf(ack: Pick<Acknowledgement, 'openedAt' | 'acceptedAt' | 'returnedAt'>): AckState {
  if (ack.returnedAt !== null) return 'returned';
  if (ack.acceptedAt !== null) return 'accepted';
  return ack.openedAt === null ? 'delivered' : 'opened';
}

/** The same state, the same text, the same signature. */
export function signAcknowledgement(ack: Acknowledgement, signers: readonly SignerKey[]): string {
  return signNote(`${canonicalJson(ack)}\n`, signers);
}

export type AckProblem = 'not-an-acknowledgement' | 'unknown-key' | 'forged';

export function openAcknowledgement(
  note: string,
  trusted: readonly VerifierKey[],
): Result<{ readonly ack: Acknowledgement; readonly by: readonly VerifierKey[] }, AckProblem> {
  if (note.length > MOST_ACK) return fail('not-an-acknowledgement');
  const opened = openNote(note, trusted);
  if (!opened.ok)
    return fail(
      opened.problem === 'bad-signature'
        ? 'forged'
        : opened.problem === 'unknown-key'
          ? 'unknown-key'
          : 'not-an-acknowledgement',
    );
  const read = Acknowledgement.safeParse(jsonOf(opened.text));
  if (!read.success || `${canonicalJson(read.data)}\n` !== opened.text) return fail('not-an-acknowledgement');
  const { ack } = { ack: read.data };
  // A hand-over is accepted or returned, never both.
  if (ack.acceptedAt !== null && ack.returnedAt !== null) return fail('not-an-acknowledgement');
  return ok({ ack, by: opened.by });
}
