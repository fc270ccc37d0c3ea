/** Sends each form once. The server does the same by its own means; this only spares the person the question. */
import { hush, say } from './polite.ts';

const sent = new WeakSet<HTMLFormElement>();
/** An answer that is a download leaves the page standing: after this time the form may be sent again. */
const releaseAfterMs = 10_000;

function release(form: HTMLFormElement): void {
  if (!sent.delete(form)) return;
  for (const button of form.querySelectorAll('[aria-disabled]')) button.removeAttribute('aria-disabled');
  hush();
}

export function guardForms(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    // Not `disabled`: the pressed button's own name and value must still be sent.
    for (const button of form.querySelectorAll('button[type=submit]')) button.setAttribute('aria-disabled', 'true');
    say('sending', true);
    window.setTimeout(() => release(form), releaseAfterMs);
  });
  // Back from the next page: the browser shows this one as it was left.
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    for (const form of document.forms) release(form);
  });
}
