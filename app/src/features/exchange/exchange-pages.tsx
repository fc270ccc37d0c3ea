/** Pages of the exchange: the acknowledgement, taking a file in with a verdict for each part, and the keys of offices outside. */
import type { FC } from 'hono/jsx';
import type { FieldError } from '../../platform/http/forms.ts';
import { formatInstant } from '../../platform/i18n/dates.ts';
import { formatBytes, formatNumber } from '../../platform/i18n/numbers.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  DefinitionList,
  DeskLayout,
  EmptyState,
  errorFor,
  FileField,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  RadioGroup,
  Section,
  Stack,
  Table,
  Tag,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { manifestParts } from '../cases/index.ts';
import { fingerprint, type Peer, type SigningKey } from './exchange-keys.ts';
import type { AckImported, OfficeKeys, SignedAck } from './exchange-service.ts';
import type { Taken } from './take-in.ts';
import { exchangeWords } from './words.ts';

export interface AckPageProps {
  readonly page: PageContext;
  readonly number: string;
  readonly seq: number;
  readonly found: SignedAck;
  /** Key of the receiver, for a file. */
  readonly recipient: string | undefined;
  readonly errors: readonly FieldError[];
}

export const AckPage: FC<AckPageProps> = ({ page, number, seq, found, recipient, errors }) => {
  const { lang } = page;
  const words = exchangeWords(lang);
  const { ack } = found;
  const base = `/perkara/${number}/serah-terima/${seq}`;
  const at = (text: string | null): string =>
    text === null ? words.ack.notYet : formatInstant(Temporal.Instant.from(text), found.toZone, lang);
  const partName = (part: string): string => {
    const known = manifestParts.find((one) => one === part);
    return known === undefined ? part : words.ack.part[known];
  };
  return (
    <DeskLayout page={page} title={words.ack.title} errors={errors}>
      <PageHeading
        title={words.ack.title}
        lead={words.ack.lead}
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: number, href: page.to(`/perkara/${number}`) }, { label: words.ack.title }]}
          />
        }
      />
      <Stack>
        <DefinitionList
          items={[
            { term: words.ack.from, value: ack.from.name },
            { term: words.ack.to, value: ack.to.name },
            { term: words.ack.case, value: <span class="num">{ack.case}</span> },
            { term: words.ack.steps, value: formatNumber(ack.steps, lang) },
            { term: words.ack.sent, value: at(ack.sentAt) },
            { term: words.ack.delivered, value: at(ack.deliveredAt) },
            { term: words.ack.opened, value: at(ack.openedAt) },
            { term: words.ack.accepted, value: at(ack.acceptedAt) },
            { term: words.ack.returned, value: at(ack.returnedAt) },
            ...(found.dueAt === null
              ? []
              : [{ term: words.ack.due, value: formatInstant(found.dueAt, found.toZone, lang) }]),
            ...(ack.returnCategory === null
              ? []
              : [{ term: words.ack.why, value: words.ack.category[ack.returnCategory] }]),
            ...(ack.missing.length === 0
              ? []
              : [{ term: words.ack.missing, value: ack.missing.map((one) => words.ack.missingParts[one]).join(', ') }]),
            ...(found.reason === null
              ? []
              : [{ term: words.ack.reason, value: <span class="pre">{found.reason}</span> }]),
            ...(found.heard === null
              ? []
              : [{ term: words.ack.heard, value: heardWords(words.ack.heardState, found.heard.state) }]),
          ]}
        />
        <Section title={words.ack.parts}>
          <Table<{ readonly part: string; readonly sha256: string }>
            caption={words.ack.parts}
            captionHidden
            rows={ack.bundle.parts}
            empty={<p>{words.ack.noParts}</p>}
            columns={[
              { label: words.ack.partName, head: true, cell: (row) => partName(row.part) },
              { label: words.ack.hash, cell: (row) => <code class="hash">{row.sha256}</code> },
            ]}
          />
          <p>
            {found.changed === null
              ? words.ack.unknown
              : found.changed.length === 0
                ? words.ack.same
                : words.ack.changed(found.changed.map(partName).join(', '))}
          </p>
        </Section>
        <Section title={words.ack.signature}>
          <p>{words.ack.signed}</p>
          <p>
            {words.ack.key}: <code class="hash">{found.key}</code>
          </p>
          <ButtonRow>
            <ButtonLink href={page.to(`${base}/tanda-terima.json`)} download>
              {words.ack.download}
            </ButtonLink>
            <ButtonLink href={page.to(`${base}/tanda-terima-bertanda.txt`)} kind="quiet" download>
              {words.ack.note}
            </ButtonLink>
          </ButtonRow>
          <p class="small">{words.ack.print}</p>
        </Section>
        {found.sender ? (
          <Section title={words.file.title}>
            <p>{words.file.lead}</p>
            {found.files === 0 ? null : <p>{words.file.made(formatNumber(found.files, lang))}</p>}
            <p>{recipient === undefined ? words.file.noKey : words.file.toKey}</p>
            <div class="form-narrow">
              <Form page={page} action={`${base}/berkas`}>
                {recipient === undefined ? (
                  <TextField
                    lang={lang}
                    name="passphrase"
                    type="password"
                    label={words.file.passphrase}
                    hint={words.file.passphraseHint}
                    error={errorFor(errors, 'passphrase')}
                    autocomplete="new-password"
                  />
                ) : null}
                <ButtonRow>
                  <Button>{words.file.make}</Button>
                </ButtonRow>
              </Form>
            </div>
          </Section>
        ) : null}
      </Stack>
    </DeskLayout>
  );
};

function heardWords(words: Readonly<Record<string, string>>, state: string): string {
  return words[state] ?? state;
}

export interface TakePageProps {
  readonly page: PageContext;
  readonly keys: OfficeKeys;
  readonly errors: readonly FieldError[];
  readonly done: AckImported | null;
}

export const takePath = '/serah-terima/masuk-berkas';

export const TakePage: FC<TakePageProps> = ({ page, keys, errors, done }) => {
  const { lang } = page;
  const words = exchangeWords(lang).take;
  return (
    <DeskLayout
      page={page}
      title={words.title}
      errors={errors}
      notice={
        done === null ? undefined : (
          <Notice lang={lang} title={done.kind === 'taken' ? words.ackTaken : words.ackKept}>
            <p>
              {words.ackText(done.number)}{' '}
              <a href={page.to(`/perkara/${done.number}/serah-terima/${done.seq}`)}>{words.toCase}</a>
            </p>
          </Notice>
        )
      }
    >
      <PageHeading title={words.title} lead={words.lead} />
      <div class="form-narrow">
        <Form page={page} action={`${takePath}/kirim`} multipart>
          <TextField
            lang={lang}
            name="passphrase"
            type="password"
            label={words.passphrase}
            hint={words.passphraseHint}
            autocomplete="off"
            optional
          />
          <FileField
            lang={lang}
            name="file"
            label={words.file}
            hint={words.fileHint}
            error={errorFor(errors, 'file')}
            accept=".netra,.txt"
          />
          <ButtonRow>
            <Button>{words.check}</Button>
            <ButtonLink href={page.to('/serah-terima')} kind="quiet">
              {words.cancel}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </div>
      <Section title={words.keys}>
        <p>{words.keysLead}</p>
        <DefinitionList
          items={[
            { term: words.signing, value: <code class="hash">{keys.signing}</code> },
            { term: words.fingerprint, value: <span class="num">{keys.fingerprint}</span> },
            ...keys.offices.map((office) => ({
              term: `${words.recipient}: ${office.name}`,
              value:
                office.recipient === null ? (
                  <Form page={page} action={`${takePath}/kunci`} layout="inline" hidden={{ office: office.bodyId }}>
                    {words.none} <Button small>{words.makeKey}</Button>
                  </Form>
                ) : (
                  <code class="hash">{office.recipient}</code>
                ),
            })),
          ]}
        />
      </Section>
    </DeskLayout>
  );
};

export const LookPage: FC<{ readonly page: PageContext; readonly taken: Taken; readonly token: string }> = ({
  page,
  taken,
  token,
}) => {
  const { lang } = page;
  const words = exchangeWords(lang).take;
  const { manifest } = taken;
  return (
    <DeskLayout page={page} title={words.checked}>
      <PageHeading title={words.checked} />
      <Stack>
        <Callout lang={lang} title={words.good}>
          <p>{words.goodText}</p>
        </Callout>
        <DefinitionList
          items={[
            { term: words.from, value: manifest.from.name },
            { term: words.to, value: manifest.to.name },
            { term: words.number, value: <span class="num">{manifest.case.number}</span> },
            { term: words.steps, value: formatNumber(taken.steps.length, lang) },
            { term: words.accused, value: formatNumber(taken.accused, lang) },
          ]}
        />
        <Table<Taken['manifest']['parts'][number]>
          caption={words.checked}
          captionHidden
          rows={manifest.parts}
          empty={null}
          columns={[
            { label: words.part, head: true, cell: (row) => row.name },
            { label: words.size, numeric: true, cell: (row) => formatBytes(row.size, lang) },
            { label: words.verdict, cell: () => <Tag kind="done">{words.fine}</Tag> },
          ]}
        />
        <Form page={page} action={`${takePath}/buka`} hidden={{ berkas: token }}>
          <ButtonRow>
            <Button>{words.open}</Button>
            <ButtonLink href={page.to(takePath)} kind="quiet">
              {words.again}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    </DeskLayout>
  );
};

export const peersPath = '/admin/pertukaran';

export interface PeersPageProps {
  readonly page: PageContext;
  readonly peers: readonly Peer[];
  readonly keys: readonly SigningKey[];
  readonly outside: readonly { readonly id: string; readonly name: string }[];
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
  readonly added: boolean;
}

export const PeersPage: FC<PeersPageProps> = ({ page, peers, keys, outside, typed, errors, added }) => {
  const { lang } = page;
  const words = exchangeWords(lang).admin;
  return (
    <DeskLayout
      page={page}
      title={words.title}
      errors={errors}
      notice={added ? <Notice lang={lang} title={words.added} /> : undefined}
    >
      <PageHeading title={words.title} lead={words.lead} />
      <Stack>
        <Section title={words.own}>
          <ul>
            {keys.map((key) => (
              <li>
                <code class="hash">{key.verifier}</code>
                <br />
                <small class="num">{fingerprint(key.verifier)}</small>{' '}
                {key.signsUntil === null ? null : <Tag>{words.ended}</Tag>}
              </li>
            ))}
          </ul>
          <p>{words.rotateHint}</p>
          <Form page={page} action={`${peersPath}/ganti`} layout="inline">
            <Button kind="danger">{words.rotate}</Button>
          </Form>
        </Section>
        <Section title={words.peers}>
          <Table<Peer>
            caption={words.peers}
            captionHidden
            rows={peers}
            empty={<EmptyState title={words.none}>{words.noneText}</EmptyState>}
            columns={[
              { label: words.office, head: true, cell: (peer) => peer.bodyName },
              {
                label: words.fingerprint,
                cell: (peer) => (
                  <>
                    <span class="num">{fingerprint(peer.verifier)}</span>
                    <br />
                    <code class="hash">{peer.recipient ?? ''}</code>
                  </>
                ),
              },
              {
                label: words.state,
                cell: (peer) =>
                  peer.endedAt === null ? (
                    <Form page={page} action={`${peersPath}/akhiri`} layout="inline" hidden={{ peer: peer.id }}>
                      <Tag kind="done">{words.trusted}</Tag>{' '}
                      <Button small kind="danger">
                        {words.end}
                      </Button>
                    </Form>
                  ) : (
                    <Tag>{words.ended}</Tag>
                  ),
              },
            ]}
          />
        </Section>
        <Section title={words.add}>
          {outside.length === 0 ? (
            <p>{words.noOffice}</p>
          ) : (
            <div class="form-narrow">
              <Form page={page} action={peersPath}>
                <RadioGroup
                  lang={lang}
                  name="office"
                  label={words.office}
                  value={typed.office}
                  error={errorFor(errors, 'office')}
                  choices={outside.map((office) => ({ value: office.id, label: office.name }))}
                />
                <TextArea
                  lang={lang}
                  name="verifier"
                  label={words.verifier}
                  value={typed.verifier}
                  error={errorFor(errors, 'verifier')}
                  rows={3}
                />
                <TextField
                  lang={lang}
                  name="recipient"
                  label={words.recipient}
                  hint={words.recipientHint}
                  value={typed.recipient}
                  error={errorFor(errors, 'recipient')}
                  optional
                />
                <TextField
                  lang={lang}
                  name="fingerprint"
                  label={words.fingerprint}
                  hint={words.fingerprintHint}
                  value={typed.fingerprint}
                  error={errorFor(errors, 'fingerprint')}
                />
                <ButtonRow>
                  <Button>{words.add}</Button>
                </ButtonRow>
              </Form>
            </div>
          )}
        </Section>
      </Stack>
    </DeskLayout>
  );
};
