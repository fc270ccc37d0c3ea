/**
 * Actions that are told by a few fields: what each is called, where its form lies, who may take it and what it holds. What follows from
 * them lies in `plain-decide.ts`; in which status they may happen, in `case.ts`.
 */
import { sanctionCatalogue, transitionalMedium } from '@netra/rulebook';
import { z } from 'zod';
import { type Bilingual, ENGLISH, said } from '../../platform/api/index.ts';
import type { Role } from '../../platform/http/env.ts';
import { choice, choices, day, futureDay, line, optionalLine, reason, receiver, text, yesNo } from './plain-fields.ts';

/** What an office may be to a case that it does not hold: it conveyed it and watches (`watch`), or verifies on behalf of the task force (`delegate`). */
export const parts = ['watch', 'delegate'] as const;
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
    reason: reason('Apa yang perlu dilengkapi', 'What needs to be completed'),
  }),
  z.strictObject({
    type: kindOf('record-completion'),
    receivedOn: day('Tanggal kelengkapan diterima', 'Day on which the completion came'),
    reason: reason('Apa yang dilengkapi', 'What was completed'),
  }),
  z.strictObject({
    type: kindOf('lapse-completion'),
    reason: reason('Mengapa tidak diregistrasi', 'Why it is not registered'),
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
    office: line('Nama lembaga atau pejabat yang menerima', 'Name of the body or official who receives it'),
    reason: reason('Aturan dan pertimbangan', 'Rule and reasons'),
  }),
  z.strictObject({
    type: kindOf('forward-criminal'),
    office: line('Sentra Gakkumdu yang menerima', 'Gakkumdu centre that receives it'),
    reason: reason('Tanda pidana yang ditemukan', 'Signs of a crime that were found', {
      hint: [
        'Diteruskan di samping perkara ini, bukan sebagai gantinya.',
        'Forwarded beside this case, not instead of it.',
      ],
    }),
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
        'Sesudah ini Anda tidak dapat lagi bertindak dalam perkara ini.',
        'After this you can no longer act in this case.',
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
  }),
  z.strictObject({
    type: kindOf('reprimand'),
    number: line('Nomor surat teguran', 'Number of the reprimand'),
    reason: reason('Dasar teguran', 'Grounds of the reprimand'),
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
  }),
  z.strictObject({
    type: kindOf('confirm-block'),
    reference: line('Nomor blokir SIASN', 'Number of the block in SIASN'),
    reason: reason('Pertimbangan', 'Reasons', {
      hint: ['Bukan oleh orang yang mengusulkan.', 'Not by the person who proposed it.'],
    }),
  }),
  z.strictObject({
    type: kindOf('reject-block'),
    reason: reason('Mengapa usul ditolak', 'Why the proposal is refused'),
  }),
  z.strictObject({
    type: kindOf('unblock'),
    proof: line('Bukti tindak lanjut', 'Proof that the authority acted'),
    reason: reason('Pertimbangan', 'Reasons'),
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
  .refine((action) => action.type !== 'record-remedy-outcome' || isOption(action.option), { path: ['option'] });
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

interface PlainActionInfo {
  readonly slug: string;
  readonly roles: readonly Role[];
  /** Taken by an office with this part in the case instead of the one that holds it. */
  readonly part?: Part;
  readonly name: Bilingual;
  /** What it does, above its form. */
  readonly lead: Bilingual;
}

const info = (
  slug: string,
  roles: readonly Role[],
  name: readonly [string, string],
  lead: readonly [string, string],
  part?: Part,
): PlainActionInfo => ({
  slug,
  roles,
  name: { id: name[0], en: name[1] },
  lead: { id: lead[0], en: lead[1] },
  ...(part === undefined ? {} : { part }),
});

export const plainActions = {
  'request-completion': info(
    'minta-kelengkapan',
    ['officer'],
    ['Minta kelengkapan', 'Ask for completion'],
    [
      'Pelapor melihat apa yang kurang di halaman statusnya dan dapat melengkapinya sampai batas waktu.',
      'The reporter sees on the status page what is missing and can complete it until the limit.',
    ],
  ),
  'record-completion': info(
    'catat-kelengkapan',
    ['officer'],
    ['Catat kelengkapan', 'Record the completion'],
    ['Laporan kembali ke kajian awal.', 'The report goes back to the initial review.'],
  ),
  'lapse-completion': info(
    'tidak-dilengkapi',
    ['officer'],
    ['Tidak dilengkapi', 'Not completed'],
    [
      'Hanya sesudah batas waktu lewat. Yang disampaikan tersimpan sebagai informasi awal dan dapat dijadikan temuan.',
      'Only after the limit. What was told is kept as initial information and may become a finding.',
    ],
  ),
  refer: info(
    'teruskan',
    ['officer'],
    ['Teruskan ke yang berwenang', 'Refer to the competent authority'],
    [
      'Untuk terlapor yang bukan ASN. Perkara selesai di sini dan pelapor melihat ke mana diteruskan.',
      'For accused who are no civil servants. The case ends here and the reporter sees that it was referred.',
    ],
  ),
  'forward-criminal': info(
    'teruskan-gakkumdu',
    ['officer'],
    ['Teruskan ke Gakkumdu', 'Forward to Gakkumdu'],
    ['Tanda pidana berjalan di sana; perkara ini tetap berjalan.', 'Signs of a crime go there; this case goes on.'],
  ),
  'record-clarification': info(
    'klarifikasi',
    ['officer'],
    ['Catat klarifikasi', 'Record a clarification'],
    ['Satu berita acara untuk setiap orang yang diklarifikasi.', 'One record for each person heard.'],
  ),
  'announce-status': info(
    'umumkan-status',
    ['officer'],
    ['Catat pemberitahuan status', 'Record the notice of status'],
    ['Pemberitahuan status laporan kepada pelapor.', 'The notice of status to the reporter.'],
  ),
  'declare-interest': info(
    'benturan-kepentingan',
    ['officer', 'verifier', 'conveyor', 'authority'],
    ['Nyatakan benturan kepentingan', 'Declare a conflict of interest'],
    [
      'Anda tidak lagi bertindak dalam perkara ini, dan tingkat di atas kantor Anda diberi tahu.',
      'You no longer act in this case, and the level above your office is told.',
    ],
  ),
  'flag-conflict': info(
    'tandai-benturan',
    ['conveyor'],
    ['Tandai benturan kepentingan PPK', 'Flag a conflict of the authority'],
    [
      'PPK ini tidak dapat memutus. Tangga tindakan dipersingkat: perkara dapat dialihkan ke tingkat di atasnya.',
      'This authority cannot decide. The ladder is shortened: the case can be rerouted to the next level.',
    ],
    'watch',
  ),
  reroute: info(
    'alihkan',
    ['conveyor'],
    ['Alihkan ke tingkat di atasnya', 'Reroute to the next level'],
    [
      'Perkara pindah ke pejabat di atas PPK yang berbenturan; batas waktunya mulai lagi. Kami tidak menemukan aturan khusus untuk ini: jalurnya serupa dengan terlapor Sekda, dan Anda yang menilai.',
      'The case moves to the authority above the one in conflict; its limit begins anew. We found no rule for this: the way is like that of an accused Sekda, and you judge.',
    ],
    'watch',
  ),
  'cast-vote': info(
    'suara',
    ['verifier'],
    ['Beri suara', 'Cast a vote'],
    [
      'Satu suara tiap lembaga. Suara yang diberikan lagi menggantikan yang lama.',
      'One vote each body. A later vote takes the place of the earlier one.',
    ],
  ),
  'reject-verification': info(
    'tidak-terverifikasi',
    ['verifier'],
    ['Putuskan tidak memenuhi', 'Decide that it does not meet the requirements'],
    [
      'Bila suara terbanyak menolak, perkara berhenti dan pengirim melihatnya.',
      'If most votes are against, the case stops and the sender sees it.',
    ],
  ),
  'delegate-verification': info(
    'limpahkan-verifikasi',
    ['verifier'],
    ['Limpahkan pemeriksaan', 'Delegate the check'],
    [
      'Kantor di wilayah memeriksa dan melaporkan; satgas tetap memutus dalam batas waktunya.',
      'An office in the region checks and reports; the task force still decides, within its limit.',
    ],
  ),
  'report-verification': info(
    'lapor-verifikasi',
    ['conveyor'],
    ['Laporkan hasil pemeriksaan', 'Report the check'],
    [
      'Sebagian hasil dipilih acak untuk diperiksa ulang di pusat.',
      'A random share of the results is checked again at the centre.',
    ],
    'delegate',
  ),
  'record-recheck': info(
    'periksa-ulang',
    ['verifier'],
    ['Catat periksa ulang', 'Record the re-check'],
    ['Hasil ini terpilih acak untuk diperiksa ulang.', 'This result was chosen by chance to be checked again.'],
  ),
  'open-examination': info(
    'buka-pemeriksaan',
    ['authority'],
    ['Buka pemeriksaan', 'Open the examination'],
    [
      'Jalur disiplin menurut PP 94/2021, atau kode etik menurut PP 42/2004.',
      'The discipline route of PP 94/2021, or the code of ethics of PP 42/2004.',
    ],
  ),
  'record-summons': info(
    'panggilan',
    ['authority'],
    ['Catat panggilan', 'Record a summons'],
    ['Panggilan kedua hanya bila yang pertama tidak dihadiri.', 'A second summons only when the first was missed.'],
  ),
  'record-missed': info(
    'tidak-hadir',
    ['authority'],
    ['Catat tidak hadir', 'Record that it was missed'],
    [
      'Sesudah dua kali tidak hadir, keputusan dapat diambil dari bukti yang ada.',
      'After two missed hearings the decision may rest on the evidence there is.',
    ],
  ),
  'record-examination': info(
    'berita-acara-pemeriksaan',
    ['authority'],
    ['Catat pemeriksaan', 'Record the examination'],
    ['Berita acara pemeriksaan dengan jawaban terlapor.', 'The record of examination with the reply of the accused.'],
  ),
  'record-council': info(
    'sidang-majelis',
    ['authority'],
    ['Catat sidang majelis', 'Record the council'],
    ['Sidang majelis kode etik dan rekomendasinya.', 'The session of the council of ethics and its recommendation.'],
  ),
  'record-delivery': info(
    'catat-penyampaian',
    ['authority'],
    ['Catat penyampaian keputusan', 'Record the delivery'],
    [
      'Dari hari ini dihitung kapan keputusan berlaku dan sampai kapan terlapor dapat mengajukan keberatan atau banding.',
      'From this day the taking of effect and the limits of objection and appeal are counted.',
    ],
  ),
  'record-remedy': info(
    'upaya-administratif',
    ['authority'],
    ['Catat keberatan atau banding', 'Record an objection or appeal'],
    ['Berlakunya keputusan tertunda sampai ada putusan.', 'The decision takes no effect until it is decided.'],
  ),
  'record-remedy-outcome': info(
    'putusan-upaya',
    ['authority'],
    ['Catat putusan keberatan atau banding', 'Record the outcome'],
    [
      'Bila dibatalkan, tuduhan tidak lagi terhitung di mana pun yang menyebut orang.',
      'If annulled, the accusation counts nowhere that names a person.',
    ],
  ),
  'record-effect': info(
    'catat-berlaku',
    ['authority'],
    ['Catat keputusan berlaku', 'Record that it took effect'],
    ['Sesudah batas keberatan lewat tanpa keberatan.', 'After the limit of objection passed without one.'],
  ),
  'enter-register': info(
    'catat-idis',
    ['authority'],
    ["Catat di I'DIS", "Enter in I'DIS"],
    ['Catatan disiplin dimasukkan; perkara selesai.', 'The discipline record is entered; the case is closed.'],
  ),
  remind: info(
    'ingatkan',
    ['conveyor'],
    ['Kirim pengingat', 'Send a reminder'],
    ['Tangga pertama: pengingat kepada PPK.', 'First rung: a reminder to the authority.'],
    'watch',
  ),
  reprimand: info(
    'tegur',
    ['conveyor'],
    ['Tegur', 'Reprimand'],
    ['Tangga kedua: teguran tertulis.', 'Second rung: a written reprimand.'],
    'watch',
  ),
  'propose-block': info(
    'usul-blokir',
    ['conveyor'],
    ['Usulkan blokir data', 'Propose a data block'],
    [
      'Tangga ketiga: usul pemblokiran data dan layanan di SIASN (PerBKN 1/2023).',
      'Third rung: block of data and services in SIASN (PerBKN 1/2023).',
    ],
    'watch',
  ),
  'confirm-block': info(
    'blokir',
    ['conveyor'],
    ['Tetapkan blokir', 'Confirm the block'],
    [
      'Ditetapkan oleh orang lain daripada yang mengusulkan.',
      'Confirmed by another person than the one who proposed it.',
    ],
    'watch',
  ),
  'reject-block': info(
    'tolak-blokir',
    ['conveyor'],
    ['Tolak usul blokir', 'Refuse the block'],
    ['Usul tidak diteruskan.', 'The proposal goes no further.'],
    'watch',
  ),
  unblock: info(
    'buka-blokir',
    ['conveyor'],
    ['Buka blokir', 'Unblock'],
    ['Sesudah ada bukti bahwa PPK bertindak.', 'On proof that the authority acted.'],
    'watch',
  ),
} as const satisfies Record<PlainActionType, PlainActionInfo>;

// The same schemas stand in the document of the interface, each under a name of its own.
for (const schema of schemas) {
  const type = schema.shape.type.value;
  const { lead } = plainActions[type];
  z.globalRegistry.add(schema, { id: `Action_${type}`, description: lead.id, [ENGLISH]: lead.en });
}
