/** Which column of a file is which column of a kind: guessed from the headings, changed by people. */
import { type ImportColumn, plainWord } from './import-kind.ts';

/** Column id → place of the file's column, from 0. A column that is not here is not read. */
export type Mapping = Readonly<Record<string, number>>;

/** The best guess. Exact names first, then a heading that contains the name; no column of the file is used twice. */
export function guessMapping(header: readonly string[], columns: readonly ImportColumn<unknown>[]): Mapping {
  const headings = header.map(plainWord);
  const taken = new Set<number>();
  const mapping: Record<string, number> = {};
  const take = (column: ImportColumn<unknown>, fits: (heading: string, name: string) => boolean): void => {
    if (mapping[column.id] !== undefined) return;
    const names = [column.id, column.label.id, column.label.en, ...column.synonyms].map(plainWord);
    const at = headings.findIndex(
      (heading, place) => heading !== '' && !taken.has(place) && names.some((name) => fits(heading, name)),
    );
    if (at < 0) return;
    taken.add(at);
    mapping[column.id] = at;
  };
  for (const column of columns) take(column, (heading, name) => heading === name);
  for (const column of columns) {
    take(column, (heading, name) => name.length >= 4 && ` ${heading} `.includes(` ${name} `));
  }
  return mapping;
}

/** Columns that must be there and are not. */
export function missingColumns(
  mapping: Mapping,
  columns: readonly ImportColumn<unknown>[],
): readonly ImportColumn<unknown>[] {
  return columns.filter((column) => column.required && mapping[column.id] === undefined);
}

/** Whether the mapping names columns that are there, each of the file's at most once. */
export function isUsable(
  mapping: Mapping,
  header: readonly string[],
  columns: readonly ImportColumn<unknown>[],
): boolean {
  const places = Object.values(mapping);
  return (
    new Set(places).size === places.length &&
    places.every((place) => Number.isInteger(place) && place >= 0 && place < header.length) &&
    Object.keys(mapping).every((id) => columns.some((column) => column.id === id))
  );
}

/** Cells of a row by column id. */
export function mapCells(cells: readonly string[], mapping: Mapping): ReadonlyMap<string, string> {
  return new Map(Object.entries(mapping).map(([id, place]) => [id, cells[place] ?? '']));
}
