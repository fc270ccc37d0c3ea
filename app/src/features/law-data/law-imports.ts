/** The three kinds of law that people bring in, as kinds of import: what they would change, how they are applied, when they may be withdrawn. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '@netra/ledger';
import { createRulebook, findProcedure, findStep, type Rulebook } from '@netra/rulebook';
import { parseAdditions } from '@netra/rulebook/additions';
import type { Tx } from '../../platform/db/connect.ts';
import type { Member } from '../../platform/http/env.ts';
import { formatDay, formatInstant } from '../../platform/i18n/dates.ts';
import {
  type Applied,
  type Both,
  type Consequence,
  defineImport,
  type ImportContext,
  type ImportKind,
  type NumberedRow,
} from '../../platform/imports/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { membershipsFor } from '../accounts/index.ts';
import { applyReevaluation, type MovedClock, previewReevaluation, type Reevaluated } from '../cases/index.ts';
import type { LawChange } from '../ledger/index.ts';
import { decreeColumns, proposeDecrees, readDecreeRow } from './decree-import.ts';
import { electionColumns, proposeElections, readElectionRow } from './election-import.ts';
import { type LawDraft, type Proposal, weigh, withConsequences } from './law-draft.ts';
import {
  additionsInput,
  electionUses,
  holdLaw,
  inForceOf,
  insertAddition,
  listAdditions,
  type StoredAddition,
  withdrawAdditions,
} from './law-store.ts';
import { overrideColumns, proposeOverrides, readOverrideRow } from './override-import.ts';

export const importKinds = ['keputusan', 'pemilihan', 'batas'] as const;
export type LawImportKind = (typeof importKinds)[number];

export function isLawImportKind(text: string): text is LawImportKind {
  return importKinds.some((kind) => kind === text);
}

/** Administrators change the law that an instance goes by; whoever works with it may look. */
export function mayChangeLaw(member: Member): boolean {
  return membershipsFor(member, ['admin']).length > 0;
}

export function mayLookAtLaw(member: Member | null): boolean {
  return (
    membershipsFor(member, ['admin', 'officer', 'overseer', 'verifier', 'conveyor', 'authority', 'media']).length > 0
  );
}

/** In the transaction of the change: both are saved, or neither. */
export type NoteInLog = (tx: Tx, change: LawChange) => Promise<void>;

type Deps = Pick<Platform, 'legalClock' | 'law' | 'uuid'> & { readonly noteInLog: NoteInLog };

export function lawImports(platform: Omit<Deps, 'noteInLog'>, noteInLog: NoteInLog): readonly ImportKind[] {
  const deps: Deps = { legalClock: platform.legalClock, law: platform.law, uuid: platform.uuid, noteInLog };
  const kind = <Row>(
    id: LawImportKind,
    title: Both,
    columns: ImportKind['columns'],
    read: Parameters<typeof defineImport<Row>>[0]['read'],
    propose: (rows: AsyncIterable<NumberedRow<Row>>) => Promise<Proposal>,
  ): ImportKind =>
    defineImport<Row>({
      id,
      title,
      columns,
      maxRows: 20_000,
      takes: 'whole',
      mayLook: mayLookAtLaw,
      mayChange: mayChangeLaw,
      read,
      hold: holdLaw,
      changed: () => deps.law.refresh(),
      plan: async (tx, rows) => {
        const weighed = await weigh(tx, await propose(rows));
        if (weighed.rulebook === null) return withConsequences(weighed.plan, []);
        const moves = await previewReevaluation(tx, weighed.rulebook, await standingRulebook(tx));
        return withConsequences(weighed.plan, consequencesOf(moves));
      },
      apply: async (tx, rows, context) => applyLaw(deps, tx, await propose(rows), context),
      undo: (tx, context) => undoLaw(deps, tx, context),
    });
  return [
    kind(
      'keputusan',
      { id: 'Keputusan hari libur', en: 'Holiday decree' },
      decreeColumns,
      readDecreeRow,
      proposeDecrees,
    ),
    kind('pemilihan', { id: 'Pemilihan', en: 'Election' }, electionColumns, readElectionRow, proposeElections),
    kind(
      'batas',
      { id: 'Batas waktu yang disesuaikan', en: 'Adjusted limit' },
      overrideColumns,
      readOverrideRow,
      proposeOverrides,
    ),
  ];
}

/** The rulebook by what lies in the database in this transaction, which may be ahead of this process. */
async function standingRulebook(tx: Tx): Promise<Rulebook> {
  return rulebookOf(inForceOf(await listAdditions(tx)));
}

function rulebookOf(additions: readonly StoredAddition[]): Rulebook {
  const parsed = parseAdditions(additionsInput(additions));
  return parsed.ok ? createRulebook(parsed.value) : createRulebook();
}

async function applyLaw(
  deps: Deps,
  tx: Tx,
  proposal: Proposal,
  context: ImportContext,
): Promise<Result<Applied, Both>> {
  const before = await standingRulebook(tx);
  const { fresh, rulebook, replaced } = await weigh(tx, proposal);
  if (rulebook === null)
    return fail({ id: 'buku aturan menolak isi berkas ini', en: 'the rulebook refuses what is in this file' });
  if (fresh.length === 0)
    return fail({
      id: 'semuanya sudah ada; tidak ada yang berubah',
      en: 'all of it is there already; nothing would change',
    });
  const unknown = await unknownOffice(tx, fresh);
  if (unknown !== undefined) return fail(unknown);
  for (const draft of fresh) {
    const id = deps.uuid();
    await insertAddition(tx, draft, { id, ...context });
    await deps.noteInLog(tx, changeOf('applied', { id, ...draft }, rulebook));
  }
  const moves = await applyReevaluation(tx, rulebook, before, await deps.legalClock.now());
  return ok({ added: fresh.length - replaced, replaced, says: saysMoves(moves) });
}

async function unknownOffice(tx: Tx, drafts: readonly LawDraft[]): Promise<Both | undefined> {
  for (const draft of drafts) {
    if (draft.kind !== 'override' || draft.payload.office === undefined) continue;
    const office = await tx.selectFrom('body').select('id').where('code', '=', draft.payload.office).executeTakeFirst();
    if (office === undefined) {
      const code = draft.payload.office;
      return { id: `tidak ada kantor dengan kode ${code}`, en: `there is no office with the code ${code}` };
    }
  }
  return undefined;
}

async function undoLaw(deps: Deps, tx: Tx, { importId, userId }: ImportContext): Promise<Result<Applied, Both>> {
  const standing = await listAdditions(tx);
  const leaving = standing.filter((one) => one.importId === importId);
  if (leaving.length === 0)
    return fail({ id: 'tidak ada lagi yang berlaku dari berkas ini', en: 'nothing of this file is in force any more' });
  const staying = standing.filter((one) => one.importId !== importId);
  for (const one of leaving) {
    const later = staying.find(
      (other) => other.kind === one.kind && other.key === one.key && other.revision > one.revision,
    );
    if (later !== undefined) {
      return fail({
        id: `“${one.key}” sudah diganti oleh impor yang lebih baru; tarik yang lebih baru dahulu`,
        en: `“${one.key}” was replaced by a later import; withdraw that one first`,
      });
    }
    if (one.kind !== 'election' || staying.some((other) => other.kind === 'election' && other.key === one.key))
      continue;
    const uses = await electionUses(tx, one.key);
    if (uses.cases > 0 || uses.pledges > 0) {
      return fail({
        id: `${uses.cases} perkara dan ${uses.pledges} ikrar menyebut “${one.key}”; pemilihan yang sudah dipakai tidak dapat ditarik, hanya diganti dengan data yang lebih baru`,
        en: `${uses.cases} cases and ${uses.pledges} pledges name “${one.key}”; an election that is in use cannot be withdrawn, only replaced by newer data`,
      });
    }
  }
  const parsed = parseAdditions(additionsInput(inForceOf(staying)));
  if (!parsed.ok) {
    return fail({
      id: `yang lain bergantung padanya: ${parsed.error.line}`,
      en: `something else depends on it: ${parsed.error.line}`,
    });
  }
  const before = rulebookOf(inForceOf(standing));
  await withdrawAdditions(tx, importId, userId);
  const after = createRulebook(parsed.value);
  for (const one of leaving) await deps.noteInLog(tx, changeOf('withdrawn', one, after));
  const moves = await applyReevaluation(tx, after, before, await deps.legalClock.now());
  return ok({ added: 0, replaced: leaving.length, says: saysMoves(moves) });
}

/** What the log says of it: which addition, what it holds by its hash, and with which data the law stands afterwards. */
function changeOf(
  what: LawChange['what'],
  addition: { readonly id: string; readonly kind: string; readonly key: string; readonly payload: unknown },
  after: Rulebook,
): LawChange {
  const content = createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(addition.payload))))
    .digest('hex');
  return {
    addition: addition.id,
    what,
    law: addition.kind,
    name: addition.key,
    fingerprint: after.data,
    content,
  };
}

function saysMoves({ moved, settled }: Reevaluated): Both {
  return {
    id: `${moved} batas waktu yang berjalan bergeser; ${settled} tidak lagi sementara.`,
    en: `${moved} running limits moved; ${settled} are provisional no longer.`,
  };
}

function consequencesOf(moves: Reevaluated): readonly Consequence[] {
  const moved: Consequence = {
    title: {
      id: `batas waktu yang berjalan akan bergeser (dari ${moves.running} yang berjalan)`,
      en: `running limits would move (of ${moves.running} that run)`,
    },
    count: moves.moved,
    first: moves.first.map((clock) => {
      const step = findStep(clock.procedureId, clock.stepId)?.name;
      const procedure = findProcedure(clock.procedureId)?.title;
      const at = (moment: Temporal.Instant): Both => ({
        id: formatInstant(moment, clock.zone, 'id', 'medium'),
        en: formatInstant(moment, clock.zone, 'en', 'medium'),
      });
      const why = (lang: 'id' | 'en'): string => saysWhy(clock.why, lang);
      return {
        what: {
          id: `${step?.id ?? clock.stepId} · ${clock.bodyName} (${procedure?.id ?? clock.procedureId}): ${why('id')}`,
          en: `${step?.en ?? clock.stepId} · ${clock.bodyName} (${procedure?.en ?? clock.procedureId}): ${why('en')}`,
        },
        before: at(clock.dueBefore),
        after: at(clock.dueAfter),
      };
    }),
  };
  const settled: Consequence = {
    title: { id: 'batas waktu tidak lagi sementara', en: 'limits would be provisional no longer' },
    count: moves.settled,
    first: [],
  };
  const left: Consequence = {
    title: {
      id: 'batas waktu tidak disentuh, karena dihitung dengan cara lain (misalnya dihentikan)',
      en: 'limits stay untouched, since they were counted another way (stopped, for example)',
    },
    count: moves.leftAlone,
    first: [],
  };
  return [moved, ...[settled, left].filter((one) => one.count > 0)];
}

/** Which days now close or open, in a line; the decree itself stands above it on the page. */
function saysWhy(why: MovedClock['why'], lang: 'id' | 'en'): string {
  const days = (kind: 'closes' | 'opens'): string =>
    why
      .flatMap((one) => (one.kind === kind && one.day !== undefined ? [formatDay(one.day, lang, 'medium')] : []))
      .join(', ');
  const [closed, opened] = [days('closes'), days('opens')];
  const others = why.filter((one) => one.kind === 'limit' || one.kind === 'other').map((one) => one[lang]);
  return [
    ...(closed === '' ? [] : [lang === 'id' ? `kini libur: ${closed}` : `now closed: ${closed}`]),
    ...(opened === '' ? [] : [lang === 'id' ? `kini hari kerja: ${opened}` : `now open: ${opened}`]),
    ...others,
  ].join('; ');
}
