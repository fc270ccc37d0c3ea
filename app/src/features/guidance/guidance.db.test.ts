/** "Bolehkah saya…?" for browsers without a script, against the composed application: forms in, pages out, and nothing left behind. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { foundCountry } from '../../../test/support/offices.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  await foundCountry(app.owner);
});
afterAll(() => app.end());

type Fields = Readonly<Record<string, string>>;

async function post(fields: Fields, path = '/bolehkah', headers: Fields = {}): Promise<Response> {
  return app.hono.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost', ...headers },
    body: new URLSearchParams(fields).toString(),
  });
}

/** The hidden answers of the form with the button that is pressed, as a browser would send them. */
function pressIn(html: string, value: string): Fields {
  const form = html.split('<form').find((part) => part.includes(`value="${value}"`));
  if (form === undefined) throw new Error(`there is no button ${value}`);
  const fields: Record<string, string> = {};
  for (const [, name = '', hidden = ''] of form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)) {
    fields[name] = hidden;
  }
  return { ...fields, pilih: value };
}

async function walk(buttons: readonly string[], path = '/bolehkah'): Promise<string> {
  let html = await (await app.hono.request(path)).text();
  for (const button of buttons) {
    const answer = await post(pressIn(html, button), path);
    expect(answer.status).toBe(200);
    html = await answer.text();
  }
  return html;
}

const heading = (html: string) => (/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '').replaceAll(/<[^>]+>/g, '').trim();

const journeys = [
  ['liking a post', ['situation:suka', 'framing:calon', 'status:pns'], 'Tidak boleh', 'Lampiran II B.6'],
  [
    'a photo with a cousin',
    ['situation:foto', 'status:pns', 'act.public:true', 'act.aimOfSupport:true'],
    'Tidak boleh',
    'Lampiran II B.7',
  ],
  [
    'quietly attending a rally',
    ['situation:hadir', 'status:pns', 'act.attributes:none', 'act.stateFacility:false'],
    'Diperdebatkan',
    'Pendapat 2',
  ],
  [
    'a spouse who is a candidate',
    ['situation:pasangan', 'framing:menemani', 'status:pns', 'actor.unpaidLeave:false'],
    'Tidak boleh',
    'Lampiran II A.7',
  ],
  [
    'taking a nomination form',
    ['situation:formulir', 'status:pns', 'actor.unpaidLeave:false'],
    'Tidak boleh',
    'Lampiran II B.3',
  ],
  ['a WhatsApp group', ['situation:grup-wa', 'framing:biasa', 'status:pns'], 'Tidak dilarang aturan ini', 'Grup warga'],
] as const;

describe('without a script', () => {
  it.each(journeys)('%s is answered in at most five taps', async (_, buttons, verdict, says) => {
    expect(buttons.length + 1).toBeLessThanOrEqual(5);
    const html = await walk(buttons.map((button) => `jawab:${button}`));
    expect(heading(html)).toBe(verdict);
    expect(html).toContain(says);
    expect(html).toContain('Bukan nasihat hukum');
    expect(html).toContain('href="/lapor"');
  });

  it('is the same in English, and its links stay English', async () => {
    const html = await walk(['jawab:situation:suka', 'jawab:framing:calon', 'jawab:status:pns'], '/en/bolehkah');
    expect(heading(html)).toBe('Not allowed');
    expect(html).toContain('href="/en/hukum/aturan/B6"');
    expect(html).toContain('action="/en/bolehkah"');
    expect(html).not.toMatch(/Tidak boleh|Jawaban Anda|Yang aman/);
  });

  it('going back shows the question with what was answered, and changing it leads to the other answer', async () => {
    const answer = await walk([
      'jawab:situation:foto',
      'jawab:status:pns',
      'jawab:act.public:true',
      'jawab:act.aimOfSupport:true',
    ]);
    const back = await (await post(pressIn(answer, 'ubah:act.public'))).text();
    expect(heading(back)).toBe('Akan diunggah di tempat yang dapat dilihat siapa saja?');
    expect(back).toMatch(/value="jawab:act.public:true" aria-current="true"/);
    const changed = await (await post(pressIn(back, 'jawab:act.public:false'))).text();
    expect(heading(changed)).toBe('Tidak dilarang aturan ini');
    expect(changed).toContain('name="act.aimOfSupport" value="true"');
  });

  it('a typed question leads to tiles, with the words that led there', async () => {
    const html = await (await post({ pilih: 'cari', teks: 'bolehkah foto dengan sepupu yang nyaleg' })).text();
    expect(heading(html)).toBe('Maksud Anda …?');
    expect(html).toContain('value="jawab:situation:foto"');
    expect(html).toContain('karena Anda menulis');
    const none = await (await post({ pilih: 'cari', teks: 'zzz' })).text();
    expect(heading(none)).toBe('Kami belum mengenali pertanyaan itu');
    expect(none).toContain('value="jawab:situation:suka"');
  });

  it('anything else that is sent is a page that asks, never a failure, and never comes back as markup', async () => {
    for (const fields of [
      {},
      { pilih: 'x' },
      { pilih: 'jawab:situation:<b>' },
      { situation: 'suka', framing: '__proto__' },
      { pilih: 'ubah:status' },
    ]) {
      expect((await post(fields)).status).toBe(200);
    }
    const html = await (await post({ pilih: 'cari', teks: '"><script>alert(1)</script>' })).text();
    expect(html).not.toContain('<script>alert');
    expect((await post({ teks: 'x'.repeat(600_000) })).status).toBe(413);
    const notForm = await app.hono.request('/bolehkah', {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect(notForm.status).toBe(200);
  });

  it('refuses forms from elsewhere, although they could change nothing', async () => {
    expect((await post({ situation: 'suka' }, '/bolehkah', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post({ situation: 'suka' }, '/bolehkah', { origin: 'https://elsewhere.example' })).status).toBe(403);
  });

  it('other forms still need their token', async () => {
    expect((await post({}, '/masuk')).status).toBe(403);
    expect((await post({}, '/bolehkah/x')).status).toBe(403);
  });
});

/** Number of rows of every table, and what was written to them: two of these are equal when nothing was stored. */
async function everyTable(): Promise<Readonly<Record<string, string>>> {
  const tables = await sql<{ name: string }>`
    select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables order by 1`.execute(app.owner);
  const counts: Record<string, string> = {};
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ digest: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${sql.raw(name)} t`.execute(
      app.owner,
    );
    counts[name] = rows[0]?.digest ?? '';
  }
  return counts;
}

describe('nothing is left behind', () => {
  it('no cookie, no cache, no answer in an address, no line in the log, no row in any table', async () => {
    const before = await everyTable();
    expect(Object.keys(before).length).toBeGreaterThan(20);
    const logged = app.logged.length;
    const secret = 'istri saya Melati Rekaan maju di Arunika';
    const responses = [
      await app.hono.request('/bolehkah'),
      await post({ pilih: 'cari', teks: secret }),
      await post({ situation: 'pasangan', framing: 'menemani', pilih: 'jawab:status:pns' }),
      await post({ situation: 'pasangan', framing: 'menemani', status: 'pns', pilih: 'jawab:actor.unpaidLeave:false' }),
      await post({ situation: 'pasangan', on_day: '1', on_month: '1', on_year: '2024', pilih: 'kapan' }),
    ];
    for (const response of responses) {
      expect(response.status).toBe(200);
      expect(response.headers.getSetCookie()).toEqual([]);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('location')).toBeNull();
      const html = await response.text();
      expect(html).not.toContain('_csrf');
      // Every address on the page, the forms' included, is free of answers.
      for (const [, address = ''] of html.matchAll(/(?:href|action|src)="([^"]*)"/g)) {
        expect(address).not.toMatch(/[?]|pasangan|pns|menemani|Melati/);
      }
    }
    expect(app.logged.slice(logged)).toEqual([]);
    expect(app.logged.join('\n')).not.toContain('Melati');
    expect(await everyTable()).toEqual(before);
  });

  it('the one thing that is written when it fails says nothing of what was asked', async () => {
    const logged = app.logged.length;
    const { now } = app.clock;
    app.clock.now = () => Promise.reject(new Error('istri saya Melati Rekaan'));
    try {
      expect((await post({ situation: 'pasangan', status: 'pns', teks: 'istri saya Melati Rekaan' })).status).toBe(500);
    } finally {
      app.clock.now = now;
    }
    const lines = app.logged.slice(logged).join('\n');
    expect(lines).toContain('request-failed');
    expect(lines).not.toMatch(/Melati|pasangan|pns/);
  });

  it('what is handed to the script is the day, the election and the added law; nothing of the person', async () => {
    const html = await (await post({ situation: 'pasangan', status: 'pns', pilih: 'jawab:framing:foto' })).text();
    const data: unknown = JSON.parse(/id="bolehkah-data">([^<]*)</.exec(html)?.[1] ?? '');
    expect(data).toEqual({ lang: 'id', today: '2024-10-04', openElection: 'pilkada-2024', added: [] });
    expect(html).toContain('<meta name="robots" content="noindex"');
  });
});
