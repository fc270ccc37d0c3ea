import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migratedDatabase } from '../../../test/support/app.ts';
import { examineDatabase } from './doctor-database.ts';
import type { DoctorSettings } from './finding.ts';

let there: Awaited<ReturnType<typeof migratedDatabase>>;
beforeAll(async () => {
  there = await migratedDatabase();
});
afterAll(() => there?.database.drop());

const look = () => {
  const settings: DoctorSettings = {
    mode: 'production',
    dataDir: '/nowhere',
    databaseUrl: there.database.ownerUrl,
    databaseOwnerUrl: there.database.ownerUrl,
    publicUrl: null,
    operator: null,
    host: '127.0.0.1',
    addressHeader: null,
    diskReserveMb: 0,
    logMinutes: null,
    smtpUrl: null,
  };
  const migrations = path.resolve(import.meta.dirname, '../../../db/migrations');
  return examineDatabase(settings, { secretMark: null, migrations, now: Date.now });
};

it('the doctor tells of a database that a newer version was at', async () => {
  expect((await look()).map(({ check }) => check)).not.toContain('version');
  const client = new pg.Client(there.database.owner);
  await client.connect();
  await client.query(`insert into public.netra_migration (name, sha256) values ('9998-later.sql', 'x')`);
  await client.end();
  expect(await look()).toContainEqual(
    expect.objectContaining({ check: 'version', state: 'fail', says: expect.stringContaining('9998-later.sql') }),
  );
});
