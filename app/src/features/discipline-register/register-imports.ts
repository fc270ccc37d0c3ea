/**
 * Results of the registers as kinds of import: what BKN did in SIASN, what an authority entered in I'DIS. Each row becomes a step of its case by the
 * use case of casework with all its guards, in the name of the person who imports.
 */
import { createHash } from 'node:crypto';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { Member, Role } from '../../platform/http/env.ts';
import {
  type Both,
  defineImport,
  gathered,
  type ImportColumn,
  type ImportKind,
  type NumberedProblem,
  type NumberedRow,
  type Statement,
  textCell,
  wordCell,
} from '../../platform/imports/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok } from '../../platform/result.ts';
import { membershipsFor } from '../accounts/index.ts';
import { type CaseAction, type CaseService, deskWords, written } from '../cases/index.ts';
import { readDay } from '../law-data/index.ts';
import { lastProposalOn } from './register-read.ts';

export const registerKinds = ['siasn', 'idis'] as const;
export type RegisterKind = (typeof registerKinds)[number];

export const roleOf = { siasn: 'conveyor', idis: 'authority' } as const satisfies Record<RegisterKind, Role>;

/** One result: the step it becomes, and the day on which the register acted. */
interface ResultRow {
  readonly number: string;
  readonly on: string;
  readonly action: CaseAction;
}

/** As many as one page of bulk work holds: every row is a step of a case, and all of them are one transaction. */
const MOST_RESULTS = 500;
const SHOWN = 20;

const caseColumn: ImportColumn<string> = {
  id: 'case',
  label: { id: 'Nomor perkara', en: 'Case number' },
  synonyms: ['nomor_perkara', 'perkara', 'case', 'case number', 'no perkara'],
  required: true,
  hint: { id: 'nomor perkara di Netra, seperti dalam ekspor', en: 'number of the case in Netra, as in the export' },
  parse: (text) => {
    const number = text.length > 60 ? '' : written(text);
    return number === ''
      ? fail({ id: 'nomor perkara seperti dalam ekspor', en: 'a case number as in the export' })
      : ok(number);
  },
};

const dayColumn = (id: string, label: Both, synonyms: readonly string[], hint: Both): ImportColumn<string> => ({
  id,
  label,
  synonyms,
  required: true,
  hint,
  parse: readDay,
});

const lineColumn = (
  id: string,
  label: Both,
  synonyms: readonly string[],
  required: boolean,
  hint: Both,
): ImportColumn<string> => ({ id, label, synonyms, required, hint, parse: textCell(200) });

const result: ImportColumn<'blocked' | 'refused' | 'unblocked'> = {
  id: 'result',
  label: { id: 'Hasil', en: 'Result' },
  synonyms: ['keadaan', 'status', 'result', 'hasil siasn'],
  required: true,
  hint: { id: '“diblokir”, “ditolak”, atau “dibuka”', en: '“blocked”, “refused” or “unblocked”' },
  parse: wordCell(
    {
      diblokir: 'blocked',
      ditolak: 'refused',
      dibuka: 'unblocked',
      blocked: 'blocked',
      refused: 'refused',
      unblocked: 'unblocked',
    },
    { id: 3, en: ['blocked', 'refused', 'unblocked'] },
  ),
};
const reference = lineColumn(
  'reference',
  { id: 'Nomor blokir', en: 'Number of the block' },
  ['nomor blokir siasn', 'nomor_blokir', 'reference', 'block reference'],
  false,
  { id: 'nomor blokir di SIASN; wajib bila diblokir', en: 'number of the block in SIASN; needed when blocked' },
);
const resultOn = dayColumn(
  'on',
  { id: 'Tanggal', en: 'Date' },
  ['tanggal hasil', 'tgl', 'date', 'on', 'tanggal blokir', 'tanggal buka'],
  { id: 'hari SIASN memblokir, menolak, atau membuka', en: 'the day on which SIASN blocked, refused or unblocked' },
);
const remark = lineColumn(
  'note',
  { id: 'Keterangan', en: 'Remark' },
  ['alasan', 'bukti', 'bukti tindak lanjut', 'note', 'reason', 'proof'],
  false,
  {
    id: 'mengapa ditolak, atau bukti bahwa PPK bertindak; wajib untuk keduanya',
    en: 'why it was refused, or proof that the authority acted; needed for both',
  },
);

const entry = lineColumn(
  'entry',
  { id: "Nomor catatan I'DIS", en: "Number of the entry in I'DIS" },
  ['nomor catatan', 'nomor idis', 'entry', 'register number', 'nomor register'],
  true,
  { id: "nomor yang diberikan I'DIS", en: "the number that I'DIS gave" },
);
const enteredOn = dayColumn(
  'entered_on',
  { id: 'Tanggal dicatat', en: 'Entered on' },
  ['tanggal catatan', 'tgl dicatat', 'entered on', 'tanggal', 'tanggal masuk'],
  { id: "hari keputusan masuk I'DIS", en: "the day on which the decision was entered in I'DIS" },
);

const statement: Statement = {
  title: { id: 'Benturan kepentingan', en: 'Conflict of interest' },
  hint: {
    id: 'Ditanyakan sebelum tindakan pertama Anda pada suatu perkara. Bila ada yang menyangkut Anda atau keluarga, buang impor ini, nyatakan di perkara itu, dan serahkan berkasnya kepada rekan.',
    en: 'Asked before your first act on a case. If one of them concerns you or your family, throw this import away, say so on that case, and leave the file to a colleague.',
  },
  label: { id: 'Saya tidak berkepentingan dalam satu pun perkara ini', en: 'I have no interest in any of these cases' },
};

const unstated = (number: string): Both => ({
  id: `${number}: nyatakan dahulu bahwa Anda tidak berkepentingan. Tidak satu baris pun disimpan.`,
  en: `${number}: say first that you have no interest in it. No row was stored.`,
});

interface Deps {
  readonly platform: Pick<Platform, 'legalClock'>;
  readonly cases: Pick<CaseService, 'act' | 'sayNoStake' | 'tryOut'>;
}

export function registerImports({ platform, cases }: Deps): readonly ImportKind[] {
  const today = async (): Promise<string> => legalDay(await platform.legalClock.now(), 'WIT');
  /** What keeps a row from becoming a step; null: nothing. */
  const obstacle = async (tx: Tx, member: Member, kind: RegisterKind, row: ResultRow): Promise<Both | null> => {
    const tried = await cases.tryOut(tx, member, row.number, row.action);
    if (!tried.ok) return refusalOf(tried.error);
    if (row.on > (await today())) return { id: 'tanggal yang sudah tiba', en: 'a day that has come' };
    const since = kind === 'siasn' ? await lastProposalOn(tx, tried.value.caseId) : null;
    return since !== null && row.on < since
      ? { id: `tanggal tidak sebelum usul blokir (${since})`, en: `not before the block was proposed (${since})` }
      : null;
  };
  const judge =
    (kind: RegisterKind) =>
    async (
      tx: Tx,
      rows: AsyncIterable<NumberedRow<ResultRow>>,
      member: Member,
    ): Promise<readonly NumberedProblem[]> => {
      const problems: NumberedProblem[] = [];
      const seen = new Map<string, number>();
      const once: NumberedRow<ResultRow>[] = [];
      for await (const one of rows) {
        const first = seen.get(one.row.number);
        if (first === undefined) {
          seen.set(one.row.number, one.number);
          once.push(one);
        } else
          problems.push(
            problem(one, {
              id: `satu baris untuk tiap perkara; lihat baris ${first}`,
              en: `one row a case; see row ${first}`,
            }),
          );
      }
      // In the order of the cases, so that two files that name the same cases wait for each other and never both.
      for (const one of inOrder(once)) {
        const allowed = await obstacle(tx, member, kind, one.row);
        if (allowed !== null) problems.push(problem(one, allowed));
      }
      return problems;
    };
  const kind = (
    id: RegisterKind,
    title: Both,
    columns: ImportKind['columns'],
    read: Parameters<typeof defineImport<ResultRow>>[0]['read'],
  ): ImportKind =>
    defineImport<ResultRow>({
      id,
      title,
      columns,
      maxRows: MOST_RESULTS,
      takes: 'good-rows',
      mayLook: (member) => membershipsFor(member, [roleOf[id]]).length > 0,
      mayChange: (member) => membershipsFor(member, [roleOf[id]]).length > 0,
      read,
      judge: judge(id),
      plan: async (tx, rows, member) => {
        const all = inOrder(await gathered(rows));
        const lines: string[] = [];
        for (const { row } of all) {
          const tried = await cases.tryOut(tx, member, row.number, row.action);
          lines.push(`${row.number} ${tried.ok ? tried.value.seq : 'refused'} ${JSON.stringify(row.action)}`);
        }
        return {
          added: all.length,
          replaced: 0,
          same: 0,
          first: all.slice(0, SHOWN).map(({ row }) => ({ what: says(row), does: 'add' as const })),
          problems: [],
          consequences: [],
          fingerprint: createHash('sha256').update(lines.join('\n')).digest('hex'),
        };
      },
      statement,
      apply: async (tx, rows, { member, stated }) => {
        const all = inOrder(await gathered(rows));
        for (const { row } of all) {
          const tried = await cases.tryOut(tx, member, row.number, row.action);
          // A file is no way around the question before the first act of a person on a case.
          if (tried.ok && !tried.value.saidNoStake) {
            if (!stated) return fail(unstated(row.number));
            const said = await cases.sayNoStake(member, row.number);
            if (!said.ok) throw new Error(`${row.number}: tried out, and not there to say it of: ${said.error.kind}`);
          }
          const done = tried.ok ? await cases.act(member, row.number, row.action, tried.value.seq) : tried;
          if (done.ok) continue;
          const why = refusalOf(done.error);
          return fail({
            id: `${row.number}: ${why.id}. Tidak satu baris pun disimpan.`,
            en: `${row.number}: ${why.en}. No row was stored.`,
          });
        }
        return ok({
          added: all.length,
          replaced: 0,
          says: { id: `${all.length} perkara mendapat langkah baru.`, en: `${all.length} cases got a new step.` },
        });
      },
      // Steps are links of a chain: what was wrong is answered by another step, never taken away.
      undo: () =>
        Promise.resolve(
          fail({
            id: 'langkah perkara tidak dapat ditarik; bila hasilnya keliru, catat langkah yang membetulkannya pada perkara itu (misalnya buka blokir)',
            en: 'steps of a case cannot be withdrawn; where a result was wrong, record the step that mends it on the case (unblock, for example)',
          }),
        ),
    });
  return [
    kind(
      'siasn',
      { id: 'Hasil SIASN', en: 'Results of SIASN' },
      [caseColumn, result, reference, resultOn, remark],
      (cells) => {
        const [number, what, on] = [cells.get(caseColumn), cells.get(result), cells.get(resultOn)];
        const [block, said] = [cells.get(reference), cells.get(remark)];
        if (what === 'blocked' && block === undefined)
          cells.refuse(reference, { id: 'wajib bila diblokir', en: 'needed when blocked' });
        if ((what === 'refused' || what === 'unblocked') && said === undefined)
          cells.refuse(remark, { id: 'wajib bila ditolak atau dibuka', en: 'needed when refused or unblocked' });
        if (number === undefined || what === undefined || on === undefined) return undefined;
        return { number, on, action: siasnAction(what, on, block ?? '', said ?? '') };
      },
    ),
    kind('idis', { id: "Hasil I'DIS", en: "Results of I'DIS" }, [caseColumn, entry, enteredOn], (cells) => {
      const [number, written, on] = [cells.get(caseColumn), cells.get(entry), cells.get(enteredOn)];
      if (number === undefined || written === undefined || on === undefined) return undefined;
      return { number, on, action: { type: 'enter-register', number: written, enteredOn: on } };
    }),
  ];
}

function siasnAction(what: 'blocked' | 'refused' | 'unblocked', on: string, block: string, said: string): CaseAction {
  const more = said === '' ? '' : ` ${said}`;
  switch (what) {
    case 'blocked':
      return { type: 'confirm-block', reference: block, reason: `Hasil SIASN: diblokir pada ${on}.${more}` };
    case 'refused':
      return { type: 'reject-block', reason: `Hasil SIASN: ditolak pada ${on}.${more}` };
    case 'unblocked':
      return { type: 'unblock', proof: said, reason: `Hasil SIASN: dibuka pada ${on}.` };
  }
}

function says({ number, on, action }: ResultRow): Both {
  const words = (lang: 'id' | 'en') => deskWords(lang).actions[action.type];
  return { id: `${number} · ${words('id')} · ${on}`, en: `${number} · ${words('en')} · ${on}` };
}

type Refused = Extract<Awaited<ReturnType<CaseService['act']>>, { readonly ok: false }>['error'];

/** What does not exist and what lies elsewhere get the same words. */
function refusalOf(error: Refused): Both {
  switch (error.kind) {
    case 'not-found':
    case 'not-yours':
      return { id: 'perkara yang dapat Anda tangani', en: 'a case that is yours to act on' };
    case 'wrong-status':
      return { id: 'perkara yang menunggu langkah ini', en: 'a case that waits for this step' };
    case 'changed':
      return { id: 'perkara yang sementara itu tidak berubah', en: 'a case that did not change meanwhile' };
    default:
      return { id: deskWords('id').wrong[error.kind], en: deskWords('en').wrong[error.kind] };
  }
}

function problem({ number, row }: NumberedRow<ResultRow>, allowed: Both): NumberedProblem {
  return { row: number, column: caseColumn.id, value: row.number, allowed };
}

function inOrder(rows: readonly NumberedRow<ResultRow>[]): readonly NumberedRow<ResultRow>[] {
  return rows.toSorted((a, b) =>
    a.row.number < b.row.number ? -1 : a.row.number > b.row.number ? 1 : a.number - b.number,
  );
}
