/** What people do with passkeys: add, sign in, show again, take away. */
import type { Database } from '../../../platform/db/connect.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import type { Member } from '../../../platform/http/env.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import type { AccountService, SignedInAnswer } from '../account-service.ts';
import { record } from '../audit.ts';
import type { Ceremonies, Ceremony } from './ceremony.ts';
import {
  addPasskey,
  findPasskey,
  listPasskeys,
  MOST_PASSKEYS,
  notePasskeyUse,
  type PasskeyRow,
  removePasskey,
} from './passkey-store.ts';

export interface PasskeyService {
  list(member: Member): Promise<readonly PasskeyRow[]>;
  beginSignIn(): Promise<Ceremony>;
  /** Not ok: another challenge, another site, not verified by the device, a passkey that was taken away: nothing tells which. */
  signIn(challenge: string, answer: string, headers: Headers): Promise<SignedInAnswer>;
  beginConfirm(member: Member): Promise<Ceremony>;
  confirm(member: Member, challenge: string, answer: string): Promise<boolean>;
  beginAdd(member: Member): Promise<Ceremony>;
  add(
    member: Member,
    passkey: { readonly name: string; readonly challenge: string; readonly answer: string },
  ): Promise<Result<null, 'refused' | 'known' | 'too-many'>>;
  /** False when the person has no such passkey. */
  remove(member: Member, id: string): Promise<boolean>;
}

export interface PasskeyDeps {
  readonly db: Database;
  readonly uuid: () => string;
  readonly accounts: AccountService;
  readonly ceremonies: Ceremonies;
}

export function passkeyService(deps: PasskeyDeps): PasskeyService {
  const { db, ceremonies } = deps;
  const as = (member: Member) => ({ kind: 'member', userId: member.userId }) as const;
  const list: PasskeyService['list'] = (member) => runAs(db, as(member), (tx) => listPasskeys(tx, member.userId));
  const find = (credentialId: string): Promise<PasskeyRow | null> =>
    runAs(db, { kind: 'system' }, (tx) => findPasskey(tx, credentialId));
  const forConfirm = (member: Member): string => `confirm ${member.session?.id ?? ''}`;

  return {
    list,
    beginSignIn: () => ceremonies.beginAuthentication('sign-in'),

    signIn: async (challenge, answer, headers) => {
      const shown = await ceremonies.finishAuthentication('sign-in', challenge, answer, find);
      if (shown === null) return { ok: false, cookies: [] };
      const { passkey, signCount } = shown;
      await runAs(db, { kind: 'system' }, (tx) => notePasskeyUse(tx, passkey.id, signCount));
      return deps.accounts.openFor({ userId: passkey.userId, way: 'passkey', strong: true }, headers);
    },

    beginConfirm: async (member) => ceremonies.beginAuthentication(forConfirm(member), await list(member)),

    confirm: async (member, challenge, answer) => {
      const shown = await ceremonies.finishAuthentication(forConfirm(member), challenge, answer, find);
      if (shown === null || shown.passkey.userId !== member.userId) return false;
      await runAs(db, as(member), (tx) => notePasskeyUse(tx, shown.passkey.id, shown.signCount));
      return true;
    },

    beginAdd: async (member) => ceremonies.beginRegistration(member, await list(member)),

    add: async (member, { name, challenge, answer }) => {
      const made = await ceremonies.finishRegistration(member.userId, challenge, answer);
      if (made === null) return fail('refused');
      return runAs(db, as(member), async (tx): Promise<Result<null, 'known' | 'too-many'>> => {
        if ((await listPasskeys(tx, member.userId)).length >= MOST_PASSKEYS) return fail('too-many');
        const id = deps.uuid();
        if (!(await addPasskey(tx, { ...made, id, userId: member.userId, name }))) return fail('known');
        await record(tx, member.userId, 'account.passkey-added', { id });
        return ok(null);
      });
    },

    remove: (member, id) =>
      runAs(db, as(member), async (tx) => {
        const removed = await removePasskey(tx, member.userId, id);
        if (removed) await record(tx, member.userId, 'account.passkey-removed', { id });
        return removed;
      }),
  };
}
