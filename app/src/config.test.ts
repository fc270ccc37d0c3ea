import { describe, expect, it } from 'vitest';
import { readBackupSettings, readConfig, readRecoverySettings } from './config.ts';

const good = 'kZ8vQ2mX9rT4wB7nL1pC6yH3dF5gJ0sA-uEiOoRt';

describe('the configuration', () => {
  it('opens the demonstration on port 3000 when nothing is set', () => {
    const read = readConfig({}, '/srv/app');
    expect(read).toMatchObject({
      ok: true,
      value: { mode: 'demo', port: { value: 3000, explicit: false }, dataDir: '/srv/app/data' },
    });
  });

  it('remembers that a port was asked for, so that a taken one is said and not replaced', () => {
    expect(readConfig({ PORT: '8080' }, '/')).toMatchObject({
      ok: true,
      value: { port: { value: 8080, explicit: true } },
    });
  });

  it.each([
    '',
    'short',
    'x'.repeat(64),
    'changeme-changeme-changeme-changeme',
    'my-super-secret-value-for-production-use',
    'abcdefghijklmnopqrstuvwxyz0123456789',
  ])('refuses %o as a secret in production', (NETRA_SECRET) => {
    const read = readConfig({ NETRA_MODE: 'production', NETRA_SECRET }, '/');
    expect(read.ok).toBe(false);
    expect(read).toMatchObject({ error: expect.stringContaining('NETRA_SECRET') });
  });

  it('never repeats a secret or an address with a password in its message', () => {
    const read = readConfig(
      { NETRA_MODE: 'production', NETRA_SECRET: 'hunter2hunter2', DATABASE_URL: 'mysql://u:geheim@h/d' },
      '/',
    );
    expect(JSON.stringify(read)).not.toMatch(/hunter2|geheim/);
  });

  it('says all that is wrong at once', () => {
    const read = readConfig(
      { NETRA_MODE: 'staging', PORT: '99999', DATABASE_URL: 'mysql://x', NETRA_URL: 'example', NETRA_LOG: 'loud' },
      '/',
    );
    expect(read.ok ? '' : read.error).toMatch(
      /NETRA_MODE[\s\S]*PORT[\s\S]*NETRA_URL[\s\S]*DATABASE_URL[\s\S]*NETRA_LOG/,
    );
  });

  it.each([
    [{ NETRA_OPERATOR: 'Kantor Contoh' }, 'NETRA_OPERATOR and NETRA_OPERATOR_CONTACT belong together'],
    [{ NETRA_SMTP_URL: 'smtp://u:geheim@surel.example.go.id:587' }, 'NETRA_MAIL_FROM is missing'],
    [{ NETRA_MESSAGE_URL: 'https://gerbang.example.go.id/kirim' }, 'NETRA_MESSAGE_URL and NETRA_MESSAGE_TOKEN belong'],
    [
      { NETRA_MESSAGE_URL: 'http://gerbang.example.go.id', NETRA_MESSAGE_TOKEN: 'geheim' },
      'NETRA_MESSAGE_URL: allowed',
    ],
    [{ NETRA_MESSAGE_URL: 'https://u:geheim@g.go.id', NETRA_MESSAGE_TOKEN: 'geheim' }, 'NETRA_MESSAGE_URL: allowed'],
    [{ NETRA_WEB_PROCESSES: '0' }, 'NETRA_WEB_PROCESSES is "0": allowed is a whole number of processes from 1 to 32'],
    [
      { NETRA_WEB_PROCESSES: '2', NETRA_METRICS_TOKEN: 'kZ8vQ2mX9rT4wB7nL1pC6yH3dF5gJ0sA' },
      'Set NETRA_METRICS_PORT instead',
    ],
    [
      { NETRA_WEB_PROCESSES: '2', NETRA_PART: 'work', DATABASE_URL: 'postgres://u@h/d' },
      'NETRA_WEB_PROCESSES: a worker answers nobody',
    ],
    [{ NETRA_MAIL_FROM: 'netra@example.go.id' }, 'NETRA_SMTP_URL is missing'],
    [{ NETRA_SMTP_URL: 'http://u:geheim@h', NETRA_MAIL_FROM: 'netra@example.go.id' }, 'NETRA_SMTP_URL: allowed'],
    [
      { NETRA_SMTP_URL: 'smtp://u:geheim@h/x?tls=no', NETRA_MAIL_FROM: 'netra@example.go.id' },
      'NETRA_SMTP_URL: allowed',
    ],
    [{ NETRA_SMTP_URL: 'smtp://h', NETRA_MAIL_FROM: 'Netra <netra@example.go.id>' }, 'NETRA_MAIL_FROM: allowed'],
    [
      { NETRA_MODE: 'demo', NETRA_SMTP_URL: 'smtp://h', NETRA_MAIL_FROM: 'netra@example.go.id' },
      'the demonstration sends mail to its own box',
    ],
  ])('refuses %o as a mail server and repeats no password', (env, says) => {
    const read = readConfig({ NETRA_MODE: 'production', NETRA_SECRET: good, ...env }, '/');
    expect(read.ok ? '' : read.error).toContain(says);
    expect(JSON.stringify(read)).not.toContain('geheim');
  });

  it('takes a mail server in production', () => {
    const env = { NETRA_SMTP_URL: 'smtps://u%40x:p@surel.example.go.id', NETRA_MAIL_FROM: 'netra@example.go.id' };
    expect(readConfig({ NETRA_MODE: 'production', NETRA_SECRET: good, ...env }, '/')).toMatchObject({
      ok: true,
      value: { mail: { smtpUrl: env.NETRA_SMTP_URL, from: env.NETRA_MAIL_FROM } },
    });
  });

  it('knows every setting that its documentation names', async () => {
    const { readFile } = await import('node:fs/promises');
    const page = await readFile(new URL('../../docs/operations/configuration.md', import.meta.url), 'utf8');
    const names = [...page.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name = '']) => name);
    expect(names).toContain('NETRA_DATA');
    const read = readConfig(Object.fromEntries(names.map((name) => [name, ' '])), '/');
    expect(read.ok ? '' : read.error).toBe('');
  });

  it('refuses a name that begins like a setting and is none', () => {
    const read = readConfig({ NETRA_DATA: '/srv', NETRA_LOG_MINUTE: '5' }, '/');
    expect(read).toEqual({
      ok: false,
      error: 'NETRA_LOG_MINUTE is no setting of Netra: did you mean NETRA_LOG_MINUTES?',
    });
  });

  it.each([
    ['DATABASE_URI', 'DATABASE_URL'],
    ['DATABASE_ULR', 'DATABASE_URL'],
    ['DATABASE_URL_FLIE', 'DATABASE_URL_FILE'],
    ['DATABASE_OWNERURL', 'DATABASE_OWNER_URL'],
    ['DATABASE_URL_OWNER', 'DATABASE_OWNER_URL'],
  ])('refuses %s, which is nearly a name of ours', (name, meant) => {
    expect(readConfig({ [name]: 'postgres://u:geheim@h/d' }, '/')).toEqual({
      ok: false,
      error: `${name} is no setting of Netra: did you mean ${meant}?`,
    });
  });

  it('leaves names of databases alone that belong to the host', () => {
    const host = {
      DATABASE_HOST: 'h',
      DATABASE_NAME: 'n',
      DATABASE_USER: 'u',
      DATABASE_PORT: '5432',
      DATABASE_SSL: '1',
    };
    expect(readConfig(host, '/').ok).toBe(true);
  });

  it('refuses an owner of a database that is not named itself, in a file or not, to the server and to the backup', () => {
    const owner = { DATABASE_OWNER_URL: 'postgres://u:geheim@h/d' };
    for (const read of [readConfig(owner, '/'), readBackupSettings(owner, '/')]) {
      expect(read).toMatchObject({ ok: false, error: expect.stringContaining('DATABASE_URL is missing') });
      expect(JSON.stringify(read)).not.toContain('geheim');
    }
    const both = { ...owner, DATABASE_URL: 'postgres://a@h/d' };
    expect([readConfig(both, '/').ok, readBackupSettings(both, '/').ok]).toEqual([true, true]);
  });

  it.each([
    'https://',
    'https://lapor.example.go.id/',
    'https://lapor.example.go.id/netra',
    'https://lapor.example.go.id?x=1',
    'https://lapor.example.go.id#x',
    'https://u:geheim@lapor.example.go.id',
    'https://lapor.example.go.id:port',
    'https://[lapor',
    'ftp://lapor.example.go.id',
    'lapor.example.go.id',
  ])('refuses %s as the address people type, to the server and to the recovery of an account', (NETRA_URL) => {
    const env = { NETRA_URL, NETRA_SECRET: good };
    for (const read of [readConfig(env, '/'), readRecoverySettings(env, '/')]) {
      expect(read).toMatchObject({ ok: false, error: expect.stringContaining('NETRA_URL: allowed') });
      expect(JSON.stringify(read)).not.toContain('geheim');
    }
  });

  it.each([
    'https://lapor.example.go.id',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
    'https://lapor.example.go.id:8443',
  ])('takes %s as the address people type', (NETRA_URL) => {
    expect(readConfig({ NETRA_URL }, '/')).toMatchObject({ ok: true, value: { publicUrl: NETRA_URL } });
  });

  it('gives web and worker processes of their own only with a database of their own', () => {
    expect(readConfig({ NETRA_PART: 'web' }, '/')).toMatchObject({
      ok: false,
      error: expect.stringContaining('DATABASE_URL is missing'),
    });
    expect(readConfig({ NETRA_PART: 'work', DATABASE_URL: 'postgres://db/x' }, '/')).toMatchObject({
      ok: true,
      value: { part: 'work' },
    });
  });

  it('accepts production with a strong secret', () => {
    expect(readConfig({ NETRA_MODE: 'production', NETRA_SECRET: good, DATABASE_URL: 'postgres://db/x' }, '/').ok).toBe(
      true,
    );
  });

  it('lets webhooks go to this very machine in the demonstration only, and only when told', () => {
    expect(readConfig({}, '/')).toMatchObject({ ok: true, value: { webhookLoopback: false } });
    expect(readConfig({ NETRA_WEBHOOK_TEST: 'loopback' }, '/')).toMatchObject({
      ok: true,
      value: { webhookLoopback: true },
    });
    for (const env of [
      { NETRA_WEBHOOK_TEST: 'yes' },
      { NETRA_WEBHOOK_TEST: 'loopback', NETRA_MODE: 'production', NETRA_SECRET: good },
    ])
      expect(readConfig(env, '/')).toMatchObject({ ok: false, error: expect.stringContaining('NETRA_WEBHOOK_TEST') });
  });
});
