/** Pages of the desk for documents: the list, a new draft, the form, the document itself, issuing. */
import type { Child, FC } from 'hono/jsx';
import { type FieldError, type Typed, typedText } from '../../platform/http/forms.ts';
import { formatDay } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  DateField,
  DefinitionList,
  DeskLayout,
  errorFor,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  RadioGroup,
  Section,
  Select,
  Table,
  Tag,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { type CaseView, placedAccused, StakeFields } from '../cases/index.ts';
import type { DocumentRow } from './document-read.ts';
import type { DocumentService, OpenDocument } from './document-service.ts';
import { Fingerprint } from './fingerprint.tsx';
import { type DocumentKind, MOST_TEXT, type Part, signingParts } from './kinds.ts';
import { linesOf } from './print.ts';
import { usualAt } from './usual.ts';
import { documentWords } from './words.ts';

interface CaseProps {
  readonly page: PageContext;
  readonly view: CaseView;
}

export const base = (view: Pick<CaseView, 'number'>): string => `/perkara/${view.number}/dokumen`;

const Crumbs: FC<CaseProps & { readonly here: string; readonly list?: boolean }> = ({ page, view, here, list }) => (
  <Breadcrumb
    lang={page.lang}
    items={[
      { label: view.number, href: page.to(`/perkara/${view.number}`) },
      ...(list === true ? [] : [{ label: documentWords(page.lang).title, href: page.to(base(view)) }]),
      { label: here },
    ]}
  />
);

export const StateTag: FC<{ readonly lang: Language; readonly row: DocumentRow }> = ({ lang, row }) => {
  const words = documentWords(lang).state;
  if (row.ended !== null) return <Tag>{words[row.ended.what](formatDay(row.ended.endedOn, lang, 'medium'))}</Tag>;
  return <Tag>{row.issued === null ? words.draft : words.issued(formatDay(row.issued.issuedOn, lang, 'medium'))}</Tag>;
};

export const ListPage: FC<
  CaseProps & {
    readonly rows: Awaited<ReturnType<DocumentService['list']>>;
    readonly mayMake: boolean;
    readonly discarded: boolean;
  }
> = ({ page, view, rows, mayMake, discarded }) => {
  const { lang } = page;
  const words = documentWords(lang);
  return (
    <DeskLayout
      page={page}
      title={words.title}
      notice={discarded ? <Notice lang={lang} title={words.list.discarded} /> : undefined}
    >
      <PageHeading
        title={words.title}
        lead={words.list.lead}
        above={<Crumbs page={page} view={view} here={words.title} list />}
      />
      {mayMake ? (
        <ButtonRow>
          <ButtonLink href={page.to(`${base(view)}/baru`)}>{words.list.make}</ButtonLink>
        </ButtonRow>
      ) : null}
      <Table
        caption={words.list.caption}
        captionHidden
        rows={rows}
        empty={<p>{words.list.empty}</p>}
        columns={[
          {
            label: words.list.kind,
            head: true,
            cell: ({ row, name }) => (
              <>
                <a href={page.to(`${base(view)}/${row.id}`)}>{name[lang]}</a>
                {row.reporter ? <small class="muted"> {words.list.reporterOnly}</small> : null}
                {row.carried === null ? null : <small class="muted"> {words.list.carried(row.carried.from)}</small>}
              </>
            ),
          },
          { label: words.list.number, cell: ({ row }) => <span class="num">{row.issued?.number ?? '–'}</span> },
          { label: words.list.office, cell: ({ row }) => row.bodyName },
          { label: words.list.state, cell: ({ row }) => <StateTag lang={lang} row={row} /> },
        ]}
      />
    </DeskLayout>
  );
};

export const NewPage: FC<
  CaseProps & {
    readonly kinds: readonly DocumentKind[];
    readonly typed: Typed;
    readonly errors: readonly FieldError[];
    readonly refused: string | undefined;
  }
> = ({ page, view, kinds, typed, errors, refused }) => {
  const { lang } = page;
  const words = documentWords(lang).make;
  const usual = usualAt(view.status);
  const ordered = [...kinds].sort((a, b) => Number(usual.includes(b.code)) - Number(usual.includes(a.code)));
  return (
    <DeskLayout page={page} title={words.title} errors={errors}>
      <PageHeading
        title={words.title}
        lead={words.lead}
        above={<Crumbs page={page} view={view} here={words.title} />}
      />
      <Refusal lang={lang} text={refused} />
      {kinds.length === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <div class="form-narrow">
          <Form page={page} action={`${base(view)}/baru`}>
            <RadioGroup
              lang={lang}
              name="jenis"
              label={words.kind}
              error={errorFor(errors, 'jenis')}
              value={typedText(typed, 'jenis')}
              choices={ordered.map((kind) => ({
                value: kind.code,
                label: kind.name[lang],
                hint: [
                  usual.includes(kind.code) ? words.usual : '',
                  words.basis(kind.basis),
                  kind.reporter ? words.namesReporter : '',
                ]
                  .filter((part) => part !== '')
                  .join('. '),
              }))}
            />
            {view.accused.length < 2 ? null : (
              <Select
                lang={lang}
                name="terlapor"
                label={words.person}
                value={typedText(typed, 'terlapor')}
                empty={words.everyone}
                options={placedAccused(view).map(({ place, person }) => ({
                  value: String(place),
                  label: [person.name, person.post].filter((part) => part !== '').join(', '),
                }))}
              />
            )}
            {kinds.some((kind) => kind.reporter) ? (
              <TextField
                lang={lang}
                name="alasan"
                label={words.identity}
                hint={words.identityHint}
                optional
                value={typedText(typed, 'alasan')}
                error={errorFor(errors, 'alasan')}
              />
            ) : null}
            {view.asksStake ? <StakeFields page={page} typed={typed} errors={errors} /> : null}
            <ButtonRow>
              <Button>{words.go}</Button>
            </ButtonRow>
          </Form>
        </div>
      )}
    </DeskLayout>
  );
};

const Refusal: FC<{ readonly lang: Language; readonly text: string | undefined }> = ({ lang, text }) =>
  text === undefined ? null : (
    <Callout lang={lang} kind="warn">
      <p>{text}</p>
    </Callout>
  );

const heads: readonly Part['as'][] = ['sifat', 'lampiran', 'hal', 'kepada', 'di', 'tentang', 'pejabat'];

/** One field of a part, by its shape. */
function partField(
  lang: Language,
  part: Pick<Part, 'n' | 'id' | 'en' | 'kind' | 'req'> & { readonly hint?: Part['hint']; readonly as?: Part['as'] },
  typed: Typed,
  errors: readonly FieldError[],
): Child {
  const value = (name: string): string => typedText(typed, name);
  const shared = {
    lang,
    name: part.n,
    label: part[lang],
    hint: part.hint?.[lang],
    optional: !part.req,
    error: errorFor(errors, part.n),
  };
  switch (part.kind) {
    case 'line':
      return <TextField {...shared} value={value(part.n)} sealed />;
    case 'day':
      return (
        <DateField
          {...shared}
          value={{ day: value(`${part.n}_day`), month: value(`${part.n}_month`), year: value(`${part.n}_year`) }}
        />
      );
    case 'lines':
      return <TextArea {...shared} value={value(part.n)} rows={4} limit={MOST_TEXT} sealed />;
    case 'text':
      return <TextArea {...shared} value={value(part.n)} rows={part.as === 'para' ? 4 : 9} limit={MOST_TEXT} sealed />;
  }
}

export const EditPage: FC<
  CaseProps & {
    readonly document: OpenDocument;
    readonly typed: Typed;
    readonly version: number;
    readonly errors: readonly FieldError[];
    readonly refused: string | undefined;
    readonly saved: boolean;
  }
> = ({ page, view, document, typed, version, errors, refused, saved }) => {
  const { lang } = page;
  const words = documentWords(lang).edit;
  const { kind, row } = document;
  const here = `${base(view)}/${row.id}`;
  const head = kind.parts.filter((part) => heads.includes(part.as));
  const body = kind.parts.filter((part) => !heads.includes(part.as));
  const title = words.title(kind.name[lang]);
  return (
    <DeskLayout
      page={page}
      title={title}
      errors={errors}
      notice={saved ? <Notice lang={lang} title={words.saved} /> : undefined}
    >
      <PageHeading title={title} lead={words.lead} above={<Crumbs page={page} view={view} here={kind.name[lang]} />} />
      <Refusal lang={lang} text={refused} />
      <p class="small muted">{words.version(formatNumber(version, lang))}</p>
      <div class="form-narrow">
        <Form page={page} action={`${here}/ubah`} hidden={{ versi: version }}>
          {head.length === 0 ? null : <h2>{words.head}</h2>}
          {head.map((part) => partField(lang, part, typed, errors))}
          <h2>{words.body}</h2>
          {body.map((part) => partField(lang, part, typed, errors))}
          <h2>{words.signing}</h2>
          {signingParts.map((part) => partField(lang, part, typed, errors))}
          {view.asksStake ? <StakeFields page={page} typed={typed} errors={errors} /> : null}
          <ButtonRow>
            <Button>{words.save}</Button>
            <ButtonLink href={page.to(`${here}/konsep`)} kind="quiet">
              {words.preview}
            </ButtonLink>
            <ButtonLink href={page.to(here)} kind="quiet">
              {words.back}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </div>
    </DeskLayout>
  );
};

/** The words that came too late, part by part, to be copied into a new document. */
export const IssuedMeanwhilePage: FC<CaseProps & { readonly document: OpenDocument; readonly typed: Typed }> = ({
  page,
  view,
  document,
  typed,
}) => {
  const { lang } = page;
  const words = documentWords(lang).meanwhile;
  const { row, kind } = document;
  const items = [...kind.parts, ...signingParts].flatMap((part) => {
    const value =
      part.kind === 'day'
        ? [typedText(typed, `${part.n}_day`), typedText(typed, `${part.n}_month`), typedText(typed, `${part.n}_year`)]
            .filter((one) => one !== '')
            .join('-')
        : typedText(typed, part.n);
    return value.trim() === ''
      ? []
      : [{ term: part[lang], value: <blockquote class="account pre">{value}</blockquote> }];
  });
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading
        title={words.title}
        lead={words.lead(row.issued === null ? '' : row.issued.number)}
        above={<Crumbs page={page} view={view} here={kind.name[lang]} />}
      />
      <Section title={words.typed}>
        {items.length === 0 ? <p>{words.nothing}</p> : <DefinitionList items={items} />}
      </Section>
      <ButtonRow>
        <ButtonLink href={page.to(`${base(view)}/${row.id}`)}>{words.see}</ButtonLink>
        <ButtonLink kind="quiet" href={page.to(`${base(view)}/baru?jenis=${kind.code}`)}>
          {words.anew}
        </ButtonLink>
      </ButtonRow>
    </DeskLayout>
  );
};

export const DocumentPage: FC<
  CaseProps & {
    readonly document: OpenDocument;
    readonly state: Awaited<ReturnType<DocumentService['state']>> | null;
    /** Others that may take its place. */
    readonly others: readonly { readonly id: string; readonly number: string }[];
    readonly typed: Typed;
    readonly errors: readonly FieldError[];
    readonly notice: string | undefined;
  }
> = ({ page, view, document, state, others, typed, errors, notice }) => {
  const { lang } = page;
  const words = documentWords(lang).view;
  const { row, kind, mayWork, mayGiveUp, mayEnd } = document;
  const here = `${base(view)}/${row.id}`;
  const replacement = row.ended?.replacedBy ?? null;
  return (
    <DeskLayout
      page={page}
      title={kind.name[lang]}
      errors={errors}
      notice={notice === undefined ? undefined : <Notice lang={lang} title={notice} />}
    >
      <PageHeading
        title={kind.name[lang]}
        lead={row.issued === null ? words.lead.draft : words.lead.issued}
        above={<Crumbs page={page} view={view} here={kind.name[lang]} />}
      />
      <p>
        <StateTag lang={lang} row={row} />
        {replacement === null ? null : (
          <>
            {' '}
            {words.replacedBy}{' '}
            <a href={page.to(`${base(view)}/${replacement}`)}>
              {others.find((one) => one.id === replacement)?.number ?? replacement}
            </a>
          </>
        )}
      </p>
      <DefinitionList
        items={[
          { term: words.office, value: row.bodyName },
          { term: words.basis, value: kind.basis },
          ...(row.issued === null
            ? []
            : [
                { term: words.number, value: <span class="num">{row.issued.number}</span> },
                { term: words.day, value: formatDay(row.issued.issuedOn, lang) },
                {
                  term: words.code,
                  value: (
                    <a class="num" href={page.to(`/periksa/dokumen/${row.issued.code}`)}>
                      {row.issued.code}
                    </a>
                  ),
                },
                { term: words.hash, value: <Fingerprint hex={row.issued.sha256} /> },
                { term: words.signature, value: signatureText(lang, state, row.issued.keyNumber) },
                ...(state?.ok === true ? [{ term: words.log, value: sealText(lang, state.value.seal) }] : []),
              ]),
        ]}
      />
      {mayGiveUp && !mayWork ? <p class="small">{words.letGo}</p> : null}
      <ButtonRow>
        {state?.ok === true ? <ButtonLink href={page.to(`${here}/unduh`)}>{words.download}</ButtonLink> : null}
        {mayWork && document.draft !== null ? (
          <>
            <ButtonLink href={page.to(`${here}/terbit`)}>{words.issue}</ButtonLink>
            <ButtonLink href={page.to(`${here}/ubah`)} kind="quiet">
              {words.edit}
            </ButtonLink>
            <ButtonLink href={page.to(`${here}/konsep`)} kind="quiet">
              {documentWords(lang).edit.preview}
            </ButtonLink>
          </>
        ) : null}
        {mayGiveUp ? (
          <Form page={page} action={`${here}/buang`} layout="inline">
            <Button kind="danger">{words.discard}</Button>
          </Form>
        ) : null}
      </ButtonRow>
      {mayEnd ? (
        <Section title={words.endTitle}>
          <p>{words.endLead}</p>
          <div class="form-narrow">
            <Form page={page} action={`${here}/cabut`}>
              <TextField
                lang={lang}
                name="alasan"
                label={words.reason}
                value={typedText(typed, 'alasan')}
                error={errorFor(errors, 'alasan')}
                sealed
              />
              {others.length === 0 ? null : (
                <Select
                  lang={lang}
                  name="pengganti"
                  label={words.replacedBy}
                  empty={words.nothingReplaces}
                  value={typedText(typed, 'pengganti')}
                  error={errorFor(errors, 'pengganti')}
                  options={others.map((one) => ({ value: one.id, label: one.number }))}
                />
              )}
              {view.asksStake ? <StakeFields page={page} typed={typed} errors={errors} /> : null}
              <ButtonRow>
                <Button kind="danger">{words.end}</Button>
              </ButtonRow>
            </Form>
          </div>
        </Section>
      ) : null}
    </DeskLayout>
  );
};

function signatureText(
  lang: Language,
  state: Awaited<ReturnType<DocumentService['state']>> | null,
  keyNumber: number,
): string {
  const words = documentWords(lang).view;
  if (state?.ok === true) return words.genuine(String(keyNumber));
  return state?.error.kind === 'erased' ? words.erased : words.tampered;
}

function sealText(
  lang: Language,
  seal: { readonly kind: 'sealed'; readonly leaf: number } | { readonly kind: 'waiting' | 'missing' },
): string {
  const words = documentWords(lang).view.seal;
  return seal.kind === 'sealed' ? words.sealed(formatNumber(seal.leaf, lang)) : words[seal.kind];
}

export const IssuePage: FC<
  CaseProps & {
    readonly document: OpenDocument;
    readonly version: number;
    readonly pattern: string;
    readonly letterheadSet: boolean;
    readonly typed: Typed;
    readonly errors: readonly FieldError[];
    readonly refused: string | undefined;
  }
> = ({ page, view, document, version, pattern, letterheadSet, typed, errors, refused }) => {
  const { lang } = page;
  const words = documentWords(lang).issue;
  const { kind, row, draft } = document;
  const here = `${base(view)}/${row.id}`;
  const one = (name: string): string => draft?.words[name] ?? '';
  const title = words.title(kind.name[lang]);
  const to = linesOf(one('kepada'));
  return (
    <DeskLayout page={page} title={title} errors={errors}>
      <PageHeading title={title} lead={words.lead} above={<Crumbs page={page} view={view} here={kind.name[lang]} />} />
      <Refusal lang={lang} text={refused} />
      {letterheadSet ? null : (
        <Callout lang={lang} kind="info">
          <p>
            {words.noLetterhead} <a href={page.to('/kantor/naskah')}>{words.setLetterhead}</a>
          </p>
        </Callout>
      )}
      <DefinitionList
        items={[
          { term: words.version, value: formatNumber(version, lang) },
          { term: words.pattern, value: <code>{pattern}</code> },
          ...(to.length === 0 ? [] : [{ term: words.to, value: to.join(', ') }]),
          {
            term: words.signer,
            value: [one('penanda_nama'), one('penanda_jabatan')].filter((part) => part !== '').join(', ') || '–',
          },
        ]}
      />
      <Form page={page} action={`${here}/terbit`} hidden={{ versi: version }}>
        {view.asksStake ? <StakeFields page={page} typed={typed} errors={errors} /> : null}
        <ButtonRow>
          <Button>{words.go}</Button>
          <ButtonLink href={page.to(`${here}/konsep`)} kind="quiet">
            {documentWords(lang).edit.preview}
          </ButtonLink>
          <ButtonLink href={page.to(`${here}/ubah`)} kind="quiet">
            {documentWords(lang).view.edit}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </DeskLayout>
  );
};
