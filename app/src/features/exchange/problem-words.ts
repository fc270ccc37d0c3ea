/** Why a file or an acknowledgement is not taken, in words. */
import type { AckImportProblem } from './exchange-service.ts';
import type { TakeProblem } from './take-in.ts';
import type { ExchangeWords } from './words.ts';

export function problemWords(words: ExchangeWords['wrong'], problem: TakeProblem): string {
  switch (problem.kind) {
    case 'damaged':
    case 'unexpected-part':
    case 'missing-part':
    case 'unreadable-part':
      return words[problem.kind](problem.part);
    case 'broken-history':
      return words['broken-history'](String(problem.step));
    case 'other-sender':
    case 'other-office':
    case 'no-route':
      return words[problem.kind](problem.office);
    case 'unknown-value':
      return words['unknown-value'](problem.value);
    case 'duplicate':
      return words.duplicate(problem.number);
    default:
      return words[problem.kind];
  }
}

export function ackProblemWords(words: ExchangeWords['wrong'], problem: AckImportProblem): string {
  return problem.kind === 'other-sender' ? words.forged : words[problem.kind];
}
