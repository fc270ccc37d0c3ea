/** Webhooks by program: an office's own system registers where it wants to be told. */
import { z } from 'zod';
import {
  instant,
  instantOrNull,
  listOf,
  listOperation,
  named,
  type Operation,
  said,
  tokenOperation,
  uuid,
  webhookEvents,
} from '../../../platform/api/index.ts';
import type { Member } from '../../../platform/http/env.ts';
import { fail, ok } from '../../../platform/result.ts';
import type { WebhookService } from './webhook-service.ts';
import type { DeliveryLine, Endpoint } from './webhook-store.ts';

const url = said(
  z.string().min(8).max(500),
  'Alamat https penerima.',
  'The https address of the receiver.',
  'https://sistem.arunika.contoh/netra',
);
const events = listOf(z.enum(webhookEvents), 'Kejadian yang diberitahukan.', 'Events that are told.', ['case.step']);

const EndpointShape = named(
  'WebhookEndpoint',
  z.object({
    id: uuid('Id alamat.', 'Id of the endpoint.'),
    officeId: uuid('Kantornya.', 'Its office.'),
    url,
    events,
    createdAt: instant('Didaftarkan.', 'Registered.'),
    failingSince: instantOrNull('Gagal sejak.', 'Failing since.'),
    disabledAt: instantOrNull('Dihentikan.', 'Stopped.'),
    disabledWhy: said(
      z.enum(['by-hand', 'failing', 'gone']).nullable(),
      'Sebabnya: oleh orang, lima hari gagal, atau 410.',
      'Why: by somebody, failing for five days, or 410.',
      null,
    ),
    oldSecretUntil: instantOrNull('Rahasia lama ikut menandatangani sampai.', 'The old secret signs as well until.'),
  }),
  'Alamat yang diberi tahu.',
  'An address that is told.',
);
const secret = said(
  z.string(),
  'Rahasia tanda tangan; tampil satu kali ini saja.',
  'Signing secret; shown this once.',
  'whsec_c2VjcmV0IG9mIHRoZSBleGFtcGxlIGVuZHBvaW50IQ==',
);
const Delivery = named(
  'WebhookDelivery',
  z.object({
    id: uuid('Id pengiriman; sama dengan webhook-id.', 'Id of the delivery; the same as webhook-id.'),
    event: said(z.enum(webhookEvents), 'Kejadiannya.', 'The event.', 'case.step'),
    at: instant('Saat kejadian.', 'When it happened.'),
    state: said(
      z.enum(['waiting', 'delivered', 'failed']),
      'Menunggu, terkirim, atau gagal.',
      'Waiting, delivered or failed.',
      'delivered',
    ),
    tries: said(z.int(), 'Banyaknya percobaan.', 'Number of tries.', 1),
    nextAt: instantOrNull('Percobaan berikutnya.', 'The next try.'),
    lastAt: instantOrNull('Percobaan terakhir.', 'The last try.'),
    lastResult: said(
      z.string().nullable(),
      'Golongan jawaban: 2xx, 4xx, timeout, …',
      'Class of the answer: 2xx, 4xx, timeout, …',
      '2xx',
    ),
    lastMs: said(z.int().nullable(), 'Lamanya, milidetik.', 'How long it took, in milliseconds.', 84),
  }),
  'Satu pengiriman.',
  'One delivery.',
);
const path = z.strictObject({ id: uuid('Id alamat.', 'Id of the endpoint.') });
const gone = fail({ code: 'not-found' } as const);

export function webhookOperations(service: WebhookService): readonly Operation[] {
  /** Of the office of the token alone, also where its role would let it see more. */
  const own = async (member: Member, id: string): Promise<Endpoint | undefined> => {
    const found = await service.find(member, id);
    return found?.bodyId === member.memberships[0]?.bodyId ? found : undefined;
  };
  return [
    tokenOperation({
      id: 'listWebhooks',
      method: 'get',
      path: '/webhooks',
      tag: 'webhooks',
      scope: 'webhooks:manage',
      summary: { id: 'Alamat kantor ini yang diberi tahu', en: 'Endpoints of this office' },
      answer: z.object({ items: listOf(EndpointShape, 'Alamat.', 'Endpoints.', []) }),
      handle: async ({ member }) => {
        const own = member.memberships[0]?.bodyId;
        const all = await service.list(member);
        return ok({ body: { items: all.filter((one) => one.bodyId === own).map(endpointBody) } });
      },
    }),
    tokenOperation({
      id: 'addWebhook',
      method: 'post',
      path: '/webhooks',
      tag: 'webhooks',
      scope: 'webhooks:manage',
      once: true,
      status: 201,
      summary: { id: 'Mendaftarkan alamat', en: 'Register an endpoint' },
      detail: {
        id: 'Hanya https ke internet terbuka; alamat dalam jaringan sendiri, loopback, dan metadata ditolak, juga saat mengirim. Pengalihan tidak diikuti.',
        en: 'Only https to the open internet; addresses of private networks, loopback and metadata are refused, also when delivering. Redirects are not followed.',
      },
      problems: ['address-refused', 'too-many-endpoints', 'not-yours'],
      body: z.strictObject({ url, events: events.min(1).max(webhookEvents.length) }),
      answer: named(
        'WebhookAdded',
        z.object({ id: uuid('Id alamat.', 'Id of the endpoint.'), secret }),
        'Terdaftar.',
        'Registered.',
      ),
      handle: async ({ member, body }) => {
        const own = member.memberships[0]?.bodyId;
        if (own === undefined) return gone;
        const added = await service.add(member, { bodyId: own, url: body.url, events: [...new Set(body.events)] });
        if (added.ok) return ok({ body: added.value, location: `/webhooks/${added.value.id}` });
        if (added.error === 'not-yours') return fail({ code: 'not-yours' });
        return added.error === 'too-many'
          ? fail({ code: 'too-many-endpoints' })
          : fail({ code: 'address-refused', detail: added.error });
      },
    }),
    tokenOperation({
      id: 'getWebhook',
      method: 'get',
      path: '/webhooks/{id}',
      tag: 'webhooks',
      scope: 'webhooks:manage',
      summary: { id: 'Satu alamat', en: 'One endpoint' },
      params: path,
      answer: EndpointShape,
      handle: async ({ member, params }) => {
        const found = await own(member, params.id);
        return found === undefined ? gone : ok({ body: endpointBody(found) });
      },
    }),
    tokenOperation({
      id: 'removeWebhook',
      method: 'delete',
      path: '/webhooks/{id}',
      tag: 'webhooks',
      scope: 'webhooks:manage',
      status: 204,
      summary: { id: 'Menghapus alamat', en: 'Delete an endpoint' },
      params: path,
      answer: z.undefined(),
      handle: async ({ member, params }) =>
        (await own(member, params.id)) !== undefined && (await service.remove(member, params.id))
          ? ok({ body: undefined })
          : gone,
    }),
    tokenOperation({
      id: 'rotateWebhookSecret',
      method: 'post',
      path: '/webhooks/{id}/secret',
      tag: 'webhooks',
      scope: 'webhooks:manage',
      once: true,
      summary: { id: 'Mengganti rahasia', en: 'Change the secret' },
      detail: { id: 'Selama 24 jam kedua rahasia menandatangani.', en: 'For 24 hours both secrets sign.' },
      params: path,
      answer: named('WebhookSecret', z.object({ secret }), 'Rahasia baru.', 'The new secret.'),
      handle: async ({ member, params }) => {
        if ((await own(member, params.id)) === undefined) return gone;
        const changed = await service.rotate(member, params.id);
        return changed.ok ? ok({ body: changed.value }) : gone;
      },
    }),
    tokenOperation({
      id: 'switchWebhook',
      method: 'post',
      path: '/webhooks/{id}/state',
      tag: 'webhooks',
      scope: 'webhooks:manage',
      once: true,
      summary: { id: 'Menghentikan atau melanjutkan', en: 'Stop or go on' },
      detail: {
        id: 'Selama dihentikan tidak ada yang dikirim, dan kejadian masa itu tidak dikirim kemudian; baca lewat perkara.',
        en: 'While it is stopped nothing is sent, and what happens then is not sent later; read it from the cases.',
      },
      params: path,
      body: z.strictObject({ on: said(z.boolean(), 'Hidup atau tidak.', 'Whether it is on.', true) }),
      answer: EndpointShape,
      handle: async ({ member, params, body }) => {
        if ((await own(member, params.id)) === undefined) return gone;
        await service.setOn(member, params.id, body.on);
        const found = await own(member, params.id);
        return found === undefined ? gone : ok({ body: endpointBody(found) });
      },
    }),
    tokenOperation({
      id: 'testWebhook',
      method: 'post',
      path: '/webhooks/{id}/test',
      tag: 'webhooks',
      scope: 'webhooks:manage',
      once: true,
      summary: { id: 'Mengirim percobaan', en: 'Send a test' },
      params: path,
      answer: z.object({ sent: said(z.boolean(), 'Masuk antrean.', 'It was queued.', true) }),
      handle: async ({ member, params }) =>
        (await own(member, params.id)) !== undefined && (await service.test(member, params.id))
          ? ok({ body: { sent: true } })
          : gone,
    }),
    listOperation({
      id: 'listDeliveries',
      method: 'get',
      path: '/webhooks/{id}/deliveries',
      tag: 'webhooks',
      scope: 'webhooks:manage',
      summary: { id: 'Catatan pengiriman', en: 'Log of deliveries' },
      params: path,
      item: Delivery,
      handle: async ({ member, params, limit, after }) => {
        if ((await own(member, params.id)) === undefined) return gone;
        const found = await service.deliveries(member, params.id, limit, after);
        return found === undefined ? gone : ok({ items: found.rows.map(deliveryBody), next: found.next });
      },
    }),
    tokenOperation({
      id: 'resendDelivery',
      method: 'post',
      path: '/webhooks/{id}/deliveries/{delivery}/resend',
      tag: 'webhooks',
      scope: 'webhooks:manage',
      once: true,
      summary: { id: 'Mengirim lagi', en: 'Send again' },
      params: z.strictObject({ ...path.shape, delivery: uuid('Id pengiriman.', 'Id of the delivery.') }),
      answer: z.object({ sent: said(z.boolean(), 'Masuk antrean.', 'It was queued.', true) }),
      handle: async ({ member, params }) =>
        (await own(member, params.id)) !== undefined && (await service.resend(member, params.id, params.delivery))
          ? ok({ body: { sent: true } })
          : gone,
    }),
  ];
}

function endpointBody(endpoint: Endpoint): z.input<typeof EndpointShape> {
  return {
    id: endpoint.id,
    officeId: endpoint.bodyId,
    url: endpoint.url,
    events: [...endpoint.events],
    createdAt: endpoint.createdAt.toString(),
    failingSince: endpoint.failingSince?.toString() ?? null,
    disabledAt: endpoint.disabledAt?.toString() ?? null,
    disabledWhy: endpoint.disabledWhy,
    oldSecretUntil: endpoint.oldSecretUntil?.toString() ?? null,
  };
}

function deliveryBody(line: DeliveryLine): z.input<typeof Delivery> {
  return {
    ...line,
    at: line.at.toString(),
    nextAt: line.nextAt?.toString() ?? null,
    lastAt: line.lastAt?.toString() ?? null,
  };
}
