/** Routes of pledges: read, sign, see the certificate, take it along. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { readForm } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import type { FieldError } from '../../ui/index.ts';
import { receiptFileName } from '../ledger/index.ts';
import { campaignWords } from './campaign-words.ts';
import { certificatePdf } from './certificate-pdf.ts';
import { asnMembership, type Certificate, type PledgeService } from './pledge-service.ts';
import { CertificatePage, CertificateQrPage, PledgePage, type PledgeStanding } from './pledge-views.tsx';
import { pledgeWords } from './words.ts';

export interface PledgeRoutesDeps {
  readonly platform: Platform;
  readonly service: PledgeService;
  readonly workshop: Pick<Workshop, 'renderPdf'>;
}

export function pledgeRoutes({ platform, service, workshop }: PledgeRoutesDeps): Hono<Env> {
  const routes = new Hono<Env>();

  const explain = async (c: Ctx, errors?: readonly FieldError[]): Promise<Response> => {
    const page = await platform.page(c);
    const open = await service.findOpen();
    const standing = await standingOf(service, c.get('member'), open?.electionId);
    const linked = c.req.query('sambung');
    const { enter } = campaignWords(page.lang);
    const status = errors === undefined ? 200 : 422;
    return show(
      c,
      <PledgePage
        page={page}
        open={open}
        standing={standing}
        errors={errors}
        typed={c.req.query('k')?.slice(0, 100)}
        screen={c.req.query('layar')?.slice(0, 20)}
        linked={linked === 'ya'}
        linkWrong={
          linked === 'ketik' ? enter.typo : linked === 'tidak' ? campaignWords(page.lang).link.wrong : undefined
        }
      />,
      status,
    );
  };

  /** The signed-in person's certificate for the open election. */
  const ownCertificate = async (member: Member): Promise<Certificate | undefined> => {
    const open = await service.findOpen();
    return open === undefined ? undefined : service.findCertificate(member, open.electionId);
  };

  routes.get('/ikrar', (c) => explain(c));

  routes.post('/ikrar', async (c) => {
    const page = await platform.page(c);
    const words = pledgeWords(page.lang);
    const member = c.get('member');
    if (member === null) return goTo(c, page, '/masuk?lanjut=%2Fikrar');
    if (asnMembership(member) === undefined) return explain(c);
    const form = await readForm(
      c,
      z.strictObject({
        read: z.literal('ya', words.mustRead),
        election: z.string(words.changed).max(60, words.changed),
        text: z.string(words.changed).max(60, words.changed),
      }),
    );
    // Hidden fields have no place on the page to point at: their errors are said of the statement.
    if (!form.ok) return explain(c, [{ field: 'read', message: form.errors[0]?.message ?? words.mustRead }]);
    const signed = await service.sign(member, { electionId: form.value.election, textVersion: form.value.text });
    if (!signed.ok) {
      return signed.error.kind === 'changed' ? explain(c, [{ field: 'read', message: words.changed }]) : explain(c);
    }
    return goTo(c, page, '/ikrar/sertifikat');
  });

  routes.get('/ikrar/sertifikat', async (c) => {
    const page = await platform.page(c);
    const member = c.get('member');
    if (member === null) return goTo(c, page, '/masuk?lanjut=%2Fikrar%2Fsertifikat');
    const certificate = await ownCertificate(member);
    if (certificate === undefined) return goTo(c, page, '/ikrar');
    const seal = await service.findSeal(member, certificate.electionId);
    return show(c, <CertificatePage page={page} certificate={certificate} seal={seal} />);
  });

  // The proof of the seal, as a file and as a code. Only for the person who signed, and only once it is there.
  routes.get('/ikrar/sertifikat/segel', async (c) => {
    const page = await platform.page(c);
    const member = c.get('member');
    if (member === null) return goTo(c, page, '/masuk?lanjut=%2Fikrar%2Fsertifikat');
    const certificate = await ownCertificate(member);
    const seal = certificate === undefined ? undefined : await service.findSeal(member, certificate.electionId);
    if (seal?.kind !== 'sealed') return goTo(c, page, '/ikrar/sertifikat');
    if (c.req.query('bentuk') === 'qr') return show(c, <CertificateQrPage page={page} receipt={seal.receipt} />);
    return c.body(seal.receipt, 200, {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${receiptFileName}"`,
    });
  });

  routes.get('/ikrar/sertifikat.pdf', async (c) => {
    const member = c.get('member');
    if (member === null) return goTo(c, await platform.page(c), '/masuk?lanjut=%2Fikrar%2Fsertifikat');
    const certificate = await ownCertificate(member);
    if (certificate === undefined) return platform.problem(c, 'not-found');
    const seal = await service.findSeal(member, certificate.electionId);
    const pdf = await certificatePdf(workshop, certificate, {
      demo: platform.demo,
      publicUrl: platform.publicUrl,
      receipt: seal.kind === 'sealed' ? seal.receipt : null,
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

  return routes;
}

async function standingOf(
  service: PledgeService,
  member: Member | null,
  electionId: string | undefined,
): Promise<PledgeStanding> {
  if (member === null) return 'signed-out';
  if (asnMembership(member) === undefined) return 'not-asn';
  if (electionId === undefined) return 'may-sign';
  return (await service.findCertificate(member, electionId)) === undefined ? 'may-sign' : 'signed';
}
