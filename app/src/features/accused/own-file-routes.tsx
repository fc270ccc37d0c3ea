/** Addresses of the accused. Everything after the entry asks the visit; when it is over, the entry says so and nothing else. */
import { Hono } from 'hono';
import type { ReferenceTypo } from '../../platform/crypto/reference.ts';
import { readMultipart } from '../../platform/files/index.ts';
import type { Ctx, Env } from '../../platform/http/env.ts';
import { type FieldError, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Platform } from '../../platform/platform.ts';
import { unreachable } from '../../platform/result.ts';
import { ButtonLink, ButtonRow } from '../../ui/index.ts';
import { type EvidenceService, MOST_BYTES, MOST_FILES } from '../evidence/index.ts';
import { receiptFileName, SealQrPage, sealWords } from '../ledger/index.ts';
import type { OwnFileService } from './own-file.ts';
import { AnswerPage, EntryPage, MOST_ANSWER, OwnFilePage } from './own-file-pages.tsx';
import { MOST_GROUNDS, RemedyPage } from './remedy-pages.tsx';
import { remedyWords } from './remedy-words.ts';
import { beginVisit, type CodeError, endVisit, type VisitActor, visitorOf } from './visit.ts';
import { type AccusedWords, accusedWords } from './words.ts';

export interface OwnFileDeps {
  readonly platform: Platform;
  readonly files: OwnFileService;
  readonly evidence: EvidenceService;
}

/** Uploads of the accused, which stream past the small limits and check their token themselves. */
export function isAnswerUpload(path: string, contentType: string | undefined): boolean {
  return path === '/terlapor/berkas' && (contentType ?? '').startsWith('multipart/form-data');
}

export function ownFileRoutes({ platform, files, evidence }: OwnFileDeps): Hono<Env> {
  const routes = new Hono<Env>();

  /** @param answer what was being written when the visit ended: it stays in the page and comes back with the code */
  const entry = async (
    c: Ctx,
    typed: string,
    errors: readonly FieldError[],
    over = false,
    answer = '',
    to?: 'upaya',
  ): Promise<Response> =>
    show(
      c,
      <EntryPage page={await platform.page(c)} typed={typed} errors={errors} over={over} answer={answer} to={to} />,
      errors.length > 0 ? 422 : 200,
    );

  const answerPage = async (
    c: Ctx,
    visitor: VisitActor,
    typed: string,
    errors: readonly FieldError[],
  ): Promise<Response> => {
    const takesFiles = (await files.office(visitor)) !== null;
    const uploads = await files.uploads(visitor);
    return show(
      c,
      <AnswerPage
        page={await platform.page(c)}
        typed={typed}
        errors={errors}
        uploads={uploads}
        takesFiles={takesFiles}
      />,
      errors.length > 0 ? 422 : 200,
    );
  };

  const remedyPage = async (
    c: Ctx,
    visitor: VisitActor,
    typed: string,
    errors: readonly FieldError[],
  ): Promise<Response> => {
    const page = await platform.page(c);
    const file = await files.read(visitor);
    if (file === null) return entry(c, '', [], true, typed, 'upaya');
    if (file.remedy === null || file.remedy.outcome !== 'sanction') return goTo(c, page, '/terlapor');
    return show(
      c,
      <RemedyPage
        page={page}
        ground={file.remedy}
        now={await platform.legalClock.now()}
        rulebook={platform.law.current()}
        typed={typed}
        errors={errors}
        uploads={await files.uploads(visitor)}
        takesFiles={(await files.office(visitor)) !== null}
      />,
      errors.length > 0 ? 422 : 200,
    );
  };

  routes.get('/terlapor', async (c) => {
    const visitor = visitorOf(c, platform);
    if (visitor === null) return entry(c, '', []);
    const file = await files.read(visitor);
    if (file === null) return entry(c, '', [], true);
    const sent = c.req.query('terkirim');
    return show(
      c,
      <OwnFilePage
        page={await platform.page(c)}
        file={file}
        now={await platform.legalClock.now()}
        answered={sent === '1' ? 'answer' : sent === 'upaya' ? 'remedy' : null}
        rulebook={platform.law.current()}
      />,
    );
  });

  routes.post('/terlapor', async (c) => {
    if (!(await platform.limits.take('accused-code', c.get('addressMark')))) return platform.problem(c, 'too-many');
    const page = await platform.page(c);
    const form = await typedOf(c);
    const typed = typedText(form, 'kode');
    const answer = typedText(form, 'jawaban');
    const to = typedText(form, 'ke') === 'upaya' ? 'upaya' : undefined;
    const begun = await beginVisit(c, platform, typed);
    if (!begun.ok) {
      const message = codeWords(accusedWords(page.lang), begun.error);
      return entry(c, typed, [{ field: 'kode', message }], false, answer, to);
    }
    if (to === 'upaya') return remedyPage(c, begun.value, answer, []);
    return answer === '' ? goTo(c, page, '/terlapor') : answerPage(c, begun.value, answer, []);
  });

  routes.post('/terlapor/keluar', async (c) => {
    await endVisit(c, platform);
    return goTo(c, await platform.page(c), '/terlapor');
  });

  /** The visit, if it still lasts. */
  const visiting = async (c: Ctx, answer = '', to?: 'upaya'): Promise<VisitActor | Response> => {
    const visitor = visitorOf(c, platform);
    return visitor !== null && (await files.read(visitor)) !== null ? visitor : entry(c, '', [], true, answer, to);
  };

  routes.get('/terlapor/jawab', async (c) => {
    const visitor = await visiting(c);
    return visitor instanceof Response ? visitor : answerPage(c, visitor, '', []);
  });

  routes.post('/terlapor/jawab', async (c) => {
    const words = typedText(await typedOf(c), 'jawaban').trim();
    const visitor = await visiting(c, words);
    if (visitor instanceof Response) return visitor;
    const page = await platform.page(c);
    const { wrong } = accusedWords(page.lang).answer;
    const refuse = (message: string) => answerPage(c, visitor, words, [{ field: 'jawaban', message }]);
    if (words.length < 10) return refuse(wrong.short);
    if (words.length > MOST_ANSWER) return refuse(wrong.long(formatNumber(MOST_ANSWER, page.lang)));
    const answered = await files.answer(visitor, words);
    switch (answered) {
      case 'over':
        return entry(c, '', [], true, words);
      case 'full':
        return refuse(wrong.full);
      case 'stored':
        return goTo(c, page, '/terlapor?terkirim=1');
      default:
        return unreachable(answered);
    }
  });

  routes.get('/terlapor/upaya', async (c) => {
    const visitor = await visiting(c);
    return visitor instanceof Response ? visitor : remedyPage(c, visitor, '', []);
  });

  routes.post('/terlapor/upaya', async (c) => {
    const form = await typedOf(c);
    const grounds = typedText(form, 'alasan').trim();
    const kind = typedText(form, 'jenis') === 'appeal' ? 'appeal' : 'objection';
    const visitor = await visiting(c, grounds, 'upaya');
    if (visitor instanceof Response) return visitor;
    const page = await platform.page(c);
    const words = remedyWords(page.lang);
    const refuse = (message: string) => remedyPage(c, visitor, grounds, [{ field: 'alasan', message }]);
    if (grounds.length < 20) return refuse(words.wrong.short);
    if (grounds.length > MOST_GROUNDS) return refuse(words.wrong.long(formatNumber(MOST_GROUNDS, page.lang)));
    const filed = await files.fileRemedy(visitor, kind, grounds);
    switch (filed) {
      case 'filed':
        return goTo(c, page, '/terlapor?terkirim=upaya');
      case 'over':
        return entry(c, '', [], true, grounds, 'upaya');
      case 'not-open':
        return refuse(words.notOpen);
      case 'wrong-kind':
        return refuse(words.wrong['wrong-kind']);
      case 'late':
        return refuse(words.lateThen);
      default:
        return unreachable(filed);
    }
  });

  // The proof that the remedy was filed, as a file with a neutral name or as a code.
  routes.post('/terlapor/segel', async (c) => {
    const visitor = await visiting(c);
    if (visitor instanceof Response) return visitor;
    const page = await platform.page(c);
    const seal = (await files.read(visitor))?.seal;
    if (seal?.kind !== 'sealed') return goTo(c, page, '/terlapor');
    if (typedText(await typedOf(c), 'go') === 'qr')
      return show(
        c,
        <SealQrPage page={page} receipt={seal.receipt}>
          <ButtonRow>
            <ButtonLink href={page.to('/terlapor')} kind="quiet">
              {sealWords(page.lang).back}
            </ButtonLink>
          </ButtonRow>
        </SealQrPage>,
      );
    return c.body(seal.receipt, 200, {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${receiptFileName}"`,
      'cache-control': 'no-store',
    });
  });

  routes.get('/terlapor/berkas', async (c) => goTo(c, await platform.page(c), '/terlapor/jawab'));

  routes.post('/terlapor/berkas', async (c) => {
    const visitor = await visiting(c);
    if (visitor instanceof Response) return visitor;
    const page = await platform.page(c);
    const { wrong } = accusedWords(page.lang).answer;
    const office = await files.office(visitor);
    if (office === null || visitor.draftKey === undefined) return goTo(c, page, '/terlapor/jawab');
    const { draftKey } = visitor;
    const multipart = isAnswerUpload('/terlapor/berkas', c.req.header('content-type'));
    if (!multipart) {
      const form = await typedOf(c);
      await remove(draftKey, typedText(form, 'remove'));
      return goTo(c, page, typedText(form, 'ke') === 'upaya' ? '/terlapor/upaya' : '/terlapor/jawab');
    }
    c.header('connection', 'close');
    const errors: FieldError[] = [];
    const form = await readMultipart(
      c.env.incoming,
      { maxFields: 4, maxFieldBytes: 2000, maxFiles: MOST_FILES, maxTotalBytes: MOST_FILES * MOST_BYTES + 100_000 },
      async ({ fieldsSoFar, fileName, contents }) => {
        if (!platform.formToken(c, fieldsSoFar.get('_csrf')?.[0] ?? '')) return;
        if (!(await platform.limits.take('upload', c.get('addressMark')))) return;
        const kept = await evidence.receive({ draftKey, office, fileName, contents });
        if (kept.ok || kept.error.kind === 'empty') return;
        const message = kept.error.kind === 'too-many' ? wrong.many : wrong.file(fileName);
        errors.push({ field: 'files', message });
      },
      async () => {},
    );
    const { fields } = form.ok ? form.value : form.error;
    if (!platform.formToken(c, fields.get('_csrf')?.[0] ?? '')) return platform.problem(c, 'forged');
    if (!form.ok) errors.push({ field: 'files', message: wrong.cut });
    await remove(draftKey, fields.get('remove')?.[0] ?? '');
    if (fields.get('ke')?.[0] === 'upaya')
      return errors.length > 0 ? remedyPage(c, visitor, '', errors) : goTo(c, page, '/terlapor/upaya');
    return errors.length > 0 ? answerPage(c, visitor, '', errors) : goTo(c, page, '/terlapor/jawab');
  });

  const remove = async (draftKey: Buffer, id: string): Promise<void> => {
    if (id !== '') await evidence.removeFromDraft(draftKey, id);
  };

  return routes;
}

function codeWords(words: AccusedWords, error: CodeError): string {
  const { wrong } = words.entry;
  return error.reason === 'unknown' ? wrong.unknown : typoWords(wrong, error);
}

function typoWords(wrong: AccusedWords['entry']['wrong'], typo: ReferenceTypo): string {
  switch (typo.reason) {
    case 'empty':
      return wrong.empty;
    case 'length':
      return wrong.length(String(typo.found), String(typo.expected));
    case 'character':
      return wrong.character(typo.character, String(typo.at));
    case 'check':
      return wrong.check;
    default:
      return unreachable(typo);
  }
}
