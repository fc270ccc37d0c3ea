/** `/kantor/log`: how the log is doing, for whoever works here; the change of keys, for administrators. */
import type { FC } from 'hono/jsx';
import { formatInstant } from '../../../platform/i18n/dates.ts';
import { formatNumber } from '../../../platform/i18n/numbers.ts';
import {
  Button,
  Callout,
  DefinitionList,
  DeskLayout,
  EmptyState,
  errorFor,
  type FieldError,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Table,
  Tag,
  TextField,
} from '../../../ui/index.ts';
import type { LogHealth } from '../log-service.ts';
import { healthWords } from './health-words.ts';
import type { LogAlarm } from './log-alarms.ts';
import { signsAt } from './parts.tsx';
import { logHome, rotatePath } from './paths.ts';

export interface HealthPageProps {
  readonly page: PageContext;
  readonly health: LogHealth;
  readonly alarms: readonly LogAlarm[];
  /** Leaves of the batch that holds what waits. The same for nothing as for a few: it must not tell when somebody reported. */
  readonly batch: number;
  readonly now: Temporal.Instant;
  readonly administers: boolean;
  readonly typed: { readonly overlap: string; readonly word: string };
  readonly errors: readonly FieldError[];
  /** Whether a new key has just begun. */
  readonly rotated: boolean;
}

export const HealthPage: FC<HealthPageProps> = (props) => {
  const { page, alarms, administers, errors, rotated } = props;
  const words = healthWords(page.lang);
  return (
    <DeskLayout
      page={page}
      title={words.title}
      errors={errors}
      notice={
        rotated ? (
          <Notice lang={page.lang} title={words.done}>
            <p>{words.doneText}</p>
          </Notice>
        ) : undefined
      }
    >
      <PageHeading title={words.title} lead={words.lead} about={<a href={page.to(logHome)}>{words.publicPage}</a>} />
      {alarms.length === 0 ? (
        <div class="log-well">
          <Tag kind="done">{words.well}</Tag>
          <p>{words.wellText}</p>
        </div>
      ) : (
        alarms.map((alarm) => <AlarmCallout page={page} alarm={alarm} administers={administers} />)
      )}
      <State {...props} />
      <Keys {...props} />
      {administers ? (
        <>
          <Restore page={page} />
          <Rotate {...props} />
        </>
      ) : null}
    </DeskLayout>
  );
};

const AlarmCallout: FC<{ readonly page: PageContext; readonly alarm: LogAlarm; readonly administers: boolean }> = ({
  page,
  alarm,
  administers,
}) => {
  const words = healthWords(page.lang);
  const { title, text, todo } = words.alarm[alarm];
  return (
    <Callout lang={page.lang} kind="danger" title={title}>
      <p>{text}</p>
      <p>
        <b>{words.todo}:</b> {administers ? todo : words.forAdmins}
      </p>
    </Callout>
  );
};

const State: FC<HealthPageProps> = ({ page, health, batch }) => {
  const { lang } = page;
  const words = healthWords(lang);
  const { size, checkpoint, lastTick, nextTick, origin } = health;
  return (
    <Section title={words.state}>
      <DefinitionList
        items={[
          { term: words.size, value: <span class="num">{formatNumber(size, lang)}</span> },
          {
            term: words.signed,
            value:
              checkpoint?.size === size ? words.signedYes : words.signedNo(formatNumber(checkpoint?.size ?? 0, lang)),
          },
          { term: words.last, value: lastTick === null ? words.never : formatInstant(lastTick, 'WIB', lang) },
          { term: words.next, value: formatInstant(nextTick, 'WIB', lang) },
          {
            term: words.waiting,
            value: words.waitingFits(formatNumber(batch, lang)),
          },
          { term: words.origin, value: origin },
        ]}
      />
      <p class="small">{words.waitingWhy}</p>
    </Section>
  );
};

const Keys: FC<HealthPageProps> = ({ page, health, now }) => {
  const { lang } = page;
  const words = healthWords(lang);
  const signing = health.keys.filter((key) => signsAt(key, now));
  const ending = signing.flatMap((key) => key.signsUntil ?? []).toSorted(Temporal.Instant.compare)[0];
  return (
    <Section title={words.keys}>
      <p>{ending === undefined ? words.single : words.overlap(signing.length, formatInstant(ending, 'WIB', lang))}</p>
      <Table
        caption={words.keyCaption}
        captionHidden
        rows={health.keys}
        empty={null}
        columns={[
          { label: words.keyNumber, head: true, cell: (key) => String(key.number) },
          { label: words.keyId, cell: (key) => <code>{key.verifier.id}</code> },
          { label: words.keyFrom, cell: (key) => formatInstant(key.signsFrom, 'WIB', lang, 'medium') },
          {
            label: words.keyUntil,
            cell: (key) =>
              key.signsUntil === null ? words.keyOpen : formatInstant(key.signsUntil, 'WIB', lang, 'medium'),
          },
        ]}
      />
      <p>
        <a href={`${page.to(logHome)}#kunci`}>{words.fullKeys}</a>
      </p>
    </Section>
  );
};

const Restore: FC<{ readonly page: PageContext }> = ({ page }) => {
  const words = healthWords(page.lang);
  return (
    <Section title={words.restore}>
      <p>{words.restoreText}</p>
      <ol class="log-steps">
        {Object.values(words.restoreSteps).map((step) => (
          <li>{step}</li>
        ))}
      </ol>
    </Section>
  );
};

const Rotate: FC<HealthPageProps> = ({ page, health, typed, errors }) => {
  const { lang } = page;
  const words = healthWords(lang);
  return (
    <Section title={words.rotate} id="ganti">
      <p>{words.rotateText}</p>
      <p>{words.rotateWarn}</p>
      <Form page={page} action={rotatePath} hidden={{ newest: health.keys.at(-1)?.number ?? 0 }}>
        <TextField
          lang={lang}
          name="overlap"
          label={words.overlapDays}
          hint={words.overlapHint}
          value={typed.overlap}
          inputmode="numeric"
          width="short"
          error={errorFor(errors, 'overlap')}
        />
        <TextField
          lang={lang}
          name="word"
          label={words.confirm(words.word)}
          value={typed.word}
          autocomplete="off"
          width="short"
          error={errorFor(errors, 'word')}
        />
        <div>
          <Button kind="danger">{words.submit}</Button>
        </div>
      </Form>
    </Section>
  );
};

/** Before the log has begun. */
export const NoLogPage: FC<{ readonly page: PageContext }> = ({ page }) => {
  const words = healthWords(page.lang);
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading title={words.title} />
      <EmptyState title={words.notBegun}>
        <p>{words.notBegunText}</p>
      </EmptyState>
    </DeskLayout>
  );
};
