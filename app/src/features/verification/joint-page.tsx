/** The joint decision on one screen: what the case is, what its file lacks, how each body voted and why, one's own vote, and the decision. */
import type { Rulebook } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { type Typed, typedText } from '../../platform/http/forms.ts';
import { formatDay, formatInstant, relativeDue } from '../../platform/i18n/dates.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  Card,
  DefinitionList,
  DeskLayout,
  Disclosure,
  errorFor,
  type FieldError,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  RadioGroup,
  Section,
  Split,
  Stack,
  Tag,
  TextArea,
} from '../../ui/index.ts';
import {
  actionSlugs,
  actName,
  assessCase,
  type CaseView,
  deskWords,
  Findings,
  RuleLink,
  StakeFields,
  statusName,
} from '../cases/index.ts';
import { votes } from './bulk.ts';
import type { Completeness } from './completeness.ts';
import { OutcomeTag, shapeOf } from './desk-page.tsx';
import { property, textOf } from './file.ts';
import { bodyName } from './names.ts';
import { CompletenessCard } from './panels.tsx';
import { type Tally, tallyOf } from './tally.ts';
import { verificationWords } from './words.ts';

/** Actions whose forms stand on this very page. */
export const jointActions = ['cast-vote', 'verify', 'reject-verification'] as const;
export type JointAction = (typeof jointActions)[number];

export interface JointRefusal {
  /** `stake`: the question before the first act. */
  readonly action: JointAction | 'stake';
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  readonly refused?: string | undefined;
}

export interface JointPageProps {
  readonly page: PageContext;
  readonly view: CaseView;
  readonly completeness: Completeness | null;
  readonly duplicates: number;
  readonly rulebook: Rulebook;
  readonly now: Temporal.Instant;
  readonly saved: boolean;
  readonly refusal: JointRefusal | null;
}

interface CastVote {
  readonly seat: string;
  readonly vote: string;
  readonly reason: string;
  readonly seq: number;
  readonly at: Temporal.Instant;
}

/** Votes of this round, in their order: what was cast before the case was submitted again judged another file. */
export function votesOf(view: Pick<CaseView, 'steps'>): readonly CastVote[] {
  const round = view.steps.findLast((step) => step.kind === 'submitted' || step.kind === 'handover-returned')?.seq ?? 0;
  return view.steps.flatMap((step) =>
    step.kind === 'vote-cast' && step.seq > round && !step.hidden
      ? [
          {
            seat: textOf(property(step.content, 'seat')),
            vote: textOf(property(step.content, 'vote')),
            reason: textOf(property(step.content, 'reason')),
            seq: step.seq,
            at: step.at,
          },
        ]
      : [],
  );
}

export const JointPage: FC<JointPageProps> = (props) => {
  const { page, view, completeness, duplicates, rulebook, now, saved, refusal } = props;
  const { lang } = page;
  const all = verificationWords(lang);
  const words = all.joint;
  const found = assessCase(view, null, rulebook);
  const study = view.steps.findLast((step) => step.kind === 'study-recorded' && !step.hidden)?.content;
  const rows: unknown = property(study, 'rows');
  const running = view.clocks.find((clock) => clock.state === 'running');
  const due = running === undefined ? null : relativeDue(running.dueAt, now, running.zone, lang);
  const tally = tallyOf(view.state, view.state.seats);
  return (
    <DeskLayout
      page={page}
      title={`${words.title} ${view.number}`}
      errors={refusal?.errors}
      notice={saved ? <Notice lang={lang} title={words.saved} /> : undefined}
    >
      <PageHeading
        title={<span class="num">{view.number}</span>}
        lead={`${actName(view.actKind, lang)} · ${view.regionName}`}
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: all.desk.title, href: page.to('/verifikasi') }, { label: view.number }]}
          />
        }
      />
      {refusal?.refused === undefined ? null : (
        <Callout lang={lang} kind="warn">
          <p>{refusal.refused}</p>
        </Callout>
      )}
      <Split
        railFirst
        rail={
          <Stack>
            {running === undefined || due === null ? null : (
              <Card title={words.due(formatInstant(running.dueAt, running.zone, lang, 'short'))}>
                <Tag kind={due.tone}>{due.words}</Tag>
              </Card>
            )}
            {completeness === null ? null : <CompletenessCard page={page} found={completeness} />}
            {duplicates === 0 ? null : (
              <p>
                <a href={page.to(`/perkara/${view.number}/kembar`)}>{all.like.panel(String(duplicates))}</a>
              </p>
            )}
            <ButtonRow>
              <ButtonLink href={page.to(`/perkara/${view.number}`)} kind="quiet" wide>
                {words.casePage}
              </ButtonLink>
              {view.actions
                .filter((action) => !jointActions.some((one) => one === action))
                .map((action) => (
                  <ButtonLink href={page.to(`/perkara/${view.number}/${actionSlugs[action]}`)} kind="quiet" wide>
                    {deskWords(lang).actions[action]}
                  </ButtonLink>
                ))}
            </ButtonRow>
          </Stack>
        }
      >
        <Stack>
          <Votes {...props} tally={tally} />
          <Section title={words.summary}>
            <p class="pre">{view.summary ?? all.like.unknown}</p>
          </Section>
          <Section title={words.accused}>
            {view.accused.map((person) => (
              <DefinitionList
                items={[
                  ...(person.name === '' ? [] : [{ term: deskWords(lang).page.name, value: person.name }]),
                  { term: deskWords(lang).page.post, value: person.post },
                  { term: deskWords(lang).page.unit, value: person.unitName },
                  { term: deskWords(lang).page.statusOf, value: statusName(person.status, lang) },
                ]}
              />
            ))}
          </Section>
          <Section title={words.study}>
            <p class="pre">{textOf(property(study, 'text')) || words.noStudy}</p>
            {Array.isArray(rows) && rows.length > 0 ? (
              <p>
                {words.rows}:{' '}
                {rows.map((row: unknown) => (
                  <>
                    <RuleLink page={page} id={textOf(row)} />{' '}
                  </>
                ))}
              </p>
            ) : null}
          </Section>
          {found === null ? null : <Findings page={page} view={view} found={found} rulebook={rulebook} />}
        </Stack>
      </Split>
    </DeskLayout>
  );
};

const Votes: FC<JointPageProps & { readonly tally: Tally }> = ({ page, view, tally, refusal }) => {
  const { lang } = page;
  const all = verificationWords(lang);
  const words = all.joint;
  const cast = votesOf(view);
  const majority = tally.outcome === 'agree' || tally.outcome === 'disagree' ? tally.outcome : null;
  const report = view.steps.findLast((step) => step.kind === 'delegated-verification-reported' && !step.hidden);
  return (
    <Section title={words.votes} id="suara">
      <p>
        <OutcomeTag lang={lang} tally={tally} />
      </p>
      {tally.outcome === 'tied' ? (
        <Callout lang={lang}>
          <p>{words.wait.tied}</p>
        </Callout>
      ) : tally.outcome === 'recheck' ? (
        <Callout lang={lang}>
          <p>{words.wait.recheck}</p>
        </Callout>
      ) : tally.outcome === 'missing' ? (
        <p>{words.wait.missing(String(tally.missing))}</p>
      ) : null}
      {view.state.delegation === 'none' ? null : (
        <p>
          {words.delegation}: <Tag>{all.desk.delegation[view.state.delegation]}</Tag>{' '}
          {view.state.recheck === 'none' ? null : <Tag kind="due">{all.desk.recheck[view.state.recheck]}</Tag>}{' '}
          {report === undefined ? null : <q>{textOf(property(report.content, 'result'))}</q>}
        </p>
      )}
      {tally.seats.map(({ seat, vote }) => {
        const own = cast.filter((one) => one.seat === seat);
        const last = own.at(-1);
        return (
          <Card title={bodyName(seat)}>
            <p>
              {shapeOf(vote)} <b>{vote === null ? words.none : all.desk.vote[vote]}</b>{' '}
              {majority !== null && vote !== null && vote !== 'abstain' && vote !== majority ? (
                <Tag kind="due">{words.dissent}</Tag>
              ) : null}
            </p>
            {last === undefined ? null : <blockquote class="pre">{last.reason}</blockquote>}
            {own.length < 2 ? null : (
              <Disclosure summary={words.earlier}>
                {own.slice(0, -1).map((one) => (
                  <p class="small">
                    {formatDay(one.at.toZonedDateTimeISO('Asia/Jakarta').toPlainDate(), lang, 'medium')}:{' '}
                    {voteName(one.vote, lang)}. {one.reason}
                  </p>
                ))}
              </Disclosure>
            )}
          </Card>
        );
      })}
      {/* Said once before the first act: the forms come after it. */}
      {view.asksStake ? (
        <Form page={page} action={`/verifikasi/${view.number}/kepentingan`} hidden={{ seq: view.lastSeq }}>
          <StakeFields
            page={page}
            typed={refusal?.action === 'stake' ? refusal.typed : null}
            errors={refusal?.action === 'stake' ? refusal.errors : []}
          />
          <ButtonRow>
            <Button>{words.sayStake}</Button>
          </ButtonRow>
        </Form>
      ) : null}
      {!view.asksStake && view.actions.includes('cast-vote') ? (
        <JointForm page={page} view={view} action="cast-vote" title={words.mine} refusal={refusal} />
      ) : null}
      {!view.asksStake && view.actions.includes('verify') && mayDecide(tally, 'agree') ? (
        <JointForm page={page} view={view} action="verify" title={words.decide} refusal={refusal} />
      ) : null}
      {!view.asksStake && view.actions.includes('reject-verification') && mayDecide(tally, 'disagree') ? (
        <JointForm page={page} view={view} action="reject-verification" title={words.decide} refusal={refusal} />
      ) : null}
    </Section>
  );
};

/** The decision that the votes allow; whoever verifies where no body has a seat decides either way. */
function mayDecide({ outcome }: Tally, wanted: 'agree' | 'disagree'): boolean {
  return outcome === wanted || outcome === 'alone';
}

/** A reason of its own for each form: what is typed into one must not travel with the other. */
const JointForm: FC<{
  readonly page: PageContext;
  readonly view: CaseView;
  readonly action: JointAction;
  readonly title: string;
  readonly refusal: JointRefusal | null;
}> = ({ page, view, action, title, refusal }) => {
  const { lang } = page;
  const words = verificationWords(lang);
  const own = refusal?.action === action ? refusal : null;
  const value = (name: string): string => (own === null ? '' : typedText(own.typed, name));
  return (
    <Section title={title} headingLevel={3} id={actionSlugs[action]}>
      <Form page={page} action={`/verifikasi/${view.number}/${actionSlugs[action]}`} hidden={{ seq: view.lastSeq }}>
        {action === 'cast-vote' ? (
          <RadioGroup
            lang={lang}
            name="vote"
            label={words.bulk.vote}
            value={value('vote')}
            error={errorFor(own?.errors, 'vote')}
            choices={votes.map((vote) => ({ value: vote, label: words.bulk.votes[vote] }))}
          />
        ) : null}
        <TextArea
          lang={lang}
          name={reasonField[action]}
          label={deskWords(lang).page.reason}
          rows={4}
          value={value(reasonField[action])}
          error={errorFor(own?.errors, reasonField[action])}
        />
        <ButtonRow>
          <Button kind={action === 'reject-verification' ? 'quiet' : 'primary'}>
            {deskWords(lang).actions[action]}
          </Button>
        </ButtonRow>
      </Form>
    </Section>
  );
};

/** Ids must be unique on a page with several forms. */
export const reasonField = {
  'cast-vote': 'reason',
  verify: 'reason-verify',
  'reject-verification': 'reason-reject',
} as const satisfies Record<JointAction, string>;

function voteName(vote: string, lang: PageContext['lang']): string {
  const words = verificationWords(lang).desk.vote;
  return vote === 'agree' || vote === 'disagree' || vote === 'abstain' ? words[vote] : vote;
}
