/** The line at the foot of the page that is read aloud without interrupting. Its phrases come with the page, in its language. */
export type Phrase = 'sending' | 'exit' | 'copied';

let timer = 0;

/** Says one of the page's phrases; it disappears again by itself unless it is to stay. */
export function say(phrase: Phrase, stay = false): void {
  const line = document.getElementById('polite');
  if (line === null) return;
  line.textContent = line.dataset[phrase] ?? '';
  window.clearTimeout(timer);
  if (!stay) timer = window.setTimeout(hush, 4000);
}

export function hush(): void {
  const line = document.getElementById('polite');
  if (line !== null) line.textContent = '';
}
