/**
 * Keyboard on staff pages: j and k walk the rows of a table, Enter opens, / goes to the search box, n to a new note, g then a letter to a
 * place of the desk, ? shows the help.
 * Single letters get in the way of speech input, so they can be switched off; the switch stays in this browser.
 */
const stored = 'netra-keys';

function enabled(): boolean {
  try {
    return window.localStorage.getItem(stored) !== 'off';
  } catch {
    return true; // storage is refused in some private windows
  }
}

function remember(on: boolean): void {
  try {
    window.localStorage.setItem(stored, on ? 'on' : 'off');
  } catch {
    // stays for this page only
  }
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

/** Moves the mark by one row and gives the focus to the row's link, so that Enter needs no code of ours. */
function walk(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLTableRowElement>('table[data-keys] tbody tr')];
  const at = rows.findIndex((row) => row.classList.contains('at-hand'));
  const to = rows[at === -1 ? (step === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))];
  if (to === undefined) return;
  rows[at]?.classList.remove('at-hand');
  to.classList.add('at-hand');
  to.querySelector<HTMLAnchorElement>('a[href]')?.focus({ preventScroll: true });
  to.scrollIntoView({ block: 'nearest' });
}

/** Places after g. Their links stand in the rail only for those who may go there. */
const places: Readonly<Record<string, string>> = { q: '/antrean', c: '/cari', a: '/aktivitas', s: '/serah-terima' };

/** Follows the link of the rail to a place, in whichever language the page is; nothing where there is no such link. */
function goTo(letter: string): void {
  const place = places[letter];
  if (place === undefined) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('nav a[href]')) {
    const path = new URL(link.href).pathname;
    if (path === place || path === `/en${place}`) {
      link.click();
      return;
    }
  }
}

/** The note of a case, opened where it is folded away. */
function toNote(): boolean {
  const note = document.querySelector<HTMLTextAreaElement>('#catatan textarea');
  note?.scrollIntoView({ block: 'center' });
  note?.focus();
  return note !== null;
}

export function walkTables(): void {
  const help = document.getElementById('keys');
  if (!(help instanceof HTMLDialogElement)) return;
  let on = enabled();
  let going = false;
  const box = document.getElementById('keys-on');
  if (box instanceof HTMLInputElement) {
    box.checked = on;
    box.addEventListener('change', () => {
      on = box.checked;
      remember(on);
    });
  }
  // The button is the way to the help, and to the switch in it, when letters are off.
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-keys-help]')) {
    button.hidden = false;
    button.addEventListener('click', () => help.showModal());
  }
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || help.open) return;
    if (!on) return;
    if (going) {
      going = false;
      goTo(event.key);
      return;
    }
    going = event.key === 'g';
    if (event.key === 'n' && toNote()) event.preventDefault();
    if (event.key === '?') help.showModal();
    if (event.key === 'j') walk(1);
    if (event.key === 'k') walk(-1);
    if (event.key === '/') {
      const search = document.querySelector<HTMLInputElement>('[data-search]');
      if (search === null) return;
      event.preventDefault();
      search.focus();
      search.select();
    }
  });
}
