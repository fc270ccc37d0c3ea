/** Notes of an office about a case: read, written and locked. Row-level security keeps them inside the office. */
import { sql } from 'kysely';
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { fixed } from '../../platform/db/fixed.ts';
import type { Colleague } from './mentions.ts';

export interface NoteView {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly author: string;
  readonly mine: boolean;
  readonly bodyName: string;
  readonly words: string;
  /** Names of colleagues who were named in it. */
  readonly mentions: readonly string[];
  /** What stood there before, the oldest first. */
  readonly earlier: readonly { readonly at: Temporal.Instant; readonly words: string }[];
}

export const MOST_NOTE = 4000;
/** Notes of a case that are shown: the newest. */
const SHOWN = 200;

const purpose = 'desk-work/note';

const noteRows = fixed((tx, caseId, until) =>
  tx
    .selectFrom('case_note as n')
    .innerJoin('auth.auth_user as u', 'u.id', 'n.author_id')
    .innerJoin('body as b', 'b.id', 'n.body_id')
    .select(['n.id', 'n.at', 'n.author_id', 'n.corrects', 'n.words_sealed', 'u.name as author', 'b.name as body'])
    .select(
      sql<string[]>`array(select named.name from case_mention m join auth.auth_user named on named.id = m.user_id
        where m.note_id = n.id order by named.name)`.as('mentions'),
    )
    .where('n.case_id', '=', caseId)
    .where(sql<boolean>`n.at <= ${until}::timestamptz`)
    .orderBy('n.recorded_at', 'desc')
    .orderBy('n.id')
    .limit(SHOWN),
);

/** Notes that stand, the newest first. A corrected one is shown with what it said before. */
export async function readNotes(
  tx: Tx,
  keys: Keys,
  caseId: string,
  userId: string,
  until: Temporal.Instant | null = null,
): Promise<readonly NoteView[]> {
  const rows = await noteRows(tx, caseId, until?.toString() ?? 'infinity');
  const byId = new Map(rows.map((row) => [row.id, row]));
  const replaced = new Set(rows.flatMap((row) => row.corrects ?? []));
  return rows.flatMap((row): readonly NoteView[] => {
    if (replaced.has(row.id)) return [];
    const earlier: { at: Temporal.Instant; words: string }[] = [];
    for (let before = byId.get(row.corrects ?? ''); before !== undefined; before = byId.get(before.corrects ?? ''))
      earlier.unshift({ at: before.at, words: openNote(keys, caseId, before.words_sealed) });
    return [
      {
        id: row.id,
        at: row.at,
        author: row.author,
        mine: row.author_id === userId,
        bodyName: row.body,
        words: openNote(keys, caseId, row.words_sealed),
        mentions: row.mentions,
        earlier,
      },
    ];
  });
}

export interface CarriedNotes {
  /** Number of the case on which they were written. */
  readonly from: string;
  readonly notes: readonly NoteView[];
}

/** Notes on the cases from which this one was separated, as they stood then. They stay where they were written. */
export async function readCarriedNotes(
  tx: Tx,
  keys: Keys,
  caseId: string,
  userId: string,
): Promise<readonly CarriedNotes[]> {
  const { rows } = await sql<{ source_id: string; number: string; until: Temporal.Instant }>`
    select source_id, number, until from separated_out_of(${caseId}::uuid) where number is not null`.execute(tx);
  const carried: CarriedNotes[] = [];
  for (const row of rows) {
    const notes = await readNotes(tx, keys, row.source_id, userId, row.until);
    if (notes.length > 0) carried.push({ from: row.number, notes: notes.map((note) => ({ ...note, mine: false })) });
  }
  return carried;
}

export async function insertNote(
  tx: Tx,
  keys: Keys,
  note: {
    readonly id: string;
    readonly caseId: string;
    readonly bodyId: string;
    readonly authorId: string;
    readonly at: Temporal.Instant;
    readonly corrects: string | null;
    readonly words: string;
  },
  mentioned: readonly Colleague[],
): Promise<void> {
  const sealed = lock({ current: keys('case-note') }, Buffer.from(note.words, 'utf8'), {
    purpose,
    aad: Buffer.from(note.caseId),
  });
  await tx
    .insertInto('case_note')
    .values({
      id: note.id,
      case_id: note.caseId,
      body_id: note.bodyId,
      author_id: note.authorId,
      at: note.at.toString(),
      corrects: note.corrects,
      words_sealed: sealed,
    })
    .execute();
  if (mentioned.length === 0) return;
  await tx
    .insertInto('case_mention')
    .values(mentioned.map((one) => ({ note_id: note.id, user_id: one.id, case_id: note.caseId, body_id: note.bodyId })))
    .execute();
}

/** Whether this person may correct this note: the own one, of this case, and the latest. */
export async function isCorrectable(tx: Tx, noteId: string, caseId: string, userId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('case_note')
    .select('id')
    .where('id', '=', noteId)
    .where('case_id', '=', caseId)
    .where('author_id', '=', userId)
    .where((w) =>
      w.not(w.exists(w.selectFrom('case_note as later').select('later.id').where('later.corrects', '=', noteId))),
    )
    .executeTakeFirst();
  return row !== undefined;
}

function openNote(keys: Keys, caseId: string, sealed: Uint8Array): string {
  const opened = unlock({ current: keys('case-note') }, sealed, { purpose, aad: Buffer.from(caseId) }, 0);
  if (!opened.ok) throw new Error(`a note does not open with this instance key: ${opened.error}`);
  return opened.value.toString('utf8');
}
