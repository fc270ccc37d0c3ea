/** Pages of campaigns for the inspectorate, and of ceremonies: the screen and the offline list. */
import type { Child, FC } from 'hono/jsx';
import { renderSVG } from 'uqr';
import type { KeptFormKey } from '../../platform/crypto/kept-form-key.ts';
import { formatDay, formatInstant } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import {
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  DefinitionList,
  DeskLayout,
  EmptyState,
  errorFor,
  type FieldError,
  Form,
  FormLayout,
  type PageContext,
  PageHeading,
  PublicLayout,
  RadioGroup,
  Section,
  Select,
  Table,
  Tag,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { type Campaign, type Look, lastDay } from './campaign.ts';
import { type CampaignPlace, MOST_UNITS } from './campaign-service.ts';
import { campaignWords } from './campaign-words.ts';
import type { LetterChannel, Mailing } from './code-letters.ts';
import { getPledgeText } from './pledge-texts.ts';
import { TextPoints } from './text-points.tsx';

export const campaignPath = '/ikrar/kampanye';

export interface ShownCampaign {
  readonly campaign: Campaign;
  readonly election: string;
  readonly isOpen: boolean;
  readonly units: readonly { readonly id: string; readonly name: string }[];
  /** Codes, ceremonies and reasons are the inspectorate's; whoever administers opens and closes. */
  readonly inspects: boolean;
  /** Codes that were sent, the newest first. */
  readonly mailings: readonly Mailing[];
}

/** Whose slips: those without a code that is good, or everybody anew. */
export const slipsFor = ['belum', 'semua'] as const;

/** The form for slips as it was sent. */
export interface TypedSlips {
  readonly unit: string;
  readonly for: (typeof slipsFor)[number];
  readonly part: string;
}

export const CampaignsPage: FC<{
  readonly page: PageContext;
  readonly shown: readonly ShownCampaign[];
  /** Where a campaign may be opened. */
  readonly places: readonly CampaignPlace[];
  /** By which codes can be sent now. */
  readonly ways: readonly LetterChannel[];
  readonly errors?: readonly FieldError[] | undefined;
  readonly slips: TypedSlips;
  /** Where the next ones are; null: these are the last. */
  readonly next: string | null;
}> = ({ page, shown, places, ways, errors, slips, next }) => {
  const { lang } = page;
  const words = campaignWords(lang).office;
  return (
    <DeskLayout page={page} title={words.title} errors={errors}>
      <PageHeading title={words.title} lead={words.lead} />
      {shown.length === 0 ? (
        <EmptyState title={words.none}>
          <p>{words.noneLead}</p>
        </EmptyState>
      ) : null}
      {shown.map((one) => (
        <CampaignSection page={page} one={one} ways={ways} errors={errors} slips={slips} />
      ))}
      {next === null ? null : (
        <p>
          <a href={page.to(next)} rel="next">
            {words.more}
          </a>
        </p>
      )}
      {places.length === 0 ? null : (
        <Section title={words.open}>
          <Form page={page} action={campaignPath}>
            <Select
              lang={lang}
              name="kantor"
              label={words.place}
              options={places.map((place) => ({
                value: place.bodyId,
                label: `${place.bodyName} · ${place.institution}`,
              }))}
              error={errorFor(errors, 'kantor')}
            />
            <ButtonRow>
              <Button>{words.open}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
    </DeskLayout>
  );
};

const CampaignSection: FC<{
  readonly page: PageContext;
  readonly one: ShownCampaign;
  readonly ways: readonly LetterChannel[];
  readonly errors: readonly FieldError[] | undefined;
  readonly slips: TypedSlips;
}> = ({ page, one, ways, errors, slips }) => {
  const { lang } = page;
  const words = campaignWords(lang).office;
  const { campaign, election, isOpen, inspects } = one;
  const path = `${campaignPath}/${campaign.id}`;
  return (
    <Section title={campaign.institution}>
      <DefinitionList
        items={[
          { term: words.election, value: election },
          {
            term: words.state,
            value: isOpen ? (
              <>
                <Tag kind="done">{words.isOpen}</Tag> {words.until(formatDay(lastDay(campaign.closesAt), lang))}
              </>
            ) : (
              <Tag>{words.isClosed}</Tag>
            ),
          },
        ]}
      />
      {inspects ? (
        <p>
          <a href={page.to(`/cakupan/${campaign.id}`)}>{words.coverage}</a>
        </p>
      ) : null}
      {isOpen && inspects ? (
        <>
          <PrintSlips page={page} one={one} errors={errors} typed={slips} />
          <SendCodes page={page} one={one} ways={ways} errors={errors} />
          <h3>{words.ceremonyTitle}</h3>
          <p class="small">{words.ceremonyHint}</p>
          <Form page={page} action={`${path}/apel`} layout="inline">
            <Button kind="quiet">{words.ceremony}</Button>
          </Form>
        </>
      ) : null}
      {inspects ? (
        <>
          <h3>{words.other}</h3>
          <p>
            <a href={page.to(`${path}/alasan`)}>{words.reasons}</a>
          </p>
        </>
      ) : null}
      {isOpen ? (
        <Form page={page} action={`${path}/tutup`} layout="inline">
          <Button kind="quiet">{words.close}</Button>
        </Form>
      ) : null}
    </Section>
  );
};

/** Slips with codes, sheet after sheet. */
const PrintSlips: FC<{
  readonly page: PageContext;
  readonly one: ShownCampaign;
  readonly errors: readonly FieldError[] | undefined;
  readonly typed: TypedSlips;
}> = ({ page, one: { campaign, units }, errors, typed }) => {
  const { lang } = page;
  const words = campaignWords(lang).office;
  return (
    <>
      <h3>{words.slips}</h3>
      <p class="small">{words.slipsHint}</p>
      <Form page={page} action={`${campaignPath}/${campaign.id}/kode`}>
        <Select
          lang={lang}
          name="unit"
          label={words.unit}
          hint={units.length < MOST_UNITS ? words.unitHint : words.unitsCut}
          empty={words.allUnits}
          options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
          value={typed.unit}
          optional
        />
        <RadioGroup
          lang={lang}
          name="untuk"
          label={words.slipsFor}
          choices={slipsFor.map((value) => ({ value, ...words.slipsForWhom[value] }))}
          value={typed.for}
          error={errorFor(errors, 'untuk')}
        />
        <TextField
          lang={lang}
          name="bagian"
          label={words.part}
          hint={words.partHint}
          value={typed.part}
          inputmode="numeric"
          maxlength={4}
          width="short"
          error={errorFor(errors, 'bagian')}
          optional
        />
        <ButtonRow>
          <Button>{words.print}</Button>
        </ButtonRow>
      </Form>
    </>
  );
};

/** Codes by mail or message, and how far those came that were asked for. */
const SendCodes: FC<{
  readonly page: PageContext;
  readonly one: ShownCampaign;
  readonly ways: readonly LetterChannel[];
  readonly errors: readonly FieldError[] | undefined;
}> = ({ page, one: { campaign, mailings }, ways, errors }) => {
  const { lang } = page;
  const words = campaignWords(lang).letters;
  const count = (number: number): string => formatNumber(number, lang);
  return (
    <>
      <h3>{words.title}</h3>
      <p class="small">{ways.length === 0 ? words.noWay : words.hint}</p>
      {ways.length === 0 ? null : (
        <Form page={page} action={`${campaignPath}/${campaign.id}/kirim`}>
          <Select
            lang={lang}
            name="jalan"
            label={words.way}
            options={ways.map((way) => ({ value: way, label: words.ways[way] }))}
            error={errorFor(errors, 'jalan')}
          />
          <ButtonRow>
            <Button>{words.send}</Button>
          </ButtonRow>
        </Form>
      )}
      {mailings.length === 0 ? null : (
        <ul>
          {mailings.map((mailing) => (
            <li class="small">
              {words.asked(words.ways[mailing.channel], formatInstant(mailing.askedAt, 'WIB', lang))}{' '}
              {mailing.done
                ? words.done(count(mailing.letters), count(mailing.withoutAddress))
                : words.going(count(mailing.letters))}
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

export const ReasonsPage: FC<{
  readonly page: PageContext;
  readonly reasons: readonly { readonly day: string; readonly reason: string }[];
  /** Where older ones are; null: these are the last. */
  readonly next: string | null;
}> = ({ page, reasons, next }) => {
  const { lang } = page;
  const words = campaignWords(lang).office;
  return (
    <DeskLayout page={page} title={words.reasons}>
      <PageHeading title={words.reasons} lead={words.reasonsLead} />
      {reasons.length === 0 ? <p>{words.reasonsNone}</p> : null}
      {reasons.map(({ day, reason }) => (
        <Callout lang={lang} title={formatDay(day, lang)}>
          <p>{reason}</p>
        </Callout>
      ))}
      {next === null ? null : (
        <p>
          <a href={page.to(next)}>{words.reasonsOlder}</a>
        </p>
      )}
      <p>
        <a href={page.to(campaignPath)}>{words.back}</a>
      </p>
    </DeskLayout>
  );
};

/** For the person alone: who looked at the own data. */
export const LooksPage: FC<{
  readonly page: PageContext;
  readonly looks: readonly Look[];
  /** Carried on, for whoever came by a code. */
  readonly children?: Child;
}> = ({ page, looks, children }) => {
  const { lang } = page;
  const words = campaignWords(lang).looks;
  return (
    <PublicLayout page={page} title={words.title} noindex>
      <PageHeading title={words.title} lead={words.lead} />
      <Table
        caption={words.caption}
        columns={[
          { label: words.at, head: true, cell: (look) => formatInstant(look.at, 'WIB', lang) },
          { label: words.what, cell: (look) => words[look.what] },
          { label: words.office, cell: (look) => look.office ?? words.unknownOffice },
        ]}
        rows={looks}
        empty={
          <EmptyState title={words.none}>
            <p>{words.noneLead}</p>
          </EmptyState>
        }
      />
      <p class="small">{words.never}</p>
      {children ?? null}
    </PublicLayout>
  );
};

export interface ScreenProps {
  readonly page: PageContext;
  readonly campaign: Campaign;
  readonly ceremonyId: string;
  /** Null: the ceremony is over. */
  readonly digits: string | null;
  readonly left: number;
  readonly inTens: number;
  /** Where phones go, with scheme. */
  readonly address: string;
}

/** For the wall: large, without anything that names a person. Draws itself anew, with or without a script. */
export const ScreenPage: FC<ScreenProps> = ({ page, campaign, ceremonyId, digits, left, inTens, address }) => {
  const { lang } = page;
  const words = campaignWords(lang).screen;
  return (
    <FormLayout page={page} title={words.title} languageSwitch={false}>
      <PageHeading title={words.title} about={campaign.institution} />
      {digits === null ? (
        <Callout lang={lang}>
          <p>{words.over}</p>
        </Callout>
      ) : (
        <div class="ceremony">
          <div>
            <p>{words.code}</p>
            <p class="ceremony-code num">
              {digits.slice(0, 3)} {digits.slice(3)}
            </p>
            <p class="small">{words.left(left)}</p>
            <p>{words.address(address.replace(/^https?:\/\//, ''))}</p>
          </div>
          <img src={qrPicture(`${address}?layar=${digits}`)} alt={words.code} width="320" height="320" />
        </div>
      )}
      <Section title={words.count}>
        <p class="ceremony-count num">{inTens === 0 ? words.few : words.atLeast(formatNumber(inTens, lang))}</p>
      </Section>
      <Section title={words.together}>
        <TextPoints lang={lang} text={getPledgeText(campaign.textVersion)} />
      </Section>
      <p>
        <ButtonLink href={page.to(`/ikrar/apel/${ceremonyId}/daftar`)} kind="quiet">
          {words.list}
        </ButtonLink>
      </p>
    </FormLayout>
  );
};

export type ListOutcome = 'recorded' | 'notGood' | 'mistyped' | 'later';

export const ListPage: FC<{
  readonly page: PageContext;
  readonly ceremonyId: string;
  readonly typed: string;
  readonly results: readonly { readonly code: string; readonly outcome: ListOutcome }[] | null;
  /** Under which what was typed is locked in the browser while the connection is gone, and whose it is. */
  readonly keep: KeptFormKey;
  readonly errors?: readonly FieldError[] | undefined;
}> = ({ page, ceremonyId, typed, results, keep, errors }) => {
  const { lang } = page;
  const words = campaignWords(lang).list;
  return (
    <FormLayout page={page} title={words.title} errors={errors}>
      <PageHeading title={words.title} lead={words.lead} />
      {results === null ? null : (
        <Table
          caption={words.result}
          columns={[
            { label: campaignWords(lang).enter.code, cell: (row) => row.code, head: true },
            { label: words.result, cell: (row) => words[row.outcome] },
          ]}
          rows={results}
          empty={null}
        />
      )}
      <p role="status" data-keep-note={words.kept}>
        {words.offline}
      </p>
      <p>
        <button type="button" class="btn quiet small" data-keep-forget hidden>
          {words.forget}
        </button>
      </p>
      <div
        data-keep={`daftar-apel-${ceremonyId}`}
        data-keep-key={keep.key}
        data-keep-for={keep.owner}
        data-keep-typed={errors === undefined && results === null ? undefined : ''}
      >
        <Form page={page} action={`/ikrar/apel/${ceremonyId}/daftar`}>
          <TextArea lang={lang} name="kode" label={words.codes} value={typed} error={errorFor(errors, 'kode')} sealed />
          <ButtonRow>
            <Button>{words.send}</Button>
          </ButtonRow>
        </Form>
      </div>
    </FormLayout>
  );
};

function qrPicture(text: string): string {
  return `data:image/svg+xml,${encodeURIComponent(renderSVG(text, { border: 4, ecc: 'M' }))}`;
}
