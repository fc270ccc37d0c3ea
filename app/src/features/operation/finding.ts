/** What a look at an instance found, and what to do about it. */
import type { CheckState } from './readiness.ts';

export interface Finding {
  readonly check: string;
  readonly state: CheckState;
  readonly says: string;
  /** What to do; left out where there is nothing to do. */
  readonly todo?: string;
}

/** What of the configuration is looked at. */
export interface DoctorSettings {
  readonly mode: 'demo' | 'production';
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly databaseOwnerUrl: string | null;
  readonly publicUrl: string | null;
  readonly operator: { readonly name: string } | null;
  readonly host: string;
  readonly addressHeader: string | null;
  readonly diskReserveMb: number;
  readonly logMinutes: number | null;
  readonly smtpUrl: string | null;
}

export const good = (check: string, says: string): Finding => ({ check, state: 'ok', says });
export const warn = (check: string, says: string, todo: string): Finding => ({ check, state: 'warn', says, todo });
export const fail = (check: string, says: string, todo: string): Finding => ({ check, state: 'fail', says, todo });

/** For a terminal: a line a check, and below it what to do. */
export function findingsAsText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  return findings
    .map(({ check, state, says, todo }) => {
      const line = `${state.padEnd(4)}  ${check.padEnd(width)}  ${says}`;
      return todo === undefined ? line : `${line}\n${' '.repeat(width + 8)}→ ${todo}`;
    })
    .join('\n');
}
