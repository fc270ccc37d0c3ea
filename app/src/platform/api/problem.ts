/** Refusals as they leave: problem+json after RFC 9457, in the reader's language, with nothing in them that the reader did not send. */
import { z } from 'zod';
import type { Ctx } from '../http/env.ts';
import type { Language } from '../i18n/words.ts';
import { named, said } from './fields.ts';
import { type ProblemCode, problemCodes, problemKinds } from './problem-codes.ts';

/** One thing to mend in a request. */
export interface InputError {
  readonly in: 'body' | 'query' | 'path' | 'header';
  /** JSON pointer (RFC 6901) into the body, or the name of the parameter or header. */
  readonly pointer: string;
  readonly message: string;
}

export interface Refusal {
  readonly code: ProblemCode;
  /** More than the title says, in the reader's language. */
  readonly detail?: string;
  readonly errors?: readonly InputError[];
  readonly headers?: Readonly<Record<string, string>>;
}

export const Problem = named(
  'Problem',
  z.object({
    type: said(
      z.url(),
      'Alamat tetap halaman yang menjelaskan masalah ini.',
      'Permanent address of the page that explains this problem.',
      'https://netra.contoh/api/problems/invalid-input',
    ),
    code: said(
      z.enum(problemCodes),
      'Kode masalah yang tidak berubah; pakai ini dalam program.',
      'Code of the problem, which never changes; use this in programs.',
      'invalid-input',
    ),
    title: said(
      z.string(),
      'Masalahnya dalam satu baris, menurut Accept-Language.',
      'The problem in one line, by Accept-Language.',
      'Ada isian yang tidak dapat dipakai',
    ),
    status: said(z.int().min(400).max(599), 'Status HTTP.', 'HTTP status.', 422),
    detail: said(
      z.string().optional(),
      'Penjelasan untuk kejadian ini.',
      'What is particular to this occurrence.',
      'Kolom tahun tidak ada.',
    ),
    requestId: said(
      z.string(),
      'Nomor permintaan; sebutkan bila meminta bantuan.',
      'Number of the request; name it when asking for help.',
      '3f9a1c2e',
    ),
    errors: said(
      z
        .array(
          z.object({
            in: said(z.enum(['body', 'query', 'path', 'header']), 'Bagian permintaan.', 'Part of the request.', 'body'),
            pointer: said(
              z.string(),
              'Penunjuk JSON ke isian, atau nama parameter.',
              'JSON pointer to the field, or name of the parameter.',
              '/accused/0/post',
            ),
            message: said(
              z.string(),
              'Yang salah dan yang diperbolehkan.',
              'What is wrong, and what is allowed.',
              'Sebutkan jabatan.',
            ),
          }),
        )
        .optional(),
      'Isian yang harus diperbaiki.',
      'Fields to mend.',
      [{ in: 'body', pointer: '/accused/0/post', message: 'Sebutkan jabatan.' }],
    ),
  }),
  'Penolakan menurut RFC 9457 (application/problem+json).',
  'A refusal after RFC 9457 (application/problem+json).',
);

/** The language of an answer: English where the reader asks for it first, Indonesian otherwise. */
export function languageFor(c: Ctx): Language {
  const first = (c.req.header('accept-language') ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const q = rest.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find((one) => one !== undefined);
      return { tag: tag.split('-')[0] ?? '', q: q === undefined ? 1 : Number(q) || 0 };
    })
    .filter(({ tag, q }) => q > 0 && (tag === 'id' || tag === 'in' || tag === 'en'))
    .sort((a, b) => b.q - a.q)[0];
  return first === undefined ? c.get('lang') : first.tag === 'en' ? 'en' : 'id';
}

export function problemResponse(c: Ctx, publicUrl: string, refusal: Refusal): Response {
  const { status, title } = problemKinds[refusal.code];
  const lang = languageFor(c);
  const body: z.input<typeof Problem> = {
    type: `${publicUrl}/api/problems/${refusal.code}`,
    code: refusal.code,
    title: title[lang],
    status,
    ...(refusal.detail === undefined ? {} : { detail: refusal.detail }),
    requestId: c.get('requestId') ?? '',
    ...(refusal.errors === undefined ? {} : { errors: [...refusal.errors] }),
  };
  return new Response(JSON.stringify(Problem.parse(body)), {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': lang,
      vary: 'Accept-Language, Authorization',
      'cache-control': 'no-store',
      ...(status === 401 ? { 'www-authenticate': 'Bearer realm="netra"' } : {}),
      ...refusal.headers,
    },
  });
}

/** What a schema found wrong, as the reader is told. */
export function inputErrors(error: z.ZodError, part: InputError['in'], lang: Language): readonly InputError[] {
  return error.issues.slice(0, 50).flatMap((issue): InputError[] => {
    const at = (path: readonly PropertyKey[]): string =>
      part === 'body'
        ? path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
        : path.map(String).join('.');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.slice(0, 20).map((key) => ({
        in: part,
        pointer: at([...issue.path, key.slice(0, 60)]),
        message: lang === 'en' ? 'is not a field here' : 'bukan isian di sini',
      }));
    return [{ in: part, pointer: at(issue.path), message: issue.message }];
  });
}

const indonesianLocale = z.locales.id().localeError;
const englishLocale = z.locales.en().localeError;
type Issue = Parameters<typeof indonesianLocale>[0];

function message(map: typeof indonesianLocale, issue: Issue): string {
  const told = map(issue);
  return typeof told === 'string' ? told : (told?.message ?? '');
}
const indonesian = (issue: Issue): string => message(indonesianLocale, issue);
const english = (issue: Issue): string => message(englishLocale, issue);

/** The words in which a schema refuses, for `safeParse`. */
export function errorWords(lang: Language): (issue: Issue) => string {
  return lang === 'en' ? english : indonesian;
}
