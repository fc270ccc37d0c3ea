/**
 * The facts of an act: their names, what each may hold, and the question that asks for it. The order is the order of the contract and
 * breaks ties between questions that settle equally much.
 */
import type { Bilingual } from '../text.ts';

export const actKinds = [
  'display-material',
  'online-campaign',
  'attend-event',
  'social-engagement',
  'public-photo',
  'campaign-participation',
  'approach-party-or-public',
  'party-membership',
  'partisan-activity',
  'campaign-team-role',
  'independent-candidate-support',
  'partisan-decision',
  'other',
] as const;
export type ActKind = (typeof actKinds)[number];

export const actorStatuses = [
  'pns',
  'pppk',
  'ppnpn',
  'village-head',
  'village-official',
  'tni',
  'polri',
  'bumn',
  'private',
] as const;
export type ActorStatus = (typeof actorStatuses)[number];

const yesNo = [false, true] as const;

/** The facts that may be unknown, with every value each can take. `phase` follows from the election, the contest and the day. */
export const openFacts = {
  'act.public': yesNo,
  'act.activeSupport': yesNo,
  'act.aimOfSupport': yesNo,
  'act.attributes': ['none', 'party', 'civil-servant'],
  'act.mobilisesCivilServants': yesNo,
  'act.stateFacility': yesNo,
  'act.onDuty': yesNo,
  'actor.spouseOfBeneficiary': yesNo,
  'actor.unpaidLeave': yesNo,
  'actor.isProspectiveCandidate': yesNo,
  'contest.beneficiary': ['person', 'party', 'none'],
  phase: ['bakal_calon', 'calon'],
} as const;

export type OpenFact = keyof typeof openFacts;
export type FactValue<F extends OpenFact> = (typeof openFacts)[F][number];
/** What a question asks for: the phase is asked for through the election or the contest. */
export type AskedFact = Exclude<OpenFact, 'phase'> | 'contest.election' | 'contest.contest';

export const factQuestions = {
  'act.public': {
    id: 'Apakah perbuatan itu dapat dilihat siapa saja (media yang dapat diakses publik)?',
    en: 'Could anyone see it (a publicly accessible medium)?',
  },
  'act.activeSupport': {
    id: 'Apakah orang itu berbuat atau berbicara untuk mendukung, lebih dari sekadar hadir?',
    en: 'Did the person act or speak in support, beyond being there?',
  },
  'act.aimOfSupport': {
    id: 'Apakah itu dilakukan dengan tujuan mendukung?',
    en: 'Was it done with the aim of supporting?',
  },
  'act.attributes': {
    id: 'Apakah orang itu memakai atribut partai, atau seragam atau atribut ASN?',
    en: 'Did the person wear party attributes, or a civil-servant uniform or attributes?',
  },
  'act.mobilisesCivilServants': {
    id: 'Apakah orang itu mengerahkan ASN lain?',
    en: 'Did the person mobilise other civil servants?',
  },
  'act.stateFacility': {
    id: 'Apakah fasilitas negara dipakai?',
    en: 'Was a state facility used?',
  },
  'act.onDuty': {
    id: 'Apakah orang itu hadir karena penugasan resmi?',
    en: 'Was the person there because of an official assignment?',
  },
  'actor.spouseOfBeneficiary': {
    id: 'Apakah orang itu suami atau istri dari calon yang diuntungkan?',
    en: 'Is the person married to the candidate who benefits?',
  },
  'actor.unpaidLeave': {
    id: 'Apakah orang itu sedang cuti di luar tanggungan negara?',
    en: 'Was the person on unpaid leave (cuti di luar tanggungan negara)?',
  },
  'actor.isProspectiveCandidate': {
    id: 'Apakah orang itu sendiri hendak mencalonkan diri?',
    en: 'Is the person seeking candidacy?',
  },
  'contest.beneficiary': {
    id: 'Siapa yang diuntungkan: seseorang, sebuah partai, atau tidak ada?',
    en: 'Who benefits: a person, a party, or nobody?',
  },
  'contest.election': {
    id: 'Pemilu atau pemilihan mana yang berkaitan dengan perbuatan itu?',
    en: 'Which election is the act about?',
  },
  'contest.contest': {
    id: 'Pemilihan untuk jabatan mana yang berkaitan dengan perbuatan itu?',
    en: 'Which contest of the election is the act about?',
  },
} as const satisfies Record<AskedFact, Bilingual>;

type Sentences = { readonly [F in OpenFact]: { readonly [V in `${FactValue<F>}`]: Bilingual } };

/** Each value of each fact as a short sentence, for reasons in the trace. */
export const factSentences: Sentences = {
  'act.public': {
    true: { id: 'dapat dilihat siapa saja', en: 'anyone could see it' },
    false: { id: 'tidak dapat dilihat umum', en: 'the public could not see it' },
  },
  'act.activeSupport': {
    true: { id: 'mendukung secara aktif', en: 'supported actively' },
    false: { id: 'tidak mendukung secara aktif', en: 'did not support actively' },
  },
  'act.aimOfSupport': {
    true: { id: 'dengan tujuan mendukung', en: 'with the aim of supporting' },
    false: { id: 'tanpa tujuan mendukung', en: 'without the aim of supporting' },
  },
  'act.attributes': {
    none: { id: 'tanpa atribut', en: 'without attributes' },
    party: { id: 'memakai atribut partai', en: 'wearing party attributes' },
    'civil-servant': {
      id: 'memakai seragam atau atribut ASN',
      en: 'wearing civil-servant uniform or attributes',
    },
  },
  'act.mobilisesCivilServants': {
    true: { id: 'mengerahkan ASN lain', en: 'mobilised other civil servants' },
    false: { id: 'tidak mengerahkan ASN lain', en: 'did not mobilise other civil servants' },
  },
  'act.stateFacility': {
    true: { id: 'memakai fasilitas negara', en: 'used a state facility' },
    false: { id: 'tidak memakai fasilitas negara', en: 'used no state facility' },
  },
  'act.onDuty': {
    true: { id: 'hadir karena penugasan resmi', en: 'there by official assignment' },
    false: { id: 'hadir bukan karena penugasan', en: 'not there by assignment' },
  },
  'actor.spouseOfBeneficiary': {
    true: { id: 'suami atau istri calon yang diuntungkan', en: 'married to the candidate who benefits' },
    false: { id: 'bukan suami atau istri calon', en: 'not married to the candidate' },
  },
  'actor.unpaidLeave': {
    true: { id: 'sedang cuti di luar tanggungan negara', en: 'on unpaid leave' },
    false: { id: 'tidak sedang cuti di luar tanggungan negara', en: 'not on unpaid leave' },
  },
  'actor.isProspectiveCandidate': {
    true: { id: 'hendak mencalonkan diri', en: 'is seeking candidacy' },
    false: { id: 'tidak mencalonkan diri', en: 'is not seeking candidacy' },
  },
  'contest.beneficiary': {
    person: { id: 'seseorang diuntungkan', en: 'a person benefits' },
    party: { id: 'sebuah partai diuntungkan', en: 'a party benefits' },
    none: { id: 'tidak ada yang diuntungkan', en: 'nobody benefits' },
  },
  phase: {
    bakal_calon: { id: 'sebelum penetapan (bakal calon)', en: 'before determination (prospective candidate)' },
    calon: { id: 'sesudah penetapan (calon)', en: 'after determination (candidate)' },
  },
};
