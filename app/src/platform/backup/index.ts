/** Backup and restore of an instance: database and sealed files of one moment, encrypted, and back. */
export { type BackupOptions, type BackupReport, backup } from './backup.ts';
export { confirmRestored } from './confirm.ts';
export type { InstanceSettings } from './database.ts';
export type { LogFacts } from './format.ts';
export { type Lock, makeKeyFile, parseRecipients, readIdentities, readPassphrase, type Unlock } from './keys.ts';
export type { Trouble } from './outcome.ts';
export { troubleAsValue } from './outcome.ts';
export type { BackupPlan, Checked } from './plan.ts';
export { type PruneReport, parseKeep, prune } from './prune.ts';
export { type RehearseReport, rehearse } from './rehearse.ts';
export { type RestoreReport, restore } from './restore.ts';
export { databaseTarget, folderTarget } from './target.ts';
export { type VerifyReport, verify } from './verify.ts';
