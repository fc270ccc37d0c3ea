/**
 * The finding in short plain sentences, Indonesian or English: what was found, why, by which article, how sure, on what the sources disagree, and
 * what would change it. It is never more certain than its source: the official text of the decree was not read.
 */

import { findProvision, findRow } from '../instruments/rows.ts';
import { findSanctionOption, type Level } from '../instruments/sanctions.ts';
import { builtIn, type Rulebook } from '../rulebook.ts';
import type { Bilingual, Confidence, Language, Source } from '../text.ts';
import type { Assessment, Outcome } from './answer.ts';
import { type ActKind, factSentences } from './fact-list.ts';
import type { Facts } from './facts.ts';
import { safeAlternatives } from './safe-alternatives.ts';
import { type WhatIf, whatWouldChange } from './what-changes.ts';

export interface Explanation {
  /** The shortest answer to "may I?", never more certain than the sources. */
  readonly answer: string;
  /** One or two sentences: what was found. */
  readonly finding: string;
  readonly why: readonly string[];
  readonly basis: readonly string[];
  readonly sanction: readonly string[];
  readonly certainty: readonly string[];
  readonly disagreement: readonly string[];
  readonly wouldChange: readonly string[];
  /** What one can do without doubt instead; empty when the act is not given. */
  readonly safe: readonly string[];
}

/** Answers to "may I?". What is not sure is not said as if it were. */
const answers: Record<Outcome | 'likely-violation' | 'violation-either-way', Bilingual> = {
  violation: { id: 'Tidak boleh, menurut sumber yang dilihat.', en: 'No, by the sources that were seen.' },
  'likely-violation': {
    id: 'Sepertinya tidak boleh; sumbernya belum pasti.',
    en: 'Probably not; the source is not certain.',
  },
  'violation-either-way': {
    id: 'Tidak boleh, apa pun jawaban atas pertanyaan di bawah; jawaban itu hanya menentukan aturan mana yang berlaku.',
    en: 'No, whatever the answers to the questions below; they only decide which rules apply.',
  },
  allowed: { id: 'Boleh, menurut sumber yang dilihat.', en: 'Yes, by the sources that were seen.' },
  disputed: {
    id: 'Belum pasti: sumber-sumbernya berbeda pendapat. Yang aman: jangan dilakukan.',
    en: 'Not settled: the sources disagree. To be safe, do not do it.',
  },
  'no-row': {
    id: 'Tidak ada larangan yang cocok di aturan yang dilihat. Itu belum tentu berarti boleh.',
    en: 'No prohibition fits in the rules that were seen. That does not have to mean that it is allowed.',
  },
  'out-of-scope': {
    id: 'Aturan netralitas ASN tidak berlaku untuk status ini. Aturan lain mungkin berlaku.',
    en: 'The rules on the neutrality of civil servants do not cover this status. Other rules may apply.',
  },
  'more-facts-needed': {
    id: 'Belum dapat dijawab: masih ada hal yang menentukan.',
    en: 'It cannot be answered yet: some facts still matter.',
  },
  'not-covered': {
    id: 'Aturan untuk hari itu belum dicatat di sini.',
    en: 'The rules of that day are not written down here.',
  },
};

const findings: Record<Outcome, Bilingual> = {
  violation: {
    id: 'Dugaan: perbuatan ini, jika benar seperti yang diceritakan, termasuk pelanggaran netralitas menurut aturan di bawah.',
    en: 'The act, if it was as told, falls under the breaches of neutrality named below.',
  },
  allowed: {
    id: 'Menurut aturan yang dilihat, perbuatan ini diperbolehkan.',
    en: 'By the rules that were seen, this act is allowed.',
  },
  disputed: {
    id: 'Sumber-sumber berbeda tentang perbuatan ini. Kedua pendapat ada di bawah; keputusan ada pada pejabat yang berwenang.',
    en: 'The sources disagree about this act. Both positions stand below; the competent official decides.',
  },
  'no-row': {
    id: 'Tidak ada baris Keputusan Bersama (SKB) 2022 yang cocok dengan perbuatan ini.',
    en: 'No row of the joint decree of 2022 fits this act.',
  },
  'out-of-scope': {
    id: 'Aturan netralitas ASN tidak mengenai orang ini. Aturan lain mungkin berlaku.',
    en: 'The rules on the neutrality of civil servants do not cover this person. Other rules may apply.',
  },
  'more-facts-needed': {
    id: 'Belum dapat dijawab: masih ada hal yang menentukan.',
    en: 'It cannot be answered yet: some facts still matter.',
  },
  'not-covered': {
    id: 'Perbuatan ini terjadi sebelum aturan yang dicatat di sini berlaku.',
    en: 'The act lies before the rules that are written down here.',
  },
};

/** How sure a source makes us, in words. */
export const confidenceWords: Record<Confidence, Bilingual> = {
  seen: { id: 'dilihat di sumber kedua', en: 'seen in a secondary source' },
  'seen-3p': {
    id: 'hanya dilihat di data pihak ketiga yang menyatakan mengikuti aturannya',
    en: 'seen only in third-party data that says it follows the instrument',
  },
  recalled: { id: 'diketahui, perlu dicek', en: 'known, to be checked' },
  uncertain: { id: 'belum pasti', en: 'uncertain' },
};

export const levelWords: Record<Level, Bilingual> = {
  moral: { id: 'sanksi moral', en: 'moral sanction' },
  sedang: { id: 'hukuman disiplin sedang', en: 'medium disciplinary punishment' },
  berat: { id: 'hukuman disiplin berat', en: 'heavy disciplinary punishment' },
  pemberhentian: { id: 'pemberhentian tidak dengan hormat', en: 'dishonourable dismissal' },
};

const noLevel: Bilingual = {
  id: 'tidak ada tingkat hukuman yang melekat dalam aturan ini',
  en: 'this rule attaches no level of punishment',
};
const pdfNotRead: Bilingual = {
  id: 'Naskah resmi SKB belum dibaca; baris ini disusun dari sumber kedua. Periksa naskah resmi sebelum memutus.',
  en: 'The official text of the joint decree was not read; the row is rebuilt from secondary sources. Check the official text before deciding.',
};

/**
 * Puts an answer into sentences.
 * @param facts the facts that were assessed: with them it also says which known fact would change the finding, and what is safe instead
 * @param rulebook the one that assessed
 */
export function explain(
  assessment: Assessment,
  language: Language,
  facts?: Facts,
  rulebook: Pick<Rulebook, 'assess' | 'findElection'> = builtIn,
): Explanation {
  const say = (text: Bilingual): string => text[language];
  const { outcome, rows, provisions, trace, questions, notes } = assessment;
  const because = (holds: boolean | null): string[] =>
    trace
      .filter((entry) => entry.holds === holds)
      .flatMap((entry) => [(language === 'id' ? entry.because : entry.en).join('; ')]);
  return {
    answer: say(answers[answerOf(assessment)]),
    finding: say(findings[outcome]),
    // A definite answer can rest on several rules of which we do not know which one applies: name them all.
    why: [
      ...because(true),
      ...(outcome === 'not-covered' || outcome === 'out-of-scope' ? because(false) : []),
      ...(outcome === 'allowed' || outcome === 'disputed' ? because(null) : []),
    ],
    basis: [
      ...rows.map((row) => `${row.cite}: ${row.basis.join('; ')}`),
      ...provisions.map((provision) => provision.basis.join('; ')),
    ],
    sanction: [
      ...rows.map((row) => `${row.id}: ${sanctionSentence(row.level, row.options, language)}`),
      ...provisions.map((provision) => `${provision.id}: ${sanctionSentence(provision.level, [], language)}`),
    ],
    certainty: certaintyOf(assessment, language),
    disagreement: [
      ...rows.flatMap((row) => {
        const conflict = language === 'id' ? row.conflict : row.conflictEn;
        return conflict === null ? [] : [`${row.id}: ${conflict}`];
      }),
      ...trace
        .filter((entry) => entry.holds !== false)
        .flatMap((entry) => entry.positions ?? [])
        .map((position) => `${say(position.says)} (${position.sources.map(sourceName).join(', ')})`),
    ],
    wouldChange: [
      ...questions.map((question) => question[language]),
      ...(facts === undefined
        ? []
        : whatWouldChange(facts, rulebook).map((change) => changeSentence(change, language))),
      ...notes.map((note) => `${note.about}: ${note[language]}`),
    ],
    safe: facts === undefined ? [] : safeFor(facts.act.kind, outcome, language),
  };
}

function safeFor(kind: ActKind, outcome: Outcome, language: Language): readonly string[] {
  return safeAlternatives(kind, outcome).map((one) => one[language]);
}

/** A breach that rests on nothing better than a recollection is only likely; one that every way shares needs no more facts to be one. */
function answerOf({ outcome, rows, provisions }: Assessment): keyof typeof answers {
  const found = [...rows, ...provisions];
  if (outcome === 'more-facts-needed' && found.length > 0) return 'violation-either-way';
  if (outcome !== 'violation') return outcome;
  return found.some(({ confidence }) => confidence === 'seen' || confidence === 'seen-3p')
    ? 'violation'
    : 'likely-violation';
}

const becomes: Record<Outcome, Bilingual> = {
  violation: { id: 'dugaan pelanggaran', en: 'a breach as told' },
  allowed: { id: 'diperbolehkan menurut sumber yang dilihat', en: 'allowed by the sources that were seen' },
  disputed: { id: 'belum pasti, sumber berbeda', en: 'not settled, the sources disagree' },
  'no-row': { id: 'tidak ada baris yang cocok', en: 'no row fits' },
  'out-of-scope': { id: 'di luar aturan ini', en: 'outside these rules' },
  'more-facts-needed': { id: 'perlu keterangan lain', en: 'more facts are needed' },
  'not-covered': { id: 'di luar masa yang dicatat', en: 'outside the time that is written down' },
};

function changeSentence({ fact, value, outcome, rows, provisions }: WhatIf, language: Language): string {
  const sentences: Readonly<Record<string, Bilingual>> = factSentences[fact];
  const fallback = { id: fact, en: fact };
  const condition = (sentences[String(value)] ?? fallback)[language];
  const ids = [...rows, ...provisions].join(', ');
  const what = `${becomes[outcome][language]}${ids === '' ? '' : ` (${ids})`}`;
  return language === 'id' ? `Jika ${condition}: ${what}.` : `If ${condition}: ${what}.`;
}

function sanctionSentence(level: Level | null, options: readonly string[], language: Language): string {
  if (level === null) return noLevel[language];
  const labels = options.flatMap((id) => findSanctionOption(id)?.label[language] ?? []);
  return labels.length === 0 ? levelWords[level][language] : `${levelWords[level][language]} (${labels.join('; ')})`;
}

function certaintyOf({ rows, provisions }: Assessment, language: Language): readonly string[] {
  const sentences = [
    ...rows.map((row) => {
      const found = findRow(row.id);
      const basis = confidenceWords[found?.basisConfidence ?? row.basisConfidence][language];
      const act = confidenceWords[row.confidence][language];
      return language === 'id'
        ? `${row.id}: bunyi dan tingkatnya ${act}; dasar hukumnya ${basis}.`
        : `${row.id}: act and level ${act}; its legal basis ${basis}.`;
    }),
    ...provisions.map((provision) => {
      const elucidation = findProvision(provision.id)?.elucidationConfidence;
      const extra =
        elucidation === undefined
          ? ''
          : `; ${language === 'id' ? 'penjelasannya' : 'its elucidation'} ${confidenceWords[elucidation][language]}`;
      return `${provision.id}: ${confidenceWords[provision.confidence][language]}${extra}.`;
    }),
  ];
  return rows.length === 0 ? sentences : [...sentences, pdfNotRead[language]];
}

/** A source on the screen: publisher and date, never an address. */
export function sourceName(source: Source): string {
  return source.on === undefined ? source.publisher : `${source.publisher}, ${source.on}`;
}
