/** Acknowledgements and exchange files by program. */
import { z } from 'zod';
import { listOf, named, type Operation, said, tokenOperation } from '../../platform/api/index.ts';
import { fail, ok } from '../../platform/result.ts';
import { gone, number, written } from '../cases/index.ts';
import type { ExchangeService } from './exchange-service.ts';

const handoverPath = z.strictObject({
  ...number.shape,
  step: said(
    z.string().regex(/^[1-9]\d{0,6}$/),
    'Nomor langkah yang menyerahkan.',
    'Number of the step that handed over.',
    '6',
  ),
});

const PartHash = named(
  'HandoverPart',
  z.object({
    part: said(z.string(), 'Bagian dari penyerahan.', 'Part of the hand-over.', 'steps'),
    sha256: said(
      z.string(),
      'SHA-256 bagian itu dengan garam (heksadesimal).',
      'Salted SHA-256 of the part (hex).',
      'ab12',
    ),
  }),
  'Satu bagian dari yang diserahkan.',
  'One part of what was handed over.',
);

const Acknowledgement = named(
  'Acknowledgement',
  z.object({
    state: said(
      z.enum(['delivered', 'opened', 'accepted', 'returned']),
      'Keadaan penyerahan.',
      'State of the hand-over.',
      'opened',
    ),
    sha256: said(
      z.string().nullable(),
      'Sidik seluruh penyerahan; null: dari sebelum ada sidik.',
      'Hash over the hand-over; null: from before there was one.',
      'ab12',
    ),
    parts: listOf(PartHash, 'Bagian-bagiannya.', 'Its parts.', []),
    changed: said(
      z.array(z.string()).nullable(),
      'Bagian yang sudah berubah; null: tidak dapat dihitung.',
      'Parts that changed since; null: cannot be counted.',
      [],
    ),
    signed: said(
      z.string(),
      'Tanda terima bertanda tangan (signed note C2SP).',
      'The signed acknowledgement (C2SP signed note).',
      '{}',
    ),
    key: said(
      z.string(),
      'Kunci yang menandatangani.',
      'The key that signed.',
      'netra.contoh/serah-terima+0123abcd+AQ==',
    ),
  }),
  'Tanda terima penyerahan; tanpa nama terlapor atau pelapor.',
  'Acknowledgement of a hand-over; names neither accused nor reporter.',
);

const Imported = named(
  'AcknowledgementImported',
  z.object({
    result: said(
      z.enum(['taken', 'kept']),
      'taken: tersimpan; kept: sudah ada yang sama atau lebih baru.',
      'taken: stored; kept: the same or a newer one is here.',
      'taken',
    ),
  }),
  'Hasil memasukkan tanda terima.',
  'What became of an acknowledgement.',
);

export function exchangeOperations(service: ExchangeService): readonly Operation[] {
  return [
    tokenOperation({
      id: 'getAcknowledgement',
      method: 'get',
      path: '/handovers/{number}/{step}/acknowledgement',
      tag: 'handovers',
      scope: 'cases:read',
      summary: { id: 'Tanda terima penyerahan', en: 'Acknowledgement of a hand-over' },
      detail: {
        id: 'Untuk pengirim dan penerima: apa yang diserahkan, dengan sidik tiap bagian, dan keadaannya, bertanda tangan.',
        en: 'For sender and receiver: what was handed over, with a hash of each part, and what became of it, signed.',
      },
      params: handoverPath,
      answer: Acknowledgement,
      handle: async ({ member, params }) => {
        const found = await service.acknowledgement(member, written(params.number), Number(params.step));
        if (found === undefined) return gone;
        const { ack } = found;
        const state =
          ack.returnedAt !== null
            ? 'returned'
            : ack.acceptedAt !== null
              ? 'accepted'
              : ack.openedAt === null
                ? 'delivered'
                : 'opened';
        return ok({
          body: {
            state,
            sha256: ack.bundle.sha256,
            parts: ack.bundle.parts,
            changed: found.changed === null ? null : [...found.changed],
            signed: found.note,
            key: found.key,
          },
        });
      },
    }),
    tokenOperation({
      id: 'importAcknowledgement',
      method: 'post',
      path: '/handovers/acknowledgements',
      tag: 'handovers',
      scope: 'cases:act',
      once: true,
      summary: { id: 'Memasukkan tanda terima kantor luar', en: 'Take in an acknowledgement of an office outside' },
      detail: {
        id: 'Yang lebih lama tidak pernah menimpa yang lebih baru; memasukkan dua kali tidak mengubah apa pun.',
        en: 'An older one never replaces a newer one; taking it in twice changes nothing.',
      },
      body: named(
        'AcknowledgementNote',
        z.strictObject({
          signed: said(
            z.string().max(20_000),
            'Teks bertanda tangan dari kantor itu.',
            'The signed text of that office.',
            '{}',
          ),
        }),
        'Tanda terima bertanda tangan.',
        'A signed acknowledgement.',
      ),
      problems: ['not-possible'],
      answer: Imported,
      handle: async ({ member, body }) => {
        const taken = await service.takeAcknowledgement(member, body.signed);
        // Refused as a whole: nothing is kept of a request that stored nothing.
        return taken.ok
          ? ok({ body: { result: taken.value.kind } })
          : fail({ code: 'not-possible', detail: taken.error.kind });
      },
    }),
  ];
}
