/** Pages of the log as everybody gets them: nobody is greeted, so nothing needs a cookie and any cache may keep them. */
import type { PageContext } from '../../../ui/index.ts';

/** The page without who asks; that this is a demonstration is said in words. */
export function anonymousPage({ lang, path, to, assets }: PageContext): PageContext {
  return {
    lang,
    path,
    to,
    actor: null,
    demo: null,
    get csrf(): string {
      throw new Error('this page holds no form');
    },
    assets,
  };
}
