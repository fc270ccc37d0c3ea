import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ mode: 'production' });
});
afterAll(() => app.end());

describe('accounts', () => {
  it('makes the first administrator from a one-time link that works once', async () => {
    const token = await app.accounts.service.invite(null, { bodyId: null, role: 'admin' });
    const person = { name: 'Pengelola', email: 'pengelola@contoh.id', password: 'kalimat sandi yang panjang' };
    expect((await app.accounts.service.accept(token, person)).ok).toBe(true);
    expect(await app.accounts.service.accept(token, { ...person, email: 'lain@contoh.id' })).toEqual({
      ok: false,
      error: 'gone',
    });
    const signed = await app.accounts.service.signIn(person.email, person.password, new Headers());
    expect(signed.step).toBe('in');
    const cookie = signed.cookies.map((c) => c.split(';')[0]).join('; ');
    const member = await app.accounts.service.findMember(new Headers({ cookie }));
    expect(member).toMatchObject({ mustEnrol: true, memberships: [] });
  });

  it('answers unknown paths with the 404 page and every security header', async () => {
    const answer = await app.hono.request('/tidak-ada');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.text()).toContain('<html lang="id"');
  });
});
