/** The facts of an example in words: who, what, when, for which election. */
import {
  type ActorStatus,
  type Bilingual,
  type Facts,
  factSentences,
  findElection,
  type Language,
  type OpenFact,
  openFacts,
  readFact,
} from '@netra/rulebook';
import { actNames } from './names.ts';
import { partialDay } from './say.ts';

const statusNames: Record<ActorStatus, Bilingual> = {
  pns: { id: 'PNS', en: 'a PNS' },
  pppk: { id: 'PPPK', en: 'a PPPK' },
  ppnpn: { id: 'PPNPN (bukan ASN)', en: 'a PPNPN (not a civil servant)' },
  'village-head': { id: 'kepala desa', en: 'a village head' },
  'village-official': { id: 'perangkat desa', en: 'a village official' },
  tni: { id: 'anggota TNI', en: 'a soldier' },
  polri: { id: 'anggota Polri', en: 'a police officer' },
  bumn: { id: 'pegawai BUMN', en: 'staff of a state company' },
  private: { id: 'orang swasta', en: 'a private person' },
};

/** Each known fact as a short sentence, in the order of the contract. Facts that are missing are unknown and not told. */
export function factsInWords(facts: Facts, lang: Language): readonly string[] {
  const election = facts.contest?.election === undefined ? undefined : findElection(facts.contest.election);
  const open = Object.keys(openFacts).flatMap((name) => (isOpenFact(name) ? [sentenceOf(facts, name, lang)] : []));
  return [
    statusNames[facts.actor.status][lang],
    actNames[facts.act.kind][lang].toLowerCase(),
    partialDay(facts.act.on, lang),
    ...(election === undefined ? [] : [election.name[lang]]),
    ...open.filter((one) => one !== undefined),
  ];
}

function isOpenFact(name: string): name is OpenFact {
  return name in openFacts;
}

function sentenceOf(facts: Facts, fact: OpenFact, lang: Language): string | undefined {
  const value = readFact[fact](facts);
  if (value === undefined) return undefined;
  const sentences: Readonly<Record<string, Bilingual>> = factSentences[fact];
  return sentences[String(value)]?.[lang];
}
