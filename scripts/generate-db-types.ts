/** Writes app/src/platform/db/types.ts from a migrated database. Usage: node scripts/generate-db-types.ts SOCKET-OR-URL DATABASE USER */
import { writeFile } from 'node:fs/promises';
import { describeTypes } from '../app/src/platform/db/describe-types.ts';

const [host, database, user] = process.argv.slice(2);
if (host === undefined || database === undefined || user === undefined) {
  console.error('usage: node scripts/generate-db-types.ts SOCKET-FOLDER DATABASE USER');
  process.exit(2);
}
await writeFile(
  new URL('../app/src/platform/db/types.ts', import.meta.url),
  await describeTypes({ kind: 'socket', host, user, database }),
);
