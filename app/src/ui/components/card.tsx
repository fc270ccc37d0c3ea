/** Blocks of a page: headings, sections, cards, two columns, things that unfold. */
import type { Child, FC } from 'hono/jsx';
import { classNames } from '../class-names.ts';

export interface PageHeadingProps {
  readonly title: Child;
  /** Above the title: a breadcrumb, the step, the kind of page. */
  readonly above?: Child | undefined;
  /** Below the title, larger than text. */
  readonly lead?: Child | undefined;
  /** Below the title in small type: who, where, when. */
  readonly about?: Child | undefined;
  /** `display` only on the front page. */
  readonly size?: 'normal' | 'display' | undefined;
}

/** The one `h1` of a page. */
export const PageHeading: FC<PageHeadingProps> = ({ title, above, lead, about, size }) => (
  <div class={classNames('page-heading', size === 'display' && 'display')}>
    {above ?? null}
    <h1>{title}</h1>
    {lead === undefined ? null : <p class="lead">{lead}</p>}
    {about === undefined ? null : <p class="small">{about}</p>}
  </div>
);

export interface SectionProps {
  readonly title: Child;
  readonly children: Child;
  /** Beside the title, in small type. */
  readonly aside?: Child | undefined;
  readonly id?: string | undefined;
  readonly headingLevel?: 2 | 3 | undefined;
}

/** A part of a page with its heading. */
export const Section: FC<SectionProps> = ({ title, children, aside, id, headingLevel = 2 }) => (
  <section class="section" id={id}>
    <div class="section-head">
      {headingLevel === 2 ? <h2>{title}</h2> : <h3>{title}</h3>}
      {aside === undefined ? null : <p class="small">{aside}</p>}
    </div>
    {children}
  </section>
);

export interface CardProps {
  readonly children: Child;
  readonly title?: Child | undefined;
  readonly headingLevel?: 2 | 3 | undefined;
  readonly id?: string | undefined;
}

export const Card: FC<CardProps> = ({ children, title, headingLevel = 3, id }) => (
  <div class="card" id={id}>
    {title === undefined ? null : headingLevel === 2 ? <h2>{title}</h2> : <h3>{title}</h3>}
    {children}
  </div>
);

/** Things one below the other with an even gap. */
export const Stack: FC<{ readonly children: Child; readonly gap?: 'tight' | 'normal' | 'wide' | undefined }> = ({
  children,
  gap = 'normal',
}) => <div class={classNames('stack', gap !== 'normal' && `stack-${gap}`)}>{children}</div>;

/** Main column and right rail; on narrow screens the rail comes first (`railFirst`, for clocks) or last. */
export const Split: FC<{
  readonly children: Child;
  readonly rail: Child;
  readonly railFirst?: boolean | undefined;
}> = ({ children, rail, railFirst }) => (
  <div class={classNames('split', railFirst === true && 'rail-first')}>
    <div class="split-main">{children}</div>
    <div class="split-rail">{rail}</div>
  </div>
);

/** Something that unfolds: reasons, sources, the long version. Works without a script. */
export const Disclosure: FC<{
  readonly summary: Child;
  readonly children: Child;
  readonly open?: boolean | undefined;
}> = ({ summary, children, open }) => (
  <details class="disclosure" open={open === true}>
    <summary>{summary}</summary>
    <div class="disclosure-body">{children}</div>
  </details>
);
