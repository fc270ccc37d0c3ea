/** Names of what is kept by id: levels, origins, kinds of act, sanctions. */
import { sanctionCatalogue, transitionalMedium } from '@netra/rulebook';
import type { Language } from '../../platform/i18n/words.ts';
import { isActKind, wordsOfAct } from '../reports/index.ts';
import { isCaseStatus } from './case.ts';
import { isOrigin } from './case-store.ts';
import { deskWords } from './desk-words.ts';

export function natureOf(text: string): 'law' | 'practice' | 'target' {
  return text === 'law' || text === 'practice' ? text : 'target';
}

export function levelName(level: string | null, lang: Language): string {
  const words = deskWords(lang);
  return level === 'moral' || level === 'sedang' || level === 'berat' || level === 'pemberhentian'
    ? words.level[level]
    : words.noLevel;
}

export function originName(origin: string, lang: Language): string {
  const words = deskWords(lang).origin;
  return isOrigin(origin) ? words[origin] : words['informasi-awal'];
}

export function actName(kind: string, lang: Language): string {
  return wordsOfAct(isActKind(kind) ? kind : 'other', lang).label;
}

/** The label of a sanction from the catalogue. */
export function optionName(id: string, lang: Language): string {
  for (const kind of sanctionCatalogue) {
    const found = kind.options.find((option) => option.id === id);
    if (found !== undefined) return found.label[lang];
  }
  return transitionalMedium.substitutes.find((option) => option.id === id)?.label[lang] ?? id;
}

export function isSanctionOption(id: string): boolean {
  return (
    sanctionCatalogue.some((kind) => kind.options.some((option) => option.id === id)) ||
    transitionalMedium.substitutes.some((option) => option.id === id)
  );
}

/** Where a case stands, in words. */
/** Status of an accused in the civil service. */
export function statusOfAccused(status: string, lang: Language): string {
  return Object.entries(deskWords(lang).accusedStatus).find(([known]) => known === status)?.[1] ?? status;
}

export function statusName(status: string, lang: Language): string {
  return isCaseStatus(status) ? deskWords(lang).status[status] : status;
}
