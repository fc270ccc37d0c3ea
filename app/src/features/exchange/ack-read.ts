/** The acknowledgement of a hand-over as the two offices may read it, and the words of a return for the sender. */
import { z } from 'zod';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import { changedParts, findManifest, type ManifestPart } from '../cases/index.ts';
import { ACK_FORMAT, type Acknowledgement } from './acknowledgement.ts';
import { type Manifest, readManifest } from './bundle.ts';

export interface HandoverAck {
  readonly caseId: string;
  readonly handoverId: string;
  readonly ack: Acknowledgement;
  /** The person's office sent it. */
  readonly sender: boolean;
  readonly fromBodyId: string;
  readonly toBodyId: string;
  readonly toOutside: boolean;
  readonly fromOutside: boolean;
  readonly toZone: Zone;
  readonly dueAt: Temporal.Instant | null;
  readonly endedAt: Temporal.Instant | null;
  /** What was written when it came back, for whoever may read that step. */
  readonly reason: string | null;
  /** Parts that are no longer what was handed over; null: nobody can say. */
  readonly changed: readonly ManifestPart[] | null;
  /** How often it left as a file. */
  readonly files: number;
  /** What the office outside acknowledged last, signed by it. */
  readonly heard: { readonly state: string; readonly note: string } | null;
}

const Returned = z.object({
  reason: z.string().catch(''),
  category: z.enum(['incomplete', 'wrong-office', 'duplicate', 'other']).catch('other'),
  missing: z.array(z.enum(['facts', 'accused', 'evidence', 'study', 'clarification', 'decision'])).catch([]),
});

/** Undefined when there is no such hand-over or none of these offices is a side of it: the same answer. */
export async function readAck(
  tx: Tx,
  keys: Keys,
  ownBodies: readonly string[],
  number: string,
  seq: number,
): Promise<HandoverAck | undefined> {
  const row = await tx
    .selectFrom('handover as h')
    .innerJoin('case_file as f', 'f.id', 'h.case_id')
    .innerJoin('body as a', 'a.id', 'h.from_body_id')
    .innerJoin('body as b', 'b.id', 'h.to_body_id')
    .select([
      'h.id',
      'h.case_id',
      'h.what',
      'h.seq',
      'h.from_body_id',
      'h.to_body_id',
      'h.sent_at',
      'h.opened_at',
      'h.accepted_at',
      'h.returned_at',
      'h.due_at',
      'h.ended_at',
      'f.number',
      'a.code as from_code',
      'a.name as from_name',
      'a.outside as from_outside',
      'b.code as to_code',
      'b.name as to_name',
      'b.outside as to_outside',
      'b.zone',
    ])
    .where('f.number', '=', number)
    .where('h.seq', '=', seq)
    .executeTakeFirst();
  if (row === undefined || !(ownBodies.includes(row.from_body_id) || ownBodies.includes(row.to_body_id)))
    return undefined;
  if (!isZone(row.zone)) throw new Error('an office has an unknown zone');
  const stored = await findManifest(tx, row.id);
  const arrived = await tx
    .selectFrom('exchange_import')
    .selectAll()
    .where('handover_id', '=', row.id)
    .executeTakeFirst();
  const manifest = arrived === undefined ? null : readManifest(arrived.manifest);
  const returned = row.returned_at === null ? null : await readReturn(tx, row.case_id, row.seq, row.to_body_id);
  const files = await tx
    .selectFrom('exchange_file')
    .select('manifest_sha256')
    .where('handover_id', '=', row.id)
    .orderBy('made_at', 'desc')
    .execute();
  const heard = await tx
    .selectFrom('exchange_ack')
    .select(['state', 'note'])
    .where('handover_id', '=', row.id)
    .orderBy('rank', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    caseId: row.case_id,
    handoverId: row.id,
    sender: ownBodies.includes(row.from_body_id),
    fromBodyId: row.from_body_id,
    toBodyId: row.to_body_id,
    toOutside: row.to_outside,
    fromOutside: row.from_outside,
    toZone: row.zone,
    dueAt: row.due_at,
    endedAt: row.ended_at,
    reason: returned?.reason === '' ? null : (returned?.reason ?? null),
    changed:
      stored === undefined
        ? null
        : await changedParts(tx, keys, { caseId: row.case_id, seq: row.seq, sentAt: row.sent_at }, stored),
    files: files.length,
    heard: heard ?? null,
    ack: {
      format: ACK_FORMAT,
      ...asSent(row, manifest),
      deliveredAt: row.sent_at.toString(),
      openedAt: row.opened_at?.toString() ?? null,
      acceptedAt: row.accepted_at?.toString() ?? null,
      returnedAt: row.returned_at?.toString() ?? null,
      returnCategory: returned?.category ?? null,
      missing: returned?.missing ?? [],
      bundle:
        manifest === null
          ? { sha256: stored?.sha256 ?? null, parts: stored === undefined ? [] : [...stored.parts] }
          : { sha256: manifest.handover.sha256, parts: manifest.handover.parts },
      file: arrived?.manifest_sha256.toString('hex') ?? files[0]?.manifest_sha256.toString('hex') ?? null,
    },
  };
}

type Sent = Pick<Acknowledgement, 'handover' | 'case' | 'what' | 'steps' | 'from' | 'to' | 'sentAt'>;

/** What came in a file is acknowledged under the names and numbers of whoever sent it. */
function asSent(
  row: {
    readonly id: string;
    readonly number: string;
    readonly what: string;
    readonly seq: number;
    readonly sent_at: Temporal.Instant;
    readonly from_code: string;
    readonly from_name: string;
    readonly to_code: string;
    readonly to_name: string;
  },
  manifest: Manifest | null,
): Sent {
  if (manifest === null)
    return {
      handover: row.id,
      case: row.number,
      what: row.what,
      steps: row.seq,
      from: { code: row.from_code, name: row.from_name },
      to: { code: row.to_code, name: row.to_name },
      sentAt: row.sent_at.toString(),
    };
  return {
    handover: manifest.handover.id,
    case: manifest.case.number,
    what: manifest.handover.what,
    steps: manifest.handover.step,
    from: { code: manifest.from.code, name: manifest.from.name },
    to: { code: manifest.to.code, name: manifest.to.name },
    sentAt: manifest.handover.sentAt,
  };
}

async function readReturn(
  tx: Tx,
  caseId: string,
  seq: number,
  bodyId: string,
): Promise<z.output<typeof Returned> | null> {
  const row = await tx
    .selectFrom('case_event as e')
    .leftJoin('case_event_content as c', (on) => on.onRef('c.case_id', '=', 'e.case_id').onRef('c.seq', '=', 'e.seq'))
    .select('c.content')
    .where('e.case_id', '=', caseId)
    .where('e.seq', '>', seq)
    .where('e.kind', '=', 'handover-returned')
    .where('e.body_id', '=', bodyId)
    .orderBy('e.seq')
    .limit(1)
    .executeTakeFirst();
  const read = Returned.safeParse(row?.content ?? {});
  return read.success ? read.data : null;
}
