/** Pieces that every page of the law shares: the frame, how sure we are, citations with links, sources without addresses. */
import type { Bilingual, Confidence, Level, Nature, Source } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import type { Language } from '../../platform/i18n/words.ts';
import { Breadcrumb, type Crumb, type PageContext, PageHeading, PublicLayout } from '../../ui/index.ts';
import { confidenceMeanings, confidenceNames, levelNames, natureNames, noLevel } from './names.ts';
import { lawPath } from './paths.ts';
import { citationWords, instrumentOf, sourceWords } from './say.ts';
import { lawWords } from './words.ts';

/** What every page of the law knows beside the request. */
export interface LawPage {
  readonly page: PageContext;
  /** "0.1.0" and, where data was added, its fingerprint. */
  readonly version: string;
  /** Full permanent address of this page. */
  readonly address: string;
  /** What other features say of it, before the foot. */
  readonly beside?: Child | undefined;
}

export interface LawFrameProps extends LawPage {
  readonly title: string;
  readonly lead?: Child | undefined;
  readonly about?: Child | undefined;
  /** Between the index and this page. */
  readonly crumbs?: readonly Crumb[] | undefined;
  readonly crumb?: string | undefined;
  readonly description?: string | undefined;
  readonly children: Child;
}

/** Crumbs, heading, content, then the legend, the version and the address that may be cited. */
export const LawFrame: FC<LawFrameProps> = (props) => {
  const { page, title, lead, about, crumbs = [], crumb, description, children } = props;
  const words = lawWords(page.lang);
  return (
    <PublicLayout page={page} title={title} description={description ?? words.description}>
      <PageHeading
        above={
          <Breadcrumb
            lang={page.lang}
            items={[{ label: words.crumb, href: page.to(lawPath.index()) }, ...crumbs, { label: crumb ?? title }]}
          />
        }
        title={title}
        lead={lead}
        about={about}
      />
      {children}
      {props.beside ?? null}
      <LawFoot {...props} />
    </PublicLayout>
  );
};

export const LawFoot: FC<LawPage> = ({ page, version, address }) => {
  const { lang } = page;
  const words = lawWords(lang);
  return (
    <aside class="law-foot" aria-label={words.legend}>
      <Legend lang={lang} />
      <p class="small">
        {words.notRead} {words.notAdvice}
      </p>
      <dl class="facts small">
        <div>
          <dt>{words.address}</dt>
          <dd class="law-address">{address}</dd>
        </div>
        <div>
          <dt>{words.version('').trim()}</dt>
          <dd class="num">{version}</dd>
        </div>
      </dl>
    </aside>
  );
};

/** Share of the circle that is filled. A full one would mean that the official text was read. */
const filled: Record<Confidence, number> = { seen: 0.75, 'seen-3p': 0.5, recalled: 0.25, uncertain: 0 };

/** A small circle, filled as far as we are sure; dashed and empty when uncertain. The words beside it say the same. */
const SureMark: FC<{ readonly confidence: Confidence }> = ({ confidence }) => {
  const share = filled[confidence];
  return (
    <svg class="sure-mark" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
      {share === 0 ? (
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.6 2.1" />
      ) : (
        <>
          <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" />
          <path d={wedge(share)} fill="currentColor" />
        </>
      )}
    </svg>
  );
};

function wedge(share: number): string {
  const angle = share * 2 * Math.PI;
  const [x, y] = [8 + 5 * Math.sin(angle), 8 - 5 * Math.cos(angle)];
  return `M8 8V3A5 5 0 ${share > 0.5 ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}Z`;
}

/** How sure we are, as a mark and in words. `of` names what it is about. */
export const Sure: FC<{
  readonly lang: Language;
  readonly confidence: Confidence;
  readonly of?: string | undefined;
}> = ({ lang, confidence, of }) => (
  <span class="sure">
    <SureMark confidence={confidence} />
    <span>
      {of === undefined ? null : `${of}: `}
      {confidenceNames[confidence][lang]}
    </span>
  </span>
);

const inOrder = ['seen', 'seen-3p', 'recalled', 'uncertain'] as const satisfies readonly Confidence[];

export const Legend: FC<{ readonly lang: Language }> = ({ lang }) => {
  const words = lawWords(lang);
  return (
    <div class="legend">
      <p class="legend-title">{words.legend}</p>
      <ul>
        {inOrder.map((confidence) => (
          <li>
            <Sure lang={lang} confidence={confidence} />
            <small>{confidenceMeanings[confidence][lang]}</small>
          </li>
        ))}
      </ul>
      <p class="small">{words.legendFull}</p>
    </div>
  );
};

/** A citation that leads to its instrument where that is written down here. */
export const Cite: FC<{ readonly page: PageContext; readonly text: string }> = ({ page, text }) => {
  const instrument = instrumentOf(text);
  const shown = citationWords(text, page.lang);
  return instrument === undefined ? (
    <span>{shown}</span>
  ) : (
    <a href={page.to(lawPath.instrument(instrument))}>{shown}</a>
  );
};

/** Citations of one field: parts are separated by semicolons in the rulebook. */
export const Cites: FC<{ readonly page: PageContext; readonly texts: readonly string[] }> = ({ page, texts }) => (
  <>
    {texts
      .flatMap((text) => text.split('; '))
      .map((text, index) => (
        <>
          {index > 0 ? '; ' : null}
          <Cite page={page} text={text} />
        </>
      ))}
  </>
);

export const Sources: FC<{ readonly lang: Language; readonly sources: readonly Source[] }> = ({ lang, sources }) => {
  const words = lawWords(lang).rule;
  if (sources.length === 0) return <p class="small">{words.noSources}</p>;
  return (
    <ul class="sources">
      {sources.map((source) => (
        <li>{sourceWords(source, lang)}</li>
      ))}
    </ul>
  );
};

/** The level of a sanction: a word and a bar that grows, never a colour alone. */
export const LevelTag: FC<{ readonly lang: Language; readonly level: Level | null }> = ({ lang, level }) => (
  <span class={`level level-${level ?? 'none'}`}>
    <span class="level-bars" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
    {level === null ? noLevel[lang] : levelNames[level][lang]}
  </span>
);

/** Law, practice or target, by the shape of the kit and in words. */
export const Natures: FC<{ readonly lang: Language; readonly nature: Nature }> = ({ lang, nature }) => (
  <span class={`tag tag-${nature}`}>{natureNames[nature][lang]}</span>
);

/** A fact of a rule: name and content; nothing is drawn without content. */
export interface Fact {
  readonly term: string;
  readonly value: Child | null;
}

export const Facts: FC<{ readonly items: readonly Fact[] }> = ({ items }) => (
  <dl class="facts law-facts">
    {items
      .filter((item) => item.value !== null)
      .map((item) => (
        <div>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
  </dl>
);

/** A sentence of the rulebook, as a sentence: first letter large, a full stop at the end. */
export function sentence(text: Bilingual, lang: Language): string {
  const said = text[lang];
  const begun = said.charAt(0).toUpperCase() + said.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
