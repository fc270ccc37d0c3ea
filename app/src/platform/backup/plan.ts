/** What the backup must know of the product and cannot find out by looking at the database. Handed in by the composition, so that nothing here knows a feature. */
import type pg from 'pg';
import type { Address } from '../db/connect.ts';
import type { LogFacts } from './format.ts';

/** Files that rows name. Files are written before the row that names them is committed, and removed after the row is gone. */
interface NamedFiles {
  /** schema.table */
  readonly table: string;
  readonly columns: readonly string[];
  /** Folder under `files/<mode>/` of the data folder. */
  readonly folder: string;
  /** Where in the folder the file of a name lies, with `/`; null: no name of ours. */
  place(name: string): string | null;
}

export interface Checked {
  readonly sound: boolean;
  /** One line for people. */
  readonly says: string;
}

export interface BackupPlan {
  /** Netra's version. */
  readonly netra: string;
  /** Folder of the migrations. */
  readonly migrations: string;
  /** Tables (schema.table) whose rows stay behind, with those that hang on them by `on delete cascade`. */
  readonly leftBehind: readonly string[];
  readonly files: readonly NamedFiles[];
  /** What the public log says of itself, asked within the snapshot; null: there is none yet. */
  readLog(client: pg.ClientBase): Promise<LogFacts | null>;
  /** The root that the log had at a size, lower-case hex; null: it never had that size, or has no log. */
  rootAt(client: pg.ClientBase, size: number): Promise<string | null>;
  /** Walks everything that was sealed against the log of a restored database. Null: there is no log to check. */
  checkLog(owner: Address): Promise<Checked | null>;
}
