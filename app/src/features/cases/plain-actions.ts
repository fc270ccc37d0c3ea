/**
 * Actions that are told by a few fields: what each holds. What they are called, where their forms lie and who may take them stands in
 * `plain-action-words.ts`; what follows from them in `plain-decide.ts`; in which status they may happen in `case.ts`.
 */
import { sanctionCatalogue, transitionalMedium } from '@netra/rulebook';
import { z } from 'zod';
import { said } from '../../platform/api/index.ts';
import {
  choice,
  choices,
  day,
  document,
  futureDay,
  hash,
  line,
  officeHere,
  optionalLine,
  persons,
  reason,
  receiver,
  text,
  yesNo,
} from './plain-fields.ts';

/**
 * What an office may be to a case that it does not hold: it conveyed it and watches (`watch`), verifies on behalf of the task force (`delegate`), or
 * is the next level of an office where somebody declared an interest (`stand-in`).
 */
export const parts = ['watch', 'delegate', 'stand-in'] as const;
export type Part = (typeof parts)[number];

/** How a person, or an authority, may have a stake in a case. */
export const interests = ['candidate', 'campaign', 'relative', 'superior', 'accused', 'reporter', 'other'] as const;
export const interestWords = {
  candidate: ['mencalonkan diri dalam pemilihan ini', 'is a candidate in this election'],
  campaign: ['diuntungkan atau terlibat dalam pemenangan', 'gains by, or has a part in, the campaign'],
  relative: ['keluarga terlapor atau pihak yang diuntungkan', 'is family of the accused or of who gains'],
  superior: ['atasan atau bawahan langsung terlapor', 'is direct superior or subordinate of the accused'],
  accused: ['terlapor dalam perkara ini', 'is accused in this case'],
  reporter: ['pelapor atau saksi perkara ini', 'is reporter or witness of this case'],
  other: ['kepentingan lain', 'another interest'],
} as const;

const sanctionOptions: readonly string[] = [
  ...sanctionCatalogue.flatMap((kind) => kind.options.map((option) => option.id)),
  ...transitionalMedium.substitutes.map((option) => option.id),
];
const isOption = (id: string): boolean => id === '' || sanctionOptions.includes(id);

/** The field by which the actions are told apart. */
const kindOf = <const T extends string>(type: T): z.ZodLiteral<T> =>
  said<z.ZodLiteral<T>>(z.literal(type), `Jenis tindakan: ${type}.`, `Kind of action: ${type}.`, type);

/** Each schema carries its own `type`, so that one union reads them all. */
const schemas = [
  z.strictObject({
    type: kindOf('request-completion'),
    missing: choices(
      ['name', 'address', 'when', 'where', 'accused', 'act', 'witness', 'evidence'],
      {
        name: ['nama pelapor', 'name of the reporter'],
        address: ['alamat pelapor', 'address of the reporter'],
        when: ['waktu kejadian', 'time of the act'],
        where: ['tempat kejadian', 'place of the act'],
        accused: ['siapa terlapornya', 'who is accused'],
        act: ['uraian perbuatan', 'account of the act'],
        witness: ['saksi', 'witnesses'],
        evidence: ['bukti', 'evidence'],
      },
      'Syarat yang belum terpenuhi',
      'Requirements that are not met',
    ),
    reason: reason('Apa yang perlu dilengkapi', 'What needs to be completed', {
      hint: [
        'Dibaca kantor Anda saja. Pelapor melihat daftar syarat di atas dan batas waktunya.',
        'Read at your office only. The reporter sees the requirements listed above and the limit.',
      ],
    }),
  }),
  z.strictObject({
    type: kindOf('record-completion'),
    receivedOn: day('Tanggal kelengkapan diterima', 'Day on which the completion came'),
    reason: reason('Apa yang dilengkapi', 'What was completed', {
      hint: ['Dibaca kantor Anda saja.', 'Read at your office only.'],
    }),
  }),
  z.strictObject({
    type: kindOf('lapse-completion'),
    reason: reason('Mengapa tidak diregistrasi', 'Why it is not registered', {
      hint: ['Dibaca kantor Anda saja.', 'Read at your office only.'],
    }),
  }),
  z.strictObject({
    type: kindOf('refer'),
    authority: choice(
      ['village', 'tni', 'polri', 'ppnpn', 'other'],
      {
        village: ['kepala desa atau perangkat desa: bupati/wali kota', 'village head or official: regent or mayor'],
        tni: ['anggota TNI: atasan yang berhak menghukum', 'soldier: the superior who may punish'],
        polri: ['anggota Polri: atasan yang berhak menghukum', 'police officer: the superior who may punish'],
        ppnpn: ['PPNPN: PPK atau PyB (SE MenPANRB 01/2023)', 'contract staff: PPK or PyB (circular 01/2023)'],
        other: ['lembaga lain yang berwenang', 'another competent body'],
      },
      'Kepada siapa diteruskan',
      'To whom it is referred',
    ),
    receiverBodyId: officeHere('Kantor penerima yang memakai Netra', 'Receiving office that works with Netra', {
      hint: [
        'Penerima di luar Netra menerima berkas bertanda tangan dan surat penerusan.',
        'A receiver outside Netra gets a signed file and the forwarding letter.',
      ],
    }),
    office: optionalLine('Nama lembaga atau pejabat di luar Netra', 'Name of the body or official outside Netra'),
    accused: persons('Terlapor yang diteruskan', 'Accused who are referred', {
      hint: [
        'Masing-masing menjadi perkara sendiri. Terlapor lain tetap di perkara ini.',
        'Each gets a case of their own. The other accused stay in this case.',
      ],
    }),
    reason: reason('Aturan dan pertimbangan', 'Rule and reasons'),
    document: document('Surat penerusan yang terbit di sini', 'Forwarding letter issued here'),
    documentHash: hash(),
  }),
  z.strictObject({
    type: kindOf('forward-criminal'),
    receiverBodyId: officeHere('Sentra Gakkumdu yang memakai Netra', 'Gakkumdu centre that works with Netra', {
      hint: [
        'Sentra di luar Netra menerima berkas bertanda tangan dan surat penerusan.',
        'A centre outside Netra gets a signed file and the forwarding letter.',
      ],
    }),
    office: optionalLine('Nama Sentra Gakkumdu di luar Netra', 'Name of the Gakkumdu centre outside Netra'),
    reason: reason('Tanda pidana yang ditemukan', 'Signs of a crime that were found', {
      hint: [
        'Diteruskan di samping perkara ini, bukan sebagai gantinya.',
        'Forwarded beside this case, not instead of it.',
      ],
    }),
    document: document('Surat penerusan yang terbit di sini', 'Forwarding letter issued here'),
    documentHash: hash(),
  }),
  z.strictObject({
    type: kindOf('record-clarification'),
    who: choice(
      ['accused', 'reporter', 'witness', 'expert'],
      {
        accused: ['terlapor', 'the accused'],
        reporter: ['pelapor', 'the reporter'],
        witness: ['saksi', 'a witness'],
        expert: ['ahli', 'an expert'],
      },
      'Siapa yang diklarifikasi',
      'Who was heard',
    ),
    heardOn: day('Tanggal klarifikasi', 'Day of the hearing'),
    present: yesNo('Hadir', 'Came'),
    result: text('Berita acara singkat', 'Short minutes', {
      hint: [
        'Jangan menyebut nama pelapor: catatan ini ikut diserahkan ke kantor lain.',
        'Do not name the reporter: these minutes are handed over to other offices.',
      ],
    }),
  }),
  z.strictObject({
    type: kindOf('announce-status'),
    announcedOn: day('Tanggal pemberitahuan', 'Day of the notice'),
    number: optionalLine('Nomor pemberitahuan', 'Number of the notice'),
    reason: reason('Status yang diumumkan', 'Status that was announced'),
  }),
  z.strictObject({
    type: kindOf('declare-interest'),
    kind: choice(
      interests,
      interestWords,
      'Benturan kepentingan Anda dengan perkara ini',
      'Your conflict of interest in this case',
    ),
    reason: reason('Penjelasan', 'Explanation', {
      hint: [
        'Sesudah ini Anda tidak dapat lagi bertindak dalam perkara ini. Dibaca kantor Anda saja.',
        'After this you can no longer act in this case. Read at your office only.',
      ],
    }),
  }),
  z.strictObject({
    type: kindOf('take-over'),
    reason: reason('Mengapa diambil alih', 'Why it is taken over', {
      hint: [
        'Misalnya tidak ada lagi yang dapat menangani di kantor itu. Perkara pindah ke kantor Anda, batas waktunya tetap berjalan.',
        'For instance nobody is left at that office to handle it. The case moves to your office, and its limits run on.',
      ],
    }),
  }),
  z.strictObject({
    type: kindOf('flag-conflict'),
    kind: choice(
      interests,
      interestWords,
      'Benturan kepentingan PPK dengan perkara ini',
      "The personnel authority's conflict of interest",
    ),
    reason: reason('Apa dasarnya', 'On what it rests'),
  }),
  z.strictObject({
    type: kindOf('unflag-conflict'),
    reason: reason('Mengapa tanda itu dicabut', 'Why the flag is taken back', {
      hint: ['Bukan oleh orang yang menandainya.', 'Not by the person who flagged it.'],
    }),
  }),
  z.strictObject({
    type: kindOf('reroute'),
    toBodyId: receiver('Pejabat yang berwenang di atasnya', 'Authority at the next level'),
    reason: reason('Mengapa dialihkan', 'Why it is rerouted'),
  }),
  z.strictObject({
    type: kindOf('cast-vote'),
    vote: choice(
      ['agree', 'disagree', 'abstain'],
      {
        agree: ['memenuhi: lanjutkan', 'meets the requirements: go on'],
        disagree: ['tidak memenuhi: hentikan', 'does not meet them: stop'],
        abstain: ['abstain', 'abstain'],
      },
      'Suara',
      'Vote',
    ),
    reason: reason('Pertimbangan lembaga', 'Reasons of the body', {
      hint: [
        'Pendapat berbeda tersimpan utuh dan ikut terbaca.',
        'A dissent is kept whole and can be read by all who read the case.',
      ],
    }),
  }),
  z.strictObject({
    type: kindOf('reject-verification'),
    reason: reason('Mengapa tidak memenuhi', 'Why it does not meet the requirements'),
  }),
  z.strictObject({
    type: kindOf('delegate-verification'),
    toBodyId: receiver('Kantor yang memverifikasi di wilayah', 'Office that verifies in the region'),
    reason: reason('Apa yang perlu diperiksa', 'What is to be checked'),
  }),
  z.strictObject({
    type: kindOf('report-verification'),
    complete: yesNo('Berkas lengkap', 'The file is complete'),
    opinion: choice(
      ['agree', 'disagree', 'unclear'],
      {
        agree: ['memenuhi', 'meets the requirements'],
        disagree: ['tidak memenuhi', 'does not meet them'],
        unclear: ['belum jelas', 'not clear'],
      },
      'Pendapat',
      'Opinion',
    ),
    result: text('Hasil pemeriksaan', 'What was found'),
  }),
  z.strictObject({
    type: kindOf('record-recheck'),
    agrees: yesNo('Pusat sependapat dengan hasil di wilayah', 'The centre agrees with the region'),
    result: text('Hasil periksa ulang', 'What the re-check found'),
  }),
  z.strictObject({
    type: kindOf('open-examination'),
    route: choice(
      ['discipline', 'ethics'],
      {
        discipline: ['disiplin (PP 94/2021)', 'discipline (PP 94/2021)'],
        ethics: ['kode etik (PP 42/2004)', 'code of ethics (PP 42/2004)'],
      },
      'Jalur pemeriksaan',
      'Route of the examination',
    ),
    heavy: yesNo(
      'Ancamannya hukuman berat: tim pemeriksa wajib dibentuk',
      'Heavy punishment possible: a team must be formed',
    ),
    examiner: line(
      'Atasan langsung atau ketua tim yang memeriksa',
      'Direct superior or head of the team who examines',
      {
        hint: [
          'Siapa yang berwenang bergantung pada jabatan terlapor; tuliskan, jangan ditebak sistem.',
          'Who is competent depends on the post of the accused: write it, the system does not guess.',
        ],
      },
    ),
    punisher: line('Pejabat yang berwenang menghukum', 'Official who may punish'),
    team: optionalLine('Anggota tim (atasan langsung, pengawasan, kepegawaian)', 'Members of the team'),
    reason: reason('Pertimbangan', 'Reasons'),
  }),
  z.strictObject({
    type: kindOf('record-summons'),
    order: choice(
      ['first', 'second'],
      { first: ['panggilan pertama', 'first summons'], second: ['panggilan kedua', 'second summons'] },
      'Panggilan',
      'Summons',
    ),
    letterOn: day('Tanggal surat', 'Day of the letter'),
    hearingOn: futureDay('Tanggal pemeriksaan', 'Day of the hearing', {
      hint: [
        'Surat dan pemeriksaan berjarak tujuh hari kerja penuh (PP 94/2021 ps 26). Kami mengingatkan, tidak mengunci.',
        'Seven whole working days lie between letter and hearing (PP 94/2021 art. 26). We warn, we do not lock.',
      ],
    }),
    number: line('Nomor surat', 'Number of the letter'),
  }),
  z.strictObject({
    type: kindOf('record-missed'),
    hearingOn: day('Tanggal pemeriksaan yang tidak dihadiri', 'Day of the hearing that was missed'),
    reason: reason('Keterangan', 'Account'),
  }),
  z.strictObject({
    type: kindOf('record-examination'),
    heldOn: day('Tanggal pemeriksaan', 'Day of the examination'),
    replyGiven: yesNo('Terlapor mendapat kesempatan menjawab', 'The accused could reply'),
    result: text('Isi berita acara pemeriksaan', 'Record of the examination'),
  }),
  z.strictObject({
    type: kindOf('record-council'),
    heldOn: day('Tanggal sidang majelis kode etik', 'Day of the session of the council'),
    members: line('Susunan majelis', 'Members of the council'),
    recommendation: choice(
      ['closed', 'public', 'none'],
      {
        closed: ['sanksi moral, pernyataan tertutup', 'moral sanction, closed statement'],
        public: ['sanksi moral, pernyataan terbuka', 'moral sanction, public statement'],
        none: ['tidak terbukti', 'not proven'],
      },
      'Rekomendasi majelis',
      'Recommendation of the council',
    ),
    result: text('Pertimbangan majelis', 'Reasons of the council'),
  }),
  z.strictObject({
    type: kindOf('record-delivery'),
    deliveredOn: day('Tanggal keputusan diterima terlapor', 'Day on which the accused received the decision'),
    how: choice(
      ['in-person', 'sent'],
      { 'in-person': ['diserahkan langsung', 'handed over in person'], sent: ['dikirim', 'sent'] },
      'Cara penyampaian',
      'How it was delivered',
    ),
    document: document(),
    documentHash: hash(),
  }),
  z.strictObject({
    type: kindOf('record-remedy'),
    kind: choice(
      ['objection', 'appeal'],
      {
        objection: ['keberatan', 'objection'],
        appeal: ['banding administratif ke BPASN', 'administrative appeal to BPASN'],
      },
      'Upaya administratif',
      'Administrative remedy',
    ),
    filedOn: day('Tanggal diajukan', 'Day it was filed'),
    reason: reason('Pokok keberatan atau banding', 'What is contested'),
  }),
  z.strictObject({
    type: kindOf('record-remedy-outcome'),
    outcome: choice(
      ['upheld', 'reduced', 'aggravated', 'changed', 'annulled'],
      {
        upheld: ['diperkuat', 'upheld'],
        reduced: ['diperingan', 'reduced'],
        aggravated: ['diperberat', 'aggravated'],
        changed: ['diubah', 'changed'],
        annulled: ['dibatalkan', 'annulled'],
      },
      'Putusan',
      'Outcome',
    ),
    option: sanctionChoice(),
    number: line('Nomor putusan', 'Number of the decision'),
    decidedOn: day('Tanggal putusan', 'Day of the decision'),
    reason: reason('Pertimbangan', 'Reasons'),
  }),
  z.strictObject({
    type: kindOf('record-effect'),
    effectiveOn: day('Tanggal keputusan berlaku', 'Day on which the decision took effect'),
  }),
  z.strictObject({
    type: kindOf('enter-register'),
    number: line("Nomor catatan I'DIS", "Number of the entry in I'DIS"),
    enteredOn: day('Tanggal dicatat', 'Day of the entry'),
  }),
  z.strictObject({
    type: kindOf('remind'),
    reason: reason('Isi pengingat', 'What the reminder says'),
    document: document(),
    documentHash: hash(),
  }),
  z.strictObject({
    type: kindOf('reprimand'),
    number: line('Nomor surat teguran', 'Number of the reprimand'),
    reason: reason('Dasar teguran', 'Grounds of the reprimand'),
    document: document(),
    documentHash: hash(),
  }),
  z.strictObject({
    type: kindOf('propose-block'),
    services: choices(
      ['promotion', 'transfer', 'appointment', 'data'],
      {
        promotion: ['layanan kenaikan pangkat', 'promotions'],
        transfer: ['layanan mutasi', 'transfers'],
        appointment: ['layanan pengangkatan', 'appointments'],
        data: ['data kepegawaian pejabat terkait', 'personnel data of the officials concerned'],
      },
      'Yang dihentikan di SIASN',
      'What stops in SIASN',
    ),
    reviewOn: futureDay('Tanggal ditinjau lagi', 'Day of review'),
    reason: reason('Dasar usul (PerBKN 1/2023)', 'Grounds (PerBKN 1/2023)'),
    document: document(),
    documentHash: hash(),
  }),
  z.strictObject({
    type: kindOf('confirm-block'),
    reference: line('Nomor blokir SIASN', 'Number of the block in SIASN'),
    reason: reason('Pertimbangan', 'Reasons', {
      hint: ['Bukan oleh orang yang mengusulkan.', 'Not by the person who proposed it.'],
    }),
    document: document(),
    documentHash: hash(),
  }),
  z.strictObject({
    type: kindOf('reject-block'),
    reason: reason('Mengapa usul ditolak', 'Why the proposal is refused'),
  }),
  z.strictObject({
    type: kindOf('review-block'),
    reviewOn: futureDay('Tanggal ditinjau lagi', 'Next day of review'),
    reason: reason('Mengapa blokir dipertahankan', 'Why the block is kept'),
  }),
  z.strictObject({
    type: kindOf('unblock'),
    proof: line('Bukti tindak lanjut', 'Proof that the authority acted'),
    reason: reason('Pertimbangan', 'Reasons'),
    document: document(),
    documentHash: hash(),
  }),
  z.strictObject({
    type: kindOf('review-information'),
    reviewOn: futureDay('Tanggal ditinjau lagi', 'Next day of review'),
    reason: reason('Mengapa tetap disimpan sebagai informasi', 'Why it stays initial information'),
  }),
  z.strictObject({
    type: kindOf('call-back'),
    why: choice(
      ['wrong-authority', 'superseded', 'other'],
      {
        'wrong-authority': ['pejabat yang dituju keliru', 'it went to the wrong authority'],
        superseded: ['digantikan rekomendasi lain', 'another recommendation takes its place'],
        other: ['sebab lain', 'another cause'],
      },
      'Sebab ditarik kembali',
      'Cause',
    ),
    reason: reason('Penjelasan untuk PPK', 'Explanation to the authority', {
      hint: ['Dibaca PPK yang menerima rekomendasi ini.', 'Read by the authority that got this recommendation.'],
    }),
  }),
] as const;

function sanctionChoice() {
  return optionalLine('Sanksi sesudah putusan, bila berubah', 'Sanction after the decision, if it changed', {
    hint: ['Kode dari katalog sanksi; kosongkan bila tetap.', 'Code of the catalogue; leave empty if unchanged.'],
  });
}

/** One of the actions of this file, told apart by `type`. */
export const PlainActionSchema = z
  .discriminatedUnion('type', schemas)
  .refine((action) => action.type !== 'record-remedy-outcome' || isOption(action.option), { path: ['option'] })
  // A receiver: an office that works here, or the name of one that does not.
  .refine(
    (action) =>
      (action.type !== 'refer' && action.type !== 'forward-criminal') ||
      action.office !== '' ||
      (action.receiverBodyId ?? '') !== '',
    { path: ['office'] },
  );
export type PlainAction = z.output<typeof PlainActionSchema>;
export type PlainActionType = PlainAction['type'];

export const plainActionTypes: readonly PlainActionType[] = schemas.map((schema) => schema.shape.type.value);

export function isPlainActionType(type: string): type is PlainActionType {
  return plainActionTypes.some((known) => known === type);
}

/** Schemas of the interface for programs. */
export const plainActionSchemas = schemas;

/** The fields of an action in the order of its form, `type` aside. */
export function plainFieldsOf(type: PlainActionType): readonly (readonly [name: string, schema: z.core.$ZodType])[] {
  const found = schemas.find((schema) => schema.shape.type.value === type);
  if (found === undefined) throw new Error(`no action ${type}`);
  return Object.entries<z.core.$ZodType>(found.shape).filter(([name]) => name !== 'type');
}
