import { describe, expect, it } from 'vitest';
import { classify } from './failures.ts';

const error = (fields: object): Error => Object.assign(new Error('550 budi@contoh.id is unknown here'), fields);

describe('a failed delivery', () => {
  it.each([
    [
      { code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' },
      { kind: 'no-such-address', code: '550' },
    ],
    [
      { code: 'EENVELOPE', responseCode: 554, command: 'RCPT TO', response: '554 5.7.1 <a@b>: Relay access denied' },
      { kind: 'later', code: '554', stop: true },
    ],
    [
      { code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO', response: '550 relaying not permitted' },
      { kind: 'later', code: '550', stop: true },
    ],
    [
      { code: 'EENVELOPE', responseCode: 530, command: 'RCPT TO', response: '530 Must sign in first' },
      { kind: 'later', code: '530', stop: true },
    ],
    [
      { code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO', response: '550 5.1.1 relay@contoh.id: no such user' },
      { kind: 'no-such-address', code: '550' },
    ],
    [
      { code: 'EENVELOPE', responseCode: 450, command: 'RCPT TO' },
      { kind: 'later', code: '450', stop: false },
    ],
    [
      { code: 'EENVELOPE', command: 'API' },
      { kind: 'no-such-address', code: 'EENVELOPE' },
    ],
    [
      { code: 'EMESSAGE', responseCode: 554, command: 'DATA' },
      { kind: 'refused', code: '554' },
    ],
    [
      { code: 'EMESSAGE', responseCode: 451, command: 'DATA' },
      { kind: 'later', code: '451', stop: false },
    ],
    [
      { code: 'ECONNECTION', responseCode: 421, command: 'CONN' },
      { kind: 'later', code: '421', stop: true },
    ],
    [
      { code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' },
      { kind: 'later', code: 'EAUTH 535', stop: true },
    ],
    [
      { code: 'EENVELOPE', responseCode: 553, command: 'MAIL FROM' },
      { kind: 'later', code: 'EENVELOPE 553', stop: true },
    ],
    [
      { code: 'ESOCKET', originalCode: 'ECONNREFUSED', command: 'CONN' },
      { kind: 'later', code: 'ECONNREFUSED', stop: true },
    ],
    [
      { code: 'ETIMEDOUT', command: 'CONN' },
      { kind: 'later', code: 'ETIMEDOUT', stop: true },
    ],
    [{ code: 'EABORT' }, { kind: 'later', code: 'EABORT', stop: true }],
  ])('%o means %o', (fields, means) => {
    expect(classify(error(fields))).toEqual(means);
  });

  it('whose server never heard of STARTTLS is ours to mend and blames no address', () => {
    expect(classify(error({ code: 'ETLS', responseCode: 500, command: 'STARTTLS' }))).toMatchObject({
      kind: 'later',
      stop: true,
    });
  });

  it('is kept as a code alone, whatever the other server wrote', () => {
    const odd = [error({ code: 'rejected budi@contoh.id' }), 'text', null, { code: 7 }, error({})];
    for (const one of odd) expect(classify(one)).toEqual({ kind: 'later', code: 'unknown', stop: true });
  });
});
