/**
 * Actions as a program sends them. They become what the form of the desk would have sent, and are read by the very schema of the desk: there
 * is one judge of what an action may hold.
 */
import { allProvisions, allRows, sanctionCatalogue, transitionalMedium } from '@netra/rulebook';
import { z } from 'zod';
import { day, ENGLISH, type InputError, listOf, named, said, uuid } from '../../platform/api/index.ts';
import type { FieldError, Typed } from '../../platform/http/forms.ts';
import { actFields, actorFields, actorStatus, beneficiary } from '../guidance/index.ts';
import { type ActionType, missingParts, returnCategories } from './case.ts';
import { MOST_ACCUSED } from './desk-schemas.ts';
import { MOST_BASIS_NOTE } from './known-bases.ts';
import { plainActions } from './plain-action-words.ts';
import {
  interests,
  isPlainActionType,
  type PlainActionType,
  plainActionSchemas,
  plainFieldsOf,
} from './plain-actions.ts';
import { fieldMeta } from './plain-fields.ts';
import { MOST_SITTING } from './plenary.ts';

const MOST_TEXT = 20_000;
const MOST_NAME = 200;
const rules = [...allRows.filter((row) => row.id !== 'B13'), ...allProvisions].map((rule) => rule.id);
const options = [
  ...sanctionCatalogue.flatMap((kind) => kind.options.map((option) => option.id)),
  ...transitionalMedium.substitutes.map((option) => option.id),
];

const reason = said(
  z.string().trim().min(10).max(MOST_TEXT),
  'Alasan, sedikitnya 10 huruf.',
  'Reason, at least 10 letters.',
  'Syarat formal dan materiel terpenuhi.',
);
const toOfficeId = uuid(
  'Kantor penerima, dari /cases/{number}/receivers.',
  'Receiving office, from /cases/{number}/receivers.',
);
const type = <T extends ActionType>(action: T, id: string, en: string) => said(z.literal(action), id, en, action);

const withReason = (['register', 'make-finding', 'keep-as-information', 'verify'] as const).map((action) => {
  const [id, en] = {
    register: ['Meregistrasi laporan.', 'Register the report.'] as const,
    'make-finding': ['Menjadikan temuan.', 'Make it a finding.'] as const,
    'keep-as-information': ['Menyimpan sebagai informasi awal.', 'Keep it as initial information.'] as const,
    verify: ['Memverifikasi (satgas).', 'Verify (task force).'] as const,
  }[action];
  return named(`Action_${action}`, z.strictObject({ type: type(action, id, en), reason }), id, en);
});
const ExtendHandling = named(
  'Action_extend-handling',
  z.strictObject({
    type: type('extend-handling', 'Memperpanjang penanganan, satu kali.', 'Extend the handling, once.'),
    basis: said(
      z.string().trim().min(1).max(MOST_NAME),
      'Dasar perpanjangan: id aturan yang berlaku hari itu menurut data hukum (`prosedur/langkah` atau instrumen), atau kutipannya persis.',
      'Basis of the extension: id of a rule that the law data know in force that day (`procedure/step` or an instrument), or its very citation.',
      'bawaslu-pemilu/handle-extended',
    ),
    note: said(
      z.string().trim().max(MOST_BASIS_NOTE).optional(),
      'Surat atau keterangan yang ditunggu, di samping aturannya.',
      'The letter or information that is awaited, beside the rule.',
      'Menunggu keterangan ahli',
    ),
    reason,
  }),
  'Memperpanjang penanganan, satu kali, sebelum batasnya lewat.',
  'Extend the handling, once, before its limit has passed.',
);
const ReturnHandover = named(
  'Action_return-handover',
  z.strictObject({
    type: type('return-handover', 'Mengembalikan serah terima.', 'Return the hand-over.'),
    reason,
    category: said(
      z.enum(returnCategories).optional(),
      'Mengapa dikembalikan; kalau dikosongkan: other.',
      'Why it goes back; left out: other.',
      'incomplete',
    ),
    missing: said(
      z.array(z.enum(missingParts)).max(missingParts.length).optional(),
      'Yang belum ada, bila incomplete.',
      'What is missing, where incomplete.',
      ['evidence'],
    ),
  }),
  'Mengembalikan serah terima.',
  'Return the hand-over.',
);
const withReceiver = (['submit', 'confirm-study'] as const).map((action) => {
  const [id, en] = {
    submit: ['Menyerahkan ke satuan tugas.', 'Submit to the task force.'] as const,
    'confirm-study': ['Menguatkan kajian dan menyerahkan ke BKN.', 'Confirm the study and hand over to BKN.'] as const,
  }[action];
  return named(`Action_${action}`, z.strictObject({ type: type(action, id, en), toOfficeId, reason }), id, en);
});

const place = said(
  z.int().min(1).max(99),
  'Tempat terlapor dalam perkara (`accused[].position`).',
  'Place of the accused in the case (`accused[].position`).',
  2,
);
const Separate = named(
  'Action_separate',
  z.strictObject({
    type: type('separate', 'Memisahkan terlapor.', 'Separate accused.'),
    accused: listOf(place, 'Yang pindah bersama ke satu perkara baru.', 'Who goes together into one new case.', [2])
      .min(1)
      .max(99),
    reason,
  }),
  'Memisahkan terlapor ke perkara sendiri; yang lain tetap.',
  'Separate accused into a case of their own; the others stay.',
);

const Convey = named(
  'Action_convey',
  z.strictObject({
    type: type('convey', 'Menyampaikan kepada PPK.', 'Convey to the personnel authority.'),
    toOfficeId: uuid(
      'Kantor penerima, dari /cases/{number}/receivers. Dengan `each`: tidak dipakai.',
      'Receiving office, from /cases/{number}/receivers. With `each`: not used.',
    ).optional(),
    sekda: said(
      z.boolean().default(false),
      'Terlapor Sekretaris Daerah: penerimanya harus satu tingkat di atas.',
      'The accused is the regional secretary: the receiver must be one level above.',
      false,
    ),
    each: listOf(
      z.strictObject({
        accused: place,
        toOfficeId,
        sekda: said(z.boolean(), 'Sekretaris Daerah.', 'Regional secretary.', false),
      }),
      'Bila terlapornya beberapa: siapa ke kantor mana. Setiap orang mendapat perkara sendiri.',
      'With several accused: who goes to which office. Each gets a case of their own.',
      [],
    )
      .max(99)
      .optional(),
    reason,
  }),
  'Menyampaikan kepada Pejabat Pembina Kepegawaian.',
  'Convey to the personnel authority.',
);

const CompleteFacts = named(
  'Action_complete-facts',
  z.strictObject({
    type: type('complete-facts', 'Mencatat fakta dan terlapor.', 'Write down facts and accused.'),
    summary: said(
      z.string().trim().min(20).max(MOST_TEXT),
      'Uraian singkat, sedikitnya 20 huruf.',
      'Short account, at least 20 letters.',
      'Terlapor menyukai unggahan calon pada masa kampanye.',
    ),
    act: said(z.strictObject(actFields), 'Perbuatannya.', 'The act.', { kind: 'social-engagement', on: '2024-10-01' }),
    actor: said(
      z.strictObject(actorFields).default({}),
      'Keadaan terlapor; statusnya diambil dari terlapor pertama.',
      'About the accused; the status is that of the first.',
      {},
    ),
    beneficiary,
    accused: listOf(
      z.strictObject({
        name: said(
          z.string().trim().max(MOST_NAME).default(''),
          'Nama; boleh kosong bila belum diketahui.',
          'Name; may be empty when not known.',
          'Terlapor Rekaan',
        ),
        post: said(z.string().trim().min(1).max(MOST_NAME), 'Jabatan.', 'Post.', 'Camat'),
        unitName: said(z.string().trim().min(1).max(MOST_NAME), 'Unit kerja.', 'Unit.', 'Kecamatan Arunika Timur'),
        status: actorStatus,
        nip: said(
          z
            .string()
            .regex(/^\d{18}$/)
            .optional(),
          'NIP, 18 angka, bila dicatat. Disimpan tersegel dan tidak pernah keluar lewat API.',
          'Employee number, 18 digits, where written down. Kept sealed; it never leaves by the API.',
          '198501012010011001',
        ),
      }),
      'Terlapor, satu sampai sepuluh orang.',
      'The accused, one to ten persons.',
      [{ name: 'Terlapor Rekaan', post: 'Camat', unitName: 'Kecamatan Arunika Timur', status: 'pns' }],
    )
      .min(1)
      .max(MOST_ACCUSED),
  }),
  'Mencatat fakta perbuatan dan terlapor.',
  'Write down the facts of the act and the accused.',
);
const RecordStudy = named(
  'Action_record-study',
  z.strictObject({
    type: type('record-study', 'Mencatat kajian.', 'Record the study.'),
    text: said(
      z.string().trim().min(40).max(MOST_TEXT),
      'Isi kajian, sedikitnya 40 huruf.',
      'The study, at least 40 letters.',
      'Kajian: perbuatan itu memenuhi unsur yang diatur dalam baris B6.',
    ),
    rows: listOf(z.enum(rules), 'Baris dan ketentuan yang dinilai terpenuhi.', 'Rows and provisions held to be met.', [
      'B6',
    ])
      .max(rules.length)
      .default([]),
    level: said(
      z.enum(['moral', 'sedang', 'berat', 'pemberhentian']).nullable().default(null),
      'Tingkat yang diusulkan; null: tidak ada.',
      'Level proposed; null: none.',
      'berat',
    ),
  }),
  'Mencatat kajian hukum.',
  'Record the legal study.',
);
const Conclude = named(
  'Action_conclude',
  z.strictObject({
    type: type('conclude', 'Mencatat putusan pleno.', 'Record the plenary decision.'),
    proven: said(z.boolean(), 'Terbukti? Bila tidak, perkara dihentikan.', 'Proven? If not, the case stops.', true),
    sat: listOf(
      uuid('Id orang kantor ini.', 'Id of a person of this office.'),
      'Siapa yang hadir dalam pleno.',
      'Who sat in the plenary.',
      [],
    )
      .max(MOST_SITTING)
      .optional(),
    reason,
  }),
  'Putusan pleno.',
  'The plenary decision.',
);
const Accept = named(
  'Action_accept-handover',
  z.strictObject({
    type: type('accept-handover', 'Menerima serah terima.', 'Accept the hand-over.'),
    interest: said(
      z.enum(['none', ...interests]),
      'Kepentingan petugas yang menerima; selain none menjadi pernyataan benturan kepentingan dan tidak menerima.',
      'Stake of the official who accepts; other than none, it becomes a declared conflict and accepts nothing.',
      'none',
    ),
    interestReason: said(
      z.string().trim().max(MOST_TEXT).default(''),
      'Penjelasan kepentingan, sedikitnya 10 huruf bila ada.',
      'Explanation of the stake, at least 10 letters where there is one.',
      '',
    ),
  }),
  'Menerima serah terima.',
  'Accept the hand-over.',
);
const RecordDecision = named(
  'Action_record-decision',
  z.strictObject({
    type: type('record-decision', 'Mencatat keputusan.', 'Record the decision.'),
    outcome: said(
      z.enum(['sanction', 'no-sanction', 'not-proven']),
      'Dijatuhi sanksi, terbukti tanpa sanksi, atau tidak terbukti (tuduhan kedaluwarsa dari daftar yang menyebut orang).',
      'A sanction, proven without one, or not proven (the accusation expires from every list that names a person).',
      'sanction',
    ),
    option: said(
      z.enum(options).nullable().default(null),
      'Pilihan sanksi, dari /law/sanctions; wajib bila ada sanksi.',
      'The sanction, from /law/sanctions; needed when there is one.',
      'turun_jabatan_12',
    ),
    decisionNumber: said(
      z.string().trim().min(1).max(120),
      'Nomor keputusan.',
      'Number of the decision.',
      '800/77/2024',
    ),
    decidedOn: day('Tanggal keputusan; tidak sesudah hari ini.', 'Day of the decision; not after today.', '2024-10-04'),
    reason,
    document: said(
      z.uuid().optional(),
      'Dokumen yang terbit untuk perkara ini; salah satu dari ini dan documentHash harus ada.',
      'A document issued for this case; one of this and documentHash is needed.',
      '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e',
    ),
    documentHash: said(
      z
        .string()
        .regex(/^([0-9a-f]{64})?$/)
        .default(''),
      'SHA-256 berkas keputusan dalam heksadesimal; boleh kosong.',
      'SHA-256 of the document in hexadecimal; may be empty.',
      '',
    ),
    outsideReason: said(
      z.string().trim().max(MOST_TEXT).default(''),
      'Alasan bila sanksi di luar yang lazim untuk perkara serupa.',
      'Reason where the sanction lies outside what like cases get.',
      '',
    ),
  }),
  'Keputusan Pejabat Pembina Kepegawaian.',
  'Decision of the personnel authority.',
);

const [register, ...otherReasons] = withReason;
if (register === undefined) throw new Error('no actions');
// The same schemas stand in the document of the interface, each under a name of its own.
for (const schema of plainActionSchemas) {
  const type = schema.shape.type.value;
  const { lead } = plainActions[type];
  z.globalRegistry.add(schema, { id: `Action_${type}`, description: lead.id, [ENGLISH]: lead.en });
}

/** One of all actions of the status table, told apart by `type`. */
export const ActionInput = z
  .discriminatedUnion('type', [
    CompleteFacts,
    register,
    ...otherReasons,
    ExtendHandling,
    ReturnHandover,
    RecordStudy,
    Conclude,
    ...withReceiver,
    Convey,
    Separate,
    Accept,
    RecordDecision,
    ...plainActionSchemas,
  ])
  .meta({
    id: 'CaseAction',
    description: 'Satu tindakan atas perkara. Tindakan yang mungkin sekarang disebut `actions` pada perkara.',
    'x-description-en': 'One action on a case. Those that are possible now stand in `actions` of the case.',
  });
export type ActionInput = z.output<typeof ActionInput>;

/** What the form of the desk would have sent. */
export function asTyped(input: ActionInput): Typed {
  return isPlainInput(input) ? plainTyped(input) : spineTyped(input);
}

type PlainInput = Extract<ActionInput, { readonly type: PlainActionType }>;

function isPlainInput(input: ActionInput): input is PlainInput {
  return isPlainActionType(input.type);
}

function plainTyped(input: PlainInput): Typed {
  return Object.fromEntries(
    plainFieldsOf(input.type).flatMap(([name, schema]): (readonly [string, string | readonly string[]])[] => {
      const value: unknown = Reflect.get(input, name);
      if (typeof value === 'boolean') return [[name, value ? 'yes' : 'no']];
      if (Array.isArray(value)) return [[name, value.map(String)]];
      if (typeof value !== 'string') return [];
      return fieldMeta(schema).kind === 'day' ? Object.entries(dayTyped(name, value)) : [[name, value]];
    }),
  );
}

function spineTyped(input: Exclude<ActionInput, PlainInput>): Typed {
  switch (input.type) {
    case 'complete-facts':
      return factsTyped(input);
    case 'record-study':
      return { text: input.text, rows: input.rows, level: input.level ?? '' };
    case 'conclude':
      return {
        proven: input.proven ? 'yes' : 'no',
        ...(input.sat === undefined ? {} : { sat: input.sat }),
        reason: input.reason,
      };
    case 'submit':
    case 'confirm-study':
      return { toBodyId: input.toOfficeId, reason: input.reason };
    case 'convey':
      return {
        ...(input.each === undefined || input.each.length === 0
          ? { toBodyId: input.toOfficeId ?? '', sekda: input.sekda ? 'yes' : 'no' }
          : Object.fromEntries(
              input.each.flatMap((one) => [
                [`toBodyId${one.accused}`, one.toOfficeId],
                [`sekda${one.accused}`, one.sekda ? 'yes' : 'no'],
              ]),
            )),
        reason: input.reason,
      };
    case 'separate':
      return { accused: input.accused.map(String), reason: input.reason };
    case 'accept-handover':
      return { interest: input.interest, interestReason: input.interestReason };
    case 'record-decision':
      return {
        outcome: input.outcome,
        option: input.option ?? '',
        decisionNumber: input.decisionNumber,
        ...dayTyped('decidedOn', input.decidedOn),
        reason: input.reason,
        document: input.document ?? '',
        documentHash: input.documentHash,
        outsideReason: input.outsideReason,
      };
    case 'register':
    case 'make-finding':
    case 'keep-as-information':
    case 'verify':
      return { reason: input.reason };
    case 'extend-handling':
      return { basis: input.basis, note: input.note ?? '', reason: input.reason };
    case 'return-handover':
      return {
        reason: input.reason,
        ...(input.category === undefined ? {} : { category: input.category }),
        ...(input.missing === undefined ? {} : { missing: input.missing }),
      };
  }
}

function factsTyped(input: Extract<ActionInput, { readonly type: 'complete-facts' }>): Typed {
  const { kind, on, attributes, ...yesNo } = input.act;
  const known = Object.entries({ ...prefixed('act', yesNo), ...prefixed('actor', input.actor) }).flatMap(
    ([name, value]) => (value === undefined ? [] : [[name, value ? 'yes' : 'no'] as const]),
  );
  const persons = input.accused.flatMap(({ name, post, unitName, status, nip }, at) => [
    [`name${at + 1}`, name] as const,
    [`post${at + 1}`, post] as const,
    [`unit${at + 1}`, unitName] as const,
    [`status${at + 1}`, status] as const,
    ...(nip === undefined ? [] : [[`nip${at + 1}`, nip] as const]),
  ]);
  return {
    summary: input.summary,
    'act.kind': kind,
    ...dayTyped('actOn', on),
    ...(attributes === undefined ? {} : { 'act.attributes': attributes }),
    ...(input.beneficiary === undefined ? {} : { 'contest.beneficiary': input.beneficiary }),
    ...Object.fromEntries(known),
    accusedCount: String(input.accused.length),
    ...Object.fromEntries(persons),
  };
}

function prefixed(
  part: string,
  facts: Readonly<Record<string, boolean | undefined>>,
): Record<string, boolean | undefined> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [`${part}.${name}`, value]));
}

function dayTyped(name: string, iso: string): Typed {
  const [year = '', month = '', of = ''] = iso.split('-');
  return { [`${name}_day`]: of, [`${name}_month`]: month, [`${name}_year`]: year };
}

const personFields: Readonly<Record<string, string>> = {
  name: 'name',
  post: 'post',
  unit: 'unitName',
  status: 'status',
  nip: 'nip',
};
const renamed: Readonly<Record<string, string>> = { toBodyId: '/toOfficeId', actOn: '/act/on', _form: '' };

/** What the desk found wrong, pointing into what the program sent. */
export function pointing(error: FieldError): InputError {
  const [, part = '', number = ''] = /^([a-z]+)(\d+)$/.exec(error.field) ?? [];
  const person = personFields[part];
  const pointer =
    person !== undefined
      ? `/accused/${Number(number) - 1}/${person}`
      : (renamed[error.field] ?? `/${error.field.replace(/^contest\./, '').replaceAll('.', '/')}`);
  return { in: 'body', pointer, message: error.message };
}
