/** For tests of the desk: the composed application with offices, people who really sign in, and reports that were really sent. */
import { sql } from 'kysely';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { foundCountry, type TestCountry } from '../../../test/support/offices.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member, Role } from '../../platform/http/env.ts';
import { demoPassword, makeBody } from '../accounts/index.ts';
import { plain, Visitor } from '../accounts/visitor.fixture.ts';
import { evidenceFeature } from '../evidence/index.ts';
import { reportsFeature } from '../reports/index.ts';
import type { CaseAction } from './case.ts';

/** Emails for which the demonstration tells one-time codes; here at the offices of the small country. */
const staff = {
  officer: ['pengawas.arunika@netra.contoh', 'officer', 'bawaslu-ar'],
  colleague: ['pengawas.arunika-utara@netra.contoh', 'officer', 'bawaslu-ar'],
  stranger: ['pengawas.swarga@netra.contoh', 'officer', 'bawaslu-sw'],
  overseer: ['supervisi.nusaraya@netra.contoh', 'overseer', 'bawaslu-nr'],
  verifier: ['satgas@netra.contoh', 'verifier', 'satgas'],
  conveyor: ['bkn@netra.contoh', 'conveyor', 'bkn'],
  authority: ['ppk.arunika@netra.contoh', 'authority', 'ppk-ar'],
  admin: ['admin@netra.contoh', 'admin', 'administrasi'],
  media: ['media@netra.contoh', 'media', 'bawaslu-ar'],
  asn: ['asn.perhubungan@netra.contoh', 'asn', 'pemkot-ar'],
} as const satisfies Readonly<Record<string, readonly [string, Role, string]>>;
export type Who = keyof typeof staff;
export const everybody: readonly Who[] = [
  'officer',
  'colleague',
  'stranger',
  'overseer',
  'verifier',
  'conveyor',
  'authority',
  'admin',
  'media',
  'asn',
];

export const secrets = {
  story: 'Saya melihat sendiri pak camat membagikan kaus berwarna ungu di balai.',
  name: 'Pelapor Yang Tersembunyi',
  address: 'Jalan Rahasia 17',
  accused: 'Terlapor Menurut Pelapor',
} as const;

export interface Desk {
  readonly app: TestApp;
  readonly country: TestCountry;
  /** Someone at the desk, signed in once. */
  at(who: Who): Promise<Visitor>;
  member(who: Who): Promise<Member>;
  /** A report as the public form sends it. */
  report(named?: boolean, asks?: boolean): Promise<string>;
  /** Takes steps by the service, each by the person whose step it is. */
  walk(number: string, ...steps: readonly (readonly [Who, CaseAction])[]): Promise<void>;
  /** A case that has gone its way up to and including a step. */
  caseUpTo(step: Stop): Promise<string>;
  /** Everything that a refused form could have changed. */
  stored(number: string): Promise<unknown>;
  seqOf(number: string): Promise<number>;
  end(): Promise<void>;
}

export const stops = [
  'received',
  'facts',
  'register',
  'study',
  'conclude',
  'submit',
  'verify',
  'confirm',
  'convey',
  'decide',
] as const;
export type Stop = (typeof stops)[number];

/** @param options where two instances stand beside each other: how this one differs */
export async function startDesk(options: Parameters<typeof startTestApp>[0] = {}): Promise<Desk> {
  const app = await startTestApp(options);
  const country = await foundCountry(app.owner);
  const { bawasluCity: office } = country.bodies;
  // The office itself is made anew under its own id, since its key is bound to it.
  await app.owner.deleteFrom('body').where('id', '=', office.id).execute();
  await runAs(app.owner, { kind: 'system' }, async (tx) => {
    const made = await makeBody(tx, app.platform.keys, {
      id: office.id,
      code: office.code,
      kind: office.kind,
      name: office.name,
      jurisdictionId: office.place.id,
      zone: office.zone,
      validFrom: null,
      validUntil: null,
    });
    if (!made.ok) throw new Error(made.error);
  });
  await Promise.all(
    Object.entries(staff).map(([name, [email, role, bodyCode]]) =>
      runAs(app.platform.db, { kind: 'system' }, (tx) =>
        app.accounts.createDemoAccount(tx, {
          email,
          name: `Petugas ${name}`,
          role,
          bodyCode,
          does: { id: '', en: '' },
        }),
      ),
    ),
  );
  const evidence = evidenceFeature(app.platform, {
    folder: app.dataDir,
    workshop: { stripImage: () => Promise.reject(new Error('no')), stripPdf: () => Promise.reject(new Error('no')) },
  }).service;
  const reports = reportsFeature(app.platform, {
    evidence,
    openCase: app.cases.service.openFromReport,
    electionId: () => Promise.resolve('pilkada-2024'),
  });
  const visitors = new Map<Who, Promise<Visitor>>();
  const signIn = async (who: Who): Promise<Visitor> => {
    const [email] = staff[who];
    const visitor = new Visitor(app.hono);
    await visitor.fill('/masuk', '/masuk', { email, password: demoPassword });
    const code = (await app.accounts.demoCode(email)) ?? '';
    const done = await visitor.fill('/masuk/kode', '/masuk/kode', { code });
    if (done.status !== 303) throw new Error(`${who} could not sign in: ${done.status}`);
    return visitor;
  };
  const at = (who: Who): Promise<Visitor> => {
    const there = visitors.get(who) ?? signIn(who);
    visitors.set(who, there);
    return there;
  };
  const member = async (who: Who): Promise<Member> => {
    const found = await app.accounts.service.findMember(new Headers({ cookie: (await at(who)).cookie }));
    if (found === null) throw new Error(`${who} is not signed in`);
    return found;
  };
  const seqOf = async (number: string): Promise<number> => {
    const row = await app.owner
      .selectFrom('case_file')
      .select('last_seq')
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    return row.last_seq;
  };
  const report = async (named = true, asks = false): Promise<string> => {
    const { seal_public_key: publicKey } = await app.owner
      .selectFrom('body')
      .select('seal_public_key')
      .where('id', '=', office.id)
      .executeTakeFirstOrThrow();
    if (publicKey === null) throw new Error('the office has no key');
    const region = country.places.district;
    await reports.service.send(
      {
        seed: app.platform.random(16).toString('base64url'),
        until: app.platform.realNow() + 3_600_000,
        checked: true,
        answers: {},
        names: {},
      },
      {
        apa: { act: 'social-engagement', contestId: 'kepala-daerah' },
        kapan: { happenedOn: '2024-10-01', knownOn: '2024-10-02' },
        'di-mana': { regionId: region.id, place: 'Balai Kirana' },
        siapa: { post: 'Camat', unit: 'Kecamatan Arunika Timur', name: secrets.accused, status: 'pns' },
        cerita: { story: secrets.story },
        pelapor: { identity: named ? { name: secrets.name, address: secrets.address, contact: '0800-sunyi' } : null },
      },
      {
        region: { id: region.id, name: 'Arunika Timur', level: 'district' },
        office: { id: office.id, name: office.name, zone: office.zone, publicKey },
      },
    );
    const { rows } = await sql<{
      number: string;
    }>`select f.number from netra.case_file f join netra.report r on r.case_id = f.id order by r.recorded_at desc limit 1`.execute(
      app.owner,
    );
    const number = rows[0]?.number ?? '';
    // Everybody here has said that no interest stands in the way; who asks for it is asked again.
    if (!asks)
      await sql`insert into netra.case_no_stake (case_id, user_id, body_id, at) select f.id, m.user_id, m.body_id, now()
        from netra.case_file f, (select distinct on (user_id) user_id, body_id from netra.member) m where f.number = ${number}`.execute(
        app.owner,
      );
    return number;
  };
  const walk: Desk['walk'] = async (number, ...steps) => {
    for (const [who, action] of steps) {
      const done = await app.cases.service.act(await member(who), number, action, await seqOf(number));
      if (!done.ok) throw new Error(`${action.type} by ${who} was refused: ${done.error.kind}`);
    }
  };
  const way = (): readonly (readonly [Stop, Who, CaseAction])[] => [
    ['facts', 'officer', facts],
    ['register', 'officer', { type: 'register', reason: 'Syarat terpenuhi.' }],
    [
      'study',
      'officer',
      { type: 'record-study', text: 'Kajian: memenuhi unsur yang diatur.', rows: ['B6'], level: 'berat' },
    ],
    ['conclude', 'officer', { type: 'conclude', proven: true, reason: 'Pleno: terbukti.' }],
    ['submit', 'officer', { type: 'submit', toBodyId: country.bodies.satgas.id, reason: 'Pesan kami bagi penerima.' }],
    ['verify', 'verifier', { type: 'verify', reason: 'Isi verifikasi satgas.' }],
    ['confirm', 'officer', { type: 'confirm-study', toBodyId: country.bodies.bkn.id, reason: 'Kajian dikuatkan.' }],
    ['convey', 'conveyor', { type: 'convey', toBodyId: country.bodies.ppkCity.id, reason: 'Rumusan rahasia BKN.' }],
    [
      'decide',
      'authority',
      {
        type: 'record-decision',
        outcome: 'no-sanction',
        option: null,
        decisionNumber: '800/77/2024',
        decidedOn: '2024-10-04',
        reason: 'Isi pertimbangan PPK.',
      },
    ],
  ];
  return {
    app,
    country,
    at,
    member,
    report,
    walk,
    seqOf,
    caseUpTo: async (step) => {
      const number = await report();
      const until = stops.indexOf(step);
      for (const [, who, action] of way().slice(0, until)) await walk(number, [who, action]);
      return number;
    },
    stored: async (number) => {
      const { rows } =
        await sql`select to_jsonb(f) as file, (select count(*) from netra.case_event e where e.case_id = f.id) as events,
        (select jsonb_agg(k order by k.id) from netra.clock k where k.case_id = f.id) as clocks,
        (select jsonb_agg(h.id || coalesce(h.accepted_at::text, '') order by h.id) from netra.handover h where h.case_id = f.id) as handovers,
        (select jsonb_agg(a order by a.position) from netra.case_accused a where a.case_id = f.id) as accused
        from netra.case_file f where f.number = ${number}`.execute(app.owner);
      return rows[0];
    },
    end: () => app.end(),
  };
}

export const facts = {
  type: 'complete-facts',
  summary: 'Terlapor menyukai unggahan calon pada masa kampanye.',
  accused: [{ name: 'Terlapor Rekaan', post: 'Camat', unitName: 'Kecamatan Arunika Timur', status: 'pns' }],
  facts: {
    act: { kind: 'social-engagement', on: '2024-10-01' },
    actor: { status: 'pns' },
    contest: { election: 'pilkada-2024', contest: 'kepala-daerah', beneficiary: 'person' },
  },
} as const satisfies CaseAction;

/** An examination by a team, on the day of the demonstration: what a sanction rests on. */
export const examination = [
  [
    'authority',
    {
      type: 'open-examination',
      route: 'discipline',
      heavy: true,
      examiner: 'Ketua tim pemeriksa',
      punisher: 'Pejabat Pembina Kepegawaian',
      team: 'Atasan langsung, unsur pengawasan, unsur kepegawaian',
      reason: 'Rekomendasi ditindaklanjuti dengan pemeriksaan.',
    },
  ],
  [
    'authority',
    { type: 'record-examination', heldOn: '2024-10-04', replyGiven: true, result: 'Terlapor hadir dan menjawab.' },
  ],
] as const satisfies readonly (readonly [Who, CaseAction])[];

/** All that a browser would send of a form as it stands: hidden and filled-in fields, chosen options. */
export function filledIn(html: string, action: string): Record<string, string> {
  const form = [...html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)].find((one) => one[1]?.includes(`action="${action}"`));
  if (form === undefined) throw new Error(`no form ${action}: ${textOf(html).slice(0, 300)}`);
  const inner = form[2] ?? '';
  const values: Record<string, string> = {};
  const attribute = (tag: string, name: string): string | undefined => {
    const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
    return found === undefined ? undefined : plain(found);
  };
  for (const [tag] of inner.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, 'name');
    const type = attribute(tag, 'type') ?? 'text';
    if (name === undefined || ((type === 'radio' || type === 'checkbox') && !/\schecked/.test(tag))) continue;
    values[name] = attribute(tag, 'value') ?? '';
  }
  for (const [, tag = '', text = ''] of inner.matchAll(/<textarea([^>]*)>(.*?)<\/textarea>/gs))
    values[attribute(tag, 'name') ?? ''] = plain(text.replace(/^\n/, ''));
  for (const [, tag = '', options = ''] of inner.matchAll(/<select([^>]*)>(.*?)<\/select>/gs)) {
    const chosen = /<option[^>]*\sselected[^>]*>/.exec(options)?.[0] ?? /<option[^>]*>/.exec(options)?.[0] ?? '';
    values[attribute(tag, 'name') ?? ''] = attribute(chosen, 'value') ?? '';
  }
  return values;
}

/** What a person reads of a page, in one line. */
export function textOf(html: string): string {
  const body = html.replace(/<head>.*?<\/head>/s, '').replaceAll(/<(script|style|svg)[^>]*>.*?<\/\1>/gs, ' ');
  return plain(body.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The token of the forms of a page. */
export function tokenOn(html: string): string {
  return /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? '';
}
