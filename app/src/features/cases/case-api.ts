/** Casework by program: the same read models and the same service as the desk; the token acts as a member of its office. */
import { z } from 'zod';
import {
  caseNumber,
  listOf,
  listOperation,
  named,
  type Operation,
  type Refusal,
  said,
  tokenOperation,
  uuid,
} from '../../platform/api/index.ts';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok } from '../../platform/result.ts';
import type { OfficeReport, ReportReadModel } from '../reports/index.ts';
import { ActionInput, asTyped, pointing } from './case-action-input.ts';
import { caseBody, limitBody, queueBody, reportBody } from './case-api-bodies.ts';
import { caseDoor, gone, number } from './case-api-door.ts';
import { CaseShape, Limit, QueueItem } from './case-api-shapes.ts';
import { readHistory } from './case-chain.ts';
import type { ActError } from './case-deps.ts';
import { mayRead } from './case-permissions.ts';
import { type CaseReadModel, queueViews } from './case-read-model.ts';
import type { CaseService } from './case-service.ts';
import { readAction } from './desk-schemas.ts';
import { deskWords } from './desk-words.ts';
import { handoverOperations } from './handover-api.ts';
import { limitStates } from './limits-read.ts';
import { MOST_NAME } from './name-query.ts';
import { ReportShape } from './report-api-shape.ts';

export interface CaseApiDeps {
  readonly service: CaseService;
  readonly readModel: CaseReadModel;
  readonly reports: Pick<ReportReadModel, 'reportForCase'>;
}

export function caseOperations(platform: Platform, { service, readModel, reports }: CaseApiDeps): readonly Operation[] {
  const { db } = platform;
  const { as, find, look } = caseDoor({ service, readModel });
  const reportOf = (member: Member, caseId: string): Promise<OfficeReport | null> =>
    runAs(db, as(member), (tx) => reports.reportForCase(tx, platform.keys, caseId));

  return [
    listOperation({
      id: 'listCases',
      method: 'get',
      path: '/cases',
      tag: 'cases',
      scope: 'cases:read',
      summary: { id: 'Antrean perkara', en: 'The queue of cases' },
      detail: {
        id: 'Perkara yang dipegang kantor ini (pengawas jenjang atas: semua yang boleh dibaca), yang paling dekat jatuh tempo dahulu. Saringannya sama dengan halaman antrean.',
        en: 'Cases held by this office (overseers: all they may read), the nearest limit first. The same filters as the page.',
      },
      filters: z.strictObject({
        view: said(
          z.enum(queueViews).default('open'),
          'Bagian antrean: terbuka, lewat batas, hari ini, informasi, selesai.',
          'Part of the queue: open, late, today, information, closed.',
          'open',
        ),
        search: said(
          z.string().max(100).refine(isPlain, 'huruf kendali / control characters').default(''),
          'Nomor perkara, atau bagian jabatan, unit kerja, wilayah.',
          'Number of a case, or part of a post, unit or place.',
          'Camat',
        ),
      }),
      item: QueueItem,
      handle: async ({ member, query, limit, after }) => {
        if (!mayRead(member)) return gone;
        const now = await platform.legalClock.now();
        const { rows, next } = await readModel.queueFrom(
          member,
          { view: query.view, search: query.search.trim() },
          now,
          limit,
          after,
        );
        return ok({ items: rows.map(queueBody), next });
      },
    }),
    tokenOperation({
      id: 'findCasesByName',
      method: 'post',
      path: '/cases/by-name',
      tag: 'cases',
      scope: 'accused:read',
      summary: { id: 'Mencari menurut nama terlapor', en: 'Look for the name of an accused' },
      detail: {
        id: 'Nama atau NIP ada di badan permintaan, supaya tidak tercatat di alamat. Dicari di semua perkara yang boleh dibaca kantor ini, juga bila ejaannya sedikit lain. Bahwa dicari dicatat, apa yang dicari tidak. Paling banyak 100.',
        en: 'The name or number stands in the body, so that no address keeps it. Looked for in all cases that this office may read, also when spelled a little differently. That somebody looked is recorded, not for what. At most 100.',
      },
      body: z.strictObject({
        name: said(
          z.string().trim().min(2).max(MOST_NAME).refine(isPlain, 'huruf kendali / control characters'),
          'Nama, atau NIP 18 angka.',
          'A name, or an employee number of 18 digits.',
          'Dimas Harjawinata',
        ),
      }),
      answer: z.object({ items: listOf(QueueItem, 'Perkara yang ditemukan.', 'Cases that were found.', []) }),
      handle: async ({ member, body }) => {
        if (!mayRead(member)) return gone;
        const now = await platform.legalClock.now();
        await service.recordNameSearch(member);
        const wanted = { view: 'open', search: '', name: body.name } as const;
        const { rows } = await readModel.queueFrom(member, wanted, now, 100, null);
        return ok({ body: { items: rows.map(queueBody) } });
      },
    }),
    tokenOperation({
      id: 'getCase',
      method: 'get',
      path: '/cases/{number}',
      tag: 'cases',
      scope: 'cases:read',
      summary: { id: 'Satu perkara', en: 'One case' },
      detail: {
        id: 'Langkah, batas waktu, serah terima, temuan. Pembacaan dicatat; bila perkara baru diserahkan ke kantor ini, serah terimanya tercatat dibuka. ETag memuat nomor langkah terakhir, untuk If-Match.',
        en: 'Steps, limits, hand-overs, findings. Reading is recorded; where the case was just handed over to this office, the hand-over is recorded as opened. The ETag holds the last step, for If-Match.',
      },
      params: number,
      answer: CaseShape,
      handle: async ({ member, params, caller }) => {
        const view = await find(member, params.number);
        if (view === undefined) return gone;
        const seen = await look(member, view, 'case.view');
        const body = caseBody(seen, platform.law.current(), caller.scopes.has('accused:read'));
        return ok({ body, etag: `"${seen.lastSeq}"` });
      },
    }),
    tokenOperation({
      id: 'getCaseReport',
      method: 'get',
      path: '/cases/{number}/report',
      tag: 'cases',
      scope: 'reports:read',
      summary: { id: 'Kata-kata pelapor', en: 'Words of the reporter' },
      detail: {
        id: 'Hanya bagi kantor penerima laporan, dan hanya bila petugasnya mencentang cakupan ini. Setiap pembacaan dicatat. Identitas tidak pernah keluar.',
        en: 'For the intake office only, and only where its officer ticked this scope. Every reading is recorded. Identities never leave.',
      },
      params: number,
      answer: ReportShape,
      handle: async ({ member, params, caller }) => {
        const view = await find(member, params.number);
        const report = view === undefined ? null : await reportOf(member, view.id);
        if (view === undefined || report === null) return gone;
        await service.recordReading(member, view.id, 'report.read');
        return ok({ body: reportBody(report, caller.scopes.has('accused:read')) });
      },
    }),
    tokenOperation({
      id: 'listReceivers',
      method: 'get',
      path: '/cases/{number}/receivers',
      tag: 'cases',
      scope: 'cases:read',
      summary: { id: 'Kantor yang dapat menerima perkara', en: 'Offices that can receive a case' },
      params: number,
      query: z.strictObject({
        action: said(
          z.enum(['submit', 'confirm-study', 'convey']),
          'Tindakan yang menyerahkan.',
          'The action that hands over.',
          'submit',
        ),
      }),
      answer: z.object({
        items: listOf(
          z.object({
            id: uuid('Id kantor.', 'Id of the office.'),
            name: said(z.string(), 'Namanya.', 'Its name.', 'Satgas Netralitas ASN'),
            kind: said(z.string(), 'Jenis lembaga.', 'Kind of body.', 'satgas'),
            level: said(z.string(), 'Jenjang.', 'Level.', 'nation'),
          }),
          'Kantor, yang terdekat dahulu.',
          'Offices, the nearest first.',
          [],
        ),
      }),
      handle: async ({ member, params, query }) => {
        const view = await find(member, params.number);
        if (view === undefined) return gone;
        const found = await service.receivers(member, view.id, query.action);
        return ok({ body: { items: found.map(({ id, name, kind, level }) => ({ id, name, kind, level })) } });
      },
    }),
    tokenOperation({
      id: 'actOnCase',
      method: 'post',
      path: '/cases/{number}/actions',
      tag: 'cases',
      scope: 'cases:act',
      once: true,
      ifMatch: true,
      status: 201,
      summary: { id: 'Mengambil satu tindakan', en: 'Take one action' },
      detail: {
        id: 'Semua tindakan tabel keadaan, dibedakan oleh `type`: juga menerima dan mengembalikan serah terima. Aturannya sama dengan formulir di layar. If-Match memuat langkah terakhir yang dibaca; bila ada yang lebih cepat, tidak ada yang disimpan (412).',
        en: 'Every action of the status table, told apart by `type`, also accepting and returning hand-overs. The same rules as the forms. If-Match holds the last step that was read; when somebody was faster nothing is stored (412).',
      },
      problems: [
        'not-yours',
        'changed',
        'wrong-status',
        'facts-missing',
        'not-a-report',
        'already-extended',
        'nothing-to-accept',
        'already-accepted',
        'wrong-receiver',
        'stake-unasked',
        'not-possible',
      ],
      params: number,
      body: ActionInput,
      answer: named(
        'ActionTaken',
        z.object({
          case: caseNumber,
          step: said(
            z.int(),
            'Nomor langkah terakhir sesudahnya; ETag yang baru.',
            'Number of the last step afterwards; the new ETag.',
            4,
          ),
        }),
        'Tindakan tersimpan.',
        'The action was stored.',
      ),
      handle: async ({ member, params, body, seen, lang }) => {
        const view = await find(member, params.number);
        if (view === undefined) return gone;
        const read = readAction(body.type, asTyped(body), {
          lang,
          today: legalDay(await platform.legalClock.now(), view.holderZone),
          electionId: view.electionId,
          contestId: view.contestId,
          rulebook: platform.law.current(),
        });
        if (!read.ok) return fail({ code: 'invalid-input', errors: read.error.map(pointing) });
        const done = await service.actAsked(member, view.number, read.value, seen, body.type === 'accept-handover');
        if (!done.ok) return fail(refusalOf(done.error, lang));
        const step = done.value.seq;
        return ok({ body: { case: view.number, step }, etag: `"${step}"`, location: `/cases/${view.number}` });
      },
    }),
    tokenOperation({
      id: 'sayNoInterest',
      method: 'post',
      path: '/cases/{number}/no-interest',
      tag: 'cases',
      scope: 'cases:act',
      once: true,
      status: 201,
      summary: { id: 'Menyatakan tidak ada kepentingan', en: 'Say that no interest stands in the way' },
      detail: {
        id: 'Sebelum tindakan pertamanya atas satu perkara, program menyatakan bahwa petugas yang diwakilinya tidak berkepentingan. Yang berkepentingan mengirim tindakan declare-interest.',
        en: 'Before its first action on a case a program says that the official it acts for has no stake in it. Whoever has one sends the action declare-interest.',
      },
      problems: ['not-yours'],
      params: number,
      body: z.strictObject({
        interest: said(z.literal('none'), 'Selalu none: tidak ada.', 'Always none: there is none.', 'none'),
      }),
      answer: z.object({ case: caseNumber }),
      handle: async ({ member, params }) => {
        const view = await find(member, params.number);
        if (view === undefined) return gone;
        const done = await service.sayNoStake(member, view.number);
        return done.ok ? ok({ body: { case: view.number } }) : fail({ code: 'not-yours' as const });
      },
    }),
    tokenOperation({
      id: 'getCaseHistory',
      method: 'get',
      path: '/cases/{number}/history',
      tag: 'cases',
      scope: 'cases:read',
      summary: { id: 'Riwayat tersegel', en: 'Sealed history' },
      detail: {
        id: 'Berkas yang diperiksa dengan `netra ledger verify` atau halaman /periksa; tanpa Netra pun dapat.',
        en: 'The file that `netra ledger verify` or the page /periksa checks; without Netra too.',
      },
      params: number,
      answer: z.object({
        file: said(
          z.string().nullable(),
          'Isi berkas riwayat; null selama log belum menandatangani apa pun.',
          'The file; null while the log has signed nothing.',
          '{"what":"history"}',
        ),
      }),
      handle: async ({ member, params }) => {
        const view = await find(member, params.number);
        if (view === undefined) return gone;
        const file = await runAs(db, as(member), (tx) => readHistory(tx, view.id));
        if (file !== null) await service.recordReading(member, view.id, 'case.history');
        return ok({ body: { file } });
      },
    }),
    listOperation({
      id: 'listLimits',
      method: 'get',
      path: '/limits',
      tag: 'cases',
      scope: 'cases:read',
      summary: { id: 'Batas waktu yang berjalan', en: 'Limits that run' },
      detail: {
        id: 'Batas waktu yang harus dipenuhi kantor ini, yang paling dekat dahulu.',
        en: 'Limits this office must meet, the nearest first.',
      },
      filters: z.strictObject({
        state: said(
          z.enum(limitStates).default('running'),
          'Semua yang berjalan, yang lewat, yang jatuh tempo dalam dua hari, atau yang dihentikan sementara.',
          'All that run, those that are late, those due within two days, or those that stand still.',
          'running',
        ),
      }),
      item: Limit,
      handle: async ({ member, query, limit, after }) => {
        if (!mayRead(member)) return gone;
        const now = await platform.legalClock.now();
        const { rows, next } = await readModel.limits(member, query.state, now, limit, after);
        return ok({ items: rows.map((row) => limitBody(row.caseNumber, row.clock)), next });
      },
    }),
    ...handoverOperations(platform, { service, readModel }),
  ];
}

/** Without what PostgreSQL cannot hold. */
function isPlain(text: string): boolean {
  return !/\p{Cc}/u.test(text) && text.isWellFormed();
}

function refusalOf(error: ActError, lang: 'id' | 'en'): Refusal {
  switch (error.kind) {
    case 'facts-missing':
    case 'not-a-report':
    case 'already-extended':
    case 'nothing-to-accept':
    case 'already-accepted':
    case 'wrong-receiver':
    case 'stake-unasked':
      return { code: error.kind, detail: deskWords(lang).wrong[error.kind] };
    case 'wrong-status':
      return { code: error.kind, detail: error.status };
    case 'changed':
      return { code: error.kind, headers: { etag: `"${error.seq}"` } };
    case 'not-found':
    case 'not-yours':
      return { code: error.kind };
    default:
      return { code: 'not-possible', detail: deskWords(lang).wrong[error.kind] };
  }
}
