/** What leaves in a file: the steps the sender may read, the accused, the limits, hashes of evidence, working copies, and a page to read. */
import { createHash } from 'node:crypto';
import { canonicalJson, hashToHex } from '@netra/ledger';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/connect.ts';
import type { Platform } from '../../platform/platform.ts';
import { readAccused, stepOpening } from '../cases/index.ts';
import { type EvidenceService, findOfficeKey } from '../evidence/index.ts';
import type { ForeignStep, PartFact, TextPart } from './bundle.ts';
import type { BundlePart } from './bundle-file.ts';
import { summaryPage } from './summary-page.ts';

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

export interface ExportAsked {
  readonly caseId: string;
  readonly seq: number;
  readonly sentAt: Temporal.Instant;
}

const Content = z.json().nullable();

async function exportSteps(tx: Tx, { caseId, seq }: ExportAsked): Promise<ForeignStep[]> {
  const rows = await tx
    .selectFrom('case_event as e')
    .innerJoin('body as b', 'b.id', 'e.body_id')
    .leftJoin('body as t', 't.id', 'e.to_body_id')
    .leftJoin('case_event_content as c', (on) => on.onRef('c.case_id', '=', 'e.case_id').onRef('c.seq', '=', 'e.seq'))
    .selectAll('e')
    .select(['b.name as office', 't.name as to_office', 'c.content'])
    .select(sql<boolean>`reads_step(e.case_id, e.seq)`.as('readable'))
    .where('e.case_id', '=', caseId)
    .where('e.seq', '<=', seq)
    .orderBy('e.seq')
    .execute();
  return rows.map((row) => {
    const opening = row.readable ? stepOpening(caseId, row) : null;
    const content = opening === null ? null : Content.parse(row.content ?? null);
    return {
      seq: row.seq,
      kind: row.kind,
      at: row.at.toString(),
      office: row.office,
      toOffice: row.to_office,
      statusAfter: row.status_after,
      commitment: hashToHex(row.commitment),
      link: hashToHex(row.link),
      opening:
        opening === null
          ? null
          : {
              entry: Object.fromEntries(
                Object.entries(opening.entry).flatMap(([name, value]) =>
                  typeof value === 'string' || typeof value === 'number' || value === null ? [[name, value]] : [],
                ),
              ),
              salt: Buffer.from(opening.salt).toString('hex'),
            },
      content,
    };
  });
}

type EvidenceOut = {
  readonly position: number;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  /** Name of the part that carries the working copy; null: the hash alone travels. */
  readonly part: string | null;
};

/** Parts in the order of the file. Working copies alone, and only where the sender may open them: it took the report in. */
export async function exportParts(
  tx: Tx,
  platform: Platform,
  evidence: Pick<EvidenceService, 'read'>,
  asked: ExportAsked,
  about: { readonly number: string; readonly from: string; readonly to: string },
): Promise<readonly BundlePart[]> {
  const steps = await exportSteps(tx, asked);
  const accused = await readAccused(tx, platform.keys, asked.caseId);
  const limits = await tx
    .selectFrom('clock as k')
    .innerJoin('body as b', 'b.id', 'k.body_id')
    .select(['k.procedure_id', 'k.step_id', 'b.name', 'k.started_at', 'k.due_at', 'k.state', 'k.nature', 'k.basis'])
    .where('k.case_id', '=', asked.caseId)
    .where(sql<boolean>`k.started_at <= ${asked.sentAt.toString()}::timestamptz`)
    .orderBy('k.started_at')
    .orderBy('k.id')
    .execute();
  const carried = await workingCopies(tx, platform, evidence, asked.caseId);
  const { rows: hashes } = await sql<{ place: number; media_type: string; size: number; sha256: string }>`
    select * from case_file_hashes(${asked.caseId}, ${asked.sentAt.toString()}::timestamptz)`.execute(tx);
  const list: EvidenceOut[] = hashes.map((file) => ({
    position: file.place,
    mediaType: file.media_type,
    size: Number(file.size),
    sha256: file.sha256,
    part: carried.find((copy) => copy.original === file.sha256)?.part.fact.name ?? null,
  }));
  const limitList = limits.map((limit) => ({
    procedure: limit.procedure_id,
    step: limit.step_id,
    office: limit.name,
    startedAt: limit.started_at.toString(),
    dueAt: limit.due_at.toString(),
    state: limit.state,
    nature: limit.nature,
    basis: limit.basis,
  }));
  const persons = accused.map(({ name, post, unitName, status, nip }) => ({
    name,
    post,
    unitName,
    status,
    nip: nip ?? null,
  }));
  const json = 'application/json';
  return [
    textPart('steps.json', json, canonicalJson(steps)),
    textPart('accused.json', json, canonicalJson({ chance: platform.random(32).toString('hex'), accused: persons })),
    textPart('limits.json', json, canonicalJson(limitList)),
    textPart('evidence.json', json, canonicalJson(list)),
    textPart(
      'ringkasan.html',
      'text/html',
      summaryPage({ ...about, steps, accused: persons, limits: limitList, evidence: list }),
    ),
    ...carried.map((copy) => copy.part),
  ];
}

function textPart(name: TextPart, mediaType: string, text: string): BundlePart {
  const bytes = Buffer.from(text, 'utf8');
  const fact: PartFact = {
    name,
    mediaType,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  return {
    fact,
    content: async function* () {
      yield bytes;
    },
  };
}

/** Read twice: once for size and hash, which stand in front of them, once while they leave. */
async function workingCopies(
  tx: Tx,
  platform: Platform,
  evidence: Pick<EvidenceService, 'read'>,
  caseId: string,
): Promise<readonly { readonly original: string; readonly part: BundlePart }[]> {
  const rows = await tx
    .selectFrom('evidence as e')
    .innerJoin('report as r', 'r.id', 'e.report_id')
    .select(['e.position', 'e.media_type', 'e.sha256', 'e.working_file', 'e.intake_body_id'])
    .where('r.case_id', '=', caseId)
    .orderBy('e.position')
    .execute();
  const copies: { readonly original: string; readonly part: BundlePart }[] = [];
  for (const row of rows) {
    const file = row.working_file;
    const key = file === null ? null : await findOfficeKey(tx, platform.keys, row.intake_body_id);
    if (file === null || key === null) continue;
    const open = async (): Promise<AsyncIterable<Buffer>> => {
      const read = await evidence.read(file, key);
      if (!read.ok) throw new Error(`a working copy cannot be read: ${read.error}`);
      return read.value;
    };
    const sum = createHash('sha256');
    let size = 0;
    for await (const chunk of await open()) {
      sum.update(chunk);
      size += chunk.length;
    }
    copies.push({
      original: row.sha256.toString('hex'),
      part: {
        fact: {
          name: `evidence/${copies.length + 1}.${extensions[row.media_type] ?? 'bin'}`,
          mediaType: row.media_type,
          size,
          sha256: sum.digest('hex'),
        },
        content: open,
      },
    });
  }
  return copies;
}
