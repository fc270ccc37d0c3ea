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

  it('accepts production with a strong secret', () => {
    expect(readConfig({ NETRA_MODE: 'production', NETRA_SECRET: good, DATABASE_URL: 'postgres://db/x' }, '/').ok).toBe(
      true,
    );
  });
});
