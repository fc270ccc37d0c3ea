/** Cases as they leave by the programming interface. What is not named here does not leave. */
import { actKinds } from '@netra/rulebook';
import { z } from 'zod';
import {
  bilingual,
  caseNumber,
  day,
  instant,
  instantOrNull,
  listOf,
  named,
  said,
  uuid,
  zoneField,
} from '../../platform/api/index.ts';
import { AssessmentShape, actorStatus, FactsShape } from '../guidance/index.ts';
import { actionTypes, caseStatuses, eventKinds } from './case.ts';

const status = said(z.enum(caseStatuses), 'Keadaan perkara.', 'Status of the case.', 'registered');
const origin = said(
  z.enum(['laporan', 'temuan', 'informasi-awal', 'pelimpahan', 'petunjuk']),
  'Asal: laporan, temuan, informasi awal, atau pelimpahan dari kantor di luar instans ini.',
  'Origin: report, finding, initial information, or a transfer from an office outside this instance.',
  'laporan',
);
const actKind = said(
  z.enum(actKinds),
  'Jenis perbuatan menurut pelapor atau petugas.',
  'Kind of act, by reporter or officer.',
  'social-engagement',
);
const level = said(z.string().nullable(), 'Tingkat menurut kajian terakhir.', 'Level by the last study.', 'berat');
const officeName = (id: string, en: string) => said(z.string(), id, en, 'Bawaslu Kota Arunika');
const nature = said(
  z.enum(['law', 'practice', 'target']),
  'Jenis batas: hukum, praktik, atau target.',
  'Nature of the limit: law, practice or target.',
  'law',
);
const procedure = said(z.string(), 'Id prosedur.', 'Id of the procedure.', 'bawaslu-pilkada');
const stepId = said(z.string(), 'Id langkah prosedur.', 'Id of the step of the procedure.', 'handle');
const placeName = said(z.string(), 'Nama wilayah.', 'Name of the place.', 'Arunika Timur');
const seal = said(
  z.object({
    state: said(
      z.enum(['sealed', 'waiting', 'missing']),
      'Tersegel di log publik, menunggu kelompok berikutnya, atau hilang (diubah sesudah disimpan).',
      'Sealed in the public log, waiting for the next batch, or missing (exchanged after it was saved).',
      'sealed',
    ),
    leaf: said(z.int().nullable(), 'Tempatnya di log.', 'Its place in the log.', 128),
  }),
  'Kedudukan di log publik.',
  'Where it stands in the public log.',
  { state: 'sealed', leaf: 128 },
);

export const QueueItem = named(
  'CaseInQueue',
  z.object({
    number: caseNumber,
    status,
    origin,
    actKind: said(z.string(), 'Jenis perbuatan.', 'Kind of act.', 'social-engagement'),
    level,
    rules: listOf(z.string(), 'Baris dan ketentuan dalam kajian terakhir.', 'Rows and provisions of the last study.', [
      'B6',
    ]),
    regionName: placeName,
    holderName: officeName('Kantor yang memegang perkara.', 'Office that holds the case.'),
    zone: zoneField,
    accusedPost: said(z.string().nullable(), 'Jabatan terlapor pertama.', 'Post of the first accused.', 'Camat'),
    openedAt: instant('Dibuka.', 'Opened.'),
    due: said(
      z
        .object({
          at: instant('Jatuh tempo.', 'Due.'),
          procedure,
          step: stepId,
          nature,
        })
        .nullable(),
      'Batas waktu terdekat yang berjalan.',
      'Nearest limit that runs.',
      { at: '2024-10-10T16:59:59Z', procedure: 'bawaslu-pilkada', step: 'handle', nature: 'law' },
    ),
    handover: said(
      z.enum(['sent', 'opened', 'accepted']).nullable(),
      'Serah terima yang membawanya kemari.',
      'The hand-over by which it came.',
      'accepted',
    ),
  }),
  'Perkara sebagaimana tampil di antrean.',
  'A case as the queue shows it.',
);

export const Handover = named(
  'Handover',
  z.object({
    case: caseNumber,
    step: said(
      z.int(),
      'Nomor langkah yang menyerahkan; bersama nomor perkara menjadi alamatnya.',
      'Number of the step that handed over; with the case number its address.',
      6,
    ),
    what: said(z.string(), 'Langkah yang menyerahkan.', 'The step that handed over.', 'submitted'),
    direction: said(
      z.enum(['in', 'out', 'other']),
      'Masuk, keluar, atau antarkantor lain.',
      'Incoming, outgoing, or between others.',
      'out',
    ),
    fromName: officeName('Pengirim.', 'Sender.'),
    toName: officeName('Penerima.', 'Receiver.'),
    zone: zoneField,
    sentAt: instant('Terkirim.', 'Sent.'),
    openedAt: instantOrNull('Dibuka.', 'Opened.'),
    acceptedAt: instantOrNull('Diterima.', 'Accepted.'),
    returnedAt: instantOrNull('Dikembalikan.', 'Returned.'),
    dueAt: instantOrNull('Batas waktu yang mulai dengan serah terima ini.', 'Limit that began with it.'),
    limitState: said(
      z.string().nullable(),
      'Keadaan batas itu: running, stopped, met, met-late, replaced, cancelled.',
      'State of that limit: running, stopped, met, met-late, replaced, cancelled.',
      'running',
    ),
    acceptBy: instantOrNull(
      'Batas penerima menjawab: menerima atau mengembalikan.',
      'Limit for the receiver to accept or return.',
    ),
    acceptNature: said(
      z.enum(['law', 'practice', 'target']).nullable(),
      'Sifat batas menjawab: hukum, praktik, atau target.',
      'Nature of the limit to answer: law, practice or target.',
      'target',
    ),
    endedAt: instantOrNull('Dijawab atau dikerjakan.', 'Answered or worked on.'),
    bundleHash: said(
      z.string(),
      'Mata rantai perkara saat diserahkan (heksadesimal).',
      'Link of the chain when it was handed over (hex).',
      'ab12',
    ),
  }),
  'Serah terima antarkantor.',
  'A hand-over between offices.',
);

export const Limit = named(
  'Limit',
  z.object({
    id: uuid('Id batas waktu.', 'Id of the limit.'),
    case: caseNumber,
    procedure,
    step: stepId,
    name: bilingual('Nama langkah.', 'Name of the step.', { id: 'penanganan laporan', en: 'handling of the report' }),
    officeName: officeName('Kantor yang harus bertindak.', 'Office that must act.'),
    zone: zoneField,
    startedAt: instant('Mulai.', 'Started.'),
    dueAt: instant('Jatuh tempo.', 'Due.'),
    nature,
    basis: said(z.string(), 'Dasar hukum.', 'Legal basis.', 'UU 10/2016 ps 134(4)'),
    provisional: said(
      z.boolean(),
      'Sementara: menyentuh tahun tanpa keputusan hari libur.',
      'Provisional: touches a year without a holiday decree.',
      false,
    ),
    state: said(
      z.string(),
      'running, stopped, met, met-late, replaced, atau cancelled.',
      'running, stopped, met, met-late, replaced or cancelled.',
      'running',
    ),
    endedAt: instantOrNull('Berakhir.', 'Ended.'),
    stoppedAt: instantOrNull(
      'Sejak kapan dihentikan sementara; selama itu dueAt bukan jatuh tempo.',
      'Since when it stands still; meanwhile dueAt is not a due time.',
    ),
  }),
  'Batas waktu.',
  'A limit.',
);

const Finding = named(
  'StoredFinding',
  z.object({
    rulebookVersion: said(z.string(), 'Versi buku aturan saat itu.', 'Version of the rulebook then.', '0.2.0'),
    outcome: said(z.string(), 'Hasil saat itu.', 'Outcome then.', 'violation'),
    rules: listOf(z.string(), 'Id baris dan ketentuan.', 'Ids of rows and provisions.', ['B6']),
    open: listOf(z.string(), 'Fakta yang masih ditanyakan.', 'Facts still asked for.', []),
  }),
  'Yang ditemukan buku aturan pada langkah itu; tersimpan bersamanya.',
  'What the rulebook found at that step; kept with it.',
);

const Content = named(
  'StepContent',
  z.object({
    reason: said(z.string().optional(), 'Alasan petugas.', 'Reason of the officer.', 'Syarat terpenuhi.'),
    summary: said(z.string().optional(), 'Uraian.', 'Account.', 'Terlapor menyukai unggahan calon.'),
    text: said(z.string().optional(), 'Isi kajian.', 'The study.', 'Kajian: memenuhi unsur.'),
    rules: listOf(z.string(), 'Baris dan ketentuan dalam kajian.', 'Rows and provisions of the study.', [
      'B6',
    ]).optional(),
    level: said(z.string().nullable().optional(), 'Tingkat yang diusulkan.', 'Level proposed.', 'berat'),
    outcome: said(
      z.string().optional(),
      'Putusan: sanction, no-sanction (terbukti), atau not-proven.',
      'Decision: sanction, no-sanction (proven), or not-proven.',
      'sanction',
    ),
    option: said(z.string().nullable().optional(), 'Pilihan sanksi.', 'The sanction.', 'turun_jabatan_12'),
    decisionNumber: said(z.string().optional(), 'Nomor keputusan.', 'Number of the decision.', '800/77/2024'),
    decidedOn: day('Tanggal keputusan.', 'Day of the decision.').optional(),
    document: said(
      z.string().optional(),
      'Nomor dokumen yang mendasari langkah ini.',
      'Number of the document the step rests on.',
      '001/KP.09.01/BKN/X/2024',
    ),
    documentHash: said(z.string().optional(), 'SHA-256 dokumen itu.', 'SHA-256 of that document.', 'ab'.repeat(32)),
    finding: Finding.optional().meta({
      description: 'Temuan buku aturan pada langkah ini.',
      'x-description-en': 'Finding of the rulebook at this step.',
      examples: [{ rulebookVersion: '0.2.0', outcome: 'violation', rules: ['B6'], open: [] }],
    }),
  }),
  'Yang ditulis petugas pada langkah itu.',
  'What the officer wrote at the step.',
);

const Step = named(
  'CaseStep',
  z.object({
    step: said(z.int(), 'Nomor langkah, mulai 1.', 'Number of the step, from 1.', 3),
    kind: said(z.enum(eventKinds), 'Jenis langkah.', 'Kind of step.', 'registered'),
    at: instant('Saat langkah menurut jam hukum.', 'When, by the legal clock.'),
    officeName: officeName('Kantor yang bertindak.', 'Office that acted.'),
    toOfficeName: said(z.string().nullable(), 'Kantor penerima.', 'Receiving office.', null),
    actorName: said(
      z.string().nullable(),
      'Nama petugas, hanya bagi yang boleh membaca isinya.',
      'Name of the person, only to readers of the content.',
      'Petugas Rekaan',
    ),
    statusAfter: status,
    hidden: said(z.boolean(), 'Isinya milik kantor lain.', 'Its content belongs to other offices.', false),
    content: Content.nullable().meta({
      description: 'Isi; null bila tidak ada atau tersembunyi.',
      'x-description-en': 'Content; null when there is none or it is hidden.',
      examples: [{ reason: 'Syarat terpenuhi.' }],
    }),
    commitment: said(
      z.string(),
      'Komitmen di log publik (heksadesimal).',
      'Commitment in the public log (hex).',
      'ab12',
    ),
    seal,
  }),
  'Satu langkah perkara.',
  'One step of a case.',
);

export const CaseShape = named(
  'Case',
  z.object({
    number: caseNumber,
    status,
    origin,
    election: said(z.string(), 'Id pemilihan.', 'Id of the election.', 'pilkada-2024'),
    contest: said(z.string(), 'Id jabatan yang diperebutkan.', 'Id of the contest.', 'kepala-daerah'),
    actKind,
    level,
    region: said(
      z.object({ id: uuid('Id wilayah.', 'Id of the place.'), name: placeName }),
      'Wilayah kejadian.',
      'Where it happened.',
      { id: '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e', name: 'Arunika Timur' },
    ),
    originOfficeId: uuid('Kantor yang membuka perkara.', 'Office that opened the case.'),
    holder: said(
      z.object({
        id: uuid('Id kantor.', 'Id of the office.'),
        name: officeName('Namanya.', 'Its name.'),
        zone: zoneField,
      }),
      'Kantor yang memegang perkara sekarang.',
      'Office that holds the case now.',
      { id: '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e', name: 'Bawaslu Kota Arunika', zone: 'WIB' },
    ),
    openedAt: instant('Dibuka.', 'Opened.'),
    closedAt: instantOrNull('Selesai.', 'Closed.'),
    lastStep: said(z.int(), 'Langkah terakhir; sama dengan ETag.', 'The last step; the same as the ETag.', 3),
    actions: listOf(
      z.enum(actionTypes),
      'Tindakan yang boleh diambil token ini sekarang.',
      'Actions that this token may take now.',
      ['record-study'],
    ),
    summary: said(z.string().nullable(), 'Uraian terakhir.', 'The last account.', 'Terlapor menyukai unggahan calon.'),
    facts: FactsShape.nullable().meta({
      description: 'Fakta terakhir yang dicatat; null sebelum dicatat.',
      'x-description-en': 'Facts as last written down; null before.',
      examples: [null],
    }),
    assessment: AssessmentShape.nullable().meta({
      description: 'Jawaban buku aturan hari ini atas fakta itu.',
      'x-description-en': "What today's rulebook says of those facts.",
      examples: [null],
    }),
    accused: listOf(
      z.object({
        position: said(
          z.int(),
          'Tempat dalam perkara; tetap, juga sesudah terlapor lain dipisahkan.',
          'Place in the case; it stays, also after other accused were separated.',
          1,
        ),
        name: said(
          z.string().nullable(),
          'Nama; null tanpa cakupan accused:read.',
          'Name; null without the scope accused:read.',
          null,
        ),
        post: said(z.string(), 'Jabatan.', 'Post.', 'Camat'),
        unitName: said(z.string(), 'Unit kerja.', 'Unit.', 'Kecamatan Arunika Timur'),
        status: actorStatus
          .or(z.string())
          .meta({ description: 'Status kepegawaian.', 'x-description-en': 'Status of employment.', examples: ['pns'] }),
      }),
      'Terlapor.',
      'The accused.',
      [{ position: 1, name: null, post: 'Camat', unitName: 'Kecamatan Arunika Timur', status: 'pns' }],
    ),
    separated: listOf(
      z.object({
        case: caseNumber,
        relation: said(
          z.enum(['from', 'into', 'beside']),
          'from: perkara ini dipisahkan darinya; into: dipisahkan dari perkara ini; beside: dari perkara yang sama.',
          'from: this case was separated from it; into: it was separated from this one; beside: from the same case.',
          'into',
        ),
        status,
        holderName: officeName('Kantor yang memegangnya.', 'Office that holds it.'),
      }),
      'Perkara terlapor lain dalam hal yang sama, sejauh kantor ini boleh melihatnya.',
      'Cases of other accused of the same matter, as far as this office may see them.',
      [],
    ),
    steps: listOf(Step, 'Langkah, berurutan.', 'Steps, in order.', []),
    limits: listOf(Limit, 'Batas waktu, juga yang sudah berakhir.', 'Limits, also those that ended.', []),
    limitChanges: listOf(
      z.object({
        procedure,
        step: stepId,
        at: instant('Kapan dihitung ulang.', 'When it was counted again.'),
        dueBefore: instant('Jatuh tempo semula.', 'Due before.'),
        dueAfter: instant('Jatuh tempo sesudahnya.', 'Due after.'),
        reason: bilingual('Sebabnya.', 'Why.', { id: 'cuti bersama ditambahkan', en: 'collective leave was added' }),
      }),
      'Batas waktu yang bergeser karena aturan yang datang kemudian.',
      'Limits that later law moved.',
      [],
    ),
    handovers: listOf(Handover, 'Serah terima perkara ini.', 'Hand-overs of this case.', []),
    chain: said(
      z.object({
        ok: said(
          z.boolean(),
          'Utuh sejauh dapat diperiksa token ini.',
          'Whole, as far as this token can check it.',
          true,
        ),
        brokenAt: said(
          z.int().nullable(),
          'Langkah pertama yang tidak cocok.',
          'The first step that does not fit.',
          null,
        ),
      }),
      'Rantai langkah.',
      'The chain of steps.',
      { ok: true, brokenAt: null },
    ),
  }),
  'Perkara sebagaimana tampil di halamannya.',
  'A case as its page shows it.',
);
