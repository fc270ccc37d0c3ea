/** How seals show on the way of a case and on hand-overs: one quiet line each, and the receipt to take along. */
import type { FC } from 'hono/jsx';
import { formatTime } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Zone } from '../../platform/i18n/zones.ts';
import { Callout, type PageContext } from '../../ui/index.ts';
import { type Seal, type Seals, sealOf } from '../ledger/index.ts';
import { type HandoverMark, handoverMarks } from './case-chain.ts';
import type { CaseView, HandoverView, StepView } from './case-read-model.ts';
import { stepWords } from './desk-words.ts';
import { caseSealWords } from './seal-words.ts';

/** Last part of the address of a receipt. */
export const markSlugs = {
  sent: 'terkirim',
  opened: 'dibuka',
  accepted: 'diterima',
  returned: 'dikembalikan',
} as const satisfies Record<HandoverMark, string>;

export interface SealLineProps {
  readonly page: PageContext;
  /** `before`: it happened before there was a log. */
  readonly seal: Seal | { readonly kind: 'before' };
  readonly zone: Zone;
  /** When the next batch is due, by the real clock. */
  readonly next: Temporal.Instant;
}

function sealText({ page, seal, zone, next }: SealLineProps): string {
  const words = caseSealWords(page.lang);
  switch (seal.kind) {
    case 'sealed':
      return words.sealed(formatNumber(seal.leaf, page.lang));
    case 'waiting':
      return words.waiting(formatTime(next, zone, page.lang));
    case 'missing':
      return words.missing;
    case 'before':
      return words.before;
  }
}

export const SealLine: FC<SealLineProps> = (props) => (
  <span class={`seal seal-${props.seal.kind}`}>{sealText(props)}</span>
);

/** Whether a stored step still is what was sealed. */
export function isSound(view: CaseView, step: StepView): boolean {
  const broken = !view.chain.ok && view.chain.seq === step.seq;
  return !broken && sealOf(view.seals, step.commitment).kind !== 'missing';
}

/** The seal of a step, and what is wrong with it. A step that handed the case over shows its seal among those of the hand-over. */
export const StepSeal: FC<{
  readonly page: PageContext;
  readonly view: CaseView;
  readonly step: StepView;
  readonly next: Temporal.Instant;
  readonly withHandover: boolean;
}> = ({ page, view, step, next, withHandover }) => {
  const words = caseSealWords(page.lang);
  const broken = !view.chain.ok && view.chain.seq === step.seq;
  if (withHandover && !broken && !step.erased) return null;
  return (
    <p class="small seal-line">
      {broken ? (
        <span class="seal seal-missing">{words.broken}</span>
      ) : (
        <SealLine page={page} seal={sealOf(view.seals, step.commitment)} zone={step.bodyZone} next={next} />
      )}
      {step.erased ? ` · ${words.erased}` : null}
    </p>
  );
};

/** The seals of a hand-over with a receipt for each mark; receipts only for its two offices. */
export const HandoverSeals: FC<{
  readonly page: PageContext;
  readonly row: HandoverView;
  readonly seals: Seals;
  readonly next: Temporal.Instant;
}> = ({ page, row, seals, next }) => {
  const words = caseSealWords(page.lang);
  return (
    <ul class="seals small" aria-label={words.marksLabel}>
      {handoverMarks.map((mark) => {
        const { done, commitment } = row.marks[mark];
        if (!done) return null;
        const seal = commitment === null ? ({ kind: 'before' } as const) : sealOf(seals, commitment);
        return (
          <li>
            {words.marks[mark]}: <SealLine page={page} seal={seal} zone={row.toZone} next={next} />
            {seal.kind !== 'sealed' || row.direction === 'other' ? null : (
              <>
                {' · '}
                <a href={page.to(`/perkara/${row.caseNumber}/serah-terima/${row.seq}/${markSlugs[mark]}.txt`)} download>
                  {words.receipt}
                  <span class="visually-hidden">{words.receiptOf(words.marks[mark])}</span>
                </a>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
};

/** Whether the stored steps still are what was sealed; if not, which are not. */
export const ChainState: FC<{ readonly page: PageContext; readonly view: CaseView; readonly whole: string }> = ({
  page,
  view,
  whole,
}) => {
  const words = caseSealWords(page.lang);
  const { chain } = view;
  const missing = view.steps.filter((step) => sealOf(view.seals, step.commitment).kind === 'missing');
  if (chain.ok && missing.length === 0) return <p class="small">{whole}</p>;
  const nameOf = (step: StepView): string => stepWords(page.lang)[step.kind];
  const at = chain.ok ? undefined : view.steps.find((step) => step.seq === chain.seq);
  return (
    <Callout lang={page.lang} kind="danger" title={words.brokenTitle}>
      {chain.ok ? null : (
        <p>{at === undefined ? words.goneAt(String(chain.seq)) : words.brokenAt(String(at.seq), nameOf(at))}</p>
      )}
      {missing.length === 0 ? null : (
        <p>{words.missingAt(missing.map((step) => words.stepName(String(step.seq), nameOf(step))).join(', '))}</p>
      )}
      <p>{words.brokenDo}</p>
    </Callout>
  );
};

/** The history to take along. */
export const HistoryLinks: FC<{ readonly page: PageContext; readonly view: CaseView }> = ({ page, view }) => {
  const words = caseSealWords(page.lang);
  return (
    <p class="small">
      <a href={page.to(`/perkara/${view.number}/riwayat.json`)} download>
        {words.history}
      </a>
      {' · '}
      <a href={page.to('/periksa')}>{words.check}</a>
      <br />
      <span class="quiet-note">{words.historyHint}</span>
    </p>
  );
};
