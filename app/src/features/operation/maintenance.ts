/** Maintenance: the instance answers nothing but one kind page, and the worker rests. Switched at the command line, seen by every process within seconds. */
import type { Database } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { describeError, type Log } from '../../platform/log/log.ts';

export interface Maintenance {
  /** ISO instant of the real clock. */
  readonly since: string;
  /** What the operator tells people, in the operator's words; may be empty. */
  readonly message: string;
}

const key = 'maintenance';
/** How often each process looks. */
export const LOOK_EVERY_MS = 2000;
export const LONGEST_MESSAGE = 300;

/** What the database says; null: everything is open. */
export async function readMaintenance(db: Database): Promise<Maintenance | null> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  const value = row?.value;
  if (typeof value !== 'object' || value === null) return null;
  const [since, message]: readonly unknown[] = [Reflect.get(value, 'since'), Reflect.get(value, 'message')];
  return typeof since === 'string' && typeof message === 'string' ? { since, message } : null;
}

/** Switches it on (again, with another message) or, with null, off. */
export async function setMaintenance(db: Database, to: Maintenance | null): Promise<void> {
  const value = JSON.stringify(to);
  await runAs(db, { kind: 'system' }, (tx) =>
    tx
      .insertInto('setting')
      .values({ key, value })
      .onConflict((c) => c.column('key').doUpdateSet({ value }))
      .execute(),
  );
}

export interface MaintenanceWatch {
  /** As this process saw it last. */
  current(): Maintenance | null;
  /** Looks now. Never throws: what was seen last stays, since a database that is being restored answers nothing. */
  look(): Promise<void>;
  close(): void;
}

/** @param changed called when it begins and when it ends, as this process sees it */
export function watchMaintenance(
  db: Database,
  log: Log,
  changed: (on: boolean) => void,
  everyMs: number = LOOK_EVERY_MS,
): MaintenanceWatch {
  let seen: Maintenance | null = null;
  const look = async (): Promise<void> => {
    try {
      const now = await readMaintenance(db);
      const turned = (now === null) !== (seen === null);
      seen = now;
      if (!turned) return;
      log.info({ event: now === null ? 'maintenance-ended' : 'maintenance-began' });
      changed(now !== null);
    } catch (error) {
      log.warn({ event: 'maintenance-unread', ...describeError(error) });
    }
  };
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void look().finally(() => {
      busy = false;
    });
  }, everyMs);
  timer.unref();
  return { current: () => seen, look, close: () => clearInterval(timer) };
}
