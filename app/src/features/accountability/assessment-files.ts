/** A self-assessment as files: PDF for the evaluation, CSV for whoever counts on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatDay } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { csvLine, csvStart } from '../../platform/imports/index.ts';
import { appFolder } from '../../platform/installation.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import type { Assessment } from './accountability-read.ts';
import { findSet } from './assessment-questions.ts';
import { levelOf, prefilled, totalOf } from './desk-pages.tsx';
import { accountabilityWords } from './words.ts';

export interface AssessmentSheet {
  readonly institution: string;
  readonly assessment: Assessment;
  readonly fileName: (file: Assessment['files'][number]) => string;
  readonly lang: Language;
  readonly demo: boolean;
}

let source: string | undefined;
function template(): string {
  source ??= readFileSync(join(appFolder(), 'src', 'features', 'accountability', 'assessment.typ'), 'utf8');
  return source;
}

/** Letters that the typeface does not have would fail the whole sheet: they are written as a mark. */
const printable = (text: string): string => text.replaceAll(/[^\u0020-\u024f\u2010-\u2026\n]/gu, '□');

/** @param madeAt epoch seconds */
export async function assessmentPdf(
  workshop: Pick<Workshop, 'renderOwn'>,
  sheet: AssessmentSheet,
  madeAt: number,
): Promise<Result<Buffer, 'busy'>> {
  const made = await workshop.renderOwn({ source: template() }, sheetData(sheet), {}, madeAt);
  if (made.ok) return ok(made.value);
  if (made.error.kind === 'template')
    throw new Error(`the template of the self-assessment failed: ${made.error.detail}`);
  return fail('busy');
}

export function sheetData({ institution, assessment, fileName, lang, demo }: AssessmentSheet) {
  const words = accountabilityWords(lang);
  const { print, desk } = words;
  const { sum, of } = totalOf(assessment);
  const signed =
    assessment.signedOn === null
      ? print.draft
      : desk.signed(formatDay(assessment.signedOn, lang), assessment.signedAs ?? '');
  const asked = findSet(assessment.questions)?.questions ?? [];
  return {
    lang,
    title: print.title,
    institution: printable(institution),
    isoDay: assessment.signedOn ?? assessment.startedOn,
    mark: demo ? print.demo.toUpperCase() : '',
    footer: `${print.title} · ${printable(institution)} · ${assessment.period}/${assessment.version}`,
    heads: [
      { name: print.period, value: assessment.period },
      { name: print.version, value: formatNumber(assessment.version, lang) },
      { name: print.signed, value: printable(signed) },
      { name: desk.totalLabel, value: desk.total(formatNumber(sum, lang), formatNumber(of, lang)) },
    ],
    note: desk.assessOwn,
    known: desk.prefilled,
    proof: print.proof,
    questions: asked.map((question) => {
      const answer = assessment.answers.find((one) => one.question === question.id);
      return {
        text: question.text[lang],
        source: `${desk.origin}: ${question.source.label}`,
        level: answer === undefined ? desk.unanswered : desk.levels[levelOf(String(answer.level)) ?? 0],
        words: printable(answer?.words ?? ''),
        known: prefilled(question, assessment.figures, lang),
        proofs: [
          ...(answer?.links ?? []).map(printable),
          ...assessment.files
            .filter((one) => one.question === question.id)
            .map((one) => `${printable(fileName(one))} (SHA-256 ${one.sha256.slice(0, 16)}…)`),
        ],
      };
    }),
  };
}

export function assessmentCsv({ assessment, fileName, lang }: AssessmentSheet): string {
  const { print, desk } = accountabilityWords(lang);
  const asked = findSet(assessment.questions)?.questions ?? [];
  const lines = asked.map((question) => {
    const answer = assessment.answers.find((one) => one.question === question.id);
    const files = assessment.files.filter((one) => one.question === question.id);
    return csvLine([
      question.id,
      question.text[lang],
      answer === undefined ? '' : String(answer.level),
      answer?.words ?? '',
      [...(answer?.links ?? []), ...files.map((one) => `${fileName(one)} sha256:${one.sha256}`)].join(' | '),
      prefilled(question, assessment.figures, lang).join(' | '),
    ]);
  });
  return `${csvStart}${csvLine(['id', print.question, desk.level, desk.words, print.proof, desk.prefilled])}${lines.join('')}`;
}
