/** What a machine can tell of a page's accessibility: axe, whether the page is wider than the screen, and markup that is shown as text. Works with script switched off. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Everything up to WCAG 2.2 AA, and best practice. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Where the page may run no script, timers never fire; axe waits for them only to let others work, so "at once" will do. */
const timersAtOnce = 'window.setTimeout = (work) => { Promise.resolve().then(work); return 0; };';

/** So that a rule set that finds nothing because it looked at nothing is noticed. */
const LEAST_PASSES = 10;

/** Of what passes only one place each is written down: a quarter of the time on long pages. */
const run = `axe.run(document, { preload: false, resultTypes: ['violations'], runOnly: ${JSON.stringify(rules)} }).then((result) =>
  (result.passes.length < ${LEAST_PASSES} ? ['axe looked at almost nothing'] : []).concat(result.violations.map((one) =>
    'axe ' + one.id + ': ' + one.nodes.map((node) => node.target.join(' ') + ' ' + node.failureSummary.replace(/\\s+/g, ' ')).join(' | '))))`;

/** One line for each thing that is wrong with the page as it stands. */
export async function findBarriers(page: Page, scripted: boolean): Promise<readonly string[]> {
  if (!scripted) await page.evaluate(timersAtOnce);
  await page.evaluate('document.fonts.ready.then(() => true)');
  await page.evaluate(axeSource);
  const found: unknown = await page.evaluate(run);
  if (!Array.isArray(found)) throw new Error('axe gave no list');
  const wide = await tooWide(page);
  const markup: unknown = await page.evaluate(
    "document.body.innerText.includes('<svg') || document.body.innerText.includes('[object Object]')",
  );
  return [
    ...found.map(String),
    ...(wide === null ? [] : [wide]),
    ...(markup === true ? ['markup is shown as text'] : []),
  ];
}

async function tooWide(page: Page): Promise<string | null> {
  const found: unknown = await page.evaluate(`(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return null;
    const widest = [...document.body.querySelectorAll('*')].find((one) => one.getBoundingClientRect().right > room + 0.5);
    return 'wider than the screen: ' + document.documentElement.scrollWidth + ' px, for example ' + (widest?.outerHTML ?? '').slice(0, 120);
  })()`);
  return typeof found === 'string' ? found : null;
}
