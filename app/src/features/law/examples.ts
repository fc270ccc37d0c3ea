/** Worked examples by rule, as pages and documents show them. */
import { type Example, examples } from '@netra/rulebook/examples';

export type { Example };

const byRule: ReadonlyMap<string, readonly Example[]> = new Map(Object.entries(examples));

/** Empty for what has no examples of its own. */
export function examplesFor(rule: string): readonly Example[] {
  return byRule.get(rule) ?? [];
}
