/** Addresses of the outreach kit and of its short links. Whoever speaks for no office gets the page of an address that does not exist. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { inLanguage } from '../../platform/http/language.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Result } from '../../platform/result.ts';
import { signInFirst } from '../accounts/index.ts';
import { type ReadyKit, readyKit } from './draw.ts';
import { type FormatId, formatIds } from './formats.ts';
import type { Kit } from './kit.ts';
import { checkKit, type TypedKit } from './kit-form.ts';
import {
  ChoosePage,
  ContentPage,
  contentPath,
  home,
  KitPage,
  kitPath,
  ListPage,
  newPath,
  proposal,
  WithdrawnPage,
} from './outreach-pages.tsx';
import type { KitPlace, OutreachService } from './outreach-service.ts';
import { type Press, picturesOf } from './press.ts';
import { type StageOfKit, stageOn, stagesOfKit } from './stages.ts';
import { duties, offered } from './statements.ts';
import { type ZipEntry, zipOf } from './zip.ts';

interface Deps {
  readonly platform: Platform;
  readonly service: OutreachService;
  readonly press: Press;
}

export function outreachRoutes({ platform, service, press }: Deps): Hono<Env> {
  const routes = new Hono<Env>();
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');
  const speaking = (c: Ctx): Member | Promise<Response> => {
    const member = c.get('member');
    if (member === null) return c.req.method === 'GET' ? Promise.resolve(signInFirst(c, platform)) : notHere(c);
    return service.officesOf(member).length > 0 ? member : notHere(c);
  };
  const stageNameOf = (kit: Kit, lang: 'id' | 'en'): string => {
    const law = platform.law.current();
    const election = law.findElection(kit.electionId);
    const stage = election === undefined ? undefined : stagesOfKit(law, election).find((one) => one.id === kit.stage);
    return stage?.name[lang] ?? kit.stage;
  };

  routes.get(home, async (c) => {
    const member = await speaking(c);
    if (member instanceof Response) return member;
    const page = await platform.page(c);
    const kits = await service.list(member);
    return show(c, <ListPage page={page} kits={kits} stageName={(kit) => stageNameOf(kit, page.lang)} />);
  });

  /** What was asked for, with what is usual in place of what was left out; undefined: for an office that is not theirs, or no such stage. */
  const placeOf = async (
    member: Member,
    ask: (name: string) => string,
    lang: 'id' | 'en',
  ): Promise<
    { readonly place: KitPlace; readonly stage: StageOfKit; readonly stages: readonly StageOfKit[] } | undefined
  > => {
    const { election, day } = await service.now();
    const stages = stagesOfKit(platform.law.current(), election);
    const offices = service.officesOf(member);
    const office = ask('kantor') === '' ? offices[0] : offices.find((one) => one.bodyId === ask('kantor'));
    const duty = ask('tugas') === '' ? 'umum' : duties.find((one) => one === ask('tugas'));
    const stage = ask('tahap') === '' ? stageOn(stages, day) : stages.find((one) => one.id === ask('tahap'));
    if (office === undefined || duty === undefined || stage === undefined) return undefined;
    const language = ask('bahasa');
    return {
      place: {
        bodyId: office.bodyId,
        duty,
        stage: stage.id,
        lang: language === 'id' || language === 'en' ? language : lang,
      },
      stage,
      stages,
    };
  };

  routes.get(newPath, async (c) => {
    const member = await speaking(c);
    if (member instanceof Response) return member;
    const page = await platform.page(c);
    const found = await placeOf(member, (name) => c.req.query(name) ?? '', page.lang);
    if (found === undefined) return notHere(c);
    return show(
      c,
      <ChoosePage
        page={page}
        offices={service.officesOf(member)}
        stages={found.stages}
        place={found.place}
        current={stageOn(found.stages, (await service.now()).day)}
      />,
    );
  });

  const content = async (
    c: Ctx,
    found: { readonly place: KitPlace; readonly stage: StageOfKit },
    typed: TypedKit | undefined,
    key: string,
    errors?: readonly FieldError[],
  ): Promise<Response> => {
    const { election } = await service.now();
    const known = offered(platform.law.current(), election, found.stage, found.place.duty);
    return show(
      c,
      <ContentPage
        page={await platform.page(c)}
        place={found.place}
        stage={found.stage}
        known={known}
        typed={typed ?? proposal(known, found.place.duty)}
        submissionKey={key}
        errors={errors}
      />,
      errors === undefined ? 200 : 422,
    );
  };

  routes.get(contentPath, async (c) => {
    const member = await speaking(c);
    if (member instanceof Response) return member;
    const found = await placeOf(member, (name) => c.req.query(name) ?? '', c.get('lang'));
    return found === undefined ? notHere(c) : content(c, found, undefined, platform.uuid());
  });

  routes.post(contentPath, async (c) => {
    const member = await speaking(c);
    if (member instanceof Response) return member;
    const form = await typedOf(c);
    const found = await placeOf(member, (name) => typedText(form, name), c.get('lang'));
    if (found === undefined) return notHere(c);
    const key = z.uuid().safeParse(typedText(form, 'kirim')).data ?? platform.uuid();
    const typed: TypedKit = {
      headline: typedText(form, 'kalimat'),
      no: listOf(form, 'larang'),
      yes: listOf(form, 'boleh'),
      extra: typedText(form, 'baris').slice(0, 1000),
      target: typedText(form, 'tujuan'),
      formats: listOf(form, 'ukuran'),
    };
    const { election } = await service.now();
    const known = offered(platform.law.current(), election, found.stage, found.place.duty);
    const names = await service.names(member);
    const checked = checkKit(typed, known, names.parties, c.get('lang'), names.people);
    if ('errors' in checked) return content(c, found, typed, key, checked.errors);
    const id = await service.make(member, key, found.place, checked.chosen);
    return id === undefined ? notHere(c) : goTo(c, await platform.page(c), `${kitPath(id)}?selesai=buat`);
  });

  const kitAt = async (c: Ctx): Promise<{ readonly member: Member; readonly kit: Kit } | Response> => {
    const member = await speaking(c);
    if (member instanceof Response) return member;
    const id = z.uuid().safeParse(c.req.param('id'));
    const kit = id.success ? await service.find(member, id.data) : undefined;
    return kit === undefined ? notHere(c) : { member, kit };
  };

  routes.get(`${home}/:id`, async (c) => {
    const found = await kitAt(c);
    if (found instanceof Response) return found;
    const { member, kit } = found;
    const page = await platform.page(c);
    return show(
      c,
      <KitPage
        page={page}
        kit={kit}
        ready={kit.withdrawnOn === null ? readyKit(platform.law.current(), kit) : undefined}
        stageName={stageNameOf(kit, page.lang)}
        visits={await service.visits(member, kit)}
        publicUrl={platform.publicUrl}
        done={doneOf(c.req.query('selesai'))}
      />,
    );
  });

  routes.post(`${home}/:id/tarik`, async (c) => {
    const found = await kitAt(c);
    if (found instanceof Response) return found;
    await service.withdraw(found.member, found.kit);
    // Pressed twice, or by two people at once: it is withdrawn, and that is what was wanted.
    return goTo(c, await platform.page(c), `${kitPath(found.kit.id)}?selesai=tarik`);
  });

  routes.get(`${home}/:id/:file`, async (c) => {
    const found = await kitAt(c);
    if (found instanceof Response) return found;
    const { kit } = found;
    const ready = kit.withdrawnOn === null ? readyKit(platform.law.current(), kit) : undefined;
    if (ready === undefined) return notHere(c);
    const file = c.req.param('file') ?? '';
    if (file === 'semua.zip') return zipped(c, ready);
    const format = formatIds.find((one) => file === `${one}.png` || file === `${one}.pdf`);
    // A size that the kit does not hold is no file of it.
    if (format === undefined || !kit.formats.includes(format)) return notHere(c);
    if (file.endsWith('.pdf'))
      return handOut(c, await press.pdf(ready, format), 'application/pdf', nameOf(kit, format, 0, 'pdf'));
    const slide = slideOf(ready, format, c.req.query('salindia') ?? '');
    if (slide === undefined) return notHere(c);
    const small = c.req.query('kecil') === '1';
    const drawn = await press.png(ready, format, slide, small);
    return handOut(c, drawn, 'image/png', small ? null : nameOf(kit, format, slide, 'png'));
  });

  const handOut = (
    c: Ctx,
    made: Result<Buffer, 'busy'>,
    type: string,
    name: string | null,
  ): Response | Promise<Response> => {
    if (!made.ok) return platform.problem(c, 'not-available');
    return c.body(new Uint8Array(made.value), 200, {
      'content-type': type,
      ...(name === null ? {} : { 'content-disposition': `attachment; filename="${name}"` }),
    });
  };

  const zipped = (c: Ctx, ready: ReadyKit): Response => {
    const parts = zipOf(filesOf(press, ready));
    const stream = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        try {
          const { value, done } = await parts.next();
          if (done === true) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          controller.error(error);
        }
      },
      cancel: async () => {
        await parts.return(undefined);
      },
    });
    return c.body(stream, 200, {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="bahan-sosialisasi-${ready.kit.code}.zip"`,
    });
  };

  // Short, since it stands on paper. A look ahead by a browser or a program that asks for the head alone is no visit.
  routes.get('/m/:code', async (c) => {
    const code = (c.req.param('code') ?? '').toUpperCase();
    const ahead = `${c.req.header('sec-purpose') ?? ''} ${c.req.header('purpose') ?? ''}`.includes('prefetch');
    const counts = c.req.method === 'GET' && !ahead;
    const to = /^[2346789A-Z]{7}$/.test(code) ? await service.follow(code, counts) : undefined;
    if (to === undefined) return notHere(c);
    c.header('cache-control', 'no-store');
    if (to.withdrawn) {
      return show(c, <WithdrawnPage page={await platform.page(c)} path={to.path} />, 410);
    }
    return c.redirect(inLanguage(to.lang, to.path), 302);
  });

  return routes;
}

function doneOf(asked: string | undefined): 'made' | 'withdrawn' | null {
  return asked === 'buat' ? 'made' : asked === 'tarik' ? 'withdrawn' : null;
}

function listOf(form: Typed, name: string): readonly string[] {
  const value = form[name];
  return value === undefined ? [] : [...new Set(typeof value === 'string' ? [value] : value)];
}

/** The slide that is asked for: none of what is no deck, one that exists of what is. */
function slideOf(ready: ReadyKit, format: FormatId, asked: string): number | undefined {
  const wanted = asked === '' ? picturesOf(ready, format)[0] : Number(asked);
  return picturesOf(ready, format).find((one) => one === wanted);
}

function nameOf(kit: Kit, format: FormatId, slide: number, end: 'pdf' | 'png'): string {
  return `netralitas-${kit.duty}-${format}${slide === 0 ? '' : `-${slide}`}.${end}`;
}

async function* filesOf(press: Press, ready: ReadyKit): AsyncGenerator<ZipEntry> {
  const bytesOf = (made: Result<Buffer, 'busy'>): Buffer => {
    if (!made.ok) throw new Error('the press is busy');
    return made.value;
  };
  for (const format of ready.kit.formats) {
    yield { name: nameOf(ready.kit, format, 0, 'pdf'), bytes: bytesOf(await press.pdf(ready, format)) };
    for (const slide of picturesOf(ready, format))
      yield {
        name: nameOf(ready.kit, format, slide, 'png'),
        bytes: bytesOf(await press.png(ready, format, slide, false)),
      };
  }
}
