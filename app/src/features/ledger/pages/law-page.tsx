/** `/log/hukum`: the leaves that everybody may open. */
import type { FC } from 'hono/jsx';
import { formatInstant } from '../../../platform/i18n/dates.ts';
import { formatNumber } from '../../../platform/i18n/numbers.ts';
import type { Language } from '../../../platform/i18n/words.ts';
import { Breadcrumb, EmptyState, type PageContext, PageHeading, PublicLayout, Table } from '../../../ui/index.ts';
import type { LawLeaf } from './law-leaves.ts';
import { logWords } from './log-words.ts';
import { lawReceiptPath, logHome } from './paths.ts';

export interface LawLeavesPageProps {
  readonly page: PageContext;
  readonly demo: boolean;
  readonly leaves: readonly LawLeaf[];
}

export const LawLeavesPage: FC<LawLeavesPageProps> = ({ page, demo, leaves }) => {
  const { lang } = page;
  const words = logWords(lang);
  return (
    <PublicLayout page={page} title={words.law.title} description={words.law.lead}>
      <PageHeading
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: words.title, href: page.to(logHome) }, { label: words.law.title }]}
          />
        }
        title={words.law.title}
        lead={words.law.lead}
        about={demo ? words.demo : undefined}
      />
      <Table
        caption={words.law.caption}
        captionHidden
        rows={leaves}
        empty={
          <EmptyState title={words.law.empty}>
            <p>{words.law.emptyText}</p>
          </EmptyState>
        }
        columns={[
          { label: words.law.what, head: true, cell: (leaf) => <What lang={lang} leaf={leaf} /> },
          { label: words.law.when, cell: ({ at }) => formatInstant(at, 'WIB', lang, 'medium') },
          {
            label: words.law.leaf,
            numeric: true,
            cell: ({ leaf }) => (leaf === null ? words.law.waiting : formatNumber(leaf, lang)),
          },
          {
            label: words.law.proof,
            cell: (leaf) =>
              leaf.leaf === null ? (
                '–'
              ) : (
                <a href={page.to(lawReceiptPath(leaf.commitment))} download="">
                  {words.law.get}
                  <span class="visually-hidden">: {titleOf(leaf, lang)}</span>
                </a>
              ),
          },
        ]}
      />
    </PublicLayout>
  );
};

const What: FC<{ readonly lang: Language; readonly leaf: LawLeaf }> = ({ lang, leaf }) => {
  const words = logWords(lang).law;
  const { kind, fingerprint } = leaf.opening.entry;
  return (
    <>
      {titleOf(leaf, lang)}
      {kind === 'law-addition' && typeof fingerprint === 'string' ? (
        <span class="small log-under">{words.data(fingerprint === '' ? words.none : fingerprint)}</span>
      ) : null}
    </>
  );
};

/** What was changed, in words; what this page does not know is told as it was noted. */
export function titleOf({ about, opening }: Pick<LawLeaf, 'about' | 'opening'>, lang: Language): string {
  const words = logWords(lang).law;
  const { kind, version, what, law, name } = opening.entry;
  if (kind === 'rulebook-version' && typeof version === 'string') return words.rulebook(version);
  if (kind !== 'law-addition' || typeof name !== 'string') return about;
  const named = law === 'decree' || law === 'election' || law === 'override' ? `${words.kind[law]} ${name}` : name;
  return what === 'withdrawn' ? words.withdrawn(named) : words.applied(named);
}
