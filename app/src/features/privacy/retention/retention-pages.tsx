/** The dry run for administrators, and what an office may do about one case. */
import type { FC } from 'hono/jsx';
import type { FieldError } from '../../../platform/http/forms.ts';
import { formatInstant } from '../../../platform/i18n/dates.ts';
import { formatNumber } from '../../../platform/i18n/numbers.ts';
import {
  Breadcrumb,
  Button,
  ButtonRow,
  Callout,
  Card,
  DeskLayout,
  errorFor,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Stack,
  Table,
  TextArea,
} from '../../../ui/index.ts';
import type { CaseView } from '../../cases/index.ts';
import { retentions, UNPROVEN_DAYS } from '../register/retentions.ts';
import type { CaseStorage, DisposalLine, DueNow } from './disposal-service.ts';
import { retentionWords } from './retention-words.ts';
import { isUnproven } from './unproven.ts';

export const DueNowPage: FC<{
  readonly page: PageContext;
  readonly due: readonly DueNow[];
  readonly log: readonly DisposalLine[];
}> = ({ page, due, log }) => {
  const { lang } = page;
  const words = retentionWords(lang).admin;
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading title={words.title} lead={words.lead} />
      <Table<DueNow>
        caption={words.caption}
        captionHidden
        rows={due}
        empty={<p>{words.none}</p>}
        columns={[
          { label: words.kind, head: true, cell: (row) => nameOf(row.retention, lang) },
          { label: words.until, cell: (row) => <small>{untilOf(row.retention, lang)}</small> },
          { label: words.now, numeric: true, cell: (row) => formatNumber(row.count, lang) },
          { label: words.held, numeric: true, cell: (row) => formatNumber(row.held, lang) },
        ]}
      />
      <Section title={words.log} aside={words.logNote}>
        <Table<DisposalLine>
          caption={words.log}
          captionHidden
          rows={log}
          empty={<p>{words.none}</p>}
          columns={[
            {
              label: words.when,
              head: true,
              cell: (row) => <span class="num">{formatInstant(row.at, 'WIB', lang)}</span>,
            },
            { label: words.kind, cell: (row) => nameOf(row.kind, lang) },
            { label: words.howMany, numeric: true, cell: (row) => formatNumber(row.howMany, lang) },
          ]}
        />
      </Section>
    </DeskLayout>
  );
};

function nameOf(retention: string, lang: PageContext['lang']): string {
  return Object.entries(retentionWords(lang).admin.kinds).find(([id]) => id === retention)?.[1] ?? retention;
}

function untilOf(retention: string, lang: PageContext['lang']): string {
  return Object.entries(retentions).find(([id]) => id === retention)?.[1].until[lang] ?? '';
}

export interface StoragePageProps {
  readonly page: PageContext;
  readonly view: CaseView;
  readonly storage: CaseStorage;
  readonly mayWrite: boolean;
  readonly errors: readonly FieldError[];
  readonly refused?: string | undefined;
  readonly typed: { readonly hold: string; readonly reason: string };
  readonly done: boolean;
}

export const StoragePage: FC<StoragePageProps> = (props) => {
  const { page, view, storage, mayWrite, errors, refused, done } = props;
  const { lang } = page;
  const words = retentionWords(lang).storage;
  const at = (moment: Temporal.Instant): string => formatInstant(moment, view.holderZone, lang);
  const base = `/perkara/${view.number}/penyimpanan`;
  return (
    <DeskLayout
      page={page}
      title={words.title}
      errors={errors}
      notice={done ? <Notice lang={lang} title={words.done} /> : undefined}
    >
      <PageHeading
        title={words.title}
        lead={words.lead}
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: view.number, href: page.to(`/perkara/${view.number}`) }, { label: words.title }]}
          />
        }
      />
      {refused === undefined ? null : (
        <Callout lang={lang} kind="warn">
          <p>{refused}</p>
        </Callout>
      )}
      <Section title={words.state}>
        <p>{stateOf(storage, words, at)}</p>
      </Section>
      {storage.erasedAt !== null ? null : (
        <>
          <Section title={words.holds}>
            {storage.holds.length === 0 ? <p>{words.noHolds}</p> : null}
            <Stack gap="tight">
              {storage.holds.map((hold) => (
                <Card>
                  <p class="pre">{hold.reason}</p>
                  <p class="small">
                    {words.holdBy(hold.placedBy, at(hold.placedAt))}
                    {hold.liftedAt === null ? null : ` · ${words.lifted} ${at(hold.liftedAt)}`}
                  </p>
                  {mayWrite && hold.liftedAt === null ? (
                    <Form page={page} action={`${base}/lepas`} hidden={{ hold: hold.id }} layout="inline">
                      <Button kind="quiet" small>
                        {words.lift}
                      </Button>
                    </Form>
                  ) : null}
                </Card>
              ))}
            </Stack>
            {mayWrite ? (
              <div class="form-narrow">
                <Form page={page} action={`${base}/tahan`}>
                  <TextArea
                    lang={lang}
                    name="tahan"
                    label={words.holdReason}
                    hint={words.holdHint}
                    value={props.typed.hold}
                    error={errorFor(errors, 'tahan')}
                    rows={3}
                  />
                  <ButtonRow>
                    <Button kind="quiet">{words.place}</Button>
                  </ButtonRow>
                </Form>
              </div>
            ) : null}
          </Section>
          {storage.closedAt === null ? null : <TwoPersons {...props} />}
        </>
      )}
    </DeskLayout>
  );
};

const TwoPersons: FC<StoragePageProps> = ({ page, view, storage, mayWrite, errors, typed }) => {
  const { lang } = page;
  const words = retentionWords(lang).storage;
  const base = `/perkara/${view.number}/penyimpanan`;
  const { open } = storage;
  return (
    <Section title={words.disposal}>
      <p>{words.disposalLead}</p>
      {open === null ? null : (
        <Card>
          <p class="pre">{open.reason}</p>
          <p class="small">{words.waits(open.proposedBy, formatInstant(open.proposedAt, view.holderZone, lang))}</p>
          {mayWrite ? (
            <ButtonRow>
              {open.mine ? null : (
                <Form page={page} action={`${base}/setujui`} layout="inline">
                  <Button kind="danger">{words.confirm}</Button>
                </Form>
              )}
              <Form page={page} action={`${base}/batal`} layout="inline">
                <Button kind="quiet">{words.withdraw}</Button>
              </Form>
            </ButtonRow>
          ) : null}
        </Card>
      )}
      {open === null && mayWrite ? (
        <div class="form-narrow">
          <Form page={page} action={`${base}/usul`}>
            <TextArea
              lang={lang}
              name="alasan"
              label={words.reason}
              hint={words.reasonHint}
              value={typed.reason}
              error={errorFor(errors, 'alasan')}
              rows={3}
            />
            <ButtonRow>
              <Button kind="danger">{words.propose}</Button>
            </ButtonRow>
          </Form>
        </div>
      ) : null}
    </Section>
  );
};

function stateOf(
  storage: CaseStorage,
  words: ReturnType<typeof retentionWords>['storage'],
  at: (moment: Temporal.Instant) => string,
): string {
  if (storage.erasedAt !== null) return words.erased(at(storage.erasedAt));
  if (storage.closedAt === null) return words.running;
  const closed = words.closed(at(storage.closedAt));
  if (!isUnproven(storage.status)) return closed;
  return `${closed} ${words.expires(at(storage.closedAt.add({ hours: UNPROVEN_DAYS * 24 })))}`;
}
