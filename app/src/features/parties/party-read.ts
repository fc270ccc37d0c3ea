/** Reads of parties and candidates, in the reader's own scope or in that of the public. */
import { sql } from 'kysely';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { soundsLike } from '../cases/index.ts';
import {
  type NoticeContent,
  noticeFrom,
  type ParticipantKind,
  participantKinds,
  type Standing,
  standingOf,
} from './party.ts';
import { type Contact, openContact, openTeam, teamNameTokens, teamNumberToken } from './party-keys.ts';

/** Rows that are opened for one page, at most. */
const MOST_ALIKE = 2000;

export interface ParticipantRow {
  readonly id: string;
  readonly kind: ParticipantKind;
  readonly name: string;
  readonly from: string;
  readonly version: number | null;
  readonly sentAt: Temporal.Instant | null;
  readonly acknowledgedAt: Temporal.Instant | null;
  readonly letters: number;
  readonly team: number;
  readonly standing: Standing;
  /** For administrators alone. */
  readonly contact: Contact | null;
}
export interface NewestNotice {
  readonly id: string;
  readonly version: number;
  readonly at: Temporal.Instant;
  readonly hash: string;
  readonly content: NoticeContent;
}
export interface LinkView {
  /** Of the delivery: in the link, and in the public log. */
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly content: NoticeContent;
  /** The notice to the letter: what the hash is of. */
  readonly text: string;
  readonly hash: string;
  readonly acknowledgedAt: Temporal.Instant | null;
}
export interface PublicParty {
  readonly name: string;
  readonly kind: ParticipantKind;
  readonly version: number;
  readonly sentAt: Temporal.Instant;
  readonly acknowledgedAt: Temporal.Instant | null;
}

export const kindOf = (text: string): ParticipantKind =>
  participantKinds.find((one) => one === text) ?? unknownKind(text);
function unknownKind(text: string): never {
  throw new Error(`no such kind of participant: ${text}`);
}
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export async function readNewest(tx: Tx, electionId: string): Promise<NewestNotice | undefined> {
  const row = await tx
    .selectFrom('party_notice')
    .selectAll()
    .where('election_id', '=', electionId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : { id: row.id, version: row.version, at: row.made_at, hash: hex(row.sha256), content: noticeFrom(row.content) };
}

/** Participants that take part now, and where the newest notice stands with each. @param keys given: contacts are opened */
export async function readParticipants(
  tx: Tx,
  electionId: string,
  keys: Keys | null,
): Promise<readonly ParticipantRow[]> {
  const newest = await readNewest(tx, electionId);
  const rows = await tx
    .selectFrom('party_participant as p')
    .leftJoin('party_delivery as d', (j) =>
      j
        .onRef('d.participant_id', '=', 'p.id')
        .on('d.notice_id', '=', newest?.id ?? '00000000-0000-0000-0000-000000000000'),
    )
    .leftJoin('party_acknowledgement as a', 'a.delivery_id', 'd.id')
    .select(['p.id', 'p.kind', 'p.public_name', 'p.valid_from', 'p.contact_sealed', 'd.sent_at', 'a.at'])
    .select(sql<number>`(select count(*)::int from party_letter l where l.delivery_id = d.id)`.as('letters'))
    .select(sql<number>`(select count(*)::int from campaign_team_member t where t.participant_id = p.id)`.as('team'))
    .where('p.election_id', '=', electionId)
    .where('p.valid_until', 'is', null)
    .orderBy('p.kind', 'desc')
    .orderBy(sql`lower(p.public_name)`)
    .limit(2000)
    .execute();
  return rows.map((row) => {
    const dates = { sentAt: row.sent_at, acknowledgedAt: row.at };
    return {
      id: row.id,
      kind: kindOf(row.kind),
      name: row.public_name,
      from: row.valid_from,
      version: row.sent_at === null ? null : (newest?.version ?? null),
      ...dates,
      letters: row.letters,
      team: row.team,
      standing: standingOf(dates),
      contact: keys === null || row.contact_sealed === null ? null : openContact(keys, row.id, row.contact_sealed),
    };
  });
}

/** What lies behind a link. Undefined for wrong, old and foreign codes alike: one look, one answer. */
export async function readLink(tx: Tx, id: string, code: Buffer, now: Temporal.Instant): Promise<LinkView | undefined> {
  const { rows } = await sql<{
    public_name: string;
    version: number;
    content: string;
    sha256: Buffer;
    acknowledged_at: Temporal.Instant | null;
  }>`select * from party_link(${id}::uuid, ${code}, ${`${now}`}::timestamptz)`.execute(tx);
  const [row] = rows;
  return row === undefined
    ? undefined
    : {
        id,
        name: row.public_name,
        version: row.version,
        content: noticeFrom(row.content),
        text: row.content,
        hash: hex(row.sha256),
        acknowledgedAt: row.acknowledged_at,
      };
}

export async function readPublicParties(tx: Tx, electionId: string): Promise<readonly PublicParty[]> {
  const { rows } = await sql<{
    public_name: string;
    kind: string;
    version: number;
    sent_at: Temporal.Instant;
    acknowledged_at: Temporal.Instant | null;
  }>`select * from public_parties(${electionId})`.execute(tx);
  return rows.map((row) => ({
    name: row.public_name,
    kind: kindOf(row.kind),
    version: row.version,
    sentAt: row.sent_at,
    acknowledgedAt: row.acknowledged_at,
  }));
}

export interface TeamQuestion {
  readonly name: string;
  /** Where it is known: 18 or 16 digits. */
  readonly number?: string | undefined;
}
export interface TeamMatch {
  readonly name: string;
  readonly post: string;
  readonly participant: string;
  /** `number`: the same person. `name`: a question, since names are shared by many. */
  readonly by: 'number' | 'name';
}

/**
 * What may sound like a name, as the index sees it ({@link soundsLike} looks again): a name within the other. One common word does not do, or
 * the thousands who share it would push out the one who is meant.
 */
function namedLike(tokens: readonly Buffer[], words: number) {
  if (words === 0) return sql<boolean>`false`;
  const all = sql`${[...tokens]}::bytea[]`;
  return words === 1
    ? sql<boolean>`(t.name_tokens && ${all} and t.name_tokens <@ ${all})`
    : sql<boolean>`(t.name_tokens && ${all} and cardinality(t.name_tokens) > 1 and (t.name_tokens @> ${all} or t.name_tokens <@ ${all}))`;
}

/** For each of these: members of campaign teams of an election with the number, or whose name sounds alike. Opens only what matched. */
export async function matchTeams(
  tx: Tx,
  keys: Keys,
  electionId: string,
  asked: readonly TeamQuestion[],
  day: string,
): Promise<readonly (readonly TeamMatch[])[]> {
  const wanted = asked.map(({ name, number }) => {
    const tokens = teamNameTokens(keys, name);
    return {
      tokens,
      words: new Set(tokens.map((one) => one.toString('hex'))),
      number: number === undefined ? null : teamNumberToken(keys, number),
    };
  });
  const sameNumber = sql<boolean>`coalesce(t.number_token = any (${wanted.flatMap((one) => one.number ?? [])}::bytea[]), false)`;
  const rows = await tx
    .selectFrom('campaign_team_member as t')
    .innerJoin('party_participant as p', 'p.id', 't.participant_id')
    .select(['t.id', 't.details_sealed', 't.number_token', 't.name_tokens', 'p.public_name'])
    .where('p.election_id', '=', electionId)
    .where('t.valid_from', '<=', day)
    .where((e) => e.or([e('t.valid_until', 'is', null), e('t.valid_until', '>=', day)]))
    .where((e) => e.or([sameNumber, ...wanted.map(({ tokens, words }) => namedLike(tokens, words.size))]))
    .orderBy(sameNumber, 'desc')
    .orderBy('p.public_name')
    .orderBy('t.id')
    .limit(MOST_ALIKE)
    .execute();
  const alike = rows.map((row) => ({ row, words: new Set(row.name_tokens.map((one) => one.toString('hex'))) }));
  return wanted.map(({ words, number }) =>
    alike.flatMap(({ row, words: theirs }) => {
      const same = number !== null && row.number_token !== null && number.equals(row.number_token);
      if (!same && !soundsLike(words, theirs)) return [];
      const { name, post } = openTeam(keys, row.id, row.details_sealed);
      return [{ name, post, participant: row.public_name, by: same ? ('number' as const) : ('name' as const) }];
    }),
  );
}

/** Who holds the post of personnel authority at institutions of the place of a case, where that was entered. */
export async function readAuthorityHolders(
  tx: Tx,
  regionId: string,
  day: string,
): Promise<readonly { readonly name: string; readonly institution: string }[]> {
  const { rows } = await sql<{ name: string; institution: string }>`
    select h.name, i.name as institution from jurisdiction region
    join jurisdiction parent on starts_with(region.path, parent.path)
    join jurisdiction i on i.parent_id = parent.id and i.level = 'institution'
    join office_holder h on h.institution_id = i.id and h.post = 'ppk' and h.name is not null
    where region.id = ${regionId}::uuid and h.from_day <= ${day}::date and (h.until_day is null or h.until_day >= ${day}::date)
    order by length(parent.path) desc, i.name limit 20`.execute(tx);
  return rows;
}
