/** For tests: an application with offices that take reports, and a reporter without script who fills in what the pages really ask. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { foundCountry, type TestBody, type TestCountry } from '../../../test/support/offices.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import { createWorkshop } from '../../platform/workshop/index.ts';
import { makeBody } from '../accounts/index.ts';
import { casesFeature } from '../cases/index.ts';
import { type EvidenceFeature, evidenceFeature } from '../evidence/index.ts';
import { type ReportsFeature, reportsFeature } from './index.ts';

export interface ReportsApp {
  readonly app: TestApp;
  readonly country: TestCountry;
  readonly reports: ReportsFeature;
  readonly evidence: EvidenceFeature;
  readonly cases: ReturnType<typeof casesFeature>;
  /** Address of the server, `http://127.0.0.1:4711`. */
  readonly url: string;
  /** The same of the composed application. */
  readonly wholeUrl: string;
  readonly folder: string;
  /** A download as a signed-in person. */
  as(member: Member, path: string): Promise<Response>;
  end(): Promise<void>;
}

export async function startReportsApp(
  mode: 'demo' | 'production' = 'production',
  options: { readonly realNow?: () => number; readonly hasRoom?: () => boolean } = {},
): Promise<ReportsApp> {
  const app = await startTestApp({ mode });
  const country = await foundCountry(app.owner);
  await giveKeys(app, country);
  const platform = { ...app.platform, realNow: options.realNow ?? app.platform.realNow };
  const workshop = createWorkshop();
  const folder = path.join(app.dataDir, 'reports-test');
  const cases = casesFeature(platform);
  const { hasRoom = () => true } = options;
  const space = { take: () => Promise.resolve(hasRoom() ? { done: () => {} } : null) };
  const evidence = evidenceFeature(platform, { workshop, folder, space });
  const reports = reportsFeature(platform, {
    evidence: evidence.service,
    openCase: cases.service.openFromReport,
    electionId: () => Promise.resolve('pilkada-2024'),
  });
  // A server of its own beside the composed one: so the tests hold whatever the composition root mounts.
  const members = new Map<string, Member>();
  const desk = new Hono<Env>();
  desk.use(async (c, next) => {
    c.set('lang', 'id');
    c.set('requestId', 'test');
    c.set('addressMark', 'test');
    c.set('member', members.get(c.req.header('x-member') ?? '') ?? null);
    await next();
  });
  desk.route('/', evidence.routes);
  const door = new Hono<Env>();
  door.use(async (c, next) => {
    c.set('lang', new URL(c.req.url).pathname.startsWith('/en/') ? 'en' : 'id');
    c.set('requestId', randomUUID().slice(0, 8));
    c.set('addressMark', 'test');
    c.set('member', null);
    await next();
  });
  door.route('/', reports.routes);
  door.route('/en', reports.routes);
  const server = await serverOf(door);
  const whole = await serverOf(app.hono);
  return {
    app,
    country,
    reports,
    evidence,
    cases,
    url: server.url,
    wholeUrl: whole.url,
    folder,
    as: async (member, to) => {
      members.set(member.userId, member);
      return desk.request(to, { headers: { 'x-member': member.userId } });
    },
    end: async () => {
      await server.close();
      await whole.close();
      await workshop.close();
      await app.end();
    },
  };
}

function serverOf(app: Hono<Env>): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  return new Promise((resolve) => {
    const running = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({ url: `http://127.0.0.1:${port}`, close: () => closed(running) }),
    );
  });
}

async function closed(server: ReturnType<typeof serve>): Promise<void> {
  if ('closeAllConnections' in server) server.closeAllConnections();
  await new Promise<void>((resolve) => void server.close(() => resolve()));
}

/** The offices of the small country were made without keys: gives them the keys of offices made by the product. */
async function giveKeys(app: TestApp, country: TestCountry): Promise<void> {
  const { bawaslu, bawasluProvince, bawasluCity, bawasluOther } = country.bodies;
  for (const body of [bawaslu, bawasluProvince, bawasluCity, bawasluOther]) await giveKey(app, body);
}

async function giveKey(app: TestApp, body: TestBody): Promise<void> {
  // The box is bound to the office's id, so the office itself is made anew under its own id.
  await app.owner.deleteFrom('body').where('id', '=', body.id).execute();
  const made = await runAs(app.owner, { kind: 'system' }, (tx) =>
    makeBody(tx, app.platform.keys, {
      id: body.id,
      code: body.code,
      kind: body.kind,
      name: body.name,
      jurisdictionId: body.place.id,
      zone: body.zone,
      validFrom: null,
      validUntil: null,
    }),
  );
  if (!made.ok) throw new Error(made.error);
}

export interface Answer {
  readonly status: number;
  readonly html: string;
  /** Without tags, in one line. */
  readonly text: string;
  readonly cookies: readonly string[];
  readonly url: string;
}

/** Values of a form by name; a Blob with a name is a file. */
export type Filled = Readonly<Record<string, string | readonly File[]>>;

export class Reporter {
  page: Answer = { status: 0, html: '', text: '', cookies: [], url: '' };
  readonly cookies: string[] = [];
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async open(to: string): Promise<Answer> {
    return this.keep(await fetch(this.url + to, { redirect: 'manual' }));
  }

  get draft(): string {
    return /name="draft" value="([\w-]+)"/.exec(this.page.html)?.[1] ?? '';
  }

  /** Sends the form of the page, with what is prefilled in hidden fields. */
  async send(values: Filled = {}, go = 'next', action?: string): Promise<Answer> {
    const found = /<form[^>]*action="(\/(?:en\/)?lapor[^"]*)"[^>]*>/.exec(this.page.html);
    const to = action ?? found?.[1] ?? '';
    const multipart = found?.[0]?.includes('multipart') === true && action === undefined;
    const hidden = [...this.page.html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const body = new FormData();
    for (const [, name = '', value = ''] of hidden) body.append(name, value);
    for (const [name, value] of Object.entries(values)) {
      if (typeof value === 'string') body.append(name, value);
      else for (const file of value) body.append(name, file, file.name);
    }
    if (!Object.hasOwn(values, 'remove')) body.append('go', go);
    return this.post(to, multipart ? body : urlencoded(body));
  }

  async post(to: string, body: FormData | URLSearchParams): Promise<Answer> {
    return this.keep(await fetch(this.url + to, { method: 'POST', body, redirect: 'manual' }));
  }

  private async keep(response: Response): Promise<Answer> {
    const html = await response.text();
    const text = html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
    const cookies = response.headers.getSetCookie();
    this.cookies.push(...cookies);
    this.page = { status: response.status, html, text, cookies, url: response.url };
    return this.page;
  }
}

function urlencoded(form: FormData): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of form) if (typeof value === 'string') body.append(name, value);
  return body;
}

export const receiptIn = (html: string): string => /data-copy="([^"]+)"/.exec(html)?.[1] ?? '';

export const story =
  'Pak camat menyuruh semua staf hadir di deklarasi pasangan calon dan membagikan kaus di halaman kantor.';

/** Answers of a walk, page by page. */
export function answersFor(country: TestCountry, named: boolean): readonly Filled[] {
  return [
    { act: 'partisan-activity' },
    {
      happened_day: '28',
      happened_month: '9',
      happened_year: '2024',
      known_day: '29',
      known_month: '9',
      known_year: '2024',
    },
    { region: country.places.district.id, place: 'Halaman Gedung Kirana' },
    { post: 'Camat Rekaan', unit: 'Kecamatan Arunika Timur', name: 'Tokoh Karangan', status: 'pns' },
    { story },
    {},
    named
      ? { named: 'ya', name: 'Pelapor Rahasia', address: 'Jalan Tersembunyi 7', contact: '0800-sunyi' }
      : { named: 'tidak' },
  ];
}

/** Walks from the start to the page that checks the answers. */
export async function walkToCheck(
  reporter: Reporter,
  country: TestCountry,
  named: boolean,
  files: readonly File[] = [],
): Promise<Answer> {
  await reporter.open('/lapor/apa');
  for (const [index, filled] of answersFor(country, named).entries()) {
    const page = await reporter.send(index === 5 && files.length > 0 ? { files } : filled);
    if (page.status !== 200)
      throw new Error(`page ${index + 1} was refused: ${page.status} ${page.text.slice(0, 600)}`);
  }
  return reporter.page;
}
