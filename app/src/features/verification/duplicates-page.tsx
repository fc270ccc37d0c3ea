/** Two cases beside each other, why they look alike, and the buttons by which a person joins or splits them. */
import type { Child, FC } from 'hono/jsx';
import { type Typed, typedText } from '../../platform/http/forms.ts';
import { formatDay } from '../../platform/i18n/dates.ts';
import {
  Breadcrumb,
  Button,
  ButtonRow,
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
  Tag,
  TextArea,
} from '../../ui/index.ts';
import { actName, type CaseView, deskWords, type JoinedCase, mayJoin } from '../cases/index.ts';
import type { Likely } from './duplicates-read.ts';
import type { ReadFile } from './file-read.ts';
import { JoinedLine } from './panels.tsx';
import { verificationWords } from './words.ts';

export interface DuplicatesPageProps {
  readonly page: PageContext;
  readonly view: CaseView;
  readonly own: ReadFile;
  readonly likely: readonly Likely[];
  /** Joined now, with the last step of the one that rests. */
  readonly joined: readonly (JoinedCase & { readonly seq: number })[];
  /** The person may join at this office. */
  readonly mayAct: boolean;
  readonly done: 'gabung' | 'pisah' | null;
  /** What was sent and refused, and about which other case. */
  readonly refused?: { readonly other: string; readonly typed: Typed; readonly error: string } | undefined;
}

export const DuplicatesPage: FC<DuplicatesPageProps> = (props) => {
  const { page, view, own, likely, joined, mayAct, done, refused } = props;
  const { lang } = page;
  const words = verificationWords(lang).like;
  const errors: FieldError[] =
    refused === undefined ? [] : [{ field: `alasan-${refused.other}`, message: refused.error }];
  return (
    <DeskLayout
      page={page}
      title={words.title}
      errors={errors}
      notice={done === null ? undefined : <Notice lang={lang} title={words.done[done]} />}
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
      {joined.length === 0 ? null : (
        <Section title={words.joined} id="gabungan">
          {joined.map((one) => (
            <>
              <p>
                <JoinedLine page={page} joined={one} />
              </p>
              {mayAct ? (
                <Form page={page} action={`/perkara/${view.number}/pisah`} hidden={{ lain: one.number, seq: one.seq }}>
                  <TextArea
                    lang={lang}
                    name={`alasan-${one.number}`}
                    label={words.splitReason}
                    rows={2}
                    value={refused?.other === one.number ? typedText(refused.typed, `alasan-${one.number}`) : ''}
                    error={errorFor(errors, `alasan-${one.number}`)}
                  />
                  <ButtonRow>
                    <Button kind="quiet">{words.split}</Button>
                  </ButtonRow>
                </Form>
              ) : null}
            </>
          ))}
        </Section>
      )}
      {likely.length === 0 ? (
        <EmptyState title={words.none}>{words.noneText}</EmptyState>
      ) : (
        likely.map((one) => <Compared {...props} one={one} errors={errors} />)
      )}
      {own.status === 'joined' ? null : <p class="small">{words.joinHint}</p>}
    </DeskLayout>
  );
};

const Compared: FC<DuplicatesPageProps & { readonly one: Likely; readonly errors: readonly FieldError[] }> = ({
  page,
  view,
  own,
  one,
  mayAct,
  refused,
  errors,
}) => {
  const { lang } = page;
  const words = verificationWords(lang).like;
  const other = one.file;
  const field = `alasan-${other.number}`;
  const joinable = mayJoin(own.status) && mayJoin(other.status) && own.holderBodyId === other.holderBodyId;
  return (
    <Section title={<span class="num">{other.number}</span>} id={`p-${other.number}`}>
      <p>
        {words.why}:{' '}
        {one.reasons.map((reason) => (
          <>
            <Tag>{words.reason[reason]}</Tag>{' '}
          </>
        ))}
      </p>
      <div class="sides">
        <Side page={page} title={words.this} file={own} />
        <Side page={page} title={words.other} file={other} link />
      </div>
      {!mayAct ? null : joinable ? (
        <Form
          page={page}
          action={`/perkara/${view.number}/gabung`}
          hidden={{ lain: other.number, seq: own.lastSeq, seqLain: other.lastSeq }}
        >
          <TextArea
            lang={lang}
            name={field}
            label={words.reasonLabel}
            rows={3}
            value={refused?.other === other.number ? typedText(refused.typed, field) : ''}
            error={errorFor(errors, field)}
          />
          <ButtonRow>
            <Button name="arah" value="dari">
              {words.joinFrom(other.number)}
            </Button>
            <Button kind="quiet" name="arah" value="ke">
              {words.joinInto(other.number)}
            </Button>
          </ButtonRow>
        </Form>
      ) : (
        <Callout lang={lang}>
          <p>{words.notJoinable}</p>
        </Callout>
      )}
    </Section>
  );
};

const Side: FC<{
  readonly page: PageContext;
  readonly title: string;
  readonly file: ReadFile;
  readonly link?: boolean;
}> = ({ page, title, file, link }) => {
  const { lang } = page;
  const words = verificationWords(lang).like;
  const or = (value: Child, there: boolean): Child => (there ? value : <span class="muted">{words.unknown}</span>);
  return (
    <div class="side">
      <h3 class="side-title">{title}</h3>
      <DefinitionList
        items={[
          {
            term: words.number,
            value: link === true ? <a href={page.to(`/perkara/${file.number}`)}>{file.number}</a> : file.number,
          },
          { term: words.status, value: deskWords(lang).status[file.status] },
          { term: words.holder, value: file.holderName },
          {
            term: words.opened,
            value: formatDay(file.openedAt.toZonedDateTimeISO('Asia/Jakarta').toPlainDate(), lang, 'medium'),
          },
          { term: words.act, value: actName(file.actKind, lang) },
          {
            term: words.day,
            value: or(file.actDay === null ? '' : formatDay(file.actDay, lang), file.actDay !== null),
          },
          { term: words.place, value: file.regionName },
          {
            term: words.accused,
            value: or(
              file.accused.map((person) => (
                <span>
                  {person.post}, {person.unitName}
                  <br />
                </span>
              )),
              file.accused.length > 0,
            ),
          },
          { term: words.summary, value: or(<span class="pre">{file.summary}</span>, file.summary !== '') },
          {
            term: words.files,
            value: or(
              file.evidence.map((hash) => (
                <small class="num">
                  {hash.slice(0, 12)}…
                  <br />
                </small>
              )),
              file.evidence.length > 0,
            ),
          },
        ]}
      />
    </div>
  );
};
