/**
 * Whether a secret is the one a database was made with. The database keeps a mark that follows from the secret and leads nowhere else: a
 * process that was given another secret would seal what nobody can open, so it is refused at its start.
 */
import { hkdfSync } from 'node:crypto';
import type { ClientBase } from 'pg';

const key = 'secret-mark';

/** 16 bytes of HKDF-SHA256 under a name of their own. */
export function secretMark(secret: string): string {
  return Buffer.from(hkdfSync('sha256', secret, 'netra/secret-mark', 'netra/secret-mark/v1', 16)).toString('base64url');
}

const wrongSecret =
  'NETRA_SECRET is not the one this database was made with. Give the right one: with another nothing that is sealed can be opened, and the databases of two instances are never mixed';

/** @returns null when it fits or nothing was noted yet; else one line for the operator */
export async function strangeSecret(client: ClientBase, mark: string): Promise<string | null> {
  const there = await client.query<{ there: boolean }>(`select to_regclass('netra.setting') is not null as there`);
  if (there.rows[0]?.there !== true) return null;
  const noted = await client.query<{ mark: string }>(
    `select value #>> '{}' as mark from netra.setting where key = $1`,
    [key],
  );
  const [row] = noted.rows;
  return row === undefined || row.mark === mark ? null : wrongSecret;
}

/** Notes the mark at the first start; the owner's right alone. @returns as `strangeSecret` */
export async function noteSecret(owner: ClientBase, mark: string): Promise<string | null> {
  await owner.query(
    'insert into netra.setting (key, value) values ($1, to_jsonb($2::text)) on conflict (key) do nothing',
    [key, mark],
  );
  return strangeSecret(owner, mark);
}
