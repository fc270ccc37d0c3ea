/** The verification by program: the desk, likely duplicates, joining and splitting, opening by hand, and one vote on many cases. */
import { actKinds } from '@netra/rulebook';
import { z } from 'zod';
import {
  caseNumber,
  day,
  instantOrNull,
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
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok } from '../../platform/result.ts';
import {
  type CasesFeature,
  caseDoor,
  caseStatuses,
  gone,
  type JoinError,
  mandateFor,
  number,
  openedOrigins,
  written,
} from '../cases/index.ts';
import { votes } from './bulk.ts';
import { checklist } from './checklist.ts';
import { deskViews, readDesk, verifyingOffices } from './desk-read.ts';
import { readLikely } from './duplicates-read.ts';
import { reasons } from './likeness.ts';
import { verificationWords } from './words.ts';

const MOST_REASON = 2000;
const isPlain = (text: string): boolean => !/[^\P{Cc}\n\r\t]/u.test(text) && text.isWellFormed();
const reason = said(
  z.string().trim().min(10).max(MOST_REASON).refine(isPlain, 'huruf kendali / control characters'),
  'Alasan, paling sedikit 10 huruf.',
  'Reason, at least 10 letters.',
  'Terlapor, tempat, dan hari kejadiannya sama.',
);
const step = said(z.int(), 'Nomor langkah terakhir; ETag yang baru.', 'Number of the last step; the new ETag.', 7);
const completeness = said(z.int(), 'Kelengkapan berkas, 0 sampai 100.', 'Completeness of the file, 0 to 100.', 80);
const act = said(z.enum(actKinds), 'Jenis perbuatan.', 'Kind of act.', 'social-engagement');

const DeskItem = named(
  'CaseToVerify',
  z.object({
    case: caseNumber,
    actKind: said(z.string(), 'Jenis perbuatan.', 'Kind of act.', 'social-engagement'),
    place: said(z.string(), 'Wilayah.', 'Place.', 'Arunika Timur'),
    step,
    dueAt: instantOrNull('Jatuh tempo.', 'When it is due.'),
    completeness,
    missing: listOf(
      said(
        z.enum(checklist.map((one) => one.id)),
        'Syarat yang belum ada.',
        'A requirement that is missing.',
        'evidence',
      ),
      'Yang belum ada.',
      'What is missing.',
      ['evidence'],
    ),
    votes: listOf(
      z.object({
        seat: said(z.string(), 'Lembaga.', 'Body.', 'bkn'),
        vote: said(z.enum(votes).nullable(), 'Suaranya; null: belum.', 'Its vote; null: not yet.', 'agree'),
      }),
      'Suara tiap lembaga.',
      'Vote of each body.',
      [],
    ),
    outcome: said(
      z.enum(['alone', 'recheck', 'missing', 'tied', 'agree', 'disagree']),
      'Ke mana suara mengarah.',
      'What the votes come to.',
      'missing',
    ),
    delegation: said(z.enum(['none', 'asked', 'reported']), 'Pemeriksaan di wilayah.', 'Check in the region.', 'none'),
    read: said(
      z.boolean(),
      'Program ini sudah membaca perkara sejak langkah terakhirnya.',
      'This program has read the case since its last step.',
      true,
    ),
    likelyDuplicates: said(z.int(), 'Banyaknya perkara mirip.', 'Number of similar cases.', 1),
  }),
  'Perkara yang menunggu verifikasi.',
  'A case that waits for verification.',
);

const Duplicate = named(
  'LikelyDuplicate',
  z.object({
    case: caseNumber,
    status: said(z.enum(caseStatuses), 'Keadaannya.', 'Its state.', 'registered'),
    actKind: said(z.string(), 'Jenis perbuatan.', 'Kind of act.', 'social-engagement'),
    place: said(z.string(), 'Wilayah.', 'Place.', 'Arunika Timur'),
    actDay: said(z.string().nullable(), 'Hari kejadian.', 'Day of the act.', '2024-10-01'),
    office: said(z.string(), 'Kantor pemegangnya.', 'Office that holds it.', 'Bawaslu Kota Arunika'),
    reasons: listOf(said(z.enum(reasons), 'Mengapa mirip.', 'Why it is similar.', 'place'), 'Alasan.', 'Reasons.', [
      'place',
      'day',
      'act',
    ]),
    step,
  }),
  'Perkara yang mungkin sama.',
  'A case that may be the same matter.',
);

const Joined = named(
  'CaseJoined',
  z.object({ case: caseNumber, step }),
  'Langkahnya tersimpan.',
  'The step was stored.',
);

export function verificationOperations(
  platform: Platform,
  deps: { readonly cases: Pick<CasesFeature, 'readModel' | 'service'> },
): readonly Operation[] {
  const { cases } = deps;
  const { keys } = platform;
  const { find } = caseDoor(cases);
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(platform.db, { kind: 'member', userId: member.userId }, use);

  return [
    listOperation({
      id: 'listVerification',
      method: 'get',
      path: '/verification',
      tag: 'cases',
      scope: 'cases:read',
      summary: { id: 'Antrean verifikasi bersama', en: 'The queue of the joint verification' },
      detail: {
        id: 'Bagi satuan tugas: perkara yang diserahkan, yang paling dekat jatuh tempo dahulu, dengan kelengkapan, suara tiap lembaga, dan banyaknya perkara mirip.',
        en: 'For the task force: submitted cases, the nearest limit first, with completeness, the vote of each body and the number of similar cases.',
      },
      filters: z.strictObject({
        view: said(z.enum(deskViews).default('all'), 'Bagian antrean.', 'Part of the queue.', 'all'),
        act: said(z.enum(actKinds).optional(), 'Jenis perbuatan.', 'Kind of act.', 'social-engagement'),
      }),
      item: DeskItem,
      handle: async ({ member, query, limit, after }) => {
        const bodies = verifyingOffices(member);
        if (bodies.length === 0) return gone;
        const now = await platform.legalClock.now();
        const filter = { view: query.view, act: query.act ?? null };
        const list = await as(member, (tx) =>
          readDesk(tx, keys, member, bodies, filter, now, { page: 1, size: limit, after }),
        );
        await cases.service.recordList(member, `verification.${query.view}`, 1);
        return ok({
          items: list.rows.map(({ file, completeness: found, tally, duplicates }) => ({
            case: file.number,
            actKind: file.actKind,
            place: file.regionName,
            step: file.lastSeq,
            dueAt: file.dueAt?.toString() ?? null,
            completeness: found.score,
            missing: found.missing.map((one) => one.id),
            votes: tally.seats.map(({ seat, vote }) => ({ seat, vote })),
            outcome: tally.outcome,
            delegation: file.fold.delegation,
            read: file.read,
            likelyDuplicates: duplicates,
          })),
          // Fewer than asked for may be all that was found so far.
          next: list.rows.length === limit ? list.last : list.goesOn,
        });
      },
    }),
    tokenOperation({
      id: 'listLikelyDuplicates',
      method: 'get',
      path: '/cases/{number}/duplicates',
      tag: 'cases',
      scope: 'cases:read',
      summary: { id: 'Perkara yang mungkin sama', en: 'Cases that may be the same matter' },
      detail: {
        id: 'Hanya perkara yang boleh dibaca kantor ini. Netra tidak pernah menggabungkan sendiri.',
        en: 'Only cases that this office may read. Netra never joins by itself.',
      },
      params: number,
      answer: z.object({
        items: listOf(
          Duplicate,
          'Yang paling mirip dahulu, paling banyak lima.',
          'The most similar first, at most five.',
          [],
        ),
      }),
      handle: async ({ member, params }) => {
        const view = await find(member, params.number);
        if (view === undefined) return gone;
        const likely = await as(member, (tx) => readLikely(tx, keys, [view.id]));
        await cases.service.recordReading(member, view.id, 'case.compare');
        return ok({
          body: {
            items: (likely.get(view.id) ?? []).map(({ file, reasons: why }) => ({
              case: file.number,
              status: file.status,
              actKind: file.actKind,
              place: file.regionName,
              actDay: file.actDay,
              office: file.holderName,
              reasons: [...why],
              step: file.lastSeq,
            })),
          },
        });
      },
    }),
    tokenOperation({
      id: 'joinCase',
      method: 'post',
      path: '/cases/{number}/join',
      tag: 'cases',
      scope: 'cases:act',
      once: true,
      ifMatch: true,
      status: 201,
      summary: { id: 'Menggabungkan perkara ke perkara lain', en: 'Join a case into another' },
      detail: {
        id: 'Kedua perkara harus dipegang kantor ini, sebelum pleno. Perkara yang digabung beristirahat sampai dipisahkan lagi. If-Match memuat langkah terakhirnya.',
        en: 'Both cases must be held by this office, before the plenary. The one that is joined rests until it is split off. If-Match holds its last step.',
      },
      problems: ['not-yours', 'changed', 'stake-unasked', 'not-possible'],
      params: number,
      body: z.strictObject({ target: caseNumber, reason }),
      answer: Joined,
      handle: async ({ member, params, body, seen, lang }) => {
        const view = await find(member, params.number);
        if (view === undefined) return gone;
        const wish = { source: view.number, target: written(body.target), reason: body.reason, seq: seen };
        // It is an act on both of them.
        const unasked = [view, await find(member, wish.target)].find((one) => one?.asksStake);
        if (unasked !== undefined) return fail(unaskedOf(unasked.number));
        const done = await cases.service.join(member, wish);
        if (!done.ok) return fail(refusalOf(done.error, lang));
        return ok({ body: { case: view.number, step: done.value.seq }, etag: `"${done.value.seq}"` });
      },
    }),
    tokenOperation({
      id: 'splitCase',
      method: 'post',
      path: '/cases/{number}/split',
      tag: 'cases',
      scope: 'cases:act',
      once: true,
      ifMatch: true,
      status: 201,
      summary: { id: 'Memisahkan lagi perkara yang digabung', en: 'Split a joined case off again' },
      problems: ['not-yours', 'changed', 'stake-unasked', 'not-possible'],
      params: number,
      body: z.strictObject({ reason }),
      answer: Joined,
      handle: async ({ member, params, body, seen, lang }) => {
        const view = await find(member, params.number);
        if (view === undefined) return gone;
        if (view.asksStake) return fail(unaskedOf(view.number));
        const done = await cases.service.split(member, { source: view.number, reason: body.reason, seq: seen });
        if (!done.ok) return fail(refusalOf(done.error, lang));
        return ok({ body: { case: view.number, step: done.value.seq }, etag: `"${done.value.seq}"` });
      },
    }),
    tokenOperation({
      id: 'openCase',
      method: 'post',
      path: '/cases',
      tag: 'cases',
      scope: 'cases:act',
      once: true,
      status: 201,
      summary: { id: 'Membuka perkara', en: 'Open a case' },
      detail: {
        id: 'Temuan, petunjuk, atau pelimpahan. Temuan punya batas waktu sejak hari ditemukan.',
        en: 'A finding, a lead, or a referral. A finding has a limit from the day it was found.',
      },
      problems: ['not-yours', 'not-possible'],
      body: z.strictObject({
        origin: said(z.enum(openedOrigins), 'Asalnya.', 'Where it comes from.', 'temuan'),
        electionId: said(z.string().max(60), 'Id pemilihan.', 'Id of the election.', 'pilkada-2024'),
        contestId: said(z.string().max(60), 'Id pemilihan jabatan.', 'Id of the contest.', 'kepala-daerah'),
        regionId: uuid('Id wilayah kejadian, di dalam wilayah kantor.', 'Id of the place, within that of the office.'),
        actKind: act,
        foundOn: day('Hari ditemukan, menurut zona kantor.', 'Day it was found, in the zone of the office.'),
        source: said(
          z.string().trim().min(10).max(MOST_REASON).refine(isPlain, 'huruf kendali / control characters'),
          'Bagaimana ditemukan, atau surat dan berita asalnya.',
          'How it was found, or the letter or article it comes from.',
          'Pengawasan melekat pada apel 3 Oktober.',
        ),
      }),
      answer: named('CaseOpened', z.object({ case: caseNumber }), 'Perkara terbuka.', 'The case was opened.'),
      handle: async ({ member, body, lang }) => {
        const office = member.memberships.find((one) => mandateFor(member, 'make-finding', one.bodyId) === one);
        if (office === undefined) return gone;
        const election = platform.law.current().findElection(body.electionId);
        const today = legalDay(await platform.legalClock.now(), office.bodyZone);
        const words = verificationWords(lang).open.wrong;
        if (election === undefined || !election.contests.some((one) => one.id === body.contestId))
          return fail({ code: 'not-possible' as const, detail: words.contest });
        if (body.foundOn > today) return fail({ code: 'not-possible' as const, detail: words.future });
        const opened = await cases.service.open(member, { ...body, bodyId: office.bodyId });
        if (!opened.ok)
          return opened.error.kind === 'not-yours'
            ? fail({ code: 'not-yours' as const })
            : fail({ code: 'not-possible' as const, detail: words.place });
        return ok({ body: { case: opened.value.number }, location: `/cases/${opened.value.number}` });
      },
    }),
  ];
}

/** Of two cases it must be told which one is meant. */
function unaskedOf(number: string): Refusal {
  return { code: 'stake-unasked', detail: number };
}

function refusalOf(error: JoinError, lang: Language): Refusal {
  switch (error.kind) {
    case 'not-found':
    case 'not-yours':
      return { code: error.kind };
    case 'changed':
      return { code: error.kind, headers: { etag: `"${error.seq}"` } };
    case 'not-joinable':
    case 'same-case':
    case 'not-joined':
      return { code: 'not-possible', detail: verificationWords(lang).like.problems[error.kind] };
  }
}
