/** Addresses of accountability: for everybody, and of the institution itself. Whoever does not speak for it gets the page of one that does not exist. */
import { isIsoDay } from '@netra/rulebook';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { looksWhole, SNIFF_BYTES, sniffType } from '../../platform/files/index.ts';
import { cleanText, lettersOf } from '../../platform/http/clean-text.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Result } from '../../platform/result.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import { membershipsFor, signInFirst } from '../accounts/index.ts';
import { posts } from './accountability-read.ts';
import type { AccountabilityError, AccountabilityService, ReplyError } from './accountability-service.ts';
import { type AssessmentSheet, assessmentCsv, assessmentPdf } from './assessment-files.ts';
import { findSet } from './assessment-questions.ts';
import {
  AssessmentPage,
  assessPath,
  deskPath,
  levelOf,
  NoInstitutionPage,
  OfficePage,
  officePath,
} from './desk-pages.tsx';
import { institutionCsv, institutionData } from './public-data.ts';
import { InstitutionPage, InstitutionsPage, institutionsPath } from './public-pages.tsx';
import { accountabilityWords } from './words.ts';

export const accountabilityRoles = ['inspectorate', 'authority', 'admin'] as const;
const MOST_FILE_BYTES = 5_000_000;

/** Uploads of evidence, which stream past the small limits and check their token themselves. */
export function isAssessmentUpload(path: string, contentType: string | undefined): boolean {
  return (
    path.startsWith(`${assessPath}/`) &&
    path.endsWith('/lampiran') &&
    (contentType ?? '').startsWith('multipart/form-data')
  );
}

interface Deps {
  readonly platform: Platform;
  readonly service: AccountabilityService;
  readonly workshop: Pick<Workshop, 'renderOwn'>;
}

export function accountabilityRoutes({ platform, service, workshop }: Deps): Hono<Env> {
  const routes = new Hono<Env>();
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');
  const wrongOf = (c: Ctx) => accountabilityWords(c.get('lang')).desk.wrong;

  routes.get(institutionsPath, async (c) => {
    const search = cleanText(c.req.query('cari') ?? '')
      .slice(0, 100)
      .trim();
    return show(
      c,
      <InstitutionsPage page={await platform.page(c)} search={search} institutions={await service.search(search)} />,
    );
  });
  routes.get(`${institutionsPath}/:code`, async (c) => {
    const found = await service.find(c.req.param('code'));
    return found === undefined ? notHere(c) : show(c, <InstitutionPage page={await platform.page(c)} found={found} />);
  });
  routes.get(`${institutionsPath}/:code/data.csv`, async (c) => {
    const found = await service.find(c.req.param('code'));
    if (found === undefined) return notHere(c);
    return c.body(institutionCsv(found, c.get('lang')), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="netra-${fileSafe(found.institution.code)}-${found.day ?? 'x'}.csv"`,
    });
  });
  routes.get(`${institutionsPath}/:code/data.json`, async (c) => {
    const found = await service.find(c.req.param('code'));
    if (found === undefined) return notHere(c);
    return c.body(JSON.stringify(institutionData(found)), 200, { 'content-type': 'application/json; charset=utf-8' });
  });

  // The institution itself.
  const speaker = (c: Ctx): Member | Promise<Response> => {
    const member = c.get('member');
    if (member === null) return c.req.method === 'GET' ? Promise.resolve(signInFirst(c, platform)) : notHere(c);
    return membershipsFor(member, accountabilityRoles).length > 0 ? member : notHere(c);
  };
  const isMember = (who: Member | Response): who is Member => 'userId' in who;

  const office = async (
    c: Ctx,
    who: Member,
    code: string,
    typed: Typed,
    errors: readonly FieldError[],
  ): Promise<Response> => {
    const view = await service.office(who, code);
    if (view === undefined) return notHere(c);
    const year = legalDay(await platform.legalClock.now(), 'WIB').slice(0, 4);
    return show(
      c,
      <OfficePage
        page={await platform.page(c)}
        view={view}
        all={await service.spokenFor(who)}
        userId={who.userId}
        {...{ typed, errors, year }}
        done={c.req.query('selesai') === 'ya'}
      />,
      errors.length > 0 ? 422 : 200,
    );
  };
  /** After a form: onwards, the page that does not exist, or the form again with what is wrong. */
  const after = async <E extends AccountabilityError>(
    c: Ctx,
    done: Result<unknown, E>,
    path: string,
    again: (error: E) => Promise<Response>,
  ): Promise<Response> => {
    if (done.ok) return goTo(c, await platform.page(c), `${path}?selesai=ya`);
    return done.error === 'not-found' ? notHere(c) : again(done.error);
  };

  routes.get(deskPath, async (c) => {
    const who = await speaker(c);
    if (!isMember(who)) return who;
    const [first] = (await service.spokenFor(who)).toSorted((a, b) => Number(b.inspects) - Number(a.inspects));
    return first === undefined
      ? show(c, <NoInstitutionPage page={await platform.page(c)} />)
      : goTo(c, await platform.page(c), officePath(first.code));
  });

  // The self-assessment stands before the address of an institution.
  const assessment = async (
    c: Ctx,
    who: Member,
    id: string,
    typed: Typed,
    errors: readonly FieldError[],
  ): Promise<Response> => {
    const found = await service.assessment(who, id);
    if (found === undefined) return notHere(c);
    return show(
      c,
      <AssessmentPage
        page={await platform.page(c)}
        {...found}
        {...{ typed, errors }}
        userId={who.userId}
        fileName={service.fileName}
        done={c.req.query('selesai') === 'ya'}
      />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get(`${assessPath}/:id`, async (c) => {
    const who = await speaker(c);
    return isMember(who) ? assessment(c, who, c.req.param('id'), {}, []) : who;
  });
  routes.post(`${assessPath}/:id`, async (c) => {
    const who = await speaker(c);
    if (!isMember(who)) return who;
    const id = c.req.param('id');
    const typed = await typedOf(c);
    const wrong = wrongOf(c);
    const question = typedText(typed, 'tanya');
    const there = await editable(who, id, question);
    if (there === 'not-found') return notHere(c);
    if (there === 'signed') return goTo(c, await platform.page(c), `${assessPath}/${id}`);
    const level = levelOf(typedText(typed, `taraf-${question}`));
    const words = typedText(typed, `isi-${question}`).trim();
    const links = typedText(typed, `tautan-${question}`)
      .split('\n')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    const errors: FieldError[] = [];
    if (level === undefined) errors.push({ field: `taraf-${question}`, message: wrong.level });
    if (lettersOf(words) > 2000) errors.push({ field: `isi-${question}`, message: wrong.long });
    if (links.length > 5 || links.some((one) => !/^\/(?!\/)[^\s<>"]{0,200}$/.test(one)))
      errors.push({ field: `tautan-${question}`, message: wrong.links });
    if (errors.length > 0 || level === undefined) return assessment(c, who, id, typed, errors);
    const done = await service.answer(who, id, { question, level, words, links });
    return after(c, done, `${assessPath}/${id}`, (error) =>
      assessment(c, who, id, typed, [{ field: `taraf-${question}`, message: wrong[error] }]),
    );
  });
  /** Whether the form of a question stands on the page for this person. */
  const editable = async (who: Member, id: string, question: string): Promise<'yes' | 'signed' | 'not-found'> => {
    const found = await service.assessment(who, id);
    const asked = findSet(found?.assessment.questions ?? '')?.questions ?? [];
    if (found === undefined || !found.institution.inspects || !asked.some((one) => one.id === question))
      return 'not-found';
    return found.assessment.signedOn === null ? 'yes' : 'signed';
  };
  const limit = bodyLimit({ maxSize: MOST_FILE_BYTES + 50_000, onError: (c) => platform.problem(c, 'too-large') });
  routes.post(`${assessPath}/:id/lampiran`, limit, async (c) => {
    const who = await speaker(c);
    if (!isMember(who)) return who;
    if (!(await platform.limits.take('upload', who.userId))) return platform.problem(c, 'too-many');
    const id = c.req.param('id');
    const body: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
    const multipart = isAssessmentUpload(c.req.path.replace(/^\/en(?=\/)/, ''), c.req.header('content-type'));
    if (multipart && (typeof body._csrf !== 'string' || !platform.formToken(c, body._csrf)))
      return platform.problem(c, 'forged');
    const question = typeof body.tanya === 'string' ? body.tanya : '';
    const there = await editable(who, id, question);
    if (there === 'not-found') return notHere(c);
    if (there === 'signed') return goTo(c, await platform.page(c), `${assessPath}/${id}`);
    const field = `berkas-${question}`;
    const file = body[field];
    const wrong = wrongOf(c);
    const refuse = (message: string): Promise<Response> =>
      assessment(c, who, id, { tanya: question }, [{ field, message }]);
    if (!(file instanceof File) || file.size === 0) return refuse(wrong.file);
    if (file.size > MOST_FILE_BYTES) return refuse(wrong['too-big']);
    const content = Buffer.from(await file.arrayBuffer());
    const head = content.subarray(0, SNIFF_BYTES);
    const type = await sniffType(head);
    if (
      !type.ok ||
      type.value === 'image/webp' ||
      !looksWhole(type.value, head, content.subarray(-SNIFF_BYTES), content.length)
    )
      return refuse(wrong.file);
    const name =
      cleanText(file.name)
        .replaceAll(/[/\\\n"]/g, ' ')
        .trim()
        .slice(-120) || 'bukti';
    const done = await service.addFile(who, id, { question, name, mediaType: type.value, content });
    return after(c, done, `${assessPath}/${id}`, (error) => refuse(wrong[error]));
  });
  routes.get(`${assessPath}/:id/lampiran/:file`, async (c) => {
    const who = await speaker(c);
    if (!isMember(who)) return who;
    const file = await service.readFile(who, c.req.param('id'), c.req.param('file'));
    if (file === undefined) return notHere(c);
    return c.body(new Uint8Array(file.content), 200, {
      'content-type': file.mediaType,
      'content-disposition': `attachment; filename="${fileSafe(file.name)}"`,
      'cache-control': 'no-store',
    });
  });
  routes.post(`${assessPath}/:id/lampiran/:file/hapus`, async (c) => {
    const who = await speaker(c);
    if (!isMember(who)) return who;
    const id = c.req.param('id');
    const done = await service.removeFile(who, id, c.req.param('file'));
    return after(c, done, `${assessPath}/${id}`, () => assessment(c, who, id, {}, []));
  });
  routes.post(`${assessPath}/:id/tandatangan`, async (c) => {
    const who = await speaker(c);
    if (!isMember(who)) return who;
    const id = c.req.param('id');
    const typed = await typedOf(c);
    const there = await service.assessment(who, id);
    if (there === undefined || !there.institution.speaks) return notHere(c);
    const mine = there.assessment.answers.some((one) => one.writtenBy === who.userId);
    if (mine || there.assessment.signedOn !== null) return goTo(c, await platform.page(c), `${assessPath}/${id}`);
    const signedAs = typedText(typed, 'sebagai').trim();
    const wrong = wrongOf(c);
    if (lettersOf(signedAs) < 2 || lettersOf(signedAs) > 120)
      return assessment(c, who, id, typed, [{ field: 'sebagai', message: wrong.title }]);
    const done = await service.sign(who, id, signedAs);
    return after(c, done, `${assessPath}/${id}`, (error) =>
      assessment(c, who, id, typed, [{ field: 'sebagai', message: wrong[error] }]),
    );
  });
  const sheetOf = async (c: Ctx, who: Member, id: string): Promise<AssessmentSheet | undefined> => {
    const found = await service.assessment(who, id);
    return found === undefined
      ? undefined
      : {
          institution: found.institution.name,
          assessment: found.assessment,
          fileName: service.fileName,
          lang: c.get('lang'),
          demo: platform.demo,
        };
  };
  routes.get(`${assessPath}/:id/penilaian.csv`, async (c) => {
    const who = await speaker(c);
    if (!isMember(who)) return who;
    const sheet = await sheetOf(c, who, c.req.param('id'));
    if (sheet === undefined) return notHere(c);
    return c.body(assessmentCsv(sheet), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="netra-penilaian-${sheet.assessment.period}.csv"`,
      'cache-control': 'no-store',
    });
  });
  routes.get(`${assessPath}/:id/penilaian.pdf`, async (c) => {
    const who = await speaker(c);
    if (!isMember(who)) return who;
    const sheet = await sheetOf(c, who, c.req.param('id'));
    if (sheet === undefined) return notHere(c);
    const pdf = await assessmentPdf(workshop, sheet, Math.floor(platform.realNow() / 1000));
    if (!pdf.ok) return platform.problem(c, 'not-available');
    return c.body(new Uint8Array(pdf.value), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="netra-penilaian-${sheet.assessment.period}.pdf"`,
      'cache-control': 'no-store',
    });
  });

  routes.get(`${deskPath}/:code`, async (c) => {
    const who = await speaker(c);
    return isMember(who) ? office(c, who, c.req.param('code'), {}, []) : who;
  });
  routes.post(`${deskPath}/:code/pejabat`, async (c) => {
    const who = await speaker(c);
    if (!isMember(who)) return who;
    const code = c.req.param('code');
    const view = await service.office(who, code);
    if (view === undefined || (view.institution.speaks && !view.institution.inspects)) return notHere(c);
    const typed = await typedOf(c);
    const wrong = wrongOf(c);
    const post = posts.find((one) => one === typedText(typed, 'j-jabatan'));
    const title = typedText(typed, 'j-sebutan').trim();
    const name = typedText(typed, 'j-nama').trim();
    const from = typedText(typed, 'j-mulai').trim();
    const source = typedText(typed, 'j-dasar').trim();
    const errors: FieldError[] = [];
    if (post === undefined) errors.push({ field: 'j-jabatan', message: wrong.post });
    if (lettersOf(title) < 2 || lettersOf(title) > 120) errors.push({ field: 'j-sebutan', message: wrong.title });
    if (name !== '' && (lettersOf(name) < 2 || lettersOf(name) > 120))
      errors.push({ field: 'j-nama', message: wrong.name });
    if (!isIsoDay(from)) errors.push({ field: 'j-mulai', message: wrong.day });
    if (lettersOf(source) < 2 || lettersOf(source) > 200) errors.push({ field: 'j-dasar', message: wrong.source });
    if (errors.length > 0 || post === undefined) return office(c, who, code, typed, errors);
    const done = await service.addHolder(who, code, { post, title, name: name === '' ? null : name, from, source });
    return after(c, done, officePath(code), (error) =>
      office(c, who, code, typed, [{ field: 'j-mulai', message: wrong[error] }]),
    );
  });
  routes.post(`${deskPath}/:code/pejabat/akhir`, async (c) => {
    const who = await speaker(c);
    if (!isMember(who)) return who;
    const code = c.req.param('code');
    const typed = await typedOf(c);
    const view = await service.office(who, code);
    const holder = view?.holders.find((one) => one.id === typedText(typed, 'id') && one.until === null);
    if (view === undefined || holder === undefined || (view.institution.speaks && !view.institution.inspects))
      return notHere(c);
    const field = `sampai-${holder.id}`;
    const until = typedText(typed, field).trim();
    const wrong = wrongOf(c);
    const refuse = (message: string): Promise<Response> => office(c, who, code, typed, [{ field, message }]);
    if (!isIsoDay(until)) return refuse(wrong.day);
    const done = await service.endHolder(who, code, holder.id, until);
    return after(c, done, officePath(code), (error) => refuse(wrong[error]));
  });
  routes.post(`${deskPath}/:code/tanggapan`, async (c) => {
    const who = await speaker(c);
    if (!isMember(who)) return who;
    const code = c.req.param('code');
    const view = await service.office(who, code);
    if (view === undefined || !view.institution.speaks) return notHere(c);
    const waits = view.replies.some((one) => one.approvedOn === null && one.refusedOn === null);
    if (waits) return goTo(c, await platform.page(c), officePath(code));
    const typed = await typedOf(c);
    const words = typedText(typed, 't-isi').trim();
    const wrong = wrongOf(c);
    const refuse = (message: string): Promise<Response> => office(c, who, code, typed, [{ field: 't-isi', message }]);
    if (lettersOf(words) < 20 || lettersOf(words) > 4000) return refuse(wrong.words);
    const done = await service.writeReply(who, code, words);
    if (done.ok) return goTo(c, await platform.page(c), `${officePath(code)}?selesai=ya`);
    return done.error.kind === 'not-found' ? notHere(c) : refuse(replyRefusal(c, done.error));
  });
  routes.post(`${deskPath}/:code/tanggapan/putus`, async (c) => {
    const who = await speaker(c);
    if (!isMember(who)) return who;
    const code = c.req.param('code');
    const typed = await typedOf(c);
    const done = await service.decideReply(who, code, typedText(typed, 'id'), typedText(typed, 'putusan') === 'terbit');
    // Decided meanwhile, or somebody else has to: the page says so.
    return after(c, done, officePath(code), async () => goTo(c, await platform.page(c), officePath(code)));
  });
  routes.post(`${deskPath}/:code/penilaian`, async (c) => {
    const who = await speaker(c);
    if (!isMember(who)) return who;
    const code = c.req.param('code');
    const view = await service.office(who, code);
    if (view === undefined || !view.institution.inspects) return notHere(c);
    const typed = await typedOf(c);
    const year = typedText(typed, 'n-tahun').trim();
    const refuse = (message: string): Promise<Response> => office(c, who, code, typed, [{ field: 'n-tahun', message }]);
    if (!/^20\d{2}$/.test(year)) return refuse(wrongOf(c).year);
    const done = await service.begin(who, code, year);
    if (done.ok) return goTo(c, await platform.page(c), `${assessPath}/${done.value.id}`);
    return done.error === 'not-found' ? notHere(c) : refuse(wrongOf(c)[done.error]);
  });
  return routes;

  function replyRefusal(c: Ctx, error: ReplyError): string {
    const wrong = wrongOf(c);
    if (error.kind !== 'tells') return wrong[error.kind];
    return error.findings
      .map((one) => (one.kind === 'name' ? wrong.person(one.found) : wrong[one.kind](one.found)))
      .join(' ');
  }
}

function fileSafe(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9. _-]/g, '_');
}
