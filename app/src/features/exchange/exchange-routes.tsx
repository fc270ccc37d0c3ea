/** Addresses of the exchange. Whoever may not see a hand-over gets the page of one that does not exist. */
import { Hono } from 'hono';
import { parseReference } from '../../platform/crypto/reference.ts';
import { readMultipart } from '../../platform/files/index.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type FieldError, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { membershipsFor, signInFirst } from '../accounts/index.ts';
import { ownBodies } from '../cases/index.ts';
import { MOST_ACK } from './acknowledgement.ts';
import { MOST_FILE } from './bundle.ts';
import { AckPage, LookPage, PeersPage, peersPath, TakePage, takePath } from './exchange-pages.tsx';
import type { AckImported, ExchangeService, PeerProblem, SignedAck } from './exchange-service.ts';
import { ackProblemWords, problemWords } from './problem-words.ts';
import { exchangeWords } from './words.ts';

/** Shorter ones can be guessed by whoever has the file and time. */
export const PASSPHRASE_LENGTH = 20;

/** Uploads of this feature, which stream past the small limits and check their token themselves. */
export function isExchangeUpload(path: string, contentType: string | undefined): boolean {
  return path === `${takePath}/kirim` && (contentType ?? '').startsWith('multipart/form-data');
}

export function exchangeRoutes(platform: Platform, service: ExchangeService): Hono<Env> {
  const routes = new Hono<Env>();
  const nothing = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');

  /** Somebody who works on cases at an office. */
  const atOffice = (c: Ctx): Member | Response | Promise<Response> => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    return member.mustEnrol || ownBodies(member).length === 0 ? nothing(c) : member;
  };

  const findAck = async (
    c: Ctx,
  ): Promise<
    { readonly member: Member; readonly number: string; readonly seq: number; readonly found: SignedAck } | Response
  > => {
    const member = await atOffice(c);
    if (member instanceof Response) return member;
    const number = parseReference('case', c.req.param('number') ?? '');
    const seq = c.req.param('seq') ?? '';
    if (!number.ok || !/^[1-9]\d{0,6}$/.test(seq)) return nothing(c);
    const found = await service.acknowledgement(member, number.value, Number(seq));
    return found === undefined ? nothing(c) : { member, number: number.value, seq: Number(seq), found };
  };

  const ackPage = async (
    c: Ctx,
    at: { readonly member: Member; readonly number: string; readonly seq: number; readonly found: SignedAck },
    errors: readonly FieldError[] = [],
  ): Promise<Response> =>
    show(
      c,
      <AckPage
        page={await platform.page(c)}
        number={at.number}
        seq={at.seq}
        found={at.found}
        recipient={at.found.sender ? await service.recipientOf(at.member, at.found.toBodyId) : undefined}
        errors={errors}
      />,
      errors.length > 0 ? 422 : 200,
    );

  routes.get('/perkara/:number/serah-terima/:seq', async (c) => {
    const at = await findAck(c);
    return at instanceof Response ? at : ackPage(c, at);
  });

  routes.get('/perkara/:number/serah-terima/:seq/tanda-terima.json', async (c) => {
    const at = await findAck(c);
    if (at instanceof Response) return at;
    const { ack, key, note } = at.found;
    return download(c, `${JSON.stringify({ acknowledgement: ack, key, signed: note }, null, 2)}\n`, {
      name: `tanda-terima-${at.number}-${at.seq}.json`,
      type: 'application/json; charset=utf-8',
    });
  });

  routes.get('/perkara/:number/serah-terima/:seq/tanda-terima-bertanda.txt', async (c) => {
    const at = await findAck(c);
    if (at instanceof Response) return at;
    return download(c, at.found.note, {
      name: `tanda-terima-${at.number}-${at.seq}.txt`,
      type: 'text/plain; charset=utf-8',
    });
  });

  routes.post('/perkara/:number/serah-terima/:seq/berkas', async (c) => {
    const at = await findAck(c);
    if (at instanceof Response) return at;
    if (!at.found.sender) return nothing(c);
    const recipient = await service.recipientOf(at.member, at.found.toBodyId);
    const passphrase = typedText(await typedOf(c), 'passphrase');
    if (recipient === undefined && passphrase.length < PASSPHRASE_LENGTH)
      return ackPage(c, at, [{ field: 'passphrase', message: exchangeWords(c.get('lang')).file.wrong }]);
    const file = await service.exportFile(
      at.member,
      at.number,
      at.seq,
      recipient === undefined ? { kind: 'passphrase', passphrase } : { kind: 'key', recipient },
    );
    if (file === undefined) return nothing(c);
    return c.body(file.bytes, 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${file.name}"`,
      'cache-control': 'no-store',
    });
  });

  const takePage = async (
    c: Ctx,
    member: Member,
    message: string | null,
    done: AckImported | null = null,
  ): Promise<Response> =>
    show(
      c,
      <TakePage
        page={await platform.page(c)}
        keys={await service.officeKeys(member)}
        errors={message === null ? [] : [{ field: 'file', message }]}
        done={done}
      />,
      message === null ? 200 : 422,
    );

  routes.get(takePath, async (c) => {
    const member = await atOffice(c);
    return member instanceof Response ? member : takePage(c, member, null);
  });

  routes.post(`${takePath}/kirim`, async (c) => {
    const member = await atOffice(c);
    if (member instanceof Response) return member;
    const { wrong } = exchangeWords(c.get('lang'));
    if (!isExchangeUpload(`${takePath}/kirim`, c.req.header('content-type')))
      return takePage(c, member, wrong['no-file']);
    // A form that is refused half-way is not read to its end.
    c.header('connection', 'close');
    type Got = Awaited<ReturnType<ExchangeService['receive']>>;
    const drop = async (got: Got | null): Promise<void> => {
      if (got?.ok === true) await service.drop(got.value.path);
    };
    const form = await readMultipart<Got | null>(
      c.env.incoming,
      { maxFields: 4, maxFieldBytes: 2000, maxFiles: 1, maxTotalBytes: MOST_FILE + 100_000 },
      async ({ fieldsSoFar, contents }) =>
        platform.formToken(c, fieldsSoFar.get('_csrf')?.[0] ?? '') ? service.receive(member, contents) : null,
      drop,
    );
    const { fields } = form.ok ? form.value : form.error;
    const got = form.ok ? (form.value.files[0]?.value ?? null) : null;
    if (!platform.formToken(c, fields.get('_csrf')?.[0] ?? '')) {
      await drop(got);
      return platform.problem(c, 'forged');
    }
    if (!form.ok) return takePage(c, member, form.error.problem.kind === 'too-big' ? wrong['too-big'] : wrong.cut);
    if (got === null) return takePage(c, member, wrong['no-file']);
    if (!got.ok) return takePage(c, member, wrong[got.error]);
    const { path, head } = got.value;
    if (head.length < MOST_ACK && head.subarray(0, 1).toString() === '{') {
      await service.drop(path);
      const taken = await service.takeAcknowledgement(member, head.toString('utf8'));
      return taken.ok
        ? takePage(c, member, null, taken.value)
        : takePage(c, member, ackProblemWords(wrong, taken.error));
    }
    const typed = fields.get('passphrase')?.[0] ?? '';
    const passphrase = typed === '' ? null : typed;
    const looked = await service.look(member, path, passphrase);
    if (!looked.ok) {
      await service.drop(path);
      return takePage(c, member, problemWords(wrong, looked.error));
    }
    const { token } = service.keepFor(member, path, passphrase);
    return show(c, <LookPage page={await platform.page(c)} taken={looked.value} token={token} />);
  });

  routes.post(`${takePath}/buka`, async (c) => {
    const member = await atOffice(c);
    if (member instanceof Response) return member;
    const { wrong } = exchangeWords(c.get('lang'));
    const kept = service.findKept(member, typedText(await typedOf(c), 'berkas'));
    if (kept === null) return takePage(c, member, wrong.expired);
    const taken = await service.takeFile(member, kept.path, kept.passphrase);
    await service.drop(kept.path);
    if (!taken.ok) return takePage(c, member, problemWords(wrong, taken.error));
    return goTo(c, await platform.page(c), `/perkara/${taken.value.opened?.number ?? ''}`);
  });

  routes.post(`${takePath}/kunci`, async (c) => {
    const member = await atOffice(c);
    if (member instanceof Response) return member;
    const office = typedText(await typedOf(c), 'office');
    if (!ownBodies(member).includes(office)) return nothing(c);
    await service.makeOfficeKey(member, office);
    return goTo(c, await platform.page(c), takePath);
  });

  routes.get('/perkara/:number/berkas-masuk/:file', async (c) => {
    const member = await atOffice(c);
    if (member instanceof Response) return member;
    const number = parseReference('case', c.req.param('number'));
    const file = c.req.param('file');
    if (!number.ok || !/^[1-9]\d?\.(jpg|png|webp|pdf|bin)$/.test(file)) return nothing(c);
    const bytes = await service.arrivedFile(member, number.value, `evidence/${file}`);
    if (bytes === undefined) return nothing(c);
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="bukti-masuk-${file}"`,
      'cache-control': 'no-store',
    });
  });

  const admin = (c: Ctx): Member | null => {
    const member = c.get('member');
    return member !== null && !member.mustEnrol && membershipsFor(member, ['admin']).length > 0 ? member : null;
  };

  const peersPage = async (
    c: Ctx,
    member: Member,
    typed: Readonly<Record<string, string>> = {},
    errors: readonly FieldError[] = [],
  ): Promise<Response> =>
    show(
      c,
      <PeersPage
        page={await platform.page(c)}
        {...(await service.peers(member))}
        typed={typed}
        errors={errors}
        added={c.req.query('tercatat') === '1'}
      />,
      errors.length > 0 ? 422 : 200,
    );

  routes.get(peersPath, async (c) => {
    const member = admin(c);
    return member === null ? nothing(c) : peersPage(c, member);
  });

  routes.post(peersPath, async (c) => {
    const member = admin(c);
    if (member === null) return nothing(c);
    const held = await platform.stepUp(c);
    if (held !== null) return held;
    const form = await typedOf(c);
    const typed = {
      office: typedText(form, 'office'),
      verifier: typedText(form, 'verifier').trim(),
      recipient: typedText(form, 'recipient').trim(),
      fingerprint: typedText(form, 'fingerprint').trim(),
    };
    const words = exchangeWords(c.get('lang')).admin.wrong;
    const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(typed.office);
    const added = isId ? await service.addPeer(member, { ...typed, bodyId: typed.office }) : null;
    if (added?.ok === true) return goTo(c, await platform.page(c), `${peersPath}?tercatat=1`);
    const problem = added === null ? 'no-office' : added.error;
    return peersPage(c, member, typed, [{ field: peerFields[problem], message: words[problem] }]);
  });

  routes.post(`${peersPath}/akhiri`, async (c) => {
    const member = admin(c);
    const peer = typedText(await typedOf(c), 'peer');
    if (member === null || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(peer)) return nothing(c);
    const held = await platform.stepUp(c);
    if (held !== null) return held;
    await service.endPeer(member, peer);
    return goTo(c, await platform.page(c), peersPath);
  });

  routes.post(`${peersPath}/ganti`, async (c) => {
    const member = admin(c);
    if (member === null) return nothing(c);
    const held = await platform.stepUp(c);
    if (held !== null) return held;
    await service.rotate(member);
    return goTo(c, await platform.page(c), peersPath);
  });

  return routes;
}

const peerFields = {
  'not-a-key': 'verifier',
  'not-a-recipient': 'recipient',
  'wrong-fingerprint': 'fingerprint',
  'no-office': 'office',
  'there-already': 'verifier',
} as const satisfies Record<PeerProblem, string>;

function download(c: Ctx, text: string, as: { readonly name: string; readonly type: string }): Response {
  return c.body(text, 200, {
    'content-type': as.type,
    'content-disposition': `attachment; filename="${as.name}"`,
    'cache-control': 'no-store',
  });
}
