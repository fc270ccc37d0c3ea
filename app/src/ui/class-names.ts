/** Joins class names and drops the empty ones; undefined when nothing is left, so that no empty attribute is written. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string | undefined {
  const kept = names.filter((name) => typeof name === 'string' && name !== '');
  return kept.length === 0 ? undefined : kept.join(' ');
}
