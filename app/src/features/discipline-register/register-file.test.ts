import { describe, expect, it } from 'vitest';
import { DecisionRow, decisionColumns, fileOf, stateOf, withoutNames } from './register-file.ts';

describe('the words of an officer in a file for SIASN', () => {
  it('lose the names of the accused, whole and in parts, in any case, and employee numbers', () => {
    const text = 'BUDI  Contoh Rekaan, (Sdr. Rekaan) NIP 198001012005011001 belum diperiksa; Budiman bukan dia.';
    const left = withoutNames(text, ['Budi Contoh Rekaan']);
    expect(left).toBe('[…], (Sdr. […]) NIP [NIP] belum diperiksa; Budiman bukan dia.');
  });

  it('take names as they are written, signs and all', () => {
    expect(withoutNames('Surat untuk Dr. (A.) Contoh+', ['Dr. (A.) Contoh+'])).not.toContain('Contoh');
    expect(withoutNames('Tanpa nama.', [])).toBe('Tanpa nama.');
  });
});

describe('what became of a rung', () => {
  it('is told by the rung that followed', () => {
    expect(stateOf('block-proposed', null)).toBe('menunggu');
    expect(stateOf('block-proposed', 'blocked')).toBe('diblokir');
    expect(stateOf('block-proposed', 'block-refused')).toBe('ditolak');
    expect(stateOf('blocked', 'unblocked')).toBe('dibuka');
    expect(stateOf('reminded', 'reprimanded')).toBe('tercatat');
  });
});

describe('a file', () => {
  const row: DecisionRow = {
    nomor_perkara: 'K7M-4QX-92',
    nama: '=HYPERLINK("x")',
    nip: '',
    nomor_keputusan: '+1',
    tanggal_keputusan: '2024-10-04',
    kode_sanksi: '@x',
    sanksi: '-x',
    berlaku: '2024-10-04',
  };

  it('starts no formula in a spreadsheet', () => {
    const text = fileOf(DecisionRow, decisionColumns, [row], 'csv');
    const cells = text.split('\r\n')[1]?.split(';') ?? [];
    expect(cells.filter((cell) => /^"?[=+\-@]/.test(cell))).toEqual([]);
    expect(cells).toHaveLength(decisionColumns.length);
  });

  it('lets nothing out that the schema does not name', () => {
    const more = { ...row, rahasia: 'x' };
    expect(() => fileOf(DecisionRow, decisionColumns, [more], 'json')).toThrow();
  });
});
