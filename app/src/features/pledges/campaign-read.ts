/** Reads of campaigns, ceremonies and what codes open. Row-level security and the functions of the database say who sees what. */
import { sql } from 'kysely';
import type { Database, Tx } from '../../platform/db/connect.ts';
import type { Campaign, Ceremony, Look, OpenedCode } from './campaign.ts';

function campaignQuery(db: Database | Tx) {
  return db
    .selectFrom('pledge_campaign as k')
    .innerJoin('jurisdiction as place', 'place.id', 'k.institution_id')
    .select([
      'k.id',
      'k.institution_id',
      'place.name',
      'k.body_id',
      'k.election_id',
      'k.text_version',
      'k.opened_at',
      'k.closes_at',
      'k.closed_at',
    ]);
}

type CampaignRow = Awaited<ReturnType<ReturnType<typeof campaignQuery>['executeTakeFirstOrThrow']>>;

const campaignOf = (row: CampaignRow): Campaign => ({
  id: row.id,
  institutionId: row.institution_id,
  institution: row.name,
  bodyId: row.body_id,
  electionId: row.election_id,
  textVersion: row.text_version,
  openedAt: row.opened_at,
  closesAt: row.closes_at,
  closedAt: row.closed_at,
});

export async function findCampaign(db: Database | Tx, id: string): Promise<Campaign | undefined> {
  const row = await campaignQuery(db).where('k.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : campaignOf(row);
}

/** Campaigns of institutions, those that are open first, by the name of the institution. */
export async function findCampaigns(
  db: Database | Tx,
  institutionIds: readonly string[],
  legalNow: Temporal.Instant,
  part: { readonly skipped: number; readonly most: number },
): Promise<readonly Campaign[]> {
  if (institutionIds.length === 0) return [];
  const rows = await campaignQuery(db)
    .where('k.institution_id', 'in', [...institutionIds])
    .orderBy(sql`k.closed_at is null and k.closes_at > ${legalNow.toString()}::timestamptz`, 'desc')
    .orderBy('place.name')
    .orderBy('k.opened_at', 'desc')
    .orderBy('k.id')
    .offset(part.skipped)
    .limit(part.most)
    .execute();
  return rows.map(campaignOf);
}

/** Which of these institutions have a campaign that is open. */
export async function openInstitutions(
  db: Database | Tx,
  institutionIds: readonly string[],
  legalNow: Temporal.Instant,
): Promise<ReadonlySet<string>> {
  if (institutionIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('pledge_campaign')
    .select('institution_id')
    .distinct()
    .where('institution_id', 'in', [...institutionIds])
    .where('closed_at', 'is', null)
    .where('closes_at', '>', sql<Temporal.Instant>`${legalNow.toString()}::timestamptz`)
    .execute();
  return new Set(rows.map((row) => row.institution_id));
}

export async function openCode(tx: Tx, token: Buffer, legalNow: Temporal.Instant): Promise<OpenedCode | undefined> {
  const { rows } = await sql<{
    campaign_id: string;
    institution: string;
    election_id: string;
    text_version: string;
    duty: string;
    is_open: boolean;
    closes_at: Temporal.Instant;
    number: string | null;
  }>`select campaign_id, institution, election_id, text_version, duty, is_open, closes_at, number from open_pledge_code(${token}::bytea)`.execute(
    tx,
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    campaignId: row.campaign_id,
    institution: row.institution,
    electionId: row.election_id,
    textVersion: row.text_version,
    duty: row.duty,
    isOpen: row.is_open && Temporal.Instant.compare(row.closes_at, legalNow) > 0,
    number: row.number,
  };
}

/** Ceremonies of a campaign that are under way. */
export async function runningCeremonies(
  tx: Tx,
  campaignId: string,
  now: Temporal.Instant,
): Promise<readonly Ceremony[]> {
  const rows = await tx
    .selectFrom('pledge_ceremony')
    .select(['id', 'campaign_id', 'ends_at'])
    .where('campaign_id', '=', campaignId)
    .where('ends_at', '>', sql<Temporal.Instant>`${now.toString()}::timestamptz`)
    .execute();
  return rows.map((row) => ({ id: row.id, campaignId: row.campaign_id, endsAt: row.ends_at }));
}

export async function findCeremony(tx: Tx, id: string): Promise<Ceremony | undefined> {
  const row = await tx
    .selectFrom('pledge_ceremony')
    .select(['id', 'campaign_id', 'ends_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : { id: row.id, campaignId: row.campaign_id, endsAt: row.ends_at };
}

/** In tens; 0 for whoever may not open the screen. */
export async function ceremonyCount(tx: Tx, id: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select ceremony_count(${id}::uuid) as n`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Reasons for declining; every reading leaves its trace with each of the people. Of the moment only the day is told. */
export async function readDeclined(
  tx: Tx,
  campaignId: string,
  skipped: number,
  most: number,
): Promise<readonly { readonly id: string; readonly sealed: Buffer; readonly day: string }[]> {
  const { rows } = await sql<{
    id: string;
    reason_sealed: Buffer;
    on_day: string;
  }>`select id, reason_sealed, on_day from read_declined(${campaignId}::uuid, ${skipped}::integer, ${most}::integer)`.execute(
    tx,
  );
  return rows.map((row) => ({ id: row.id, sealed: row.reason_sealed, day: row.on_day }));
}

/** Who looked at data of whoever holds the code, or (null) of the signed-in person whose account was linked. */
export async function looksAtMe(tx: Tx, token: Buffer | null): Promise<readonly Look[]> {
  const { rows } = await sql<{
    at: Temporal.Instant;
    what: string;
    office: string | null;
  }>`select at, what, office from looks_at_me(${token}::bytea)`.execute(tx);
  return rows.map((row) => ({ at: row.at, what: row.what === 'reason' ? 'reason' : 'slip', office: row.office }));
}
