/**
 * Forms that must survive a lost connection: what was typed stays in this browser until it was sent. It lies there locked under a key that the page
 * brings for the person who is signed in, so that the next person at a shared computer cannot read it; leaving removes it, and so do seven days.
 * The form carries its own key, so that sending it again records nothing twice. Only forms that hold no names of people ask for it (`data-keep`).
 */

const prefix = 'netra-kept-';
const keptDays = 7;
const dayMs = 86_400_000;
const leaving = /^(\/en)?\/keluar$/;

type Fields = Readonly<Record<string, string>>;
interface Lying {
  readonly at: number;
  readonly iv: string;
  readonly box: string;
}

const toText = (bytes: Uint8Array): string => btoa(String.fromCodePoint(...bytes));
const toBytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.codePointAt(0) ?? 0);

const textIn = (found: object, name: string): string => {
  const value: unknown = Reflect.get(found, name);
  return typeof value === 'string' ? value : '';
};

function readLying(name: string): Lying | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
    if (typeof found !== 'object' || found === null) return null;
    const at: unknown = Reflect.get(found, 'at');
    return typeof at === 'number' ? { at, iv: textIn(found, 'iv'), box: textIn(found, 'box') } : null;
  } catch {
    return null;
  }
}

function forget(wanted: (name: string) => boolean): void {
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(prefix) && wanted(one))) {
    localStorage.removeItem(name);
    sessionStorage.removeItem(name);
  }
}

async function lock(key: CryptoKey, fields: Fields): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const box = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(fields))),
  );
  let text = '';
  for (const byte of box) text += String.fromCodePoint(byte);
  return JSON.stringify({ at: Date.now(), iv: toText(iv), box: btoa(text) });
}

async function open(key: CryptoKey, lying: Lying): Promise<Fields> {
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: toBytes(lying.iv) }, key, toBytes(lying.box));
    const found: unknown = JSON.parse(new TextDecoder().decode(plain));
    if (typeof found !== 'object' || found === null) return {};
    return Object.fromEntries(
      Object.entries(found).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    );
  } catch {
    return {};
  }
}

const fieldsOf = (form: HTMLFormElement) =>
  [...form.elements].filter(
    (one): one is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement =>
      (one instanceof HTMLInputElement || one instanceof HTMLSelectElement || one instanceof HTMLTextAreaElement) &&
      one.name !== '' &&
      one.name !== '_csrf',
  );
const valuesOf = (form: HTMLFormElement): Fields =>
  Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]));

async function keep(box: HTMLElement, form: HTMLFormElement, name: string): Promise<void> {
  const note = document.querySelector<HTMLElement>('[data-keep-note]');
  const button = document.querySelector<HTMLButtonElement>('[data-keep-forget]');
  const saying = note?.textContent ?? '';
  const atFirst = valuesOf(form);
  let waiting = false;
  const told = (): void => {
    if (note !== null) note.textContent = note.dataset.keepNote ?? '';
  };

  // Before the guard that sends a form once: while offline nothing is sent, and the button stays ready.
  form.addEventListener('submit', (event) => {
    if (navigator.onLine) {
      waiting = false;
      sessionStorage.setItem(name, '1');
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = true;
    told();
    note?.scrollIntoView();
  });
  // What was to be sent goes by itself; the form's own key lets it count once, whatever became of the try before.
  window.addEventListener('online', () => {
    if (waiting) form.requestSubmit();
  });

  // Without a safe connection browsers lock nothing: then nothing is kept either.
  if (globalThis.crypto.subtle === undefined) return;
  const key = await crypto.subtle.importKey('raw', toBytes(box.dataset.keepKey ?? ''), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ]);
  let turn = 0;
  const put = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    const locked = await lock(key, valuesOf(form));
    if (mine !== turn) return;
    localStorage.setItem(name, locked);
    if (button !== null) button.hidden = false;
  };
  button?.addEventListener('click', () => {
    turn += 1;
    waiting = false;
    forget((one) => one === name);
    form.reset();
    for (const field of fieldsOf(form)) field.value = atFirst[field.name] ?? field.value;
    if (note !== null) note.textContent = saying;
    button.hidden = true;
  });
  form.addEventListener('input', () => {
    void put();
  });
  const lying = readLying(name);
  if (lying === null) return;
  // A page that came back with what was to be mended knows better than what lay here, its new key above all.
  if (box.dataset.keepTyped !== undefined) {
    // Nothing left to send: what lay here has arrived.
    if (fieldsOf(form).every((field) => field.type === 'hidden' || field.value === '')) forget((one) => one === name);
    else await put();
    return;
  }
  const kept = await open(key, lying);
  if (Object.keys(kept).length === 0 || turn > 0) return;
  for (const field of fieldsOf(form)) field.value = kept[field.name] ?? field.value;
  if (button !== null) button.hidden = false;
  told();
}

export function keepForms(): void {
  const oldest = Date.now() - keptDays * dayMs;
  forget((name) => (readLying(name)?.at ?? 0) < oldest);
  document.addEventListener('submit', (event) => {
    if (event.target instanceof HTMLFormElement && leaving.test(new URL(event.target.action).pathname))
      forget(() => true);
  });
  const box = document.querySelector<HTMLElement>('[data-keep]');
  const form = box?.querySelector('form');
  if (box !== null && form !== null && form !== undefined) {
    void keep(box, form, `${prefix}${box.dataset.keep ?? ''}-${box.dataset.keepFor ?? ''}`);
    return;
  }
  // Good news after sending: what was kept of that form has arrived.
  if (new URLSearchParams(location.search).get('selesai') === '1')
    forget((name) => sessionStorage.getItem(name) !== null);
}
