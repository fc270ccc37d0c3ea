/** Backup and restore of an instance: database and sealed files of one moment, encrypted, and back. */
export { type BackupReport, backup } from './backup.ts';
export { confirmRestored } from './confirm.ts';
export { type Lock, makeKeyFile, parseRecipients, readIdentities, readPassphrase, type Unlock } from './keys.ts';
export { type Trouble, troubleAsValue } from './outcome.ts';
export type { BackupPlan } from './plan.ts';
export { parseKeep, prune } from './prune.ts';
export { type RehearseReport, rehearse } from './rehearse.ts';
export { type RestoreReport, restore } from './restore.ts';
export { databaseTarget, folderTarget } from './target.ts';
export { type VerifyReport, verify } from './verify.ts';
