/**
 * The way of who holds a code. Nothing is kept between two pages but what the form carries, no cookie is set, and every page comes by POST, so
 * that the code stands in no address. A code that is wrong, over, replaced or of another campaign gets one and the same answer.
 * A code alone never tells whether its owner signed: whoever printed or handed out the slips has read it. That, and the certificate, open to the
 * code together with the number of the certificate; who lost the number signs once more while the campaign is open, and gets the same one.
 */
import { Hono } from 'hono';
import { z } from 'zod';
import { parseReference } from '../../platform/crypto/reference.ts';
import type { Ctx, Env } from '../../platform/http/env.ts';
import { type FieldError, readForm, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import { receiptFileName, SealQrPage } from '../ledger/index.ts';
import type { OpenedCode } from './campaign.ts';
import type { CampaignService, CodeSigned } from './campaign-service.ts';
import { LooksPage } from './campaign-views.tsx';
import { campaignWords } from './campaign-words.ts';
import { certificatePdf } from './certificate-pdf.ts';
import {
  BackToCode,
  BusyPage,
  CheckedPage,
  CheckPage,
  codePath,
  DeclinedPage,
  DeclinePage,
  EnterPage,
  ReadPage,
  SignedPage,
  TeachPage,
} from './code-views.tsx';
import { pledgeToken, readPledgeCode } from './pledge-codes.ts';
import { readSignForm, signFields, signPath } from './sign-form.ts';
import { QUESTIONS, questionsFor, type TeachAnswer } from './teach-back.ts';
import { pledgeWords } from './words.ts';

export interface CodeRoutesDeps {
  readonly platform: Platform;
  readonly campaigns: CampaignService;
  readonly workshop: Pick<Workshop, 'renderPdf'>;
  /** What the short way found out before it handed the request on. */
  readonly knownOf: (request: Request) => CodeSigned | undefined;
}

/** These forms carry a code, which is a proof by itself: they need no token of a session. */
export function isCodeForm(path: string): boolean {
  return path === codePath || path.startsWith(`${codePath}/`);
}

const LONGEST_REASON = 2000;
const SHORTEST_REASON = 5;

export function codeRoutes({ platform, campaigns, workshop, knownOf }: CodeRoutesDeps): Hono<Env> {
  const routes = new Hono<Env>();

  const refuse = async (
    c: Ctx,
    typed: { readonly code: string; readonly screen?: string; readonly number?: string },
    field: 'kode' | 'layar' | 'nomor',
    message: string,
  ): Promise<Response> => {
    const page = await platform.page(c);
    return show(
      c,
      <EnterPage
        page={page}
        typed={typed.code}
        screen={typed.screen}
        number={typed.number}
        errors={[{ field, message }]}
      />,
      422,
    );
  };

  /** The code of a form and what it opens; otherwise the page that asks for it again. */
  const opened = async (
    c: Ctx,
  ): Promise<
    | {
        readonly code: string;
        readonly opened: OpenedCode;
        readonly typed: Awaited<ReturnType<typeof typedOf>>;
        /** Only where the form held the number of the certificate itself. */
        readonly number: string | undefined;
      }
    | Response
  > => {
    if (!(await platform.limits.take('pledge-code', c.get('addressMark')))) return platform.problem(c, 'too-many');
    const words = campaignWords((await platform.page(c)).lang).enter;
    const typed = await typedOf(c);
    const text = typedText(typed, 'kode').slice(0, 100);
    const screen = typedText(typed, 'layar').slice(0, 20);
    const code = readPledgeCode(text);
    if (code === undefined)
      return refuse(c, { code: text, screen }, 'kode', text.trim() === '' ? words.empty : words.typo);
    const found = await campaigns.enter(code);
    if (found === undefined) return refuse(c, { code: text, screen }, 'kode', words.notGood);
    const number = typedText(typed, 'nomor').slice(0, 40).trim();
    if (number !== '') {
      // Not signed, and signed with another number: one answer.
      const own = parseReference('certificate', number);
      if (!own.ok || own.value !== found.number)
        return refuse(c, { code: text, screen, number }, 'nomor', words.numberWrong);
      return { code, opened: found, typed, number: own.value };
    }
    if (!found.isOpen) return refuse(c, { code: text, screen }, 'kode', words.closed);
    return { code, opened: found, typed, number: undefined };
  };

  /** The same questions for the same code, whatever is pressed. */
  const questionsOf = (at: { readonly code: string; readonly opened: OpenedCode }) =>
    questionsFor(at.opened.duty, pledgeToken(platform.keys, at.code).readUInt16BE(0));

  routes.post(codePath, async (c) => {
    const at = await opened(c);
    if (at instanceof Response) return at;
    const page = await platform.page(c);
    if (at.number !== undefined) {
      const seal = await campaigns.seal(at.code);
      return show(c, <SignedPage page={page} number={at.number} code={at.code} seal={seal} />);
    }
    const screen = typedText(at.typed, 'layar').trim();
    const presence = screen === '' ? '' : await campaigns.present(at.opened, screen);
    if (presence === undefined)
      return refuse(c, { code: at.code, screen }, 'layar', campaignWords(page.lang).enter.screenOver);
    const [question] = questionsOf(at);
    if (question === undefined) throw new Error('no question to ask');
    return show(
      c,
      <TeachPage page={page} carried={{ kode: at.code, hadir: presence }} question={question} index={0} given={null} />,
    );
  });

  routes.post(`${codePath}/latihan`, async (c) => {
    const at = await opened(c);
    if (at instanceof Response) return at;
    const page = await platform.page(c);
    const index = Math.min(Math.max(Math.trunc(Number(typedText(at.typed, 'langkah')) || 0), 0), QUESTIONS - 1);
    const question = questionsOf(at)[index];
    if (question === undefined) throw new Error('no question to ask');
    const carried = { kode: at.code, hadir: typedText(at.typed, 'hadir').slice(0, 300) };
    const given = answerOf(typedText(at.typed, 'jawab'));
    // The next question comes without an answer; one that is sent without choosing is told so.
    const asked = at.typed.jawab !== undefined || at.typed.tanya !== undefined;
    const errors: readonly FieldError[] | undefined =
      asked && given === null ? [{ field: 'jawab', message: campaignWords(page.lang).teach.choose }] : undefined;
    return show(
      c,
      <TeachPage page={page} carried={carried} question={question} index={index} given={given} errors={errors} />,
      errors === undefined ? 200 : 422,
    );
  });

  routes.post(`${codePath}/baca`, async (c) => {
    const at = await opened(c);
    if (at instanceof Response) return at;
    const page = await platform.page(c);
    return show(
      c,
      <ReadPage page={page} opened={at.opened} code={at.code} presence={typedText(at.typed, 'hadir').slice(0, 300)} />,
    );
  });

  routes.post(signPath, async (c) => {
    const page = await platform.page(c);
    const words = campaignWords(page.lang).enter;
    const typed = await typedOf(c);
    const form = readSignForm((name) => typedText(typed, name));
    const { code } = form;
    if (code === undefined) return refuse(c, { code: form.typed }, 'kode', words.typo);
    const known = knownOf(c.req.raw);
    if (known === undefined && !form.hasRead) {
      const found = await campaigns.enter(code);
      if (found === undefined) return refuse(c, { code }, 'kode', words.notGood);
      const errors = [{ field: signFields.read, message: pledgeWords(page.lang).mustRead }];
      return show(c, <ReadPage page={page} opened={found} code={code} presence={form.presence} errors={errors} />, 422);
    }
    const signed = known ?? (await campaigns.sign({ ...form, code }));
    switch (signed.kind) {
      case 'signed':
      case 'again':
        return show(c, <SignedPage page={page} number={signed.number} code={code} />);
      case 'unknown':
        return refuse(c, { code }, 'kode', words.notGood);
      case 'closed':
        return refuse(c, { code }, 'kode', words.closed);
      case 'changed':
        return refuse(c, { code }, 'kode', words.changed);
      case 'busy':
        c.header('retry-after', '5');
        return show(
          c,
          <BusyPage
            page={page}
            code={code}
            campaignId={form.campaignId}
            textVersion={form.textVersion}
            presence={form.presence}
          />,
          503,
        );
    }
  });

  routes.post(`${codePath}/sertifikat`, async (c) => {
    const at = await opened(c);
    if (at instanceof Response) return at;
    const certificate = at.number === undefined ? undefined : await campaigns.certificate(at.code);
    if (certificate === undefined) return goTo(c, await platform.page(c), '/ikrar');
    const { state } = await campaigns.seal(at.code);
    const pdf = await certificatePdf(workshop, certificate, {
      demo: platform.demo,
      publicUrl: platform.publicUrl,
      receipt: state.kind === 'sealed' ? state.receipt : null,
    });
    if (!pdf.ok) {
      platform.log.error({ event: 'certificate-failed', errorId: c.get('requestId'), code: pdf.error.kind });
      return platform.problem(c, 'not-available');
    }
    return c.body(new Uint8Array(pdf.value), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="sertifikat-ikrar-${certificate.number}.pdf"`,
    });
  });

  // The proof of the seal, as a file or as a code: for the code together with its number, and only once it is there.
  routes.post(`${codePath}/segel`, async (c) => {
    const at = await opened(c);
    if (at instanceof Response) return at;
    const page = await platform.page(c);
    if (at.number === undefined) return goTo(c, page, '/ikrar');
    const { code, number } = at;
    const seal = await campaigns.seal(code);
    if (seal.state.kind !== 'sealed')
      return show(c, <SignedPage page={page} number={number} code={code} seal={seal} />);
    if (typedText(at.typed, 'bentuk') === 'qr')
      return show(
        c,
        <SealQrPage page={page} receipt={seal.state.receipt}>
          <BackToCode page={page} code={code} number={number} />
        </SealQrPage>,
      );
    return c.body(seal.state.receipt, 200, {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${receiptFileName}"`,
    });
  });

  routes.post(`${codePath}/menolak`, async (c) => {
    const at = await opened(c);
    if (at instanceof Response) return at;
    const page = await platform.page(c);
    const words = campaignWords(page.lang).decline;
    const reason = typedText(at.typed, 'alasan').trim();
    if (typedText(at.typed, 'kirim') === '') return show(c, <DeclinePage page={page} code={at.code} typed="" />);
    const message =
      reason.length < SHORTEST_REASON ? words.missing : reason.length > LONGEST_REASON ? words.long : null;
    if (message !== null)
      return show(
        c,
        <DeclinePage page={page} code={at.code} typed={reason} errors={[{ field: 'alasan', message }]} />,
        422,
      );
    await campaigns.decline(at.code, reason);
    return show(c, <DeclinedPage page={page} />);
  });

  routes.post(`${codePath}/yang-melihat`, async (c) => {
    const at = await opened(c);
    if (at instanceof Response) return at;
    const page = await platform.page(c);
    return show(
      c,
      <LooksPage page={page} looks={await campaigns.looksAt({ code: at.code })}>
        <BackToCode page={page} code={at.code} number={at.number} />
      </LooksPage>,
    );
  });

  // The public check. What is unknown, mistyped or of an older kind gets the same page.
  routes.get('/periksa/ikrar', async (c) => {
    if (!(await platform.limits.take('receipt-check', c.get('addressMark')))) return platform.problem(c, 'too-many');
    const page = await platform.page(c);
    const typed = (c.req.query('nomor') ?? '').slice(0, 100);
    if (typed.trim() === '') return show(c, <CheckPage page={page} typed="" />);
    const number = parseReference('certificate', typed);
    // One that is mistyped is looked up all the same: how long the answer takes must not say which it was.
    const found = await campaigns.check(number.ok ? number.value : '----');
    const election =
      found === undefined
        ? undefined
        : (platform.law.current().findElection(found.electionId)?.name ?? {
            id: found.electionId,
            en: found.electionId,
          });
    const shown =
      found === undefined || election === undefined ? undefined : { election, institution: found.institution };
    return show(c, <CheckedPage page={page} number={typed} found={shown} />, shown === undefined ? 404 : 200);
  });

  routes.post('/ikrar/sambungkan', async (c) => {
    const page = await platform.page(c);
    const member = c.get('member');
    if (member === null) return goTo(c, page, '/masuk?lanjut=%2Fikrar');
    if (!(await platform.limits.take('pledge-code', c.get('addressMark')))) return platform.problem(c, 'too-many');
    const form = await readForm(
      c,
      z.strictObject({ kode: z.string().max(100), nomor: z.string().max(40).default('') }),
    );
    const code = form.ok ? readPledgeCode(form.value.kode) : undefined;
    if (code === undefined) return goTo(c, page, '/ikrar?sambung=ketik');
    const number = parseReference('certificate', form.ok ? form.value.nomor : '');
    const linked = number.ok && (await campaigns.link(member, code, number.value));
    return goTo(c, page, linked ? '/ikrar?sambung=ya' : '/ikrar?sambung=tidak');
  });

  return routes;
}

function answerOf(text: string): TeachAnswer | null {
  return text === 'breach' || text === 'fine' ? text : null;
}
