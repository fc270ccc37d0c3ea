/** Referrals by program: the list, the answer of a receiver here, what a receiver outside answered. Referring itself is an action on the case. */
import { z } from 'zod';
import {
  caseNumber,
  day,
  instant,
  instantOrNull,
  listOf,
  named,
  type Operation,
  said,
  tokenOperation,
  zoneField,
} from '../../platform/api/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok } from '../../platform/result.ts';
import { authorityKinds, gone, mayRead, number, written } from '../cases/index.ts';
import { type ReferralView, receiptStates, referralFilters, returnCategories } from './referral-read.ts';
import type { ReferralError, ReferralService } from './referral-service.ts';

const path = z.strictObject({
  ...number.shape,
  step: said(
    z.string().regex(/^[1-9]\d{0,6}$/),
    'Nomor langkah yang meneruskan.',
    'Number of the step that referred.',
    '6',
  ),
});

const Referral = named(
  'Referral',
  z.object({
    case: caseNumber,
    step: said(z.int(), 'Nomor langkah yang meneruskan.', 'Number of the step that referred.', 6),
    kind: said(
      z.enum(authorityKinds),
      'Jenis: kepala atau perangkat desa, TNI, Polri, PPNPN, lembaga lain, Gakkumdu.',
      'Kind: village, TNI, Polri, contract staff, another body, Gakkumdu.',
      'village',
    ),
    direction: said(
      z.enum(['in', 'out', 'other']),
      'Masuk, keluar, atau antarkantor lain.',
      'Incoming, outgoing, or between others.',
      'out',
    ),
    fromName: said(z.string(), 'Kantor yang meneruskan.', 'Office that referred.', 'Bawaslu Kota Arunika'),
    toName: said(z.string(), 'Pihak berwenang yang menerima.', 'Authority that receives.', 'Pemerintah Kota Arunika'),
    outside: said(z.boolean(), 'Penerima bekerja di luar Netra.', 'The receiver works outside Netra.', false),
    zone: zoneField,
    state: said(
      z.enum(['sent', ...receiptStates]),
      'Keadaan: terkirim, tersampaikan, dibuka, diterima, dikembalikan.',
      'State: sent, delivered, opened, accepted, returned.',
      'opened',
    ),
    sentAt: instant('Terkirim.', 'Sent.'),
    openedAt: instantOrNull('Dibuka.', 'Opened.'),
    acceptedAt: instantOrNull('Diterima.', 'Accepted.'),
    returnedAt: instantOrNull('Dikembalikan.', 'Returned.'),
    dueAt: instant('Batas penerima menjawab.', 'Until when the receiver answers.'),
    dueNature: said(
      z.enum(['law', 'practice', 'target']),
      'Sifat batas itu: hukum, praktik, atau target.',
      'Nature of that limit: law, practice or target.',
      'target',
    ),
    basis: said(
      z.string(),
      'Aturan yang menyebut siapa yang berwenang.',
      'Rule that says who is competent.',
      'SE MenPANRB 01/2023',
    ),
    confidence: said(
      z.string(),
      'Keyakinan atas sumbernya: seen, recalled, uncertain.',
      'How sure we are of its source: seen, recalled, uncertain.',
      'seen',
    ),
    sha256: said(
      z.string(),
      'Sidik seluruh yang diteruskan (heksadesimal).',
      'Hash over all that was referred (hex).',
      'ab12',
    ),
  }),
  'Penerusan kepada pihak berwenang.',
  'A referral to another authority.',
);

function bodyOf(view: ReferralView) {
  return {
    case: view.caseNumber,
    step: view.seq,
    kind: view.kind,
    direction: view.direction,
    fromName: view.from.name,
    toName: view.to.name,
    outside: view.toBodyId === null,
    zone: view.zone,
    state: view.state,
    sentAt: view.sentAt.toString(),
    openedAt: view.openedAt?.toString() ?? null,
    acceptedAt: view.acceptedAt?.toString() ?? null,
    returnedAt: view.returnedAt?.toString() ?? null,
    dueAt: view.dueAt.toString(),
    dueNature: view.dueRule?.nature ?? 'target',
    basis: view.basis,
    confidence: view.confidence,
    sha256: view.sha256,
  };
}

const Answered = named(
  'ReferralAnswered',
  z.object({ done: said(z.literal(true), 'Tersimpan.', 'Stored.', true) }),
  'Jawaban atas penerusan tersimpan.',
  'The answer to a referral was stored.',
);

const Page = named(
  'Referrals',
  z.object({
    items: listOf(
      Referral,
      'Penerusan halaman ini, yang terbaru lebih dulu.',
      'Referrals of this page, the newest first.',
      [],
    ),
    total: said(z.int(), 'Banyak seluruhnya.', 'How many in all.', 0),
  }),
  'Penerusan dari atau untuk kantor sendiri.',
  'Referrals from or to the own offices.',
);

function refusal(error: ReferralError) {
  return error === 'not-found' ? gone : fail({ code: 'not-possible' } as const);
}

export function referralOperations(_platform: Platform, service: ReferralService): readonly Operation[] {
  return [
    tokenOperation({
      id: 'listReferrals',
      method: 'get',
      path: '/referrals',
      tag: 'handovers',
      scope: 'cases:read',
      summary: { id: 'Penerusan, masuk dan keluar', en: 'Referrals, in and out' },
      detail: {
        id: 'Perkara yang diteruskan kepada pihak berwenang lain, dan tanda pidana yang diteruskan ke Gakkumdu di samping perkara.',
        en: 'Cases referred to another authority, and signs of a crime that went to Gakkumdu beside the case.',
      },
      query: z.strictObject({
        direction: said(z.enum(['in', 'out']).default('out'), 'Masuk atau keluar.', 'Incoming or outgoing.', 'out'),
        state: said(
          z.enum(referralFilters).default('all'),
          'Semua, lewat batas, menunggu jawaban, atau dikembalikan.',
          'All, overdue, waiting, or returned.',
          'all',
        ),
        page: said(z.coerce.number().int().min(1).max(100_000).default(1), 'Nomor halaman.', 'Number of the page.', 1),
      }),
      answer: Page,
      handle: async ({ member, query }) => {
        if (!mayRead(member)) return gone;
        const { direction, state, page } = query;
        const list = await service.list(member, { direction, filter: state, page });
        return ok({ body: { items: list.rows.map(bodyOf), total: list.counts[state] } });
      },
    }),
    tokenOperation({
      id: 'answerReferral',
      method: 'post',
      path: '/referrals/{number}/{step}/answer',
      tag: 'handovers',
      scope: 'cases:act',
      once: true,
      problems: ['not-possible'],
      summary: { id: 'Menerima atau mengembalikan penerusan', en: 'Accept or return a referral' },
      params: path,
      body: z.strictObject({
        answer: said(z.enum(['accept', 'return']), 'Terima atau kembalikan.', 'Accept or return.', 'accept'),
        category: said(
          z.enum(returnCategories).default('other'),
          'Sebab dikembalikan.',
          'Why it goes back.',
          'wrong-office',
        ),
        reason: said(
          z.string().trim().max(2000).default(''),
          'Penjelasan, wajib bila dikembalikan (10 huruf atau lebih).',
          'Explanation, asked where it goes back (10 letters or more).',
          'Bukan pegawai instansi kami.',
        ),
      }),
      answer: Answered,
      handle: async ({ member, params, body }) => {
        const at = [written(params.number), Number(params.step)] as const;
        if (body.answer === 'return' && body.reason.length < 10) return fail({ code: 'invalid-input', errors: [] });
        const done = await service.answer(
          member,
          ...at,
          body.answer === 'accept'
            ? { kind: 'accept' }
            : { kind: 'return', category: body.category, reason: body.reason },
        );
        return done.ok ? ok({ body: { done: true as const } }) : refusal(done.error);
      },
    }),
    tokenOperation({
      id: 'recordReferralReceipt',
      method: 'post',
      path: '/referrals/{number}/{step}/receipts',
      tag: 'handovers',
      scope: 'cases:act',
      once: true,
      problems: ['not-possible'],
      summary: { id: 'Mencatat jawaban penerima di luar Netra', en: 'Record the answer of a receiver outside Netra' },
      params: path,
      body: z.strictObject({
        state: said(z.enum(receiptStates), 'Yang dinyatakan penerima.', 'What the receiver says.', 'accepted'),
        day: day('Tanggal suratnya.', 'Day of its letter.'),
        letterNumber: said(z.string().trim().min(1).max(120), 'Nomor suratnya.', 'Number of its letter.', 'B/12/2024'),
        sha256: said(
          z
            .string()
            .regex(/^([0-9a-f]{64})?$/)
            .default(''),
          'SHA-256 suratnya; kosong bila berkasnya tidak ada.',
          'SHA-256 of the letter; empty where it is not at hand.',
          'ab'.repeat(32),
        ),
      }),
      answer: Answered,
      handle: async ({ member, params, body }) => {
        const done = await service.recordReceipt(member, written(params.number), Number(params.step), {
          state: body.state,
          onDay: body.day,
          letterNumber: body.letterNumber,
          sha256: body.sha256,
        });
        return done.ok ? ok({ body: { done: true as const } }) : refusal(done.error);
      },
    }),
  ];
}
