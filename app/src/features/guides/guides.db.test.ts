import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { foundCountry } from '../../../test/support/offices.ts';
import { roles } from '../../platform/http/env.ts';
import { allGuides, getGuide, guideOfRole, guidePath } from './guides.ts';
import { guidesFeature } from './index.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.end());

const open = async (path: string) => {
  const answer = await app.hono.request(path);
  return { answer, html: await answer.text() };
};

/** Addresses that the page leads to, without language and fragment. */
const linksOf = (html: string): readonly string[] => [
  ...new Set(
    [...html.matchAll(/ href="(\/[^"#]*)/g)].map((match) => (match[1] ?? '').replace(/^\/en(?=\/|$)/, '') || '/'),
  ),
];

/** Whether some route answers a GET there: pages for people at work are not open to a visitor. */
const isServed = (path: string): boolean =>
  app.hono.routes.some(
    (route) => route.method === 'GET' && new RegExp(`^${route.path.replaceAll(/:[a-z]+/gi, '[^/]+')}$`).test(path),
  );

describe('the guides', () => {
  it('are listed for everybody, in both languages, without a cookie, and may be found by search engines', async () => {
    for (const [path, prefix] of [
      ['/panduan', ''],
      ['/en/panduan', '/en'],
    ] as const) {
      const { answer, html } = await open(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('x-robots-tag')).toBeNull();
      for (const guide of allGuides) expect(html).toContain(`href="${prefix}${guidePath(guide.id)}"`);
    }
    expect((await open('/en/panduan')).html).toContain('The guides are written in Indonesian.');
  });

  test.each(allGuides.map((guide) => guide.id))(
    '%s answers, says all of it, and leads nowhere that is not there',
    async (id) => {
      const guide = getGuide(id);
      const { answer, html } = await open(guidePath(id));
      expect(answer.status).toBe(200);
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(html.match(/<h1/g)).toHaveLength(1);
      // Nothing that could be wider than a small phone, and nothing to load.
      expect(html).not.toMatch(/<(img|table|pre|iframe)\b/);
      expect(html).not.toMatch(/undefined|\[object/);
      const text = html.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
      for (const task of guide.tasks) for (const step of task.steps) expect(text).toContain(step);
      for (const trouble of guide.troubles) expect(text).toContain(trouble.help);
      const links = linksOf(html).filter((path) => !path.startsWith('/assets/') && path !== '/a.css');
      for (const path of links) {
        const there = (await app.hono.request(path)).status;
        expect(there === 200 || (there !== 500 && isServed(path)), `${path}: ${there}`).toBe(true);
      }
      expect(isServed('/tidak-ada')).toBe(false);
      const english = await open(`/en${guidePath(id)}`);
      expect(english.answer.status).toBe(200);
      expect(english.html).toMatch(/<div [^>]*lang="id">/);
      expect(english.html).toContain('The guides are written in Indonesian.');
    },
  );

  it('know no other name', async () => {
    expect((await open('/panduan/pelapor2')).answer.status).toBe(404);
    expect((await open('/panduan/README')).answer.status).toBe(404);
  });

  it('are reached from the pages that need them', async () => {
    for (const [path, guide] of [
      ['/lapor', 'pelapor'],
      ['/terlapor', 'terlapor'],
      ['/ikrar', 'asn'],
    ] as const)
      expect((await open(path)).html, path).toContain(`href="${guidePath(guide)}"`);
    expect((await open('/')).html).toContain('href="/panduan"');
  });

  it('stand last in the rail, each role with its own', async () => {
    const country = await foundCountry(app.owner);
    const feature = guidesFeature(app.platform);
    for (const role of roles) {
      const member = await country.person(`Orang ${role}`, [country.bodies.bawaslu, role]);
      expect(feature.navFor(member, 'id')).toEqual([
        { href: guidePath(guideOfRole[role]), label: 'Panduan', count: null, current: false },
      ]);
    }
  });
});
