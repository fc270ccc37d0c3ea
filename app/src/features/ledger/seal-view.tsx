/** How a seal shows on a page: its state, and the proof to take along as a file or as a code. Used by reports, pledges and cases. */
import { encodeReceiptForQr } from '@netra/ledger';
import type { Child, FC } from 'hono/jsx';
import { renderSVG } from 'uqr';
import { formatInstant } from '../../platform/i18n/dates.ts';
import type { Zone } from '../../platform/i18n/zones.ts';
import { Callout, FormLayout, type PageContext, PageHeading, Section, Tag } from '../../ui/index.ts';
import type { SealState } from './seal-state.ts';
import { sealWords } from './words.ts';

/** Neutral on purpose: it lies on a telephone that others may look at. */
export const receiptFileName = 'catatan.txt';

export interface SealSectionProps {
  readonly page: PageContext;
  readonly state: SealState;
  readonly zone: Zone;
  /** For reporters: that keeping the proof is up to them, and what it tells. */
  readonly optional?: boolean | undefined;
  /** The buttons by which the proof is taken along; shown once it is there. */
  readonly children: Child;
}

export const SealSection: FC<SealSectionProps> = ({ page, state, zone, optional, children }) => {
  const { lang } = page;
  const words = sealWords(lang);
  return (
    <Section title={words.title}>
      {state.kind === 'sealed' ? (
        <>
          <p>
            <Tag kind="done">{words.sealed}</Tag>
          </p>
          <p>{words.sealedText}</p>
          <p class="small">{optional === true ? words.optional : words.keep}</p>
          {children}
          <p class="small">
            <a href={page.to('/periksa')}>{words.check}</a>
          </p>
        </>
      ) : state.kind === 'waiting' ? (
        <>
          <p>
            <Tag kind="due">{words.waiting}</Tag>
          </p>
          <p>{words.waitingText(formatInstant(state.next, zone, lang))}</p>
        </>
      ) : state.kind === 'missing' ? (
        <Callout lang={lang} kind="danger" title={words.missing}>
          <p>{words.missingText}</p>
        </Callout>
      ) : (
        <p>{words.none}</p>
      )}
    </Section>
  );
};

export interface SealQrProps {
  readonly page: PageContext;
  readonly receipt: string;
  readonly children: Child;
}

/** The proof as a code on a page of its own: it is large, and only whoever asks for it gets it. */
export const SealQrPage: FC<SealQrProps> = ({ page, receipt, children }) => {
  const words = sealWords(page.lang);
  const code = encodeReceiptForQr(receipt);
  return (
    <FormLayout page={page} title={words.qrTitle} languageSwitch={false}>
      <PageHeading title={words.qrTitle} lead={words.qrText} />
      {code === null ? (
        <Callout lang={page.lang}>
          <p>{words.keep}</p>
        </Callout>
      ) : (
        <p class="seal-code">
          <img src={qrPicture(code)} alt={words.qrAlt} width="480" height="480" />
        </p>
      )}
      {children}
      <p>
        <a href={page.to('/periksa')}>{words.check}</a>
      </p>
    </FormLayout>
  );
};

function qrPicture(text: string): string {
  return `data:image/svg+xml,${encodeURIComponent(renderSVG(text, { border: 4, ecc: 'L' }))}`;
}
