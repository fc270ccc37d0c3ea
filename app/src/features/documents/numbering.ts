/** Numbers of documents after the pattern of an office. Pure. */
import { fail, ok, type Result } from '../../platform/result.ts';

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'] as const;

export const defaultPattern = '{nomor:3}/{klasifikasi}/{kode}/{bulan}/{tahun}';

/** `no-number`, `no-year`: two documents would get the same number. `unknown`: a name that means nothing here. */
export type PatternError =
  | { readonly kind: 'no-number' | 'no-year' | 'long' }
  | { readonly kind: 'unknown'; readonly name: string };

const names = ['nomor', 'klasifikasi', 'kode', 'bulan', 'tahun'] as const;
const MOST_PATTERN = 100;

/** Reads a pattern as an office wrote it. */
export function readPattern(text: string): Result<string, PatternError> {
  const pattern = text.trim();
  if (pattern.length > MOST_PATTERN) return fail({ kind: 'long' });
  const used = new Set<string>();
  for (const [whole, name = '', width = ''] of pattern.matchAll(/\{([^{}:]*)(?::([^{}]*))?\}/g)) {
    if (!names.some((one) => one === name)) return fail({ kind: 'unknown', name: whole });
    if (whole.includes(':') && (name !== 'nomor' || !/^[1-6]$/.test(width)))
      return fail({ kind: 'unknown', name: whole });
    used.add(name);
  }
  if (!used.has('nomor')) return fail({ kind: 'no-number' });
  if (!used.has('tahun')) return fail({ kind: 'no-year' });
  return ok(pattern);
}

export interface NumberParts {
  readonly serial: number;
  readonly classification: string;
  readonly code: string;
  /** Legal day of issue, ISO. */
  readonly day: string;
}

/** The number of a document. The running number begins anew each year. */
export function formatDocumentNumber(pattern: string, { serial, classification, code, day }: NumberParts): string {
  const [year = '', month = '1'] = day.split('-');
  return pattern.replaceAll(/\{([^{}:]*)(?::([^{}]*))?\}/g, (whole, name: string, width: string | undefined) => {
    switch (name) {
      case 'nomor':
        return String(serial).padStart(Number(width ?? '1'), '0');
      case 'klasifikasi':
        return classification;
      case 'kode':
        return code;
      case 'bulan':
        return roman[Number(month) - 1] ?? month;
      case 'tahun':
        return year;
      default:
        return whole;
    }
  });
}
