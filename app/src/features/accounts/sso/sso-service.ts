/** Signing in by the provider: who that is here, and which duties come with it. Every sign-in asks the rules anew. */
import { z } from 'zod';
import type { Database, Tx } from '../../../platform/db/connect.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import type { AccountService, SignedInAnswer } from '../account-service.ts';
import { record } from '../audit.ts';
import { createUser, findUserByEmail } from '../members.ts';
import { NO_ADDRESS, type Notices } from '../notices.ts';
import type { Once } from '../once.ts';
import { dutiesOf } from './claims.ts';
import type { Identity, Provider } from './provider.ts';
import {
  addLink,
  applyDuties,
  endProviderSessions,
  findLink,
  linksByEmail,
  listRules,
  noteLinkUse,
  type ResolvedDuty,
  resolveDuties,
} from './sso-store.ts';

/** `unknown`: no rule gives this person anything. `disabled`: switched off here. `email-taken`: another account has the e-mail. */
export type SignOnProblem = 'unknown' | 'disabled' | 'email-taken';

export interface SignOnService {
  readonly issuer: string;
  readonly name: string;
  /** The provider tells whether more than one factor was shown, so that signing in there again is enough for a step-up. */
  readonly confirms: boolean;
  readonly provider: Provider;
  signIn(identity: Identity, headers: Headers): Promise<Result<SignedInAnswer, SignOnProblem>>;
  /** Ties the signed-in account to a person of the provider. */
  link(member: { readonly userId: string }, identity: Identity): Promise<Result<null, 'taken' | 'disabled'>>;
  /** Signing in there again as a step-up: the same person, just now, with both factors. */
  isConfirmation(session: { readonly id: string; readonly userId: string }, identity: Identity): Promise<boolean>;
  /** Back-channel logout: ends the sessions at once. A token counts once. */
  logout(token: string): Promise<Result<number, 'down' | 'refused'>>;
}

export interface SignOnDeps {
  readonly db: Database;
  readonly provider: Provider;
  readonly accounts: AccountService;
  readonly once: Once;
  readonly notices: Notices;
  readonly uuid: () => string;
  readonly realNow: () => number;
}

/** Minutes for which a sign-in at the provider counts as fresh. */
const FRESH_MINUTES = 10;
const person = z.object({
  email: z.email().max(254).optional().catch(undefined),
  email_verified: z.literal(true).optional().catch(undefined),
  name: z.string().trim().min(1).max(100).optional().catch(undefined),
  preferred_username: z.string().trim().min(1).max(100).optional().catch(undefined),
});

export function signOnService(deps: SignOnDeps): SignOnService {
  const { db, provider } = deps;
  const { issuer, name, mfa } = provider.settings;

  const dutiesFor = async (tx: Tx, identity: Identity): Promise<ResolvedDuty[]> =>
    resolveDuties(tx, dutiesOf(identity.claims, await listRules(tx), todayOf(deps.realNow())));

  /** The account of this person of the provider: tied already, found by e-mail where that is allowed, or new. */
  const accountFor = async (
    tx: Tx,
    identity: Identity,
    hasDuties: boolean,
  ): Promise<Result<Account, SignOnProblem>> => {
    const { subject } = identity;
    const link = await findLink(tx, issuer, subject);
    if (link !== null) return link.disabled ? fail('disabled') : ok({ userId: link.userId, tied: false });
    const told = person.parse(identity.claims);
    const known = told.email === undefined ? null : await findUserByEmail(tx, told.email);
    if (
      known !== null &&
      told.email_verified === true &&
      (await linksByEmail(tx, issuer)) &&
      // Somebody else may have typed this address into an invitation: both sides must have shown that it is theirs.
      (await hasProvenAddress(tx, known)) &&
      !(await everAdmin(tx, known))
    ) {
      await addLink(tx, { issuer, subject, userId: known });
      await record(tx, known, 'account.sign-on-linked');
      return ok({ userId: known, tied: true });
    }
    // Without a duty no account is made: an office decides who works here, not the provider.
    if (!hasDuties) return fail('unknown');
    if (known !== null) return fail('email-taken');
    const id = deps.uuid();
    const made = await createUser(tx, {
      id,
      name: told.name ?? told.preferred_username ?? told.email ?? subject.slice(0, 100),
      // The address is a label here; a provider that tells none gets one that nobody has.
      email: told.email ?? `${id}${NO_ADDRESS}`,
      proven: told.email !== undefined && told.email_verified === true,
      password: null,
    });
    if (made === null) return fail('email-taken');
    await addLink(tx, { issuer, subject, userId: made });
    await record(tx, made, 'account.made');
    return ok({ userId: made, tied: false });
  };

  return {
    issuer,
    name,
    confirms: mfa !== null,
    provider,

    signIn: async (identity, headers) => {
      const found = await runAs(db, { kind: 'system' }, async (tx) => {
        const duties = await dutiesFor(tx, identity);
        const account = await accountFor(tx, identity, duties.length > 0);
        if (!account.ok) return account;
        const held = await applyDuties(tx, deps.uuid, account.value.userId, duties);
        await noteLinkUse(tx, issuer, identity.subject);
        // What was taken away stays taken away also when nothing is left: this is no refusal that is rolled back.
        return ok({ ...account.value, held });
      });
      if (!found.ok) return found;
      const { userId, held, tied } = found.value;
      if (tied) await deps.notices.securityChanged(userId);
      if (held === 0) {
        await runAs(db, { kind: 'system' }, (tx) =>
          endProviderSessions(tx, issuer, { subject: identity.subject, session: null }),
        );
        return fail('unknown');
      }
      const entered = await deps.accounts.openFor(
        {
          userId,
          way: 'sso',
          strong: identity.bothFactors,
          provider: { issuer, subject: identity.subject, session: identity.session },
        },
        headers,
      );
      return entered.ok ? ok(entered) : fail('disabled');
    },

    link: async (member, identity) => {
      const linked = await runAs(db, { kind: 'system' }, async (tx): Promise<Result<'new' | 'there', 'taken'>> => {
        const there = await findLink(tx, issuer, identity.subject);
        if (there !== null) return there.userId === member.userId && !there.disabled ? ok('there') : fail('taken');
        if (!(await addLink(tx, { issuer, subject: identity.subject, userId: member.userId }))) return fail('taken');
        await record(tx, member.userId, 'account.sign-on-linked');
        return ok('new');
      });
      if (!linked.ok) return linked;
      if (linked.value === 'new') await deps.notices.securityChanged(member.userId);
      return ok(null);
    },

    isConfirmation: (session, identity) =>
      runAs(db, { kind: 'system' }, async (tx) => {
        const link = await findLink(tx, issuer, identity.subject);
        const justNow = identity.authTime !== null && deps.realNow() / 1000 - identity.authTime < FRESH_MINUTES * 60;
        return link !== null && !link.disabled && link.userId === session.userId && justNow && identity.bothFactors;
      }),

    logout: async (token) => {
      const read = await provider.readLogout(token);
      if (!read.ok) return read;
      // Ten minutes: longer than such a token is believed.
      if (!(await deps.once.claim('sign-on-logout', `${issuer} ${read.value.id}`, 10))) return fail('refused');
      return runAs(db, { kind: 'system' }, async (tx) => {
        const people = await endProviderSessions(tx, issuer, read.value);
        for (const userId of people) await record(tx, userId, 'account.signed-out-by-provider');
        return ok(people.length);
      });
    },
  };
}

/** The account that a person of the provider has here. `tied`: found by e-mail, just now. */
interface Account {
  readonly userId: string;
  readonly tied: boolean;
}

async function hasProvenAddress(tx: Tx, userId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('auth.auth_user')
    .select('email_verified')
    .where('id', '=', userId)
    .executeTakeFirst();
  return row?.email_verified === true;
}

/** Who runs the system is never found by an e-mail that somebody else vouches for. */
async function everAdmin(tx: Tx, userId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('member')
    .select('id')
    .where('user_id', '=', userId)
    .where('role', '=', 'admin')
    .executeTakeFirst();
  return row !== undefined;
}

/** The day in Jakarta: rules are written with days there in mind. */
export function todayOf(now: number): string {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('Asia/Jakarta').toPlainDate().toString();
}
