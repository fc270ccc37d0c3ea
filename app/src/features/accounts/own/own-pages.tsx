/** The own account: an overview of the ways in, the password, recovery codes. */
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { z } from 'zod';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import type { Ctx, Env, Member } from '../../../platform/http/env.ts';
import { readForm } from '../../../platform/http/forms.ts';
import { goTo, show } from '../../../platform/http/server.ts';
import { formatNumber } from '../../../platform/i18n/numbers.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  DefinitionList,
  DeskLayout,
  errorFor,
  type FieldError,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  SummaryList,
  TextField,
} from '../../../ui/index.ts';
import { toldOf } from '../invitation-pages.tsx';
import { problemOf } from '../obvious-passwords.ts';
import { askUnlessFresh, mayTry, type PageDeps, signInFirst } from '../page-tools.tsx';
import { findThreat, stopRecovery, type Threat } from '../recovery/account-recovery.ts';
import { type Factors, readFactors } from '../step-up/factors.ts';
import { accountWords } from '../words.ts';
import { ownWords } from './own-words.ts';
import { changePassword } from './passwords.ts';

const HERE = '/akun';

export function ownRoutes(deps: PageDeps): Hono<Env> {
  const { platform } = deps;
  const routes = new Hono<Env>();
  const issuer = deps.signOn?.issuer ?? null;

  routes.get(HERE, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const page = await platform.page(c);
    const words = ownWords(page.lang);
    const factors = await readFactors(platform.db, member.userId, issuer);
    const threat = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) =>
      findThreat(tx, member.userId),
    );
    const done = { tersambung: words.signOnLinked, sandi: words.passwordDone, berhenti: words.stopped }[
      c.req.query('selesai') ?? ''
    ];
    return show(
      c,
      <AccountPage {...{ page, member, factors, threat }} signOn={deps.signOn?.name ?? null} done={done ?? null} />,
    );
  });

  routes.post(`${HERE}/pemulihan/:id/hentikan`, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const id = z.uuid().safeParse(c.req.param('id'));
    if (!id.success || !(await stopRecovery(platform.db, member, id.data))) return platform.problem(c, 'not-found');
    return goTo(c, await platform.page(c), `${HERE}?selesai=berhenti`);
  });

  // The page asks for the present password; whoever has a second factor shows it as well.
  const needsFactor = (member: Member): boolean =>
    !deps.stepUp.fresh(member) && (member.mustConfirm === true || (member.session?.strongAt ?? null) !== null);
  const passwordPage = async (c: Ctx, errors: readonly FieldError[], status: 200 | 422 | 429): Promise<Response> =>
    show(c, <PasswordPage page={await platform.page(c)} errors={errors} />, status);

  routes.get(`${HERE}/sandi`, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    return needsFactor(member) ? deps.stepUp.ask(c) : passwordPage(c, [], 200);
  });

  routes.post(`${HERE}/sandi`, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    // Passwords travel through no question: whoever was too slow types them again.
    if (needsFactor(member)) return goTo(c, await platform.page(c), `/akun/konfirmasi?kembali=${HERE}/sandi`);
    const words = ownWords(c.get('lang'));
    const own = accountWords(c.get('lang'));
    const form = await readForm(
      c,
      z
        .strictObject({
          current: z.string(own.passwordMissing).min(1, own.passwordMissing).max(200, own.invitation.long),
          next: z.string(own.passwordMissing).min(1, own.passwordMissing).max(200, own.invitation.long),
        })
        .superRefine((typed, ctx) => {
          const problem = problemOf(typed.next, member.email);
          if (problem !== null) ctx.addIssue({ code: 'custom', path: ['next'], message: toldOf(problem, own) });
          else if (typed.next === typed.current) ctx.addIssue({ code: 'custom', path: ['next'], message: words.same });
        }),
    );
    if (!form.ok) return passwordPage(c, form.errors, 422);
    if (!(await mayTry(c, platform, 'sign-in', member.email)))
      return passwordPage(c, [{ field: '', message: own.tooOften }], 429);
    const changed = await changePassword(platform.db, member, form.value.current, form.value.next);
    if (!changed.ok) {
      const message = changed.error === 'wrong' ? words.wrong : words.noPassword;
      return passwordPage(c, [{ field: 'current', message }], 422);
    }
    await deps.notices.securityChanged(member.userId);
    return goTo(c, await platform.page(c), `${HERE}?selesai=sandi`);
  });

  routes.get(`${HERE}/kode-pemulihan`, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const asked = await askUnlessFresh(c, deps, member);
    if (asked !== null) return asked;
    const { recoveryCodes } = await readFactors(platform.db, member.userId, issuer);
    return show(c, <RecoveryCodesPage page={await platform.page(c)} left={recoveryCodes} codes={null} />);
  });

  routes.post(`${HERE}/kode-pemulihan`, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const asked = await askUnlessFresh(c, deps, member, `${HERE}/kode-pemulihan`);
    if (asked !== null) return asked;
    const codes = await deps.recoveryCodes.make(member);
    await deps.notices.securityChanged(member.userId);
    // Answered directly: after a redirect the codes would have to be kept somewhere.
    return show(c, <RecoveryCodesPage page={await platform.page(c)} left={codes.length} codes={codes} />);
  });

  return routes;
}

const AccountPage: FC<{
  readonly page: PageContext;
  readonly member: Member;
  readonly factors: Factors;
  readonly threat: Threat | null;
  readonly signOn: string | null;
  readonly done: string | null;
}> = ({ page, member, factors, threat, signOn, done }) => {
  const words = ownWords(page.lang);
  const { lang } = page;
  const count = (n: number): string => formatNumber(n, lang);
  const link = (to: string, label: string) => ({ href: page.to(to), label });
  return (
    <DeskLayout
      page={page}
      title={words.title}
      notice={done === null ? undefined : <Notice lang={lang} title={done} />}
    >
      {threat === null ? null : (
        <Callout lang={lang} kind="danger" title={words.threat}>
          <p>{words.threatText(threat.byName ?? words.operator)}</p>
          <Form page={page} action={`${HERE}/pemulihan/${threat.id}/hentikan`} layout="inline">
            <Button kind="danger">{words.threatStop}</Button>
          </Form>
        </Callout>
      )}
      <PageHeading title={words.title} lead={words.lead} />
      <DefinitionList
        items={[
          { term: words.name, value: member.name },
          { term: words.email, value: member.email },
        ]}
      />
      <Section title={words.ways}>
        <SummaryList
          lang={lang}
          rows={[
            {
              label: words.password,
              value: factors.password ? words.passwordSet : words.passwordNone,
              ...(factors.password ? { change: link('/akun/sandi', words.change) } : {}),
            },
            {
              label: words.codes,
              value: factors.codes ? words.on : words.off,
              ...(factors.codes ? {} : { change: link('/akun/kode-ganda', words.change) }),
            },
            {
              label: words.passkeys,
              value: words.passkeyCount(count(factors.passkeys)),
              change: link('/akun/kunci', words.change),
            },
            {
              label: words.recovery,
              value: words.recoveryLeft(count(factors.recoveryCodes)),
              change: link('/akun/kode-pemulihan', words.change),
            },
            ...(signOn === null
              ? []
              : [
                  {
                    label: words.signOn(signOn),
                    value: factors.signOn ? words.signOnYes : words.signOnNo,
                    ...(factors.signOn ? {} : { change: link('/masuk/sso?untuk=sambung', words.connect(signOn)) }),
                  },
                ]),
          ]}
        />
      </Section>
      <ButtonRow>
        <ButtonLink href={page.to('/akun/sesi')} kind="quiet">
          {words.sessionsTitle}
        </ButtonLink>
        <ButtonLink href={page.to('/akun/surel')} kind="quiet">
          {words.mailTitle}
        </ButtonLink>
        <ButtonLink href={page.to('/ikrar/yang-melihat')} kind="quiet">
          {words.looks}
        </ButtonLink>
      </ButtonRow>
    </DeskLayout>
  );
};

const PasswordPage: FC<{ readonly page: PageContext; readonly errors: readonly FieldError[] }> = ({ page, errors }) => {
  const words = ownWords(page.lang);
  const own = accountWords(page.lang);
  const { lang } = page;
  return (
    <DeskLayout page={page} title={words.passwordTitle} errors={errors}>
      <PageHeading
        title={words.passwordTitle}
        lead={words.passwordLead}
        above={<Path page={page} title={words.passwordTitle} />}
      />
      <Form page={page} action={`${HERE}/sandi`}>
        <TextField
          lang={lang}
          name="current"
          label={words.current}
          type="password"
          autocomplete="current-password"
          width="half"
          error={errorFor(errors, 'current')}
        />
        <TextField
          lang={lang}
          name="next"
          label={words.next}
          hint={own.invitation.passwordHint}
          type="password"
          autocomplete="new-password"
          width="half"
          error={errorFor(errors, 'next')}
        />
        <ButtonRow>
          <Button>{words.passwordButton}</Button>
        </ButtonRow>
      </Form>
    </DeskLayout>
  );
};

const RecoveryCodesPage: FC<{
  readonly page: PageContext;
  readonly left: number;
  readonly codes: readonly string[] | null;
}> = ({ page, left, codes }) => {
  const words = ownWords(page.lang);
  const { lang } = page;
  return (
    <DeskLayout
      page={page}
      title={words.recoveryTitle}
      notice={codes === null ? undefined : <Notice lang={lang} title={words.recoveryMade} />}
    >
      <PageHeading
        title={words.recoveryTitle}
        lead={words.recoveryLead}
        above={<Path page={page} title={words.recoveryTitle} />}
      />
      {codes === null ? (
        <>
          <p>{words.recoveryLeft(formatNumber(left, lang))}</p>
          {left === 0 ? null : <p class="small">{words.recoveryWarn}</p>}
          <Form page={page} action={`${HERE}/kode-pemulihan`}>
            <ButtonRow>
              <Button>{words.recoveryButton}</Button>
            </ButtonRow>
          </Form>
        </>
      ) : (
        <>
          <p>{words.recoveryOnce}</p>
          <ol class="stack stack-tight">
            {codes.map((code) => (
              <li>
                <code>{code}</code>
              </li>
            ))}
          </ol>
          <ButtonRow>
            <ButtonLink href={page.to(HERE)}>{words.recoveryDone}</ButtonLink>
          </ButtonRow>
        </>
      )}
    </DeskLayout>
  );
};

const Path: FC<{ readonly page: PageContext; readonly title: string }> = ({ page, title }) => (
  <Breadcrumb lang={page.lang} items={[{ label: ownWords(page.lang).here, href: page.to(HERE) }, { label: title }]} />
);
