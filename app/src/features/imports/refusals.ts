/** Why a file was not taken, in words. */
import { formatInstant } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { ReceiveRefusal, SourceProblem } from '../../platform/imports/index.ts';
import { importWords } from './words.ts';

const megabytes = (bytes: number, lang: Language): string => formatNumber(Math.floor(bytes / 1024 / 1024), lang);

export function refusalWords(refusal: ReceiveRefusal, lang: Language): string {
  const words = importWords(lang).wrong;
  switch (refusal.kind) {
    case 'too-big':
      return words.tooBig(megabytes(refusal.limit, lang));
    case 'empty':
      return words.empty;
    case 'same-file':
      return words.sameFile(formatInstant(refusal.at, 'WIB', lang));
    case 'source':
      return sourceWords(refusal.problem, lang);
  }
}

export function sourceWords(problem: SourceProblem, lang: Language): string {
  const words = importWords(lang).wrong;
  const row = (number: number): string => formatNumber(number, lang);
  switch (problem.kind) {
    case 'bomb':
      return words.bomb;
    case 'damaged':
      return words.damaged;
    case 'locked':
      return words.locked;
    case 'no-sheet':
      return words.noSheet;
    case 'not-json':
      return words.notJson(problem.row === undefined ? '' : words.inRow(row(problem.row)));
    case 'nested':
      return words.nested(row(problem.row));
    case 'too-big-for-kind':
      return words.kindTooBig(megabytes(problem.limit, lang));
    case 'record-too-long':
      return words.longRecord(row(problem.row));
    case 'cell-too-long':
      return words.longCell(row(problem.row));
    case 'too-many-columns':
      return words.manyColumns(row(problem.row));
    case 'too-many-rows':
      return words.manyRows(row(problem.limit));
    case 'no-header':
      return words.noHeader;
    case 'no-rows':
      return words.noRows;
    case 'unknown-format':
      return words.format;
  }
}
