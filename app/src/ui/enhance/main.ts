/**
 * The small script of all pages. Everything works without it; with it, sending twice is harder, tables can be walked by keyboard,
 * and leaving is faster. No dependencies, nothing kept except the switch for shortcuts and, until they are sent, forms
 * that say so.
 */

import { compareFiles } from './file-hash.ts';
import { guardForms } from './forms.ts';
import { keepForms } from './kept-form.ts';
import { walkTables } from './keys.ts';
import { quickExit } from './quick-exit.ts';
import { countLetters, offerCopy } from './text.ts';

document.documentElement.classList.add('scripted');
quickExit();
keepForms();
guardForms();
countLetters();
offerCopy();
compareFiles();
walkTables();

// A new page with errors or good news: read that first. The first one in the page wins.
document.querySelector<HTMLElement>('[data-focus]')?.focus({ preventScroll: true });
