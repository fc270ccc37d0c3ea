/** Addresses of the prevention log. Whoever does not read an activity gets the page of one that does not exist. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { keptFormKey } from '../../platform/crypto/kept-form-key.ts';
import { lettersOf } from '../../platform/http/clean-text.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import { csvLine, csvStart } from '../../platform/imports/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail } from '../../platform/result.ts';
import { dateParts, readDate } from '../../ui/index.ts';
import { membershipsFor, signInFirst } from '../accounts/index.ts';
import { readPeople, readPosts, readPresence } from './lines.ts';
import {
  csvPath,
  dayTyped,
  home,
  type ListFilter,
  newPath,
  PromisePage,
  PromisesPage,
  promisesPath,
  RecordPage,
  WorkPage,
  WorksPage,
} from './prevention-pages.tsx';
import { type CommitmentView, pageSize, type WorkRow, type WorkView } from './prevention-read.ts';
import {
  MOST_PHOTO_BYTES,
  MOST_WORDS,
  type PreventionError,
  type PreventionService,
  photoTypes,
  readers,
  type WorkWish,
} from './prevention-service.ts';
import { preventionWords } from './words.ts';
import { followupKinds, workKinds } from './work.ts';

interface Deps {
  readonly platform: Platform;
  readonly service: PreventionService;
  readonly electionId: () => Promise<string>;
}

/** A file holds at most so many pages of the list; narrower filters give the rest. */
const MOST_FILE_PAGES = 20;

/** Uploads of photos, which go past the small limits and check their token themselves. */
export function isPhotoUpload(path: string, contentType: string | undefined): boolean {
  return path.startsWith(`${home}/`) && path.endsWith('/foto') && (contentType ?? '').startsWith('multipart/form-data');
}

const isoDay = (text: string | undefined): string | undefined => {
  const read = z.iso.date().safeParse(text);
  return read.success ? read.data : undefined;
};

export function preventionRoutes({ platform, service, electionId }: Deps): Hono<Env> {
  const routes = new Hono<Env>();
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');
  const wrongOf = (c: Ctx) => preventionWords(c.get('lang')).wrong;
  const done = (c: Ctx): boolean => c.req.query('selesai') === '1';
  const idIn = (c: Ctx): string => z.uuid().safeParse(c.req.param('id')).data ?? '';
  const reading = (c: Ctx): Member | Promise<Response> => {
    const member = c.get('member');
    if (member === null) return c.req.method === 'GET' ? Promise.resolve(signInFirst(c, platform)) : notHere(c);
    return membershipsFor(member, readers).length > 0 ? member : notHere(c);
  };
  const writing = async (c: Ctx): Promise<Member | Response> => {
    const member = await reading(c);
    return member instanceof Response || service.officesOf(member).length > 0 ? member : notHere(c);
  };
  const electionName = (c: Ctx, id: string): string =>
    platform.law.current().findElection(id)?.name[c.get('lang')] ?? id;
  const filterOf = (c: Ctx): ListFilter => ({
    kind: workKinds.find((one) => one === c.req.query('jenis')),
    bodyId: z.uuid().safeParse(c.req.query('kantor')).data,
    electionId: platform.law.current().findElection(c.req.query('pemilihan') ?? '')?.id,
    from: isoDay(c.req.query('sejak')),
    until: isoDay(c.req.query('sampai')),
  });

  const pageAsked = (c: Ctx): number =>
    Math.min(1000, Math.max(1, Math.floor(Number(c.req.query('halaman') ?? '1')) || 1));
  const electionsFor = (c: Ctx, first: string) =>
    platform.law
      .current()
      .elections.toSorted(
        (a, b) => Number(b.id === first) - Number(a.id === first) || b.votingOn.localeCompare(a.votingOn),
      )
      .map((one) => ({ value: one.id, label: one.name[c.get('lang')] }));

  routes.get(home, async (c) => {
    const member = await reading(c);
    if (member instanceof Response) return member;
    const filter = filterOf(c);
    const number = pageAsked(c);
    const works = await service.list(member, filter, number);
    const total = await service.count(member, filter);
    const offices = await service.officesRead(member, 'works');
    return show(
      c,
      <WorksPage
        page={await platform.page(c)}
        {...{ works, filter, offices, total, number }}
        elections={electionsFor(c, await electionId())}
        writes={service.officesOf(member).length > 0}
        electionName={(id) => electionName(c, id)}
        done={done(c)}
        errors={[]}
      />,
    );
  });

  routes.get(csvPath, async (c) => {
    const member = await reading(c);
    if (member instanceof Response) return member;
    const words = preventionWords(c.get('lang'));
    const filter = filterOf(c);
    const works: WorkRow[] = [];
    const promised = new Map<string, CommitmentView[]>();
    for (let number = 1; number <= MOST_FILE_PAGES; number += 1) {
      const some = await service.list(member, filter, number);
      works.push(...some);
      // Those of these activities, all of them: among the newest of everybody, what an old meeting promised would be missing.
      const workIds = some.map((one) => one.id);
      for (let next = 1; workIds.length > 0; next += 1) {
        const owed = await service.commitments(member, { workIds }, next);
        for (const one of owed) promised.set(one.workId, [...(promised.get(one.workId) ?? []), one]);
        if (owed.length < pageSize) break;
      }
      if (some.length < pageSize) break;
    }
    const head = [
      words.day,
      words.kindHead,
      words.form.name,
      words.office,
      words.election,
      words.people,
      words.form.words,
    ];
    const owed = [words.list.what, words.list.owner, words.list.due, words.list.state];
    const lines = works.flatMap((work) => {
      const cells = [
        work.onDay,
        words.kind[work.kind],
        work.title,
        work.bodyName,
        work.electionId,
        work.people === null ? '' : String(work.people),
        work.words,
      ];
      const own = promised.get(work.id) ?? [];
      return own.length === 0
        ? [csvLine([...cells, '', '', '', ''])]
        : own.map((one) =>
            csvLine([...cells, one.words, `${one.bodyName} · ${one.role}`, one.due, words.standing[one.standing]]),
          );
    });
    return c.body(csvStart + csvLine([...head, ...owed]) + lines.join(''), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="catatan-pencegahan.csv"',
      'cache-control': 'no-store',
    });
  });

  const recordPage = async (c: Ctx, member: Member, typed: Typed, key: string, errors: readonly FieldError[] = []) => {
    const elections = electionsFor(c, await electionId());
    return show(
      c,
      <RecordPage
        page={await platform.page(c)}
        {...{ typed, errors, elections }}
        submissionKey={key}
        keep={keptFormKey(platform.keys, 'prevention-kept', member.userId)}
        offices={service.officesOf(member)}
        done={false}
      />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get(newPath, async (c) => {
    const member = await writing(c);
    if (member instanceof Response) return member;
    const { day, month, year } = dateParts(await service.today());
    return recordPage(c, member, { tanggal_day: day, tanggal_month: month, tanggal_year: year }, platform.uuid());
  });
  const readWork = (c: Ctx, member: Member, typed: Typed): WorkWish | readonly FieldError[] => {
    const wrong = wrongOf(c);
    const errors: FieldError[] = [];
    const no = (field: string, message: string) => errors.push({ field, message });
    const offices = service.officesOf(member);
    const asked = typedText(typed, 'kantor');
    const office = asked === '' ? offices[0] : offices.find((one) => one.bodyId === asked);
    const kind = workKinds.find((one) => one === typedText(typed, 'jenis'));
    const election = platform.law.current().findElection(typedText(typed, 'pemilihan'));
    const title = typedText(typed, 'judul').trim();
    const words = typedText(typed, 'uraian').trim();
    const people = typedText(typed, 'hadir').replaceAll('.', '').trim();
    const day = readDate(dayTyped(typed, 'tanggal'));
    const presence = readPresence(typedText(typed, 'kehadiran'));
    const posts = readPosts(typedText(typed, 'penanda'));
    if (office === undefined) no('kantor', wrong.choose);
    if (kind === undefined) no('jenis', wrong.choose);
    if (lettersOf(title) < 3 || lettersOf(title) > 160) no('judul', wrong.title);
    if (day.kind !== 'day') no('tanggal', wrong.day);
    if (election === undefined) no('pemilihan', wrong.choose);
    if (lettersOf(words) > MOST_WORDS) no('uraian', wrong.words);
    const came =
      people === '' || /^\d{1,7}$/.test(people)
        ? readPeople(people === '' ? null : Number(people), presence.ok ? presence.value : [])
        : fail('people' as const);
    if (!came.ok) no('hadir', wrong.people);
    if (!presence.ok) no('kehadiran', wrong.presence);
    if (!posts.ok) no('penanda', wrong.signatories);
    if (errors.length > 0 || office === undefined || kind === undefined || election === undefined) return errors;
    if (day.kind !== 'day' || !presence.ok || !posts.ok || !came.ok) return errors;
    return {
      bodyId: office.bodyId,
      electionId: election.id,
      kind,
      onDay: day.day,
      title,
      words,
      people: came.value,
      presence: presence.value,
      signatories: posts.value,
    };
  };
  const isErrors = (wish: WorkWish | readonly FieldError[]): wish is readonly FieldError[] => Array.isArray(wish);
  routes.post(newPath, async (c) => {
    const member = await writing(c);
    if (member instanceof Response) return member;
    const typed = await typedOf(c);
    const key = z.uuid().safeParse(typedText(typed, 'kirim')).data ?? platform.uuid();
    const wish = readWork(c, member, typed);
    if (isErrors(wish)) return recordPage(c, member, typed, key, wish);
    const made = await service.record(member, key, wish);
    if (!made.ok) {
      const before = made.error === 'sent-before';
      const said = { field: before ? 'judul' : 'tanggal', message: wrongOf(c)[made.error] };
      return recordPage(c, member, typed, before ? platform.uuid() : key, [said]);
    }
    return goTo(c, await platform.page(c), `${home}/${made.value.id}?selesai=1`);
  });

  // Commitments of all meetings.
  routes.get(promisesPath, async (c) => {
    const member = await reading(c);
    if (member instanceof Response) return member;
    const bodyId = z.uuid().safeParse(c.req.query('kantor')).data ?? '';
    const filter = bodyId === '' ? {} : { bodyId };
    const number = pageAsked(c);
    const offices = await service.officesRead(member, 'commitments');
    const rows = await service.commitments(member, filter, number);
    const total = await service.countCommitments(member, filter);
    return show(
      c,
      <PromisesPage
        page={await platform.page(c)}
        {...{ rows, offices, bodyId, total, number }}
        done={done(c)}
        errors={[]}
      />,
    );
  });

  const promisePage = async (
    c: Ctx,
    member: Member,
    row: CommitmentView,
    typed: Typed,
    errors: readonly FieldError[] = [],
  ) => {
    const voice = service.voiceFor(member, row);
    return show(
      c,
      <PromisePage page={await platform.page(c)} {...{ row, typed, errors, voice }} done={done(c)} />,
      errors.length > 0 ? 422 : 200,
    );
  };
  const findPromise = async (c: Ctx, member: Member): Promise<CommitmentView | undefined> => {
    const id = idIn(c);
    return id === '' ? undefined : (await service.commitments(member, { id }))[0];
  };
  routes.get(`${promisesPath}/:id`, async (c) => {
    const member = await reading(c);
    if (member instanceof Response) return member;
    const row = await findPromise(c, member);
    return row === undefined ? notHere(c) : promisePage(c, member, row, {});
  });
  routes.post(`${promisesPath}/:id`, async (c) => {
    const member = await writing(c);
    if (member instanceof Response) return member;
    const row = await findPromise(c, member);
    if (row === undefined) return notHere(c);
    const typed = await typedOf(c);
    const wrong = wrongOf(c);
    const kind = followupKinds.find((one) => one === typedText(typed, 'jadinya'));
    const words = typedText(typed, 'keterangan').trim();
    const after = Number(typedText(typed, 'sesudah'));
    const day = readDate(dayTyped(typed, 'baru'));
    const errors: FieldError[] = [];
    if (kind === undefined) errors.push({ field: 'jadinya', message: wrong.choose });
    if (kind !== 'kept' && lettersOf(words) < 5) errors.push({ field: 'keterangan', message: wrong.reason });
    if (lettersOf(words) > MOST_WORDS) errors.push({ field: 'keterangan', message: wrong.words });
    if (kind === 'moved' && day.kind !== 'day') errors.push({ field: 'baru', message: wrong.day });
    if (errors.length > 0 || kind === undefined) return promisePage(c, member, row, typed, errors);
    const newDue = kind === 'moved' && day.kind === 'day' ? day.day : null;
    const made = await service.follow(member, row.id, Number.isInteger(after) ? after : -1, { kind, words, newDue });
    if (!made.ok) {
      if (made.error === 'not-found') return notHere(c);
      const field = made.error === 'before-meeting' ? 'baru' : 'jadinya';
      return promisePage(c, member, (await findPromise(c, member)) ?? row, typed, [
        { field, message: wrong[made.error] },
      ]);
    }
    return goTo(c, await platform.page(c), `${promisesPath}/${row.id}?selesai=1`);
  });

  routes.get(`${home}/foto/:id`, async (c) => {
    const member = await reading(c);
    if (member instanceof Response) return member;
    const id = idIn(c);
    const kept = id === '' ? undefined : await service.photo(member, id);
    const type = kept === undefined ? undefined : photoTypes[kept[0] ?? -1];
    if (kept === undefined || type === undefined) return notHere(c);
    return c.body(new Uint8Array(kept.subarray(1)), 200, {
      'content-type': type,
      'cache-control': 'private, no-store',
      'content-disposition': 'inline',
    });
  });

  // One activity.
  const workPage = async (c: Ctx, member: Member, work: WorkView, typed: Typed, errors: readonly FieldError[] = []) => {
    const writes = service.officesOf(member).some((one) => one.bodyId === work.bodyId);
    return show(
      c,
      <WorkPage
        page={await platform.page(c)}
        {...{ work, typed, errors, writes }}
        owners={writes ? await service.owners(member) : []}
        electionName={electionName(c, work.electionId)}
        done={done(c)}
      />,
      errors.length > 0 ? 422 : 200,
    );
  };
  const findWork = async (c: Ctx, member: Member): Promise<WorkView | undefined> => {
    const id = idIn(c);
    return id === '' ? undefined : service.find(member, id);
  };
  routes.get(`${home}/:id`, async (c) => {
    const member = await reading(c);
    if (member instanceof Response) return member;
    const work = await findWork(c, member);
    return work === undefined ? notHere(c) : workPage(c, member, work, {});
  });
  /** What was refused, beside the field that says why. */
  const failed = async (c: Ctx, member: Member, work: WorkView, typed: Typed, error: PreventionError, field: string) =>
    error === 'not-found' ? notHere(c) : workPage(c, member, work, typed, [{ field, message: wrongOf(c)[error] }]);

  routes.post(`${home}/:id/komitmen`, async (c) => {
    const member = await writing(c);
    if (member instanceof Response) return member;
    const work = await findWork(c, member);
    if (work === undefined) return notHere(c);
    const typed = await typedOf(c);
    const wrong = wrongOf(c);
    const words = typedText(typed, 'janji').trim();
    const role = typedText(typed, 'jabatan').trim();
    const owner = z.uuid().safeParse(typedText(typed, 'pemilik'));
    const due = readDate(dayTyped(typed, 'tenggat'));
    const after = Number(typedText(typed, 'sesudah'));
    const errors: FieldError[] = [];
    if (lettersOf(words) < 5) errors.push({ field: 'janji', message: wrong.required });
    if (lettersOf(words) > MOST_WORDS) errors.push({ field: 'janji', message: wrong.words });
    if (!owner.success) errors.push({ field: 'pemilik', message: wrong.choose });
    if (lettersOf(role) < 2 || lettersOf(role) > 120) errors.push({ field: 'jabatan', message: wrong.required });
    if (due.kind !== 'day') errors.push({ field: 'tenggat', message: wrong.day });
    if (errors.length > 0 || !owner.success || due.kind !== 'day') return workPage(c, member, work, typed, errors);
    // Sent twice, or written by two at once: the second one sees what stands there now.
    const made = await service.promise(member, work.id, Number.isInteger(after) ? after : -1, {
      bodyId: owner.data,
      role,
      words,
      dueOn: due.day,
    });
    if (!made.ok)
      return failed(
        c,
        member,
        (await findWork(c, member)) ?? work,
        typed,
        made.error,
        made.error === 'already' ? 'janji' : 'tenggat',
      );
    return goTo(c, await platform.page(c), `${home}/${work.id}?selesai=1`);
  });

  // Beyond this nothing is read: the whole body stands in memory. A photo that is merely too large is told beside its field.
  const limit = bodyLimit({ maxSize: 2 * MOST_PHOTO_BYTES, onError: (c) => platform.problem(c, 'too-large') });
  routes.post(`${home}/:id/foto`, limit, async (c) => {
    const member = await writing(c);
    if (member instanceof Response) return member;
    if (!(await platform.limits.take('upload', member.userId))) return platform.problem(c, 'too-many');
    const work = await findWork(c, member);
    if (work === undefined) return notHere(c);
    const body: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
    const multipart = isPhotoUpload(c.req.path.replace(/^\/en(?=\/)/, ''), c.req.header('content-type'));
    if (multipart && (typeof body._csrf !== 'string' || !platform.formToken(c, body._csrf)))
      return platform.problem(c, 'forged');
    const alt = typeof body.tampak === 'string' ? body.tampak.trim() : '';
    const file = body.foto;
    const wrong = wrongOf(c);
    const type = file instanceof File ? photoTypes.find((one) => one === file.type) : undefined;
    const errors: FieldError[] = [];
    if (!(file instanceof File) || file.size === 0) errors.push({ field: 'foto', message: wrong.photo });
    else if (file.size > MOST_PHOTO_BYTES || type === undefined)
      errors.push({ field: 'foto', message: wrong['not-a-photo'] });
    if (lettersOf(alt) < 3 || lettersOf(alt) > 300) errors.push({ field: 'tampak', message: wrong.required });
    if (errors.length > 0 || !(file instanceof File) || type === undefined)
      return workPage(c, member, work, { tampak: alt }, errors);
    const made = await service.addPhoto(member, work.id, { bytes: Buffer.from(await file.arrayBuffer()), type, alt });
    if (!made.ok) return failed(c, member, work, { tampak: alt }, made.error, 'foto');
    return goTo(c, await platform.page(c), `${home}/${work.id}?selesai=1`);
  });
  return routes;
}
