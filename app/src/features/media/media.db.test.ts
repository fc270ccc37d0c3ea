import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { foundCountry } from '../../../test/support/offices.ts';
import type { Member } from '../../platform/http/env.ts';
import { type Pages, pagesOf } from '../demonstration/pages.fixture.ts';
import { type MediaFeature, mediaFeature } from './index.ts';

let app: TestApp;
let pages: Pages;
let media: MediaFeature;
let desk: Member;
let officer: Member;
let authority: Member;

beforeAll(async () => {
  app = await startTestApp();
  const { bodies, person } = await foundCountry(app.owner);
  pages = pagesOf(app, (platform) => {
    media = mediaFeature(platform);
    return media.routes;
  });
  desk = await person('Meja Media', [bodies.bawaslu, 'media']);
  officer = await person('Pengawas', [bodies.bawasluCity, 'officer']);
  authority = await person('PPK', [bodies.ppkCity, 'authority']);
});
afterAll(() => app.end());

describe('the media desk', () => {
  it('teaches what it is for while it is empty', async () => {
    expect((await pages.open('/media', desk)).html).toContain('Belum ada teks');
  });

  it('reads the five articles once', async () => {
    expect(await media.importSeeds()).toBe(5);
    expect(await media.importSeeds()).toBe(0);
    const { items } = await media.service.list(desk, 1);
    expect(items.map((item) => item.sourceName)).toHaveLength(5);
    for (const item of items) {
      expect(item.title, item.sourceName).not.toBe('');
      expect(item.facts.speakers.length, item.sourceName).toBeGreaterThan(0);
      expect(item.facts.speakers.every((speaker) => speaker.role !== null)).toBe(true);
      expect(item.facts.institutions.length, item.sourceName).toBeGreaterThan(0);
    }
    expect(items.filter((item) => item.facts.repeatsItself).map((item) => item.sourceName)).toEqual([
      '001_b25eb63007e73113.txt',
    ]);
    expect(items.filter((item) => item.duplicate !== null)).toEqual([]);
  });

  it('lists them with day, kind, institutions and the mark of the one that repeats itself', async () => {
    const { html } = await pages.open('/media', officer);
    expect(html).toContain('Minggu, tanggal tidak disebut dalam teks');
    expect(html).toContain('Jum 14 Jul 2023 (peristiwa)');
    expect(html).toContain('Sel 29 Agu 2023 (terbit)');
    expect(html.match(/mengulang dirinya/g)).toHaveLength(1);
    expect(html).toContain('Kementerian Dalam Negeri');
    expect(html).toContain('bukan temuan');
    expect(html).not.toContain('Tambah teks');
    expect((await pages.open('/media', desk)).html).toContain('href="/media/baru"');
    expect((await pages.open('/en/media', desk)).html).toContain('repeats itself');
  });

  it('shows what was read beside the text, with names of rules, and says what is unknown', async () => {
    const { items } = await media.service.list(officer, 1);
    const joint = items.find((item) => item.sourceName.startsWith('002_'));
    const { html } = await pages.open(`/media/${joint?.id}`, officer);
    for (const words of [
      'Pj Wali Kota Malang',
      'SKB 22 Sep 2022:',
      'Pemilihan Umum 2024',
      'Kota Malang',
      'Rapat koordinasi',
      'Petunjuk, bukan temuan',
      'Tujujatim.id',
    ])
      expect(html).toContain(words);
    const first = items.find((item) => item.sourceName.startsWith('000_'));
    const page = await pages.open(`/media/${first?.id}`, officer);
    expect(page.html).toContain('tidak disebut dalam teks');
    expect(page.html).toContain('keputusan atau tindakan yang memihak');
    expect(page.html).not.toMatch(/https?:\/\/(?!www\.bmkg)/);
  });

  it('is not there for others, and a strange address is not found', async () => {
    const { items } = await media.service.list(officer, 1);
    expect((await pages.open('/media')).headers.get('location')).toContain('/masuk');
    expect((await pages.open('/media', authority)).status).toBe(404);
    expect((await pages.open(`/media/${items[0]?.id}`, authority)).status).toBe(404);
    expect((await pages.open('/media/baru', officer)).status).toBe(404);
    expect((await pages.open('/media/satu', desk)).status).toBe(404);
    expect((await pages.open(`/media/${crypto.randomUUID()}`, desk)).status).toBe(404);
    expect((await media.service.list(authority, 1)).total).toBe(0);
  });
});

const pasted = `Bupati Lembah Wening Ajak ASN Netral
LEMBAH WENING – Bupati Lembah Wening, Arya Ganendra, mengajak seluruh aparatur sipil negara menjaga netralitas dalam Pilkada 2024.
“ASN tidak boleh memihak siapa pun,” kata Arya dalam apel di halaman kantor, Senin (30/9/2024). <script>alert(1)</script>`;

describe('a pasted text', () => {
  it('is read before it is stored, keeps what was typed, and is stored once', async () => {
    const preview = await pages.send('/media/baru', { source: 'Suara Wening', text: pasted, do: 'preview' }, desk);
    expect(preview.status).toBe(200);
    expect(preview.html).toContain('Yang terbaca, belum disimpan');
    expect(preview.html).toContain('value="Suara Wening"');
    expect(preview.html).toContain('halaman kantor, Senin (30/9/2024)');
    expect(preview.html).not.toContain('<script>alert');
    expect((await media.service.list(desk, 1)).total).toBe(5);
    const stored = await pages.send('/media/baru', { source: 'Suara Wening', text: pasted, do: 'store' }, desk);
    expect(stored.status).toBe(303);
    expect((await pages.open(stored.to ?? '', desk)).html).toContain('Teks disimpan');
    const again = await pages.send('/media/baru', { source: 'Lain', text: `  ${pasted}\r\n`, do: 'store' }, desk);
    expect(again.to?.split('?')[0]).toBe(stored.to?.split('?')[0]);
    expect((await pages.open(again.to ?? '', desk)).html).toContain('sudah ada di meja media');
    expect((await media.service.list(desk, 1)).total).toBe(6);
  });

  it('stored by two at once is stored once', async () => {
    const text = { sourceName: 'Dua', text: `${pasted}\nSatu kalimat lagi supaya teks ini lain dari yang pertama.` };
    const both = await Promise.all([media.service.add(desk, text), media.service.add(desk, text)]);
    expect(new Set(both.map((one) => one.id)).size).toBe(1);
    expect(both.filter((one) => one.isNew)).toHaveLength(1);
  });

  it('much like an earlier one points at it', async () => {
    const { items } = await media.service.list(desk, 1);
    const wahyu = items.find((item) => item.sourceName.startsWith('002_'));
    const found = await media.service.find(desk, wahyu?.id ?? '');
    const { id } = await media.service.add(desk, {
      sourceName: 'Salinan',
      text: `${found?.body}\nDisalin ulang oleh redaksi lain pada hari yang sama.`,
    });
    expect((await media.service.find(desk, id))?.duplicate?.id).toBe(wahyu?.id);
    expect((await pages.open('/media', desk)).html).toContain('mirip teks lain');
  });

  it.each([
    [{ source: '', text: pasted }, 'Tulis asal teks'],
    [{ source: 'https://suara.contoh/berita', text: pasted }, 'bukan alamat situs'],
    [{ source: 'Suara', text: 'pendek' }, 'paling sedikit 80 huruf'],
    [{ source: 'Suara', text: 'a '.repeat(31_000) }, 'paling banyak 60.000 huruf'],
    [{ source: 'Suara', text: pasted, do: 'hapus' }, 'Formulir tidak terbaca'],
  ])('with %o is refused with a clear word and keeps what was typed', async (fields, words) => {
    const refused = await pages.send('/media/baru', fields, desk);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain(words);
    if (fields.source !== '') expect(refused.html).toContain(`value="${fields.source}"`);
  });
});
