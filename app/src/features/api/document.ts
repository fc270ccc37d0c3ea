/** The OpenAPI document, made from the operations: what it promises is what parses and what answers. */
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import {
  ENGLISH,
  eventBody,
  eventWords,
  type Operation,
  Problem,
  type ProblemCode,
  problemKinds,
  said,
  scopes,
  scopeWords,
  tags,
  webhookEvents,
} from '../../platform/api/index.ts';

export type OpenApiDocument = ReturnType<typeof createDocument>;

export const API_VERSION = '1.0.0';

const key = said(
  z.string().min(8).max(200),
  'Kunci acak untuk tindakan ini; sama saat mengulang, baru untuk tindakan baru. Jawaban disimpan 24 jam.',
  'Random key of this action; the same when repeating, fresh for a new action. Answers are kept for 24 hours.',
  '6f1b4a53-9c0e-4f6a-8b7c-0d2f6c1e8d9e',
);
const ifMatch = said(
  z.string(),
  'ETag perkara yang dibaca: langkah terakhirnya.',
  'ETag of the case that was read: its last step.',
  '"7"',
);

/** Refusals of an operation: those it names, and those that follow from what it is. */
export function problemsOf(operation: Operation): readonly ProblemCode[] {
  const codes = new Set<ProblemCode>(['not-acceptable', 'too-many-requests', 'internal', 'unavailable']);
  const add = (...more: readonly ProblemCode[]): void => {
    for (const code of more) codes.add(code);
  };
  if (operation.scope !== null) add('unauthorized', 'token-invalid', 'token-expired', 'token-revoked');
  if (operation.scope !== null && operation.scope !== 'any') add('scope-missing');
  if (Object.keys(operation.params._zod.def.shape).length > 0 || operation.scope !== null) add('not-found');
  if (operation.body !== null) add('invalid-json', 'unsupported-media-type', 'too-large');
  if (operation.upload !== null) add('unsupported-media-type', 'too-large');
  if (operation.body !== null || Object.keys(operation.query._zod.def.shape).length > 0) add('invalid-input');
  if (operation.paged) add('invalid-cursor');
  if (operation.once) add('idempotency-key-missing', 'idempotency-key-reused', 'in-progress');
  if (operation.ifMatch) add('precondition-missing', 'invalid-input');
  add(...(operation.problems ?? []));
  return [...codes].sort((a, b) => problemKinds[a].status - problemKinds[b].status || a.localeCompare(b));
}

export function apiDocument(operations: readonly Operation[], publicUrl: string): OpenApiDocument {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationObject(operation) };
  }
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Netra API',
        version: API_VERSION,
        description:
          'Antarmuka program Netra untuk kantor. Teks hukum dan penjelasan berbahasa Indonesia; padanan Inggrisnya ada di x-description-en. / The programming interface of Netra for offices. Descriptions are in Indonesian; their English stands in x-description-en.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: `${publicUrl}/api/v1`, description: 'Instansi ini / this instance' }],
      tags: tags.map((name) => ({ name })),
      paths: paths satisfies ZodOpenApiPathsObject,
      webhooks: Object.fromEntries(
        webhookEvents.map((event) => [
          event,
          {
            post: {
              operationId: `on-${event}`,
              summary: eventWords[event].id,
              'x-summary-en': eventWords[event].en,
              description:
                'Ditandatangani menurut Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature. / Signed after Standard Webhooks.',
              requestBody: { content: { 'application/json': { schema: eventBody(event) } } },
              responses: { '2XX': { description: 'Diterima / received' } },
            } satisfies ZodOpenApiOperationObject,
          },
        ]),
      ),
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'netra_…',
            description: `Token kantor. Cakupan / scopes: ${scopes.map((scope) => `${scope} (${scopeWords[scope].name.id} / ${scopeWords[scope].name.en})`).join(', ')}.`,
          },
        },
      },
    },
    { reused: 'inline' },
  );
}

function operationObject(operation: Operation): ZodOpenApiOperationObject {
  const header = z.object({
    ...(operation.once ? { 'Idempotency-Key': key } : {}),
    ...(operation.ifMatch ? { 'If-Match': ifMatch } : {}),
  });
  const file = {
    schema: { type: 'string', format: 'binary', description: 'Berkasnya sendiri / the file itself' },
  } as const;
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary.id,
    'x-summary-en': operation.summary.en,
    ...(operation.detail === undefined ? {} : { description: operation.detail.id, [ENGLISH]: operation.detail.en }),
    'x-scope': operation.scope ?? 'none',
    'x-problems': [...problemsOf(operation)],
    security: operation.scope === null ? [] : [{ token: operation.scope === 'any' ? [] : [operation.scope] }],
    requestParams: {
      ...(Object.keys(operation.params._zod.def.shape).length > 0 ? { path: operation.params } : {}),
      ...(Object.keys(operation.query._zod.def.shape).length > 0 ? { query: operation.query } : {}),
      ...(Object.keys(header._zod.def.shape).length > 0 ? { header } : {}),
    },
    ...(operation.body === null
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: operation.body } } } }),
    ...(operation.upload === null
      ? {}
      : { requestBody: { required: true, content: Object.fromEntries(operation.upload.map((type) => [type, file])) } }),
    responses: responsesOf(operation),
  };
}

const rateHeaders = {
  RateLimit: {
    description: 'Sisa jatah dan detik sampai penuh lagi / points left and seconds until full',
    schema: { type: 'string' },
  },
  'RateLimit-Policy': {
    description: 'Jatah dan jendela detik / quota and window in seconds',
    schema: { type: 'string' },
  },
} as const;

function responsesOf(operation: Operation): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {};
  responses[statusKey(operation.status)] = {
    description: operation.answer === null ? 'Berhasil, tanpa isi / done, no content' : 'Berhasil / done',
    headers: {
      ...rateHeaders,
      ...(operation.ifMatch || operation.id === 'getCase'
        ? { ETag: { description: 'Langkah terakhir / the last step', schema: { type: 'string' } } }
        : {}),
      ...(operation.paged ? { Link: { description: 'rel="first", rel="next"', schema: { type: 'string' } } } : {}),
      ...(operation.once
        ? {
            'Idempotent-Replayed': {
              description: 'true: jawaban permintaan terdahulu / the answer of an earlier request',
              schema: { type: 'string' },
            },
          }
        : {}),
    },
    ...(operation.answer === null ? {} : { content: { 'application/json': { schema: operation.answer } } }),
  };
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(operation)) {
    const { status } = problemKinds[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  for (const [status, codes] of byStatus) {
    responses[statusKey(status)] = {
      description: codes
        .map((code) => `${code}: ${problemKinds[code].title.id} / ${problemKinds[code].title.en}`)
        .join('; '),
      content: { 'application/problem+json': { schema: Problem } },
    };
  }
  return responses;
}

type StatusKey = `2${string}` | `4${string}` | `5${string}`;

function statusKey(status: number): StatusKey {
  const rest = String(status).slice(1);
  return status < 400 ? `2${rest}` : status < 500 ? `4${rest}` : `5${rest}`;
}
