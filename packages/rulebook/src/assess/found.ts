/** Puts the ids of an answer into full findings: rows, provisions and the notes that go with them. */
import type { IsoDay } from '../calendar/days.ts';
import type { Election } from '../elections/elections.ts';
import type { Row } from '../instruments/row.ts';
import { citationOfRow, findProvision, findRow, successorBasis } from '../instruments/rows.ts';
import { transitionalMedium } from '../instruments/sanctions.ts';
import type { FoundProvision, FoundRow, Note } from './answer.ts';

const circular = 'SE MenPANRB 01/2023';

/** @param withoutLevel for the ppnpn route: the same rows, no level, no options, and the circular as basis */
export function foundRow(id: string, day: IsoDay, withoutLevel: boolean): FoundRow {
  const row = rowOf(id);
  const common = {
    id: row.id,
    cite: citationOfRow(row),
    part: row.part,
    confidence: row.confidence,
    conflict: row.conflict?.id ?? null,
    conflictEn: row.conflict?.en ?? null,
    sources: row.sources,
  };
  if (withoutLevel) {
    return Object.freeze({
      ...common,
      level: null,
      options: [],
      basis: [circular],
      sanctionBasis: [circular],
      basisConfidence: 'seen',
    });
  }
  return Object.freeze({
    ...common,
    level: row.sanction?.level ?? null,
    options: row.sanction?.options ?? [],
    basis: [...row.basis, ...successorBasis(row.basis, day)],
    sanctionBasis: [...row.sanctionBasis, ...successorBasis(row.sanctionBasis, day)],
    basisConfidence: row.basisConfidence,
  });
}

export function foundProvision(id: string, withoutLevel: boolean): FoundProvision {
  const provision = findProvision(id);
  if (provision === undefined) throw new Error(`no such provision: ${id}`);
  return Object.freeze({
    id: provision.id,
    level: withoutLevel ? null : provision.level,
    basis: withoutLevel ? [circular] : provision.basis,
    confidence: provision.confidence,
  });
}

/**
 * What the reader must know beside the rows.
 * @param election kind of the election, if known: an overlap with the other election's criminal law is left out
 */
export function notesFor(
  rows: readonly string[],
  provisions: readonly string[],
  withoutLevel: boolean,
  election: Election['kind'] | undefined,
): readonly Note[] {
  const notes = rows
    .map(rowOf)
    .flatMap((row): Note[] => [
      ...(row.verify === undefined ? [] : [{ about: row.id, kind: 'check' as const, ...row.verify }]),
      ...(row.openPoint === undefined ? [] : [{ about: row.id, kind: 'open-point' as const, ...row.openPoint }]),
      ...(withoutLevel ? [] : levelNotes(row)),
      ...criminalNotes(row, election),
    ]);
  for (const id of provisions) {
    const note = findProvision(id)?.note;
    if (note !== undefined && !withoutLevel) notes.push({ about: id, kind: 'level-gap', ...note });
  }
  return Object.freeze(notes);
}

/** For an act that no kind describes: the catch-all that one list shows is a note, never a row of an answer. */
export const catchAllNotes: readonly Note[] = Object.freeze(
  [rowOf('B13')].flatMap((row) =>
    row.conflict === null ? [] : [{ about: row.id, kind: 'check' as const, ...row.conflict }],
  ),
);

function levelNotes(row: Row): readonly Note[] {
  const notes: Note[] = [];
  if (row.sanctionPrecondition !== undefined) {
    notes.push({ about: row.id, kind: 'precondition', ...row.sanctionPrecondition });
  }
  if (row.practiceNote !== undefined) notes.push({ about: row.id, kind: 'practice', ...row.practiceNote });
  if (row.sanction?.level === 'sedang') {
    notes.push({ about: row.id, kind: 'transition', ...transitionalMedium.rule });
  }
  return notes;
}

/** Criminal law is a note for the officer, never an outcome. */
function criminalNotes(row: Row, election: Election['kind'] | undefined): readonly Note[] {
  return (row.criminalOverlap ?? [])
    .filter((overlap) => election === undefined || overlap.election === election)
    .map((overlap) => ({
      about: row.id,
      kind: 'criminal-overlap' as const,
      id: `Dapat bersinggungan dengan pidana: ${overlap.law} ps ${overlap.article} (${overlap.note.id}).`,
      en: `May overlap with criminal law: ${overlap.law} art ${overlap.article} (${overlap.note.en}).`,
    }));
}

function rowOf(id: string): Row {
  const row = findRow(id);
  if (row === undefined) throw new Error(`no such row: ${id}`);
  return row;
}
