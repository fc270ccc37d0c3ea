/** The script inside the file that somebody downloads and opens without internet. It brings its own frame and both languages. */
import './old-browsers.ts';
import { OfflineFrame } from '../offline-frame.tsx';
import type { View } from '../verify-view.tsx';
import { verifierWords } from '../words.ts';
import { decode } from './decoder.ts';
import { readHanded } from './handed.ts';
import { run } from './run.tsx';

const handed = readHanded(document.getElementById('periksa-data')?.textContent);
const [frame, root, said] = ['bingkai', 'periksa', 'periksa-said'].map((id) => document.getElementById(id));
if (handed !== null && frame && root && said) {
  const { keys } = handed;
  let lang: View['lang'] = handed.lang;
  const log = keys[0]?.split('+')[0] ?? '';
  const page = run({
    root,
    said,
    view: { lang, by: 'offline', to: (path) => path, keys, publicUrl: '' },
    loadDecoder: () => Promise.resolve(decode),
    // The library stands in this file, so every check comes to its end at once.
    settle: (check) => Promise.resolve(check()),
  });
  const drawFrame = (): void => {
    document.documentElement.lang = lang;
    document.title = `${verifierWords(lang).title} — Netra`;
    const drawn: unknown = <OfflineFrame lang={lang} log={log} />;
    if (drawn instanceof Node) frame.replaceChildren(drawn);
  };
  frame.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || event.target.closest('#bahasa') === null) return;
    lang = lang === 'id' ? 'en' : 'id';
    drawFrame();
    page.redraw({ lang });
    document.getElementById('bahasa')?.focus();
  });
  drawFrame();
}
