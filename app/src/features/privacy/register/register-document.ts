/** The register as a document for people who do not read code: `docs/privacy/register.md`. `scripts/privacy-register.mjs` writes it, a test compares. */
import { openReasons } from './columns.ts';
import { kinds } from './kinds.ts';
import { norms } from './norms.ts';
import { columnEntries, registerVersion } from './register.ts';
import type { DataKind, Norm } from './register-types.ts';
import { retentions } from './retentions.ts';

/** Markdown in Indonesian; the same register gives the same text. */
export function registerDocument(): string {
  const entries = columnEntries();
  const lines = [
    '# Daftar kegiatan pemrosesan data pribadi',
    '',
    '> Dibuat dari kode oleh `node scripts/privacy-register.mjs`; jangan disunting di sini. Pasal UU 27/2022 dibaca dari kutipan pihak lain atau diingat, belum dari lembaran negara.',
    '',
    `Versi ${registerVersion()}. ${Object.keys(kinds).length} jenis data, ${new Set(entries.map((one) => one.table)).size} tabel, ${entries.length} kolom.`,
    '',
    '## Jenis data',
    '',
    '| Jenis | Siapa | Isi | Untuk | Dasar | Disimpan | Dilihat oleh |',
    '|---|---|---|---|---|---|---|',
    ...Object.values(kinds).map((kind: DataKind) => {
      const norm = Object.entries(norms).find(([id]) => id === kind.basis)?.[1];
      const kept = Object.entries(retentions).find(([id]) => id === kind.retention)?.[1];
      return row([
        kind.name.id,
        kind.whose.join(', '),
        kind.holds.id,
        kind.purpose.id,
        norm === undefined ? '–' : `${norm.cited} (\`${norm.confidence}\`)`,
        kept?.until.id ?? '',
        kind.seenBy.id,
      ]);
    }),
    '',
    '## Kolom',
    '',
    '| Tabel | Kolom | Jenis | Perlindungan |',
    '|---|---|---|---|',
    ...groups(entries),
    '',
    '## Terbuka dengan alasan',
    '',
    'Kolom teks tentang pelapor atau terlapor yang tidak dikunci.',
    '',
    '| Kolom | Alasan |',
    '|---|---|',
    ...Object.entries(openReasons).map(([name, reason]) => row([`\`${name}\``, reason])),
    '',
    '## Pasal',
    '',
    '| Pasal | Isi menurut kami | Keyakinan |',
    '|---|---|---|',
    ...Object.values(norms).map((norm: Norm) => row([norm.cited, norm.text.id, `\`${norm.confidence}\``])),
    '',
  ];
  return lines.join('\n');
}

/** One line for each table, kind and protection. */
function groups(entries: ReturnType<typeof columnEntries>): string[] {
  const together = Map.groupBy(entries, (one) => [one.table, one.kind, one.protection].join(' '));
  return [...together.values()].flatMap((list) => {
    const [first] = list;
    if (first === undefined) return [];
    const names = list.map((one) => `\`${one.column}\``).join(' ');
    return [row([`\`${first.table}\``, names, kinds[first.kind].name.id, first.protection])];
  });
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
