import { describe, expect, it } from 'vitest';
import { defaultPattern, formatDocumentNumber, readPattern } from './numbering.ts';

const parts = { serial: 7, classification: 'PP.00.02', code: 'K.NR-03', day: '2024-11-05' };

describe('the number of a document', () => {
  it('follows the pattern of the office, with the month in Roman numerals', () => {
    expect(formatDocumentNumber(defaultPattern, parts)).toBe('007/PP.00.02/K.NR-03/XI/2024');
    expect(formatDocumentNumber('{nomor}/{kode}/{tahun}', parts)).toBe('7/K.NR-03/2024');
  });

  it('grows past its width and never loses a digit', () => {
    expect(formatDocumentNumber('{nomor:3}/{tahun}', { ...parts, serial: 12345 })).toBe('12345/2024');
  });

  it('takes nothing in the office code for a part of the pattern', () => {
    expect(formatDocumentNumber('{kode}/{nomor}/{tahun}', { ...parts, code: '{tahun}$&' })).toBe('{tahun}$&/7/2024');
  });
});

describe('a pattern', () => {
  it('needs the running number and the year, so that no number is given twice', () => {
    expect(readPattern('{kode}/{tahun}')).toEqual({ ok: false, error: { kind: 'no-number' } });
    expect(readPattern('{nomor}/{kode}')).toEqual({ ok: false, error: { kind: 'no-year' } });
    expect(readPattern(`  ${defaultPattern} `)).toEqual({ ok: true, value: defaultPattern });
  });

  it('refuses names that mean nothing, and says which', () => {
    expect(readPattern('{nomor}/{tahun}/{hari}')).toEqual({ ok: false, error: { kind: 'unknown', name: '{hari}' } });
    expect(readPattern('{nomor:99}/{tahun}')).toEqual({ ok: false, error: { kind: 'unknown', name: '{nomor:99}' } });
    expect(readPattern('x'.repeat(101))).toEqual({ ok: false, error: { kind: 'long' } });
  });
});
