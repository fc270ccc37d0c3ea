import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts';

let database: FreshDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await freshDatabase();
  client = new pg.Client(database.owner);
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

async function settingOf(name: string): Promise<string> {
  const { rows } = await client.query<{ value: string }>('select current_setting($1) as value', [name]);
  return rows[0]?.value ?? '';
}

it('listens on a Unix socket only, which nobody else may enter', async () => {
  expect(await settingOf('listen_addresses')).toBe('');
  expect(await settingOf('unix_socket_permissions')).toBe('0700');
});

it('checks every page that it reads', async () => {
  expect(await settingOf('data_checksums')).toBe('on');
});

it('speaks UTF-8 and sorts the Indonesian way', async () => {
  expect(await settingOf('server_encoding')).toBe('UTF8');
  const { rows } = await client.query<{ provider: string; locale: string }>(
    'select datlocprovider::text as provider, datlocale as locale from pg_database where datname = current_database()',
  );
  expect(rows).toEqual([{ provider: 'i', locale: 'id' }]);
});

it('does not write statements, which may hold a person’s words, into its log', async () => {
  expect(await settingOf('log_min_messages')).toBe('log');
  expect(await settingOf('log_min_duration_statement')).toBe('-1');
  expect(await settingOf('log_statement')).toBe('none');
});

it('is reached by the URL as well', async () => {
  const other = new pg.Client(database.ownerUrl);
  await other.connect();
  const { rows } = await other.query<{ name: string }>('select current_database() as name');
  expect(rows[0]?.name).toBe(database.name);
  await other.end();
});
