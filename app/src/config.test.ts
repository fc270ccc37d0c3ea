import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

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
    [{ NETRA_SMTP_URL: 'smtp://u:geheim@surel.example.go.id:587' }, 'NETRA_MAIL_FROM is missing'],
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
