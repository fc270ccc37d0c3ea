import type { Child } from 'hono/jsx';
import { describe, expect, test } from 'vitest';
import { declaredWords, type Phrases } from '../platform/i18n/words.ts';
import { galleryContext, renderGallery } from './gallery-page.ts';
import { DeskLayout, ErrorPage, FormLayout, PublicLayout } from './index.ts';
import { inOtherLanguage } from './navigation.ts';
import { uiWords } from './words.ts';

const assets = { style: '/a.css', script: '/a.js', font: '/a.woff2' };
const page = galleryContext(assets);
const plain = galleryContext(assets, { actor: null, demo: null });
const html = async (element: Child): Promise<string> => String(await element);

describe('every page of the gallery', async () => {
  const pages = [...(await renderGallery(assets))];

  test.each(pages)('%s: policy, ids, labels and descriptions hold', (_name, out) => {
    expect(out.startsWith('<!doctype html><html lang="')).toBe(true);
    // The policy refuses inline style and script of any kind.
    expect(out).not.toMatch(/ style="|<style|<script(?! type="module" src="\/a\.js")| on[a-z]+="|javascript:/);
    const ids = [...out.matchAll(/ id="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const known = new Set(ids);
    for (const [, list = ''] of out.matchAll(/ (?:aria-describedby|aria-labelledby|for)="([^"]*)"/g)) {
      for (const id of list.split(' ')) expect(known, `target of "${list}"`).toContain(id);
    }
    for (const [, id = ''] of out.matchAll(/ href="#([^"]+)"/g)) expect(known).toContain(id);
    for (const [tag] of out.matchAll(/<(?:input|select|textarea)[^>]*>/g)) {
      if (tag.includes('type="hidden"')) continue;
      const id = / id="([^"]*)"/.exec(tag)?.[1];
      expect(out, tag).toContain(` for="${id}"`);
    }
    for (const [form] of out.matchAll(/<form[^>]*method="post".*?<\/form>/gs)) {
      // The clock of the demonstration is anybody's to move.
      if (!form.includes('/demo/jam"')) expect(form).toContain('name="_csrf"');
    }
    expect(out.match(/<h1/g)).toHaveLength(1);
    expect(out.match(/<main/g)).toHaveLength(1);
    expect(out).not.toMatch(/undefined|\[object|NaN/);
  });
});

describe('the frame of a page', () => {
  test('of the public names language, title, stylesheet and one script, and lets search engines in', async () => {
    const out = await html(
      <PublicLayout page={plain} title="Lapor & tanya" description="Satu kalimat">
        x
      </PublicLayout>,
    );
    expect(out).toContain('<html lang="id">');
    expect(out).toContain('<title>Lapor &amp; tanya — Netra</title>');
    expect(out).toContain('<meta name="description" content="Satu kalimat"/>');
    expect(out).not.toContain('noindex');
    expect(out).toContain('<a href="/lapor" aria-current="page">Lapor</a>');
    expect(out).not.toContain('/demo/jam');
  });

  test('says in the title that something is wrong', async () => {
    const out = await html(
      <FormLayout page={plain} title="Tempat" errors={[{ field: 'x', message: 'Isi tempat' }]}>
        x
      </FormLayout>,
    );
    expect(out).toContain('<title>Kesalahan: Tempat — Netra</title>');
    expect(out).toContain('href="#f-x"');
  });

  test('of a question offers the quick way out unless told otherwise, and is never indexed', async () => {
    const asked = await html(
      <FormLayout page={plain} title="T" step={{ now: 2, total: 6 }} back={{ href: '/lapor' }}>
        x
      </FormLayout>,
    );
    expect(asked).toContain('data-quick-exit');
    expect(asked).toContain('rel="noreferrer nofollow"');
    expect(asked).toContain('Langkah 2 dari 6');
    expect(asked).toContain('noindex');
    const signIn = await html(
      <FormLayout page={plain} title="Masuk" quickExit={false}>
        x
      </FormLayout>,
    );
    expect(signIn).not.toContain('quick-exit');
  });

  test('of the desk shows office, role, what waits, and signs out by a form', async () => {
    const out = await html(
      <DeskLayout page={page} title="Antrean">
        x
      </DeskLayout>,
    );
    for (const said of ['Bawaslu Kota Arunika', 'Penanganan pelanggaran', 'Pengawas Peragaan', '99+']) {
      expect(out).toContain(said);
    }
    expect(out).toContain('method="post" action="/keluar"');
    expect(out).toContain('noindex');
    const nobody = await html(
      <DeskLayout page={plain} title="Antrean">
        x
      </DeskLayout>,
    );
    expect(nobody).not.toContain('/keluar');
  });

  test('marks the demonstration and lets its clock be moved', async () => {
    const out = await html(
      <PublicLayout page={page} title="T">
        x
      </PublicLayout>,
    );
    expect(out).toContain('Peragaan');
    expect(out).toContain('Jumat, 4 Oktober 2024, 09.00 WIB');
    for (const move of ['hour', 'day', 'three-days', 'set', 'reset']) {
      expect(out).toContain(`name="move" value="${move}"`);
    }
    expect(out).toContain('name="at" value="2024-10-04T09:00"');
    expect(out).toContain('name="back" value="/lapor"');
  });

  test('leads to the same page in the other language', async () => {
    expect(inOtherLanguage('id', '/')).toBe('/en');
    expect(inOtherLanguage('id', '/lapor')).toBe('/en/lapor');
    expect(inOtherLanguage('en', '/lapor')).toBe('/lapor');
    const english = galleryContext(assets, { lang: 'en', to: (path) => `/en${path}`, actor: null, demo: null });
    const out = await html(
      <PublicLayout page={english} title="T">
        x
      </PublicLayout>,
    );
    expect(out).toContain('href="/lapor" lang="id" hreflang="id"');
    expect(out).toContain('<a href="/en/status">Check a report</a>');
  });
});

describe('an error page', () => {
  test.each([400, 403, 404, 409, 413, 429, 500, 503] as const)(
    '%s says what happened and where to go',
    async (status) => {
      const out = await html(<ErrorPage page={plain} status={status} errorId="7F3K" />);
      expect(out).toContain(uiWords('id').error[`${status}`].title);
      expect(out).toContain('<code>7F3K</code>');
      expect(out).toContain('href="/"');
      expect(out).toContain('noindex');
    },
  );
});

describe('the words of the kit', () => {
  test('have no empty phrase, and English is not left Indonesian', () => {
    const own = declaredWords().find((one) => one.name === 'ui');
    const flat = (phrases: Phrases, path = ''): [string, string][] =>
      Object.entries(phrases).flatMap(([key, value]): [string, string][] =>
        typeof value === 'string'
          ? [[`${path}${key}`, value]]
          : typeof value === 'function'
            ? []
            : flat(value, `${path}${key}.`),
      );
    const english = new Map(flat(own?.en ?? {}));
    const same = flat(own?.id ?? {}).filter(([path, text]) => text.trim() === '' || english.get(path) === text);
    // The brand, and words that both languages share.
    expect(same.map(([path]) => path)).toEqual(['brand', 'menu']);
  });
});
