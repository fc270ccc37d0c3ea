/**
 * "Bolehkah saya…?" in the browser. From here on the forms of the page are answered here: nothing is sent, and nothing is kept anywhere but in
 * this variable, which ends with the page. Neither the address nor the history says what was told.
 */
import './old-browsers.ts';
import type { Election } from '@netra/rulebook';
import type { Language } from '../../../platform/i18n/words.ts';
import type { AnswerKey } from '../answers.ts';
import { AskView } from '../ask-view.tsx';
import { type Circumstances, standing } from '../conversation.ts';
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

type Shown = 'start' | 'search' | 'answer' | AnswerKey;

/** Which page of the conversation a state is drawn as. */
function shownIn(state: State, circumstances: Circumstances): Shown {
  const { next, told } = standing(state.answers, circumstances);
  if (next.ask === 'situation') return state.search === undefined ? 'start' : 'search';
  if (state.at !== undefined && told.some(({ key }) => key === state.at)) return state.at;
  if (next.ask === 'nothing') return 'answer';
  return next.ask === 'fact' ? next.fact : next.ask;
}

/** A browser may refuse; then the link still stands there. */
function copy(link: string, button: HTMLElement, done: string): void {
  navigator.clipboard?.writeText(link).then(
    () => {
      button.textContent = done;
    },
    () => undefined,
  );
}

function run(root: HTMLElement, { lang, circumstances }: Start): void {
  let state: State = beginning;
  let triage: Triage | undefined;
  /** What was shown at each step, so that Back of the telephone leads one question back. The history itself holds only the number of the step. */
  const trail: Shown[] = ['start'];
  let step = 0;
  const view: View = {
    lang,
    circumstances,
    to: (path) => (lang === 'en' ? `/en${path}` : path),
    origin: window.location.origin,
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
  const show = (next: State): void => {
    state = next;
    draw();
    window.scrollTo(0, 0);
    root.querySelector('h1')?.focus({ preventScroll: true });
  };
  const arrive = (next: State): void => {
    const shown = shownIn(next, circumstances);
    if (shown !== trail[step]) {
      step += 1;
      trail.splice(step, trail.length, shown);
      window.history.pushState(step, '');
    }
    show(next);
  };

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
    const link = button.dataset.copy;
    if (link !== undefined) copy(link, button, guidanceWords(lang).copied);
    if (button.type !== 'submit' || button.form === null) return;
    event.preventDefault();
    const next = turn(fieldsOf(button.form, button.value));
    // "Kembali" to what was shown just before is the same step as Back of the telephone.
    if (button.classList.contains('back') && step > 0 && trail[step - 1] === shownIn(next, circumstances)) {
      window.history.back();
    } else arrive(next);
  });
  // The Enter key in a field. It must not reach the script that lets forms be sent once.
  root.addEventListener('submit', (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (event.target instanceof HTMLFormElement) arrive(turn(fieldsOf(event.target, '')));
  });
  window.addEventListener('popstate', (event) => {
    step = typeof event.state === 'number' ? event.state : 0;
    const shown = trail[step] ?? 'start';
    // What was answered later is kept: the question is only shown again.
    if (shown === 'start' || shown === 'search') show(turn({ ...state.answers, [buttonName]: press.again }));
    else if (shown === 'answer') show({ answers: state.answers });
    else show({ answers: state.answers, at: shown });
  });
  // Whoever comes back by the browser's memory finds the start, not somebody's answer.
  window.addEventListener('pagehide', () => {
    state = beginning;
    draw();
  });
  if (window.history.state !== null) window.history.replaceState(null, '');
  // Typed words may have been put back by the browser: they are not.
  draw();
  root.setAttribute('data-ready', guidanceWords(lang).title);
}

const root = document.getElementById('bolehkah');
const start = readStart();
if (root !== null && start !== undefined) run(root, start);
