/** The composition root: the one place where clock, chance, keys, connections and features meet. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Hono } from 'hono';
import type pg from 'pg';
import type { Config, Part } from './config.ts';
import {
  type AccountabilityFeature,
  accountabilityFeature,
  isAssessmentUpload,
} from './features/accountability/index.ts';
import {
  accountsFeature,
  type DemoAccount,
  demoPassword,
  findContact,
  isBackChannel,
  officeOperations,
} from './features/accounts/index.ts';
import { accusedFeature, isAnswerUpload } from './features/accused/index.ts';
import { type ApiFeature, apiFeature, isApiUpload, programs } from './features/api/index.ts';
import { type AskFeature, askFeature, isAskForm } from './features/ask/index.ts';
import { authorityFeature } from './features/authority/index.ts';
import { caseOperations, casesFeature, lockStoredAccused } from './features/cases/index.ts';
import { type DeadlinesFeature, deadlinesFeature } from './features/deadlines/index.ts';
import { demoAccounts, demonstrationFeature, seedDemonstration } from './features/demonstration/index.ts';
import { assigneesOf, deskWorkFeature } from './features/desk-work/index.ts';
import { disciplineRegisterFeature, isRegisterUpload } from './features/discipline-register/index.ts';
import { type DocumentsFeature, documentsFeature } from './features/documents/index.ts';
import { evidenceFeature, MOST_BYTES, unsentBytes } from './features/evidence/index.ts';
import { type ExchangeFeature, exchangeFeature, isExchangeUpload } from './features/exchange/index.ts';
import { facilitiesFeature, isFacilityUpload } from './features/facilities/index.ts';
import { guidanceFeature, guidanceOperations } from './features/guidance/index.ts';
import { guidesFeature } from './features/guides/index.ts';
import { lawFeature, lawOperations } from './features/law/index.ts';
import { isLawUpload, lawDataFeature, lawSource } from './features/law-data/index.ts';
import { ledgerFeature } from './features/ledger/index.ts';
import { lessonsFeature } from './features/lessons/index.ts';
import { createOutbox, type MailFeature, type MailOptions, mailFeature } from './features/mail/index.ts';
import { mediaFeature, mediaOperations } from './features/media/index.ts';
import { operationFeature } from './features/operation/index.ts';
import { outreachFeature } from './features/outreach/index.ts';
import { isPartyLink, isPartyUpload, partiesFeature } from './features/parties/index.ts';
import { type CoverageFeature, coverageFeature } from './features/pledge-coverage/index.ts';
import { isCodeForm, pledgesFeature, type SignDoor, signPath } from './features/pledges/index.ts';
import { isPhotoUpload, type PreventionFeature, preventionFeature } from './features/prevention/index.ts';
import { privacyFeature, retentions } from './features/privacy/index.ts';
import { referralsFeature } from './features/referrals/index.ts';
import { reportsFeature } from './features/reports/index.ts';
import { isRosterUpload, openPerson, type RosterFeature, rosterFeature, rosterKeys } from './features/roster/index.ts';
import { findOpenElection, statisticsFeature } from './features/statistics/index.ts';
import { type VerificationFeature, verificationFeature } from './features/verification/index.ts';
import { announcer } from './platform/api/index.ts';
import { demonstrationClock, type LegalClock, legalDay, realClock } from './platform/clock/legal-clock.ts';
import type { SignOnSettings } from './platform/configuration/sign-on-settings.ts';
import { deriveKeys } from './platform/crypto/secret.ts';
import { keyedHash } from './platform/crypto/token.ts';
import { oneAtATime } from './platform/db/alone.ts';
import { type Address, type Database, databaseOn, poolFor } from './platform/db/connect.ts';
import { countTogether } from './platform/db/counts.ts';
import { secretMark } from './platform/db/secret-mark.ts';
import { diskSpace } from './platform/files/index.ts';
import { countedAddress } from './platform/http/address.ts';
import { type Assets, loadAssets } from './platform/http/assets.ts';
import type { Ctx, Env } from './platform/http/env.ts';
import { forgery } from './platform/http/forgery.ts';
import { inLanguage } from './platform/http/language.ts';
import { sharedLimits } from './platform/http/limits.ts';
import { problems } from './platform/http/problems.ts';
import { makeServer, pathOf } from './platform/http/server.ts';
import { snapshots } from './platform/http/snapshots.ts';
import { formatInstant } from './platform/i18n/dates.ts';
import { createJobs } from './platform/jobs/index.ts';
import { lawBook } from './platform/law/law-book.ts';
import { describeError, type Log } from './platform/log/log.ts';
import { observer } from './platform/observe/index.ts';
import type { Operator, Platform } from './platform/platform.ts';
import { createWorkshop } from './platform/workshop/index.ts';
import { demoClockPath, ErrorPage, type PageContext } from './ui/index.ts';

/** Uploads of reports that were never sent are looked for every hour. */
const SWEEP_MS = 3_600_000;

/** How old a public page may be. Figures on it are counted less often anyway. */
const SNAPSHOT_MS = 5000;

/** Minutes between two batches of the public log, and leaves of the smallest. A demonstration is looked at for minutes, not for weeks. */
const LOG_MINUTES = 15;
const BATCH = 64;
const DEMO_LOG_MINUTES = 2;
const DEMO_BATCH = 16;

export interface ComposeOptions {
  readonly mode: Config['mode'];
  /** What this process does; left out, everything. */
  readonly part?: Part;
  readonly database: Address;
  /** The instance's secret as the operator wrote it or as it was made for the demonstration. */
  readonly secret: string;
  readonly publicUrl: string;
  /** Who answers for the data of this instance; null: not said yet. */
  readonly operator?: Operator | null;
  readonly dataDir: string;
  /** Where the build lies: `client/` and `server/`. */
  readonly distDir: string;
  readonly log: Log;
  readonly addressHeader: string | null;
  /** Tests bring their own. */
  readonly legalClock?: LegalClock;
  readonly poolSize?: number;
  /** Names of the migrations of this version; left out, none is missed. */
  readonly migrations?: () => Promise<readonly string[]>;
  /** Megabytes that stay free where files lie; left out, none. */
  readonly diskReserveMb?: number;
  /** A line of the log for every request, except those of reporters. */
  readonly logRequests?: boolean;
  /** Keeps figures; on the public port they are given only with the token. */
  readonly metrics?: boolean;
  readonly metricsToken?: string | null;
  /** Address of a collector of traces. */
  readonly traceEndpoint?: string;
  /** Megabytes of all uploads that were not sent yet; left out, no limit. */
  readonly unsentMb?: number;
  /** Minutes between two batches of the public log; left out, as is usual for the mode. */
  readonly logMinutes?: number;
  /** The mail server; the demonstration has its own. */
  readonly mail?: MailOptions['settings'];
  /** Where messages to telephones go; left out, nowhere. */
  readonly gateway?: MailOptions['gateway'];
  readonly mailTransport?: MailOptions['transport'];
  /** Seconds between two looks at each queue of jobs; left out, as each queue says. */
  readonly jobPollSeconds?: number;
  /** Milliseconds that shared public pages are handed out from memory; 0: made anew for each visitor. */
  readonly snapshotMs?: number;
  /** The provider of single sign-on; left out, there is none. */
  readonly signOn?: SignOnSettings | null;
  /** A demonstration or a test may tell a receiver on this very machine, without https. */
  readonly webhookLoopback?: boolean;
  /** Sign-ins that the demonstration offers; tests bring their own. */
  readonly demoAccounts?: readonly DemoAccount[];
  /** Tests of pages need no build. */
  readonly assets?: Assets;
}

export interface App {
  readonly hono: Hono<Env>;
  /** Takes requests that need none of the layers of the application; false: not this one. */
  readonly early: SignDoor;
  readonly platform: Platform;
  readonly accounts: ReturnType<typeof accountsFeature>;
  readonly cases: ReturnType<typeof casesFeature>;
  readonly ledger: ReturnType<typeof ledgerFeature>;
  readonly mail: MailFeature;
  readonly documents: DocumentsFeature;
  readonly deadlines: DeadlinesFeature;
  readonly api: ApiFeature;
  readonly deskWork: ReturnType<typeof deskWorkFeature>;
  readonly exchange: ExchangeFeature;
  readonly facilities: ReturnType<typeof facilitiesFeature>;
  readonly parties: ReturnType<typeof partiesFeature>;
  readonly verification: VerificationFeature;
  readonly roster: RosterFeature;
  readonly coverage: CoverageFeature;
  readonly accountability: AccountabilityFeature;
  readonly prevention: PreventionFeature;
  readonly ask: AskFeature;
  /** Fills what a new instance needs, sweeps what is left over, and gives the lines that greet the person who started it. */
  prepare(say: (line: string) => void): Promise<readonly string[]>;
  /** From now on this process is not ready; it still answers. */
  beginStop(): void;
  /** The answer of `/readyz`. */
  ready(): Promise<Response>;
  /** The figures of this process, or null where none are kept. */
  figures(): Promise<Response | null>;
  close(): Promise<void>;
}

export async function compose(options: ComposeOptions): Promise<App> {
  const pools: pg.Pool[] = [];
  const open = (max: number, nativeTypes: boolean): pg.Pool => {
    const pool = poolFor(options.database, { max, nativeTypes });
    pools.push(pool);
    return pool;
  };
  const pool = open(options.poolSize ?? 16, false);
  const db: Database = databaseOn(pool);
  const part = options.part ?? 'all';
  // Loaded only where they are asked for.
  const metrics =
    options.metrics === true
      ? (await import('./platform/observe/metrics.ts')).makeMetrics([{ name: 'main', pool }])
      : null;
  const tracer =
    options.traceEndpoint === undefined
      ? null
      : (await import('./platform/observe/trace-export.ts')).traceTo({ endpoint: options.traceEndpoint, part });
  const https = options.publicUrl.startsWith('https://');
  const keys = deriveKeys(Buffer.from(options.secret, 'utf8'));
  const demo = options.mode === 'demo';
  const demoClock = demo ? demonstrationClock(db) : null;
  const legalClock = options.legalClock ?? demoClock ?? realClock;
  const assets = options.assets ?? (await loadAssets(path.join(options.distDir, 'client')));

  /** One-way mark of an address, another every day: good for limits, useless for finding anybody. */
  const markAddress = (c: Ctx): string => {
    const told = options.addressHeader === null ? undefined : c.req.header(options.addressHeader);
    const address = countedAddress(told, peerAddress(c));
    const day = new Date().toISOString().slice(0, 10);
    return keyedHash(keys('address-mark'), day, address).subarray(0, 12).toString('base64url');
  };

  const pages = new WeakMap<Ctx, Promise<PageContext>>();
  const pageFor = (c: Ctx): Promise<PageContext> => {
    const there = pages.get(c);
    if (there !== undefined) return there;
    const page = makePage(c);
    pages.set(c, page);
    return page;
  };
  const makePage = async (c: Ctx): Promise<PageContext> => {
    const lang = c.get('lang');
    const member = c.get('member');
    const here = pathOf(c.req.url);
    const now = demo ? await legalClock.now() : null;
    let token: string | undefined;
    return {
      lang,
      path: here,
      to: (to) => inLanguage(lang, to),
      actor: member === null ? null : await signedIn(c, here),
      demo:
        now === null
          ? null
          : {
              legalNow: formatInstant(now, 'WIB', lang),
              legalNowInput: now
                .toZonedDateTimeISO('Asia/Jakarta')
                .toPlainDateTime()
                .toString({ smallestUnit: 'minute' }),
            },
      // Asked only by pages that hold a form: a page without one sets no cookie.
      get csrf() {
        token ??= server.tokenFor(c);
        return token;
      },
      assets: assets.paths,
    };
  };

  const server = makeServer({
    https,
    log: options.log,
    uuid: randomUUID,
    markAddress,
    findMember: (c) => accounts.service.findMember(c.req.raw.headers),
    pageFor,
    forgery: (refuse) =>
      forgery({
        key: keys('form-token'),
        https,
        random: randomBytes,
        pathOf,
        sealed: (path, c) =>
          isReportForm(path) ||
          isAskForm(path) ||
          changesNothing(path) ||
          isCodeForm(path) ||
          isPartyLink(path) ||
          isBackChannel(path) ||
          (demo && path === demoClockPath) ||
          isLawUpload(path, c.req.header('content-type')) ||
          isRegisterUpload(path, c.req.header('content-type')) ||
          isFacilityUpload(path, c.req.header('content-type')) ||
          isPartyUpload(path, c.req.header('content-type')) ||
          isAssessmentUpload(path, c.req.header('content-type')) ||
          isPhotoUpload(path, c.req.header('content-type')) ||
          isRosterUpload(path, c.req.header('content-type')) ||
          isAnswerUpload(path, c.req.header('content-type')) ||
          isExchangeUpload(path, c.req.header('content-type')),
        refuse,
      }),
    gate: (c) => operation.gate(c),
    programs: programs(options.publicUrl),
    observe: observer({ metrics, tracer, log: options.logRequests === true ? options.log : null, pathOf }),
    streams: (c) =>
      (isReportForm(pathOf(c.req.url)) && (c.req.header('content-type') ?? '').startsWith('multipart/form-data')) ||
      isLawUpload(pathOf(c.req.url), c.req.header('content-type')) ||
      isRegisterUpload(pathOf(c.req.url), c.req.header('content-type')) ||
      isFacilityUpload(pathOf(c.req.url), c.req.header('content-type')) ||
      isPartyUpload(pathOf(c.req.url), c.req.header('content-type')) ||
      isAssessmentUpload(pathOf(c.req.url), c.req.header('content-type')) ||
      isPhotoUpload(pathOf(c.req.url), c.req.header('content-type')) ||
      isRosterUpload(pathOf(c.req.url), c.req.header('content-type')) ||
      isAnswerUpload(pathOf(c.req.url), c.req.header('content-type')) ||
      isExchangeUpload(pathOf(c.req.url), c.req.header('content-type')) ||
      isApiUpload(pathOf(c.req.url)),
    snapshots: snapshots({
      shared: sharedPage,
      changesShared,
      pathOf,
      goodForMs: options.snapshotMs ?? SNAPSHOT_MS,
      now: () => performance.now(),
    }),
    errorPage: (page, kind, errorId) => ErrorPage({ page, status: problems[kind], errorId }),
  });
  // Before the first answer: what was added to the law counts from the start.
  const law = lawBook(lawSource(db), options.log);
  await law.refresh();
  const jobs = createJobs({
    database: options.database,
    db,
    log: options.log,
    ...(options.jobPollSeconds === undefined ? {} : { pollSeconds: options.jobPollSeconds }),
  });
  const outbox = createOutbox({ demo, messages: (options.gateway ?? null) !== null, jobs, keys, uuid: randomUUID });
  const platform: Platform = {
    demo,
    db,
    jobs,
    mail: outbox,
    announce: announcer(jobs),
    legalClock,
    law,
    realNow: Date.now,
    logMinutes: options.logMinutes ?? (demo ? DEMO_LOG_MINUTES : LOG_MINUTES),
    uuid: randomUUID,
    random: randomBytes,
    keys,
    limits: sharedLimits(pool),
    log: options.log,
    publicUrl: options.publicUrl,
    operator: options.operator ?? null,
    page: pageFor,
    formToken: server.formToken,
    stepUp: (c, backTo) => accounts.stepUp.require(c, backTo),
    problem: server.problem,
  };
  const workshop = createWorkshop(builtChild(options.distDir));
  const accounts = accountsFeature(platform, {
    pool: open(4, true),
    secret: betterAuthSecret(options.secret),
    https,
    demoAccounts: options.demoAccounts ?? demoAccounts,
    signOn: options.signOn ?? null,
    dispatch: (request, c) => server.app.fetch(request, c.env),
  });
  const filesFolder = path.join(options.dataDir, 'files', options.mode);
  const evidence = evidenceFeature(platform, {
    workshop,
    folder: filesFolder,
    space: diskSpace({
      folder: filesFolder,
      reserveMb: options.diskReserveMb ?? 0,
      unsentMb: options.unsentMb ?? Number.POSITIVE_INFINITY,
      unsentBytes: () => unsentBytes(db),
      perUploadMb: (3 * MOST_BYTES) / 1_000_000,
      now: Date.now,
    }),
  });
  const cases = casesFeature(platform);
  const authority = authorityFeature(platform, { cases });
  const deskWork = deskWorkFeature(platform, { cases, onLeave: (end) => accounts.onLeave(end) });
  const openElection = async (): Promise<string> =>
    (await findOpenElection(db, legalDay(await legalClock.now(), 'WIB'), law.current())).id;
  const ledger = ledgerFeature(platform, {
    origin: demo ? 'netra.contoh/log' : `${new URL(options.publicUrl).host}/log`,
    batchSize: demo ? DEMO_BATCH : BATCH,
    offlineFile: path.join(options.distDir, 'client', 'netra-periksa.html'),
  });
  const reports = reportsFeature(platform, {
    evidence: evidence.service,
    openCase: (tx, report) => cases.service.openFromReport(tx, report),
    electionId: openElection,
  });
  const rosterKey = rosterKeys(keys);
  const pledges = pledgesFeature(platform, {
    workshop,
    openPerson: (token, sealed) => openPerson(rosterKey, token, sealed),
  });
  pledges.letters.defineWork();
  const coverage = coverageFeature(platform, {
    reachOf: (token, sealed) => openPerson(rosterKey, token, sealed),
  });
  const lessons = lessonsFeature(platform);
  const prevention = preventionFeature(platform, { workshop, electionId: openElection });
  const accountability = accountabilityFeature(platform, { workshop });
  const outreach = outreachFeature(platform, { workshop });
  const statistics = statisticsFeature(platform);
  const guidance = guidanceFeature(platform, { electionId: openElection });
  const guides = guidesFeature(platform);
  const ask = askFeature(platform, { keptDays: retentions.advice.days });
  const lawPages = lawFeature(platform, { besideRule: ask.besideRule });
  const media = mediaFeature(platform);
  const lawData = lawDataFeature(platform, {
    folder: path.join(options.dataDir, 'imports'),
    noteInLog: async (tx, change) => {
      await ledger.noteLaw(tx, change);
      const at = Temporal.Instant.fromEpochMilliseconds(platform.realNow());
      await platform.announce(tx, { event: 'law.changed', bodies: null, about: { addition: change.addition }, at });
    },
  });

  const accused = accusedFeature(platform, {
    cases,
    evidence: evidence.service,
    reports: reports.readModel,
    workshop,
  });
  const documents = documentsFeature(platform, { cases, reports: reports.readModel, workshop });

  const deadlines = deadlinesFeature(platform, {
    cases,
    assigneesOf,
  });
  accounts.onLeave(deadlines.leave);

  const exchange = exchangeFeature(platform, {
    evidence: evidence.service,
    folder: path.join(options.dataDir, 'exchange'),
  });

  const referrals = referralsFeature(platform, { cases, exchange: exchange.service });

  const disciplineRegister = disciplineRegisterFeature(platform, {
    cases,
    folder: path.join(options.dataDir, 'imports'),
  });

  const roster = rosterFeature(platform, {
    database: options.database,
    folder: path.join(options.dataDir, 'imports'),
    distDir: options.distDir,
  });

  const facilities = facilitiesFeature(platform, {
    folder: path.join(options.dataDir, 'imports'),
    electionId: openElection,
  });

  const parties = partiesFeature(platform, {
    folder: path.join(options.dataDir, 'imports'),
    electionId: openElection,
  });

  const verification = verificationFeature(platform, {
    cases,
    findMedia: (member, id) => media.service.find(member, id),
  });

  const api = apiFeature(platform, {
    operations: [
      ...lawOperations(platform),
      ...guidanceOperations(platform),
      ...statistics.operations,
      ...deskWork.operations,
      ...caseOperations(platform, { ...cases, reports: reports.readModel }),
      ...documents.operations,
      ...mediaOperations(media.service),
      ...lawData.operations,
      ...officeOperations(platform),
      ...deadlines.operations,
      ...ledger.operations,
      ...exchange.operations,
      ...referrals.operations,
      ...verification.operations,
      ...disciplineRegister.operations,
      ...facilities.operations,
      ...coverage.operations,
      ...prevention.operations,
      ...ask.operations,
      ...parties.operations,
    ],
    webhookRules: { loopback: demo && options.webhookLoopback === true },
  });

  const mail = mailFeature(platform, {
    outbox,
    settings: options.mail ?? null,
    gateway: options.gateway ?? null,
    findContact,
    findWorkers: cases.findWorkers,
    transport: options.mailTransport ?? {},
  });
  const privacy = privacyFeature(platform, { cases, evidence: evidence.service, ownFiles: accused.files });

  const signedIn = async (c: Ctx, here: string): Promise<PageContext['actor']> => {
    const member = c.get('member');
    if (member === null) return null;
    const lang = c.get('lang');
    // One statement for all that is counted in the menu.
    const counted = await countTogether(db, member.userId, {
      ...cases.counters(member),
      ...deskWork.counters(member),
      ...privacy.counters(member),
      ...ask.counters(member),
      ...api.counters(member),
      ...mail.counters(member),
      ...facilities.counters(member),
    });
    const nav = [
      ...cases.navFor(member, lang, counted),
      ...referrals.navFor(member, lang),
      ...deskWork.navFor(member, lang, counted),
      ...deadlines.navFor(member, lang),
      ...authority.navFor(member, lang),
      ...ask.navFor(member, lang, counted),
      ...media.navFor(member, lang),
      ...lawData.navFor(member, lang),
      ...ledger.navFor(member, lang),
      ...privacy.navFor(member, lang, counted),
      ...accounts.navFor(member, lang),
      ...(await api.navFor(member, lang, counted)),
      ...mail.navFor(member, lang, counted),
      ...documents.navFor(member, lang),
      ...verification.navFor(member, lang),
      ...facilities.navFor(member, lang, counted),
      ...roster.navFor(member, lang),
      ...pledges.navFor(member, lang),
      ...coverage.navFor(member, lang),
      ...prevention.navFor(member, lang),
      ...parties.navFor(member, lang),
      ...accountability.navFor(member, lang),
      ...outreach.navFor(member, lang),
      ...guides.navFor(member, lang),
    ];
    return accounts.describe(member, lang, here, nav);
  };

  server.app.route('/', assets.routes);
  server.app.use(accounts.enrolFirst);
  const desk = {
    routes: cases.desk(reports.readModel, [
      accused.panel,
      authority.panel,
      deadlines.panel,
      documents.panel,
      exchange.panel,
      ...referrals.panels,
      ...verification.panels,
      ...deskWork.panels,
      ...parties.panels,
    ]),
  };
  const features = [
    accounts,
    statistics,
    reports,
    guidance,
    ask,
    guides,
    lawPages,
    evidence,
    pledges,
    coverage,
    lessons,
    prevention,
    accountability,
    outreach,
    media,
    lawData,
    ledger,
    accused,
    mail,
    api,
    privacy,
    deadlines,
    documents,
    exchange,
    referrals,
    disciplineRegister,
    facilities,
    parties,
    roster,
    authority,
    deskWork,
    verification,
    desk,
  ];
  for (const feature of features) server.app.route('/', feature.routes);
  if (demoClock !== null) server.app.route('/', demonstrationFeature(platform, demoClock).routes);

  const operation = operationFeature(platform, {
    assets: assets.paths,
    migrations: options.migrations ?? (() => Promise.resolve([])),
    secretMark: secretMark(options.secret),
    folder: options.dataDir,
    reserveMb: options.diskReserveMb ?? 0,
    maintenanceChanged: (on) => void changeWork(!on),
    metrics,
    metricsToken: options.metricsToken ?? null,
  });
  const early = pledges.door({
    fetch: (request, bindings) => server.app.fetch(request, bindings),
    closed: operation.underMaintenance,
    seen: (seconds, status) => metrics?.seen({ method: 'POST', route: signPath, path: signPath, status, seconds }),
  });
  const timers: { stop(): Promise<void> }[] = [];
  /** What is done once for the whole instance, and only where the worker lives. */
  const startWork = async (): Promise<void> => {
    if (timers.length > 0 || operation.underMaintenance()) return;
    timers.push(
      ledger.start(),
      every(SWEEP_MS, () =>
        evidence.service
          .sweepUnsent()
          .then(() => lawData.imports.expire())
          .then(() => facilities.imports.expire())
          .then(() => parties.imports.expire())
          .then(() => roster.service.sweep())
          .then(() => exchange.service.sweep())
          .catch((error: unknown) => options.log.error({ event: 'sweep-failed', ...describeError(error) })),
      ),
    );
    await mail.start();
    await jobs.start();
  };
  const restWork = async (): Promise<void> => {
    await jobs.pause();
    await Promise.all(timers.splice(0).map((timer) => timer.stop()));
  };
  // One change after the other: a maintenance may be over before the work has come to rest.
  let working: Promise<unknown> = Promise.resolve();
  let prepared = false;
  const changeWork = (on: boolean): Promise<unknown> => {
    if (!prepared) return working;
    working = working
      .then(on ? startWork : restWork)
      .catch((error: unknown) => options.log.error({ event: 'work-not-changed', ...describeError(error) }));
    return working;
  };
  let heartbeat: { stop(): Promise<void> } | undefined;
  await operation.look();
  const prepare = async (say: (line: string) => void): Promise<readonly string[]> => {
    await evidence.service.sweepUnsent();
    await lockStoredAccused(db, keys);
    await cases.search.update();
    await lawData.imports.expire();
    await media.importSeeds();
    await ledger.service.begin();
    await ledger.noteRulebook();
    if (!demo) {
      const link = await accounts.firstAdministratorLink();
      return link === null
        ? []
        : [`There is no administrator yet. This link makes the first one, once, within seven days:`, `  ${link}`];
    }
    const countDay = (): Promise<unknown> =>
      coverage.service.countToday().then(() => accountability.service.snapshotToday());
    await seedDemonstration({ platform, accounts, evidence: evidence.service, countDay, log: say });
    await countDay();
    // Whoever opens the demonstration finds its steps sealed, and does not wait for the first fixed time.
    const sealed = await ledger.service.sealNow();
    if (!sealed.ok) options.log.error({ event: 'log-not-signed', code: sealed.error.kind });
    return [
      `Demonstration sign-ins (password ${demoPassword}; the one-time code is shown when it is asked):`,
      ...demoAccounts.map((account) => `  ${account.email.padEnd(38)} ${account.does.en}`),
    ];
  };

  return {
    early,
    hono: server.app,
    platform,
    accounts,
    cases,
    ledger,
    mail,
    documents,
    deadlines,
    api,
    deskWork,
    exchange,
    facilities,
    parties,
    verification,
    roster,
    coverage,
    prevention,
    accountability,
    ask,
    prepare: async (say) => {
      // A web process beside a worker prepares nothing: the worker does, once for all.
      if (part === 'web') return [];
      const told = await oneAtATime(pool, () => prepare(say));
      heartbeat = operation.startWork();
      prepared = true;
      await startWork();
      return told;
    },
    beginStop: operation.beginStop,
    ready: operation.ready,
    figures: operation.figures,
    close: async () => {
      operation.close();
      // Work under way first: it needs everything that follows.
      prepared = false;
      await working;
      await jobs.stop();
      await mail.close();
      await Promise.all(timers.map((timer) => timer.stop()));
      await heartbeat?.stop();
      metrics?.stop();
      await tracer?.stop();
      law.close();
      await workshop.close();
      await Promise.all(pools.map((pool) => pool.end()));
    },
  };
}

/** Does something again and again until it is stopped; a run under way is waited for. */
function every(milliseconds: number, work: () => Promise<unknown>): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = work();
  }, milliseconds);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** Where the connection comes from; empty where there is none, as in tests that ask the application directly. */
function peerAddress(c: Ctx): string {
  const bindings: Partial<Env['Bindings']> | undefined = c.env;
  return bindings?.incoming?.socket.remoteAddress ?? '';
}

/** The workshop's program as the build has it; without a build, its source. */
function builtChild(distDir: string): { readonly childPath?: string } {
  const childPath = path.join(distDir, 'server', 'workshop-child.js');
  return existsSync(childPath) ? { childPath } : {};
}

/** The public report: its forms carry a sealed draft instead of a cookie. */
function isReportForm(here: string): boolean {
  return here === '/lapor' || here.startsWith('/lapor/');
}

/** "Bolehkah saya…?" and the check of receipts: their forms change nothing and keep nothing, so they carry no token and need no cookie. */
function changesNothing(here: string): boolean {
  return here === '/bolehkah' || here === '/periksa';
}

/** Pages that are the same for everybody who is not signed in. What somebody asked or is about to report leaves nothing in a browser. */
function sharedPage(here: string): 'kept' | 'passing' | null {
  if (here === '/' || here === '/cara-menghitung' || here === '/api' || here === '/privasi') return 'kept';
  if (here === '/hukum' || here.startsWith('/hukum/')) return 'kept';
  if (here === '/panduan' || here.startsWith('/panduan/')) return 'kept';
  if (here === '/log' || here === '/log/hukum') return 'kept';
  if (here === '/lapor' || here === '/bolehkah' || here === '/periksa' || here === '/status') return 'passing';
  return null;
}

/** What is done at these addresses shows on shared pages, and whoever did it looks at once. */
function changesShared(here: string): boolean {
  return here === demoClockPath || here.startsWith('/kantor/') || here.startsWith('/admin');
}

/** A key of its own for the accounts library, so that its secret tells nothing of ours. */
function betterAuthSecret(secret: string): string {
  return createHash('sha256').update(`netra accounts ${secret}`).digest('base64url');
}
