/** Counts what is left of a text with a limit, and copies a receipt number. */
import { say } from './polite.ts';

/* The browser counts as the server does: in code points, with line breaks as one sign. */
const letters = (text: string) => [...text].length;

export function countLetters(): void {
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  for (const box of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-limit]')) {
    const note = document.getElementById(`${box.id}-note`);
    const limit = Number(box.dataset.limit);
    if (note === null) continue;
    const tell = () => {
      const left = limit - letters(box.value);
      const phrase = (left < 0 ? note.dataset.over : note.dataset.left) ?? '#';
      note.textContent = phrase.replace('#', numbers.format(Math.abs(left)));
      note.classList.toggle('over', left < 0);
    };
    box.addEventListener('input', tell);
    tell();
  }
}

export function offerCopy(): void {
  if (navigator.clipboard === undefined) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      // A browser may refuse; then the number still stands there to be marked by hand.
      navigator.clipboard.writeText(button.dataset.copy ?? '').then(
        () => say('copied'),
        () => undefined,
      );
    });
  }
}
