/** Pages of parties and candidates: the register, the notice behind a link, the public list, and the panel on the page of a case. */
import type { Child, FC } from 'hono/jsx';
import { type FieldError, type Typed, typedText } from '../../platform/http/forms.ts';
import { formatDay, formatInstant } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import {
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  DateField,
  DefinitionList,
  DeskLayout,
  EmptyState,
  errorFor,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  PublicLayout,
  Section,
  Select,
  Table,
  Tag,
  TextField,
} from '../../ui/index.ts';
import { actionSlugs, type CaseView } from '../cases/index.ts';
import { lawPath } from '../law/index.ts';
import { SealQrPage, SealSection, sealWords } from '../ledger/index.ts';
import { participantKinds, type Standing } from './party.ts';
import type { ParticipantRow, PublicParty } from './party-read.ts';
import type { Interests, Register, SealedLink } from './party-service.ts';
import { partyWords } from './words.ts';

export const home = '/kantor/partai';
export const importBase = `${home}/impor`;
export const publicPath = '/partai';

const tone: Readonly<Record<Standing, 'neutral' | 'due' | 'done'>> = {
  unsent: 'neutral',
  waiting: 'due',
  acknowledged: 'done',
};

export interface ElectionOption {
  readonly value: string;
  readonly label: string;
}

export const RegisterPage: FC<{
  readonly page: PageContext;
  readonly electionId: string;
  readonly elections: readonly ElectionOption[];
  readonly register: Register;
  readonly enters: boolean;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  readonly done: string | null;
}> = ({ page, electionId, elections, register, enters, typed, errors, done }) => {
  const { lang } = page;
  const words = partyWords(lang);
  const { rows, newest, outdated } = register;
  const text = (name: string) => ({ lang, name, value: typedText(typed, name), error: errorFor(errors, name) });
  const columns = [
    { label: words.list.name, head: true, cell: (p: ParticipantRow): Child => p.name },
    { label: words.list.kind, cell: (p: ParticipantRow): Child => words.kind[p.kind] },
    {
      label: words.list.standing,
      // With its time, since columns of times make the table wider than a screen.
      cell: (p: ParticipantRow): Child => (
        <>
          <Tag kind={tone[p.standing]}>{words.standing[p.standing]}</Tag>
          {p.sentAt === null ? null : (
            <>
              <br />
              <span class="small">
                {p.acknowledgedAt === null
                  ? `${words.list.sent} ${formatInstant(p.sentAt, 'WIB', lang, 'medium')}`
                  : formatInstant(p.acknowledgedAt, 'WIB', lang, 'medium')}
              </span>
            </>
          )}
        </>
      ),
    },
    { label: words.list.letters, numeric: true, cell: (p: ParticipantRow): Child => formatNumber(p.letters, lang) },
    { label: words.list.team, numeric: true, cell: (p: ParticipantRow): Child => formatNumber(p.team, lang) },
  ];
  return (
    <DeskLayout
      page={page}
      title={words.title}
      errors={errors}
      notice={done === null ? null : <Notice lang={lang} title={done} />}
    >
      <PageHeading title={words.title} lead={words.lead} />
      <ButtonRow>
        <ButtonLink kind="quiet" href={page.to(`${publicPath}?pemilihan=${electionId}`)}>
          {words.publicPage}
        </ButtonLink>
        {enters ? (
          <ButtonLink kind="quiet" href={page.to(`${importBase}?jenis=peserta-pemilihan`)}>
            {words.imports.participants}
          </ButtonLink>
        ) : null}
        {enters ? (
          <ButtonLink kind="quiet" href={page.to(`${importBase}?jenis=tim-kampanye`)}>
            {words.imports.teams}
          </ButtonLink>
        ) : null}
      </ButtonRow>
      <Form page={page} action={home} method="get">
        <Select
          lang={lang}
          name="pemilihan"
          label={words.election}
          options={elections}
          value={electionId}
          empty={false}
          error={errorFor(errors, 'pemilihan')}
        />
        <ButtonRow>
          <Button kind="quiet">{words.show}</Button>
        </ButtonRow>
      </Form>
      <Section title={words.notice.title}>
        <p>
          {newest === undefined
            ? words.notice.none
            : words.notice.newest(formatNumber(newest.version, lang), formatInstant(newest.at, 'WIB', lang))}
        </p>
        {rows.length === 0 ? null : (
          <p>
            {words.counts(
              formatNumber(rows.filter((one) => one.standing === 'acknowledged').length, lang),
              formatNumber(rows.length, lang),
            )}
          </p>
        )}
        {outdated ? (
          <Callout lang={lang} kind="warn">
            <p>{words.notice.outdated}</p>
          </Callout>
        ) : null}
        {enters && rows.length > 0 ? (
          <Form page={page} action={`${home}/kirim`} hidden={{ pemilihan: electionId }}>
            <p>{words.notice.sendHint}</p>
            <ButtonRow>
              <Button>{words.notice.send}</Button>
            </ButtonRow>
          </Form>
        ) : null}
      </Section>
      <Table<ParticipantRow>
        caption={words.list.caption}
        rows={rows}
        empty={
          <EmptyState title={words.list.none}>
            <p>{words.list.noneText}</p>
          </EmptyState>
        }
        columns={
          enters
            ? [
                ...columns,
                {
                  label: words.list.contact,
                  cell: (p): Child =>
                    p.contact === null ? (
                      ''
                    ) : (
                      <>
                        {p.contact.name}
                        <br />
                        <span class="small">{p.contact.email}</span>
                      </>
                    ),
                },
                {
                  label: words.list.end,
                  labelHidden: true,
                  cell: (p): Child => (
                    <Form
                      page={page}
                      action={`${home}/akhiri`}
                      hidden={{ id: p.id, pemilihan: electionId }}
                      layout="inline"
                    >
                      <Button kind="quiet" small>
                        {words.list.end}
                        <span class="visually-hidden"> {p.name}</span>
                      </Button>
                    </Form>
                  ),
                },
              ]
            : columns
        }
      />
      {enters ? (
        <Section title={words.add.title}>
          <p>{words.add.lead}</p>
          <Form page={page} action={`${home}/catat`} hidden={{ pemilihan: electionId }}>
            <Select
              {...text('jenis')}
              label={words.list.kind}
              options={participantKinds.map((value) => ({ value, label: words.kind[value] }))}
            />
            <TextField {...text('nama')} label={words.list.name} hint={words.add.nameHint} maxlength={160} />
            <DateField
              lang={lang}
              name="sejak"
              label={words.add.from}
              value={{
                day: typedText(typed, 'sejak_day'),
                month: typedText(typed, 'sejak_month'),
                year: typedText(typed, 'sejak_year'),
              }}
              error={errorFor(errors, 'sejak')}
            />
            <TextField {...text('narahubung')} label={words.add.contactName} maxlength={120} />
            <TextField {...text('surel')} label={words.add.contactEmail} type="email" maxlength={200} />
            <ButtonRow>
              <Button>{words.add.send}</Button>
            </ButtonRow>
          </Form>
        </Section>
      ) : null}
    </DeskLayout>
  );
};

export const LinkPage: FC<{ readonly page: PageContext; readonly path: string; readonly view: SealedLink }> = ({
  page,
  path,
  view,
}) => {
  const { lang } = page;
  const words = partyWords(lang);
  const { content } = view;
  return (
    <PublicLayout page={page} title={words.link.title}>
      <PageHeading title={words.link.title} above={content.name[lang]} lead={words.link.to(view.name)} />
      {view.acknowledgedAt === null ? null : (
        <Section title={words.link.doneTitle}>
          <p>{words.link.doneLead}</p>
          <DefinitionList
            items={[
              { term: words.link.participant, value: view.name },
              { term: words.link.election, value: content.name[lang] },
              { term: words.link.at, value: formatInstant(view.acknowledgedAt, 'WIB', lang) },
              { term: words.link.version, value: formatNumber(view.version, lang) },
              { term: words.link.delivery, value: <code class="hash">{view.id}</code> },
              { term: words.link.hash, value: <code class="hash">{view.hash}</code> },
            ]}
          />
          <p>{words.link.textHint}</p>
          <ButtonRow>
            <ButtonLink href={page.to(`${path}/naskah`)} kind="quiet" download>
              {words.link.text}
            </ButtonLink>
          </ButtonRow>
          <p>
            <a href={page.to(`${publicPath}?pemilihan=${content.election}`)}>{words.link.check}</a>
          </p>
        </Section>
      )}
      {view.seal === null || view.seal.kind === 'none' ? null : (
        <SealSection page={page} state={view.seal} zone="WIB">
          <ButtonRow>
            <ButtonLink href={page.to(`${path}/segel`)} kind="quiet" download>
              {sealWords(lang).download}
            </ButtonLink>
            <ButtonLink href={page.to(`${path}/segel?bentuk=qr`)} kind="quiet">
              {sealWords(lang).showQr}
            </ButtonLink>
          </ButtonRow>
        </SealSection>
      )}
      <Section title={words.link.ban}>
        <p>
          <strong>{content.ban[lang]}</strong>
        </p>
        <p>
          {words.link.basis}: {content.basis}. {words.link.basisNote}
        </p>
      </Section>
      <Section title={words.link.forms}>
        <p>{words.link.formsLead(formatDay(content.day, lang), content.rulebook)}</p>
        <Table
          caption={words.link.forms}
          captionHidden
          rows={content.forms}
          empty={null}
          columns={[
            { label: words.link.act, head: true, cell: (f): Child => f.act[lang] },
            { label: words.link.when, cell: (f): Child => words.link.phase[f.phase] },
            { label: words.link.rule, cell: (f): Child => <a href={page.to(lawPath.rule(f.rule))}>{f.cite}</a> },
          ]}
        />
      </Section>
      {view.acknowledgedAt === null ? (
        <Section title={words.link.confirmTitle}>
          <p>{words.link.confirmLead}</p>
          <Form page={page} action={path} hidden={{ sidik: view.hash }} csrf={false}>
            <ButtonRow>
              <Button>{words.link.confirm}</Button>
            </ButtonRow>
          </Form>
        </Section>
      ) : null}
    </PublicLayout>
  );
};

export const SealCodePage: FC<{ readonly page: PageContext; readonly path: string; readonly receipt: string }> = ({
  page,
  path,
  receipt,
}) => (
  <SealQrPage page={page} receipt={receipt}>
    <p>
      <a href={page.to(path)}>{sealWords(page.lang).back}</a>
    </p>
  </SealQrPage>
);

export const PublicPage: FC<{
  readonly page: PageContext;
  readonly electionId: string;
  readonly electionName: string;
  readonly elections: readonly ElectionOption[];
  readonly rows: readonly PublicParty[];
}> = ({ page, electionId, electionName, elections, rows }) => {
  const { lang } = page;
  const words = partyWords(lang);
  return (
    <PublicLayout page={page} title={words.public.title} description={words.public.description}>
      <PageHeading title={words.public.title} lead={words.public.lead(electionName)} />
      <Form page={page} action={publicPath} method="get">
        <Select
          lang={lang}
          name="pemilihan"
          label={words.election}
          options={elections}
          value={electionId}
          empty={false}
        />
        <ButtonRow>
          <Button kind="quiet">{words.show}</Button>
        </ButtonRow>
      </Form>
      {rows.length === 0 ? null : (
        <p>
          {words.counts(
            formatNumber(rows.filter((one) => one.acknowledgedAt !== null).length, lang),
            formatNumber(rows.length, lang),
          )}
        </p>
      )}
      <Table<PublicParty>
        caption={words.public.caption}
        rows={rows}
        empty={
          <EmptyState title={words.public.none}>
            <p>{words.public.noneText}</p>
          </EmptyState>
        }
        columns={[
          { label: words.list.name, head: true, cell: (p): Child => p.name },
          { label: words.list.kind, cell: (p): Child => words.kind[p.kind] },
          {
            label: words.list.standing,
            cell: (p): Child => {
              const standing = p.acknowledgedAt === null ? 'waiting' : 'acknowledged';
              return <Tag kind={tone[standing]}>{words.standing[standing]}</Tag>;
            },
          },
          { label: words.list.sent, cell: (p): Child => formatInstant(p.sentAt, 'WIB', lang, 'medium') },
          {
            label: words.list.acknowledged,
            cell: (p): Child =>
              p.acknowledgedAt === null ? words.list.never : formatInstant(p.acknowledgedAt, 'WIB', lang, 'medium'),
          },
        ]}
      />
      <Callout lang={lang}>
        <p>{words.public.meaning}</p>
      </Callout>
    </PublicLayout>
  );
};

export const InterestPanel: FC<{ readonly page: PageContext; readonly view: CaseView; readonly found: Interests }> = ({
  page,
  view,
  found,
}) => {
  const { lang } = page;
  const words = partyWords(lang).interest;
  return (
    <Callout lang={lang} kind="warn" title={words.title}>
      {found.mine.map(({ name, post, participant, by }) => (
        <p>{by === 'number' ? words.mineSure(post, participant) : words.mine(name, post, participant)}</p>
      ))}
      {found.holders.map(({ holder, institution, match }) => (
        <p>{words.holder(holder, institution, match.name, match.post, match.participant)}</p>
      ))}
      <p class="small">{words.why}</p>
      {found.mine.length > 0 && view.actions.includes('declare-interest') ? (
        <p>
          <a href={page.to(`/perkara/${view.number}/${actionSlugs['declare-interest']}`)}>{words.declare}</a>
        </p>
      ) : null}
    </Callout>
  );
};
