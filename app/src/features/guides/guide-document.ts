/** The guides as files: `docs/guide/<id>.md` and the list of them. Written by `node scripts/guides.mjs`. */
import type { Guide } from './guide-types.ts';
import { allGuides } from './guides.ts';
import { guideHeadings, guideWords } from './words.ts';

/** Names of the files and what stands in them. */
export function guideDocuments(): ReadonlyMap<string, string> {
  return new Map([
    ['README.md', indexDocument()],
    ...allGuides.map((guide): [string, string] => [`${guide.id}.md`, guideDocument(guide)]),
  ]);
}

function indexDocument(): string {
  const words = guideWords('id');
  return lines([
    `# ${words.title}`,
    '',
    words.lead,
    '',
    ...allGuides.map((guide) => `- [${guide.title}](${guide.id}.md): ${guide.short.id}`),
    '',
    'Di dalam Netra panduan yang sama ada di `/panduan`. Berkas ini dibuat dari `app/src/features/guides` dengan `node scripts/guides.mjs`; gambarnya oleh `app/test/e2e/guide-pictures.e2e.ts`.',
    '',
    'In English: the guides are written in Indonesian, for those who use Netra at work. What an operator does is told in English in [operations](../operations/install.md).',
  ]);
}

function guideDocument(guide: Guide): string {
  const list = (items: readonly string[]) => items.map((item) => `- ${bold(item)}`);
  const [first, ...more] = guide.pictures.map(({ file, alt }) => `![${alt}](../pictures/${file})`);
  return lines([
    `# ${guide.title}`,
    '',
    guide.forWhom,
    '',
    `## ${guideHeadings.first}`,
    '',
    ...list(guide.first),
    ...(first === undefined ? [] : ['', first]),
    '',
    `## ${guideHeadings.tasks}`,
    ...guide.tasks.flatMap((task, index) => [
      '',
      `### ${index + 1}. ${task.title}`,
      '',
      ...(task.at === undefined ? [] : [`Di ${task.at.label} (\`${task.at.path}\`).`, '']),
      ...task.steps.map((step, at) => `${at + 1}. ${bold(step)}`),
    ]),
    ...more.flatMap((picture) => ['', picture]),
    '',
    `## ${guideHeadings.troubles}`,
    '',
    ...guide.troubles.map(({ what, help }) => `- *${what}* ${bold(help)}`),
    '',
    `## ${guideHeadings.unseen}`,
    '',
    ...list(guide.unseen),
    '',
    `## ${guideHeadings.limits}`,
    '',
    ...list(guide.limits),
    '',
    `## ${guideHeadings.ask}`,
    '',
    ...list(guide.ask),
    '',
    `[${guideWords('id').all}](README.md)`,
  ]);
}

/** Words of buttons stand out. */
function bold(text: string): string {
  return text.replaceAll(/“([^”]+)”/g, '**$1**');
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
