/**
 * A copy of what is kept about an account, made from the register: every table in which a column says whose row it is, with every column that is
 * not a secret. A test refuses a table that names a person and stands in neither list.
 */
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/connect.ts';
import type { columns } from '../register/columns.ts';
import { type KindId, kinds } from '../register/kinds.ts';
import { columnEntries } from '../register/register.ts';

/** The column by which a row belongs to a person with an account. */
export const ownedBy = {
  'auth.auth_user': 'id',
  'auth.auth_session': 'user_id',
  'auth.auth_account': 'user_id',
  'auth.auth_two_factor': 'user_id',
  'netra.member': 'user_id',
  'netra.leaving': 'user_id',
  'netra.account_use': 'user_id',
  'netra.account_recovery': 'user_id',
  'netra.passkey': 'user_id',
  'netra.recovery_code': 'user_id',
  'netra.session_mark': 'user_id',
  'netra.sso_link': 'user_id',
  'netra.pledge': 'user_id',
  'netra.audit': 'user_id',
  'netra.reading_day': 'user_id',
  'netra.mail': 'user_id',
  'netra.mail_address': 'user_id',
  'netra.mail_preference': 'user_id',
  'netra.api_answer': 'user_id',
  'netra.privacy_request': 'user_id',
  'netra.office_post': 'user_id',
  'netra.absence': 'user_id',
  'netra.due_warning_person': 'user_id',
  'netra.calendar_feed': 'user_id',
  'netra.facility_feed': 'user_id',
  'netra.saved_search': 'user_id',
  'netra.case_mention': 'user_id',
  'netra.case_assignment': 'user_id',
  'netra.activity_seen': 'user_id',
  'netra.case_lockout': 'user_id',
  'netra.case_no_stake': 'user_id',
  'netra.roster_account': 'user_id',
  'netra.lesson_run': 'user_id',
} as const satisfies Partial<Record<keyof typeof columns, string>>;

/** Tables where a person stands as the one who did something: it belongs to the case or the office, and the own trace (audit) tells of it. */
export const actedIn: Readonly<Record<string, string>> = {
  'netra.case_event': 'steps of cases',
  'netra.handover': 'signatures of hand-overs',
  'netra.case_join': 'cases joined and split',
  'netra.case_separation': 'accused separated from a case',
  'netra.bulk_act': 'acts on many cases at once',
  'netra.document': 'documents drafted',
  'netra.document_version': 'versions of documents',
  'netra.document_issue': 'documents issued',
  'netra.document_end': 'documents withdrawn',
  'netra.document_letterhead': 'letterheads of the office',
  'netra.referral': 'signatures of referrals',
  'netra.referral_receipt': 'answers of authorities outside that were written down',
  'netra.referral_file': 'referrals that left as a file',
  'netra.exchange_file': 'hand-overs that left as a file',
  'netra.exchange_import': 'files taken in',
  'netra.register_export': "files made for SIASN and I'DIS",
  'netra.exchange_ack': 'acknowledgements taken in',
  'netra.exchange_peer': 'keys of offices outside, recorded and ended',
  'netra.clock_change': 'limits moved by a change of the law',
  'netra.accused_notice': 'notices issued',
  'netra.case_hold': 'holds',
  'netra.disposal': 'disposals',
  'netra.incident': 'incidents opened',
  'netra.incident_entry': 'entries of incidents',
  'netra.import': 'files brought in',
  'netra.roster_import': 'rosters brought in',
  'netra.roster_look': 'looks at data of people of a roster, shown to those people',
  'netra.pledge_campaign': 'pledge campaigns opened and closed',
  'netra.pledge_ceremony': 'ceremonies opened',
  'netra.pledge_mailing': 'codes sent by mail or message, asked for',
  'netra.pledge_code': 'codes for signing, of which only a keyed hash is kept; whose they are stands in roster_account',
  'netra.facility': 'facilities entered',
  'netra.access_side': 'sides entered',
  'netra.facility_request': 'requests entered',
  'netra.facility_answer': 'requests answered',
  'netra.party_participant': 'parties and candidates entered',
  'netra.party_notice': 'notices to parties and candidates made',
  'netra.party_delivery': 'notices sent to parties and candidates',
  'netra.campaign_team_member': 'members of campaign teams brought in',
  'netra.prevention_work': 'prevention work recorded',
  'netra.prevention_followup': 'follow-up of commitments written',
  'netra.prevention_photo': 'photos of prevention work added',
  'netra.facility_booking': 'facilities lent or closed',
  'netra.facility_loan_event': 'what left and came back',
  'netra.campaign_event': 'campaign events entered',
  'netra.access_alert_note': 'explanations of differences',
  'netra.advice_desk': 'desks opened for questions',
  'netra.advice_question': 'questions answered',
  'netra.advice_published': 'general answers written, released and reviewed',
  'netra.office_holder': 'holders of public posts entered',
  'netra.institution_reply': 'replies of an institution written and approved',
  'netra.self_assessment': 'self-assessments begun and signed',
  'netra.self_assessment_answer': 'answers of self-assessments',
  'netra.self_assessment_file': 'files of self-assessments',
  'netra.law_addition': 'additions to the law',
  'netra.invitation': 'invitations made; the invited person has no account yet',
  'netra.sso_issuer': 'settings of single sign-on',
  'netra.sso_rule': 'rules of single sign-on',
  'netra.mail_setting': 'who confirmed the settings of mail',
  'netra.api_token': 'tokens asked for, issued and revoked; the account of a token is no person',
  'netra.webhook_endpoint': 'addresses of programs',
};

/** Not shown to the person either: whoever gets the copy must not be able to sign in with it. */
const secret = new Set([
  'auth.auth_session.token',
  'auth.auth_account.access_token',
  'auth.auth_account.refresh_token',
  'auth.auth_account.id_token',
  'netra.passkey.credential_id',
]);

export interface OwnRows {
  readonly table: string;
  readonly kind: KindId;
  readonly what: { readonly id: string; readonly en: string };
  readonly rows: readonly Record<string, unknown>[];
}

/** In the scope of the person who asks. Where the second wall shows somebody none of the own rows, there are none in the copy. */
export async function readOwnRows(tx: Tx, userId: string): Promise<readonly OwnRows[]> {
  const entries = columnEntries();
  const found: OwnRows[] = [];
  for (const [table, by] of Object.entries(ownedBy)) {
    const shown = entries.filter(
      (entry) => entry.table === table && entry.protection === 'plain' && !secret.has(entry.name),
    );
    const kind = shown[0]?.kind;
    if (kind === undefined) continue;
    const { rows } = await sql<Record<string, unknown>>`
      select ${sql.join(shown.map((entry) => sql.ref(entry.column)))} from ${sql.table(table)} where ${sql.ref(by)} = ${userId}::uuid
      limit 5000`.execute(tx);
    found.push({ table, kind, what: kinds[kind].name, rows: rows.map(readable) });
  }
  return found;
}

/** Instants as ISO text, bytes as hex: what a person can read and a program can take. */
function readable(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Temporal.Instant ? value.toString() : Buffer.isBuffer(value) ? value.toString('hex') : value,
    ]),
  );
}
