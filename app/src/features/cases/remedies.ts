/** Which accused filed an objection or an appeal, and whether it was decided: from the steps that the reader may read. Pure. */
import type { EventKind } from './case.ts';
import { property, textOf } from './stored-values.ts';

export interface RemedyOf {
  /** Place of the accused in the case, from 1; null: several are accused and the office did not write down which. */
  readonly position: number | null;
  readonly kind: 'objection' | 'appeal';
  readonly filedOn: string | null;
  readonly decidedOn: string | null;
}

/** @param accused places of the accused in the case */
export function remediesOf(
  steps: readonly { readonly kind: EventKind; readonly content: unknown }[],
  accused: readonly number[],
): readonly RemedyOf[] {
  const found: RemedyOf[] = [];
  for (const { kind, content } of steps) {
    // Whoever may not read what was filed learns from the step alone that something was.
    if (content === null) continue;
    if (kind === 'remedy-filed') {
      const position = property(content, 'position');
      found.push({
        position: typeof position === 'number' ? position : accused.length === 1 ? (accused[0] ?? null) : null,
        kind: property(content, 'kind') === 'appeal' ? 'appeal' : 'objection',
        filedOn: textOf(property(content, 'filedOn')),
        decidedOn: null,
      });
    }
    // One at a time is open: the next step of this kind ends it.
    const open = found.at(-1);
    if (kind === 'remedy-decided' && open !== undefined && open.decidedOn === null)
      found[found.length - 1] = { ...open, decidedOn: textOf(property(content, 'decidedOn')) };
  }
  return found;
}
