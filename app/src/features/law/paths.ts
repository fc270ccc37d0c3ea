/** Permanent addresses of the law on this site, without language prefix: `page.to(lawPath.rule('B6'))`. They never change and never move. */
import type { ProvisionId, RowId } from '@netra/rulebook';

/** A row, a provision, or the id of a reading; ids that come from data are plain strings. */
export type RulePathId = RowId | ProvisionId | (string & {});

export const lawPath = {
  /** The index; with a search or a day on request. */
  index: (): string => '/hukum',
  search: (words: string): string => `/hukum?cari=${encodeURIComponent(words)}`,
  /** What was in force on a day (ISO). */
  on: (day: string): string => `/hukum?pada=${encodeURIComponent(day)}`,
  rule: (id: RulePathId): string => `/hukum/aturan/${encodeURIComponent(id)}`,
  procedure: (id: string): string => `/hukum/batas-waktu/${encodeURIComponent(id)}`,
  step: (procedure: string, step: string): string =>
    `/hukum/batas-waktu/${encodeURIComponent(procedure)}#${encodeURIComponent(step)}`,
  /** The same for what a stored clock keeps: `bawaslu-pilkada/file-report`. */
  stepOf: (reference: string): string => {
    const [procedure = '', step = ''] = reference.split('/');
    return step === '' ? lawPath.procedure(procedure) : lawPath.step(procedure, step);
  },
  instrument: (id: string): string => `/hukum/instrumen/${encodeURIComponent(id)}`,
  /** All questions and answers, or one of them. */
  questions: (): string => '/hukum/tanya',
  edge: (id: string): string => `/hukum/tanya/${encodeURIComponent(id)}`,
  election: (id: string): string => `/hukum/pemilu/${encodeURIComponent(id)}`,
  calendar: (year: string | number): string => `/hukum/kalender/${year}`,
  /** The catalogue, or one level of it (`hukdis_sedang`). */
  sanctions: (kind?: string): string => (kind === undefined ? '/hukum/sanksi' : `/hukum/sanksi#${kind}`),
  bodies: (id?: string): string => (id === undefined ? '/hukum/lembaga' : `/hukum/lembaga#${id}`),
} as const;
