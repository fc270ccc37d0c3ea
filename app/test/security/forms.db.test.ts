/**
 * Every form that somebody can reach, filled with garbage, with a valid token: it is refused in words or taken, never an error of ours; what is
 * refused changes nothing that is stored, and a page with errors says which field.
 */
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersFor, Reporter } from '../../src/features/reports/report-walk.fixture.ts';
import { type FormField, type PageForm, readForms } from '../support/walk-forms.ts';
import { crawl, routeAt, routesOf } from './crawl.ts';
import { effort, garbage, nasty, seed } from './garbage.ts';
import { type Asker, type Stocked, startStocked, tinyPicture } from './stocked.ts';

interface FoundForm extends PageForm {
  readonly who: Asker;
  readonly page: string;
}

let stocked: Stocked;
let forms: readonly FoundForm[];
const began = performance.now();

beforeAll(async () => {
  stocked = await startStocked({ unsigned: true });
  const pages = await crawl(stocked, 2);
  const found = new Map<string, FoundForm>();
  const note = (who: Asker, page: string, html: string): void => {
    for (const form of readForms(html)) {
      const fields = form.fields.map(({ name }) => name).filter((name) => name !== '_csrf' && name !== 'back');
      const place = form.action
        .replaceAll(/[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{2}|[0-9a-f-]{36}|[\w-]{32}/g, ':id')
        .replace(/^\/en(?=\/)/, '');
      // The same form in the frame of each page is one form; of the desk's, each role's own counts.
      const mark = `${/perkara|kantor|admin/.test(place) ? who : ''} ${form.method} ${place} ${fields.join()}`;
      if (!found.has(mark)) found.set(mark, { ...form, who, page });
    }
  };
  for (const { who, path, body, response } of pages)
    if (response.status === 200 && (response.headers.get('content-type') ?? '').startsWith('text/html'))
      note(who, path, body);
  const reporter = new Reporter(stocked.url);
  note('nobody', '/lapor/apa', (await reporter.open('/lapor/apa')).html);
  for (const filled of answersFor(stocked.desk.country, true))
    note('nobody', '/lapor', (await reporter.send(filled)).html);
  // What ends a session or a duty comes last.
  const ends = (form: FoundForm): number => (/keluar|akhiri|kunci/.test(form.action) ? 1 : 0);
  forms = [...found.values()].toSorted((a, b) => ends(a) - ends(b));
}, 500_000);
afterAll(() => stocked.end());

/** Rows of each table, without those that say that somebody looked. */
async function rows(): Promise<ReadonlyMap<string, number>> {
  const { rows: tables } = await sql<{ name: string }>`
    select schemaname || '.' || tablename as name from pg_tables where schemaname in ('netra', 'auth')
    and tablename not in ('audit', 'auth_session', 'auth_verification', 'rate_limit', 'taken_once') and tablename not like 'log\_%' order by 1`.execute(
    stocked.desk.app.owner,
  );
  const counts = sql.join(
    tables.map(({ name }) => sql`select ${name} as name, count(*)::int as n from ${sql.table(name)}`),
    sql` union all `,
  );
  const { rows: counted } = await sql<{ name: string; n: number }>`${counts}`.execute(stocked.desk.app.owner);
  return new Map(counted.map(({ name, n }) => [name, n]));
}

/** Tables with another number of rows than before, as "netra.mail 3 → 4". */
function changes(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): readonly string[] {
  return [...after].flatMap(([name, n]) => (before.get(name) === n ? [] : [`${name} ${before.get(name)} → ${n}`]));
}

type Fields = readonly (readonly [string, string])[];

/** What a browser would send of a form that nobody touched, with something in the fields that must be filled. */
function untouched({ fields }: FoundForm): Fields {
  return fields
    .filter(({ isFile }) => !isFile)
    .flatMap(({ name, values, choices }) => {
      const chosen = values.length > 0 ? values : choices.slice(0, 1).map(({ value }) => value);
      return chosen.map((value): readonly [string, string] => [name, value]);
    });
}

const isOurs = ({ name }: FormField): boolean => name === '_csrf';

/** A form with one thing wrong, or everything. */
function spoiled(form: FoundForm): fc.Arbitrary<Fields> {
  const base = untouched(form);
  const names = form.fields.filter((field) => !isOurs(field) && !field.isFile).map(({ name }) => name);
  const kept = base.filter(([name]) => name === '_csrf');
  const anyName = fc.constantFrom(...(names.length > 0 ? names : ['x']));
  const onlyTheDraft = base.filter(([name]) => name === '_csrf' || name === 'draft');
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(anyName, garbage)
        .map(([name, value]): Fields => [...base.filter(([one]) => one !== name), [name, value]]),
    },
    { weight: 2, arbitrary: anyName.map((name): Fields => base.filter(([one]) => one !== name)) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(anyName, garbage, garbage)
        .map(([name, one, two]): Fields => [...base, [name, one], [name, two]]),
    },
    {
      weight: 2,
      arbitrary: fc
        .array(garbage, { minLength: names.length, maxLength: names.length })
        .map(
          (values): Fields => [
            ...onlyTheDraft,
            ...names
              .filter((name) => name !== 'draft')
              .map((name, at): readonly [string, string] => [name, values[at] ?? '']),
          ],
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom('__proto__', 'constructor', 'x[]', 'x[a]', '', 'tambah', 'go', ...nasty.slice(0, 12)),
          garbage,
        )
        .map(([name, value]): Fields => [...base, [name, value]]),
    },
    { weight: 1, arbitrary: fc.constant<Fields>(kept) },
    { weight: 1, arbitrary: fc.constant<Fields>(base) },
  );
}

let requests = 0;

async function send(form: FoundForm, fields: Fields): Promise<Response> {
  requests += 1;
  const address = {
    incoming: { socket: { remoteAddress: `10.${requests >> 16}.${(requests >> 8) & 255}.${requests & 255}` } },
  };
  const { cookie } = await stocked.visitor(form.who);
  const headers = { host: '127.0.0.1', ...(cookie === '' ? {} : { cookie }) };
  if (form.method === 'get') {
    const query = new URLSearchParams(fields.map(([name, value]) => [name, value.slice(0, 1500)]));
    return stocked.desk.app.hono.request(`http://127.0.0.1${form.action || form.page}?${query}`, { headers }, address);
  }
  const to = form.action === '' ? form.page : form.action;
  if (!form.multipart) {
    const body = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return stocked.desk.app.hono.request(
      `http://127.0.0.1${to}`,
      { method: 'POST', body, headers: { ...headers, ...type } },
      address,
    );
  }
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  for (const { name } of form.fields.filter(({ isFile }) => isFile)) {
    const contents = requests % 3 === 0 ? tinyPicture : Buffer.from(nasty[requests % nasty.length] ?? '');
    body.append(name, new Blob([contents]), nasty[(requests * 7) % nasty.length]?.slice(0, 100) || 'x.csv');
  }
  return fetch(stocked.url + to, {
    method: 'POST',
    body,
    headers: cookie === '' ? {} : { cookie },
    redirect: 'manual',
  });
}

const fine = [200, 303, 400, 403, 404, 409, 413, 422, 429];

/** What is wrong with the page of a refused form; null when it says which field: one on the page, or a part of one that only tampering reaches. */
function silentAbout(form: FoundForm, html: string): string | null {
  const summary = /<[a-z]+[^>]*class="[^"]*error-summary.*?<\/(?:div|section)>/s.exec(html)?.[0];
  if (summary === undefined) return /role="alert"|class="[^"]*callout/.test(html) ? null : 'no summary of errors';
  const targets = [...summary.matchAll(/href="#([^"]*)"/g)].map(([, id = '']) => id);
  const fields = form.fields.map(({ name }) => `f-${name.replaceAll(/[^A-Za-z0-9_-]/g, '-')}`);
  const gone = targets.find((id) => !html.includes(`id="${id}"`) && !fields.includes(id));
  return gone === undefined ? null : `an error leads to #${gone}, which is not there`;
}

/** Routes that take forms, and those of them that no page led to: shown after a step that garbage does not pass, or sent by buttons alone. */
function postRoutes(): { readonly all: readonly string[]; readonly unreached: readonly string[] } {
  const { routes } = stocked.desk.app.hono;
  const all = [...new Set(routes.filter(({ method }) => method === 'POST').map(({ path }) => path))];
  const covered = new Set(
    forms.filter(({ method }) => method === 'post').map(({ action, page }) => routeAt(all, action || page)),
  );
  // The interface has no forms: api/fuzz.db.test.ts.
  const unreached = all.filter((route) => !covered.has(route) && !/^\/api\/|\*/.test(route));
  return { all, unreached };
}

describe('every form', () => {
  it('was found: most routes that take one are reached by the pages', () => {
    const { all, unreached } = postRoutes();
    expect(unreached.length).toBeLessThan(all.length / 2);
    expect(forms.length).toBeGreaterThan(60);
    expect(routesOf(stocked).length).toBeGreaterThan(50);
  });

  it('that no page led to takes garbage or refuses it as well', async () => {
    const members = await stocked.desk.app.owner.selectFrom('member').select(['id', 'user_id']).limit(3).execute();
    const ids = members.flatMap(({ id, user_id: user }) => [id, user]);
    const part = fc.constantFrom(...ids, stocked.numbers.named, stocked.numbers.decided, '1', 'x', '__proto__');
    const names = 'reason id go code kode email pass password alasan hold word name seq kept'.split(' ');
    const fieldsOf = fc.array(fc.tuple(fc.constantFrom(...names), garbage), { maxLength: 4 });
    const tries = fc.tuple(fc.array(part, { minLength: 4, maxLength: 4 }), fieldsOf);
    const wrong: string[] = [];
    for (const who of ['nobody', 'officer', 'admin', 'newcomer', 'half', 'accused'] as const) {
      const { cookie } = await stocked.visitor(who);
      const page = who === 'accused' ? '/terlapor' : who === 'nobody' || who === 'half' ? '/masuk' : '/akun/sesi';
      const token = /name="_csrf" value="([^"]+)"/.exec(await (await stocked.ask(page, who)).text())?.[1] ?? '';
      for (const route of postRoutes().unreached)
        for (const [parts, fields] of fc.sample(tries, { seed, numRuns: effort })) {
          requests += 1;
          let at = -1;
          const path = route.replaceAll(/:\w+/g, () => {
            at += 1;
            return encodeURIComponent(parts[at] ?? 'x');
          });
          const body = new URLSearchParams([['_csrf', token], ...fields]);
          const init = { method: 'POST', body, headers: { cookie }, redirect: 'manual' } as const;
          const response = await fetch(stocked.url + path, init);
          await response.text();
          if (!fine.includes(response.status))
            wrong.push(`${who} ${path}: ${response.status} ${JSON.stringify(fields).slice(0, 200)}`);
        }
    }
    expect(wrong).toEqual([]);
  }, 1_000_000);

  it(
    'takes garbage or refuses it in words, and keeps nothing of what it refused',
    async () => {
      const wrong: string[] = [];
      let before = await rows();
      for (const [at, form] of forms.entries()) {
        const runs = (form.method === 'get' ? 3 : 5) * effort;
        for (const fields of fc.sample(spoiled(form), { seed: seed + at, numRuns: runs })) {
          const start = performance.now();
          const response = await send(form, fields);
          const html = await response.text();
          const took = performance.now() - start;
          const told = (what: string): void =>
            void wrong.push(
              `${form.who} ${form.method} ${form.action} (${form.page}): ${what}: ${JSON.stringify(fields).slice(0, 300)}`,
            );
          if (!fine.includes(response.status)) told(`answered ${response.status}`);
          // A machine that is busy with something else may take its time; a pattern without end takes minutes.
          if (took > 10_000) told(`took ${Math.round(took)} ms`);
          const after = await rows();
          const changed = changes(before, after);
          if (response.status >= 400 && changed.length > 0)
            told(`answered ${response.status} and changed ${changed.join(', ')}`);
          before = after;
          const silent = response.status === 422 ? silentAbout(form, html) : null;
          if (silent !== null) told(silent);
        }
      }
      expect(wrong.slice(0, 20)).toEqual([]);
      expect(stocked.desk.app.logged.filter((line) => line.includes('request-failed'))).toEqual([]);
      expect(requests).toBeGreaterThan(600);
    },
    60_000 + 400_000 * effort,
  );

  it('shows nothing of the garbage as a page of its own, and the whole of it took a bearable time', async () => {
    for (const path of ['/', '/antrean', '/media', '/kantor/hukum', '/admin']) {
      for (const who of ['officer', 'admin', 'media'] as const) {
        const html = await (await stocked.ask(path, who)).text();
        expect(html, `${who} ${path}`).not.toMatch(/<script>alert|<img src=x|<svg\/onload/);
      }
    }
    process.stdout.write(
      `forms: ${forms.length}, requests: ${requests}, ${Math.round((performance.now() - began) / 1000)} s\n`,
    );
  });
});
