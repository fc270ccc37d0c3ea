/** The media desk by program: read a text, store it once, list, look. */
import { z } from 'zod';
import {
  instant,
  listOf,
  listOperation,
  named,
  type Operation,
  said,
  tokenOperation,
  uuid,
} from '../../platform/api/index.ts';
import { fail, ok } from '../../platform/result.ts';
import { actKinds, articleKinds } from './extraction/types.ts';
import type { StoredFacts } from './media-item.ts';
import { mayAdd, mayRead } from './media-pages.tsx';
import type { MediaItem, MediaService } from './media-service.ts';

const text = (id: string, en: string, example: string) =>
  said(z.string().nullable(), `${id} Null: tidak disebut.`, `${en} Null: not told.`, example);
const texts = (id: string, en: string, example: string) => listOf(z.string(), id, en, [example]);
const persons = (id: string, en: string) =>
  listOf(
    z.object({
      name: said(z.string(), 'Nama sebagaimana tertulis.', 'Name as written.', 'Raka Wiratama'),
      role: text('Jabatan.', 'Post.', 'Sekretaris daerah'),
      institution: text('Instansi.', 'Institution.', 'Pemerintah Kota Arunika'),
    }),
    id,
    en,
    [],
  );
const kind = said(z.enum(articleKinds), 'Jenis tulisan.', 'Kind of text.', 'alleged-violation');

const Facts = named(
  'MediaFacts',
  z.object({
    title: text('Judul.', 'Title.', 'ASN diingatkan menjaga netralitas'),
    publishedOn: text('Hari terbit (ISO).', 'Day of publication (ISO).', '2024-09-28'),
    eventOn: text('Hari kejadian (ISO).', 'Day of what is told (ISO).', '2024-09-27'),
    kind,
    speakers: persons('Yang berbicara.', 'Who speaks.'),
    institutions: texts('Id instansi yang disebut.', 'Ids of institutions named.', 'bawaslu'),
    regions: texts('Kode wilayah Kemendagri.', 'Region codes of Kemendagri.', '35.73'),
    regulations: texts('Id peraturan.', 'Ids of instruments.', 'skb_2022'),
    elections: texts('Id pemilihan.', 'Ids of elections.', 'pilkada-2024'),
    acts: listOf(
      z.enum(actKinds),
      'Jenis perbuatan yang disebut terlarang atau diduga.',
      'Kinds of act spoken of as forbidden or alleged.',
      ['partisan-decision'],
    ),
    quotes: listOf(
      z.object({
        speaker: text('Siapa.', 'Who.', 'Raka Wiratama'),
        text: said(z.string(), 'Kutipan.', 'Quotation.', 'Netralitas adalah kewajiban.'),
      }),
      'Kutipan.',
      'Quotations.',
      [],
    ),
    repeatsItself: said(
      z.boolean(),
      'Teks memuat bagian yang sama dua kali.',
      'The text holds the same passage twice.',
      false,
    ),
  }),
  'Yang terbaca dari teks. Bukan temuan.',
  'What was read out of the text. No finding.',
);

const Item = named(
  'MediaItem',
  z.object({
    id: uuid('Id butir.', 'Id of the item.'),
    source: said(
      z.string(),
      'Nama sumber; tidak pernah alamat.',
      'Name of the source; never an address.',
      'Harian Nusa',
    ),
    addedAt: instant('Masuk.', 'Added.'),
    facts: Facts,
    duplicateOf: said(z.uuid().nullable(), 'Butir yang diulangnya.', 'The item that it repeats.', null),
  }),
  'Teks di meja media.',
  'A text at the media desk.',
);
const WholeItem = named(
  'MediaItemWithText',
  Item.extend({ text: said(z.string(), 'Teksnya.', 'The text.', 'Arunika, 28 September 2024 …') }),
  'Teks di meja media, lengkap.',
  'A text at the media desk, whole.',
);
const NewText = named(
  'NewMediaText',
  z.strictObject({
    source: said(
      z
        .string()
        .trim()
        .min(1)
        .max(120)
        .refine((one) => !/https?:|www\.|[\w-]\.\w{2,}\/\S/i.test(one), {
          error: 'name, not an address / nama, bukan alamat',
        }),
      'Nama sumber; bukan alamat.',
      'Name of the source; no address.',
      'Harian Nusa',
    ),
    text: said(
      z.string().trim().min(80).max(60_000),
      'Teks berita, sedikitnya 80 huruf.',
      'The news text, at least 80 letters.',
      'Arunika, 28 September 2024. Panitia pengawas mengingatkan pegawai agar tidak menyukai unggahan pasangan calon.',
    ),
  }),
  'Teks baru.',
  'A new text.',
);

const gone = fail({ code: 'not-found' } as const);

export function mediaOperations(service: MediaService): readonly Operation[] {
  return [
    listOperation({
      id: 'listMediaItems',
      method: 'get',
      path: '/media',
      tag: 'media',
      scope: 'media:read',
      summary: { id: 'Teks di meja media', en: 'Texts at the media desk' },
      item: Item,
      handle: async ({ member, limit, after }) => {
        if (!mayRead(member)) return gone;
        const { items, next } = await service.listFrom(member, limit, after);
        return ok({ items: items.map(itemBody), next });
      },
    }),
    tokenOperation({
      id: 'getMediaItem',
      method: 'get',
      path: '/media/{id}',
      tag: 'media',
      scope: 'media:read',
      summary: { id: 'Satu teks', en: 'One text' },
      params: z.strictObject({ id: uuid('Id butir.', 'Id of the item.') }),
      answer: WholeItem,
      handle: async ({ member, params }) => {
        const item = mayRead(member) ? await service.find(member, params.id) : undefined;
        return item === undefined ? gone : ok({ body: { ...itemBody(item), text: item.body } });
      },
    }),
    tokenOperation({
      id: 'extractMedia',
      method: 'post',
      path: '/media/extract',
      tag: 'media',
      scope: 'media:read',
      summary: { id: 'Membaca fakta dari teks, tanpa menyimpan', en: 'Read facts out of a text, storing nothing' },
      detail: { id: 'Sama dengan `netra media extract`.', en: 'The same as `netra media extract`.' },
      body: NewText,
      answer: Facts,
      handle: async ({ body }) =>
        ok({ body: factsBody(service.preview({ sourceName: body.source, text: body.text })) }),
    }),
    tokenOperation({
      id: 'addMediaItem',
      method: 'post',
      path: '/media',
      tag: 'media',
      scope: 'media:write',
      once: true,
      status: 201,
      summary: { id: 'Menyimpan teks', en: 'Store a text' },
      detail: {
        id: 'Teks yang sudah ada ditemukan, tidak disimpan dua kali.',
        en: 'A text that is there already is found, never stored twice.',
      },
      problems: ['not-yours'],
      body: NewText,
      answer: named(
        'MediaStored',
        z.object({
          id: uuid('Id butir.', 'Id of the item.'),
          isNew: said(
            z.boolean(),
            'Baru disimpan; false bila sudah ada.',
            'Newly stored; false when it was there.',
            true,
          ),
        }),
        'Tersimpan.',
        'Stored.',
      ),
      handle: async ({ member, body }) => {
        if (!mayAdd(member)) return fail({ code: 'not-yours' });
        const stored = await service.add(member, { sourceName: body.source, text: body.text });
        return ok({ body: stored, location: `/media/${stored.id}` });
      },
    }),
  ];
}

function itemBody(item: MediaItem): z.input<typeof Item> {
  return {
    id: item.id,
    source: item.sourceName,
    addedAt: item.addedAt.toString(),
    facts: factsBody(item.facts),
    duplicateOf: item.duplicate?.id ?? null,
  };
}

function factsBody(facts: StoredFacts): z.input<typeof Facts> {
  return { ...facts, acts: [...new Set(facts.actMentions.map((mention) => mention.kind))] };
}
