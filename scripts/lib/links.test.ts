/** What the pages of the project point at is there: files, folders, pictures, headings. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const skipped = new Set(['node_modules', 'dist', 'data', '.git']);

/** Pages that git knows or would take in; all that lie here where there is no git. */
function pages(): string[] {
  const list = existsSync(join(root, '.git'))
    ? execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: root })
    : execFileSync('find', ['.', '-name', '*.md'], { cwd: root });
  return list
    .toString('utf8')
    .split('\n')
    .map((file) => file.replace(/^\.\//, ''))
    .filter((file) => file !== '' && !file.split('/').some((part) => skipped.has(part)))
    .filter((file) => existsSync(join(root, file)));
}

const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

/** Targets of links and pictures that lie in the project. */
function targets(file: string): string[] {
  const text = withoutCode(readFileSync(join(root, file), 'utf8'));
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/i.test(target));
}

/** The anchors of a page's headings, as code hosts make them. */
function anchors(file: string): Set<string> {
  const headings = readFileSync(join(root, file), 'utf8').matchAll(/^#{1,6} (.+)$/gm);
  const anchorOf = (heading: string): string =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/ /g, '-');
  return new Set([...headings].map(([, heading = '']) => anchorOf(heading)));
}

/** What is wrong with a link; null when it leads somewhere. */
function wrongWith(file: string, target: string): string | null {
  const [path = '', anchor] = target.split('#');
  const there = path === '' ? file : join(dirname(file), path);
  if (!existsSync(join(root, there))) return `${file}: ${target} is not there`;
  if (anchor === undefined || !there.endsWith('.md') || anchors(there).has(anchor)) return null;
  return `${file}: ${there} has no heading #${anchor}`;
}

it('every link between the pages of the project leads somewhere', () => {
  const links = pages().flatMap((file) => targets(file).map((target) => ({ file, target })));
  expect(links.length).toBeGreaterThan(40);
  expect(links.map(({ file, target }) => wrongWith(file, target)).filter((wrong) => wrong !== null)).toEqual([]);
});

it('a link that leads nowhere is found', () => {
  expect(wrongWith('docs/guide/README.md', '../nowhere.md')).not.toBeNull();
  expect(wrongWith('README.md', 'ARCHITECTURE.md#no-such-heading')).not.toBeNull();
  expect(wrongWith('README.md', 'ARCHITECTURE.md#the-house')).toBeNull();
});

it('both READMEs show the same pictures, each with words for those who do not see it', () => {
  const pictures = (file: string) => [...readFileSync(join(root, file), 'utf8').matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)];
  const english = pictures('README.md');
  expect(english.length).toBeGreaterThan(5);
  expect(pictures('README.id.md').map(([, , path]) => path)).toEqual(english.map(([, , path]) => path));
  for (const [, words = ''] of [...english, ...pictures('README.id.md')]) expect(words.length).toBeGreaterThan(20);
});

it('every feature, every part of the platform and every package says what it is', () => {
  const folders = ['app/src/features', 'app/src/platform', 'packages'].flatMap((above) =>
    readdirSync(join(root, above), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !skipped.has(entry.name))
      .map((entry) => `${above}/${entry.name}`),
  );
  expect(folders.length).toBeGreaterThan(15);
  expect(folders.filter((folder) => !existsSync(join(root, folder, 'README.md')))).toEqual([]);
});

it('every decision stands in the list', () => {
  const listed = readFileSync(join(root, 'docs/decisions/README.md'), 'utf8');
  const numbered = pages().filter((file) => /^docs\/decisions\/\d{4}-/.test(file));
  expect(numbered.length).toBeGreaterThan(15);
  expect(numbered.filter((file) => !listed.includes(`(${file.slice('docs/decisions/'.length)})`))).toEqual([]);
});
