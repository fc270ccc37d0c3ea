/** An addition to the law as somebody proposes it, before it stands anywhere; and what proposing it would change. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '@netra/ledger';
import {
  createRulebook,
  type DecreeAddition,
  type Election,
  type Rulebook,
  type Source,
  type StepOverride,
} from '@netra/rulebook';
import { parseAdditions } from '@netra/rulebook/additions';
import type { Tx } from '../../platform/db/connect.ts';
import type { Both, Consequence, ImportPlan, NumberedProblem, PlannedChange } from '../../platform/imports/index.ts';
import {
  additionsInput,
  inForceOf,
  lawRevision,
  listAdditions,
  type Payload,
  type StoredAddition,
} from './law-store.ts';

interface DraftBase {
  readonly key: string;
  /** First row of the file that it was read from. */
  readonly row: number;
  readonly says: Both;
  readonly source: Source;
  readonly confidence: string;
  readonly from: string | null;
  readonly until: string | null;
}

export type LawDraft =
  | (DraftBase & { readonly kind: 'decree'; readonly payload: DecreeAddition })
  | (DraftBase & { readonly kind: 'election'; readonly payload: Election })
  | (DraftBase & { readonly kind: 'override'; readonly payload: StepOverride });

export interface Proposal {
  readonly drafts: readonly LawDraft[];
  readonly problems: readonly NumberedProblem[];
}

export interface Weighed {
  /** What would be written. */
  readonly fresh: readonly LawDraft[];
  readonly replaced: number;
  readonly plan: Omit<ImportPlan, 'consequences'>;
  /** The rulebook with the proposal, or null when it cannot be. */
  readonly rulebook: Rulebook | null;
}

const SHOWN = 20;

/** Sets a proposal beside what stands, and asks the rulebook whether both can stand together. */
export async function weigh(tx: Tx, proposal: Proposal): Promise<Weighed> {
  const standing = inForceOf(await listAdditions(tx));
  const byKey = new Map(standing.map((one) => [`${one.kind} ${one.key}`, one]));
  const changes: PlannedChange[] = [];
  const fresh: LawDraft[] = [];
  const problems = [...proposal.problems];
  let replaced = 0;
  for (const draft of proposal.drafts) {
    const there = byKey.get(`${draft.kind} ${draft.key}`);
    if (there === undefined) {
      fresh.push(draft);
      changes.push({ what: draft.says, does: 'add' });
    } else if (isSame(there, draft)) {
      changes.push({ what: draft.says, does: 'same' });
    } else if (draft.kind === 'decree') {
      problems.push({ row: draft.row, column: 'decree', value: draft.payload.decree, allowed: decreeStands });
    } else {
      fresh.push(draft);
      replaced += 1;
      changes.push({ what: draft.says, does: 'replace', before: sourceOf(there) });
    }
  }
  const kept = standing.filter((one) => !fresh.some((draft) => draft.kind === one.kind && draft.key === one.key));
  const parsed = parseAdditions(additionsInput([...kept, ...fresh]));
  if (!parsed.ok && problems.length === 0) {
    const { field, line } = parsed.error;
    const says = line.startsWith(field) ? line.slice(field.length).replace(/^: /, '') : line;
    problems.push({
      row: rowOf(field, kept, fresh),
      column: '',
      value: '',
      allowed: {
        id: `buku aturan menolak “${shortField(field)}”: ${says}`,
        en: `the rulebook refuses “${shortField(field)}”: ${says}`,
      },
    });
  }
  const revision = await lawRevision(tx);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([revision, ...fresh.map((draft) => [draft.kind, draft.key, contentOf(draft)])]))
    .digest('hex');
  return {
    fresh,
    replaced,
    rulebook: parsed.ok && problems.length === 0 ? createRulebook(parsed.value) : null,
    plan: {
      added: fresh.length - replaced,
      replaced,
      same: proposal.drafts.length - fresh.length,
      first: changes.slice(0, SHOWN),
      problems,
      fingerprint,
    },
  };
}

const decreeStands: Both = {
  id: 'keputusan ini sudah ada dengan isi lain; tarik dulu yang lama, atau beri keputusan baru judulnya sendiri',
  en: 'this decree is there already and says something else; withdraw that one first, or give the new decree its own title',
};

export function withConsequences(plan: Weighed['plan'], consequences: readonly Consequence[]): ImportPlan {
  return { ...plan, consequences };
}

function contentOf(draft: LawDraft): string {
  return canonicalJson(plainJson([draft.payload, draft.source.publisher, draft.source.on ?? null, draft.confidence]));
}

function isSame(there: StoredAddition, draft: LawDraft): boolean {
  return (
    canonicalJson(plainJson([there.payload, there.publisher, there.sourceOn, there.confidence])) === contentOf(draft)
  );
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The same value as it comes back from the database: without fields that are undefined. */
function plainJson(value: unknown): Json {
  const parsed: Json = JSON.parse(JSON.stringify(value));
  return parsed;
}

export function sourceOf(addition: Pick<StoredAddition, 'publisher' | 'sourceOn'>): Both {
  const says = addition.sourceOn === null ? addition.publisher : `${addition.publisher}, ${addition.sourceOn}`;
  return { id: says, en: says };
}

/** `decrees[2].year` → the row from which the third decree was read; 0 when it stood there before. */
function rowOf(field: string, kept: readonly Payload[], fresh: readonly LawDraft[]): number {
  const found = /^(decree|election|override)s\[(\d+)\]/.exec(field);
  if (found === null) return 0;
  const place = Number(found[2]) - kept.filter((one) => one.kind === found[1]).length;
  return fresh.filter((draft) => draft.kind === found[1])[place]?.row ?? 0;
}

function shortField(field: string): string {
  return field.replace(/^\w+\[\d+\]\.?/, '') || field;
}
