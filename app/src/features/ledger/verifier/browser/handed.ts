/** What a page hands to its script: nothing of the person, only the keys of the log. */
import type { View } from '../verify-view.tsx';

export interface Handed {
  readonly lang: View['lang'];
  readonly keys: readonly string[];
  readonly publicUrl: string;
}

/** Reads it, or null when it is not what this script understands. */
export function readHanded(text: string | null | undefined): Handed | null {
  const data = text === null || text === undefined ? null : parse(text);
  if (typeof data !== 'object' || data === null) return null;
  const keys: unknown = Reflect.get(data, 'keys');
  const publicUrl: unknown = Reflect.get(data, 'publicUrl');
  if (!Array.isArray(keys) || !keys.every((key) => typeof key === 'string') || typeof publicUrl !== 'string')
    return null;
  return { lang: Reflect.get(data, 'lang') === 'en' ? 'en' : 'id', keys, publicUrl };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
