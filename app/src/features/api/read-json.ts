/** Reads a JSON body: UTF-8, no text that the database cannot hold, not deeper than anything of ours. Texts come out in one form (NFC, line ends as \n). */
import type { InputError, Refusal } from '../../platform/api/index.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { fail, ok, type Result } from '../../platform/result.ts';

const DEEPEST = 20;
const MOST_ERRORS = 20;

export function readJson(bytes: Uint8Array, lang: Language): Result<unknown, Refusal> {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    return fail({ code: 'invalid-json' });
  }
  const errors: InputError[] = [];
  const cleaned = clean(value, '', 0, (pointer, message) => {
    if (errors.length < MOST_ERRORS)
      errors.push({ in: 'body', pointer: pointer.slice(0, 300), message: message[lang] });
  });
  return errors.length > 0 ? fail({ code: 'invalid-input', errors }) : ok(cleaned);
}

type Refuse = (pointer: string, message: Readonly<Record<Language, string>>) => void;
const tooDeep = { id: 'terlalu dalam', en: 'too deep' };
const unreadable = {
  id: 'memuat huruf kendali atau huruf yang rusak',
  en: 'holds control characters or broken letters',
};

function clean(value: unknown, pointer: string, depth: number, refuse: Refuse): unknown {
  if (depth > DEEPEST) {
    refuse(pointer, tooDeep);
    return null;
  }
  if (typeof value === 'string') {
    const text = value.replaceAll('\r\n', '\n').normalize('NFC');
    if (!isPlain(text)) refuse(pointer, unreadable);
    return text;
  }
  if (Array.isArray(value)) return value.map((one: unknown, at) => clean(one, `${pointer}/${at}`, depth + 1, refuse));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]: [string, unknown]) => [
      name,
      clean(one, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1, refuse),
    ]),
  );
}

function isPlain(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are refused
  return text.isWellFormed() && !/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/.test(text);
}
