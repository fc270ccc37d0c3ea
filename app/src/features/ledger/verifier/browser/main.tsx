/** The script of `/periksa`. */
import './old-browsers.ts';
import { settle } from './ed25519.ts';
import { readHanded } from './handed.ts';
import { run } from './run.tsx';

const root = document.getElementById('periksa');
const said = document.getElementById('periksa-said');
const handed = readHanded(document.getElementById('periksa-data')?.textContent);
// When this script is newer than the page, the form goes on being sent as it is.
if (root !== null && said !== null && handed !== null) {
  const { lang, keys, publicUrl } = handed;
  const to = (path: string): string => (lang === 'en' ? `/en${path}` : path);
  run({
    root,
    said,
    view: { lang, by: 'browser', to, keys, publicUrl },
    loadDecoder: async () => (await import('./decoder.ts')).decode,
    settle,
  });
}
