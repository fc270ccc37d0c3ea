/** Names that the verification shows: bodies of the law, and what became of an act on many cases. */
import { bodies } from '@netra/rulebook';
import type { Language } from '../../platform/i18n/words.ts';
import { deskWords } from '../cases/index.ts';
import { verificationWords } from './words.ts';

/** The body of a seat by its name in the law; a body that the rulebook does not know keeps its id. */
export function bodyName(kind: string): string {
  return bodies.find((one) => one.id === kind)?.name ?? kind;
}

/** Bodies that may sit in a task force on a legal day. */
export function seatKinds(day: string): readonly { readonly id: string; readonly name: string }[] {
  return bodies.flatMap((one) => {
    const parts: readonly string[] = one.parts;
    const until = 'inForce' in one ? one.inForce.until : undefined;
    return parts.includes('task-force') && (until === undefined || day <= until)
      ? [{ id: one.id, name: one.name }]
      : [];
  });
}

export function outcomeName(outcome: string | null, lang: Language): string {
  const own = verificationWords(lang).bulk.outcome;
  if (outcome === null) return own.pending;
  const known: Readonly<Record<string, unknown>> = { ...deskWords(lang).wrong, ...own };
  const words = Object.hasOwn(known, outcome) ? known[outcome] : undefined;
  return typeof words === 'string' ? words : outcome;
}
