/**
 * What a kind of import declares: its columns and how each is read, what applying would change, how it is applied and taken back. The framework
 * knows no feature: it hands rows over and keeps the promises (streaming, one transaction, nothing half stored).
 */
import type { Tx } from '../db/connect.ts';
import type { Member } from '../http/env.ts';
import { fail, ok, type Result } from '../result.ts';

/** The same words in both languages of the product. */
export interface Both {
  readonly id: string;
  readonly en: string;
}

/** One thing to mend in a file. */
export interface RowProblem {
  /** Id of the column; empty: the row as a whole. */
  readonly column: string;
  /** What stood there, on one line, at most 40 characters. */
  readonly value: string;
  /** What is allowed there instead. */
  readonly allowed: Both;
}

export interface NumberedProblem extends RowProblem {
  /** Row as a spreadsheet numbers it; 0: the file as a whole. */
  readonly row: number;
}

export interface ImportColumn<T> {
  readonly id: string;
  readonly label: Both;
  /** Other headings under which the column is found, in either language; compared without case, accents and signs. */
  readonly synonyms: readonly string[];
  readonly required: boolean;
  /** What the column holds, with an example, for whoever fills a file. */
  readonly hint: Both;
  /** The value of a cell that is not empty, or what is allowed there. */
  readonly parse: (text: string) => Result<T, Both>;
}

/** Cells of one row, asked by column. What cannot be read is noted as a problem of the row. */
export interface Cells {
  /** Undefined when the cell is empty or not readable. An empty required cell is a problem. */
  get<T>(column: ImportColumn<T>): T | undefined;
  /** Notes that the cell, readable by itself, does not fit the others. */
  refuse(column: ImportColumn<unknown>, allowed: Both): void;
  readonly row: number;
}

/** One line of "what would change". */
export interface PlannedChange {
  readonly what: Both;
  readonly does: 'add' | 'replace' | 'same';
  /** Replaced by it. */
  readonly before?: Both;
}

/** What follows from applying beyond the rows themselves: limits that would move, people who would be told. */
export interface Consequence {
  readonly title: Both;
  readonly count: number;
  /** The first of them. */
  readonly first: readonly { readonly what: Both; readonly before: Both; readonly after: Both }[];
}

export interface ImportPlan {
  readonly added: number;
  readonly replaced: number;
  readonly same: number;
  readonly first: readonly PlannedChange[];
  /** Problems that only show when rows are seen together or beside what is there. Any of them keeps the import from being applied. */
  readonly problems: readonly NumberedProblem[];
  readonly consequences: readonly Consequence[];
  /** Changes whenever applying would do something else: what was previewed is what is applied, or nothing is. */
  readonly fingerprint: string;
}

export interface Applied {
  readonly added: number;
  readonly replaced: number;
  /** A sentence for the page and the record. */
  readonly says: Both;
}

export interface ImportContext {
  readonly importId: string;
  readonly userId: string;
  /** The same person, with the offices for which it acts. */
  readonly member: Member;
  /** Whether whoever applies ticked what the kind asks them to state. */
  readonly stated: boolean;
}

/** What whoever applies is asked to state, in a box to tick. */
export interface Statement {
  readonly title: Both;
  readonly hint: Both;
  readonly label: Both;
}

export interface ImportSpec<Row> {
  readonly id: string;
  readonly title: Both;
  readonly columns: readonly ImportColumn<unknown>[];
  readonly maxRows: number;
  /** `whole`: one bad row keeps everything out (a decree that lacks a day is wrong). `good-rows`: good rows go in, bad ones are told. */
  readonly takes: 'whole' | 'good-rows';
  readonly mayLook: (member: Member) => boolean;
  readonly mayChange: (member: Member) => boolean;
  /** A row out of its cells; undefined when something that it needs is missing (noted by then). */
  readonly read: (cells: Cells) => Row | undefined;
  /**
   * What is wrong with single rows beside what is there, for kinds that take good rows and tell the others. Asked again before each preview and
   * before applying, since what is there changes meanwhile.
   */
  readonly judge?: (
    tx: Tx,
    rows: AsyncIterable<NumberedRow<Row>>,
    member: Member,
  ) => Promise<readonly NumberedProblem[]>;
  readonly plan: (tx: Tx, rows: AsyncIterable<NumberedRow<Row>>, member: Member) => Promise<ImportPlan>;
  /** In the transaction in which {@link plan} was just asked again. Refuses by a sentence; then nothing was stored. */
  readonly apply: (
    tx: Tx,
    rows: AsyncIterable<NumberedRow<Row>>,
    context: ImportContext,
  ) => Promise<Result<Applied, Both>>;
  /** Asked in the preview; {@link apply} gets the answer and decides whether it is enough. */
  readonly statement?: Statement;
  /** Takes an applied import back, or says what depends on it. */
  readonly undo: (tx: Tx, context: ImportContext) => Promise<Result<Applied, Both>>;
  /** After a transaction that changed something was saved. */
  readonly changed?: () => Promise<void>;
  /** Holds still what the kind changes, so that two changes come one after the other. First statement of a change. */
  readonly hold?: (tx: Tx) => Promise<void>;
}

export interface NumberedRow<Row> {
  readonly number: number;
  readonly row: Row;
}

/** Cells as they lie in the staged row, by column id; mapping already applied. */
export interface MappedRow {
  readonly number: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** A kind with its row type closed in, so that kinds of different rows stand in one list. */
export interface ImportKind extends Omit<ImportSpec<unknown>, 'read' | 'judge' | 'plan' | 'apply'> {
  readonly check: (row: MappedRow) => readonly RowProblem[];
  readonly judge:
    | ((tx: Tx, rows: AsyncIterable<MappedRow>, member: Member) => Promise<readonly NumberedProblem[]>)
    | null;
  readonly plan: (tx: Tx, rows: AsyncIterable<MappedRow>, member: Member) => Promise<ImportPlan>;
  readonly apply: (tx: Tx, rows: AsyncIterable<MappedRow>, context: ImportContext) => Promise<Result<Applied, Both>>;
}

export function defineImport<Row>(spec: ImportSpec<Row>): ImportKind {
  const { read, judge, plan, apply, ...rest } = spec;
  /** Rows with a problem are left out: the service refuses them before, or tells them apart. */
  async function* readable(rows: AsyncIterable<MappedRow>): AsyncGenerator<NumberedRow<Row>> {
    for await (const mapped of rows) {
      const { row, problems } = readRow(read, mapped);
      if (row !== undefined && problems.length === 0) yield { number: mapped.number, row };
    }
  }
  return {
    ...rest,
    check: (row) => readRow(read, row).problems,
    judge: judge === undefined ? null : (tx, rows, member) => judge(tx, readable(rows), member),
    plan: (tx, rows, member) => plan(tx, readable(rows), member),
    apply: (tx, rows, context) => apply(tx, readable(rows), context),
  };
}

const missing: Both = { id: 'wajib diisi', en: 'must be filled in' };

function readRow<Row>(
  read: ImportSpec<Row>['read'],
  mapped: MappedRow,
): { readonly row: Row | undefined; readonly problems: readonly RowProblem[] } {
  const problems: RowProblem[] = [];
  const cells: Cells = {
    row: mapped.number,
    get: (column) => {
      const text = (mapped.cells.get(column.id) ?? '').trim();
      if (text === '') {
        if (column.required) problems.push({ column: column.id, value: '', allowed: missing });
        return undefined;
      }
      const value = column.parse(text);
      if (value.ok) return value.value;
      problems.push({ column: column.id, value: shortened(text), allowed: value.error });
      return undefined;
    },
    refuse: (column, allowed) => {
      problems.push({ column: column.id, value: shortened(mapped.cells.get(column.id) ?? ''), allowed });
    },
  };
  return { row: read(cells), problems };
}

/** A value as an error may repeat it: one line, at most 40 characters. */
export function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const letters = [...line.slice(0, 200)];
  return letters.length > 40 ? `${letters.slice(0, 40).join('')}…` : line;
}

/** For columns that take any text up to a length. */
export function textCell(most: number): (text: string) => Result<string, Both> {
  return (text) =>
    text.length <= most ? ok(text) : fail({ id: `paling panjang ${most} huruf`, en: `at most ${most} characters` });
}

/**
 * For columns that take one of a few words.
 * @param words what may be written, to the value
 * @param shown how many of them, from the first, are named when something else stands there; the rest are silent synonyms
 */
export function wordCell<const T extends string>(
  words: Readonly<Record<string, T>>,
  shown: { readonly id: number; readonly en?: readonly string[] } = { id: Object.keys(words).length },
): (text: string) => Result<T, Both> {
  const known = new Map<string, T>(Object.entries(words).map(([word, value]) => [plainWord(word), value]));
  const list = Object.keys(words).slice(0, shown.id).join(', ');
  const allowed: Both = { id: `salah satu dari: ${list}`, en: `one of: ${shown.en?.join(', ') ?? list}` };
  return (text) => {
    const value = known.get(plainWord(text));
    return value === undefined ? fail(allowed) : ok(value);
  };
}

/** Words compared as people write them: small letters, no accents, every run of other signs one space. */
export function plainWord(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}
