/** Citations as letters write them: "PP 94/2021 ps 5 huruf n" becomes "Peraturan Pemerintah Nomor 94 Tahun 2021 Pasal 5 huruf n". Pure. */

const instruments: readonly (readonly [RegExp, string])[] = [
  [/\bPerbawaslu\b/g, 'Peraturan Badan Pengawas Pemilihan Umum'],
  [/\bPerBKN\b/g, 'Peraturan Badan Kepegawaian Negara'],
  [/\bPermenPANRB\b/g, 'Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi'],
  [/\bPP\b/g, 'Peraturan Pemerintah'],
  [/\bUU\b/g, 'Undang-Undang'],
  [/\bSKB 22 Sep 2022\b/g, 'Keputusan Bersama Lima Lembaga tanggal 22 September 2022'],
];

export function spelledOut(citation: string): string {
  let text = citation
    // What a newspaper wrote of a norm is a remark of ours, no part of a citation.
    .replaceAll(/\([^()]*\)/g, (remark) => (remark.includes(' per ') ? '' : remark))
    .replaceAll('  ', ' ')
    .trim()
    .replaceAll(/\b(\d+)\/(\d{4})\b/g, 'Nomor $1 Tahun $2')
    .replaceAll(/\bps\s+/g, 'Pasal ')
    .replaceAll(/(Pasal \d+[A-Z]?|juncto \d+)\s?\((\d+)\)/g, '$1 ayat ($2)')
    .replaceAll(/\bjo\.?\s/g, 'juncto ');
  for (const [short, long] of instruments) text = text.replaceAll(short, long);
  return text;
}
