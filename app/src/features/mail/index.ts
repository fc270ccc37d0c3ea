/** The door of mail: the outbox that features write to, its delivery, and the pages of administrators and of each person. */
import type { Hono } from 'hono';
import type { Tx } from '../../platform/db/connect.ts';
import type { Counted, Counters } from '../../platform/db/counts.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem } from '../../ui/index.ts';
import { membershipsFor } from '../accounts/index.ts';
import { type Catcher, startCatcher } from './catcher.ts';
import { deliverDue, type Run, type WayOut } from './delivery.ts';
import { type GatewaySettings, withGateway } from './gateway.ts';
import { mailRoutes } from './mail-routes.tsx';
import { mailService, pausedCount } from './mail-service.ts';
import { type FindContact, sweepMail } from './mail-store.ts';
import { DELIVER_QUEUE, OFFICE_QUEUE, type Outbox, officeNotice } from './outbox.ts';
import { fingerprintOf, type MailSettings, makeTransport, type TransportOptions } from './transport.ts';
import { mailWords } from './words.ts';

export type { GatewaySettings } from './gateway.ts';
export { createOutbox, type Outbox } from './outbox.ts';
export type { MailSettings } from './transport.ts';

const SWEEP_QUEUE = 'mail-sweep';
const DEMO_FROM = 'netra@netra.contoh';

export interface MailOptions {
  readonly outbox: Outbox;
  /** Null where no mail server is set. The demonstration always uses its own. */
  readonly settings: MailSettings | null;
  /** Where messages to telephones go; null: nowhere. */
  readonly gateway?: GatewaySettings | null;
  readonly findContact: FindContact;
  /** Everybody who works on cases at an office. Asked as the system. */
  readonly findWorkers: (tx: Tx, bodyId: string) => Promise<readonly string[]>;
  /** Tests are less patient. */
  readonly transport?: TransportOptions;
}

export interface MailFeature {
  readonly routes: Hono<Env>;
  /** The administrators' page; for others a hint when mail does not reach them. */
  counters(member: Member): Counters;
  navFor(member: Member, lang: Language, counted: Counted): readonly NavItem[];
  /** Where the worker lives: opens the way out, and notes with which settings, so that an administrator sees what holds. */
  start(): Promise<void>;
  /** Sends what is due, as the worker does. */
  deliver(signal?: AbortSignal): Promise<Run>;
  /** Ends connections, and the demonstration's mail server. */
  close(): Promise<void>;
}

export function mailFeature(platform: Platform, options: MailOptions): MailFeature {
  const { db, keys, log, publicUrl, realNow, jobs, random } = platform;
  const { outbox, findContact } = options;
  const now = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(realNow());
  const service = mailService({ db, keys, random, realNow, outbox, findContact });
  let catcher: Catcher | null = null;
  let opening: Promise<WayOut | null> | null = null;

  /** Opened where mail is sent, when there is something to send: pages need no connection to a mail server. */
  const open = async (): Promise<WayOut | null> => {
    if (platform.demo) catcher = await startCatcher(db);
    const settings = catcher === null ? options.settings : { smtpUrl: catcher.smtpUrl, from: DEMO_FROM };
    const fingerprint =
      settings === null ? null : platform.demo ? 'demo' : fingerprintOf(settings, keys('mail-fingerprint'));
    await runAs(db, { kind: 'system' }, (tx) =>
      tx
        .updateTable('mail_setting')
        .set({ fingerprint })
        .where((w) => w('fingerprint', 'is distinct from', fingerprint))
        .execute(),
    );
    if (settings === null || fingerprint === null) return null;
    const transport = withGateway(makeTransport(settings, options.transport), options.gateway ?? null);
    return { transport, fingerprint, alwaysOpen: platform.demo, wakesNobody: platform.demo };
  };
  const wayOut = (): Promise<WayOut | null> => {
    opening ??= open().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
  const deliver = async (signal?: AbortSignal): Promise<Run> => {
    const way = await wayOut();
    if (way === null) return { sent: 0, more: false };
    return deliverDue({ db, keys, log, publicUrl, now, findContact }, way, signal);
  };

  // Bells are alike: one run answers all that rang. What is put off (at night, for the digest, after a failure) is found by the clock.
  jobs.define(DELIVER_QUEUE, { batch: 200, cron: '*/5 * * * *', retryLimit: 2 }, async (_, signal) => {
    const { more } = await deliver(signal);
    if (more) await runAs(db, { kind: 'system' }, (tx) => outbox.ring(tx));
  });
  jobs.define(OFFICE_QUEUE, { batch: 50 }, async (data) => {
    for (const item of data) {
      const { bodyId, template, key, without } = officeNotice.parse(item);
      await runAs(db, { kind: 'system' }, async (tx) => {
        for (const to of await options.findWorkers(tx, bodyId))
          if (!without.includes(to)) await outbox.queue(tx, { to, template, dedupeKey: key });
      });
    }
  });
  jobs.define(SWEEP_QUEUE, { cron: '10 3 * * *' }, () => runAs(db, { kind: 'system' }, (tx) => sweepMail(tx, now())));

  return {
    routes: mailRoutes(platform, service, findContact),
    counters: (member) => (member.mustEnrol ? {} : { pausedMail: pausedCount(member.userId) }),
    navFor: (member, lang, counted) => {
      const words = mailWords(lang);
      if (membershipsFor(member, ['admin']).length > 0)
        return [{ href: '/admin/surel', label: words.nav, count: null, current: false }];
      if (counted('pausedMail') === 0) return [];
      return [{ href: '/akun/surel', label: words.navResting, count: null, current: false }];
    },
    start: async () => {
      await wayOut();
    },
    deliver,
    close: async () => {
      const way = await opening?.catch(() => null);
      way?.transport.close();
      await catcher?.close();
    },
  };
}
