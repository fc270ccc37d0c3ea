/** The frames of all pages: public pages, forms with one question a page, and the desk of people at work. */
import { raw } from 'hono/html';
import type { Child, FC } from 'hono/jsx';
import { classNames } from './class-names.ts';
import { ErrorSummary } from './components/error-summary.tsx';
import type { FieldError } from './components/field.tsx';
import { Form } from './components/form.tsx';
import { DemoBar } from './demo-bar.tsx';
import { DeskRail, ShortcutHelp } from './desk-rail.tsx';
import { BrandMark, Icon } from './icons.tsx';
import {
  footNavigation,
  inOtherLanguage,
  ownAccountPath,
  publicNavigation,
  quickExitHref,
  signOutPath,
} from './navigation.ts';
import type { PageContext } from './page-context.ts';
import { uiWords } from './words.ts';

export interface LayoutProps {
  readonly page: PageContext;
  /** Title of the window, without "— Netra". */
  readonly title: string;
  readonly children: Child;
  /** One sentence for search engines and shared links. */
  readonly description?: string | undefined;
  /** Asks search engines to leave the page out. Forms and the desk always do. */
  readonly noindex?: boolean | undefined;
  /** What just succeeded (a `Notice`), above the content. */
  readonly notice?: Child | undefined;
  /** What is wrong with the form on this page: drawn above the content, and said in the title of the window. */
  readonly errors?: readonly FieldError[] | undefined;
  /** A feed (Atom) that belongs to the page; its href carries the language prefix. */
  readonly feed?: { readonly href: string; readonly title: string } | undefined;
}

interface DocumentProps extends LayoutProps {
  readonly bodyClass: string;
}

const noErrors: readonly FieldError[] = [];

/* No style and no script stands in the page: the policy refuses both. */
const Document: FC<DocumentProps> = (props) => {
  const { page, title, children, description, noindex, errors = noErrors, feed, bodyClass } = props;
  const words = uiWords(page.lang);
  const { assets } = page;
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={page.lang}>
        <head>
          <meta charset="utf-8" />
          <title>
            {errors.length > 0 ? `${words.errorPrefix} ` : ''}
            {title} — {words.brand}
          </title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbfaf8" />
          <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#131217" />
          {description === undefined ? null : <meta name="description" content={description} />}
          {noindex === true ? <meta name="robots" content="noindex" /> : null}
          {feed === undefined ? null : (
            <link rel="alternate" type="application/atom+xml" title={feed.title} href={feed.href} />
          )}
          <link rel="preload" href={assets.font} as="font" type="font/woff2" crossorigin="anonymous" />
          <link rel="stylesheet" href={assets.style} />
          {assets.icon === undefined ? null : <link rel="icon" href={assets.icon} type="image/svg+xml" />}
          <script type="module" src={assets.script} />
        </head>
        <body class={bodyClass}>
          <a class="skip" href="#isi">
            {words.skip}
          </a>
          {page.demo === null ? null : <DemoBar page={page} demo={page.demo} />}
          {children}
          <p
            class="polite"
            id="polite"
            role="status"
            data-sending={words.sending}
            data-exit={words.quickExitAgain}
            data-copied={words.receipt.copied}
          />
        </body>
      </html>
    </>
  );
};

const Brand: FC<{ readonly page: PageContext }> = ({ page }) => (
  <a class="brand" href={page.to('/')}>
    <BrandMark />
    {uiWords(page.lang).brand}
  </a>
);

const LanguageSwitch: FC<{ readonly page: PageContext }> = ({ page }) => {
  const words = uiWords(page.lang);
  const other = page.lang === 'id' ? 'en' : 'id';
  return (
    <a
      class="language"
      href={inOtherLanguage(page.lang, page.path)}
      lang={other}
      hreflang={other}
      title={words.otherLanguageHint}
    >
      {words.otherLanguage}
    </a>
  );
};

const Footer: FC<{ readonly page: PageContext }> = ({ page }) => {
  const words = uiWords(page.lang);
  return (
    <footer class="foot">
      <div class="wrap">
        <p>{words.footer.promise}</p>
        <ul class="foot-links">
          {footNavigation.map((place) => (
            <li>
              <a href={page.to(place.path)}>{words.nav[place.word]}</a>
            </li>
          ))}
        </ul>
        <p>{words.footer.open}</p>
      </div>
    </footer>
  );
};

const Above: FC<LayoutProps> = ({ page, notice, errors = noErrors }) => (
  <>
    {notice ?? null}
    <ErrorSummary lang={page.lang} errors={errors} />
  </>
);

/** Pages anybody may read: header with the public places, generous width, footer. */
export const PublicLayout: FC<LayoutProps> = (props) => {
  const { page, children } = props;
  const words = uiWords(page.lang);
  // Whoever is signed in sees who and a way out instead of a way in.
  const places = publicNavigation.filter((place) => page.actor === null || place.word !== 'signIn');
  return (
    <Document {...props} bodyClass="public">
      <header class="top">
        <div class="wrap">
          <Brand page={page} />
          <nav aria-label={words.mainNav}>
            <ul>
              {places.map((place) => (
                <li>
                  <a href={page.to(place.path)} aria-current={page.path === place.path ? 'page' : undefined}>
                    {words.nav[place.word]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          {page.actor === null ? null : (
            <div class="who">
              <span class="visually-hidden">{words.signedInAs} </span>
              <a href={page.to(ownAccountPath)}>{page.actor.name}</a>
              <Form page={page} action={signOutPath} layout="inline">
                <button class="plain" type="submit">
                  {words.signOut}
                </button>
              </Form>
            </div>
          )}
          <LanguageSwitch page={page} />
        </div>
      </header>
      <main id="isi" class="wrap page" tabindex={-1}>
        <Above {...props} />
        {children}
      </main>
      <Footer page={page} />
    </Document>
  );
};

export interface FormLayoutProps extends LayoutProps {
  /** Link to the question before; its href carries the language prefix. */
  readonly back?: { readonly href: string; readonly label?: string | undefined } | undefined;
  readonly step?: { readonly now: number; readonly total: number } | undefined;
  /** Offers "Keluar cepat" (default). False where nothing on the page could give anyone away, as on the sign-in page. */
  readonly quickExit?: boolean | undefined;
  /** Link to the other language (default). False where following it would lose answers that lie only in the page. */
  readonly languageSwitch?: boolean | undefined;
}

/** One question a page: narrow, no navigation that would lead away, a quick way out. Never indexed. */
export const FormLayout: FC<FormLayoutProps> = (props) => {
  const { page, children, back, step, quickExit = true, languageSwitch = true } = props;
  const words = uiWords(page.lang);
  return (
    <Document {...props} noindex bodyClass="asking">
      <header class="top">
        <div class={classNames('wrap', 'wrap-narrow')}>
          <Brand page={page} />
          {languageSwitch ? <LanguageSwitch page={page} /> : null}
          {quickExit ? (
            <a class="btn quiet small exit" href={quickExitHref} rel="noreferrer nofollow" data-quick-exit>
              <Icon name="exit" />
              {words.quickExit}
            </a>
          ) : null}
        </div>
      </header>
      <main id="isi" class="wrap wrap-narrow page" tabindex={-1}>
        {back === undefined && step === undefined ? null : (
          <div class="form-path">
            {back === undefined ? null : (
              <a class="back" href={back.href}>
                <Icon name="back" />
                {back.label ?? words.back}
              </a>
            )}
            {step === undefined ? null : (
              <p class="step">
                <progress max={step.total} value={step.now} aria-hidden="true" />
                {words.stepOf(step.now, step.total)}
              </p>
            )}
          </div>
        )}
        <Above {...props} />
        {children}
        {quickExit ? <p class="small exit-hint">{words.quickExitHint}</p> : null}
      </main>
    </Document>
  );
};

/** The desk: side rail with what waits, who one is and for which office, and a way out. Never indexed. */
export const DeskLayout: FC<LayoutProps> = (props) => {
  const { page, children } = props;
  return (
    <Document {...props} noindex bodyClass="desk">
      <DeskRail page={page} brand={<Brand page={page} />} language={<LanguageSwitch page={page} />} />
      <main id="isi" class="desk-main" tabindex={-1}>
        <Above {...props} />
        {children}
      </main>
      <ShortcutHelp lang={page.lang} />
    </Document>
  );
};
