/** Use cases of the exchange with the registers; the only file of the feature that opens a unit of work for writing. */
import { createHash } from 'node:crypto';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { membershipsFor } from '../accounts/index.ts';
import {
  type DecisionRow,
  DecisionRow as DecisionSchema,
  decisionColumns,
  type FileFormat,
  fileOf,
  type LadderRow,
  LadderRow as LadderSchema,
  ladderColumns,
} from './register-file.ts';
import { type RegisterKind, roleOf } from './register-imports.ts';
import {
  decisionRows,
  type ExportedStep,
  type LadderStep,
  ladderRows,
  readDecisions,
  readLadder,
  type WaitingDecision,
} from './register-read.ts';

/** Numbers of the chosen cases; none: everything that came since the last export. */
export interface ExportWish {
  readonly cases: readonly string[];
  readonly format: FileFormat;
}

export interface MadeExport<Row> {
  readonly text: string;
  readonly name: string;
  readonly rows: readonly Row[];
}

/** `nothing`: there is nothing, or nothing of it is this person's: the same answer. */
export type ExportError =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'reason' }
  /** Chosen cases with several accused: each needs a case of the own first. */
  | { readonly kind: 'several'; readonly numbers: readonly string[] };

export interface PastExport {
  readonly at: Temporal.Instant;
  readonly rows: number;
  readonly format: string;
  readonly by: string;
}

export interface RegisterService {
  /** Undefined: this person makes no such file. */
  ladder(
    member: Member,
  ): Promise<{ readonly steps: readonly LadderStep[]; readonly past: readonly PastExport[] } | undefined>;
  exportLadder(member: Member, wish: ExportWish): Promise<Result<MadeExport<LadderRow>, ExportError>>;
  decisions(
    member: Member,
  ): Promise<{ readonly decisions: readonly WaitingDecision[]; readonly past: readonly PastExport[] } | undefined>;
  /** Opens names of the accused: the caller has asked for the second factor again. */
  exportDecisions(
    member: Member,
    wish: ExportWish & { readonly reason: string },
  ): Promise<Result<MadeExport<DecisionRow>, ExportError>>;
}

export const LEAST_REASON = 10;
export const MOST_REASON = 300;

export function registerService(platform: Pick<Platform, 'db' | 'keys' | 'legalClock' | 'uuid'>): RegisterService {
  const { db, keys, legalClock, uuid } = platform;
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const officesOf = (member: Member, register: RegisterKind): readonly string[] =>
    member.mustEnrol ? [] : membershipsFor(member, [roleOf[register]]).map((one) => one.bodyId);

  const keep = async (
    tx: Tx,
    member: Member,
    made: {
      readonly register: RegisterKind;
      readonly format: FileFormat;
      readonly text: string;
      readonly at: Temporal.Instant;
      readonly steps: readonly ExportedStep[];
      /** How many rows the file has of each case. */
      readonly rowsOf: (step: ExportedStep) => number;
      readonly reason: string | null;
    },
  ): Promise<void> => {
    const sha256 = createHash('sha256').update(made.text).digest();
    for (const bodyId of new Set(made.steps.map((step) => step.bodyId))) {
      const steps = made.steps.filter((step) => step.bodyId === bodyId);
      const id = uuid();
      await tx
        .insertInto('register_export')
        .values({
          id,
          register: made.register,
          body_id: bodyId,
          format: made.format,
          row_count: steps.reduce((sum, step) => sum + made.rowsOf(step), 0),
          sha256,
          made_at: made.at.toString(),
          made_by: member.userId,
        })
        .execute();
      await tx
        .insertInto('register_export_step')
        .values(steps.map((step) => ({ export_id: id, case_id: step.caseId, seq: step.seq })))
        .execute();
      for (const caseId of new Set(steps.map((step) => step.caseId)))
        await tx
          .insertInto('audit')
          .values({
            user_id: member.userId,
            body_id: bodyId,
            what: `case.${made.register}-export`,
            access: 'read',
            case_id: caseId,
            target: made.reason,
          })
          .execute();
    }
  };

  const past = async (tx: Tx, register: RegisterKind, bodies: readonly string[]): Promise<readonly PastExport[]> => {
    const rows = await tx
      .selectFrom('register_export as r')
      .innerJoin('auth.auth_user as u', 'u.id', 'r.made_by')
      .select(['r.made_at', 'r.row_count', 'r.format', 'u.name'])
      .where('r.register', '=', register)
      .where('r.body_id', 'in', [...bodies])
      .orderBy('r.made_at', 'desc')
      .limit(10)
      .execute();
    return rows.map((row) => ({ at: row.made_at, rows: row.row_count, format: row.format, by: row.name }));
  };

  const nameOf = (register: RegisterKind, at: Temporal.Instant, format: FileFormat): string =>
    `netra-${register}-${at.toString({ smallestUnit: 'second' }).replaceAll(/[^0-9]/g, '')}.${format}`;

  return {
    ladder: async (member) => {
      const bodies = officesOf(member, 'siasn');
      if (bodies.length === 0) return undefined;
      return as(member, async (tx) => ({
        steps: await readLadder(tx, bodies, 'all'),
        past: await past(tx, 'siasn', bodies),
      }));
    },
    exportLadder: async (member, { cases, format }) => {
      const bodies = officesOf(member, 'siasn');
      if (bodies.length === 0) return fail({ kind: 'not-found' });
      return as(member, async (tx): Promise<Result<MadeExport<LadderRow>, ExportError>> => {
        const steps = await readLadder(tx, bodies, cases.length === 0 ? 'new' : cases);
        if (steps.length === 0) return fail({ kind: 'nothing' });
        const rows = await ladderRows(tx, keys, steps);
        const text = fileOf(LadderSchema, ladderColumns, rows, format);
        const at = await legalClock.now();
        await keep(tx, member, { register: 'siasn', format, text, at, steps, rowsOf: () => 1, reason: null });
        return ok({ text, name: nameOf('siasn', at, format), rows });
      });
    },
    decisions: async (member) => {
      const bodies = officesOf(member, 'idis');
      if (bodies.length === 0) return undefined;
      return as(member, async (tx) => ({
        decisions: await readDecisions(tx, bodies, 'all'),
        past: await past(tx, 'idis', bodies),
      }));
    },
    exportDecisions: async (member, { cases, format, reason }) => {
      const bodies = officesOf(member, 'idis');
      if (bodies.length === 0) return fail({ kind: 'not-found' });
      const why = reason.trim();
      if (why.length < LEAST_REASON || why.length > MOST_REASON) return fail({ kind: 'reason' });
      return as(member, async (tx): Promise<Result<MadeExport<DecisionRow>, ExportError>> => {
        const found = await readDecisions(tx, bodies, cases.length === 0 ? 'new' : cases);
        const several = found.filter((one) => one.persons > 1).map((one) => one.number);
        if (cases.length > 0 && several.length > 0) return fail({ kind: 'several', numbers: several });
        const decisions = found.filter((one) => one.persons === 1);
        if (decisions.length === 0) return fail({ kind: 'nothing' });
        const rows = await decisionRows(tx, keys, decisions);
        const text = fileOf(DecisionSchema, decisionColumns, rows, format);
        const at = await legalClock.now();
        // Rows are persons.
        const rowsOf = ({ number: of }: ExportedStep): number => rows.filter((row) => row.nomor_perkara === of).length;
        await keep(tx, member, { register: 'idis', format, text, at, steps: decisions, rowsOf, reason: why });
        return ok({ text, name: nameOf('idis', at, format), rows });
      });
    },
  };
}
