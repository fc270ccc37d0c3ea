/** The page around the check, and what the browser needs to make it alone. */
import { raw } from 'hono/html';
import type { FC } from 'hono/jsx';
import { type PageContext, PublicLayout } from '../../../ui/index.ts';
import type { Handed } from './browser/handed.ts';
import { verifyPageWords } from './page-words.ts';
import { fieldOf, VerifyView, type View, verifierPath } from './verify-view.tsx';
import { verifierWords } from './words.ts';

export interface VerifyPageProps {
  readonly page: PageContext;
  readonly demo: boolean;
  readonly view: Pick<View, 'keys' | 'publicUrl' | 'outcome' | 'typed'>;
}

export const VerifyPage: FC<VerifyPageProps> = ({ page, demo, view: { keys, publicUrl, outcome, typed } }) => {
  const words = verifierWords(page.lang);
  const around = verifyPageWords(page.lang);
  const view: View = { lang: page.lang, by: 'server', to: page.to, keys, publicUrl, outcome, typed, camera: 'none' };
  const obstacle = outcome?.kind === 'obstacle' ? outcome.obstacle : null;
  const errors = obstacle === null ? [] : [{ field: fieldOf(obstacle), message: words.errors[obstacle] }];
  return (
    <PublicLayout
      page={withoutCookie(page)}
      title={words.title}
      description={around.description}
      noindex={outcome !== null}
      errors={errors}
    >
      {demo ? <p class="small">{around.demo}</p> : null}
      <div id="periksa">
        <VerifyView view={view} />
      </div>
      <p class="visually-hidden" id="periksa-said" role="status" />
      <p>
        <a href={page.to('/periksa/dokumen')}>{around.documents}</a>
      </p>
      {raw(
        `<script type="application/json" id="periksa-data">${asData({ lang: page.lang, keys, publicUrl })}</script>`,
      )}
      {page.assets.verifier === undefined ? null : <script type="module" src={page.assets.verifier} />}
    </PublicLayout>
  );
};

/** JSON that cannot end the element it stands in. It is data: no browser runs it, whatever the policy says. */
export function asData(value: Handed): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** The page as everybody gets it: nobody is greeted, no form needs a cookie. That this is a demonstration is said in words. */
function withoutCookie({ lang, to, assets }: PageContext): PageContext {
  return {
    lang,
    path: verifierPath,
    to,
    actor: null,
    demo: null,
    get csrf(): string {
      throw new Error('this page changes nothing and sets no cookie: its form carries no token');
    },
    assets,
  };
}
