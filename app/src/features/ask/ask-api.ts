/** Published answers by program, for everybody: the same read as `/tanya`, and nothing that its pages do not show. */
import { z } from 'zod';
import { confidence, day, listOf, named, type Operation, openOperation, said } from '../../platform/api/index.ts';
import { cleanText } from '../../platform/http/clean-text.ts';
import { ok } from '../../platform/result.ts';
import type { AdviceService, ShelfAnswer } from './advice-service.ts';

const MOST = 50;
const MOST_PAGES = 200;

const PublishedAnswer = named(
  'PublishedAnswer',
  z.object({
    number: said(z.int(), 'Nomor; halamannya /tanya/{number}.', 'Number; its page is /tanya/{number}.', 7),
    question: said(
      z.string(),
      'Pertanyaan, ditulis ulang oleh kantor.',
      'The question, rewritten by the office.',
      'Bolehkah ASN menonton debat terbuka sebagai penonton biasa?',
    ),
    answer: said(z.string(), 'Jawaban.', 'Answer.', 'Boleh sebagai penonton, tanpa atribut.'),
    office: said(z.string(), 'Kantor yang menjawab.', 'The office that answered.', 'Bawaslu Kota Contoh'),
    shownOn: day(
      'Hari tampil; semua jawaban sepekan tampil bersama.',
      'Day of its appearance; all answers of a week appear together.',
      '2024-10-14',
    ),
    rules: listOf(said(z.string(), 'Id aturan.', 'Id of a rule.', 'B6'), 'Aturan dasarnya.', 'Rules it rests on.', [
      'B6',
    ]),
    changedRules: listOf(
      said(z.string(), 'Id aturan.', 'Id of a rule.', 'B6'),
      'Yang berubah sejak jawaban ditulis; kosong: tidak ada.',
      'Those that changed since it was written; empty: none.',
      [],
    ),
    confidence,
    reviewedOn: said(z.iso.date().nullable(), 'Ditinjau lagi; null: belum.', 'Looked at again; null: not yet.', null),
  }),
  'Satu jawaban yang diterbitkan, tanpa identitas siapa pun.',
  'One published answer, without anybody’s identity.',
);

export function answerOperations(service: Pick<AdviceService, 'published'>): readonly Operation[] {
  return [
    openOperation({
      id: 'listPublishedAnswers',
      method: 'get',
      path: '/answers',
      tag: 'answers',
      summary: { id: 'Jawaban yang diterbitkan', en: 'Published answers' },
      detail: {
        id: 'Isi /tanya: yang terbaru lebih dahulu, atau yang paling cocok dengan kata yang dicari. Pertanyaan pribadi tidak ada di sini.',
        en: 'What /tanya shows: the newest first, or what fits the words best. Private questions are not here.',
      },
      query: z.strictObject({
        search: said(z.string().max(200).optional(), 'Kata yang dicari.', 'Words to look for.', 'debat'),
        rule: said(
          z
            .string()
            .regex(/^[\w.-]{1,60}$/)
            .optional(),
          'Hanya yang berdasar pada aturan ini.',
          'Only those that rest on this rule.',
          'B6',
        ),
        page: said(
          z.coerce.number().int().min(1).max(MOST_PAGES).default(1),
          'Halaman, mulai dari 1; satu halaman 50 jawaban.',
          'Page, from 1; a page has 50 answers.',
          1,
        ),
      }),
      answer: z.object({
        items: listOf(PublishedAnswer, 'Jawaban halaman ini.', 'Answers of this page.', []),
        nextPage: said(
          z.int().nullable(),
          'Halaman berikutnya; null: ini yang terakhir.',
          'The next page; null: this is the last.',
          null,
        ),
      }),
      handle: async ({ query: { search, rule, page } }) => {
        const found = await service.published({
          ...(search === undefined ? {} : { search: cleanText(search) }),
          ...(rule === undefined ? {} : { rule }),
          most: MOST + 1,
          skip: (page - 1) * MOST,
        });
        return ok({
          body: {
            items: found.slice(0, MOST).flatMap(shapeOf),
            nextPage: found.length > MOST && page < MOST_PAGES ? page + 1 : null,
          },
        });
      },
    }),
  ];
}

function shapeOf(one: ShelfAnswer) {
  if (one.shownFrom === null) return [];
  return [
    {
      number: one.number,
      question: one.question,
      answer: one.answer,
      office: one.bodyName,
      shownOn: one.shownFrom,
      rules: [...one.rules],
      changedRules: [...one.changed],
      confidence: one.confidence,
      reviewedOn: one.reviewedOn,
    },
  ];
}
