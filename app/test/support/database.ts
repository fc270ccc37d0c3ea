/** A new, empty database for a test file, on the run's one server. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export type FreshDatabase = {
  readonly name: string;
  /** The way in as the server's superuser: for migrations and for looking behind the curtain. */
  readonly owner: { readonly host: string; readonly port: number; readonly user: string; readonly database: string };
  /** The same as a URL, for code that takes one. */
  readonly ownerUrl: string;
  /** The way in as another role of the database. */
  as(user: string): { readonly host: string; readonly port: number; readonly user: string; readonly database: string };
  /** Ends what is still connected and removes the database. */
  drop(): Promise<void>;
};

async function tellServer(statement: string): Promise<void> {
  const client = new pg.Client({ ...inject('testServer'), database: 'postgres' });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Makes a database of its own for the caller. Roles belong to the whole server, so a test that makes roles must bear
 * that they are there already.
 * @param template the name of a database to copy; nobody may be connected to it
 */
export async function freshDatabase(template = 'template0'): Promise<FreshDatabase> {
  const server = inject('testServer');
  const name = `test_${randomBytes(8).toString('hex')}`;
  for (let tries = 1; ; tries += 1)
    try {
      await tellServer(`create database ${name} template ${template} strategy file_copy`);
      break;
    } catch (error) {
      // A pool that was just ended leaves the server a moment later.
      if (tries >= 20 || !/being accessed by other users/.test(String(error))) throw error;
      await new Promise((done) => setTimeout(done, 250));
    }
  const as = (user: string) => ({ ...server, user, database: name });
  return {
    name,
    owner: as(server.user),
    ownerUrl: `postgresql://${server.user}@/${name}?host=${encodeURIComponent(server.host)}&port=${server.port}`,
    as,
    drop: () => tellServer(`drop database if exists ${name} with (force)`),
  };
}
