/** Looking a report up with its receipt: the form, and every step as it happens. Sets no cookie and puts the receipt into no address. */
import { findStep } from '@netra/rulebook';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { FC } from 'hono/jsx';
import type { ReferenceTypo } from '../../platform/crypto/reference.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Env } from '../../platform/http/env.ts';
import { type FieldError, typedOf, typedText } from '../../platform/http/forms.ts';
import { show } from '../../platform/http/server.ts';
import { formatDay, formatInstant, relativeDue } from '../../platform/i18n/dates.ts';
import { formatBytes } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import { unreachable } from '../../platform/result.ts';
import {
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  Card,
  Citation,
  type Confidence,
  DefinitionList,
  errorFor,
  Form,
  FormLayout,
  NatureTag,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Tag,
  TextField,
  Timeline,
  type TimelineItem,
} from '../../ui/index.ts';
import { reporterOpening } from '../cases/index.ts';
import type { EvidenceService } from '../evidence/index.ts';
import { lawPath } from '../law/index.ts';
import { receiptFileName, SealQrPage, SealSection, type SealState, sealState, sealWords } from '../ledger/index.ts';
import { wordsOfAct } from './act-words.ts';
import { AdditionSection } from './addition-pages.tsx';
import { additionRoutes } from './addition-routes.tsx';
import { additionService } from './addition-service.ts';
import { joinedStepsForReporter } from './joined-steps.ts';
import { readReceipt } from './receipt.ts';
import { completionLastHour } from './report-clock.ts';
import {
  isReport,
  placeForReporter,
  type ReporterClock,
  type ReporterPlace,
  type ReporterStep,
  type ReporterView,
  viewForReporter,
} from './report-read-model.ts';
import { readStatusPass, statusPass } from './status-pass.ts';
import { type StatusWords, statusWords } from './status-words.ts';
import { DemoNote, withoutCookie } from './wizard-parts.tsx';
import { wizardWords } from './words.ts';

/**
 * Steps that say only that somebody at an office worked on the file, and what concerns who decides there: how single bodies voted, that an
 * official stepped aside. Joining is told once, and what came with it goes on in the list.
 */
const hidden = new Set([
  'facts-completed',
  'vote-cast',
  'interest-declared',
  'case-joined',
  'case-split-off',
  'verification-delegated',
  'delegated-verification-reported',
  'verification-rechecked',
  'handover-arrived',
]);

export function statusRoutes(platform: Platform, evidence: EvidenceService): Hono<Env> {
  const routes = new Hono<Env>();
  const additions = additionService(platform, evidence);
  const limit = bodyLimit({ maxSize: 20_000, onError: (c) => platform.problem(c, 'too-large') });

  const showForm = async (c: Ctx, typed: string, errors: readonly FieldError[]): Promise<Response> => {
    const page = await platform.page(c);
    const legalNow = page.demo?.legalNow ?? null;
    return show(
      c,
      <LookUpPage page={withoutCookie(page, '/status')} typed={typed} errors={errors} legalNow={legalNow} />,
      errors.length > 0 ? 422 : 200,
    );
  };

  routes.get('/status', (c) => showForm(c, '', []));
  routes.get('/lapor/status', async (c) => c.redirect((await platform.page(c)).to('/status'), 303));
  // Under /lapor, where no form token and so no cookie is needed: looking up changes nothing. Answered directly, so that the receipt
  // stands in no address. A form of the page itself carries a pass instead of the receipt.
  const asked = async (c: Ctx): Promise<{ readonly receiptHash: Buffer; readonly go: string } | Response> => {
    if (!(await platform.limits.take('receipt-lookup', c.get('addressMark')))) return platform.problem(c, 'too-many');
    const typed = await typedOf(c);
    const words = statusWords(c.get('lang'));
    const go = typedText(typed, 'go');
    const pass = typedText(typed, 'pass');
    if (pass !== '') {
      const receiptHash = readStatusPass(platform, pass);
      return receiptHash === null
        ? showForm(c, '', [{ field: 'receipt', message: words.wrong.old }])
        : { receiptHash, go };
    }
    const receipt = typedText(typed, 'receipt');
    const hash = readReceipt(platform.keys, receipt);
    if (!hash.ok) return showForm(c, receipt, [{ field: 'receipt', message: typoWords(words, hash.error) }]);
    const there = await runAs(platform.db, { kind: 'public', receiptHash: hash.value }, (tx) =>
      isReport(tx, hash.value),
    );
    return there
      ? { receiptHash: hash.value, go }
      : showForm(c, receipt, [{ field: 'receipt', message: words.wrong.unknown }]);
  };

  routes.post('/lapor/status', limit, async (c) => {
    const found = await asked(c);
    return found instanceof Response ? found : showStatus(c, found.receiptHash);
  });

  const showStatus = async (c: Ctx, receiptHash: Buffer, notice?: string): Promise<Response> => {
    const page = await platform.page(c);
    const [view, place, seal, joined] = await runAs(
      platform.db,
      { kind: 'public', receiptHash },
      async (tx) =>
        [
          await viewForReporter(tx, receiptHash),
          await placeForReporter(tx),
          await sealState(platform, tx, await reporterOpening(tx)),
          await joinedStepsForReporter(tx),
        ] as const,
    );
    if (view === undefined || place === undefined)
      return showForm(c, '', [{ field: 'receipt', message: statusWords(page.lang).wrong.unknown }]);
    return show(
      c,
      <StatusPage
        page={withoutCookie(page, '/status')}
        view={view}
        joined={joined}
        place={place}
        lastIntake={completionLastHour(platform.law.current(), place)}
        seal={seal}
        pass={statusPass(platform, receiptHash)}
        now={await platform.legalClock.now()}
        legalNow={page.demo?.legalNow ?? null}
        notice={notice}
      />,
    );
  };

  routes.route('/', additionRoutes({ platform, evidence, additions, showStatus }));

  // The proof of the seal, as a file with a neutral name or as a code.
  routes.post('/lapor/status/segel', limit, async (c) => {
    const found = await asked(c);
    if (found instanceof Response) return found;
    const { receiptHash, go } = found;
    const page = await platform.page(c);
    const seal = await runAs(platform.db, { kind: 'public', receiptHash }, async (tx) =>
      sealState(platform, tx, await reporterOpening(tx)),
    );
    if (seal.kind !== 'sealed')
      return showForm(c, '', [{ field: 'receipt', message: statusWords(page.lang).notSealedYet }]);
    if (go === 'qr')
      return show(
        c,
        <SealQrPage page={withoutCookie(page, '/status')} receipt={seal.receipt}>
          <Form page={page} action="/lapor/status" csrf={false} hidden={{ pass: statusPass(platform, receiptHash) }}>
            <ButtonRow>
              <Button kind="quiet">{sealWords(page.lang).back}</Button>
            </ButtonRow>
          </Form>
        </SealQrPage>,
      );
    return c.body(seal.receipt, 200, {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${receiptFileName}"`,
      'cache-control': 'no-store',
    });
  });
  return routes;
}

function typoWords(words: StatusWords, typo: ReferenceTypo): string {
  switch (typo.reason) {
    case 'empty':
      return words.wrong.empty;
    case 'length':
      return words.wrong.length(String(typo.found), String(typo.expected));
    case 'character':
      return words.wrong.character(typo.character, String(typo.at));
    case 'check':
      return words.wrong.check;
    default:
      return unreachable(typo);
  }
}

interface LookUpProps {
  readonly page: PageContext;
  readonly typed: string;
  readonly errors: readonly FieldError[];
  readonly legalNow: string | null;
}

const LookUpPage: FC<LookUpProps> = ({ page, typed, errors, legalNow }) => {
  const words = statusWords(page.lang);
  return (
    <FormLayout page={page} title={words.title} errors={errors}>
      <DemoNote lang={page.lang} legalNow={legalNow} />
      <PageHeading title={words.title} lead={words.lead} />
      <Form page={page} action="/lapor/status" csrf={false}>
        <TextField
          lang={page.lang}
          name="receipt"
          label={words.label}
          hint={words.hint}
          error={errorFor(errors, 'receipt')}
          value={typed}
          code
        />
        <ButtonRow>
          <Button>{words.submit}</Button>
        </ButtonRow>
      </Form>
      <p>
        {words.noNumber} <a href={page.to('/lapor')}>{words.report}</a>
      </p>
    </FormLayout>
  );
};

interface StatusProps {
  readonly page: PageContext;
  readonly view: ReporterView;
  /** Steps of the case into which this one was joined. */
  readonly joined: readonly ReporterStep[];
  readonly place: ReporterPlace;
  /** Last open hour of the office before the limit to complete. */
  readonly lastIntake: Temporal.Instant | null;
  readonly seal: SealState;
  readonly pass: string;
  readonly now: Temporal.Instant;
  readonly legalNow: string | null;
  readonly notice?: string | undefined;
}

const StatusPage: FC<StatusProps> = ({ page, view, joined, place, lastIntake, seal, pass, now, legalNow, notice }) => {
  const { lang } = page;
  const words = statusWords(lang);
  const title = view.kind === 'laporan' ? words.shown : words.shownInformation;
  const addition = <AdditionSection page={page} place={place} lastIntake={lastIntake} now={now} pass={pass} />;
  const running = view.clocks.filter((clock) => clock.state === 'running');
  const late = view.clocks.filter((clock) => clock.state === 'met-late');
  return (
    <FormLayout
      page={page}
      title={title}
      languageSwitch={false}
      notice={notice === undefined ? undefined : <Notice lang={lang} title={notice} />}
    >
      <DemoNote lang={lang} legalNow={legalNow} />
      <PageHeading title={title} />
      {place.awaited ? addition : null}
      <Section title={words.limits}>
        {running.length > 0 ? (
          running.map((clock) => <Limit page={page} clock={clock} now={now} />)
        ) : (
          <p>{stillInformation(view) ? words.noLimitsInformation : words.noLimits}</p>
        )}
        {view.clocks.map((clock) =>
          clock.state === 'stopped' ? <p class="small">{words.stopped(stepName(clock, lang))}</p> : null,
        )}
        {late.map((clock) => (
          <p class="small">
            <Tag kind="late">{stepName(clock, lang)}</Tag>{' '}
            {words.metLate(stepName(clock, lang), formatInstant(clock.dueAt, clock.zone, lang))}
          </p>
        ))}
      </Section>
      <Section title={words.steps}>
        <Timeline lang={lang} items={view.steps.filter((step) => !hidden.has(step.kind)).map((s) => itemOf(s, lang))} />
      </Section>
      {joined.length === 0 ? null : (
        <Section title={words.joinedSteps}>
          <p class="small">{words.joinedStepsLead}</p>
          <Timeline lang={lang} items={joined.filter((step) => !hidden.has(step.kind)).map((s) => itemOf(s, lang))} />
        </Section>
      )}
      {place.awaited ? null : addition}
      <SealSection page={page} state={seal} zone={view.steps[0]?.zone ?? 'WIB'} optional>
        <Form page={page} action="/lapor/status/segel" csrf={false} hidden={{ pass }}>
          <ButtonRow>
            <Button kind="quiet" name="go" value="file">
              {sealWords(lang).download}
            </Button>
            <Button kind="quiet" name="go" value="qr">
              {sealWords(lang).showQr}
            </Button>
          </ButtonRow>
        </Form>
      </SealSection>
      <Section title={words.told}>
        <DefinitionList
          items={[
            { term: words.kind, value: wizardWords(lang).receipt.kinds[view.kind] },
            { term: words.act, value: wordsOfAct(view.actKind, lang).label },
            { term: words.happened, value: formatDay(view.happenedOn, lang) },
            { term: words.region, value: view.regionName },
            { term: words.office, value: view.officeName },
            {
              term: words.files,
              value:
                view.files.length === 0 ? (
                  words.noFiles
                ) : (
                  <ul>
                    {view.files.map((file) => (
                      <li>
                        {formatBytes(file.size, lang)}, SHA-256 <code class="num">{file.sha256}</code>
                      </li>
                    ))}
                  </ul>
                ),
            },
          ]}
        />
        <p class="small">{words.toldNote}</p>
        <Form page={page} action="/lapor/status/data" csrf={false} hidden={{ pass }}>
          <ButtonRow>
            <Button kind="quiet">{words.ownData}</Button>
          </ButtonRow>
        </Form>
      </Section>
      <ButtonRow>
        <ButtonLink href={page.to('/status')} kind="quiet">
          {words.another}
        </ButtonLink>
      </ButtonRow>
    </FormLayout>
  );
};

/** Information that no office has taken up yet: it has no limit, and saying "none is running" would hide why. */
function stillInformation(view: ReporterView): boolean {
  return view.kind === 'informasi-awal' && !view.steps.some((step) => step.kind === 'finding-made');
}

/** One running limit: which step, at which office, until when, by which rule; and openly that it has passed. */
const Limit: FC<{ readonly page: PageContext; readonly clock: ReporterClock; readonly now: Temporal.Instant }> = ({
  page,
  clock,
  now,
}) => {
  const { lang } = page;
  const words = statusWords(lang);
  const due = relativeDue(clock.dueAt, now, clock.zone, lang);
  return (
    <Card title={stepName(clock, lang)}>
      <p class="clock-tags">
        <Tag kind={due.tone}>{due.words}</Tag> <NatureTag lang={lang} nature={clock.nature} />
      </p>
      <p>
        <b class="num">{formatInstant(clock.dueAt, clock.zone, lang)}</b>,{' '}
        {words.limitBy(clock.bodyName === '' ? words.otherOffice : clock.bodyName)}
      </p>
      {due.tone === 'late' ? (
        <Callout lang={lang} kind="warn">
          <p>{words.limitLate}</p>
        </Callout>
      ) : null}
      <Citation
        lang={lang}
        sources={[{ label: clock.basis, href: page.to(lawPath.step(clock.procedureId, clock.stepId)) }]}
        confidence={confidenceOf(clock.confidence)}
      />
    </Card>
  );
};

function stepName(clock: ReporterClock, lang: Language): string {
  return findStep(clock.procedureId, clock.stepId)?.name[lang] ?? clock.stepId;
}

function confidenceOf(text: string): Confidence {
  return text === 'seen' || text === 'recalled' ? text : 'uncertain';
}

function itemOf(step: ReporterStep, lang: Language): TimelineItem {
  const words = statusWords(lang);
  const title = Object.entries(words.event).find(([kind]) => kind === step.kind)?.[1] ?? words.otherStep;
  const to = step.toBodyName === null ? '' : `, ${words.to(step.toBodyName)}`;
  return {
    state: 'ok',
    title,
    time: formatInstant(step.at, step.zone, lang),
    // An office to which the own case did not go is not named: who else is accused is not the reporter's to learn.
    body: `${step.bodyName === '' ? words.otherOffice : step.bodyName}${to}`,
  };
}
