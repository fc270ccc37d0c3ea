/** For tests: people who come in by an invitation, through the pages, as they would. */
import { createOTP } from '@better-auth/utils/otp';
import type { DemoApp } from './demo-app.fixture.ts';
import { Visitor } from './visitor.fixture.ts';

export const password = 'empat kuda makan rumput';

export type InvitedRole = 'admin' | 'officer' | 'asn' | 'media';

/** base32 as an authenticator app reads it. */
export function codeFrom(key: string): Promise<string> {
  const bits = [...key]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  return createOTP(Buffer.from(bytes).toString('latin1')).totp();
}

/** The key that the set-up page shows. */
export function keyOn(html: string): string {
  return (/<code>([A-Z2-7 ]+)<\/code>/.exec(html)?.[1] ?? '').replaceAll(' ', '');
}

export interface Newcomers {
  /** The secret part of a new link. */
  invite(role: InvitedRole, office?: string): Promise<string>;
  /** Makes an account from an invitation; returns its e-mail. */
  joined(role: InvitedRole, office?: string): Promise<string>;
  /** A browser in which the password was given. */
  passwordIn(email: string): Promise<Visitor>;
  /** Signs in for the first time and sets up the second factor. */
  enrolled(email: string): Promise<Visitor>;
}

export function newcomers(app: DemoApp): Newcomers {
  let people = 0;
  const invite: Newcomers['invite'] = (role, office = 'bawaslu-arunika') =>
    app.accounts.service.invite(null, { bodyId: role === 'admin' ? null : (app.bodies[office] ?? ''), role });
  const passwordIn = async (email: string): Promise<Visitor> => {
    app.afterAMinute();
    const visitor = new Visitor(app.hono);
    await visitor.fill('/masuk', '/masuk', { email, password });
    return visitor;
  };
  return {
    invite,
    passwordIn,
    joined: async (role, office) => {
      app.afterAMinute();
      people += 1;
      const email = `orang${people}@kantor.go.id`;
      const path = `/mulai/${await invite(role, office)}`;
      const done = await new Visitor(app.hono).fill(path, path, { name: `Orang ${people}`, email, password });
      if (done.to !== '/masuk?akun=baru') throw new Error(`no account was made: ${done.status}`);
      return email;
    },
    enrolled: async (email) => {
      const visitor = await passwordIn(email);
      const shown = await visitor.fill('/akun/kode-ganda', '/akun/kode-ganda', { password });
      const code = await codeFrom(keyOn(shown.html));
      const done = await visitor.submit(shown.html, '/akun/kode-ganda/pasang', { code });
      if (done.status !== 303) throw new Error(`the second factor was not set up: ${done.status}`);
      return visitor;
    },
  };
}
