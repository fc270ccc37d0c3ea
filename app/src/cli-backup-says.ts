/** The outcomes of `netra backup` and `netra restore`, for people and as JSON. */
import type { BackupReport, RehearseReport, RestoreReport, VerifyReport } from './platform/backup/index.ts';

const number = (value: number): string => value.toLocaleString('en');
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

export function sayKey(recipient: string, file: string): string {
  return [
    recipient,
    '',
    `The identity lies in ${file}. Whoever has that file reads every backup made for this recipient.`,
    'Move it to where the server cannot reach it, keep a second copy on paper or in a safe, and set',
    `  NETRA_BACKUP_RECIPIENT=${recipient}`,
  ].join('\n');
}

export function sayWritten({ beside, missing, seconds }: BackupReport, file: string) {
  const { envelope, rows, tables, files, fileBytes, log: sealed } = beside;
  const plain = [
    `backup   ${file}, ${megabytes(envelope.bytes)} in ${seconds.toFixed(1)} s`,
    `of       ${beside.startedAt}, Netra ${beside.netra} (${beside.mode}), PostgreSQL ${beside.postgres}`,
    `holds    ${tables} tables with ${number(rows)} rows, ${number(files)} files (${megabytes(fileBytes)}), ${sealed === null ? 'no public log yet' : `public log of ${number(sealed.size)} leaves`}`,
    'NETRA_SECRET IS NOT IN IT. Keep it elsewhere: without it nothing that is sealed can ever be opened.',
    ...missing.slice(0, 10).map((name) => `MISSING  file ${name} is named by a row and is not on the disk`),
    ...(beside.missingFiles > 10
      ? [`MISSING  … and ${number(beside.missingFiles - 10)} more (is NETRA_DATA right?)`]
      : []),
  ].join('\n');
  return { json: { file, ...beside, missing, seconds }, plain };
}

export function sayVerified(report: VerifyReport) {
  const { archive, envelope } = report;
  if (archive === null)
    return {
      json: { opened: false, envelope },
      plain: `The file is the one that was written (${megabytes(envelope.bytes)}). It was not opened: give --identity to check what is in it.`,
    };
  const { manifest, begin } = archive;
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const plain = [
    `Whole: ${megabytes(envelope.bytes)}, ${manifest.tables.length} tables with ${number(rows)} rows, ${number(manifest.files.count)} files; every count and hash is as the manifest says.`,
    `of       ${begin.startedAt}, Netra ${begin.netra} (${begin.mode}), PostgreSQL ${begin.postgres}`,
    ...(manifest.missingCount === 0 ? [] : [`${manifest.missingCount} files were missing when it was made`]),
    ...(report.beside === 'none' ? ['There is no manifest beside it.'] : []),
  ].join('\n');
  return {
    json: {
      opened: true,
      beside: report.beside,
      envelope,
      begin,
      tables: manifest.tables,
      files: manifest.files,
      missing: manifest.missing,
      log: manifest.log,
    },
    plain,
  };
}

function restoredLines({ manifest, compared, log: sealed, migrated, seconds }: RestoreReport): readonly string[] {
  return [
    `of       ${manifest.begin.startedAt}, Netra ${manifest.begin.netra} (${manifest.begin.mode}), in ${seconds.toFixed(1)} s`,
    `compared ${compared.tables} tables with ${number(compared.rows)} rows and ${number(manifest.files.count)} files: as in the manifest; ${number(compared.sampled.found)} of ${number(compared.sampled.of)} sampled records found`,
    `log      ${sealed === null ? 'there was none' : sealed.says}`,
    ...(migrated.length === 0 ? [] : [`brought to this version: ${migrated.join(', ')}`]),
  ];
}

export function sayRestored(report: RestoreReport, where: string) {
  const { begin } = report.manifest;
  const secret = {
    fits: 'NETRA_SECRET is the right one.',
    'not-checked':
      begin.mode === 'demo'
        ? 'NETRA_SECRET was not given and not checked: put it into the environment, or copy the file "secret" of the old data folder into the new one, before the first start.'
        : 'NETRA_SECRET was not given and not checked: put the one of this instance into the environment before the first start.',
    unknown: 'The backup does not tell which NETRA_SECRET belongs to it.',
  } as const;
  const plain = [
    `restored ${where}`,
    ...restoredLines(report),
    secret[report.secret],
    'Mails and webhooks are held back until somebody says that this is the one instance now: netra restore --confirm',
    'Everybody must sign in again. Compare the public log with a mirror BEFORE the first start (docs/operations/backup.md).',
  ].join('\n');
  const { manifest, compared, log: sealed, migrated, seconds } = report;
  return {
    json: {
      where,
      begin,
      tables: manifest.tables,
      files: manifest.files,
      log: manifest.log,
      sampled: compared.sampled,
      check: sealed,
      migrated,
      secret: report.secret,
      seconds,
    },
    plain,
  };
}

/** ` (3 of netra.log_waiting)`; empty where nothing is gone. */
function fromWhere(goneFrom: Readonly<Record<string, number>>): string {
  const parts = Object.entries(goneFrom).map(([table, count]) => `${number(count)} of ${table}`);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

export function sayRehearsed(report: RehearseReport) {
  const { live, alone, manifest, compared, log: sealed, seconds } = report;
  const plain = [
    'rehearsed in a folder that is gone again',
    ...restoredLines(report),
    ...(live === null
      ? [`compared with the manifest alone: ${alone ?? 'no instance'}`]
      : [
          `live     ${number(live.same)} random records are the same in the instance that runs, ${number(live.changed)} were changed there since, ${number(live.gone)} are gone${fromWhere(live.goneFrom)}${live.withoutKey === 0 ? '' : `, ${live.withoutKey} have no key to look up`}`,
          live.sameRoot === null
            ? 'live     there was no log to compare'
            : live.sameRoot
              ? 'live     the log that runs goes on from the log of the backup: same root at its size'
              : 'live     THE LOG THAT RUNS HAS ANOTHER ROOT at the size of the backup: one of the two was changed',
        ]),
    report.agrees ? 'Everything that can be compared agrees.' : 'NOT THE SAME: see above.',
  ].join('\n');
  return {
    json: {
      agrees: report.agrees,
      begin: manifest.begin,
      tables: manifest.tables,
      files: manifest.files,
      log: manifest.log,
      sampled: compared.sampled,
      check: sealed,
      live,
      alone,
      seconds,
    },
    plain,
  };
}
