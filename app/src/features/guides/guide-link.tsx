/** The small link from a page to the guide of those who use it. */
import type { FC } from 'hono/jsx';
import type { PageContext } from '../../ui/index.ts';
import type { GuideId } from './guide-types.ts';
import { guidePath } from './guides.ts';
import { guideWords } from './words.ts';

export const GuideLink: FC<{ readonly page: PageContext; readonly guide: GuideId }> = ({ page, guide }) => (
  <p class="small">
    <a href={page.to(guidePath(guide))}>{guideWords(page.lang).link}</a>
  </p>
);
