/** Hand-overs by program: the list, opening, receipts. Accepting and returning are actions on the case. */
import { z } from 'zod';
import { instantOrNull, listOperation, named, type Operation, said, tokenOperation } from '../../platform/api/index.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Platform } from '../../platform/platform.ts';
import { ok } from '../../platform/result.ts';
import { sealState } from '../ledger/index.ts';
import { handoverBody } from './case-api-bodies.ts';
import { caseDoor, gone, number, written } from './case-api-door.ts';
import { Handover } from './case-api-shapes.ts';
import { handoverMarks, readMarkOpening } from './case-chain.ts';
import { mayRead, ownBodies } from './case-permissions.ts';
import type { CaseReadModel } from './case-read-model.ts';
import type { CaseService } from './case-service.ts';

const handoverPath = z.strictObject({
  ...number.shape,
  step: said(
    z.string().regex(/^[1-9]\d{0,6}$/),
    'Nomor langkah yang menyerahkan.',
    'Number of the step that handed over.',
    '6',
  ),
});

export function handoverOperations(
  platform: Platform,
  deps: { readonly service: CaseService; readonly readModel: CaseReadModel },
): readonly Operation[] {
  const { db } = platform;
  const { service, readModel } = deps;
  const { as, find, look } = caseDoor(deps);
  return [
    listOperation({
      id: 'listHandovers',
      method: 'get',
      path: '/handovers',
      tag: 'handovers',
      scope: 'cases:read',
      summary: { id: 'Serah terima, masuk dan keluar', en: 'Hand-overs, in and out' },
      detail: {
        id: 'Pengirim terus melihat keadaannya: terkirim, dibuka, diterima, dikembalikan; tidak pernah isi yang ditulis kantor lain. Menerima dan mengembalikan: tindakan accept-handover dan return-handover.',
        en: 'The sender goes on seeing the state (sent, opened, accepted, returned), never what others wrote. Accepting and returning: the actions accept-handover and return-handover.',
      },
      filters: z.strictObject({
        direction: said(z.enum(['in', 'out']).default('in'), 'Masuk atau keluar.', 'Incoming or outgoing.', 'in'),
      }),
      item: Handover,
      handle: async ({ member, query, limit, after }) => {
        if (!mayRead(member)) return gone;
        const { rows, next } = await readModel.handoversFrom(member, query.direction, limit, after);
        return ok({ items: rows.map(handoverBody), next });
      },
    }),
    tokenOperation({
      id: 'openHandover',
      method: 'post',
      path: '/handovers/{number}/{step}/open',
      tag: 'handovers',
      scope: 'cases:act',
      once: true,
      summary: { id: 'Membuka serah terima', en: 'Open a hand-over' },
      detail: {
        id: 'Mencatat bahwa kantor penerima melihatnya; pengirim melihat "dibuka". Membaca perkaranya melakukan hal yang sama.',
        en: 'Records that the receiving office looked at it; the sender sees "opened". Reading the case does the same.',
      },
      params: handoverPath,
      answer: Handover,
      handle: async ({ member, params }) => {
        const view = await find(member, params.number);
        const there = view?.handovers.find((one) => one.seq === Number(params.step) && one.direction === 'in');
        if (view === undefined || there === undefined) return gone;
        const seen = await look(member, view, 'case.view');
        const after = seen.handovers.find((one) => one.seq === there.seq) ?? there;
        return ok({ body: handoverBody(after) });
      },
    }),
    tokenOperation({
      id: 'getHandoverReceipt',
      method: 'get',
      path: '/handovers/{number}/{step}/receipts/{mark}',
      tag: 'handovers',
      scope: 'cases:read',
      summary: { id: 'Bukti segel serah terima', en: 'Receipt of a hand-over' },
      params: z.strictObject({
        ...handoverPath.shape,
        mark: said(
          z.enum(handoverMarks),
          'Yang terjadi: terkirim, dibuka, diterima, dikembalikan.',
          'What happened: sent, opened, accepted, returned.',
          'sent',
        ),
      }),
      answer: named(
        'Receipt',
        z.object({
          state: said(
            z.enum(['sealed', 'waiting', 'missing', 'none']),
            'Tersegel, menunggu, hilang, atau lebih tua daripada log.',
            'Sealed, waiting, missing, or older than the log.',
            'sealed',
          ),
          receipt: said(
            z.string().nullable(),
            'Isi bukti segel, untuk `netra ledger verify`.',
            'The receipt, for `netra ledger verify`.',
            'netra receipt v1',
          ),
          waitsUntil: instantOrNull('Kelompok berikutnya.', 'The next batch.'),
        }),
        'Bukti segel log publik.',
        'A receipt of the public log.',
      ),
      handle: async ({ member, params }) => {
        const found = await runAs(db, as(member), async (tx) => {
          const read = await readMarkOpening(
            tx,
            ownBodies(member),
            written(params.number),
            Number(params.step),
            params.mark,
          );
          if (read === undefined || read.opening === 'kept') return undefined;
          return { caseId: read.caseId, state: await sealState(platform, tx, read.opening) };
        });
        if (found === undefined) return gone;
        const { state } = found;
        if (state.kind === 'sealed') await service.recordReceipt(member, found.caseId);
        return ok({
          body: {
            state: state.kind,
            receipt: state.kind === 'sealed' ? state.receipt : null,
            waitsUntil: state.kind === 'waiting' ? state.next.toString() : null,
          },
        });
      },
    }),
  ];
}
