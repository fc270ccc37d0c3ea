/** Addresses of incidents, for administrators; for everybody else there is no such page. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { Ctx, Env, Member } from '../../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../../platform/http/forms.ts';
import { goTo, show } from '../../../platform/http/server.ts';
import { fromLocalInput } from '../../../platform/i18n/dates.ts';
import type { Language } from '../../../platform/i18n/words.ts';
import type { Platform } from '../../../platform/platform.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { membershipsFor } from '../../accounts/index.ts';
import { IncidentPage, IncidentsPage } from './incident-pages.tsx';
import { entryKinds, type IncidentService, kindOf, type NewIncident } from './incident-service.ts';
import { incidentWords } from './incident-words.ts';

const MOST_WORDS = 10_000;

export function incidentRoutes(platform: Platform, incidents: IncidentService): Hono<Env> {
  const routes = new Hono<Env>();
  const now = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(platform.realNow());
  const admin = (c: Ctx): Member | null => {
    const member = c.get('member');
    return membershipsFor(member, ['admin']).length > 0 ? member : null;
  };

  const list = async (c: Ctx, member: Member, typed: Typed, errors: readonly FieldError[]): Promise<Response> =>
    show(
      c,
      <IncidentsPage
        page={await platform.page(c)}
        incidents={await incidents.list(member)}
        now={now()}
        typed={typed}
        errors={errors}
      />,
      errors.length > 0 ? 422 : 200,
    );

  routes.get('/admin/insiden', async (c) => {
    const member = admin(c);
    return member === null ? platform.problem(c, 'not-found') : list(c, member, {}, []);
  });

  routes.post('/admin/insiden', async (c) => {
    const member = admin(c);
    if (member === null) return platform.problem(c, 'not-found');
    const typed = await typedOf(c);
    const read = readIncident(typed, c.get('lang'), now());
    if (!read.ok) return list(c, member, typed, read.error);
    return goTo(c, await platform.page(c), `/admin/insiden/${await incidents.open(member, read.value)}`);
  });

  const one = async (c: Ctx, member: Member, id: string, errors: readonly FieldError[]): Promise<Response> => {
    const found = z.uuid().safeParse(id).success ? await incidents.find(member, id) : undefined;
    if (found === undefined) return platform.problem(c, 'not-found');
    return show(
      c,
      <IncidentPage page={await platform.page(c)} {...found} now={now()} errors={errors} />,
      errors.length > 0 ? 422 : 200,
    );
  };

  routes.get('/admin/insiden/:id', async (c) => {
    const member = admin(c);
    return member === null ? platform.problem(c, 'not-found') : one(c, member, c.req.param('id'), []);
  });

  routes.post('/admin/insiden/:id/:what', async (c) => {
    const member = admin(c);
    const id = c.req.param('id');
    const kind = entryKinds.find((entry) => entry === c.req.param('what'));
    if (
      member === null ||
      kind === undefined ||
      kind === 'opened' ||
      kind === 'numbers' ||
      !z.uuid().safeParse(id).success
    )
      return platform.problem(c, 'not-found');
    const text = typedText(await typedOf(c), 'kata').trim();
    const words = incidentWords(c.get('lang'));
    if (kind === 'note' && (text.length < 3 || text.length > MOST_WORDS))
      return one(c, member, id, [{ field: 'kata', message: words.wrong.note }]);
    if (kind === 'checked' && !(text in words.steps)) return platform.problem(c, 'bad-request');
    await incidents.add(member, id, kind, kind === 'note' || kind === 'checked' ? text : '');
    return goTo(c, await platform.page(c), `/admin/insiden/${id}`);
  });

  return routes;
}

function readIncident(typed: Typed, lang: Language, now: Temporal.Instant): Result<NewIncident, readonly FieldError[]> {
  const { wrong } = incidentWords(lang);
  const errors: FieldError[] = [];
  const text = (name: string): string => typedText(typed, name).trim();
  const title = text('judul');
  if (title.length < 3 || title.length > 200) errors.push({ field: 'judul', message: wrong.title });
  const story = text('cerita');
  if (story.length < 10 || story.length > MOST_WORDS) errors.push({ field: 'cerita', message: wrong.story });
  const foundAt = fromLocalInput(text('ditemukan'), 'WIB');
  if (foundAt === null || Temporal.Instant.compare(foundAt, now) > 0)
    errors.push({ field: 'ditemukan', message: wrong.found });
  const chosen = typed.jenis;
  const kinds = (chosen === undefined ? [] : typeof chosen === 'string' ? [chosen] : chosen).map(kindOf);
  const known = kinds.flatMap((kind) => kind ?? []);
  if (known.length === 0 || known.length !== kinds.length) errors.push({ field: 'jenis', message: wrong.kinds });
  const people = text('orang') === '' ? null : Number(text('orang'));
  if (people !== null && !(Number.isInteger(people) && people >= 0 && people <= 300_000_000))
    errors.push({ field: 'orang', message: wrong.people });
  if (errors.length > 0 || foundAt === null) return fail(errors);
  return ok({ title, story, foundAt, kinds: known, people });
}
