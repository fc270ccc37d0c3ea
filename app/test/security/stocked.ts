/**
 * For the tests of this folder: the whole application with people of every role, offices, cases at every step, files, a pledge, an invitation,
 * a text of the media desk and imports, so that every address has something to answer with.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { demoPassword } from '../../src/features/accounts/index.ts';
import { formsOf, Visitor } from '../../src/features/accounts/visitor.fixture.ts';
import { type Desk, facts, startDesk, stops, type Who } from '../../src/features/cases/desk.fixture.ts';
import { Reporter, receiptIn, walkToCheck } from '../../src/features/reports/report-walk.fixture.ts';

/** Who asks: nobody, one who gave the password and no code yet, one who has no second factor yet, and one person of each role. */
export const askers = [
  'nobody',
  'half',
  'newcomer',
  'officer',
  'overseer',
  'verifier',
  'conveyor',
  'authority',
  'admin',
  'media',
  'asn',
] as const satisfies readonly ('nobody' | 'half' | 'newcomer' | Who)[];
export type Asker = (typeof askers)[number];

export interface Stocked {
  readonly desk: Desk;
  /** Address of a real server in front of the application, without a trailing slash. */
  readonly url: string;
  readonly numbers: { readonly decided: string; readonly received: string; readonly named: string };
  readonly receipt: string;
  /** Addresses that no page links to. */
  readonly unlinked: readonly string[];
  visitor(who: Asker): Promise<Visitor>;
  ask(path: string, who?: Asker, init?: RequestInit): Promise<Response>;
  end(): Promise<void>;
}

export const tinyPicture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const importBase = '/kantor/hukum/impor';

/** @param options `unsigned`: the civil servant has not signed the pledge, so that its form is there */
export async function startStocked(options: { readonly unsigned?: boolean } = {}): Promise<Stocked> {
  const desk = await startDesk();
  const { app, country } = desk;
  const running = serve({ fetch: app.hono.fetch, port: 0, hostname: '127.0.0.1' });
  await once(running, 'listening');
  const address = running.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const url = `http://127.0.0.1:${address.port}`;

  const reporter = new Reporter(url);
  await walkToCheck(reporter, country, true, [new File([tinyPicture], 'foto.png', { type: 'image/png' })]);
  const receipt = receiptIn((await reporter.send()).html);
  if (receipt === '') throw new Error('the report was not taken');
  const { number: named } = await app.owner.selectFrom('case_file').select('number').executeTakeFirstOrThrow();
  await desk.walk(named, ['officer', facts]);
  const received = await desk.report();
  for (const stop of stops.slice(1, -1)) await desk.caseUpTo(stop);
  const decided = await desk.caseUpTo('decide');

  await desk.at('asn').then((asn) => (options.unsigned === true ? null : asn.fill('/ikrar', '/ikrar', { read: 'ya' })));
  const media = await desk.at('media');
  const text =
    'Camat Arunika Timur tampak hadir pada deklarasi pasangan calon di Balai Kirana, kata saksi rekaan. '.repeat(2);
  await media.fill('/media/baru', '/media/baru', { source: 'Kabar Rekaan', text, do: 'store' });
  await bringIn(desk, url, 'libur 2028.csv', await example('contoh-keputusan-libur-2028.csv'), true);
  await bringIn(
    desk,
    url,
    'salah.csv',
    'Tanggal;Jenis;Keputusan;Penerbit;Keyakinan\n=1+1;@x;"<b>y";-z;dilihat\n',
    false,
  );
  await bringIn(desk, url, 'aneh.csv', 'Kapan?;Apa;Nama SK;Kata siapa;Yakin?\n1 Januari 2027;a;b;c;d\n', false);
  await app.ledger.service.begin();
  await app.ledger.noteRulebook();
  await app.ledger.service.sealNow();

  const newcomer = await comeNew(desk);
  const half = new Visitor(app.hono);
  await half.fill('/masuk', '/masuk', { email: 'satgas@netra.contoh', password: demoPassword });
  const token = await app.accounts.service.invite(null, { bodyId: country.bodies.bawasluCity.id, role: 'officer' });
  const others = { nobody: new Visitor(app.hono), half, newcomer };
  const visitor = (who: Asker): Promise<Visitor> =>
    who === 'nobody' || who === 'half' || who === 'newcomer' ? Promise.resolve(others[who]) : desk.at(who);
  return {
    desk,
    url,
    numbers: { decided, received, named },
    receipt,
    unlinked: [`/mulai/${token}`, '/log/tile/0/000.p/16', '/log/tile/entries/000.p/16', '/log/keys', '/log/checkpoint'],
    visitor,
    ask: async (to, who = 'nobody', init = {}) => {
      const { cookie } = await visitor(who);
      const headers = new Headers(init.headers);
      headers.set('host', '127.0.0.1');
      if (cookie !== '' && !headers.has('cookie')) headers.set('cookie', cookie);
      const env = { incoming: { socket: { remoteAddress: `10.9.0.${askers.indexOf(who)}` } } };
      return app.hono.request(`http://127.0.0.1${to}`, { ...init, headers }, env);
    },
    end: async () => {
      if ('closeAllConnections' in running) running.closeAllConnections();
      await new Promise<void>((done) => void running.close(() => done()));
      await desk.end();
    },
  };
}

/** Comes by an invitation, and signs in for the first time. */
async function comeNew(desk: Desk): Promise<Visitor> {
  const { app, country } = desk;
  const token = await app.accounts.service.invite(null, { bodyId: country.bodies.bawasluCity.id, role: 'officer' });
  const visitor = new Visitor(app.hono);
  const [email, password] = ['orang.baru@kantor.contoh', 'empat kuda makan rumput'];
  await visitor.fill(`/mulai/${token}`, `/mulai/${token}`, { name: 'Orang Baru', email, password });
  await visitor.fill('/masuk', '/masuk', { email, password });
  return visitor;
}

function example(name: string): Promise<string> {
  return readFile(path.resolve(import.meta.dirname, '../../../docs/examples', name), 'utf8');
}

/** Uploads a file of holidays as an administrator does; applies it if asked to. */
async function bringIn(desk: Desk, url: string, name: string, contents: string, apply: boolean): Promise<void> {
  const admin = await desk.at('admin');
  const page = await admin.get(`${importBase}?jenis=keputusan`);
  const action = `${importBase}/kirim/keputusan`;
  const body = new FormData();
  body.append('_csrf', formsOf(page.html).find((one) => one.action === action)?.hidden._csrf ?? '');
  body.append('file', new Blob([contents]), name);
  const sent = await fetch(url + action, {
    method: 'POST',
    body,
    headers: { cookie: admin.cookie },
    redirect: 'manual',
  });
  const preview = sent.headers.get('location') ?? '';
  if (sent.status !== 303) throw new Error(`${name} was not taken: ${sent.status}`);
  if (apply) await admin.fill(preview, `${preview}/terapkan`, {});
}
