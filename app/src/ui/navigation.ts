import type { UiWords } from './words.ts';

/** One place of the public header. `path` carries no language prefix. */
export interface PublicPlace {
  readonly path: string;
  readonly word: keyof UiWords['nav'];
}

/** What the public header shows, in order. A place enters this list when its page exists. */
export const publicNavigation: readonly PublicPlace[] = [
  { path: '/lapor', word: 'report' },
  { path: '/bolehkah', word: 'guidance' },
  { path: '/hukum', word: 'law' },
  { path: '/status', word: 'status' },
  { path: '/ikrar', word: 'pledge' },
  { path: '/masuk', word: 'signIn' },
];

/** What the foot of public pages shows. */
export const footNavigation: readonly PublicPlace[] = [
  { path: '/bolehkah', word: 'guidance' },
  { path: '/hukum', word: 'law' },
  { path: '/pelajaran', word: 'lessons' },
  { path: '/tanya', word: 'ask' },
  { path: '/instansi', word: 'institutions' },
  { path: '/partai', word: 'parties' },
  { path: '/periksa', word: 'check' },
  { path: '/log', word: 'log' },
  { path: '/panduan', word: 'guides' },
  { path: '/privasi', word: 'privacy' },
  { path: '/api', word: 'api' },
];

/**
 * Where "keluar cepat" leads: the weather service. Something anybody may have open, with no tie to elections or offices,
 * and present in every network's history.
 */
export const quickExitHref = 'https://www.bmkg.go.id/';

export const signOutPath = '/keluar';

/** Where a person sees the own ways in and sessions. */
export const ownAccountPath = '/akun';

/**
 * The demonstration bar posts here: `move` is `hour`, `day`, `three-days`, `set` or `reset`; `at` is a local time in WIB
 * (`2024-10-04T09:00`, read only when `move` is `set`); `back` is the path to return to, without language prefix.
 */
export const demoClockPath = '/demo/jam';

/** The same page in the other language: Indonesian has no prefix, English has `/en`. */
export function inOtherLanguage(lang: 'id' | 'en', path: string): string {
  if (lang === 'en') return path;
  return path === '/' ? '/en' : `/en${path}`;
}
