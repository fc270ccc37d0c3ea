/**
 * What a poster may say. A statement is a short sentence about one act, and the facts of that act; whether the act is forbidden, by which article and
 * how sure that is, the rulebook answers for the stage of the election that the poster is made for. A statement that the rulebook does not bear out at
 * that stage is not offered.
 */
import {
  type ActFacts,
  type ActorFacts,
  type Assessment,
  type Bilingual,
  type Confidence,
  type ContestFacts,
  citationOfProvision,
  citationOfRow,
  type Election,
  type Facts,
  findProvision,
  findReading,
  findRow,
  type Rulebook,
} from '@netra/rulebook';
import type { StageOfKit } from './stages.ts';

/** The duties for which there are lessons; the slug of the lesson is the id. */
export const duties = [
  'umum',
  'guru',
  'camat-lurah',
  'pejabat-anggaran',
  'tenaga-kesehatan',
  'media-sosial',
  'pasangan-calon',
  'pppk',
] as const;
export type Duty = (typeof duties)[number];

interface Statement {
  readonly id: string;
  /** `{calon}` stands for "bakal calon" before candidates are determined, and "calon" afterwards. */
  readonly text: Bilingual;
  readonly act: Omit<ActFacts, 'on'>;
  readonly actor?: Partial<ActorFacts>;
  readonly beneficiary?: NonNullable<ContestFacts['beneficiary']>;
  /** Offered first to these; the others may take it too, unless it is for them alone. */
  readonly first: readonly Duty[];
  readonly only?: true;
}

const atEvent = {
  kind: 'attend-event',
  activeSupport: false,
  attributes: 'none',
  mobilisesCivilServants: false,
  stateFacility: false,
  onDuty: false,
} as const satisfies Omit<ActFacts, 'on'>;
const noSpouse = { spouseOfBeneficiary: false } as const satisfies Partial<ActorFacts>;
const spouse = { spouseOfBeneficiary: true } as const satisfies Partial<ActorFacts>;

export const statements = [
  {
    id: 'suka',
    text: {
      id: 'Menyukai, mengomentari, atau membagikan unggahan {calon}',
      en: 'Liking, commenting on or sharing posts of a {calon}',
    },
    act: { kind: 'social-engagement' },
    first: ['umum', 'guru', 'media-sosial', 'pppk', 'tenaga-kesehatan'],
  },
  {
    id: 'konten',
    text: { id: 'Membuat konten yang mengajak memilih {calon}', en: 'Making posts that call to vote for a {calon}' },
    act: { kind: 'online-campaign' },
    first: ['media-sosial', 'pppk'],
  },
  {
    id: 'grup',
    text: {
      id: 'Bergabung dengan grup atau akun pemenangan {calon}',
      en: 'Joining a group or account that works for a {calon}',
    },
    act: { kind: 'social-engagement' },
    first: ['pasangan-calon', 'media-sosial'],
  },
  {
    id: 'ajak',
    text: {
      id: 'Mengajak rekan, warga, atau keluarga memilih {calon}',
      en: 'Asking colleagues, residents or family to vote for a {calon}',
    },
    act: { kind: 'partisan-activity' },
    first: ['umum', 'camat-lurah', 'guru', 'pppk'],
  },
  {
    id: 'sorak',
    text: {
      id: 'Bersorak atau berbicara untuk {calon} di deklarasi dan kampanye',
      en: 'Cheering or speaking for a {calon} at launches and rallies',
    },
    act: { ...atEvent, activeSupport: true },
    actor: noSpouse,
    first: ['umum', 'tenaga-kesehatan'],
  },
  {
    id: 'foto',
    text: {
      id: 'Mengunggah foto bersama {calon} untuk mendukungnya',
      en: 'Posting a photo with a {calon} in order to support',
    },
    act: { kind: 'public-photo', public: true, aimOfSupport: true },
    first: ['tenaga-kesehatan', 'guru', 'pasangan-calon'],
  },
  {
    id: 'spanduk',
    text: {
      id: 'Memasang spanduk atau baliho {calon}, juga di pagar rumah',
      en: 'Putting up banners of a {calon}, on the own fence as well',
    },
    act: { kind: 'display-material' },
    first: ['umum'],
  },
  {
    id: 'keputusan',
    text: {
      id: 'Membuat keputusan yang menguntungkan atau merugikan {calon}',
      en: 'Taking decisions that help or harm a {calon}',
    },
    act: { kind: 'partisan-decision' },
    first: ['camat-lurah', 'pejabat-anggaran'],
  },
  {
    id: 'kendaraan',
    text: { id: 'Datang ke kampanye dengan kendaraan dinas', en: 'Coming to a rally in an official vehicle' },
    act: { ...atEvent, stateFacility: true },
    actor: noSpouse,
    first: ['pejabat-anggaran', 'camat-lurah'],
  },
  {
    id: 'seragam',
    text: { id: 'Menonton kampanye dengan seragam dinas', en: 'Watching a rally in uniform' },
    act: { ...atEvent, attributes: 'civil-servant' },
    actor: noSpouse,
    first: ['tenaga-kesehatan', 'guru'],
  },
  {
    id: 'kerahkan',
    text: { id: 'Mengerahkan sesama ASN ke acara kampanye', en: 'Mobilising fellow civil servants for a rally' },
    act: { ...atEvent, mobilisesCivilServants: true },
    actor: noSpouse,
    first: ['pejabat-anggaran', 'guru'],
  },
  {
    id: 'tim',
    text: {
      id: 'Menjadi tim, ahli, atau konsultan {calon}, juga di luar jam kerja',
      en: 'Joining or advising the team of a {calon}, after hours as well',
    },
    act: { kind: 'campaign-team-role' },
    first: ['pejabat-anggaran'],
  },
  {
    id: 'ktp',
    text: {
      id: 'Mengumpulkan fotokopi KTP warga untuk calon perseorangan',
      en: 'Collecting copies of identity cards for an independent candidate',
    },
    act: { kind: 'independent-candidate-support' },
    first: ['camat-lurah'],
  },
  {
    id: 'partai',
    text: { id: 'Menjadi anggota atau pengurus partai politik', en: 'Being a member or officer of a political party' },
    act: { kind: 'party-membership' },
    beneficiary: 'party',
    first: ['pppk'],
  },
  {
    id: 'dampingi-tanpa-cuti',
    text: {
      id: 'Mendampingi pasangan berkampanye tanpa cuti di luar tanggungan negara',
      en: 'Going along on the spouse’s campaign without unpaid leave',
    },
    act: atEvent,
    actor: { ...spouse, unpaidLeave: false },
    first: ['pasangan-calon'],
    only: true,
  },
  {
    id: 'mohon-dukungan',
    text: {
      id: 'Menulis “mohon dukungannya” pada foto keluarga',
      en: 'Writing “please support us” under a family photo',
    },
    act: { kind: 'public-photo', public: true, aimOfSupport: true, attributes: 'none' },
    actor: spouse,
    first: ['pasangan-calon'],
    only: true,
  },
  {
    id: 'tps',
    text: {
      id: 'Mengajak siapa pun datang ke TPS, tanpa menyebut pilihan',
      en: 'Calling on anybody to come and vote, without saying for whom',
    },
    act: { kind: 'partisan-activity' },
    beneficiary: 'none',
    first: ['umum', 'guru', 'media-sosial', 'pppk'],
  },
  {
    id: 'pengumuman',
    text: {
      id: 'Membagikan pengumuman resmi KPU dan Bawaslu',
      en: 'Sharing official notices of the election commission and the supervisors',
    },
    act: { kind: 'social-engagement' },
    beneficiary: 'none',
    first: ['media-sosial', 'umum'],
  },
  {
    id: 'cara-memilih',
    text: {
      id: 'Menjelaskan cara memilih, tanpa menyebut calon',
      en: 'Explaining how to vote, without naming anybody who stands',
    },
    act: { kind: 'partisan-activity' },
    beneficiary: 'none',
    first: ['guru'],
  },
  {
    id: 'bertugas',
    text: {
      id: 'Bertugas di acara kampanye dengan surat tugas, tanpa atribut',
      en: 'Being on duty at a rally with an assignment, without attributes',
    },
    act: { ...atEvent, onDuty: true },
    actor: noSpouse,
    first: ['tenaga-kesehatan', 'camat-lurah', 'pppk'],
  },
  {
    id: 'syarat-sama',
    text: {
      id: 'Melayani semua warga dengan syarat tertulis yang sama',
      en: 'Serving everybody by the same written terms',
    },
    act: { kind: 'partisan-decision' },
    beneficiary: 'none',
    first: ['pejabat-anggaran', 'camat-lurah', 'umum'],
  },
  {
    id: 'dampingi-cuti',
    text: {
      id: 'Mendampingi pasangan saat cuti di luar tanggungan negara, tanpa peran aktif',
      en: 'Going along during unpaid leave, without an active part',
    },
    act: atEvent,
    actor: { ...spouse, unpaidLeave: true },
    first: ['pasangan-calon'],
    only: true,
  },
  {
    id: 'foto-keluarga',
    text: {
      id: 'Mengunggah foto keluarga tanpa atribut dan tanpa ajakan',
      en: 'Posting a family photo without attributes and without a call to vote',
    },
    act: { kind: 'public-photo', public: true, aimOfSupport: false, attributes: 'none' },
    actor: spouse,
    first: ['pasangan-calon'],
    only: true,
  },
] as const satisfies readonly Statement[];
export type StatementId = (typeof statements)[number]['id'];
const all: readonly Statement[] = statements;

/** `no`: a breach. `yes`: expressly allowed. `free`: no rule forbids it, which is less. */
export type Says = 'no' | 'yes' | 'free';

export interface Told {
  readonly id: string;
  readonly says: Says;
  readonly text: Bilingual;
  /** Row, provision or reading. */
  readonly rule: string;
  readonly cite: string;
  readonly confidence: Confidence;
}

/** Which way a statement is meant; a test holds it against the rulebook. */
function isForbidding(one: Statement): boolean {
  return (
    one.beneficiary !== 'none' &&
    one.act.onDuty !== true &&
    one.act.aimOfSupport !== false &&
    one.actor?.unpaidLeave !== true
  );
}

export function factsOf(one: Statement, election: Election, contest: string, day: string, duty: Duty): Facts {
  return {
    act: { ...one.act, on: day },
    actor: { status: duty === 'pppk' ? 'pppk' : 'pns', ...one.actor },
    contest: { election: election.id, contest, beneficiary: one.beneficiary ?? 'person' },
  };
}

/** What may be said to a duty at a stage: the fitting ones first. In an election with several contests the rulebook must say the same for each. */
export function offered(law: Rulebook, election: Election, stage: StageOfKit, duty: Duty): readonly Told[] {
  const rank = (one: Statement): number => (one.first.includes(duty) ? one.first.indexOf(duty) : 100);
  return all
    .filter((one) => one.only !== true || one.first.includes(duty))
    .toSorted((a, b) => Number(rank(a) >= 100) - Number(rank(b) >= 100))
    .flatMap((one) => tell(law, one, election, stage, duty) ?? []);
}

/** Whether a statement stands in the short list of a duty. */
export function isFirstFor(id: string, duty: Duty): boolean {
  return all.find((one) => one.id === id)?.first.includes(duty) ?? false;
}

function tell(law: Rulebook, one: Statement, election: Election, stage: StageOfKit, duty: Duty): Told | undefined {
  const found = election.contests.map((contest) => law.assess(factsOf(one, election, contest.id, stage.day, duty)));
  const [first] = found;
  if (first === undefined) return undefined;
  const says = saysOf(first);
  const ground = groundOf(first);
  if (says === undefined || ground === undefined || (says === 'no') !== isForbidding(one)) return undefined;
  if (found.some((other) => saysOf(other) !== says || groundOf(other)?.rule !== ground.rule)) return undefined;
  const early = first.phase === 'bakal_calon';
  return {
    id: one.id,
    says,
    text: {
      id: one.text.id.replace('{calon}', early ? 'bakal calon' : 'calon'),
      en: one.text.en.replace('{calon}', early ? 'prospective candidate' : 'candidate'),
    },
    ...ground,
  };
}

function saysOf({ outcome }: Assessment): Says | undefined {
  switch (outcome) {
    case 'violation':
      return 'no';
    case 'allowed':
      return 'yes';
    case 'no-row':
      return 'free';
    // What is not settled is no matter for a poster.
    case 'disputed':
    case 'out-of-scope':
    case 'more-facts-needed':
    case 'not-covered':
      return undefined;
  }
}

function groundOf(found: Assessment): Pick<Told, 'rule' | 'cite' | 'confidence'> | undefined {
  const row = found.rows[0] === undefined ? undefined : findRow(found.rows[0].id);
  if (row !== undefined) return { rule: row.id, cite: citationOfRow(row), confidence: row.confidence };
  const provision = found.provisions[0] === undefined ? undefined : findProvision(found.provisions[0].id);
  if (provision !== undefined)
    return { rule: provision.id, cite: citationOfProvision(provision), confidence: provision.confidence };
  for (const entry of found.trace) {
    const reading = entry.holds === true ? findReading(entry.rule) : undefined;
    if (reading !== undefined)
      return { rule: reading.id, cite: reading.basis.join('; '), confidence: reading.confidence };
  }
  return undefined;
}
