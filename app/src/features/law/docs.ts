/**
 * The law as documents for lawyers, in Indonesian: one file per group, every item with its key, citation, confidence, sources, examples and how
 * its sign-off stands. Pure: the law and the sign-offs in, the texts of the files out.
 */
import {
  allBodies,
  allInstruments,
  allProcedures,
  allProvisions,
  allReadings,
  allRows,
  type Confidence,
  type Procedure,
  type Row,
  type Source,
  type Step,
  successorBasis,
} from '@netra/rulebook';
import { type Example, examplesFor } from './examples.ts';
import { factsInWords } from './facts-words.ts';
import { type LawItem, lawItems } from './items.ts';
import type { Law } from './law.ts';
import { limitWords } from './limit-words.ts';
import {
  actorNames,
  answerNames,
  closedNames,
  confidenceMeanings,
  confidenceNames,
  eventName,
  levelNames,
  natureNames,
  noLevel,
  outcomeNames,
  partNames,
  phaseNames,
  showsNames,
} from './names.ts';
import {
  openPoints,
  openPointsOfProvision,
  openPointsOfReading,
  openPointsOfRow,
  openPointsOfStep,
} from './open-points.ts';
import { decreeWords, fullDay, partialDay, periodWords, sourceWords } from './say.ts';
import { fingerprintOf, type SignOffs, standingOf } from './sign-off.ts';

export interface DocsInput {
  readonly law: Law;
  readonly signOffs: SignOffs;
  /** Hexadecimal digest of a text. */
  readonly hash: (text: string) => string;
}

interface Writer {
  readonly item: (key: string) => LawItem;
  /** The line of an item: key, fingerprint, standing. */
  readonly line: (key: string) => string;
}

const sure = (confidence: Confidence): string => confidenceNames[confidence].id;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const bullets = (list: readonly string[]): string => list.map((one) => `- ${one}`).join('\n');
const facts = (list: readonly (readonly [string, string | undefined])[]): string =>
  bullets(list.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [`**${name}:** ${value}`])));
const sourcesOf = (sources: readonly Source[]): string =>
  sources.length === 0 ? 'belum dicatat' : sources.map((source) => sourceWords(source, 'id')).join('; ');
const parts = (list: readonly string[]): string => `${list.filter((one) => one !== '').join('\n\n')}\n`;

const warning =
  'Dibuat dari kode oleh `node scripts/law-docs.mjs`; jangan disunting di sini. Naskah resmi SKB belum dibaca: baris-barisnya disusun dari sumber kedua. Bukan nasihat hukum.';

/** File name (within `docs/law`) → text. The same law and sign-offs always give the same texts. */
export function lawDocs({ law, signOffs, hash }: DocsInput): ReadonlyMap<string, string> {
  const items = lawItems(law);
  const byKey = new Map(items.map((item) => [item.key, item]));
  const writer: Writer = {
    item: (key) => {
      const found = byKey.get(key);
      if (found === undefined) throw new Error(`no such item: ${key}`);
      return found;
    },
    line: (key) => {
      const fingerprint = fingerprintOf(writer.item(key), hash);
      return `\`${key}\` · sidik isi \`${fingerprint}\` · **${standingOf(signOffs.get(key), fingerprint)}**`;
    },
  };
  const page = (title: string, about: string, body: readonly string[]): string =>
    parts([`# ${title}`, `> ${warning}`, about, ...body]);
  const files = new Map<string, string>();
  const ethics = allRows.filter((row) => row.part === 'ethics');
  const discipline = allRows.filter((row) => row.part === 'discipline');
  files.set(
    'skb-2022-a-kode-etik.md',
    page(
      'SKB 22 September 2022, Lampiran II A: kode etik',
      '',
      ethics.map((row) => rowText(row, writer)),
    ),
  );
  files.set(
    'skb-2022-b-disiplin.md',
    page(
      'SKB 22 September 2022, Lampiran II B: disiplin',
      '',
      discipline.map((row) => rowText(row, writer)),
    ),
  );
  files.set(
    'pp-94-2021.md',
    page(
      'PP 94/2021 pasal 5 huruf n',
      'Berlaku dengan atau tanpa SKB.',
      allProvisions.map((one) => provisionText(one, writer)),
    ),
  );
  files.set(
    'bacaan.md',
    page(
      'Bacaan: yang boleh, yang diperdebatkan, yang bukan pelanggaran',
      '',
      allReadings.map((one) => readingText(one, writer)),
    ),
  );
  for (const procedure of allProcedures) {
    files.set(`prosedur-${procedure.id}.md`, page(procedure.title.id, '', procedureText(procedure, writer)));
  }
  files.set(
    'sanksi.md',
    page(
      'Sanksi',
      '',
      items.filter((item) => item.kind === 'sanction').map((item) => sanctionText(item, writer)),
    ),
  );
  files.set('instrumen.md', page('Instrumen dan penggantinya', '', instrumentsText(writer)));
  files.set(
    'pemilu.md',
    page(
      'Pemilu dan tahapan',
      '',
      law.elections.map((one) => electionText(one, writer)),
    ),
  );
  files.set(
    'kalender.md',
    page(
      'Hari libur dan cuti bersama',
      'Hanya keputusan yang dihitung.',
      law.years.map((one) => calendarText(one, writer)),
    ),
  );
  files.set(
    'lembaga.md',
    page(
      'Lembaga dan tugasnya',
      '',
      allBodies.map((body) => bodyText(body, writer)),
    ),
  );
  files.set(
    'tanya-jawab.md',
    page(
      'Pertanyaan dan jawaban',
      'Bukan putusan atas perkara siapa pun.',
      law.edgeCases.map((one) => questionText(one, writer)),
    ),
  );
  files.set(
    'titik-terbuka.md',
    page('Titik terbuka', 'Yang belum diketahui, untuk ditutup oleh yang membaca naskahnya.', openText(law)),
  );
  files.set('tinjauan.md', page('Tinjauan', reviewAbout, [reviewText(items, signOffs, hash)]));
  files.set('README.md', indexText(files, items, law, signOffs, hash));
  return files;
}

function exampleText(one: Example): string {
  const rules = [...one.rows, ...one.provisions];
  const answer = `${outcomeNames[one.outcome].id}${rules.length === 0 ? '' : ` (${rules.join(', ')})`}`;
  return `- *${showsNames[one.shows].id}.* ${one.given}\n  Fakta: ${factsInWords(one.facts, 'id').join(' · ')}. Jawaban: **${answer}**.`;
}

function examplesText(id: string): string {
  const list = examplesFor(id);
  return list.length === 0 ? '' : `Contoh:\n\n${list.map(exampleText).join('\n')}`;
}

function unknownText(list: readonly { readonly id: string }[]): string {
  return list.length === 0 ? '' : `Yang belum diketahui:\n\n${bullets(list.map((one) => `${capital(one.id)}.`))}`;
}

function rowText(row: Row, { line, item }: Writer): string {
  const key = `aturan/${row.id}`;
  return parts([
    `## ${row.id}. ${row.act.id}`,
    line(key),
    facts([
      ['Letak', item(key).citation],
      ['Masa', phaseNames[row.phase].id],
      ['Tentang masa', row.phaseNote?.id],
      ['Syarat pada pelaku', row.actorCondition?.id],
      ['Tingkat', row.sanction === null ? noLevel.id : levelNames[row.sanction.level].id],
      ['Dasar hukum', row.basis.join('; ')],
      ['Catatan dasar', row.basisNote?.id],
      ['Pengganti pasal yang dicabut', successorBasis(row.basis).join('; ')],
      ['Dasar sanksi', row.sanctionBasis.join('; ')],
      ['Syarat sanksi', row.sanctionPrecondition?.id],
      [
        'Keyakinan',
        `bunyi dan tingkat: ${sure(row.confidence)}; dasar hukum: ${sure(row.basisConfidence)}; dasar sanksi: ${sure(row.sanctionBasisConfidence)}`,
      ],
      ['Berlaku', periodWords(row.inForce, true, 'id')],
      ['Sumber berbeda', row.conflict?.id],
      ['Dalam praktik', row.practiceNote?.id],
      [
        'Tindak pidana pemilu',
        row.criminalOverlap?.map((one) => `${one.law} ps ${one.article} (${one.note.id})`).join('; '),
      ],
      ['Terkait', row.related?.join('; ')],
      ['Sumber', sourcesOf(row.sources)],
    ]),
    unknownText(openPointsOfRow(row)),
    examplesText(row.id),
  ]).trimEnd();
}

function provisionText(one: (typeof allProvisions)[number], { line }: Writer): string {
  return parts([
    `## ${one.basis.join('; ')}: ${one.act.id}`,
    line(`aturan/${one.id}`),
    facts([
      ['Tingkat', one.level === null ? noLevel.id : levelNames[one.level].id],
      ['Dasar sanksi', one.sanctionBasis ?? undefined],
      ['Penjelasan', one.elucidation?.id],
      ['Catatan', one.note?.id],
      [
        'Keyakinan',
        `${sure(one.confidence)}${one.elucidationConfidence === undefined ? '' : `; penjelasan: ${sure(one.elucidationConfidence)}`}`,
      ],
      ['Berlaku', periodWords(one.inForce, true, 'id')],
      ['Sumber', sourcesOf(one.sources)],
    ]),
    unknownText(openPointsOfProvision(one)),
    examplesText(one.id),
  ]).trimEnd();
}

function readingText(one: (typeof allReadings)[number], { line }: Writer): string {
  return parts([
    `## ${one.says.id}`,
    line(`aturan/${one.id}`),
    facts([
      ['Hasil', outcomeNames[one.outcome].id],
      ['Dasar', one.basis.join('; ')],
      ['Keyakinan', sure(one.confidence)],
      ['Berlaku', periodWords(one.inForce, true, 'id')],
    ]),
    (one.positions ?? [])
      .map((position, index) => `Pendapat ${index + 1}: ${position.says.id}\nSumber: ${sourcesOf(position.sources)}.`)
      .join('\n\n'),
    unknownText(openPointsOfReading(one)),
    examplesText(one.id),
  ]).trimEnd();
}

function procedureText(procedure: Procedure, writer: Writer): readonly string[] {
  return [
    writer.line(`batas-waktu/${procedure.id}`),
    facts([
      ['Dasar', procedure.basis.join('; ')],
      ['Berlaku', periodWords(procedure.inForce, procedure.inForce.from?.endsWith('-01') !== true, 'id')],
      [
        'Jam menerima laporan',
        procedure.intake === undefined
          ? undefined
          : `Senin–Kamis ${procedure.intake.hours.monThu.join('–')}, Jumat ${procedure.intake.hours.fri.join('–')} (${procedure.intake.basis}; ${sure(procedure.intake.confidence)})`,
      ],
    ]),
    procedure.steps.length === 0 ? 'Aturan lama: tidak ada batas waktu yang dihitung.' : '',
    ...procedure.steps.map((step) => stepText(procedure, step, writer)),
  ];
}

function stepText(procedure: Procedure, step: Step, { line }: Writer): string {
  return parts([
    `## ${step.name.id}`,
    line(`batas-waktu/${procedure.id}#${step.id}`),
    facts([
      ['Batas', `${limitWords(step, 'id')} (${natureNames[step.nature].id})`],
      ['Dihitung sejak', eventName(step.from).id],
      ['Awal lain menurut sebagian sumber', step.altFrom === undefined ? undefined : eventName(step.altFrom).id],
      ['Oleh', actorNames[step.by].id],
      ['Dasar', step.basis],
      [
        'Keyakinan',
        `angka: ${sure(step.confidence)}; hari kerja atau kalender: ${sure(step.unitConfidence ?? step.confidence)}`,
      ],
      ['Hanya bila', step.needs === undefined ? undefined : eventName(step.needs).id],
      ['Artinya', step.meaning?.id],
      ['Catatan', step.note?.id],
      ['Bila lewat', step.onExpiry?.id],
      ['Cabang', step.branch?.id],
      ['Kemungkinan keputusan', step.outcomes?.map((one) => eventName(one).id).join(', ')],
    ]),
    unknownText(openPointsOfStep(step)),
  ]).trimEnd();
}

function sanctionText(item: LawItem, { line }: Writer): string {
  return parts([
    `## ${capital(item.title.id)}`,
    line(item.key),
    facts([
      ['Dasar', item.citation],
      ['Isi', item.text.id],
      ['Keyakinan', sure(item.confidence)],
    ]),
  ]).trimEnd();
}

function instrumentsText({ line }: Writer): readonly string[] {
  return allInstruments.map((one) =>
    parts([
      `## ${one.short}`,
      line(`instrumen/${one.id}`),
      facts([
        ['Nama', one.title.id],
        ['Tanggal', one.date === undefined ? 'harinya tidak dicatat' : partialDay(one.date, 'id')],
        ['Berlaku', periodWords(one.inForce, one.date !== undefined, 'id')],
        ['Keadaan', one.status.id],
        [
          'Digantikan',
          one.succeededBy === undefined
            ? undefined
            : (allInstruments.find((other) => other.id === one.succeededBy)?.short ?? one.succeededBy),
        ],
        ['Keyakinan', sure(one.confidence)],
      ]),
    ]).trimEnd(),
  );
}

function electionText(one: Law['elections'][number], { line }: Writer): string {
  const span = (from: string, to: string, confidence: Confidence): string =>
    `${fullDay(from, 'id')}${from === to ? '' : ` sampai ${fullDay(to, 'id')}`} (${sure(confidence)})`;
  return parts([
    `## ${one.name.id}`,
    line(`pemilu/${one.id}`),
    facts([
      ...one.contests.map(
        (contest) =>
          [
            `Penetapan: ${contest.name.id}`,
            span(contest.determinedOn, contest.determinedOn, contest.confidence),
          ] as const,
      ),
      ['Kampanye', span(one.campaign.from, one.campaign.to, one.campaign.confidence)],
      ['Masa tenang', span(one.quietDays.from, one.quietDays.to, one.quietDays.confidence)],
      ['Pemungutan suara', fullDay(one.votingOn, 'id')],
      [
        'Larangan penggantian pejabat sejak',
        one.transferBanFrom === undefined ? undefined : fullDay(one.transferBanFrom, 'id'),
      ],
      ['Hanya di', one.regions?.join(', ')],
    ]),
  ]).trimEnd();
}

function calendarText(one: Law['years'][number], { line }: Writer): string {
  const days = one.days.map((day) => {
    const moving = one.mayMove.includes(day.on) ? ', masih dapat digeser' : '';
    const where =
      day.region === undefined
        ? ''
        : `: ${day.region}${day.confidence === undefined ? '' : ` (${sure(day.confidence)})`}`;
    return `| ${fullDay(day.on, 'id')} | ${cell(closedNames[day.kind].id + where + moving)} |`;
  });
  return parts([
    `## ${one.year}`,
    line(`kalender/${one.year}`),
    facts([
      ['Keputusan', one.decrees.map((decree) => decreeWords(decree.decree, 'id')).join('; ')],
      ['Keyakinan', sure(one.confidence)],
    ]),
    ['| Hari | Jenis |', '|---|---|', ...days].join('\n'),
  ]).trimEnd();
}

function bodyText(body: (typeof allBodies)[number], { line }: Writer): string {
  return parts([
    `## ${body.name}`,
    line(`lembaga#${body.id}`),
    facts([
      ['Tugas', body.parts.map((part) => partNames[part].id).join('; ')],
      ['Sampai', body.inForce?.until === undefined ? undefined : fullDay(body.inForce.until, 'id')],
      ['Digantikan', body.succeededBy],
      [
        'Menyampaikan rekomendasi sejak',
        body.recommendFrom === undefined ? undefined : fullDay(body.recommendFrom, 'id'),
      ],
      ['Harus ada paling lambat', body.expectedBy === undefined ? undefined : fullDay(body.expectedBy, 'id')],
      ['Keadaan', body.status?.id],
      ['Dijabat oleh', body.heldBy?.id],
      ['Dasar', body.basis?.join('; ')],
    ]),
  ]).trimEnd();
}

function questionText(one: Law['edgeCases'][number], { line }: Writer): string {
  return parts([
    `## ${one.id.replace('edge-', '')}. ${one.question.id}`,
    line(`tanya/${one.id}`),
    facts([
      ['Jawaban', `${answerNames[one.answer].id}. ${one.says.id}`],
      ['Tergantung pada', one.dependsOn?.id],
      ['Yang aman', one.safe?.id],
      ['Catatan', one.note?.id],
      ['Aturan', one.rules.join(', ')],
      ['Keyakinan', sure(one.confidence)],
      ['Sumber', sourcesOf(one.sources)],
      [
        'Contoh',
        one.examples
          ?.map((example) => `${factsInWords(example.facts, 'id').join(' · ')} → ${outcomeNames[example.outcome].id}`)
          .join('; '),
      ],
    ]),
  ]).trimEnd();
}

function openText(law: Law): readonly string[] {
  const points = openPoints(law);
  const general = points.filter((point) => point.path === undefined);
  const own = points.filter((point) => point.path !== undefined);
  return [
    '## Umum',
    bullets(general.map((point) => `${point.what.id}.`)),
    '## Per aturan',
    [
      '| Aturan | Yang belum diketahui |',
      '|---|---|',
      ...own.map((point) => `| \`${point.name}\` | ${cell(capital(point.what.id))} |`),
    ].join('\n'),
  ];
}

const reviewAbout =
  'Setiap butir ditinjau sendiri. Tinjauan ditulis ke `sign-off.json` dengan `node scripts/law-docs.mjs --sign BUTIR --by "peran" --verdict setuju --on HARI`; peran, bukan nama. Bila isi butir berubah sesudahnya, di sini tertulis "berubah sejak ditinjau".';

function reviewText(items: readonly LawItem[], signOffs: SignOffs, hash: (text: string) => string): string {
  const rows = items.map((item) => {
    const fingerprint = fingerprintOf(item, hash);
    const signed = signOffs.get(item.key);
    const last = signed?.at(-1);
    const standing = standingOf(signed, fingerprint);
    const verdict =
      standing === 'belum ditinjau' ? '' : `${standing}${last?.note === undefined ? '' : `: ${last.note}`}`;
    return `| \`${item.key}\` | ${cell(item.title.id)} | ${sure(item.confidence)} | \`${fingerprint}\` | ${cell(last?.by ?? '')} | ${last?.on ?? ''} | ${cell(verdict)} |`;
  });
  return [
    '| Butir | Isi | Keyakinan | Sidik isi | Peninjau (peran) | Tanggal | Hasil |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function indexText(
  files: ReadonlyMap<string, string>,
  items: readonly LawItem[],
  law: Law,
  signOffs: SignOffs,
  hash: (text: string) => string,
): string {
  const standings = items.map((item) => standingOf(signOffs.get(item.key), fingerprintOf(item, hash)));
  const count = (of: (standing: string) => boolean): number => standings.filter(of).length;
  const entries = [...files].map(([name, text]) => `| [${/^# (.+)$/m.exec(text)?.[1] ?? name}](${name}) |`);
  return parts([
    '# Hukum netralitas ASN: dokumen untuk ditinjau',
    `> ${warning}`,
    `Versi hukum ${law.version}. ${items.length} butir; ${count((one) => one === 'belum ditinjau')} belum ditinjau, ${count((one) => one === 'berubah sejak ditinjau')} berubah sejak ditinjau.`,
    ['| Isi |', '|---|', ...entries].join('\n'),
    '## Seberapa yakin kami',
    bullets(
      (['seen', 'seen-3p', 'recalled', 'uncertain'] as const).map(
        (confidence) => `**${capital(sure(confidence))}.** ${confidenceMeanings[confidence].id}`,
      ),
    ),
    'Tidak satu pun berarti naskah resmi sudah dibaca. Sumber ditulis sebagai penerbit dan tanggal: alamat berita sering memuat nama orang. Setiap butir juga terbaca pada alamat tetapnya, `/hukum/` diikuti nama butirnya.',
    '## Meninjau',
    reviewAbout,
  ]);
}
