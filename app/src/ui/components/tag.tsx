/** Short states: a shape and a word. The shape differs, not only the colour. */
import type { Child, FC } from 'hono/jsx';
import type { Language } from '../../platform/i18n/words.ts';
import { uiWords } from '../words.ts';

export type TagKind = 'neutral' | 'due' | 'late' | 'done' | 'law' | 'practice' | 'target';
/** Where a limit comes from: the law, a letter or published workflow, or a service target. */
export type Nature = 'law' | 'practice' | 'target';
/** How sure we are of a source. */
export type Confidence = 'seen' | 'recalled' | 'uncertain';

export const Tag: FC<{ readonly kind?: TagKind | undefined; readonly children: Child }> = ({
  kind = 'neutral',
  children,
}) => <span class={`tag tag-${kind}`}>{children}</span>;

/** "batas hukum", "batas menurut praktik" or "target layanan". */
export const NatureTag: FC<{ readonly lang: Language; readonly nature: Nature }> = ({ lang, nature }) => (
  <Tag kind={nature}>{uiWords(lang).nature[nature]}</Tag>
);

export interface Source {
  readonly label: string;
  /** Left out when the text of the rule is not in Netra. */
  readonly href?: string | undefined;
}

export interface CitationProps {
  readonly lang: Language;
  readonly sources: readonly Source[];
  readonly confidence?: Confidence | undefined;
  /** Before the sources: "Dasar hukum". */
  readonly label?: string | undefined;
}

/** The line of law below a statement: sources, and how sure we are of them. */
export const Citation: FC<CitationProps> = ({ lang, sources, confidence, label }) => {
  const words = uiWords(lang);
  return (
    <p class="law">
      {label === undefined ? null : `${label}: `}
      {sources.map((source, index) => (
        <>
          {index > 0 ? ' · ' : null}
          {source.href === undefined ? source.label : <a href={source.href}>{source.label}</a>}
        </>
      ))}
      {confidence === undefined ? null : (
        <span>
          {' '}
          · {words.confidence.label}: {words.confidence[confidence]}
        </span>
      )}
    </p>
  );
};
