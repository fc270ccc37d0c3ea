/**
 * What was handed over, part by part, as canonical JSON with a salted hash of each and one hash over all. The receiver counts the same from what
 * it reads; somebody who has the hashes alone cannot guess a name from them.
 */
import { createHash } from 'node:crypto';
import { type CanonicalValue, canonicalJson, hashToHex } from '@netra/ledger';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { readAccused } from './accused-store.ts';

export const manifestParts = ['case', 'steps', 'accused', 'limits', 'evidence'] as const;
export type ManifestPart = (typeof manifestParts)[number];

const StoredParts = z.array(z.object({ part: z.enum(manifestParts), sha256: z.string().regex(/^[0-9a-f]{64}$/) }));
export type PartHash = z.output<typeof StoredParts>[number];

export interface HandoverManifest {
  readonly parts: readonly PartHash[];
  readonly sha256: string;
}

type Contents = Readonly<Record<ManifestPart, CanonicalValue>>;

/** @param upTo the step that handed the case over: later ones are not part of it */
export async function handoverContents(
  tx: Tx,
  keys: Keys,
  at: { readonly caseId: string; readonly seq: number; readonly sentAt: Temporal.Instant },
): Promise<Contents> {
  const file = await tx
    .selectFrom('case_file as f')
    .innerJoin('body as o', 'o.id', 'f.origin_body_id')
    .innerJoin('jurisdiction as j', 'j.id', 'f.region_id')
    .select(['f.number', 'f.election_id', 'f.contest_id', 'f.act_kind', 'o.code as office', 'j.code as region'])
    .where('f.id', '=', at.caseId)
    .executeTakeFirstOrThrow();
  const steps = await tx
    .selectFrom('case_event as e')
    .innerJoin('body as b', 'b.id', 'e.body_id')
    .select(['e.seq', 'e.kind', 'e.at', 'b.code', 'e.status_after', 'e.commitment', 'e.link'])
    .where('e.case_id', '=', at.caseId)
    .where('e.seq', '<=', at.seq)
    .orderBy('e.seq')
    .execute();
  const limits = await tx
    .selectFrom('clock as k')
    .innerJoin('body as b', 'b.id', 'k.body_id')
    .select(['k.procedure_id', 'k.step_id', 'b.code', 'k.started_at', 'k.nature', 'k.basis'])
    .where('k.case_id', '=', at.caseId)
    .where(sql<boolean>`k.started_at <= ${at.sentAt.toString()}::timestamptz`)
    .orderBy('k.started_at')
    .orderBy('k.step_id')
    .execute();
  const { rows: files } = await sql<{ place: number; media_type: string; size: number; sha256: string }>`
    select * from case_file_hashes(${at.caseId}, ${at.sentAt.toString()}::timestamptz)`.execute(tx);
  const accused = await readAccused(tx, keys, at.caseId);
  return {
    case: {
      number: file.number,
      election: file.election_id,
      contest: file.contest_id,
      act: file.act_kind,
      office: file.office,
      region: file.region,
    },
    // The commitment binds what a step holds: whoever may read the content opens it, and nothing else fits.
    steps: steps.map((step) => ({
      seq: step.seq,
      kind: step.kind,
      at: step.at.toString(),
      office: step.code,
      statusAfter: step.status_after,
      commitment: hashToHex(step.commitment),
      link: hashToHex(step.link),
    })),
    accused: accused.map(({ name, post, unitName, status, nip }) => ({
      name,
      post,
      unitName,
      status,
      nip: nip ?? null,
    })),
    limits: limits.map((limit) => ({
      procedure: limit.procedure_id,
      step: limit.step_id,
      office: limit.code,
      startedAt: limit.started_at.toString(),
      nature: limit.nature,
      basis: limit.basis,
    })),
    evidence: files.map((file) => ({
      position: file.place,
      mediaType: file.media_type,
      size: Number(file.size),
      sha256: file.sha256,
    })),
  };
}

/** The hash of each part and of all. Pure: both sides count it alike. */
export function manifestOf(contents: Contents, salt: Uint8Array): HandoverManifest {
  const parts = manifestParts.map((part) => ({
    part,
    sha256: createHash('sha256')
      .update('netra/handover-part/v1\n')
      .update(salt)
      .update(canonicalJson({ part, content: contents[part] }))
      .digest('hex'),
  }));
  const sha256 = createHash('sha256').update('netra/handover-manifest/v1\n').update(canonicalJson(parts)).digest('hex');
  return { parts, sha256 };
}

export async function insertManifest(
  tx: Tx,
  handoverId: string,
  contents: Contents,
  salt: Buffer,
): Promise<HandoverManifest> {
  const manifest = manifestOf(contents, salt);
  await tx
    .insertInto('handover_manifest')
    .values({
      handover_id: handoverId,
      salt,
      parts: JSON.stringify(manifest.parts),
      sha256: Buffer.from(manifest.sha256, 'hex'),
    })
    .execute();
  return manifest;
}

/** A hand-over from before manifests has none. Undefined also where none of the person's offices is a side of it. */
export async function findManifest(
  tx: Tx,
  handoverId: string,
): Promise<(HandoverManifest & { readonly salt: Buffer }) | undefined> {
  const row = await tx
    .selectFrom('handover_manifest')
    .selectAll()
    .where('handover_id', '=', handoverId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { parts: StoredParts.parse(row.parts), sha256: row.sha256.toString('hex'), salt: row.salt };
}

/** The parts that are no longer as they were handed over; null: salt or content were erased by law, nobody can say. */
export async function changedParts(
  tx: Tx,
  keys: Keys,
  at: { readonly caseId: string; readonly seq: number; readonly sentAt: Temporal.Instant },
  stored: { readonly parts: readonly PartHash[]; readonly salt: Buffer },
): Promise<readonly ManifestPart[] | null> {
  if (stored.salt.length === 0) return null;
  const now = manifestOf(await handoverContents(tx, keys, at), stored.salt);
  return now.parts.flatMap(({ part, sha256 }) =>
    stored.parts.find((one) => one.part === part)?.sha256 === sha256 ? [] : [part],
  );
}
