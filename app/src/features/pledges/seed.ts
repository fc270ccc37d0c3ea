/** An open campaign for the demonstration, with a few codes that its pages show. */
import { sql } from 'kysely';
import type { LegalClock } from '../../platform/clock/legal-clock.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHash } from '../../platform/crypto/token.ts';
import type { Database } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { CampaignService } from './campaign-service.ts';
import { newPledgeCode, pledgeToken } from './pledge-codes.ts';
import { pledgeTextOn } from './pledge-texts.ts';

const DEMO_CODES = 6;

/** Codes of the demonstration follow from its keys, so that its page can show them. In production there are none. */
export function demoPledgeCodes(keys: Keys): readonly string[] {
  return Array.from({ length: DEMO_CODES }, (_, index) => {
    let turn = 0;
    return newPledgeCode((count) => {
      turn += 1;
      return keyedHash(keys('demo-pledge'), 'demo-pledge', `${index}.${turn}`).subarray(0, count);
    });
  });
}

/** Every so many-th person of the demonstration signs, so that its figures differ from unit to unit. */
const SIGNERS = { of: 10, first: 7 };

/** Has many people of the open campaign of an institution sign, as they would with a code of their own. Runs as the system. */
export async function seedSigned(
  { db, keys, random }: Pick<SeedCampaignDeps, 'db' | 'keys'> & { readonly random: (bytes: number) => Buffer },
  campaigns: Pick<CampaignService, 'sign'>,
  institution: string,
): Promise<void> {
  const made = await runAs(db, { kind: 'system' }, async (tx) => {
    const campaign = await tx
      .selectFrom('pledge_campaign as k')
      .innerJoin('jurisdiction as place', 'place.id', 'k.institution_id')
      .select(['k.id', 'k.text_version', 'k.closes_at'])
      .where('place.code', '=', institution)
      .where('k.closed_at', 'is', null)
      .executeTakeFirst();
    if (campaign === undefined) return null;
    const { rows } = await sql<{
      person_id: string;
    }>`select person_id from pledge_people(${campaign.id}::uuid, null, null, 200)`.execute(tx);
    const step = Math.max(1, Math.floor(rows.length / DEMO_CODES));
    // Whoever holds a code of the demonstration's page has not signed yet.
    const signers = rows.filter((_, index) => index % step !== 0 && index % SIGNERS.of < SIGNERS.first);
    const codes = signers.map((row) => ({ id: row.person_id, code: newPledgeCode(random) }));
    const packed = codes.flatMap(({ id, code }) => [
      Buffer.from(id.replaceAll('-', ''), 'hex'),
      pledgeToken(keys, code),
    ]);
    await sql`select issue_pledge_codes(${campaign.id}::uuid, 'slip', ${campaign.closes_at.add({ hours: 24 * 36500 }).toString()}::timestamptz, ${Buffer.concat(packed)}::bytea)`.execute(
      tx,
    );
    return { campaign, codes };
  });
  if (made === null) return;
  const { campaign, codes } = made;
  await Promise.all(
    codes.map(({ code }) =>
      campaigns.sign({ code, campaignId: campaign.id, textVersion: campaign.text_version, presence: '' }),
    ),
  );
}

export interface SeedCampaignDeps {
  readonly db: Database;
  readonly keys: Keys;
  readonly uuid: () => string;
  readonly legalClock: LegalClock;
}

/**
 * Opens the campaign of an institution and gives codes to a few people of its roster, once. Runs as the system.
 * @param at code of the institution, of its office, and the election
 */
export async function seedCampaign(
  { db, keys, uuid, legalClock }: SeedCampaignDeps,
  at: { readonly institution: string; readonly office: string; readonly electionId: string },
): Promise<void> {
  const now = (await legalClock.now()).round('millisecond');
  const text = pledgeTextOn(now.toZonedDateTimeISO('Asia/Jakarta').toPlainDate().toString());
  if (text === undefined) return;
  await runAs(db, { kind: 'system' }, async (tx) => {
    const place = await tx
      .selectFrom('jurisdiction')
      .select('id')
      .where('code', '=', at.institution)
      .executeTakeFirst();
    const body = await tx.selectFrom('body').select('id').where('code', '=', at.office).executeTakeFirst();
    if (place === undefined || body === undefined) return;
    const there = await tx
      .selectFrom('pledge_campaign')
      .select('id')
      .where('institution_id', '=', place.id)
      .executeTakeFirst();
    if (there !== undefined) return;
    const id = uuid();
    await tx
      .insertInto('pledge_campaign')
      .values({
        id,
        institution_id: place.id,
        body_id: body.id,
        election_id: at.electionId,
        text_version: text.version,
        opened_at: now.toString(),
        closes_at: now.add({ hours: 24 * 60 }).toString(),
      })
      .execute();
    const { rows } = await sql<{
      person_id: string;
    }>`select person_id from pledge_people(${id}::uuid, null, null, 200)`.execute(tx);
    // Spread over the units, so that the duties and their questions differ.
    const step = Math.max(1, Math.floor(rows.length / DEMO_CODES));
    const packed = demoPledgeCodes(keys).flatMap((code, index) => {
      const person = rows[index * step];
      return person === undefined
        ? []
        : [Buffer.from(person.person_id.replaceAll('-', ''), 'hex'), pledgeToken(keys, code)];
    });
    const until = now.add({ hours: 24 * 365 * 100 }).toString();
    await sql`select issue_pledge_codes(${id}::uuid, 'slip', ${until}::timestamptz, ${Buffer.concat(packed)}::bytea)`.execute(
      tx,
    );
  });
}
