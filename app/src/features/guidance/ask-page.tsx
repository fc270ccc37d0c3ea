/** The page around the conversation, and what the browser needs to go on with it alone. */
import type { Election } from '@netra/rulebook';
import { raw } from 'hono/html';
import type { FC } from 'hono/jsx';
import { type PageContext, PublicLayout } from '../../ui/index.ts';
import { AskView } from './ask-view.tsx';
import type { Circumstances } from './conversation.ts';
import type { Triage } from './suggest.ts';
import type { State } from './turn.ts';
import type { View } from './view.ts';
import { guidanceWords } from './words.ts';

/** Where an office is asked what the rules leave open. */
const officePath = '/tanya';

/** What the page hands to the script. Nothing of the person: the day, the election, and elections that were added as data. */
export interface Handed {
  readonly lang: string;
  readonly today: string;
  readonly openElection: string;
  readonly added: readonly Election[];
}

export interface AskPageProps {
  readonly page: PageContext;
  readonly state: State;
  readonly circumstances: Circumstances;
  readonly added: readonly Election[];
  readonly triage: Triage;
  /** Address of the script; absent where no build lies. */
  readonly script: string | undefined;
  readonly legalNow: string | null;
  readonly origin: string;
}

export const AskPage: FC<AskPageProps> = ({ page, state, circumstances, added, triage, script, legalNow, origin }) => {
  const words = guidanceWords(page.lang);
  const view: View = { lang: page.lang, circumstances, to: page.to, origin, scripted: false };
  const { today, openElection } = circumstances;
  const handed: Handed = { lang: page.lang, today, openElection, added };
  const begun = Object.keys(state.answers).length > 0 || state.search !== undefined;
  return (
    <PublicLayout page={page} title={words.title} description={words.description} noindex={begun}>
      {legalNow === null ? null : <p class="small ask-demo">{words.demo(legalNow)}</p>}
      <div id="bolehkah" class="ask">
        <AskView view={view} state={state} triage={triage} />
      </div>
      <p>
        <a href={page.to(officePath)}>{words.office}</a>
      </p>
      {raw(`<script type="application/json" id="bolehkah-data">${asData(handed)}</script>`)}
      {script === undefined ? null : <script type="module" src={script} />}
    </PublicLayout>
  );
};

/** JSON that cannot end the element it stands in. It is data: no browser runs it, whatever the policy says. */
function asData(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
