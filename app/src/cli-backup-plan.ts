/** What of the product `netra backup` and `netra restore` must know: which rows stay behind, where files lie, how the log is asked. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import type { BackupPlan } from './platform/backup/index.ts';
import { type Address, databaseOn, poolFor } from './platform/db/connect.ts';

/**
 * Sessions and half-finished sign-ins stay behind: a restored one would let in whoever was signed out since.
 */
export function planOf(appDir: string): BackupPlan {
  const about: unknown = JSON.parse(readFileSync(path.join(appDir, 'package.json'), 'utf8'));
  const netra = typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : 'unknown';
  return {
    netra,
    migrations: path.join(appDir, 'db', 'migrations'),
    leftBehind: ['auth.auth_session', 'auth.auth_verification'],
    files: [
      {
        table: 'netra.evidence',
        columns: ['original_file', 'working_file'],
        folder: 'evidence',
        // As the file store lays them (platform/files/file-store.ts).
        place: (id) => (/^[0-9a-f-]{36}$/.test(id) ? `${id.slice(0, 2)}/${id}.sealed` : null),
      },
    ],
    readLog: async (client) => {
      const found = await client.query<{ size: string; root: string | null; note: string | null }>(
        `select s.size::text as size, encode(c.root, 'hex') as root, c.note from netra.log_state s
         left join netra.log_checkpoint c on c.size = s.size`,
      );
      const [row] = found.rows;
      return row === undefined ? null : { size: Number(row.size), root: row.root, note: row.note };
    },
    rootAt: async (client: pg.ClientBase, size) => {
      const text = `select encode(root, 'hex') as root from netra.log_checkpoint where size = $1`;
      return (await client.query<{ root: string }>(text, [size])).rows[0]?.root ?? null;
    },
    checkLog: async (owner: Address) => {
      // Only a restore needs the features; a backup is a small process.
      const [{ sealedHandovers, sealedSteps }, { checkDatabase }, { sealedPledges }, { sealedDocuments }] =
        await Promise.all([
          import('./features/cases/index.ts'),
          import('./features/ledger/index.ts'),
          import('./features/pledges/index.ts'),
          import('./features/documents/index.ts'),
        ]);
      const pool = poolFor(owner, { max: 2 });
      try {
        const found = await checkDatabase(databaseOn(pool), [
          sealedSteps,
          sealedHandovers,
          sealedPledges,
          sealedDocuments,
        ]);
        if (found === null) return null;
        const { tree, checked, problems, sound } = found;
        return {
          sound,
          says: sound
            ? `${tree.size} leaves give the signed root; ${checked.step} steps, ${checked.pledge} pledges, ${checked.document} documents and ${checked['handover-opened']} opened hand-overs are what was sealed`
            : `NOT SOUND: ${problems.length + tree.problems.length} things do not match; "netra ledger check" names them`,
        };
      } finally {
        await pool.end();
      }
    },
  };
}
