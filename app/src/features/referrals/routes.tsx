/** Addresses of referrals. Whoever is neither sender nor receiver gets the page of a referral that does not exist. */
import { Hono } from 'hono';
import { parseReference } from '../../platform/crypto/reference.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { readDate } from '../../ui/index.ts';
import { signInFirst } from '../accounts/index.ts';
import { type CasesFeature, ownBodies, readIssued } from '../cases/index.ts';
import { PASSPHRASE_LENGTH } from '../exchange/index.ts';
import {
  filterOf,
  type ReferralForm,
  ReferralListPage,
  ReferralPage,
  referralHome,
  referralPath,
} from './referral-pages.tsx';
import { REFERRALS_ON_PAGE, receiptStates, returnCategories } from './referral-read.ts';
import type { OpenedReferral, ReferralError, ReferralService } from './referral-service.ts';
import { referralWords } from './words.ts';

const MOST_NUMBER = 120;
const REASON = { least: 10, most: 2000 } as const;

export function referralRoutes(
  platform: Platform,
  { service, cases }: { readonly service: ReferralService; readonly cases: Pick<CasesFeature, 'service'> },
): Hono<Env> {
  const routes = new Hono<Env>();
  const nothing = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');

  const atOffice = (c: Ctx): Member | Response | Promise<Response> => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    return member.mustEnrol || ownBodies(member).length === 0 ? nothing(c) : member;
  };

  const addressed = (c: Ctx): { readonly number: string; readonly seq: number } | null => {
    const number = parseReference('case', c.req.param('number') ?? '');
    const seq = c.req.param('seq') ?? '';
    return number.ok && /^[1-9]\d{0,6}$/.test(seq) ? { number: number.value, seq: Number(seq) } : null;
  };

  interface Found {
    readonly member: Member;
    readonly number: string;
    readonly seq: number;
    readonly found: OpenedReferral;
  }
  const find = async (c: Ctx): Promise<Found | Response> => {
    const member = await atOffice(c);
    if (member instanceof Response) return member;
    const at = addressed(c);
    const found = at === null ? undefined : await service.find(member, at.number, at.seq);
    return at === null || found === undefined ? nothing(c) : { member, ...at, found };
  };

  const page = async (
    c: Ctx,
    { member, found }: Found,
    wrong: { readonly form: ReferralForm; readonly typed: Typed; readonly errors: readonly FieldError[] } | null = null,
  ): Promise<Response> => {
    const { view } = found;
    const letters = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) =>
      readIssued(tx, view.caseId, view.kind === 'gakkumdu' ? 'forward-criminal' : 'refer'),
    );
    return show(
      c,
      <ReferralPage
        page={await platform.page(c)}
        found={found}
        now={await platform.legalClock.now()}
        letters={letters}
        form={wrong?.form ?? null}
        typed={wrong?.typed ?? {}}
        errors={wrong?.errors ?? []}
        done={c.req.query('tersimpan') === '1'}
      />,
      wrong === null ? 200 : 422,
    );
  };

  routes.get(referralHome, async (c) => {
    const member = await atOffice(c);
    if (member instanceof Response) return member;
    const direction = c.req.query('arah') === 'masuk' ? 'in' : 'out';
    const filter = filterOf(c.req.query('keadaan'));
    const asked = c.req.query('halaman') ?? '1';
    const wanted = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1;
    const first = await service.list(member, { direction, filter, page: wanted });
    const number = Math.min(wanted, Math.max(1, Math.ceil(first.counts[filter] / REFERRALS_ON_PAGE)));
    const list = number === wanted ? first : await service.list(member, { direction, filter, page: number });
    await cases.service.recordList(member, `referrals.${direction}`, number);
    const now = await platform.legalClock.now();
    return show(
      c,
      <ReferralListPage page={await platform.page(c)} {...{ direction, filter, number, now }} {...list} />,
    );
  });

  routes.get('/perkara/:number/penerusan/:seq', async (c) => {
    const at = await find(c);
    return at instanceof Response ? at : page(c, at);
  });

  routes.get('/perkara/:number/penerusan/:seq/tanda-terima.json', async (c) => {
    const at = await find(c);
    if (at instanceof Response) return at;
    const { ack, key, note } = at.found;
    const text = `${JSON.stringify({ acknowledgement: ack, key, signed: note }, null, 2)}\n`;
    return download(c, text, `tanda-terima-${at.number}-${at.seq}.json`, 'application/json; charset=utf-8');
  });

  routes.get('/perkara/:number/penerusan/:seq/tanda-terima-bertanda.txt', async (c) => {
    const at = await find(c);
    if (at instanceof Response) return at;
    return download(c, at.found.note, `tanda-terima-${at.number}-${at.seq}.txt`, 'text/plain; charset=utf-8');
  });

  routes.post('/perkara/:number/penerusan/:seq/berkas', async (c) => {
    const at = await find(c);
    if (at instanceof Response) return at;
    if (at.found.view.direction !== 'out' || at.found.view.toBodyId !== null) return nothing(c);
    const passphrase = typedText(await typedOf(c), 'passphrase');
    const words = referralWords(c.get('lang'));
    if (passphrase.length < PASSPHRASE_LENGTH)
      return page(c, at, { form: 'file', typed: {}, errors: [{ field: 'passphrase', message: words.file.wrong }] });
    const file = await service.exportFile(at.member, at.number, at.seq, passphrase);
    if (file === undefined) return nothing(c);
    return c.body(file.bytes, 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${file.name}"`,
      'cache-control': 'no-store',
    });
  });

  const after = async (
    c: Ctx,
    at: Found,
    form: ReferralForm,
    typed: Typed,
    done: { readonly ok: true } | { readonly ok: false; readonly error: ReferralError },
  ): Promise<Response> => {
    const here = await platform.page(c);
    if (done.ok) return goTo(c, here, `${referralPath(at.found.view)}?tersimpan=1`);
    const words = referralWords(c.get('lang')).wrong;
    switch (done.error) {
      case 'not-found':
        return nothing(c);
      // A second tap, or somebody was faster: the page shows how it stands.
      case 'answered':
        return goTo(c, here, referralPath(at.found.view));
      case 'twice':
        return page(c, at, { form, typed, errors: [{ field: 'state', message: words.twice }] });
      case 'day':
        return page(c, at, { form, typed, errors: [{ field: 'day', message: words.day }] });
    }
  };

  routes.post('/perkara/:number/penerusan/:seq/terima', async (c) => {
    const at = await find(c);
    if (at instanceof Response) return at;
    return after(c, at, 'answer', {}, await service.answer(at.member, at.number, at.seq, { kind: 'accept' }));
  });

  routes.post('/perkara/:number/penerusan/:seq/kembalikan', async (c) => {
    const at = await find(c);
    if (at instanceof Response) return at;
    if (at.found.view.direction !== 'in') return nothing(c);
    const typed = await typedOf(c);
    const words = referralWords(c.get('lang')).wrong;
    const category = returnCategories.find((one) => one === typedText(typed, 'category'));
    const reason = typedText(typed, 'reason').trim();
    const short = reason.length < REASON.least || reason.length > REASON.most;
    if (category === undefined || short)
      return page(c, at, {
        form: 'answer',
        typed,
        errors: [
          ...(category === undefined ? [{ field: 'category', message: words.category }] : []),
          ...(short ? [{ field: 'reason', message: words.reason }] : []),
        ],
      });
    return after(
      c,
      at,
      'answer',
      typed,
      await service.answer(at.member, at.number, at.seq, { kind: 'return', category, reason }),
    );
  });

  routes.post('/perkara/:number/penerusan/:seq/jawaban', async (c) => {
    const at = await find(c);
    if (at instanceof Response) return at;
    if (at.found.view.direction !== 'out' || at.found.view.toBodyId !== null) return nothing(c);
    const typed = await typedOf(c);
    const words = referralWords(c.get('lang')).wrong;
    const state = receiptStates.find((one) => one === typedText(typed, 'state'));
    const day = readDate({
      day: typedText(typed, 'day_day'),
      month: typedText(typed, 'day_month'),
      year: typedText(typed, 'day_year'),
    });
    const letterNumber = typedText(typed, 'number').trim();
    const sha256 = typedText(typed, 'sha256').trim().toLowerCase();
    const errors: FieldError[] = [
      ...(state === undefined ? [{ field: 'state', message: words.state }] : []),
      ...(day.kind === 'day' ? [] : [{ field: 'day', message: words.day }]),
      ...(letterNumber === '' || letterNumber.length > MOST_NUMBER ? [{ field: 'number', message: words.number }] : []),
      ...(/^([0-9a-f]{64})?$/.test(sha256) ? [] : [{ field: 'sha256', message: words.hash }]),
    ];
    if (errors.length > 0 || state === undefined || day.kind !== 'day')
      return page(c, at, { form: 'receipt', typed, errors });
    const wish = { state, onDay: day.day, letterNumber, sha256 };
    return after(c, at, 'receipt', typed, await service.recordReceipt(at.member, at.number, at.seq, wish));
  });

  return routes;
}

function download(c: Ctx, text: string, name: string, type: string): Response {
  return c.body(text, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
}
