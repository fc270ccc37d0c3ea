/** The side rail of the desk, its folded form on phones, and the help for keyboard shortcuts. */
import type { Child, FC } from 'hono/jsx';
import { formatBadge } from '../platform/i18n/numbers.ts';
import type { Language } from '../platform/i18n/words.ts';
import { Form } from './components/form.tsx';
import { Icon } from './icons.tsx';
import { ownAccountPath, signOutPath } from './navigation.ts';
import type { PageContext, SignedIn } from './page-context.ts';
import { uiWords } from './words.ts';

const RailLinks: FC<{ readonly page: PageContext; readonly actor: SignedIn }> = ({ page, actor }) => (
  <nav class="rail-nav" aria-label={uiWords(page.lang).workNav}>
    <ul>
      {actor.nav.map((item) => (
        <li>
          <a href={item.href} aria-current={item.current ? 'page' : undefined}>
            {item.label}
            {item.count === null ? null : <span class="count num">{formatBadge(item.count, page.lang, 99)}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

const Person: FC<{ readonly page: PageContext; readonly actor: SignedIn; readonly language: Child }> = ({
  page,
  actor,
  language,
}) => {
  const words = uiWords(page.lang);
  return (
    <div class="rail-person">
      <p>
        <b>{actor.bodyName}</b>
        <br />
        {actor.roleLabel}
      </p>
      <p>
        <span class="visually-hidden">{words.signedInAs} </span>
        <a href={page.to(ownAccountPath)}>{actor.name}</a>
      </p>
      <div class="rail-tools">
        {language}
        <button class="plain" type="button" hidden data-keys-help>
          {words.keys.button}
        </button>
        <Form page={page} action={signOutPath} layout="inline">
          <button class="plain" type="submit">
            {words.signOut}
          </button>
        </Form>
      </div>
    </div>
  );
};

/* The links stand twice in the page: no browser of the last years can open a closed `details` by stylesheet alone. Only one of
   the two is ever shown, and the other is hidden from screen readers with it. */
export const DeskRail: FC<{ readonly page: PageContext; readonly brand: Child; readonly language: Child }> = ({
  page,
  brand,
  language,
}) => {
  const { actor } = page;
  return (
    <header class="rail">
      {brand}
      {actor === null ? (
        <div class="rail-tools">{language}</div>
      ) : (
        <>
          <div class="rail-wide">
            <RailLinks page={page} actor={actor} />
            <Person page={page} actor={actor} language={language} />
          </div>
          <details class="rail-folded">
            <summary>
              <Icon name="menu" />
              {uiWords(page.lang).menu}
            </summary>
            <div class="rail-sheet">
              <RailLinks page={page} actor={actor} />
              <Person page={page} actor={actor} language={language} />
            </div>
          </details>
        </>
      )}
    </header>
  );
};

/** Shown by `?` where the script runs. The switch is kept in the browser: single letters must be possible to turn off. */
export const ShortcutHelp: FC<{ readonly lang: Language }> = ({ lang }) => {
  const words = uiWords(lang).keys;
  const keys = [
    ['j', words.next],
    ['k', words.previous],
    ['Enter', words.open],
    ['/', words.search],
    ['n', words.note],
    ['g q', words.toQueue],
    ['g c', words.toSearch],
    ['g a', words.toActivity],
    ['g s', words.toHandovers],
    ['?', words.help],
  ] as const;
  return (
    <dialog class="keys" id="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">{words.title}</h2>
      <dl>
        {keys.map(([key, meaning]) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <div class="choice">
        <input type="checkbox" id="keys-on" checked />
        <label for="keys-on">{words.enabled}</label>
      </div>
      <form method="dialog">
        <button class="btn quiet" type="submit">
          {words.close}
        </button>
      </form>
    </dialog>
  );
};
