/** Objection and appeal in the own file: what was decided, until when it can be contested and by which rule, the form, and what became of it. */
import type { Rulebook } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import type { FieldError } from '../../platform/http/forms.ts';
import { formatDay, formatInstant } from '../../platform/i18n/dates.ts';
import {
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  Citation,
  DefinitionList,
  errorFor,
  Form,
  FormLayout,
  NatureTag,
  type PageContext,
  PageHeading,
  Section,
  TextArea,
} from '../../ui/index.ts';
import { optionName, type RemedyGround, remedyKind, remedyWindow } from '../cases/index.ts';
import type { EvidenceFile } from '../evidence/index.ts';
import { lawPath } from '../law/index.ts';
import { SealSection, sealWords } from '../ledger/index.ts';
import { AnswerFiles } from './answer-files.tsx';
import type { OwnFile } from './own-file.ts';
import { confidenceOf, remediesOf } from './remedies.ts';
import { remedyWords } from './remedy-words.ts';
import { accusedWords } from './words.ts';

/** Letters of the grounds. */
export const MOST_GROUNDS = 20_000;

interface GroundProps {
  readonly page: PageContext;
  readonly ground: RemedyGround;
  readonly now: Temporal.Instant;
  readonly rulebook: Pick<Rulebook, 'deadlineFor'>;
}

export type RemedyState = 'open' | 'disputed' | 'late' | 'before' | 'filed' | 'others' | 'none';

/** Whether a remedy can be filed now, and if not, why. */
export function remedyState(
  ground: RemedyGround,
  now: Temporal.Instant,
  rulebook: Pick<Rulebook, 'deadlineFor'>,
): RemedyState {
  if (ground.filed !== null) return ground.filed.mine ? 'filed' : 'others';
  if (ground.status === 'decided') return 'before';
  if (ground.status !== 'delivered') return 'none';
  const { until, untilAtMost } = remedyWindow(ground, rulebook);
  const passed = (at: Temporal.Instant | null): boolean => at !== null && Temporal.Instant.compare(now, at) > 0;
  if (passed(untilAtMost)) return 'late';
  return passed(until) ? 'disputed' : 'open';
}

/** Until when, counted from which day, by which rule, and how sure we are of it. */
const Until: FC<GroundProps> = ({ page, ground, rulebook }) => {
  const { lang } = page;
  const words = remedyWords(lang);
  const { step, until, untilAtMost } = remedyWindow(ground, rulebook);
  const at = (moment: Temporal.Instant): string => formatInstant(moment, ground.zone, lang);
  const rule = remediesOf(ground.decidedOn, ground.zone, rulebook).find((remedy) => remedy.step.id === step);
  return (
    <>
      {until === null ? (
        <p>{words.noLimit}</p>
      ) : (
        <p>
          <b>{words.until(at(until))}</b>{' '}
          {rule === undefined ? null : <NatureTag lang={lang} nature={rule.step.nature} />}{' '}
          {ground.decidedOn === null ? null : words.fromDecision(formatDay(ground.decidedOn, lang))}
        </p>
      )}
      {until === null || untilAtMost === null || ground.deliveredOn === null || untilAtMost.equals(until) ? null : (
        <p>{words.conflict(formatDay(ground.deliveredOn, lang), at(untilAtMost))}</p>
      )}
      {rule === undefined ? null : (
        <Citation
          lang={lang}
          sources={[{ label: rule.step.basis ?? 'PP 79/2021', href: page.to(lawPath.step('remedies', step)) }]}
          confidence={confidenceOf(rule.confidence)}
        />
      )}
    </>
  );
};

const Standing: FC<GroundProps & { readonly state: RemedyState }> = (props) => {
  const { page, ground, state, rulebook } = props;
  const { lang } = page;
  const words = remedyWords(lang);
  const { untilAtMost } = remedyWindow(ground, rulebook);
  switch (state) {
    case 'late':
      return (
        <>
          <Callout lang={lang} kind="warn">
            <p>
              <b>{untilAtMost === null ? '' : words.late(formatInstant(untilAtMost, ground.zone, lang))}</b>{' '}
              {words.lateThen}
            </p>
          </Callout>
          <Until {...props} />
        </>
      );
    case 'disputed':
      return (
        <>
          <Until {...props} />
          <Callout lang={lang} kind="warn">
            <p>{words.disputed}</p>
          </Callout>
        </>
      );
    case 'open':
      return <Until {...props} />;
    case 'before':
      return <p>{words.before}</p>;
    case 'others':
      return <p>{words.others}</p>;
    case 'filed':
    case 'none':
      return null;
  }
};

/** In the own file: the way to file, or what was filed and how it ended. */
export const RemedySection: FC<GroundProps & { readonly file: OwnFile }> = (props) => {
  const { page, ground, file, now, rulebook } = props;
  const { lang } = page;
  const words = remedyWords(lang);
  const state = remedyState(ground, now, rulebook);
  if (ground.outcome !== 'sanction') return null;
  const kind = remedyKind(ground.option);
  const { filed, ended } = ground;
  const endings: Readonly<Record<string, string>> = words.ended;
  return (
    <>
      <Section title={accusedWords(lang).file.remedies}>
        {filed === null ? null : (
          <p>
            <b>{words.filedOn(words.kind[filed.kind], formatDay(filed.on, lang))}</b>{' '}
            {filed.mine ? words.filedMine : ''}
          </p>
        )}
        {filed === null || !filed.mine ? <Standing {...props} state={state} /> : null}
        {ended === null ? null : (
          <DefinitionList
            items={[
              { term: words.outcome, value: endings[ended.as] ?? ended.as },
              {
                term: accusedWords(lang).file.decisionNumber,
                value: accusedWords(lang).file.decisionLine(
                  ended.number,
                  ended.on === '' ? '–' : formatDay(ended.on, lang),
                ),
              },
              ...(ended.option === null ? [] : [{ term: words.now, value: optionName(ended.option, lang) }]),
            ]}
          />
        )}
        {state === 'open' || state === 'disputed' ? (
          <ButtonRow>
            <ButtonLink href={page.to('/terlapor/upaya')}>{words.file[kind]}</ButtonLink>
          </ButtonRow>
        ) : null}
      </Section>
      {filed?.mine === true ? (
        <SealSection page={page} state={file.seal} zone={file.zone}>
          <Form page={page} action="/terlapor/segel">
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
      ) : null}
    </>
  );
};

export interface RemedyPageProps extends GroundProps {
  readonly typed: string;
  readonly errors: readonly FieldError[];
  readonly uploads: readonly EvidenceFile[];
  readonly takesFiles: boolean;
}

export const RemedyPage: FC<RemedyPageProps> = (props) => {
  const { page, ground, typed, errors, uploads, takesFiles, now, rulebook } = props;
  const { lang } = page;
  const words = remedyWords(lang);
  const answer = accusedWords(lang).answer;
  const kind = remedyKind(ground.option);
  const state = remedyState(ground, now, rulebook);
  const open = state === 'open' || state === 'disputed';
  return (
    <FormLayout
      page={page}
      title={words.file[kind]}
      errors={errors}
      quickExit={false}
      languageSwitch={false}
      back={{ href: page.to('/terlapor'), label: answer.back }}
    >
      <PageHeading title={words.file[kind]} lead={open ? words.lead[kind] : words.notOpen} />
      <Standing {...props} state={state} />
      {open && takesFiles ? <AnswerFiles page={page} uploads={uploads} errors={errors} back="upaya" /> : null}
      {/* What was typed stays in sight where the door has just shut. */}
      {open || typed !== '' ? (
        <Form page={page} action="/terlapor/upaya" hidden={{ jenis: kind }}>
          <p>{words.once}</p>
          <TextArea
            lang={lang}
            name="alasan"
            label={words.grounds}
            hint={words.groundsHint}
            value={typed}
            error={errorFor(errors, 'alasan')}
            limit={MOST_GROUNDS}
            rows={10}
            sealed
          />
          {open ? (
            <ButtonRow>
              <Button>{words.send[kind]}</Button>
            </ButtonRow>
          ) : null}
        </Form>
      ) : null}
    </FormLayout>
  );
};
