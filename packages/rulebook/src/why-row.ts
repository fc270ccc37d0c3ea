/** A row as a screen shows it, and the index that finds any rule of the rulebook by its id. */
import { findBody } from './bodies/bodies.ts';
import { allProcedures, findProcedure } from './clocks/procedures.ts';
import { findElection } from './elections/elections.ts';
import { findInstrument } from './instruments/instruments.ts';
import {
  citationOfProvision,
  citationOfRow,
  findProvision,
  findReading,
  findRow,
  getRow,
  type RowId,
  successorBasis,
} from './instruments/rows.ts';
import type { Level } from './instruments/sanctions.ts';
import type { Bilingual, Confidence, Source } from './text.ts';

export interface RowReason {
  readonly id: RowId;
  /** "SKB 22 Sep 2022, Lampiran II B.6" */
  readonly citation: string;
  readonly act: Bilingual;
  readonly level: Level | null;
  readonly basis: readonly string[];
  readonly successorBasis: readonly string[];
  readonly sanctionBasis: readonly string[];
  readonly confidence: Confidence;
  readonly basisConfidence: Confidence;
  readonly conflict: Bilingual | null;
  readonly sources: readonly Source[];
}

/** What a screen says of a row: where it stands, what it forbids, on which basis, and how sure we are. */
export function whyRow(id: RowId): RowReason {
  const row = getRow(id);
  return {
    id: row.id,
    citation: citationOfRow(row),
    act: row.act,
    level: row.sanction?.level ?? null,
    basis: row.basis,
    successorBasis: successorBasis(row.basis),
    sanctionBasis: row.sanctionBasis,
    confidence: row.confidence,
    basisConfidence: row.basisConfidence,
    conflict: row.conflict,
    sources: row.sources,
  };
}

export type RuleKind = 'row' | 'provision' | 'reading' | 'procedure' | 'step' | 'election' | 'body' | 'instrument';

/** One rule of the rulebook, whatever its kind, with its citation and the file in which it lives. */
export interface FoundRule {
  readonly id: string;
  readonly kind: RuleKind;
  readonly citation: string;
  readonly file: string;
  readonly data: object;
}

const folder = 'packages/rulebook/src';

/**
 * Finds rules by id: a row (`B6`), a provision (`pp94-5n-4`), a reading, a procedure, a step (`bawaslu-pilkada/file-report`; `file-report`
 * alone finds it in every procedure), an election, a body, an instrument. Empty when there is none.
 */
export function findRules(id: string): readonly FoundRule[] {
  return [...findNorms(id), ...findSteps(id), ...findOthers(id)];
}

function findNorms(id: string): readonly FoundRule[] {
  const row = findRow(id) ?? findRow(id.replace(/^skb-2022\//, ''));
  if (row !== undefined) {
    const part = row.part === 'ethics' ? 'ethics' : 'discipline';
    const file = `${folder}/instruments/skb-2022-${part}.ts`;
    return [{ id: row.id, kind: 'row', citation: citationOfRow(row), file, data: row }];
  }
  const provision = findProvision(id);
  if (provision !== undefined) {
    const file = `${folder}/instruments/pp-94-2021.ts`;
    return [{ id, kind: 'provision', citation: citationOfProvision(provision), file, data: provision }];
  }
  const reading = findReading(id);
  if (reading === undefined) return [];
  const file = `${folder}/instruments/readings.ts`;
  return [{ id, kind: 'reading', citation: reading.basis.join('; '), file, data: reading }];
}

function procedureFile(procedureId: string): string {
  return `${folder}/clocks/procedures-${procedureId.startsWith('bawaslu') ? 'supervisor' : 'personnel'}.ts`;
}

function findSteps(id: string): readonly FoundRule[] {
  const [first = '', second] = id.split('/');
  return allProcedures
    .filter((procedure) => second === undefined || procedure.id === first)
    .flatMap((procedure) =>
      procedure.steps
        .filter((step) => step.id === (second ?? first))
        .map((step) => ({
          id: `${procedure.id}/${step.id}`,
          kind: 'step' as const,
          citation: step.basis ?? procedure.basis.join('; '),
          file: procedureFile(procedure.id),
          data: step,
        })),
    );
}

function findOthers(id: string): readonly FoundRule[] {
  const found: FoundRule[] = [];
  const procedure = findProcedure(id);
  if (procedure !== undefined) {
    found.push({
      id,
      kind: 'procedure',
      citation: procedure.basis.join('; '),
      file: procedureFile(id),
      data: procedure,
    });
  }
  const election = findElection(id);
  if (election !== undefined) {
    const citation = findInstrument(election.law)?.short ?? election.law;
    found.push({ id, kind: 'election', citation, file: `${folder}/elections/elections.ts`, data: election });
  }
  const body = findBody(id);
  if (body !== undefined) {
    const citation = body.basis?.join('; ') ?? body.name;
    found.push({ id, kind: 'body', citation, file: `${folder}/bodies/bodies.ts`, data: body });
  }
  const instrument = findInstrument(id);
  if (instrument !== undefined) {
    const file = `${folder}/instruments/instruments.ts`;
    found.push({ id, kind: 'instrument', citation: instrument.short, file, data: instrument });
  }
  return found;
}
