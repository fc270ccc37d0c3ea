/**
 * "Bolehkah saya…?" in the browser. From here on the forms of the page are answered here: nothing is sent, and nothing is kept anywhere but in
 * this variable, which ends with the page. Neither the address nor the history says what was told.
 */
import './old-browsers.ts';
import type { Election } from '@netra/rulebook';
import type { Language } from '../../../platform/i18n/words.ts';
import { AskView } from '../ask-view.tsx';
import { before, type Circumstances, standing } from '../conversation.ts';
import { lawWith } from '../law.ts';
import type { Triage } from '../suggest.ts';
import { beginning, buttonName, press, type State, turn } from '../turn.ts';
import type { View } from '../view.ts';
import { guidanceWords } from '../words.ts';
import { append } from './dom-jsx.ts';

interface Start {
  readonly lang: Language;
  readonly circumstances: Circumstances;
}

/** What the server handed over, or undefined when this script is newer than the page: then the forms go on being sent as they are. */
function readStart(): Start | undefined {
  const text = document.getElementById('bolehkah-data')?.textContent;
  if (text === undefined || text === null) return undefined;
  const data: unknown = JSON.parse(text);
  if (typeof data !== 'object' || data === null) return undefined;
  const read = (name: string): unknown => Reflect.get(data, name);
  const [today, openElection, added] = [read('today'), read('openElection'), read('added')];
  if (typeof today !== 'string' || typeof openElection !== 'string' || !areElections(added)) return undefined;
  return {
    lang: read('lang') === 'en' ? 'en' : 'id',
    circumstances: { law: lawWith(added), today, openElection },
  };
}

/** Our own server wrote them and checked them when they were added; here only their shape is looked at. */
function areElections(value: unknown): value is readonly Election[] {
  return (
    Array.isArray(value) &&
    value.every(
      (one: unknown) => typeof one === 'object' && one !== null && Array.isArray(Reflect.get(one, 'contests')),
    )
  );
}

function run(root: HTMLElement, { lang, circumstances }: Start): void {
  let state: State = beginning;
  let triage: Triage | undefined;
  /** One entry in the history, whatever was told, so that the telephone's Back goes one question back. */
  let guarded = false;
  const view: View = {
    lang,
    circumstances,
    to: (path) => (lang === 'en' ? `/en${path}` : path),
    scripted: true,
  };
  // Fetched now, with the page: when somebody types, nothing is fetched any more.
  import('../triage-model.ts').then(
    (model) => {
      triage = model.triage;
    },
    () => undefined,
  );

  const draw = (): void => {
    const fragment = document.createDocumentFragment();
    append(fragment, <AskView view={view} state={state} triage={triage} />);
    root.textContent = '';
    root.appendChild(fragment);
  };
  const arrive = (next: State): void => {
    state = next;
    draw();
    window.scrollTo(0, 0);
    root.querySelector('h1')?.focus({ preventScroll: true });
    if (!guarded && isUnderWay()) {
      guarded = true;
      window.history.pushState(null, '');
    }
  };
  const isUnderWay = (): boolean => state.answers.situation !== undefined || state.search !== undefined;

  const fieldsOf = (form: HTMLFormElement, pressed: string): Record<string, unknown> => {
    const fields: Record<string, unknown> = {};
    new FormData(form).forEach((value, name) => {
      fields[name] = value;
    });
    return pressed === '' ? fields : { ...fields, [buttonName]: pressed };
  };

  root.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const jump = target?.closest('a[href^="#"]')?.getAttribute('href');
    if (jump !== undefined && jump !== null) {
      // The address stays as it is.
      event.preventDefault();
      document.getElementById(jump.slice(1))?.focus();
      return;
    }
    const button = target?.closest('button') ?? null;
    if (button === null) return;
    if (button.hasAttribute('data-print')) window.print();
    if (button.type !== 'submit' || button.form === null) return;
    event.preventDefault();
    arrive(turn(fieldsOf(button.form, button.value)));
  });
  // The Enter key in a field. It must not reach the script that lets forms be sent once.
  root.addEventListener('submit', (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (event.target instanceof HTMLFormElement) arrive(turn(fieldsOf(event.target, '')));
  });
  window.addEventListener('popstate', () => {
    guarded = false;
    if (!isUnderWay()) return;
    const { told } = standing(state.answers, circumstances);
    const earlier = before(told, state.at);
    arrive(
      turn({
        ...state.answers,
        [buttonName]: earlier === undefined ? press.again : press.change(earlier.key),
      }),
    );
  });
  // Whoever comes back by the browser's memory finds the start, not somebody's answer.
  window.addEventListener('pagehide', () => {
    state = beginning;
    draw();
  });
  // Typed words may have been put back by the browser: they are not.
  draw();
  root.setAttribute('data-ready', guidanceWords(lang).title);
}

const root = document.getElementById('bolehkah');
const start = readStart();
if (root !== null && start !== undefined) run(root, start);
