/** All norms of the rulebook under one roof, and the lookups over them. */
import { allInstruments, successions } from './instruments.ts';
import { type ProvisionId, pp94Provisions } from './pp-94-2021.ts';
import { readings } from './readings.ts';
import type { Provision, Row } from './row.ts';
import type { Reading } from './rule.ts';
import { skb2022Discipline } from './skb-2022-discipline.ts';
import { skb2022Ethics } from './skb-2022-ethics.ts';

export type RowId = (typeof skb2022Ethics)[number]['id'] | (typeof skb2022Discipline)[number]['id'];

/** All rows of the joint decree, in its own order; B13 is a note and never a row of an answer. */
export const allRows: readonly (Row & { readonly id: RowId })[] = [...skb2022Ethics, ...skb2022Discipline];
export const allProvisions: readonly (Provision & { readonly id: ProvisionId })[] = pp94Provisions;
export const allReadings: readonly Reading[] = readings;

const rowById: ReadonlyMap<string, Row & { readonly id: RowId }> = new Map(allRows.map((row) => [row.id, row]));
const provisionById: ReadonlyMap<string, Provision> = new Map(allProvisions.map((one) => [one.id, one]));
const readingById: ReadonlyMap<string, Reading> = new Map(allReadings.map((one) => [one.id, one]));

export function findRow(id: string): (Row & { readonly id: RowId }) | undefined {
  return rowById.get(id);
}

export function getRow(id: RowId): Row & { readonly id: RowId } {
  const row = rowById.get(id);
  if (row === undefined) throw new Error(`no such row: ${id}`);
  return row;
}

export function findProvision(id: string): Provision | undefined {
  return provisionById.get(id);
}

export function findReading(id: string): Reading | undefined {
  return readingById.get(id);
}

/** Where a row stands: "SKB 22 Sep 2022, Lampiran II B.6". */
export function citationOfRow(row: Pick<Row, 'id' | 'no' | 'part' | 'instrument'>): string {
  const short = allInstruments.find((instrument) => instrument.id === row.instrument)?.short ?? row.instrument;
  return `${short}, Lampiran II ${row.part === 'ethics' ? 'A' : 'B'}.${row.no}`;
}

/** Where a provision stands: "PP 94/2021 ps 5 huruf n angka 4". */
export function citationOfProvision(provision: Provision): string {
  return provision.basis.join('; ');
}

/** What stands in the place of the repealed articles among these citations. */
export function successorBasis(basis: readonly string[], day?: string): readonly string[] {
  return successions.flatMap((succession) =>
    basis.includes(succession.cited) && (day === undefined || day >= succession.from) ? succession.successors : [],
  );
}
