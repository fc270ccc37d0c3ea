/** Use cases of the media desk: take a text in once, list, look. */
import { sql } from 'kysely';
import type { Position } from '../../platform/api/index.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { extractArticle } from './extraction/extract-article.ts';
import { findDuplicates, wordsOf } from './extraction/repetition.ts';
import { prepare } from './extraction/text.ts';
import { contentHash, factsFrom, plain, StoredFacts } from './media-item.ts';

export interface MediaItem {
  readonly id: string;
  /** The name of a file, or what the person who pasted it said; never an address. */
  readonly sourceName: string;
  readonly title: string;
  readonly addedAt: Temporal.Instant;
  readonly facts: StoredFacts;
  readonly duplicate: { readonly id: string; readonly title: string } | null;
}

export interface NewText {
  readonly sourceName: string;
  readonly text: string;
}

export interface MediaService {
  /** Reads a text without storing it. */
  preview(text: NewText): StoredFacts;
  /** Stores a text once; a text that is there already is found instead. */
  add(member: Member, text: NewText): Promise<{ readonly id: string; readonly isNew: boolean }>;
  /** The same for the texts that come with the product. Gives how many were new. */
  addAll(texts: readonly NewText[]): Promise<number>;
  list(member: Member, page: number): Promise<{ readonly items: readonly MediaItem[]; readonly total: number }>;
  /** The newest first, going on after the sort keys of the last one shown. */
  listFrom(
    member: Member,
    limit: number,
    after: Position | null,
  ): Promise<{ readonly items: readonly MediaItem[]; readonly next: Position | null }>;
  /** Undefined when there is none, or the person may not see it. */
  find(member: Member, id: string): Promise<(MediaItem & { readonly body: string }) | undefined>;
}

export const MEDIA_PAGE_SIZE = 25;
/** A new text is compared with so many of the latest ones. Clusters over everything come with the leads. */
const COMPARED = 300;

export function mediaService(platform: Pick<Platform, 'db' | 'uuid'>): MediaService {
  const { db } = platform;
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);

  const store = async (tx: Tx, text: NewText): Promise<{ readonly id: string; readonly isNew: boolean }> => {
    const hash = contentHash(text.text);
    const there = await tx.selectFrom('media_item').select('id').where('content_hash', '=', hash).executeTakeFirst();
    if (there !== undefined) return { id: there.id, isNew: false };
    const body = plain(text.text);
    const latest = await tx
      .selectFrom('media_item')
      .select(['id', 'body'])
      .orderBy('added_at', 'desc')
      .limit(COMPARED)
      .execute();
    const duplicateOf = duplicateAmong(latest.toReversed(), body);
    const facts = factsFrom(extractArticle(body, text.sourceName));
    const made = await tx
      .insertInto('media_item')
      .values({
        id: platform.uuid(),
        content_hash: hash,
        source_name: text.sourceName,
        title: facts.title ?? '',
        published_on: facts.publishedOn,
        event_on: facts.eventOn,
        kind: facts.kind,
        body,
        extracted: JSON.stringify(facts),
        repeats_itself: facts.repeatsItself,
        duplicate_of: duplicateOf,
      })
      .onConflict((c) => c.column('content_hash').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made !== undefined) return { id: made.id, isNew: true };
    // Somebody else stored it in this moment.
    const theirs = await tx
      .selectFrom('media_item')
      .select('id')
      .where('content_hash', '=', hash)
      .executeTakeFirstOrThrow();
    return { id: theirs.id, isNew: false };
  };

  return {
    preview: (text) => factsFrom(extractArticle(plain(text.text), text.sourceName)),
    add: (member, text) =>
      as(member, async (tx) => {
        const stored = await store(tx, text);
        if (stored.isNew) {
          await tx
            .insertInto('audit')
            .values({
              user_id: member.userId,
              body_id: member.memberships.find((m) => m.role === 'media')?.bodyId ?? null,
              what: 'media.add',
              access: 'write',
              case_id: null,
              target: stored.id,
            })
            .execute();
        }
        return stored;
      }),
    addAll: (texts) =>
      runAs(db, { kind: 'system' }, async (tx) => {
        let fresh = 0;
        for (const text of texts) if ((await store(tx, text)).isNew) fresh += 1;
        return fresh;
      }),
    list: (member, page) =>
      as(member, async (tx) => {
        const rows = await items(tx)
          .orderBy('m.added_at', 'desc')
          .orderBy('m.source_name')
          .orderBy('m.id')
          .limit(MEDIA_PAGE_SIZE)
          .offset((page - 1) * MEDIA_PAGE_SIZE)
          .execute();
        const { total } = await tx
          .selectFrom('media_item')
          .select((e) => e.fn.countAll<number>().as('total'))
          .executeTakeFirstOrThrow();
        return { items: rows.map(itemOf), total };
      }),
    listFrom: (member, limit, after) =>
      as(member, async (tx) => {
        const [at = '', id = ''] = after ?? [];
        const query = items(tx).orderBy('m.added_at', 'desc').orderBy('m.id', 'desc');
        const rows = await (after === null
          ? query
          : query.where(sql<boolean>`(m.added_at, m.id) < (${at}::timestamptz, ${id}::uuid)`)
        )
          .limit(limit + 1)
          .execute();
        const shown = rows.slice(0, limit);
        const last = shown.at(-1);
        return {
          items: shown.map(itemOf),
          next: rows.length > limit && last !== undefined ? [last.added_at.toString(), last.id] : null,
        };
      }),
    find: (member, id) =>
      as(member, async (tx) => {
        const row = await items(tx).select('m.body').where('m.id', '=', id).executeTakeFirst();
        return row === undefined ? undefined : { ...itemOf(row), body: row.body };
      }),
  };
}

/** The earliest of these texts that the new one repeats, or null. */
function duplicateAmong(
  earlier: readonly { readonly id: string; readonly body: string }[],
  body: string,
): string | null {
  const words = [...earlier.map((item) => item.body), body].map((text) => wordsOf(prepare(text).paragraphs.join('\n')));
  const first = findDuplicates(words).at(-1) ?? null;
  return first === null ? null : (earlier[first]?.id ?? null);
}

function items(tx: Tx) {
  return tx
    .selectFrom('media_item as m')
    .leftJoin('media_item as first', 'first.id', 'm.duplicate_of')
    .select([
      'm.id',
      'm.source_name',
      'm.title',
      'm.added_at',
      'm.extracted',
      'm.duplicate_of',
      'first.title as duplicate_title',
    ]);
}

interface ItemRow {
  readonly id: string;
  readonly source_name: string;
  readonly title: string;
  readonly added_at: Temporal.Instant;
  readonly extracted: unknown;
  readonly duplicate_of: string | null;
  readonly duplicate_title: string | null;
}

function itemOf(row: ItemRow): MediaItem {
  return {
    id: row.id,
    sourceName: row.source_name,
    title: row.title,
    addedAt: row.added_at,
    facts: StoredFacts.parse(row.extracted),
    duplicate: row.duplicate_of === null ? null : { id: row.duplicate_of, title: row.duplicate_title ?? '' },
  };
}
