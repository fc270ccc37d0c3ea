/**
 * Passkeys in the browser: asks the device, puts its answer into the form of the page and sends the form as a plain one. The ceremony itself is
 * @simplewebauthn/browser's.
 */
import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser';

for (const box of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
  const form = box.querySelector('form');
  if (form !== null) form.addEventListener('submit', (event) => begin(event, box, form));
}

function begin(event: Event, box: HTMLElement, form: HTMLFormElement): void {
  // Before anything else that listens: the form is sent when the answer is there, not now.
  event.preventDefault();
  event.stopPropagation();
  if (box.dataset.busy === 'yes') return;
  box.dataset.busy = 'yes';
  say(box, '');
  ask(box)
    .then((answer) => {
      const field = form.elements.namedItem('answer');
      if (!(field instanceof HTMLInputElement)) throw new Error('a form without a place for the answer');
      field.value = JSON.stringify(answer);
      form.submit();
    })
    .catch((error: unknown) => {
      box.dataset.busy = '';
      const cancelled = error instanceof WebAuthnError || (error instanceof Error && error.name === 'NotAllowedError');
      say(box, (cancelled ? box.dataset.cancelled : box.dataset.failed) ?? '');
    });
}

function ask(box: HTMLElement): Promise<unknown> {
  const options: unknown = JSON.parse(box.dataset.options ?? 'null');
  if (box.dataset.passkey === 'make' && isMaking(options)) return startRegistration({ optionsJSON: options });
  if (isShowing(options)) return startAuthentication({ optionsJSON: options });
  return Promise.reject(new Error('a button without options'));
}

/* The server wrote these options itself, by the same library. */
function isMaking(value: unknown): value is PublicKeyCredentialCreationOptionsJSON {
  return typeof value === 'object' && value !== null && 'user' in value;
}
function isShowing(value: unknown): value is PublicKeyCredentialRequestOptionsJSON {
  return typeof value === 'object' && value !== null && 'challenge' in value;
}

function say(box: HTMLElement, text: string): void {
  const line = box.querySelector('[data-passkey-said]');
  if (line !== null) line.textContent = text;
}
