/** Acts on many cases: choosing, the preview that lists what will happen to which case, and what became of each. */
import type { FC } from 'hono/jsx';
import type { Membership } from '../../platform/http/env.ts';
import { type Typed, typedText } from '../../platform/http/forms.ts';
import { relativeDue } from '../../platform/i18n/dates.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  CheckboxGroup,
  DeskLayout,
  EmptyState,
  errorFor,
  type FieldError,
  Form,
  type PageContext,
  PageHeading,
  RadioGroup,
  Section,
  Table,
  Tag,
  TextArea,
} from '../../ui/index.ts';
import { actName } from '../cases/index.ts';
import { type BulkKind, votes } from './bulk.ts';
import { bulkSlugs } from './desk-page.tsx';
import type { ReadFile } from './file-read.ts';
import { outcomeName } from './names.ts';
import type { BulkItem, BulkView } from './verification-service.ts';
import { verificationWords } from './words.ts';

export interface ChoosePageProps {
  readonly page: PageContext;
  readonly kind: BulkKind;
  readonly offices: readonly Membership[];
  readonly office: Membership;
  readonly files: readonly ReadFile[];
  readonly receivers: readonly { readonly id: string; readonly name: string }[];
  readonly now: Temporal.Instant;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

export const ChoosePage: FC<ChoosePageProps> = (props) => {
  const { page, kind, offices, office, files, receivers, now, typed, errors } = props;
  const { lang } = page;
  const words = verificationWords(lang).bulk;
  const readable = files.filter((file) => file.read);
  return (
    <DeskLayout page={page} title={words.title[kind]} errors={errors}>
      <PageHeading title={words.title[kind]} lead={words.lead} above={<Crumbs page={page} kind={kind} />} />
      {offices.length < 2 ? null : (
        <p>
          {offices.map((one) => (
            <>
              <a href={page.to(`/borongan/${bulkSlugs[kind]}?kantor=${one.bodyId}`)}>{one.bodyName}</a>{' '}
            </>
          ))}
        </p>
      )}
      {files.length === 0 ? (
        <EmptyState title={words.nothing}>{office.bodyName}</EmptyState>
      ) : kind === 'delegate-verification' && receivers.length === 0 ? (
        <EmptyState title={words.noReceiver}>{office.bodyName}</EmptyState>
      ) : (
        <Form page={page} action={`/borongan/${bulkSlugs[kind]}`} hidden={{ kantor: office.bodyId }}>
          {kind === 'cast-vote' ? (
            <RadioGroup
              lang={lang}
              name="suara"
              label={words.vote}
              value={typedText(typed, 'suara')}
              error={errorFor(errors, 'suara')}
              choices={votes.map((vote) => ({ value: vote, label: words.votes[vote] }))}
            />
          ) : null}
          {kind === 'delegate-verification' ? (
            <RadioGroup
              lang={lang}
              name="penerima"
              label={words.receiver}
              value={typedText(typed, 'penerima')}
              error={errorFor(errors, 'penerima')}
              choices={receivers.map((one) => ({ value: one.id, label: one.name }))}
            />
          ) : null}
          <RadioGroup
            lang={lang}
            name="pilih"
            label={words.which}
            value={typedText(typed, 'pilih') || 'centang'}
            error={errorFor(errors, 'pilih')}
            choices={[
              { value: 'centang', label: words.ticked },
              { value: 'semua', label: words.all(String(readable.length)) },
            ]}
          />
          <CheckboxGroup
            lang={lang}
            name="perkara"
            label={words.list}
            optional
            values={[typed.perkara ?? []].flat()}
            error={errorFor(errors, 'perkara')}
            choices={files.map((file) => ({
              value: `${file.number} ${file.lastSeq}`,
              label: <span class="num">{file.number}</span>,
              hint: [
                actName(file.actKind, lang),
                file.regionName,
                ...(file.dueAt === null ? [] : [relativeDue(file.dueAt, now, file.zone, lang).words]),
                file.read ? words.read : words.unread,
              ].join(' · '),
            }))}
          />
          <ButtonRow>
            <Button>{words.preview}</Button>
          </ButtonRow>
        </Form>
      )}
    </DeskLayout>
  );
};

export interface BulkPageProps {
  readonly page: PageContext;
  readonly bulk: BulkView;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

export const BulkPage: FC<BulkPageProps> = ({ page, bulk, typed, errors }) => {
  const { lang } = page;
  const all = verificationWords(lang);
  const words = all.bulk;
  const { kind } = bulk.wish;
  const taken = bulk.items.filter((item) => item.leftOut === null);
  const left = bulk.items.filter((item) => item.leftOut !== null);
  const done = taken.filter((item) => item.outcome === 'done').length;
  const fresh = bulk.state === 'prepared';
  const title = fresh ? words.previewTitle : words.resultTitle;
  const detail = bulk.wish.kind === 'cast-vote' ? words.votes[bulk.wish.vote] : (bulk.toBodyName ?? '');
  return (
    <DeskLayout page={page} title={`${title}: ${words.title[kind]}`} errors={errors}>
      <PageHeading
        title={title}
        lead={words.what[kind](detail)}
        about={bulk.bodyName}
        above={<Crumbs page={page} kind={kind} more={title} />}
      />
      {bulk.state === 'running' ? (
        <Callout lang={lang}>
          <p>{words.running}</p>
        </Callout>
      ) : bulk.state === 'broken' ? (
        <Callout lang={lang} kind="warn">
          <p>{words.broken}</p>
        </Callout>
      ) : null}
      <Section title={fresh ? words.will(String(taken.length)) : words.result(String(done), String(taken.length))}>
        <Items
          page={page}
          items={taken}
          cell={(item) => (fresh ? words.step(String(item.seq)) : outcome(item, lang))}
        />
      </Section>
      {left.length === 0 ? null : (
        <Section title={words.wont(String(left.length))}>
          <Items page={page} items={left} cell={(item) => (item.leftOut === null ? '' : words.leftOut[item.leftOut])} />
        </Section>
      )}
      {(fresh || bulk.state === 'broken') && taken.length > 0 ? (
        <div class="form-narrow">
          <Form page={page} action={`/borongan/hasil/${bulk.id}`}>
            {kind === 'accept-handover' ? null : (
              <TextArea
                lang={lang}
                name="alasan"
                label={words.reason}
                hint={words.reasonHint}
                rows={4}
                value={typedText(typed, 'alasan')}
                error={errorFor(errors, 'alasan')}
              />
            )}
            <CheckboxGroup
              lang={lang}
              name="kepentingan"
              label={words.interest}
              hint={words.interestHint}
              values={[typed.kepentingan ?? []].flat()}
              error={errorFor(errors, 'kepentingan')}
              choices={[{ value: 'tidak', label: words.interestLabel }]}
            />
            <p class="small">{words.once}</p>
            <ButtonRow>
              <Button>{words.confirm(String(taken.length))}</Button>
              <ButtonLink href={page.to(`/borongan/${bulkSlugs[kind]}`)} kind="quiet">
                {words.again}
              </ButtonLink>
            </ButtonRow>
          </Form>
        </div>
      ) : (
        <ButtonRow>
          <ButtonLink href={page.to(`/borongan/${bulkSlugs[kind]}`)} kind="quiet">
            {words.again}
          </ButtonLink>
        </ButtonRow>
      )}
    </DeskLayout>
  );
};

function outcome(item: BulkItem, lang: PageContext['lang']): string {
  return outcomeName(item.outcome, lang);
}

const Items: FC<{
  readonly page: PageContext;
  readonly items: readonly BulkItem[];
  readonly cell: (item: BulkItem) => string;
}> = ({ page, items, cell }) => {
  const { lang } = page;
  const words = verificationWords(lang);
  return (
    <Table<BulkItem>
      caption={words.bulk.list}
      captionHidden
      rows={items}
      empty={<p>{words.bulk.wrong.nothing}</p>}
      columns={[
        {
          label: words.desk.number,
          head: true,
          cell: (item) => (
            <a href={page.to(`/perkara/${item.number}`)}>
              <span class="num">{item.number}</span>
            </a>
          ),
        },
        { label: words.like.act, cell: (item) => `${actName(item.actKind, lang)}, ${item.regionName}` },
        {
          label: words.bulk.resultTitle,
          cell: (item) => (item.outcome === 'done' ? <Tag kind="done">{cell(item)}</Tag> : cell(item)),
        },
      ]}
    />
  );
};

const Crumbs: FC<{ readonly page: PageContext; readonly kind: BulkKind; readonly more?: string }> = ({
  page,
  kind,
  more,
}) => {
  const { lang } = page;
  const words = verificationWords(lang);
  const own = { label: words.bulk.title[kind], href: page.to(`/borongan/${bulkSlugs[kind]}`) };
  return (
    <Breadcrumb
      lang={lang}
      items={[
        { label: words.back, href: page.to('/antrean') },
        ...(more === undefined ? [{ label: own.label }] : [own, { label: more }]),
      ]}
    />
  );
};
