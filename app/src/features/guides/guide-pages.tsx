/** The guides as pages, without pictures: they are opened on telephones, on slow lines. */
import type { FC } from 'hono/jsx';
import { Breadcrumb, type PageContext, PageHeading, PublicLayout, Section, Stack } from '../../ui/index.ts';
import type { Guide } from './guide-types.ts';
import { allGuides, guidePath } from './guides.ts';
import { guideHeadings, guideWords } from './words.ts';

export const GuideIndexPage: FC<{ readonly page: PageContext }> = ({ page }) => {
  const words = guideWords(page.lang);
  return (
    <PublicLayout page={page} title={words.title} description={words.lead}>
      <PageHeading title={words.title} lead={words.lead} about={words.language === '' ? undefined : words.language} />
      <ul class="stack">
        {allGuides.map((guide) => (
          <li>
            <a href={page.to(guidePath(guide.id))} lang="id">
              {guide.title}
            </a>
            <br />
            {guide.short[page.lang]}
          </li>
        ))}
      </ul>
    </PublicLayout>
  );
};

export const GuidePage: FC<{ readonly page: PageContext; readonly guide: Guide }> = ({ page, guide }) => {
  const words = guideWords(page.lang);
  return (
    <PublicLayout page={page} title={guide.title} description={guide.short[page.lang]}>
      {page.lang === 'id' ? null : <p class="small">{words.language}</p>}
      <div class="stack stack-wide" lang="id">
        <PageHeading
          above={
            <Breadcrumb
              lang={page.lang}
              items={[{ label: words.title, href: page.to('/panduan') }, { label: guide.title }]}
            />
          }
          title={guide.title}
          lead={guide.forWhom}
        />
        <Section title={guideHeadings.first}>
          <List items={guide.first} />
        </Section>
        <Section title={guideHeadings.tasks}>
          <Stack>
            {guide.tasks.map((task, index) => (
              <Stack gap="tight">
                <h3>
                  {index + 1}. {task.title}
                </h3>
                {task.at === undefined ? null : (
                  <p>
                    Di <a href={page.to(task.at.path)}>{task.at.label}</a>.
                  </p>
                )}
                <ol class="bullets">
                  {task.steps.map((step) => (
                    <li>{step}</li>
                  ))}
                </ol>
              </Stack>
            ))}
          </Stack>
        </Section>
        <Section title={guideHeadings.troubles}>
          <dl class="stack stack-tight">
            {guide.troubles.map(({ what, help }) => (
              <div>
                <dt>
                  <b>{what}</b>
                </dt>
                <dd>{help}</dd>
              </div>
            ))}
          </dl>
        </Section>
        <Section title={guideHeadings.unseen}>
          <List items={guide.unseen} />
        </Section>
        <Section title={guideHeadings.limits}>
          <List items={guide.limits} />
        </Section>
        <Section title={guideHeadings.ask}>
          <List items={guide.ask} />
        </Section>
      </div>
      <p>
        <a href={page.to('/panduan')}>{words.all}</a>
      </p>
    </PublicLayout>
  );
};

const List: FC<{ readonly items: readonly string[] }> = ({ items }) => (
  <ul class="bullets">
    {items.map((item) => (
      <li>{item}</li>
    ))}
  </ul>
);
