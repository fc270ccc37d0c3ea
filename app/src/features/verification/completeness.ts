/** How complete a file is: which requirements of the checklist it meets, counted over those that apply to it. Pure. */
import { unreachable } from '../../platform/result.ts';
import { checklistOn, type Requirement, type RequirementId } from './checklist.ts';
import type { FileOf } from './file.ts';

export interface Met {
  readonly requirement: Requirement;
  readonly met: boolean;
}

export interface Completeness {
  /** Of a hundred; every requirement that applies counts alike, so that nobody has to guess what a point is worth. */
  readonly score: number;
  readonly items: readonly Met[];
  readonly missing: readonly Requirement[];
}

/** Letters below which a summary says nothing. */
const LEAST_TOLD = 20;

/** @param day legal day on which it is judged */
export function completenessOf(
  file: FileOf,
  day: string,
  rows: readonly Requirement[] = checklistOn(day),
): Completeness {
  const items = rows.flatMap((requirement) => {
    const met = meets(file, requirement.id);
    return met === null ? [] : [{ requirement, met }];
  });
  const there = items.filter((item) => item.met).length;
  return {
    score: items.length === 0 ? 100 : Math.floor((there * 100) / items.length),
    items,
    missing: items.flatMap((item) => (item.met ? [] : [item.requirement])),
  };
}

/** Null: the requirement does not apply to this file. */
function meets(file: FileOf, id: RequirementId): boolean | null {
  switch (id) {
    case 'reporter-known':
      // Who found it is the office itself; of a report from an office outside nobody here can say it.
      if (file.origin === 'informasi-awal') return false;
      return file.origin !== 'laporan' || file.reporterKnown === null
        ? null
        : file.reporterKnown && !file.reporterAsked;
    case 'accused-described':
      return (
        file.accused.length > 0 &&
        file.accused.every(
          (one) => one.post !== '' && one.unitName !== '' && one.status !== '' && one.status !== 'unknown',
        )
      );
    case 'act-told':
      return file.summary.trim().length >= LEAST_TOLD;
    case 'day-and-place':
      return file.actDay !== null && file.regionId !== '';
    case 'evidence':
      return file.evidence.length > 0;
    case 'facts':
      return file.factsRead;
    case 'clarification':
      return file.clarifications > 0;
    case 'study':
      return file.study !== null && file.study.text.trim() !== '';
    case 'study-rows':
      return file.study !== null && file.study.rows.length > 0;
    case 'plenary':
      return file.plenary;
    default:
      return unreachable(id);
  }
}
