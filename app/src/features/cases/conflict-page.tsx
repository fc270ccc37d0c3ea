/** The page after somebody else was faster: what was typed stands there, to be taken along into the form as it is now or to be copied. */
import type { FC } from 'hono/jsx';
import type { Typed } from '../../platform/http/forms.ts';
import { formatInstant } from '../../platform/i18n/dates.ts';
import {
  Button,
  ButtonLink,
  ButtonRow,
  DefinitionList,
  DeskLayout,
  Form,
  type PageContext,
  PageHeading,
  Section,
  Timeline,
} from '../../ui/index.ts';
import { nameOfAccused, placedAccused } from './accused-places.ts';
import type { ActionType } from './case.ts';
import { timelineItem } from './case-page.tsx';
import type { CaseView } from './case-read-model.ts';
import { actionSlugs } from './desk-schemas.ts';
import { deskWords } from './desk-words.ts';
import { CONTINUE, typedAgain } from './typed-again.ts';

export interface ConflictPageProps {
  readonly page: PageContext;
  readonly view: CaseView;
  /** The action whose form was sent. */
  readonly action: ActionType;
  readonly typed: Typed;
  readonly sinceSeq: number;
  /** When the public log seals next. */
  readonly nextSeal: Temporal.Instant;
  /** Names of the offices that were chosen, by id. */
  readonly officeNames: ReadonlyMap<string, string>;
}

/** Somebody else was faster, or the form was sent twice. Nothing typed is lost. */
export const ConflictPage: FC<ConflictPageProps> = ({ page, view, action, typed, sinceSeq, nextSeal, officeNames }) => {
  const { lang } = page;
  const words = deskWords(lang).conflict;
  const since = view.steps.filter((step) => step.seq > sinceSeq);
  const items = typedAgain(
    action,
    typed,
    lang,
    (id) => officeNames.get(id),
    Object.fromEntries(placedAccused(view).map(({ place, person }) => [place, nameOfAccused(person)])),
  );
  const back = <ButtonLink href={page.to(`/perkara/${view.number}`)}>{words.back}</ButtonLink>;
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading title={words.title} lead={words.text} />
      <Section title={words.since}>
        {since.length === 0 ? (
          <p>{words.none}</p>
        ) : (
          <Timeline lang={lang} items={since.map((step) => timelineItem(step, view, page, nextSeal))} />
        )}
      </Section>
      <Section title={words.typed}>
        {items.length === 0 ? (
          <p>{words.empty}</p>
        ) : (
          <DefinitionList
            items={items.map((item) => ({
              term: item.label,
              value: item.long ? <blockquote class="account pre">{item.value}</blockquote> : item.value,
            }))}
          />
        )}
      </Section>
      <DefinitionList
        items={[
          {
            term: deskWords(lang).queue.number,
            value: `${view.number} · ${formatInstant(view.openedAt, view.holderZone, lang, 'short')}`,
          },
        ]}
      />
      {items.length > 0 && view.actions.includes(action) ? (
        <Form
          page={page}
          action={`/perkara/${view.number}/${actionSlugs[action]}`}
          hidden={{ seq: view.lastSeq, [CONTINUE]: 'ya' }}
        >
          {Object.entries(typed)
            .filter(([name]) => name !== 'seq' && name !== CONTINUE && name !== 'tambah')
            .flatMap(([name, value]) =>
              (typeof value === 'string' ? [value] : value).map((one) => (
                <input type="hidden" name={name} value={one} />
              )),
            )}
          <ButtonRow>
            <Button>{words.again}</Button>
            {back}
          </ButtonRow>
        </Form>
      ) : (
        <ButtonRow>{back}</ButtonRow>
      )}
    </DeskLayout>
  );
};
