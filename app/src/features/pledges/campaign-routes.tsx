/** Addresses of campaigns and ceremonies. Whoever has no part in one gets the page of an address that does not exist. */
import { Hono } from 'hono';
import { z } from 'zod';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { type KeptFormKey, keptFormKey } from '../../platform/crypto/kept-form-key.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type FieldError, readForm, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import { formatDay } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import { signInFirst } from '../accounts/index.ts';
import { type Ceremony, isOpenAt, slipsLastDay } from './campaign.ts';
import type { CampaignService, DrawnSlips } from './campaign-service.ts';
import { isUuid, MOST_SLIPS, REASONS_A_PAGE } from './campaign-service.ts';
import {
  CampaignsPage,
  campaignPath,
  type ListOutcome,
  ListPage,
  LooksPage,
  ReasonsPage,
  ScreenPage,
  type ShownCampaign,
  slipsFor,
  type TypedSlips,
} from './campaign-views.tsx';
import { campaignWords } from './campaign-words.ts';
import { type CodeLetters, letterChannels } from './code-letters.ts';
import { readPledgeCode } from './pledge-codes.ts';
import { presenceCode, presenceProof, secondsLeft } from './presence.ts';
import { slipsPdf } from './slips.ts';

export interface CampaignRoutesDeps {
  readonly platform: Platform;
  readonly campaigns: CampaignService;
  readonly letters: CodeLetters;
  readonly workshop: Pick<Workshop, 'renderOwn'>;
}

/** Seconds after which the screen draws itself anew: often enough for a code that changes every 30. */
const SCREEN_SECONDS = 5;
/** Days after a ceremony in which its offline list is taken. */
const LIST_DAYS = 7;
const MOST_LISTED = 500;

const pageNumber = (c: Ctx): number =>
  Math.min(Math.max(Math.trunc(Number(c.req.query('hal') ?? '1')) || 1, 1), 10_000);

/** What a sheet is of all, for its first line: who has it in hand must see that there are more. */
function slipNote({ wish, slips, of }: DrawnSlips, lang: Language): string {
  const { sheetOfAll, sheetAnew } = campaignWords(lang).office;
  const count = formatNumber(slips.length, lang);
  const all = formatNumber(of, lang);
  return wish.anew ? sheetAnew(count, all, wish.part) : sheetOfAll(count, all);
}

export function campaignRoutes({ platform, campaigns, letters, workshop }: CampaignRoutesDeps): Hono<Env> {
  const routes = new Hono<Env>();

  const list = async (
    c: Ctx,
    member: Member,
    errors?: readonly FieldError[],
    slips: TypedSlips = { unit: '', for: 'belum', part: '' },
  ): Promise<Response> => {
    const places = await campaigns.placesOf(member);
    if (places.length === 0) return platform.problem(c, 'not-found');
    const page = await platform.page(c);
    const now = await platform.legalClock.now();
    const own = new Set(member.memberships.filter((m) => m.role === 'inspectorate').map((m) => m.jurisdictionId));
    const ways = own.size === 0 ? [] : await letters.ways();
    const number = errors === undefined ? pageNumber(c) : 1;
    const { campaigns: found, more, closed } = await campaigns.campaignsOf(member, number);
    const shown = await Promise.all(
      found.map(async (campaign): Promise<ShownCampaign> => {
        const inspects = own.has(campaign.institutionId);
        return {
          campaign,
          inspects,
          election: platform.law.current().findElection(campaign.electionId)?.name[page.lang] ?? campaign.electionId,
          isOpen: isOpenAt(campaign, now),
          units: inspects ? await campaigns.units(member, campaign) : [],
          mailings: inspects ? await letters.mailingsOf(member, campaign.id) : [],
        };
      }),
    );
    // Where one is open no other can be opened; after a refusal the field that it is about stands there all the same.
    return show(
      c,
      <CampaignsPage
        page={page}
        shown={shown}
        places={errors === undefined ? closed : places}
        ways={ways}
        errors={errors}
        slips={slips}
        next={more ? `${campaignPath}?hal=${number + 1}` : null}
      />,
      errors === undefined ? 200 : 422,
    );
  };

  routes.get(campaignPath, async (c) => {
    const member = c.get('member');
    return member === null ? signInFirst(c, platform) : list(c, member);
  });

  routes.post(campaignPath, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const words = campaignWords((await platform.page(c)).lang).office;
    const form = await readForm(c, z.strictObject({ kantor: z.string().max(36) }));
    const opened = await campaigns.open(member, form.ok ? form.value.kantor : '');
    if (opened.ok) return goTo(c, await platform.page(c), campaignPath);
    switch (opened.error.kind) {
      case 'open-already':
        return list(c, member, [{ field: 'kantor', message: words.openAlready }]);
      case 'nothing-open':
        return list(c, member, [{ field: 'kantor', message: words.nothingOpen }]);
      case 'not-allowed':
        return platform.problem(c, 'not-found');
    }
  });

  routes.get('/ikrar/yang-melihat', async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const looks = await campaigns.looksAt({ member });
    const page = await platform.page(c);
    return show(
      c,
      <LooksPage page={page} looks={looks}>
        <p>
          <a href={page.to('/ikrar')}>{campaignWords(page.lang).looks.back}</a>
        </p>
      </LooksPage>,
    );
  });

  routes.post(`${campaignPath}/:id/tutup`, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const closed = await campaigns.close(member, c.req.param('id'));
    return closed.ok ? goTo(c, await platform.page(c), campaignPath) : platform.problem(c, 'not-found');
  });

  /** A campaign whose inspectorate the person belongs to; those who only administer give out no codes and read no reasons. */
  const inspected = async (c: Ctx, id: string) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const campaign = await campaigns.findOwn(member, id, 'inspectorate');
    const inspects = member.memberships.some(
      (m) => m.role === 'inspectorate' && m.jurisdictionId === campaign?.institutionId,
    );
    return campaign === undefined || !inspects ? platform.problem(c, 'not-found') : { member, campaign };
  };

  routes.post(`${campaignPath}/:id/kode`, async (c) => {
    const found = await inspected(c, c.req.param('id'));
    if (found instanceof Response) return found;
    const stepUp = await platform.stepUp(c, campaignPath);
    if (stepUp !== null) return stepUp;
    const { member, campaign } = found;
    const page = await platform.page(c);
    const words = campaignWords(page.lang).office;
    const form = await readForm(
      c,
      z.strictObject({
        unit: z.string().max(36).optional(),
        untuk: z.enum(slipsFor).optional(),
        bagian: z.string().trim().max(6).optional(),
      }),
    );
    const { unit = '', untuk = 'belum', bagian = '' } = form.ok ? form.value : {};
    if (unit !== '' && !isUuid(unit)) return platform.problem(c, 'not-found');
    if (!isOpenAt(campaign, await platform.legalClock.now())) return platform.problem(c, 'not-found');
    const anew = untuk === 'semua';
    const typed = { unit, for: untuk, part: bagian };
    const refuse = (field: 'bagian' | 'untuk', message: string) => list(c, member, [{ field, message }], typed);
    const part = bagian === '' ? 1 : /^\d{1,4}$/.test(bagian) ? Number(bagian) : 0;
    if (anew && part < 1) return refuse('bagian', words.wrongPart);
    const drawn = await campaigns.drawSlips(member, campaign.id, { unitId: unit === '' ? null : unit, anew, part });
    if (drawn.slips.length === 0) {
      if (!anew) return refuse('untuk', words.nobodyWithout);
      return part > 1 ? refuse('bagian', words.noPart(part)) : refuse('untuk', words.noPeople);
    }
    const now = await platform.legalClock.now();
    const pdf = await slipsPdf(
      workshop,
      {
        institution: campaign.institution,
        election: platform.law.current().findElection(campaign.electionId)?.name.id ?? campaign.electionId,
        address: `${platform.publicUrl}/ikrar`,
        until: formatDay(slipsLastDay(campaign.closesAt, now), 'id'),
        isoDay: legalDay(now, 'WIB'),
        demo: platform.demo,
        note: slipNote(drawn, page.lang),
      },
      drawn.slips,
      Math.floor(platform.realNow() / 1000),
    );
    if (!pdf.ok) {
      platform.log.error({ event: 'slips-failed', errorId: c.get('requestId'), code: pdf.error.kind });
      return platform.problem(c, 'not-available');
    }
    // Pressed twice, or the page was left: nobody waits for this sheet, and its codes would make others void.
    if (c.req.raw.signal.aborted) return platform.problem(c, 'not-available');
    const kept = await campaigns.keepSlips(member, campaign.id, drawn);
    if (!kept.ok) return refuse('untuk', words.meanwhile);
    return c.body(new Uint8Array(pdf.value), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="slip-kode-ikrar${anew && drawn.of > MOST_SLIPS ? `-${part}` : ''}.pdf"`,
    });
  });

  routes.post(`${campaignPath}/:id/kirim`, async (c) => {
    const found = await inspected(c, c.req.param('id'));
    if (found instanceof Response) return found;
    const stepUp = await platform.stepUp(c, campaignPath);
    if (stepUp !== null) return stepUp;
    const { member, campaign } = found;
    const page = await platform.page(c);
    const words = campaignWords(page.lang).letters;
    const form = await readForm(c, z.strictObject({ jalan: z.enum(letterChannels) }));
    if (!isOpenAt(campaign, await platform.legalClock.now())) return platform.problem(c, 'not-found');
    if (!form.ok) return list(c, member, [{ field: 'jalan', message: words.choose }]);
    const asked = await letters.ask(member, campaign.id, form.value.jalan);
    if (asked.ok) return goTo(c, page, campaignPath);
    const message = asked.error === 'under-way' ? words.underWay : words.noWay;
    return list(c, member, [{ field: 'jalan', message }]);
  });

  routes.get(`${campaignPath}/:id/alasan`, async (c) => {
    const found = await inspected(c, c.req.param('id'));
    if (found instanceof Response) return found;
    const number = pageNumber(c);
    const reasons = await campaigns.reasons(found.member, found.campaign.id, number);
    const next =
      reasons.length < REASONS_A_PAGE ? null : `${campaignPath}/${found.campaign.id}/alasan?hal=${number + 1}`;
    return show(c, <ReasonsPage page={await platform.page(c)} reasons={reasons} next={next} />);
  });

  routes.post(`${campaignPath}/:id/apel`, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const campaign = await campaigns.findOwn(member, c.req.param('id'), 'ceremony');
    if (campaign === undefined || !isOpenAt(campaign, await platform.legalClock.now()))
      return platform.problem(c, 'not-found');
    const ceremony = await campaigns.startCeremony(member, campaign.id);
    return goTo(c, await platform.page(c), `/ikrar/apel/${ceremony.id}/layar`);
  });

  const atCeremony = async (c: Ctx, id: string) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const found = await campaigns.ceremony(member, id);
    if (found === undefined) return platform.problem(c, 'not-found');
    return { ...found, member, over: found.ceremony.endsAt.epochMilliseconds <= platform.realNow() };
  };

  /** A list comes when there is signal again, not months later. */
  const isPast = (ceremony: Ceremony): boolean =>
    platform.realNow() > ceremony.endsAt.epochMilliseconds + LIST_DAYS * 86_400_000;

  routes.get('/ikrar/apel/:id/layar', async (c) => {
    const found = await atCeremony(c, c.req.param('id'));
    if (found instanceof Response) return found;
    const now = platform.realNow();
    if (!found.over) c.header('refresh', String(Math.min(SCREEN_SECONDS, secondsLeft(now))));
    return show(
      c,
      <ScreenPage
        page={await platform.page(c)}
        campaign={found.campaign}
        ceremonyId={found.ceremony.id}
        digits={found.over ? null : presenceCode(platform.keys, found.ceremony.id, now)}
        left={secondsLeft(now)}
        inTens={found.inTens}
        address={`${platform.publicUrl}/ikrar`}
      />,
    );
  });

  const keepOf = (member: Member): KeptFormKey => keptFormKey(platform.keys, 'pledge-list-kept', member.userId);

  routes.get('/ikrar/apel/:id/daftar', async (c) => {
    const found = await atCeremony(c, c.req.param('id'));
    if (found instanceof Response) return found;
    if (isPast(found.ceremony)) return platform.problem(c, 'not-found');
    const keep = keepOf(found.member);
    return show(
      c,
      <ListPage page={await platform.page(c)} ceremonyId={found.ceremony.id} typed="" results={null} keep={keep} />,
    );
  });

  routes.post('/ikrar/apel/:id/daftar', async (c) => {
    const found = await atCeremony(c, c.req.param('id'));
    if (found instanceof Response) return found;
    if (isPast(found.ceremony)) return platform.problem(c, 'not-found');
    const page = await platform.page(c);
    const words = campaignWords(page.lang).list;
    // As long as a form may be: a list that is too long is told so and stays in the field.
    const typed = typedText(await typedOf(c), 'kode');
    const codes = readCodeList(typed);
    const message = codes.length === 0 ? words.empty : codes.length > MOST_LISTED ? words.many : null;
    if (message !== null) {
      const errors = [{ field: 'kode', message }];
      return show(
        c,
        <ListPage
          page={page}
          ceremonyId={found.ceremony.id}
          typed={typed}
          results={null}
          keep={keepOf(found.member)}
          errors={errors}
        />,
        422,
      );
    }
    const { campaign, ceremony } = found;
    await campaigns.recordList(found.member, ceremony);
    const presence = presenceProof(platform.keys, ceremony.id, platform.realNow());
    const results = await Promise.all(
      codes.map(async (text): Promise<{ code: string; outcome: ListOutcome }> => {
        const code = readPledgeCode(text);
        if (code === undefined) return { code: text.slice(0, 30), outcome: 'mistyped' };
        const signed = await campaigns.sign({
          code,
          campaignId: campaign.id,
          textVersion: campaign.textVersion,
          presence,
          offline: true,
        });
        return { code, outcome: outcomeOf(signed.kind) };
      }),
    );
    // What has to be sent again or mended stays in the form; what was dealt with leaves it, and the browser.
    const again = results.flatMap(({ code, outcome }) => (outcome === 'later' || outcome === 'mistyped' ? code : []));
    return show(
      c,
      <ListPage
        page={page}
        ceremonyId={ceremony.id}
        typed={again.join('\n')}
        results={results}
        keep={keepOf(found.member)}
      />,
    );
  });

  return routes;
}

/** Stored now or before is the same word: whoever enters a list must not learn who had signed already. */
function outcomeOf(kind: Awaited<ReturnType<CampaignService['sign']>>['kind']): ListOutcome {
  switch (kind) {
    case 'signed':
    case 'again':
      return 'recorded';
    case 'busy':
      return 'later';
    case 'unknown':
    case 'closed':
    case 'changed':
      return 'notGood';
  }
}

/** Codes as lines, or as the JSON list that a phone without signal kept. */
export function readCodeList(text: string): readonly string[] {
  const trimmed = text.trim();
  if (trimmed.startsWith('[')) {
    const parsed = z.array(z.string().max(100)).safeParse(jsonOf(trimmed));
    return parsed.success ? [...new Set(parsed.data.map((one) => one.trim()).filter((one) => one !== ''))] : [];
  }
  return [
    ...new Set(
      trimmed
        .split(/[\n;,]+/)
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    ),
  ];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
