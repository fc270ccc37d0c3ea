/** Pages of refusals: all of them, and each with what can be done. */
import type { FC } from 'hono/jsx';
import { type ProblemCode, problemKinds } from '../../platform/api/index.ts';
import { Breadcrumb, DefinitionList, type PageContext, PageHeading, PublicLayout, Table } from '../../ui/index.ts';
import { withCode } from './operation-card.tsx';
import { apiWords } from './words.ts';

export const ProblemsPage: FC<{
  readonly page: PageContext;
  readonly codes: readonly ProblemCode[];
}> = ({ page, codes }) => {
  const { lang } = page;
  const words = apiWords(lang);
  return (
    <PublicLayout page={page} title={words.problem.title} description={words.problem.lead}>
      <PageHeading
        title={words.problem.title}
        lead={words.problem.lead}
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: words.title, href: page.to('/api') }, { label: words.problem.title }]}
          />
        }
      />
      <Table
        caption={words.problem.title}
        captionHidden
        rows={codes}
        empty={null}
        columns={[
          { label: words.problem.status, cell: (code) => <code>{problemKinds[code].status}</code> },
          {
            label: words.problem.code,
            head: true,
            cell: (code) => (
              <a href={page.to(`/api/problems/${code}`)}>
                <code>{code}</code>
              </a>
            ),
          },
          { label: words.meaning, cell: (code) => problemKinds[code].title[lang] },
        ]}
      />
    </PublicLayout>
  );
};

export const ProblemPage: FC<{ readonly page: PageContext; readonly code: ProblemCode }> = ({ page, code }) => {
  const { lang } = page;
  const words = apiWords(lang);
  const { title, status, remedy } = problemKinds[code];
  return (
    <PublicLayout page={page} title={title[lang]} description={remedy[lang]}>
      <PageHeading
        title={title[lang]}
        above={
          <Breadcrumb
            lang={lang}
            items={[
              { label: words.title, href: page.to('/api') },
              { label: words.problem.title, href: page.to('/api/problems') },
              { label: code },
            ]}
          />
        }
      />
      <DefinitionList
        items={[
          { term: words.problem.code, value: <code>{code}</code> },
          { term: words.problem.status, value: <code>{status}</code> },
          { term: words.problem.remedy, value: withCode(remedy[lang]) },
        ]}
      />
    </PublicLayout>
  );
};
