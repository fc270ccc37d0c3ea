/** The form by which an office opens a case itself, and what it says once the case is open. */
import { actKinds, type Rulebook } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import type { Membership } from '../../platform/http/env.ts';
import { FORM_KEY, formKey } from '../../platform/http/form-key.ts';
import { type Typed, typedText } from '../../platform/http/forms.ts';
import { formatDay, formatInstant } from '../../platform/i18n/dates.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  DateField,
  DeskLayout,
  errorFor,
  type FieldError,
  Form,
  Notice,
  type Option,
  type PageContext,
  PageHeading,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { actName, type CaseView, openedOrigins, stepName } from '../cases/index.ts';
import { verificationWords } from './words.ts';

/** Places that one list offers; whoever covers more looks for a part of the name first. */
export const MOST_PLACES = 300;
export const MOST_SOURCE = 2000;

export interface OpenPageProps {
  readonly page: PageContext;
  readonly rulebook: Pick<Rulebook, 'elections'>;
  readonly offices: readonly Membership[];
  readonly office: Membership;
  readonly places: readonly { readonly id: string; readonly name: string }[];
  readonly sought: string;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

/** A contest as the form sends it. */
export function contestOptions(rulebook: Pick<Rulebook, 'elections'>, lang: Language): readonly Option[] {
  const { contestName } = verificationWords(lang).open;
  return rulebook.elections.flatMap((election) =>
    election.contests.map((contest) => ({
      value: `${election.id}/${contest.id}`,
      label: contestName(election.name[lang], contest.name[lang], formatDay(contest.determinedOn, lang, 'medium')),
    })),
  );
}

export const OpenPage: FC<OpenPageProps> = ({ page, rulebook, offices, office, places, sought, typed, errors }) => {
  const { lang } = page;
  const words = verificationWords(lang).open;
  const value = (name: string): string => typedText(typed, name);
  const crumbs = [{ label: verificationWords(lang).back, href: page.to('/antrean') }, { label: words.title }];
  return (
    <DeskLayout page={page} title={words.title} errors={errors}>
      <PageHeading title={words.title} lead={words.lead} above={<Breadcrumb lang={lang} items={crumbs} />} />
      <div class="form-narrow">
        <Form
          page={page}
          action="/perkara/baru"
          method="get"
          hidden={{ kantor: office.bodyId, asal: value('asal') || undefined, media: value('media') || undefined }}
        >
          <TextField
            lang={lang}
            name="tempat"
            label={words.findPlace}
            value={sought}
            optional
            width="half"
            maxlength={100}
          />
          <ButtonRow>
            <Button kind="quiet">{words.find}</Button>
          </ButtonRow>
        </Form>
        <Form
          page={page}
          action="/perkara/baru"
          hidden={{ tempat: sought === '' ? undefined : sought, [FORM_KEY]: formKey(typed) }}
        >
          {offices.length === 1 ? (
            <input type="hidden" name="kantor" value={office.bodyId} />
          ) : (
            <RadioGroup
              lang={lang}
              name="kantor"
              label={words.office}
              value={office.bodyId}
              error={errorFor(errors, 'kantor')}
              choices={offices.map((one) => ({ value: one.bodyId, label: one.bodyName }))}
            />
          )}
          <RadioGroup
            lang={lang}
            name="asal"
            label={words.origin}
            value={value('asal')}
            error={errorFor(errors, 'asal')}
            choices={openedOrigins.map((one) => ({
              value: one,
              label: words.origins[one],
              hint: words.originHints[one],
            }))}
          />
          <Select
            lang={lang}
            name="pemilihan"
            label={words.contest}
            options={contestOptions(rulebook, lang)}
            value={value('pemilihan')}
            error={errorFor(errors, 'pemilihan')}
          />
          <Select
            lang={lang}
            name="wilayah"
            label={words.place}
            hint={words.placeHint(String(MOST_PLACES))}
            options={places.map((one) => ({ value: one.id, label: one.name }))}
            value={value('wilayah')}
            error={errorFor(errors, 'wilayah')}
          />
          <Select
            lang={lang}
            name="perbuatan"
            label={words.act}
            options={actKinds.map((one) => ({ value: one, label: actName(one, lang) }))}
            value={value('perbuatan')}
            error={errorFor(errors, 'perbuatan')}
          />
          <DateField
            lang={lang}
            name="ditemukan"
            label={words.found}
            hint={words.foundHint(office.bodyZone)}
            value={{ day: value('ditemukan_day'), month: value('ditemukan_month'), year: value('ditemukan_year') }}
            error={errorFor(errors, 'ditemukan')}
          />
          <TextArea
            lang={lang}
            name="sumber"
            label={words.source}
            hint={words.sourceHint}
            rows={4}
            limit={MOST_SOURCE}
            value={value('sumber')}
            error={errorFor(errors, 'sumber')}
          />
          <ButtonRow>
            <Button>{words.save}</Button>
            <ButtonLink href={page.to('/antrean')} kind="quiet">
              {verificationWords(lang).back}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </div>
    </DeskLayout>
  );
};

/** Straight after it was opened: the number, and the limit that began to run. */
export const OpenedPage: FC<{ readonly page: PageContext; readonly view: CaseView }> = ({ page, view }) => {
  const { lang } = page;
  const words = verificationWords(lang).open;
  const running = view.clocks.filter((clock) => clock.state === 'running');
  return (
    <DeskLayout page={page} title={words.opened} notice={<Notice lang={lang} title={words.opened} />}>
      <PageHeading title={<span class="num">{view.number}</span>} lead={words.opened} />
      {running.length === 0 ? (
        <p>{words.openedNone}</p>
      ) : (
        running.map((clock) => (
          <p>
            {words.openedLimit(
              stepName(clock.procedureId, clock.stepId, lang),
              formatInstant(clock.dueAt, clock.zone, lang),
            )}{' '}
            <small>{clock.basis}</small>
          </p>
        ))
      )}
      <ButtonRow>
        <ButtonLink href={page.to(`/perkara/${view.number}`)}>{words.go}</ButtonLink>
        <ButtonLink href={page.to('/perkara/baru')} kind="quiet">
          {words.title}
        </ButtonLink>
      </ButtonRow>
    </DeskLayout>
  );
};
