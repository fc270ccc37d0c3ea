/** Pages of the outreach kit: the list, the two steps of making one, and a kit with its pictures. */
import { confidenceWords } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import type { FieldError } from '../../platform/http/forms.ts';
import { formatDay } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  CheckboxGroup,
  DefinitionList,
  DeskLayout,
  Disclosure,
  EmptyState,
  errorFor,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  PublicLayout,
  RadioGroup,
  Section,
  Select,
  Table,
  TextField,
} from '../../ui/index.ts';
import { lawPath } from '../law/index.ts';
import { altOf, type ReadyKit, shortLink, shownIn, slideAlt } from './draw.ts';
import { type FormatId, formatIds } from './formats.ts';
import { headlineFor, headlines, type Kit, pathOfTarget, targets } from './kit.ts';
import { LONGEST_EXTRA, type TypedKit } from './kit-form.ts';
import type { KitPlace, Visits } from './outreach-service.ts';
import { picturesOf, pixelsOf } from './press.ts';
import type { StageOfKit } from './stages.ts';
import { type Duty, duties, isFirstFor, type Told } from './statements.ts';
import { outreachWords } from './words.ts';

export const home = '/alat-peraga';
export const newPath = `${home}/baru`;
export const contentPath = `${home}/baru/isi`;
export const kitPath = (id: string): string => `${home}/${id}`;

export const ListPage: FC<{
  readonly page: PageContext;
  readonly kits: readonly Kit[];
  readonly stageName: (kit: Kit) => string;
}> = ({ page, kits, stageName }) => {
  const { lang } = page;
  const words = outreachWords(lang);
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading title={words.title} lead={words.lead} />
      <ButtonRow>
        <ButtonLink href={page.to(newPath)}>{words.make}</ButtonLink>
      </ButtonRow>
      <Table<Kit>
        caption={words.listCaption}
        rows={kits}
        empty={
          <EmptyState title={words.none}>
            <p>{words.noneLead}</p>
          </EmptyState>
        }
        columns={[
          {
            label: words.form.headline,
            head: true,
            cell: (kit) => <a href={page.to(kitPath(kit.id))}>{headlines[kit.headline][kit.lang]}</a>,
          },
          { label: words.duty, cell: (kit) => words.dutyName[kit.duty] },
          { label: words.stage, cell: (kit) => stageName(kit) },
          { label: words.office, cell: (kit) => kit.office },
          { label: words.made, cell: (kit) => formatDay(kit.madeOn, lang, 'medium') },
          {
            label: words.state,
            cell: (kit) => (kit.withdrawnOn === null ? words.inUse : words.withdrawn),
          },
        ]}
      />
    </DeskLayout>
  );
};

export interface Office {
  readonly bodyId: string;
  readonly bodyName: string;
}

export const ChoosePage: FC<{
  readonly page: PageContext;
  readonly offices: readonly Office[];
  readonly stages: readonly StageOfKit[];
  readonly place: KitPlace;
  /** The one that runs or comes next. */
  readonly current: StageOfKit | undefined;
}> = ({ page, offices, stages, place, current }) => {
  const { lang } = page;
  const words = outreachWords(lang);
  return (
    <DeskLayout page={page} title={words.choose.title}>
      <Crumbs page={page} title={words.make} />
      <PageHeading title={words.choose.title} lead={words.choose.lead} />
      <Form page={page} action={contentPath} method="get">
        {offices.length < 2 ? null : (
          <Select
            lang={lang}
            name="kantor"
            label={words.office}
            empty={false}
            value={place.bodyId}
            options={offices.map((one) => ({ value: one.bodyId, label: one.bodyName }))}
          />
        )}
        <Select
          lang={lang}
          name="tugas"
          label={words.duty}
          empty={false}
          value={place.duty}
          options={duties.map((duty) => ({ value: duty, label: words.dutyName[duty] }))}
        />
        <RadioGroup
          lang={lang}
          name="tahap"
          label={words.stage}
          value={place.stage}
          choices={stages.map((stage) => ({
            value: stage.id,
            label: stage.name[lang],
            hint: stageHint(stage, stage.id === current?.id, lang),
          }))}
        />
        <RadioGroup
          lang={lang}
          name="bahasa"
          label={words.choose.language}
          value={place.lang}
          choices={(['id', 'en'] as const).map((one) => ({ value: one, label: words.langName[one] }))}
        />
        <ButtonRow>
          <Button>{words.choose.next}</Button>
        </ButtonRow>
      </Form>
    </DeskLayout>
  );
};

function stageHint(stage: StageOfKit, isCurrent: boolean, lang: Language): string | undefined {
  const words = outreachWords(lang);
  const day = (text: string): string => formatDay(text, lang, 'medium');
  const { from, to } = stage;
  const span =
    from === null
      ? to === null
        ? ''
        : words.print.until(day(to))
      : to === null
        ? words.print.since(day(from))
        : from === to
          ? day(from)
          : `${day(from)} – ${day(to)}`;
  const parts = [
    span,
    ...(stage.confidence === 'seen' ? [] : [words.choose.unsure]),
    ...(isCurrent ? [words.choose.now] : []),
  ].filter((part) => part !== '');
  return parts.length === 0 ? undefined : parts.join(' · ');
}

const Crumbs: FC<{ readonly page: PageContext; readonly title: string }> = ({ page, title }) => (
  <Breadcrumb
    lang={page.lang}
    items={[{ label: outreachWords(page.lang).title, href: page.to(home) }, { label: title }]}
  />
);

/** What a fresh form proposes: the fitting sentence, what fits the duty, and every format. */
export function proposal(known: readonly Told[], duty: Duty): TypedKit {
  const fitting = (no: boolean): readonly string[] =>
    known.filter((one) => (one.says === 'no') === no && isFirstFor(one.id, duty)).map((one) => one.id);
  return {
    headline: headlineFor[duty],
    no: fitting(true).slice(0, 3),
    yes: fitting(false).slice(0, 2),
    extra: '',
    target: 'bolehkah',
    formats: formatIds,
  };
}

export const ContentPage: FC<{
  readonly page: PageContext;
  readonly place: KitPlace;
  readonly stage: StageOfKit;
  readonly known: readonly Told[];
  readonly typed: TypedKit;
  readonly submissionKey: string;
  readonly errors?: readonly FieldError[] | undefined;
}> = ({ page, place, stage, known, typed, submissionKey, errors }) => {
  const { lang } = page;
  const words = outreachWords(lang);
  const choice = (one: Told) => ({
    value: one.id,
    label: one.text[place.lang],
    hint: `${one.cite} · ${confidenceWords[one.confidence][lang]}${one.says === 'free' ? ` · ${words.print.free}` : ''}`,
  });
  const query = `?kantor=${place.bodyId}&tugas=${place.duty}&tahap=${place.stage}&bahasa=${place.lang}`;
  return (
    <DeskLayout page={page} title={words.form.title} errors={errors}>
      <Crumbs page={page} title={words.make} />
      <PageHeading title={words.form.title} about={words.form.about(words.dutyName[place.duty], stage.name[lang])} />
      <p>
        <a href={page.to(`${newPath}${query}`)}>{words.form.change}</a>
      </p>
      <Form
        page={page}
        action={contentPath}
        hidden={{
          kirim: submissionKey,
          kantor: place.bodyId,
          tugas: place.duty,
          tahap: place.stage,
          bahasa: place.lang,
        }}
      >
        <RadioGroup
          lang={lang}
          name="kalimat"
          label={words.form.headline}
          value={typed.headline}
          error={errorFor(errors, 'kalimat')}
          choices={Object.entries(headlines).map(([id, text]) => ({ value: id, label: text[place.lang] }))}
        />
        <CheckboxGroup
          lang={lang}
          name="larang"
          label={words.form.no}
          hint={words.form.noHint}
          values={typed.no}
          error={errorFor(errors, 'larang')}
          choices={known.filter((one) => one.says === 'no').map(choice)}
        />
        <CheckboxGroup
          lang={lang}
          name="boleh"
          label={words.form.yes}
          hint={words.form.yesHint}
          optional
          values={typed.yes}
          error={errorFor(errors, 'boleh')}
          choices={known.filter((one) => one.says !== 'no').map(choice)}
        />
        <TextField
          lang={lang}
          name="baris"
          label={words.form.extra}
          hint={words.form.extraHint}
          optional
          maxlength={LONGEST_EXTRA * 2}
          value={typed.extra}
          error={errorFor(errors, 'baris')}
        />
        <RadioGroup
          lang={lang}
          name="tujuan"
          label={words.form.target}
          value={typed.target}
          error={errorFor(errors, 'tujuan')}
          choices={targets.map((one) => ({ value: one, label: words.targetName[one] }))}
        />
        <CheckboxGroup
          lang={lang}
          name="ukuran"
          label={words.form.formats}
          values={typed.formats}
          error={errorFor(errors, 'ukuran')}
          choices={formatIds.map((one) => ({ value: one, label: words.format[one] }))}
        />
        <p class="small">{words.form.looks}</p>
        <ButtonRow>
          <Button>{words.form.submit}</Button>
        </ButtonRow>
      </Form>
    </DeskLayout>
  );
};

export const KitPage: FC<{
  readonly page: PageContext;
  readonly kit: Kit;
  /** Undefined: the rules changed, or it was withdrawn, and nothing is drawn. */
  readonly ready: ReadyKit | undefined;
  readonly stageName: string;
  readonly visits: Visits;
  readonly publicUrl: string;
  readonly done: 'made' | 'withdrawn' | null;
}> = ({ page, kit, ready, stageName, visits, publicUrl, done }) => {
  const { lang } = page;
  const words = outreachWords(lang);
  const title = headlines[kit.headline][kit.lang];
  const link = shortLink(kit, publicUrl);
  return (
    <DeskLayout
      page={page}
      title={title}
      notice={done === null ? null : <Notice lang={lang} title={words.kit[done]} />}
    >
      <Crumbs page={page} title={title} />
      <PageHeading title={title} about={`${kit.office} · ${words.dutyName[kit.duty]} · ${stageName}`} />
      {ready === undefined ? (
        <Callout lang={lang} kind="warn">
          <p>
            {kit.withdrawnOn === null ? words.kit.changed : words.kit.isWithdrawn(formatDay(kit.withdrawnOn, lang))}
          </p>
        </Callout>
      ) : (
        <>
          <ButtonRow>
            <ButtonLink href={page.to(`${kitPath(kit.id)}/semua.zip`)} download>
              {words.kit.all}
            </ButtonLink>
            <ButtonLink kind="quiet" href={page.to(newPath)}>
              {words.kit.again}
            </ButtonLink>
          </ButtonRow>
          <div class="outreach">
            {kit.formats.map((format) => (
              <FormatCard page={page} ready={ready} format={format} publicUrl={publicUrl} />
            ))}
          </div>
          <Section title={words.kit.rules}>
            <Table<Told>
              caption={words.kit.rules}
              captionHidden
              rows={[...ready.no, ...ready.yes]}
              empty={null}
              columns={[
                { label: words.kit.statement, head: true, cell: (one) => one.text[kit.lang] },
                {
                  label: words.kit.rule,
                  cell: (one) => <a href={page.to(lawPath.rule(one.rule))}>{one.cite}</a>,
                },
                { label: words.kit.sure, cell: (one) => confidenceWords[one.confidence][lang] },
              ]}
            />
          </Section>
        </>
      )}
      <Section title={words.kit.visits}>
        <p>{words.kit.visitsLead}</p>
        <DefinitionList
          items={[
            { term: words.kit.link, value: <span class="outreach-link">{link.replace(/^https?:\/\//, '')}</span> },
            {
              term: words.kit.leads,
              value: <a href={page.to(pathOfTarget(kit.target, kit.duty))}>{words.targetName[kit.target]}</a>,
            },
            {
              term: words.kit.total,
              value: visits.total === 0 ? words.kit.few : words.kit.atLeast(formatNumber(visits.total, lang)),
            },
          ]}
        />
        <Table<Visits['days'][number]>
          caption={words.kit.visits}
          captionHidden
          rows={visits.days}
          empty={<p>{words.kit.noVisits}</p>}
          columns={[
            { label: words.kit.day, head: true, cell: (one) => formatDay(one.day, lang) },
            { label: words.kit.count, cell: (one) => words.kit.atLeast(formatNumber(one.atLeast, lang)) },
          ]}
        />
      </Section>
      {kit.withdrawnOn === null ? (
        <Section title={words.kit.withdrawTitle}>
          <p>{words.kit.withdrawHint}</p>
          <Form page={page} action={`${kitPath(kit.id)}/tarik`}>
            <ButtonRow>
              <Button kind="danger">{words.kit.withdraw}</Button>
            </ButtonRow>
          </Form>
        </Section>
      ) : null}
      <p>
        <a href={page.to(home)}>{words.kit.back}</a>
      </p>
    </DeskLayout>
  );
};

/** Where the code of a withdrawn kit leads: it says so, and offers the page that stood on the paper. */
export const WithdrawnPage: FC<{ readonly page: PageContext; readonly path: string }> = ({ page, path }) => {
  const words = outreachWords(page.lang).gone;
  return (
    <PublicLayout page={page} title={words.title} noindex>
      <PageHeading title={words.title} lead={words.lead} />
      <ButtonRow>
        <ButtonLink href={page.to(path)}>{words.on}</ButtonLink>
      </ButtonRow>
    </PublicLayout>
  );
};

const FormatCard: FC<{
  readonly page: PageContext;
  readonly ready: ReadyKit;
  readonly format: FormatId;
  readonly publicUrl: string;
}> = ({ page, ready, format, publicUrl }) => {
  const { lang } = page;
  const words = outreachWords(lang);
  const { kit } = ready;
  const full = pixelsOf(format);
  const small = pixelsOf(format, true);
  const pictures = picturesOf(ready, format);
  const shown = shownIn(ready, format);
  const count = shown.no.length + shown.yes.length;
  const base = `${kitPath(kit.id)}/${format}`;
  const isDeck = pictures.length > 1;
  return (
    <article class="card outreach-card" id={format}>
      <h2>{words.format[format]}</h2>
      <p class="small">{words.kit.size(formatNumber(full.width, lang), formatNumber(full.height, lang))}</p>
      {pictures.map((slide) => (
        <img
          class="outreach-picture"
          src={page.to(`${base}.png?kecil=1${slide === 0 ? '' : `&salindia=${slide}`}`)}
          alt={isDeck ? slideAlt(ready, slide, lang, publicUrl) : altOf(ready, format, lang, publicUrl)}
          width={small.width}
          height={small.height}
          loading="lazy"
        />
      ))}
      {count < kit.statements.length ? <p class="small">{words.kit.less(count)}</p> : null}
      <ul class="outreach-files">
        <li>
          <a href={page.to(`${base}.pdf`)} download aria-label={`${words.kit.pdf}: ${words.format[format]}`}>
            {words.kit.pdf}
          </a>
        </li>
        {pictures.map((slide) => {
          const label = slide === 0 ? words.kit.png : words.kit.slidePng(slide);
          return (
            <li>
              <a
                href={page.to(`${base}.png${slide === 0 ? '' : `?salindia=${slide}`}`)}
                download
                aria-label={`${label}: ${words.format[format]}`}
              >
                {label}
              </a>
            </li>
          );
        })}
      </ul>
      <Disclosure summary={words.kit.altTitle}>
        <p class="small">{words.kit.altHint}</p>
        <h3>{words.kit.altId}</h3>
        <p lang="id">{altOf(ready, format, 'id', publicUrl)}</p>
        <h3>{words.kit.altEn}</h3>
        <p lang="en">{altOf(ready, format, 'en', publicUrl)}</p>
      </Disclosure>
    </article>
  );
};
