/**
 * Pure: bodies and hand-overs of another date over where cases lie. Which office would have received a case at each hand-over, and where nobody would.
 * Offices are named by their code; nobody else is.
 */
import { addDays, bodies as builtInBodies, type IsoDay } from '@netra/rulebook';
import { z } from 'zod';
import { fail, ok, type Result } from '../../platform/result.ts';

export interface Office {
  readonly code: string;
  readonly kind: string;
  readonly level: string;
  /** Codes of places from the root: what covers a place is a prefix of it. */
  readonly place: string;
  readonly from: string | null;
  /** Last day. */
  readonly until: string | null;
}

export interface Route {
  readonly step: string;
  readonly from: string;
  readonly to: string;
  readonly reach: 'covers' | 'origin';
  readonly level: string | null;
  readonly since: string;
  readonly until: string | null;
}

export interface World {
  readonly offices: readonly Office[];
  readonly routes: readonly Route[];
}

/** Where a case lies, as far as hand-overs ask. */
export interface PlacedCase {
  readonly case: string;
  readonly originCode: string;
  readonly place: string;
}

const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/);
const day = z.iso.date();
const levels = ['nation', 'province', 'city', 'district', 'institution', 'unit'] as const;
/** Hand-overs on the way of every case, in their order. */
export const walkedSteps = ['submit', 'verify', 'confirm-study', 'convey'] as const;
export type WalkedStep = (typeof walkedSteps)[number];

const BodiesFile = z.strictObject({
  offices: z
    .array(
      z.strictObject({
        code,
        kind: code,
        level: z.enum(levels),
        place: z
          .string()
          .max(200)
          .regex(/^\/([A-Za-z0-9-]+\/)*$/),
        from: day.optional(),
        until: day.optional(),
      }),
    )
    .max(20_000)
    .default([]),
  ended: z
    .array(z.strictObject({ kind: code, on: day }))
    .max(200)
    .default([]),
  routes: z
    .array(
      z.strictObject({
        step: z.enum(walkedSteps),
        from: code,
        to: code,
        reach: z.enum(['covers', 'origin']).default('covers'),
        level: z.enum(levels).optional(),
        since: day,
        until: day.optional(),
      }),
    )
    .max(500)
    .default([]),
  endedRoutes: z
    .array(z.strictObject({ step: z.enum(walkedSteps), from: code, to: code, on: day }))
    .max(500)
    .default([]),
});
export type BodiesChange = z.output<typeof BodiesFile>;

/** What a file says, or what is wrong with it in one line. */
export function parseBodies(input: unknown): Result<BodiesChange, string> {
  const read = BodiesFile.safeParse(input);
  if (read.success) return ok(read.data);
  const issue = read.error.issues[0];
  const at = issue === undefined || issue.path.length === 0 ? 'the file' : issue.path.map(String).join('.');
  return fail(
    `${at.slice(0, 80)}: ${(issue?.message ?? 'not readable').replaceAll(/\s+/g, ' ').slice(0, 160)}; allowed is { offices, ended, routes, endedRoutes } (docs/operations/rehearse.md)`,
  );
}

/**
 * What the rulebook knows of bodies on a day: those whose time is over end, and a body that must exist by then and recommends takes the place of the
 * one that recommends now. Watching and blocking stay where they are.
 */
export function builtInChange(world: World, on: IsoDay, bodies: typeof builtInBodies = builtInBodies): BodiesChange {
  const list: readonly {
    readonly id: string;
    readonly parts: readonly string[];
    readonly inForce?: { readonly from?: IsoDay; readonly until?: IsoDay };
    readonly recommendFrom?: IsoDay;
    readonly expectedBy?: IsoDay;
  }[] = bodies;
  const ended = list.flatMap(({ id, inForce }) =>
    inForce?.until !== undefined && inForce.until < on ? [{ kind: id, on: inForce.until }] : [],
  );
  const present = list.find(({ recommendFrom }) => recommendFrom !== undefined && recommendFrom <= on);
  const expected = list.find(
    ({ parts, expectedBy }) => parts.includes('recommend') && expectedBy !== undefined && expectedBy <= on,
  );
  if (present === undefined || expected === undefined || expected.expectedBy === undefined)
    return { offices: [], ended, routes: [], endedRoutes: [] };
  const since = expected.expectedBy;
  const moved = world.routes.filter(
    (route) =>
      isWalked(route.step) &&
      inTime(route.since, route.until, on) &&
      ((route.step === 'confirm-study' && route.to === present.id) ||
        (route.step === 'convey' && route.from === present.id)),
  );
  const put = (kind: string): string => (kind === present.id ? expected.id : kind);
  return {
    offices: [{ code: expected.id, kind: expected.id, level: 'nation', place: '/', from: since }],
    ended,
    routes: moved.flatMap(({ step, from, to, reach, level }) =>
      isWalked(step)
        ? [{ step, from: put(from), to: put(to), reach, since, ...(isLevel(level) ? { level } : {}) }]
        : [],
    ),
    endedRoutes: moved.flatMap(({ step, from, to }) =>
      isWalked(step) ? [{ step, from, to, on: addDays(since, -1) }] : [],
    ),
  };
}

/** The world with the change laid over it: an office with a known code takes the place of that office. */
export function withBodies(world: World, change: BodiesChange): World {
  const replaced = new Set(change.offices.map((office) => office.code));
  const ends = new Map(change.ended.map(({ kind, on }) => [kind, on]));
  const offices = [
    ...world.offices.filter((office) => !replaced.has(office.code)),
    ...change.offices.map(({ from, until, ...office }) => ({ ...office, from: from ?? null, until: until ?? null })),
  ].map((office) => ({ ...office, until: earlier(office.until, ends.get(office.kind)) }));
  const routes = [
    ...world.routes.map((route) => {
      const end = change.endedRoutes.find(
        (one) => one.step === route.step && one.from === route.from && one.to === route.to,
      );
      return { ...route, until: earlier(route.until, end?.on) };
    }),
    ...change.routes.map(({ level, until, ...route }) => ({ ...route, level: level ?? null, until: until ?? null })),
  ];
  return { offices, routes };
}

/** The office that would receive the case at each hand-over on a day; null: none would. */
export function walkCase(world: World, placed: PlacedCase, on: string): Readonly<Record<WalkedStep, string | null>> {
  const alive = world.offices.filter((office) => inTime(office.from, office.until, on));
  const origin = alive.find((office) => office.code === placed.originCode);
  const next = (step: WalkedStep, from: Office | undefined): Office | undefined => {
    if (from === undefined) return undefined;
    const routes = world.routes.filter(
      (route) => route.step === step && route.from === from.kind && inTime(route.since, route.until, on),
    );
    const covering = routes.flatMap((route) =>
      route.reach === 'origin'
        ? origin !== undefined && origin.kind === route.to
          ? [origin]
          : []
        : alive.filter(
            (office) =>
              office.kind === route.to &&
              office.code !== from.code &&
              (route.level === null || route.level === office.level) &&
              placed.place.startsWith(office.place),
          ),
    );
    // The nearest, then by code, so that the answer is the same each time.
    return covering.toSorted((a, b) => b.place.length - a.place.length || (a.code < b.code ? -1 : 1))[0];
  };
  const submitted = next('submit', origin);
  const verified = next('verify', submitted);
  // The study is confirmed by the office that opened the case, whatever became of the step before.
  const confirmed = next('confirm-study', verified ?? origin);
  const conveyed = next('convey', confirmed);
  return {
    submit: submitted?.code ?? null,
    verify: verified?.code ?? null,
    'confirm-study': confirmed?.code ?? null,
    convey: conveyed?.code ?? null,
  };
}

export interface StepDifference {
  readonly step: WalkedStep;
  readonly before: string | null;
  readonly after: string | null;
}

export function differencesOf(
  before: Readonly<Record<WalkedStep, string | null>>,
  after: Readonly<Record<WalkedStep, string | null>>,
): readonly StepDifference[] {
  return walkedSteps.flatMap((step) =>
    before[step] === after[step] ? [] : [{ step, before: before[step], after: after[step] }],
  );
}

function inTime(from: string | null, until: string | null, on: string): boolean {
  return (from === null || from <= on) && (until === null || until >= on);
}

function earlier(one: string | null, other: string | undefined): string | null {
  if (other === undefined) return one;
  return one === null || other < one ? other : one;
}

function isWalked(step: string): step is WalkedStep {
  return walkedSteps.some((one) => one === step);
}

function isLevel(level: string | null): level is (typeof levels)[number] {
  return levels.some((one) => one === level);
}
