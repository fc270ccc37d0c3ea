/** How a command of backup and restore can end, and how errors of disk, pipe and database become one line that says what to do. */

import { whyUnreadable } from '../db/reach.ts';
import { fail, type Result } from '../result.ts';

/** `unusable`: what was given cannot be used (exit code 2). `failed`: it began and could not finish (1). `damaged`: looked, and it is not what it should be (3). */
export interface Trouble {
  readonly kind: 'unusable' | 'failed' | 'damaged';
  readonly line: string;
}

export const unusable = (line: string): { readonly ok: false; readonly error: Trouble } =>
  fail({ kind: 'unusable', line } as const);
export const failed = (line: string): { readonly ok: false; readonly error: Trouble } =>
  fail({ kind: 'failed', line } as const);

/** Carries a trouble through streams, which know only errors. */
export class TroubleError extends Error {
  readonly trouble: Trouble;
  constructor(kind: Trouble['kind'], line: string) {
    super(line);
    this.name = 'TroubleError';
    this.trouble = { kind, line };
  }
}

/** Runs work whose expected failures are thrown as `TroubleError`; anything else is a bug and goes on. */
export async function troubleAsValue<T>(work: () => Promise<T>): Promise<Result<T, Trouble>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === null) throw error;
    return { ok: false, error: trouble };
  }
}

function troubleOf(error: unknown): Trouble | null {
  if (error instanceof TroubleError) return error.trouble;
  const line = whyUnreadable(error);
  return line === null ? null : { kind: 'failed', line };
}

/** What a failing disk says, for people; null: not the disk. */
export function diskLine(error: unknown, where: string): string | null {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `the disk is full while writing ${where}: make room and begin again; nothing half was kept`;
    case 'EFBIG':
      return `${where} grew past the size that this account may write (ulimit -f): raise it and begin again; nothing half was kept`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `this account may not write ${where}: choose another place or another account`;
    case 'ENOENT':
    case 'ENOTDIR':
      return `there is no folder for ${where}: make it first`;
    case 'EIO':
      return `the disk fails while writing ${where}: nothing half was kept`;
    case 'EPIPE':
      return `whoever reads the backup went away before its end`;
    default:
      return null;
  }
}

/** As `diskLine`, thrown; what is not the disk's is thrown as it is. */
export async function onDisk<T>(where: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const line = diskLine(error, where);
    throw line === null ? error : new TroubleError('failed', line);
  }
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
