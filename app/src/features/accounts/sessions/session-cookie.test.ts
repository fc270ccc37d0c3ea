/** The session's cookie: only one that this instance signed says anything. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hasSessionCookie, sessionToken } from './session-cookie.ts';

const secret = 'a secret of this instance';
const signed = (token: string, key = secret): string =>
  encodeURIComponent(`${token}.${createHmac('sha256', key).update(token).digest('base64')}`);

describe('the cookie of a session', () => {
  it('gives its token, among others and with blanks', () => {
    const cookies = `netra_form=1;  netra.session_token=${signed('abc')} ; lang=id`;
    expect(hasSessionCookie(cookies)).toBe(true);
    expect(sessionToken(cookies, secret, false)).toBe('abc');
  });

  it('says nothing when it was signed elsewhere, changed, cut, doubled in length or not signed', () => {
    const right = decodeURIComponent(signed('abc'));
    for (const value of [
      signed('abc', 'another secret'),
      encodeURIComponent(right.replace('abc', 'abd')),
      encodeURIComponent(right.slice(0, -1)),
      encodeURIComponent(`${right}=`),
      encodeURIComponent(right.replace('.', '')),
      encodeURIComponent('abc.'),
      encodeURIComponent(`.${right.slice(4)}`),
      'abc',
      '%',
      '',
    ])
      expect([value, sessionToken(`netra.session_token=${value}`, secret, false)]).toEqual([value, null]);
  });

  it('must come from an encrypted connection where there is one', () => {
    const plain = `netra.session_token=${signed('abc')}`;
    expect(sessionToken(plain, secret, true)).toBeNull();
    expect(sessionToken(`${plain}; __Secure-netra.session_token=${signed('def')}`, secret, true)).toBe('def');
    expect(sessionToken(`__Secure-netra.session_token=${signed('def')}`, secret, false)).toBeNull();
  });

  it('is not taken from a cookie that only ends or begins alike', () => {
    expect(sessionToken(`xnetra.session_token=${signed('abc')}`, secret, false)).toBeNull();
    expect(sessionToken(`netra.session_token2=${signed('abc')}`, secret, false)).toBeNull();
    expect(hasSessionCookie('lang=id')).toBe(false);
  });
});
