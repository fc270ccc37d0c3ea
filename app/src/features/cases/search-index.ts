/**
 * The search index of cases: building it as the system from what officers wrote, and turning what somebody typed into a query. What a person
 * finds is decided by the database in that person's own scope (docs/decisions/0038).
 */
import { sql } from 'kysely';
import { z } from 'zod';
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Database, Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { type LockedAccused, openDetails, openName } from './accused-index.ts';
import { Lexicon } from './search-lexicon.ts';
import {
  isStopWord,
  type Lexeme,
  lockedToken,
  officeToken,
  type Passage,
  passagesOf,
  readSearch,
  type Snippet,
  snippetOf,
  type Term,
  vectorOf,
  type Weight,
  withoutNames,
  wordsOf,
  wordsOfNames,
} from './search-text.ts';

/** A search that can be asked. */
export interface CaseQuery {
  /** As `tsquery`. */
  readonly text: string;
  /** Stems that are looked for, to mark them where they stand. */
  readonly stems: ReadonlySet<string>;
  /** Words of which one form each would be all. */
  readonly terms: number;
}

/** Most cases that one search finds: beyond them, more words are needed. */
export const MOST_CASES_FOUND = 1000;

export interface CaseSearch {
  /** Brings the index up to date, all of it or at most so many cases; gives how many were indexed. */
  update(most?: number): Promise<number>;
  /** Before a search, outside of its transaction: what was written a moment ago is found, since whoever wrote it looks for it next. */
  catchUp(): Promise<void>;
  /** Null: nothing to look for in what was typed. */
  query(tx: Tx, typed: string): Promise<CaseQuery | null>;
  /** For each of these cases the passage in which most was found, among those that the actor may read. */
  snippets(tx: Tx, query: CaseQuery, caseIds: readonly string[]): Promise<ReadonlyMap<string, Snippet>>;
}

/** Cases of one round of the job, and what a search itself catches up with before it looks. */
const ROUND = 200;
const CATCH_UP = 20;
/** Distance between two passages: words of different ones do not follow each other. */
const GAP = 8;
const MOST_STEMS_KEPT = 200_000;

const purpose = 'cases/search-lexicon';

export function caseSearch({ db, keys }: { readonly db: Database; readonly keys: Keys }): CaseSearch {
  const lexicon = new Lexicon();
  const stems = new Map<string, string>();
  let read = 0;

  const learnStems = async (tx: Tx, words: Iterable<string>): Promise<void> => {
    const fresh = [...new Set(words)].filter((word) => !stems.has(word));
    if (fresh.length === 0) return;
    if (stems.size > MOST_STEMS_KEPT) stems.clear();
    const { rows } = await sql<{ word: string; stem: string | null }>`
      select w as word, (ts_lexize('pg_catalog.indonesian_stem', w))[1] as stem from unnest(${fresh}::text[]) w`.execute(
      tx,
    );
    for (const { word, stem } of rows) stems.set(word, stem === null || stem === '' ? word : stem);
  };
  const stemOf = (word: string): string => stems.get(word) ?? word;

  /** Words that other processes wrote down meanwhile. A few are read twice: numbers are given before rows can be seen. */
  const readLexicon = async (tx: Tx): Promise<void> => {
    const { rows } = await sql<{ id: number; sealed: Buffer }>`
      select id, sealed from search_lexicon where id > ${read - 50} order by id`.execute(tx);
    for (const { id, sealed } of rows) {
      for (const word of openWords(keys, sealed)) lexicon.add(word);
      read = Math.max(read, id);
    }
  };

  const round = (most: number): Promise<number> =>
    runAs(db, { kind: 'system' }, async (tx) => {
      await readLexicon(tx);
      const { rows: taken } = await sql<Taken>`select * from search_take(${most})`.execute(tx);
      if (taken.length === 0) return 0;
      const ids = taken.map((one) => one.case_id);
      const found = await material(tx, keys, ids);
      await learnStems(
        tx,
        taken.flatMap((one) => allWords(one, found)),
      );
      const rows = taken.flatMap((one) => indexRows(keys, one, found, stemOf));
      await sql`select search_put(${ids}::uuid[], ${rows.map((row) => row.caseId)}::uuid[], ${rows.map((row) => row.upto)}::int[],
        ${rows.map((row) => row.vector)}::text[])`.execute(tx);
      const words = new Set(
        taken.flatMap((one) => allWords(one, found)).filter((word) => isLexical(word) && !lexicon.has(word)),
      );
      if (words.size > 0)
        await sql`insert into search_lexicon (sealed) values (${sealWords(keys, [...words])})`.execute(tx);
      return taken.length;
    });

  return {
    update: async (most) => {
      let done = 0;
      for (;;) {
        const size = Math.min(ROUND, (most ?? Number.POSITIVE_INFINITY) - done);
        const count = size <= 0 ? 0 : await round(size);
        done += count;
        if (count < size || size <= 0) return done;
      }
    },
    catchUp: async () => {
      const indexed = await round(CATCH_UP);
      // Words of what was just indexed count for this very search.
      if (indexed > 0) await runAs(db, { kind: 'system' }, readLexicon);
    },
    query: async (tx, typed) => {
      const terms = readSearch(typed);
      if (!terms.some((term) => !term.not)) return null;
      const meant = terms.map((term, index) => meaning(lexicon, term, index === terms.length - 1));
      await learnStems(tx, meant.flat(2));
      const text = terms
        .map((term, index) => queryOf(keys, term, meant[index] ?? [], stemOf, index === terms.length - 1))
        .join(' & ');
      const wanted = terms.flatMap((term, index) => (term.not ? [] : (meant[index] ?? []).flat()));
      const sought = terms.reduce((sum, term) => sum + (term.not ? 0 : term.words.length), 0);
      return { text, stems: new Set(wanted.map(stemOf)), terms: sought };
    },
    snippets: async (tx, query, caseIds) => {
      const found = new Map<string, { readonly hits: number; readonly snippet: Snippet }>();
      if (caseIds.length === 0) return new Map();
      const rows = await tx
        .selectFrom('case_event_content')
        .select(['case_id', 'content'])
        .where('case_id', '=', sql<string>`any (${[...caseIds]}::uuid[])`)
        .orderBy('seq', 'desc')
        .execute();
      // What was written last comes first; a case in which all was found is not read on.
      let waiting = [...Map.groupBy(rows, (row) => row.case_id)];
      while (waiting.length > 0) {
        const texts = waiting.flatMap(([caseId, [row]]) =>
          passagesOf(row?.content).map(({ text }) => ({
            caseId,
            text,
            words: new Set(wordsOf(text).map((w) => w.text)),
          })),
        );
        await learnStems(
          tx,
          texts.flatMap(({ words }) => [...words]),
        );
        for (const { caseId, text, words } of texts) {
          const hits = new Set([...words].filter((word) => query.stems.has(stemOf(word))));
          if (hits.size <= (found.get(caseId)?.hits ?? 0)) continue;
          const snippet = snippetOf(text, hits);
          if (snippet !== null) found.set(caseId, { hits: hits.size, snippet });
        }
        waiting = waiting.flatMap(([caseId, [, ...earlier]]): typeof waiting =>
          earlier.length === 0 || (found.get(caseId)?.hits ?? 0) >= query.terms ? [] : [[caseId, earlier]],
        );
      }
      return new Map([...found].map(([caseId, { snippet }]) => [caseId, snippet]));
    },
  };
}

interface Taken {
  readonly case_id: string;
  readonly number: string;
  readonly place: string;
}

interface Material {
  readonly steps: ReadonlyMap<string, readonly { readonly seq: number; readonly passages: readonly Passage[] }[]>;
  readonly posts: ReadonlyMap<string, readonly string[]>;
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
  readonly access: ReadonlyMap<string, readonly { readonly bodyId: string; readonly horizon: number }[]>;
}

/** What the rows of these cases are made of. Words of reporters are sealed to their office and are not among it. */
async function material(tx: Tx, keys: Keys, ids: readonly string[]): Promise<Material> {
  const contents = await sql<{
    case_id: string;
    seq: number;
    content: unknown;
  }>`select * from search_contents(${ids}::uuid[])`.execute(tx);
  const accused = await sql<LockedAccused & { case_id: string }>`select * from search_accused(${ids}::uuid[])`.execute(
    tx,
  );
  // Words that were common name those who were separated, too.
  const others = await sql<{ case_id: string; of_case: string; name_sealed: Buffer }>`
    select * from search_siblings(${ids}::uuid[])`.execute(tx);
  const access = await sql<{ case_id: string; body_id: string; reads_to_seq: number | null; last_seq: number }>`
    select * from search_access(${ids}::uuid[])`.execute(tx);
  const people = byCase(accused.rows, (row) => {
    const { post, unitName } = openDetails(keys, row.case_id, row);
    return { name: openName(keys, row.case_id, row.name_sealed), texts: [post, unitName] };
  });
  const named = byCase(
    [
      ...accused.rows.map((row) => ({ case_id: row.case_id, of_case: row.case_id, name_sealed: row.name_sealed })),
      ...others.rows,
    ],
    (row) => openName(keys, row.of_case, row.name_sealed),
  );
  return {
    steps: byCase(contents.rows, (row) => ({ seq: row.seq, passages: passagesOf(row.content) })),
    posts: new Map([...people].map(([id, all]) => [id, all.flatMap((one) => one.texts)])),
    names: new Map([...named].map(([id, all]): readonly [string, ReadonlySet<string>] => [id, wordsOfNames(all)])),
    access: byCase(access.rows, (row) => ({
      bodyId: row.body_id,
      horizon: Math.min(row.reads_to_seq ?? row.last_seq, row.last_seq),
    })),
  };
}

function byCase<Row extends { readonly case_id: string }, T>(
  rows: readonly Row[],
  made: (row: Row) => T,
): Map<string, T[]> {
  const all = new Map<string, T[]>();
  for (const row of rows) {
    const there = all.get(row.case_id) ?? [];
    there.push(made(row));
    all.set(row.case_id, there);
  }
  return all;
}

/** What whoever sees the case sees. The kind of act is a filter: its words would stand in a quarter of all cases. */
function openTexts(one: Taken): readonly Passage[] {
  return [{ weight: 'B', text: one.place }];
}

function indexed(text: string, names: ReadonlySet<string>): readonly string[] {
  return withoutNames(wordsOf(text), names).flatMap((word) => (isStopWord(word.text) ? [] : [word.text]));
}

function allWords(one: Taken, found: Material): readonly string[] {
  const names = found.names.get(one.case_id) ?? new Set();
  const written = (found.steps.get(one.case_id) ?? []).flatMap((step) => step.passages);
  return [
    ...[...openTexts(one), ...written].flatMap((passage) => indexed(passage.text, names)),
    ...(found.posts.get(one.case_id) ?? []).flatMap((text) => indexed(text, new Set())),
  ];
}

function indexRows(
  keys: Keys,
  one: Taken,
  found: Material,
  stemOf: (word: string) => string,
): readonly { readonly caseId: string; readonly upto: number; readonly vector: string }[] {
  const names = found.names.get(one.case_id) ?? new Set();
  const access = found.access.get(one.case_id) ?? [];
  const steps = found.steps.get(one.case_id) ?? [];
  const horizons = [...new Set(access.map((office) => office.horizon))];
  return horizons.map((upto) => {
    const lexemes: Lexeme[] = [];
    let at = 0;
    const put = (words: readonly string[], weight: Weight): void => {
      for (const text of words) {
        at += 1;
        lexemes.push({ text, weight, at });
      }
      at += GAP;
    };
    put(
      wordsOf(one.number).map((word) => word.text),
      'A',
    );
    for (const post of found.posts.get(one.case_id) ?? [])
      put(
        indexed(post, new Set()).map((word) => lockedToken(keys, stemOf(word))),
        'A',
      );
    const readable = steps.filter((step) => step.seq <= upto).flatMap((step) => step.passages);
    for (const { text, weight } of [...openTexts(one), ...readable]) put(indexed(text, names).map(stemOf), weight);
    const marks = access.filter((office) => office.horizon === upto).map((office) => officeToken(office.bodyId));
    return { caseId: one.case_id, upto, vector: vectorOf(lexemes, marks) };
  });
}

/** For each word of a term what it may mean: itself, what it was mistyped for, and for the last one how it goes on. */
function meaning(lexicon: Lexicon, term: Term, last: boolean): readonly (readonly string[])[] {
  return term.words.map((word, index) => [
    word,
    ...lexicon.near(word),
    ...(last && !term.not && index === term.words.length - 1 ? lexicon.begunBy(word) : []),
  ]);
}

/** A part of a query: words as they stand, or as they stand in what is locked. */
function queryOf(
  keys: Keys,
  term: Term,
  meant: readonly (readonly string[])[],
  stemOf: (word: string) => string,
  last: boolean,
): string {
  const as = (mark: (stem: string, word: string) => readonly string[]): string =>
    meant
      .map((words, index) => {
        const lexemes = [...new Set(words.flatMap((word) => mark(stemOf(word), word)))].map((text) => `'${text}'`);
        // A number is found by how it begins: "K7M-4Q".
        const [word = ''] = words;
        const begun =
          last &&
          !term.not &&
          index === meant.length - 1 &&
          (meant.length > 1 || (word.length >= 2 && /\d/.test(word)));
        return `(${[...lexemes, ...(begun ? beginnings(word) : [])].join(' | ')})`;
      })
      .join(' <-> ');
  // A number that looks like a word is kept as it is.
  const open = as((stem, word) => [stem, word]);
  const locked = as((stem) => [lockedToken(keys, stem)]);
  return `${term.not ? '!' : ''}(${open} | ${locked})`;
}

/**
 * Lexemes that begin so. A single letter also begins the marks of offices ("b:…"), which have no place in the text: one of them makes the whole
 * phrase unknown, and nothing is found. With the next letter said they stand apart.
 */
function beginnings(word: string): readonly string[] {
  return word.length > 1
    ? [`'${word}':*`]
    : [...'0123456789abcdefghijklmnopqrstuvwxyz'].map((next) => `'${word}${next}':*`);
}

function isLexical(word: string): boolean {
  return word.length >= 3 && word.length <= 30 && !/\d/.test(word);
}

function sealWords(keys: Keys, words: readonly string[]): Buffer {
  return lock({ current: keys('search-lexicon') }, Buffer.from(JSON.stringify(words), 'utf8'), { purpose });
}

function openWords(keys: Keys, sealed: Buffer): readonly string[] {
  const opened = unlock({ current: keys('search-lexicon') }, sealed, { purpose }, 0);
  if (!opened.ok) throw new Error(`words of the search do not open with this instance key: ${opened.error}`);
  return z.array(z.string()).parse(JSON.parse(opened.value.toString('utf8')));
}
