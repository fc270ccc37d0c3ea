/** `/kantor/log` over HTTP: whoever works here may look, administrators may begin with a new key. */
import { Hono } from 'hono';
import { z } from 'zod';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import type { Ctx, Env, Member } from '../../../platform/http/env.ts';
import { type FieldError, readForm, typedText } from '../../../platform/http/forms.ts';
import { goTo, show } from '../../../platform/http/server.ts';
import type { Language } from '../../../platform/i18n/words.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { NavItem } from '../../../ui/index.ts';
import { signersAt } from '../log-keys.ts';
import { mayChangeKeys, mayLookAtLog, mindsLog, signInFirst } from '../log-roles.ts';
import { batchSizeFor } from '../log-sealing.ts';
import type { LedgerService } from '../log-service.ts';
import { findState } from '../log-store.ts';
import { HealthPage, NoLogPage } from './health-page.tsx';
import { healthWords } from './health-words.ts';
import { alarmsOf } from './log-alarms.ts';
import { healthHome, rotatePath } from './paths.ts';
import { OVERLAP_MOST, OVERLAP_USUAL, rotate } from './rotate-key.ts';

/** The place of the desk; path without language prefix. */
export function logNav(member: Member, lang: Language): readonly NavItem[] {
  return mindsLog(member) ? [{ href: healthHome, label: healthWords(lang).nav, count: null, current: false }] : [];
}

const rotateForm = (words: ReturnType<typeof healthWords>) =>
  z.strictObject({
    overlap: z
      .string(words.wrong.days)
      .trim()
      .regex(/^[1-9]\d{0,2}$/, words.wrong.days)
      .transform(Number)
      .refine((days) => days <= OVERLAP_MOST, words.wrong.days),
    word: z
      .string(words.wrong.word(words.word))
      .refine((typed) => typed.trim().toLowerCase() === words.word, words.wrong.word(words.word)),
    newest: z
      .string(words.wrong.unreadable)
      .regex(/^\d{1,6}$/, words.wrong.unreadable)
      .transform(Number),
  });

interface Shown {
  readonly overlap: string;
  readonly word: string;
  readonly errors: readonly FieldError[];
}

const untouched: Shown = { overlap: String(OVERLAP_USUAL), word: '', errors: [] };

export function officeLogRoutes(platform: Platform, service: LedgerService, batchSize: number): Hono<Env> {
  const routes = new Hono<Env>();

  const answer = async (c: Ctx, shown: Shown): Promise<Response> => {
    const page = await platform.page(c);
    const now = Temporal.Instant.fromEpochMilliseconds(platform.realNow());
    const signing = await runAs(platform.db, { kind: 'system' }, async (tx) => {
      const state = await findState(tx);
      if (state === undefined) return undefined;
      const signers = await signersAt(tx, platform.keys, state.origin, now);
      return signers.ok ? ('able' as const) : signers.error.kind;
    });
    if (signing === undefined) return show(c, <NoLogPage page={page} />);
    const health = await service.health();
    const alarms = alarmsOf({
      size: health.size,
      signedSize: health.checkpoint?.size ?? null,
      lastTick: health.lastTick,
      signing,
      now,
      minutes: platform.logMinutes,
    });
    const { errors, ...typed } = shown;
    return show(
      c,
      <HealthPage
        {...{ page, health, alarms, now, typed, errors }}
        batch={batchSizeFor(health.waiting, batchSize)}
        administers={mayChangeKeys(c.get('member'))}
        rotated={errors.length === 0 && c.req.query('selesai') === 'kunci' && health.keys.length > 1}
      />,
      errors.length > 0 ? 422 : 200,
    );
  };

  routes.get(healthHome, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    return mayLookAtLog(member) ? answer(c, untouched) : platform.problem(c, 'not-found');
  });

  routes.post(rotatePath, async (c) => {
    const member = c.get('member');
    if (member === null || !mayChangeKeys(member)) return platform.problem(c, 'not-found');
    const page = await platform.page(c);
    const words = healthWords(page.lang);
    const form = await readForm(c, rotateForm(words));
    const typed = { overlap: typedText(form.typed, 'overlap'), word: typedText(form.typed, 'word') };
    if (!form.ok) return answer(c, { ...typed, errors: form.errors });
    const { overlap, newest } = form.value;
    const asked = await platform.stepUp(c, healthHome);
    if (asked !== null) return asked;
    const rotated = await rotate(platform, member, { overlapDays: overlap, newest });
    if (rotated.ok) return goTo(c, page, `${healthHome}?selesai=kunci`);
    // The word is asked for anew: whoever sends this again does so on purpose.
    return answer(c, { ...untouched, errors: [{ field: 'word', message: words.wrong.newer }] });
  });
  return routes;
}
