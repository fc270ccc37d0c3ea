/** The page of a case: what the rulebook finds, what was told, how the case went, what limit runs, who looked, and what may be done. */
import type { Rulebook } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { formatDay, formatInstant } from '../../platform/i18n/dates.ts';
import { formatBytes } from '../../platform/i18n/numbers.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Card,
  ClockCard,
  DefinitionList,
  DeskLayout,
  Disclosure,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Split,
  Stack,
  Table,
  TextField,
  Timeline,
  type TimelineItem,
} from '../../ui/index.ts';
import type { OfficeReport, ReporterIdentity } from '../reports/index.ts';
import { placedAccused } from './accused-places.ts';
import type { ActionType } from './case.ts';
import { assessCase } from './case-findings.ts';
import type { CasePanels } from './case-panel.ts';
import type { CaseView, Look, StepView } from './case-read-model.ts';
import { withClockChanges } from './clock-change-items.tsx';
import { clockCard } from './clock-words.ts';
import { actName, originName } from './desk-names.ts';
import { actionSlugs } from './desk-schemas.ts';
import { deskWords, stepWords } from './desk-words.ts';
import { Findings } from './findings.tsx';
import { acknowledgements } from './handover-page.tsx';
import { MachineSuggests } from './machine-suggests.tsx';
import { type RemedyOf, remediesOf } from './remedies.ts';
import { ChainState, HandoverSeals, HistoryLinks, isSound, StepSeal } from './seal-marks.tsx';
import { SeveralAccused } from './separate-form.tsx';
import { separateWords } from './separate-words.ts';
import { StepContents } from './step-contents.tsx';
import { type Trial, WhatIfPanel } from './what-if-panel.tsx';

export interface CasePageProps {
  readonly page: PageContext;
  readonly view: CaseView;
  readonly report: OfficeReport | null;
  readonly identity: ReporterIdentity | null;
  readonly identityError?: string | undefined;
  /** The reason that was refused: what was typed stays. */
  readonly identityReason?: string | undefined;
  readonly looks: readonly Look[];
  readonly now: Temporal.Instant;
  readonly done: boolean;
  readonly rulebook: Rulebook;
  /** When the public log seals next. */
  readonly nextSeal: Temporal.Instant;
  /** What was tried with other facts; null when the page is opened. */
  readonly trial: Trial | null;
  /** What other features show beside it. */
  readonly panels: CasePanels;
}

export const CasePage: FC<CasePageProps> = (props) => {
  const { page, view, report, rulebook, trial } = props;
  const { lang } = page;
  const found = assessCase(view, report, rulebook);
  const words = deskWords(lang);
  const first = view.accused[0];
  const remedies = remediesOf(view.steps, view.state.accused);
  const about = [
    first === undefined ? actName(view.actKind, lang) : words.page.accusedAt(first.post, view.regionName),
    originName(view.origin, lang),
    words.status[view.status],
    ...(report === null ? [] : [words.page.protectedReporter]),
  ].join(' · ');
  return (
    <DeskLayout
      page={page}
      title={view.number}
      notice={props.done ? <Notice lang={lang} title={words.done} /> : undefined}
      errors={
        props.identityError === undefined
          ? props.trial?.errors.map((error) => (error.field === '_form' ? { ...error, field: '' } : error))
          : [{ field: 'identityReason', message: props.identityError }]
      }
    >
      <PageHeading
        title={<span class="num">{view.number}</span>}
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: words.queue.title, href: page.to('/antrean') }, { label: view.number }]}
          />
        }
        lead={about}
      />
      <Split railFirst rail={<Rail {...props} />}>
        <Stack>
          {found === null ? null : (
            <>
              <Findings page={page} view={view} found={found} rulebook={rulebook} />
              <WhatIfPanel page={page} view={view} found={found} rulebook={rulebook} trial={trial} />
            </>
          )}
          <Section title={words.page.summary}>
            <p class="pre">{view.summary ?? words.page.noSummary}</p>
          </Section>
          {view.accused.length === 0 ? null : (
            <Section
              title={words.page.accused}
              aside={<a href={page.to(`/perkara/${view.number}/terlapor`)}>{words.page.tellAccused}</a>}
            >
              {placedAccused(view).map(({ place, person }) => (
                <DefinitionList
                  items={[
                    ...(person.name === '' ? [] : [{ term: words.page.name, value: person.name }]),
                    { term: words.page.post, value: person.post },
                    { term: words.page.unit, value: person.unitName },
                    { term: words.page.statusOf, value: statusName(person.status, lang) },
                    ...remedies
                      .filter((one) => one.position === place)
                      .map((one) => ({ term: words.page.remedy, value: remedyText(one, lang) })),
                  ]}
                />
              ))}
              {remedies
                .filter((one) => one.position === null)
                .map((one) => (
                  <p>
                    {words.page.remedy}: {remedyText(one, lang)} {words.page.remedyWhose}
                  </p>
                ))}
              {view.accused.length > 1 && remedies.some((one) => one.decidedOn === null) ? (
                <p class="small">{words.page.remedyForAll}</p>
              ) : null}
            </Section>
          )}
          {report === null ? null : <Account {...props} report={report} />}
          {props.panels.main}
          <Section title={words.page.journey}>
            <Timeline
              lang={lang}
              items={withClockChanges(
                view.steps.map((step) => ({ at: step.at, item: timelineItem(step, view, page, props.nextSeal) })),
                view.clockChanges,
                lang,
              )}
            />
            <ChainState page={page} view={view} whole={words.page.chainOk} />
            <HistoryLinks page={page} view={view} />
          </Section>
          <Looks {...props} />
        </Stack>
      </Split>
    </DeskLayout>
  );
};

/** The last who looked, on the page itself: whoever looks knows that it is seen. */
const Looks: FC<CasePageProps> = ({ page, view, looks }) => {
  const { lang } = page;
  const words = deskWords(lang);
  return (
    <Section
      title={words.page.looks}
      aside={<a href={page.to(`/perkara/${view.number}/dilihat`)}>{words.page.allLooks}</a>}
    >
      <ul class="looks">
        {looks.map((look) => (
          <li class="small">
            {[look.who, look.bodyName].filter((part) => part !== null).join(', ')} · {lookName(look, lang)} ·{' '}
            <span class="num">{formatInstant(look.at, 'WIB', lang, 'short')}</span>
            {look.reason === null ? null : <q>{look.reason}</q>}
          </li>
        ))}
      </ul>
    </Section>
  );
};

/** The right-hand rail: the running limit with its rule on top, what may be done, earlier limits. */
const Rail: FC<CasePageProps> = ({ page, view, now, panels }) => {
  const { lang } = page;
  const words = deskWords(lang);
  const running = view.clocks.filter((clock) => clock.state === 'running' || clock.state === 'stopped');
  const earlier = view.clocks.filter((clock) => !running.includes(clock));
  return (
    <Stack>
      {running.length === 0 ? (
        <Card title={words.page.noClock}>
          <p class="small">
            {view.status === 'information' ? words.page.noClockInformation : words.page.noClockElsewhere}
          </p>
          <Actions page={page} view={view} />
        </Card>
      ) : (
        running.map((clock, index) => (
          <ClockCard {...clockCard(clock, now, page)} headingLevel={2}>
            {index === 0 ? <Actions page={page} view={view} /> : undefined}
          </ClockCard>
        ))
      )}
      <SeveralAccused page={page} view={view} />
      <Siblings page={page} view={view} />
      {panels.rail}
      {earlier.length === 0 ? null : (
        <Disclosure summary={words.page.earlierClocks}>
          <Stack>
            {earlier.map((clock) => (
              <ClockCard {...clockCard(clock, now, page)} />
            ))}
          </Stack>
        </Disclosure>
      )}
    </Stack>
  );
};

/** Cases of the other accused, for whoever sees them. */
const Siblings: FC<{ readonly page: PageContext; readonly view: CaseView }> = ({ page, view }) => {
  const words = separateWords(page.lang);
  const carried = view.steps[0]?.kind === 'separated-from';
  if (view.siblings.length === 0 && !carried) return null;
  return (
    <Card title={words.panelTitle} headingLevel={2}>
      <p class="small">{carried ? words.carried : words.panelLead}</p>
      {view.siblings.length === 0 ? null : (
        <ul>
          {view.siblings.map((one) => (
            <li class="small">
              <a class="num" href={page.to(`/perkara/${one.number}`)}>
                {one.number}
              </a>
              , {words[one.direction]} · {deskWords(page.lang).status[one.status]} · {one.holderName}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
};

/** One primary action, the others quiet; what is not allowed now is not there. */
const Actions: FC<{ readonly page: PageContext; readonly view: CaseView }> = ({ page, view }) => {
  const words = deskWords(page.lang);
  if (view.actions.length === 0) {
    return view.closedAt === null ? <p class="small">{words.page.nothingToDo(view.holderName)}</p> : null;
  }
  return (
    <ButtonRow>
      {ordered(view).map((action, index) => (
        <ButtonLink
          href={page.to(`/perkara/${view.number}/${actionSlugs[action]}`)}
          kind={index === 0 ? 'primary' : 'quiet'}
          wide
        >
          {words.actions[action]}
        </ButtonLink>
      ))}
    </ButtonRow>
  );
};

/** What moves the case on comes first; completing facts does while there are none. */
function ordered(view: CaseView): readonly ActionType[] {
  const rank = (action: ActionType): number => {
    if (action === 'accept-handover') return 0;
    if (action === 'complete-facts') return view.facts === undefined || view.facts === null ? 1 : 5;
    if (action === 'extend-handling' || action === 'keep-as-information') return 6;
    if (action === 'return-handover') return 7;
    if (action === 'separate') return 6;
    // Said of oneself or of the authority, never what moves the case on.
    if (action === 'declare-interest') return 6;
    if (action === 'flag-conflict' || action === 'unflag-conflict') return 4;
    if (action === 'call-back') return 5;
    if (action === 'record-study') return view.status === 'studied' ? 4 : 2;
    if (action === 'make-finding') return view.origin === 'laporan' ? 4 : 2;
    return 2;
  };
  return [...view.actions].sort((a, b) => rank(a) - rank(b));
}

/** What the reporter told, sealed to this office; identity apart, behind a reason. */
const Account: FC<CasePageProps & { readonly report: OfficeReport }> = ({
  page,
  view,
  report,
  identity,
  identityError,
  identityReason,
}) => {
  const { lang } = page;
  const words = deskWords(lang).page;
  const { accused, place, story } = report.words;
  const who = [accused.name, accused.post, accused.unit].filter((part) => part !== undefined && part !== '').join(', ');
  return (
    <Section title={words.account}>
      <p class="small">{words.accountHint}</p>
      <blockquote class="account pre">{story}</blockquote>
      {report.additions.map((added) => (
        <>
          <p class="small">
            {added.completes ? words.completedAt(formatInstant(added.at, view.holderZone, lang)) : null}
            {added.completes ? null : words.addedAt(formatInstant(added.at, view.holderZone, lang))}
            {added.hasIdentity ? ` ${words.addedIdentity}` : null}
          </p>
          {added.words === '' ? null : <blockquote class="account pre">{added.words}</blockquote>}
        </>
      ))}
      <MachineSuggests lang={lang} text={story} current={view.actKind} where="below-words" />
      <DefinitionList
        items={[
          ...(who === '' ? [] : [{ term: words.accountAccused, value: who }]),
          ...(place === undefined || place === '' ? [] : [{ term: words.accountPlace, value: place }]),
          { term: words.happened, value: formatDay(report.happenedOn, lang) },
          { term: words.known, value: formatDay(report.knownOn, lang) },
        ]}
      />
      <h3>{words.evidence}</h3>
      {report.evidence.length === 0 ? (
        <p class="small">{words.noEvidence}</p>
      ) : (
        <ul class="files">
          {report.evidence.map((file) => (
            <li>
              <b>{file.fileName}</b>{' '}
              <small class="num">
                {formatBytes(file.size, lang)} · SHA-256 {file.sha256.slice(0, 12)}…
              </small>
              <br />
              {file.hasWorkingCopy ? (
                <a href={page.to(`/bukti/${file.id}`)} download>
                  {words.evidenceCopy}
                </a>
              ) : (
                <small>{words.evidenceNoCopy}</small>
              )}{' '}
              ·{' '}
              <a href={page.to(`/bukti/${file.id}/asli`)} download>
                {words.evidenceOriginal}
              </a>
            </li>
          ))}
        </ul>
      )}
      <h3 id="identitas">{words.identity}</h3>
      {identity !== null ? (
        <DefinitionList
          items={[
            { term: words.name, value: identity.name },
            { term: words.identityAddress, value: identity.address },
            { term: words.identityContact, value: identity.contact === '' ? '–' : identity.contact },
          ]}
        />
      ) : report.hasIdentity ? (
        <Form page={page} action={`/perkara/${view.number}/identitas`}>
          <p class="small">{words.identitySealed}</p>
          <TextField
            lang={lang}
            name="identityReason"
            label={words.identityReason}
            hint={words.identityHint}
            value={identityReason}
            error={identityError}
            maxlength={500}
          />
          <ButtonRow>
            <Button kind="quiet">{words.identityOpen}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <p class="small">{words.identityNone}</p>
      )}
    </Section>
  );
};

export function timelineItem(step: StepView, view: CaseView, page: PageContext, next: Temporal.Instant): TimelineItem {
  const { lang } = page;
  const words = deskWords(lang).page;
  const handover = view.handovers.find((h) => h.seq === step.seq);
  const office = step.toBodyName === null ? step.bodyName : words.to(step.bodyName, step.toBodyName);
  return {
    state: isSound(view, step) ? 'ok' : 'broken',
    title:
      step.kind === 'report-received' && step.statusAfter === 'information'
        ? words.informationReceived
        : stepWords(lang)[step.kind],
    time: formatInstant(step.at, step.bodyZone, lang, 'short'),
    body: step.actorName === null ? office : words.by(step.actorName, office),
    handOver: handover === undefined ? undefined : acknowledgements(handover, lang),
    children: (
      <>
        {step.hidden ? <p class="small quiet-note">{words.hidden}</p> : <StepContents step={step} page={page} />}
        <StepSeal page={page} view={view} step={step} next={next} withHandover={handover !== undefined} />
        {handover === undefined ? null : <HandoverSeals page={page} row={handover} seals={view.seals} next={next} />}
      </>
    ),
  };
}

function remedyText({ kind, filedOn, decidedOn }: RemedyOf, lang: PageContext['lang']): string {
  const words = deskWords(lang).page;
  const day = (date: string | null): string => (date === null ? '–' : formatDay(date, lang));
  const filed = words.remedyFiled[kind](day(filedOn));
  return `${filed}; ${decidedOn === null ? words.remedyOpen : words.remedyDecided(day(decidedOn))}`;
}

function statusName(status: string, lang: PageContext['lang']): string {
  const words = deskWords(lang).accusedStatus;
  const found: unknown = Reflect.get(words, status);
  return typeof found === 'string' ? found : status;
}

export function lookName(look: Look, lang: PageContext['lang']): string {
  const words = deskWords(lang);
  const audit: unknown = Reflect.get(words.audit, look.what);
  if (typeof audit === 'string') return audit;
  const action: unknown = look.what.startsWith('case.') ? Reflect.get(words.actions, look.what.slice(5)) : undefined;
  if (typeof action === 'string') return action;
  return look.access === 'write' ? words.page.lookWrote : words.page.lookRead;
}

/** All who looked or changed something. */
export const LooksPage: FC<{
  readonly page: PageContext;
  readonly view: CaseView;
  readonly looks: readonly Look[];
}> = ({ page, view, looks }) => {
  const { lang } = page;
  const words = deskWords(lang);
  return (
    <DeskLayout page={page} title={words.looksPage.title}>
      <PageHeading
        title={words.looksPage.title}
        above={
          <Breadcrumb
            lang={lang}
            items={[
              { label: words.queue.title, href: page.to('/antrean') },
              { label: view.number, href: page.to(`/perkara/${view.number}`) },
              { label: words.page.looks },
            ]}
          />
        }
      />
      <Table<Look>
        caption={words.looksPage.caption}
        captionHidden
        rows={looks}
        empty={<p>{words.looksPage.empty}</p>}
        columns={[
          {
            label: words.looksPage.when,
            head: true,
            cell: (look): Child => <span class="num">{formatInstant(look.at, 'WIB', lang)}</span>,
          },
          { label: words.looksPage.who, cell: (look): Child => look.who ?? '–' },
          { label: words.looksPage.office, cell: (look): Child => look.bodyName ?? '–' },
          { label: words.looksPage.did, cell: (look): Child => lookName(look, lang) },
        ]}
      />
    </DeskLayout>
  );
};
