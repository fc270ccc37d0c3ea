/** Pages live at `/…` in Indonesian and at `/en/…` in English: links can be shared and cached, and no cookie remembers a reporter's language. */
import type { Language } from '../i18n/words.ts';

const PREFIX = '/en';

export function languageOf(pathname: string): Language {
  return pathname === PREFIX || pathname.startsWith(`${PREFIX}/`) ? 'en' : 'id';
}

/** `/en/lapor` → `/lapor`, `/en` → `/`. */
export function withoutLanguage(pathname: string): string {
  if (languageOf(pathname) === 'id') return pathname;
  const rest = pathname.slice(PREFIX.length);
  return rest === '' ? '/' : rest;
}

/** Puts the prefix before a path within the site. Addresses elsewhere and fragments stay as they are. */
export function inLanguage(lang: Language, path: string): string {
  if (lang === 'id' || !path.startsWith('/') || path.startsWith('//')) return path;
  return path === '/' ? PREFIX : `${PREFIX}${path}`;
}
