/** The own sessions: where the account is in use, and ending them. */
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { z } from 'zod';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import type { Env } from '../../../platform/http/env.ts';
import { goTo, show } from '../../../platform/http/server.ts';
import { formatInstant } from '../../../platform/i18n/dates.ts';
import type { Language } from '../../../platform/i18n/words.ts';
import {
  Breadcrumb,
  Button,
  DeskLayout,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Table,
  Tag,
} from '../../../ui/index.ts';
import { record } from '../audit.ts';
import { ownWords } from '../own/own-words.ts';
import { type PageDeps, signInFirst, zoneOf } from '../page-tools.tsx';
import { tellDevice } from './device.ts';
import { listSessions, type SessionRow } from './session-list.ts';
import { endSessions, IDLE_MS, LIFETIME_SECONDS } from './session-marks.ts';

const HERE = '/akun/sesi';

export function sessionRoutes(deps: PageDeps): Hono<Env> {
  const { platform } = deps;
  const routes = new Hono<Env>();

  routes.get(HERE, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const page = await platform.page(c);
    const rows = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) =>
      listSessions(tx, member.userId),
    );
    const done = c.req.query('selesai') === '1';
    return show(c, <SessionsPage {...{ page, rows, done }} own={member.session?.id ?? ''} zone={zoneOf(member)} />);
  });

  // Ending is the safe direction: it asks for no second factor, so that a person who is worried is not held up.
  routes.post(`${HERE}/akhiri`, async (c) => {
    const member = c.get('member');
    if (member?.session === undefined) return signInFirst(c, platform);
    const own = member.session.id;
    await runAs(platform.db, { kind: 'member', userId: member.userId }, async (tx) => {
      await endSessions(tx, member.userId, own);
      await record(tx, member.userId, 'account.sessions-ended');
    });
    return goTo(c, await platform.page(c), `${HERE}?selesai=1`);
  });

  routes.post(`${HERE}/:id/akhiri`, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const id = z.uuid().safeParse(c.req.param('id'));
    if (!id.success) return platform.problem(c, 'not-found');
    await runAs(platform.db, { kind: 'member', userId: member.userId }, async (tx) => {
      const gone = await tx
        .deleteFrom('auth.auth_session')
        .where('id', '=', id.data)
        .where('user_id', '=', member.userId)
        .executeTakeFirst();
      if (gone.numDeletedRows > 0n) await record(tx, member.userId, 'account.sessions-ended', { id: id.data });
    });
    return goTo(c, await platform.page(c), id.data === member.session?.id ? '/masuk' : `${HERE}?selesai=1`);
  });

  return routes;
}

/** Sessions as a table; also on the page of a person for administrators, without the buttons. */
export function SessionTable({
  lang,
  rows,
  zone,
  own,
  end,
}: {
  readonly lang: Language;
  readonly rows: readonly SessionRow[];
  readonly zone: 'WIB' | 'WITA' | 'WIT';
  readonly own: string | null;
  readonly end?: (row: SessionRow, device: string) => unknown;
}) {
  const words = ownWords(lang);
  const told = (row: SessionRow): string =>
    tellDevice(row.device, { on: words.deviceOn, unknown: words.deviceUnknown });
  return (
    <Table
      caption={words.sessionsTitle}
      captionHidden
      rows={rows}
      empty={<p>–</p>}
      columns={[
        {
          label: words.device,
          head: true,
          cell: (row) => (
            <>
              {told(row)} {row.id === own ? <Tag kind="done">{words.thisOne}</Tag> : null}
            </>
          ),
        },
        { label: words.way, cell: (row) => words.wayOf[row.way] },
        { label: words.since, cell: (row) => formatInstant(row.since, zone, lang) },
        { label: words.lastUsed, cell: (row) => formatInstant(row.usedAt, zone, lang) },
        ...(end === undefined
          ? []
          : [{ label: words.action, labelHidden: true, cell: (row: SessionRow) => <>{end(row, told(row))}</> }]),
      ]}
    />
  );
}

const SessionsPage: FC<{
  readonly page: PageContext;
  readonly rows: readonly SessionRow[];
  readonly own: string;
  readonly zone: 'WIB' | 'WITA' | 'WIT';
  readonly done: boolean;
}> = ({ page, rows, own, zone, done }) => {
  const words = ownWords(page.lang);
  const { lang } = page;
  return (
    <DeskLayout
      page={page}
      title={words.sessionsTitle}
      notice={done ? <Notice lang={lang} title={words.ended} /> : undefined}
    >
      <PageHeading
        title={words.sessionsTitle}
        lead={words.sessionsLead(String(LIFETIME_SECONDS / 3600), String(IDLE_MS / 3_600_000))}
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: words.here, href: page.to('/akun') }, { label: words.sessionsTitle }]}
          />
        }
      />
      <SessionTable
        {...{ lang, rows, zone, own }}
        end={(row, device) => (
          <Form page={page} action={`${HERE}/${row.id}/akhiri`} layout="inline">
            <Button kind="quiet" small>
              {words.end}
              <span class="visually-hidden"> {words.endOf(device)}</span>
            </Button>
          </Form>
        )}
      />
      <p class="small">{words.strange}</p>
      {rows.length < 2 ? null : (
        <Form page={page} action={`${HERE}/akhiri`} layout="inline">
          <Button kind="danger">{words.endOthers}</Button>
        </Form>
      )}
    </DeskLayout>
  );
};
