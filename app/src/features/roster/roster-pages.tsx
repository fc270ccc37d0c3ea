/** Pages of the roster's imports, the importer's own with progress in between, and the numbers of people. All of it without a script. */
import { Hono } from 'hono';
import { z } from 'zod';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { readMultipart } from '../../platform/files/index.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type FieldError, readForm, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import { csvLine, csvStart, type Mapping } from '../../platform/imports/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { ColumnsPage, importWords, refusalWords, UploadPage, WithdrawPage } from '../imports/index.ts';
import { isReason } from './reasons.ts';
import type { RosterImport, RosterRefusal, RosterService, Who } from './roster-service.ts';
import { ColumnOptions, CountsPage, ImportPage, rosterKind, UnitsPage } from './roster-views.tsx';
import { reasonWords, rosterColumns, rosterWords } from './words.ts';

export const rosterBase = '/admin/pegawai';
const base = rosterBase;
const home = { path: base, label: { id: 'Daftar pegawai', en: 'Roster' } };
const MOST_BYTES = 2 * 1024 * 1024 * 1024;

/** Whether a request is an upload of a roster: its handler reads body and token itself. */
export function isRosterUpload(path: string, contentType: string | undefined): boolean {
  return path === `${base}/kirim/roster` && (contentType ?? '').startsWith('multipart/form-data');
}

export function rosterPages(platform: Platform, service: RosterService): Hono<Env> {
  const routes = new Hono<Env>();
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');
  /** The administrator who asks, or nobody. */
  const whoOf = async (c: Ctx): Promise<{ readonly member: Member; readonly who: Who } | null> => {
    const member = c.get('member');
    if (member === null || member.mustEnrol) return null;
    const who: Who = { kind: 'member', member };
    return (await service.allowed(who)) ? { member, who } : null;
  };
  const nameOf = (member: Member, userId: string): Promise<string> =>
    runAs(platform.db, { kind: 'member', userId: member.userId }, async (tx) => {
      const row = await tx.selectFrom('auth.auth_user').select('name').where('id', '=', userId).executeTakeFirst();
      return row?.name ?? 'netra roster import';
    });

  const uploadPage = async (c: Ctx, errors: readonly FieldError[] = []): Promise<Response> => {
    const asked = await whoOf(c);
    if (asked === null) return notHere(c);
    const page = await platform.page(c);
    const list = await service.list(asked.who);
    const people = new Map<string, string>();
    for (const { createdBy } of list)
      if (!people.has(createdBy)) people.set(createdBy, await nameOf(asked.member, createdBy));
    const words = rosterWords(page.lang);
    const gone = c.req.query('selesai') === 'buang' ? importWords(page.lang).done.discarded : null;
    return show(
      c,
      <UploadPage
        {...{ page, base, home, errors, list, people }}
        kind={rosterKind}
        kinds={[rosterKind]}
        templates={[]}
        done={gone}
        fileHint={words.fileHint}
        accept=".csv,.txt,.xlsx"
        after={
          <p>
            <a href={page.to(`${base}/jumlah`)}>{words.countsLink}</a>
          </p>
        }
      />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get(base, (c) => uploadPage(c));

  routes.get(`${base}/kolom/roster.csv`, async (c) => {
    if ((await whoOf(c)) === null) return notHere(c);
    const lang = c.get('lang');
    return csvAnswer(
      c,
      csvStart + csvLine(rosterColumns.map((column) => column.label[lang])),
      'netra-pegawai-kolom.csv',
    );
  });

  routes.post(`${base}/kirim/roster`, async (c) => {
    const asked = await whoOf(c);
    const words = importWords(c.get('lang')).wrong;
    const wrong = (message: string): Promise<Response> => uploadPage(c, [{ field: 'file', message }]);
    if (!(c.req.header('content-type') ?? '').startsWith('multipart/form-data')) return wrong(words.noFile);
    // A form that is refused half-way is not read to its end.
    c.header('connection', 'close');
    if (asked === null) return notHere(c);
    let forged = false;
    const form = await readMultipart(
      c.env.incoming,
      { maxFields: 4, maxFieldBytes: 1000, maxFiles: 1, maxTotalBytes: MOST_BYTES + 100_000 },
      async (file) => {
        if (!platform.formToken(c, file.fieldsSoFar.get('_csrf')?.[0] ?? '')) {
          forged = true;
          return null;
        }
        return service.receive(asked.who, { name: file.fileName, contents: file.contents });
      },
      async (result) => {
        if (result?.ok === true) await service.cancel(asked.who, result.value.id);
      },
    );
    if (forged) return platform.problem(c, 'forged');
    if (!form.ok) return wrong(form.error.problem.kind === 'too-big' ? words.tooBig('2.048') : words.interrupted);
    if (!platform.formToken(c, form.value.fields.get('_csrf')?.[0] ?? '')) return platform.problem(c, 'forged');
    const result = form.value.files[0]?.value;
    if (result === undefined || result === null) return wrong(words.noFile);
    if (!result.ok) {
      if (result.error.kind === 'not-found') return notHere(c);
      return wrong(refusalWords(result.error, c.get('lang')));
    }
    return goTo(c, await platform.page(c), `${base}/lihat/${result.value.id}/kolom`);
  });

  /** The import of the address, for whoever may see it. */
  const found = async (c: Ctx): Promise<{ member: Member; who: Who; one: RosterImport } | null> => {
    const asked = await whoOf(c);
    const id = z.uuid().safeParse(c.req.param('id'));
    if (asked === null || !id.success) return null;
    const one = await service.find(asked.who, id.data);
    return one === undefined ? null : { ...asked, one };
  };

  const columnsPage = async (
    c: Ctx,
    at: { readonly who: Who; readonly one: RosterImport },
    chosen: { readonly mapping: Mapping; readonly institution: string | null; readonly full: boolean },
    errors: readonly FieldError[],
  ): Promise<Response> => {
    const page = await platform.page(c);
    return show(
      c,
      <ColumnsPage
        {...{ page, base, home, errors }}
        preview={{ import: at.one.stored, rows: [], kind: rosterKind }}
        mapping={chosen.mapping}
        more={<ColumnOptions page={page} errors={errors} institutions={await service.institutions()} {...chosen} />}
      />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get(`${base}/lihat/:id/kolom`, async (c) => {
    const at = await found(c);
    if (at === null) return notHere(c);
    if (at.one.stored.status !== 'staged') return goTo(c, await platform.page(c), `${base}/lihat/${at.one.stored.id}`);
    const { institutionId: institution, isFull: full, stored } = at.one;
    return columnsPage(c, at, { mapping: stored.mapping, institution, full }, []);
  });

  routes.post(`${base}/lihat/:id/kolom`, async (c) => {
    const at = await found(c);
    if (at === null) return notHere(c);
    const page = await platform.page(c);
    const words = importWords(page.lang).columns;
    const { stored } = at.one;
    const typed = await typedOf(c);
    const mapping: Record<string, number> = {};
    const errors: FieldError[] = [];
    const taken = new Set<number>();
    for (const column of rosterColumns) {
      const field = `kolom-${column.id}`;
      const text = typedText(typed, field);
      const place = /^\d{1,3}$/.test(text) ? Number(text) : null;
      if (place === null || place >= stored.header.length) {
        if (column.required) errors.push({ field, message: words.missing(column.label[page.lang]) });
        continue;
      }
      if (taken.has(place)) errors.push({ field, message: `${words.twice}: ${stored.header[place] ?? ''}` });
      taken.add(place);
      mapping[column.id] = place;
    }
    const typedInstitution = z.uuid().safeParse(typedText(typed, 'instansi'));
    const institution = typedInstitution.success ? typedInstitution.data : null;
    const full = typedText(typed, 'lengkap') === 'ya';
    if (errors.length > 0) return columnsPage(c, at, { mapping, institution, full }, errors);
    const done = await service.set(at.who, stored.id, { mapping, institutionId: institution, isFull: full });
    if (done.ok) return goTo(c, page, `${base}/lihat/${stored.id}`);
    switch (done.error) {
      case 'not-found':
        return notHere(c);
      case 'not-now':
        return goTo(c, page, `${base}/lihat/${stored.id}`);
      case 'unusable':
      case 'needs-institution':
        return columnsPage(c, at, { mapping, institution, full }, [
          { field: 'instansi', message: rosterWords(page.lang).options.needs },
        ]);
    }
  });

  const importPage = async (c: Ctx, errors: readonly FieldError[] = []): Promise<Response> => {
    const at = await found(c);
    if (at === null) return notHere(c);
    const { who, one } = at;
    const page = await platform.page(c);
    const moving = one.state === 'checking' || one.state === 'applying' || one.state === 'undoing';
    // Read again by the browser, without a script.
    if (moving) c.header('refresh', `5;url=${page.to(`${base}/lihat/${one.stored.id}`)}`);
    const [groups, counts] = moving
      ? [[], []]
      : [await service.errorGroups(who, one.stored.id), await service.counts(who, one.stored.id)];
    const now = platform.realNow();
    return show(
      c,
      <ImportPage {...{ page, base, home, errors, one, groups, counts, now }} />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get(`${base}/lihat/:id`, (c) => importPage(c));

  const refused = (c: Ctx, error: RosterRefusal): Promise<Response> => {
    const words = rosterWords(c.get('lang')).page;
    switch (error) {
      case 'not-found':
        return notHere(c);
      case 'busy':
        return importPage(c, [{ field: '', message: words.busy }]);
      case 'later':
        return importPage(c, [{ field: '', message: words.later }]);
      case 'not-now':
        return importPage(c, [{ field: '', message: words.notNow }]);
    }
  };

  routes.post(`${base}/lihat/:id/terapkan`, async (c) => {
    const at = await found(c);
    if (at === null) return notHere(c);
    const back = `${base}/lihat/${at.one.stored.id}`;
    // Many people at once: a session left open is not enough.
    const asked = await platform.stepUp(c, back);
    if (asked !== null) return asked;
    const done = await service.apply(at.who, at.one.stored.id);
    return done.ok ? goTo(c, await platform.page(c), back) : refused(c, done.error);
  });

  routes.post(`${base}/lihat/:id/lanjut`, async (c) => {
    const at = await found(c);
    if (at === null) return notHere(c);
    const done = await service.resume(at.who, at.one.stored.id);
    return done.ok ? goTo(c, await platform.page(c), `${base}/lihat/${at.one.stored.id}`) : refused(c, done.error);
  });

  routes.post(`${base}/lihat/:id/buang`, async (c) => {
    const at = await found(c);
    if (at === null) return notHere(c);
    const done = await service.cancel(at.who, at.one.stored.id);
    if (!done.ok) return refused(c, done.error);
    const page = await platform.page(c);
    return goTo(c, page, done.value === 'gone' ? `${base}?selesai=buang` : `${base}/lihat/${at.one.stored.id}`);
  });

  const withdrawPage = async (c: Ctx, reason: string, errors: readonly FieldError[]): Promise<Response> => {
    const at = await found(c);
    if (at === null) return notHere(c);
    const page = await platform.page(c);
    const { stored } = at.one;
    if (at.one.state !== 'applied') return goTo(c, page, `${base}/lihat/${stored.id}`);
    return show(
      c,
      <WithdrawPage {...{ page, stored, base, home, reason, errors }} kind={rosterKind} />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get(`${base}/lihat/:id/tarik`, (c) => withdrawPage(c, '', []));
  routes.post(`${base}/lihat/:id/tarik`, async (c) => {
    const at = await found(c);
    if (at === null) return notHere(c);
    const { wrongReason } = importWords(c.get('lang')).withdraw;
    const form = await readForm(
      c,
      z.strictObject({ reason: z.string(wrongReason).trim().min(3, wrongReason).max(500, wrongReason) }),
    );
    if (!form.ok) return withdrawPage(c, typedText(form.typed, 'reason'), form.errors);
    const back = `${base}/lihat/${at.one.stored.id}`;
    const asked = await platform.stepUp(c, `${back}/tarik`);
    if (asked !== null) return asked;
    const done = await service.withdraw(at.who, at.one.stored.id, form.value.reason);
    return done.ok ? goTo(c, await platform.page(c), back) : refused(c, done.error);
  });

  routes.get(`${base}/lihat/:id/kesalahan.csv`, async (c) => {
    const at = await found(c);
    if (at === null) return notHere(c);
    const lang = c.get('lang');
    const words = importWords(lang).preview;
    const lines = [csvStart, csvLine([words.row, words.column, words.allowed, words.value])];
    await service.errors(at.who, at.one.stored.id, (rows) => {
      for (const { position, column, reason, masked } of rows) {
        const label = rosterColumns.find((one) => one.id === column)?.label[lang] ?? words.whole;
        lines.push(csvLine([String(position), label, isReason(reason) ? reasonWords[reason][lang] : reason, masked]));
      }
    });
    return csvAnswer(c, lines.join(''), 'netra-pegawai-kesalahan.csv');
  });

  // Numbers: administrators see all, an inspectorate its own institution.
  routes.get(`${base}/jumlah`, async (c) => {
    const member = c.get('member');
    if (member === null || member.mustEnrol || !mayCount(member)) return notHere(c);
    return show(
      c,
      <CountsPage page={await platform.page(c)} base={base} rows={await service.institutionCounts(member)} />,
    );
  });
  routes.get(`${base}/jumlah/:code`, async (c) => {
    const member = c.get('member');
    if (member === null || member.mustEnrol || !mayCount(member)) return notHere(c);
    const counted = await service.unitCounts(member, c.req.param('code'));
    if (counted === undefined) return notHere(c);
    return show(c, <UnitsPage page={await platform.page(c)} base={base} {...counted} />);
  });

  return routes;
}

function mayCount(member: Member): boolean {
  return member.memberships.some(({ role }) => role === 'admin' || role === 'inspectorate');
}

function csvAnswer(c: Ctx, text: string, name: string): Response {
  return c.body(text, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
}
