/** Pages of referrals: the list of both ways, one referral with its file and its answers, what the page of a case shows, and the rules above the forms. */
import type { Child, FC } from 'hono/jsx';
import { type FieldError, type Typed, typedText } from '../../platform/http/forms.ts';
import { formatDay, formatInstant, relativeDue } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  Citation,
  DateField,
  DefinitionList,
  DeskLayout,
  Disclosure,
  EmptyState,
  errorFor,
  FilterBar,
  Form,
  NatureTag,
  Notice,
  type PageContext,
  PageHeading,
  Pagination,
  RadioGroup,
  Section,
  Stack,
  Table,
  Tag,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import type { Authority } from '../cases/index.ts';
import {
  REFERRALS_ON_PAGE,
  type ReceiptState,
  type ReferralFilter,
  type ReferralList,
  type ReferralView,
  receiptStates,
  referralFilters,
  returnCategories,
} from './referral-read.ts';
import type { OpenedReferral } from './referral-service.ts';
import { referralWords } from './words.ts';

export const referralHome = '/penerusan';

export function referralPath(view: Pick<ReferralView, 'caseNumber' | 'seq'>): string {
  return `/perkara/${view.caseNumber}/penerusan/${view.seq}`;
}

/** Kinds of documents that are the letter of a referral. */
export function letterKind(kind: ReferralView['kind']): string {
  return kind === 'gakkumdu' ? 'penerusan-gakkumdu' : 'penerusan-berwenang';
}

const toName = (view: ReferralView, lang: PageContext['lang']): string =>
  view.to.name === '' ? referralWords(lang).outside : view.to.name;

const DAY_MS = 86_400_000;

function daysLate(view: ReferralView): number {
  return view.endedAt === null
    ? 0
    : Math.max(0, Math.ceil((view.endedAt.epochMilliseconds - view.dueAt.epochMilliseconds) / DAY_MS));
}

/** "dibuka, belum dijawab" and how late it is: what the sender sees for ever. */
export const Standing: FC<{
  readonly page: PageContext;
  readonly view: ReferralView;
  readonly now: Temporal.Instant;
}> = ({ page, view, now }) => {
  const { lang } = page;
  const words = referralWords(lang).state;
  const late = daysLate(view);
  switch (view.state) {
    case 'returned':
      return <Tag kind="late">{words.returned}</Tag>;
    case 'accepted':
      return (
        <>
          <Tag kind="done">{words.accepted}</Tag>
          {late === 0 ? null : <small> {words.late(formatNumber(late, lang))}</small>}
        </>
      );
    case 'sent':
    case 'delivered':
    case 'opened': {
      const relative = relativeDue(view.dueAt, now, view.zone, lang);
      const said = view.state === 'delivered' && view.toBodyId !== null ? words.unopened : words[view.state];
      return (
        <Tag kind={relative.tone}>
          {said}, {relative.words}
        </Tag>
      );
    }
  }
};

export const ReferralListPage: FC<
  ReferralList & {
    readonly page: PageContext;
    readonly direction: 'in' | 'out';
    readonly filter: ReferralFilter;
    readonly number: number;
    readonly now: Temporal.Instant;
  }
> = ({ page, direction, filter, number, now, rows, counts }) => {
  const { lang } = page;
  const words = referralWords(lang);
  const address = (to: 'in' | 'out', only: ReferralFilter, at = 1): string =>
    page.to(
      `${referralHome}?arah=${to === 'in' ? 'masuk' : 'keluar'}${only === 'all' ? '' : `&keadaan=${filterSlugs[only]}`}${at > 1 ? `&halaman=${at}` : ''}`,
    );
  const first = (number - 1) * REFERRALS_ON_PAGE + 1;
  const last = first + rows.length - 1;
  const total = counts[filter];
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading title={words.title} lead={words.lead} />
      <Stack>
        <FilterBar
          page={page}
          action={referralHome}
          label={words.direction}
          filters={(['out', 'in'] as const).map((to) => ({
            label: words[to],
            href: address(to, 'all'),
            on: to === direction,
          }))}
        />
        <FilterBar
          page={page}
          action={referralHome}
          filters={referralFilters.map((only) => ({
            label: words.filters[only],
            href: address(direction, only),
            on: only === filter,
            count: counts[only],
          }))}
        />
        <Table<ReferralView>
          caption={words.caption[direction]}
          captionHidden
          keys
          rows={rows}
          empty={<EmptyState title={words.empty[direction].title}>{words.empty[direction].text}</EmptyState>}
          columns={[
            {
              label: words.columns.case,
              head: true,
              cell: (row) => (
                <a href={page.to(referralPath(row))}>
                  <b class="num">{row.caseNumber}</b>
                </a>
              ),
            },
            {
              label: words.columns.to,
              cell: (row) => (
                <>
                  {direction === 'in' ? row.from.name : toName(row, lang)}
                  <br />
                  <small>{words.kind[row.kind]}</small>
                </>
              ),
            },
            { label: words.columns.state, cell: (row) => <Standing page={page} view={row} now={now} /> },
            { label: words.columns.answer, cell: (row) => <Due page={page} view={row} /> },
          ]}
        />
        {total === 0 ? null : (
          <Pagination
            lang={lang}
            previous={number > 1 ? address(direction, filter, number - 1) : null}
            next={last < total ? address(direction, filter, number + 1) : null}
            summary={words.range(formatNumber(first, lang), formatNumber(last, lang), formatNumber(total, lang))}
          />
        )}
      </Stack>
    </DeskLayout>
  );
};

const Due: FC<{ readonly page: PageContext; readonly view: ReferralView }> = ({ page, view }) => (
  <>
    <span class="num">{formatInstant(view.dueAt, view.zone, page.lang, 'short')}</span>{' '}
    {view.dueRule === null ? null : <NatureTag lang={page.lang} nature={view.dueRule.nature} />}
  </>
);

/** The filters in the address. */
const filterSlugs = {
  all: 'semua',
  overdue: 'lewat',
  waiting: 'menunggu',
  returned: 'dikembalikan',
} as const satisfies Record<ReferralFilter, string>;

/** Anything else shows all. */
export function filterOf(slug: string | undefined): ReferralFilter {
  return referralFilters.find((one) => filterSlugs[one] === slug) ?? 'all';
}

function confidenceOf(text: string): 'seen' | 'recalled' | 'uncertain' {
  return text === 'seen' || text === 'recalled' ? text : 'uncertain';
}

/** Which form of the page came back with errors. */
export type ReferralForm = 'file' | 'receipt' | 'answer';

export interface ReferralPageProps {
  readonly page: PageContext;
  readonly found: OpenedReferral;
  readonly now: Temporal.Instant;
  /** Letters that were issued for the case: kind, number and hash. */
  readonly letters: readonly { readonly number: string; readonly sha256: string }[];
  readonly form: ReferralForm | null;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  readonly done: boolean;
}

export const ReferralPage: FC<ReferralPageProps> = (props) => {
  const { page, found, now, letters, errors, done } = props;
  const { view } = found;
  const { lang } = page;
  const words = referralWords(lang);
  const partWords: Readonly<Record<string, string>> = words.page.part;
  const path = referralPath(view);
  const at = (state: ReceiptState, instant: Temporal.Instant | null): Child => {
    const receipt = view.receipts.find((one) => one.state === state);
    if (receipt !== undefined)
      return (
        <>
          {formatDay(receipt.onDay, lang)}
          <br />
          <small>{words.page.letterOf(receipt.letterNumber)}</small>
          {receipt.sha256 === null ? null : (
            <>
              <br />
              <code class="hash">{receipt.sha256}</code>
            </>
          )}
        </>
      );
    return instant === null ? words.page.notYet : formatInstant(instant, view.zone, lang);
  };
  const letter = view.letter ?? letters[0] ?? null;
  return (
    <DeskLayout
      page={page}
      title={words.title}
      errors={errors}
      notice={done ? <Notice lang={lang} title={words.done} /> : undefined}
    >
      <PageHeading
        title={words.kind[view.kind]}
        above={
          <Breadcrumb
            lang={lang}
            items={[
              { label: view.caseNumber, href: page.to(`/perkara/${view.caseNumber}`) },
              { label: words.title, href: page.to(referralHome) },
            ]}
          />
        }
        {...(view.kind === 'gakkumdu' ? { lead: words.beside } : {})}
      />
      <Stack>
        <p>
          <Standing page={page} view={view} now={now} />
        </p>
        {view.state === 'returned' && view.direction === 'out' ? <Callout lang={lang}>{words.again}</Callout> : null}
        <DefinitionList
          items={[
            { term: words.page.from, value: view.from.name },
            {
              term: words.page.to,
              value: view.toBodyId === null ? `${toName(view, lang)} (${words.outside})` : view.to.name,
            },
            { term: words.page.case, value: <span class="num">{view.caseNumber}</span> },
            { term: words.page.sent, value: formatInstant(view.sentAt, view.zone, lang) },
            ...(view.toBodyId === null ? [{ term: words.page.delivered, value: at('delivered', null) }] : []),
            { term: words.page.opened, value: at('opened', view.openedAt) },
            view.state === 'returned'
              ? { term: words.page.returned, value: at('returned', view.returnedAt) }
              : { term: words.page.accepted, value: at('accepted', view.acceptedAt) },
            { term: words.page.due, value: <Due page={page} view={view} /> },
            ...(view.returnCategory === null
              ? []
              : [{ term: words.page.why, value: words.answer.categories[view.returnCategory] }]),
            ...(found.reason === null
              ? []
              : [{ term: words.page.reason, value: <span class="pre">{found.reason}</span> }]),
          ]}
        />
        <Citation
          lang={lang}
          label={words.page.rule}
          sources={[{ label: view.basis }]}
          confidence={confidenceOf(view.confidence)}
        />
        <p class="small">
          {words.says[view.kind]} {view.dueRule?.nature === 'target' ? words.rules.noLaw : null}
        </p>
        {view.direction === 'in' && view.endedAt === null ? <AnswerForm {...props} /> : null}
        {view.direction === 'out' && view.toBodyId === null && view.endedAt === null ? (
          <ReceiptForm {...props} />
        ) : null}
        <Section title={words.page.letter}>
          {letter === null ? (
            <p>
              {words.page.noLetter}{' '}
              {view.direction === 'out' ? (
                <a href={page.to(`/perkara/${view.caseNumber}/dokumen/baru?jenis=${letterKind(view.kind)}`)}>
                  {words.page.makeLetter}
                </a>
              ) : null}
            </p>
          ) : (
            <DefinitionList
              items={[
                ...(letter.number === '' ? [] : [{ term: words.page.letter, value: letter.number }]),
                { term: words.page.letterHash, value: <code class="hash">{letter.sha256}</code> },
              ]}
            />
          )}
        </Section>
        {view.direction === 'out' && view.toBodyId === null ? <FileForm {...props} /> : null}
        <Section title={words.page.parts}>
          <Table<{ readonly part: string; readonly sha256: string }>
            caption={words.page.parts}
            captionHidden
            rows={[...view.parts, { part: words.page.whole, sha256: view.sha256 }]}
            empty={null}
            columns={[
              { label: words.page.partName, head: true, cell: (row) => partWords[row.part] ?? row.part },
              { label: words.page.hash, cell: (row) => <code class="hash">{row.sha256}</code> },
            ]}
          />
          <p>
            {found.changed === null
              ? words.page.unknown
              : found.changed.length === 0
                ? words.page.same
                : words.page.changed(found.changed.map((part) => partWords[part] ?? part).join(', '))}
          </p>
        </Section>
        <Section title={words.page.signature}>
          <p>{words.page.signed}</p>
          <p>
            <code class="hash">{found.key}</code>
          </p>
          <ButtonRow>
            <ButtonLink href={page.to(`${path}/tanda-terima.json`)} download>
              {words.page.download}
            </ButtonLink>
            <ButtonLink href={page.to(`${path}/tanda-terima-bertanda.txt`)} kind="quiet" download>
              {words.page.note}
            </ButtonLink>
          </ButtonRow>
        </Section>
      </Stack>
    </DeskLayout>
  );
};

const AnswerForm: FC<ReferralPageProps> = ({ page, found, form, typed, errors }) => {
  const { lang } = page;
  const words = referralWords(lang).answer;
  const path = referralPath(found.view);
  const value = (name: string): string => (form === 'answer' ? typedText(typed, name) : '');
  return (
    <Section title={words.title}>
      <p>{words.lead}</p>
      <div class="form-narrow">
        <Form page={page} action={`${path}/terima`}>
          <ButtonRow>
            <Button>{words.accept}</Button>
          </ButtonRow>
        </Form>
        <Disclosure summary={words.return} open={form === 'answer'}>
          <Form page={page} action={`${path}/kembalikan`}>
            <RadioGroup
              lang={lang}
              name="category"
              label={words.category}
              value={value('category')}
              error={form === 'answer' ? errorFor(errors, 'category') : undefined}
              choices={returnCategories.map((one) => ({ value: one, label: words.categories[one] }))}
            />
            <TextArea
              lang={lang}
              name="reason"
              label={words.reason}
              value={value('reason')}
              error={form === 'answer' ? errorFor(errors, 'reason') : undefined}
              rows={4}
            />
            <ButtonRow>
              <Button kind="quiet">{words.return}</Button>
            </ButtonRow>
          </Form>
        </Disclosure>
      </div>
    </Section>
  );
};

const ReceiptForm: FC<ReferralPageProps> = ({ page, found, form, typed, errors }) => {
  const { lang } = page;
  const words = referralWords(lang).receipt;
  const value = (name: string): string => (form === 'receipt' ? typedText(typed, name) : '');
  const wrong = (name: string): string | undefined => (form === 'receipt' ? errorFor(errors, name) : undefined);
  const left = receiptStates.filter((state) => !found.view.receipts.some((one) => one.state === state));
  return (
    <Section title={words.title}>
      <p>{words.lead}</p>
      <div class="form-narrow">
        <Form page={page} action={`${referralPath(found.view)}/jawaban`}>
          <RadioGroup
            lang={lang}
            name="state"
            label={words.state}
            value={value('state')}
            error={wrong('state')}
            choices={left.map((one) => ({ value: one, label: words.states[one] }))}
          />
          <DateField
            lang={lang}
            name="day"
            label={words.day}
            value={{ day: value('day_day'), month: value('day_month'), year: value('day_year') }}
            error={wrong('day')}
          />
          <TextField
            lang={lang}
            name="number"
            label={words.number}
            value={value('number')}
            error={wrong('number')}
            maxlength={120}
          />
          <TextField
            lang={lang}
            name="sha256"
            label={words.hash}
            hint={words.hashHint}
            value={value('sha256')}
            error={wrong('sha256')}
            maxlength={64}
            optional
          />
          <ButtonRow>
            <Button>{words.save}</Button>
          </ButtonRow>
        </Form>
      </div>
    </Section>
  );
};

const FileForm: FC<ReferralPageProps> = ({ page, found, form, errors }) => {
  const { lang } = page;
  const words = referralWords(lang).file;
  return (
    <Section title={words.title}>
      <p>{words.lead}</p>
      {found.view.files === 0 ? null : <p>{words.made(formatNumber(found.view.files, lang))}</p>}
      <div class="form-narrow">
        <Form page={page} action={`${referralPath(found.view)}/berkas`}>
          <TextField
            lang={lang}
            name="passphrase"
            type="password"
            label={words.passphrase}
            hint={words.passphraseHint}
            error={form === 'file' ? errorFor(errors, 'passphrase') : undefined}
            autocomplete="new-password"
          />
          <ButtonRow>
            <Button kind="quiet">{words.make}</Button>
          </ButtonRow>
        </Form>
      </div>
    </Section>
  );
};

/** On the page of a case: each referral with what became of it. */
export const ReferralPanel: FC<{
  readonly page: PageContext;
  readonly caseNumber: string;
  readonly views: readonly ReferralView[];
  readonly now: Temporal.Instant;
}> = ({ page, caseNumber, views, now }) => {
  const { lang } = page;
  const words = referralWords(lang);
  return (
    <Section title={words.panel.title}>
      <ul class="plain">
        {views.map((view) => (
          <li>
            <b>{toName(view, lang)}</b> <small>{words.kind[view.kind]}</small>
            {view.caseNumber === caseNumber ? null : <small> · {words.panel.from(view.caseNumber)}</small>}
            <br />
            <Standing page={page} view={view} now={now} />
            <Citation lang={lang} sources={[{ label: view.basis }]} confidence={confidenceOf(view.confidence)} />
            {view.direction === 'other' ? null : (
              <p>
                <a href={page.to(referralPath(view))}>{words.panel.more}</a>
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
};

/** Above the fields of the forms: who is competent by which rule, and until when it answers. */
export const AuthorityRules: FC<{ readonly page: PageContext; readonly authorities: readonly Authority[] }> = ({
  page,
  authorities,
}) => {
  const { lang } = page;
  const words = referralWords(lang);
  return (
    <Disclosure summary={words.rules.title} open={authorities.length === 1}>
      <DefinitionList
        items={authorities.map(({ kind, basis, confidence, answer }) => ({
          term: words.kind[kind],
          value: (
            <>
              {words.says[kind]}
              <br />
              <small>
                {basis} ({words.rules.confidence[confidenceOf(confidence)]})
              </small>
              <br />
              <small>{words.rules.answer(formatNumber(answer.within, lang), words.rules.unit[answer.unit])}</small>{' '}
              <NatureTag lang={lang} nature={answer.nature} />
            </>
          ),
        }))}
      />
      {authorities.every(({ answer }) => answer.nature === 'target') ? <p class="small">{words.rules.noLaw}</p> : null}
    </Disclosure>
  );
};
