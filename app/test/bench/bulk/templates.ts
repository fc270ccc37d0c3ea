/** Cases of the demonstration as patterns: each was walked through the services, so its steps, limits and hand-overs are those of real casework. */
import { z } from 'zod';
import type { Database } from '../../../src/platform/db/connect.ts';

/** Offices of the nation stay who they are; the others stand for those of the place to which a case is copied. */
export type OfficeRole = 'supervisor' | 'authority';

const Content = z.record(z.string(), z.json());
export type Content = z.output<typeof Content>;

export type Template = Awaited<ReturnType<typeof readTemplates>>[number];

export interface TemplateSet {
  readonly templates: readonly Template[];
  /** What a body of a template stands for. */
  readonly roleOf: ReadonlyMap<string, OfficeRole>;
  readonly zoneOf: ReadonlyMap<string, string>;
  readonly codeOf: ReadonlyMap<string, string>;
}

export async function readTemplateSet(owner: Database): Promise<TemplateSet> {
  const bodies = await owner.selectFrom('body').select(['id', 'code', 'kind', 'level', 'zone']).execute();
  const roleOf = new Map<string, OfficeRole>();
  for (const { id, kind, level } of bodies)
    if (level !== 'nation' && (kind === 'bawaslu' || kind === 'ppk'))
      roleOf.set(id, kind === 'bawaslu' ? 'supervisor' : 'authority');
  return {
    templates: await readTemplates(owner),
    roleOf,
    zoneOf: new Map(bodies.map((body) => [body.id, body.zone])),
    codeOf: new Map(bodies.map((body) => [body.id, body.code])),
  };
}

async function readTemplates(owner: Database) {
  const all = <T extends { readonly case_id: string | null }>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> =>
    Map.groupBy(
      rows.filter((row) => row.case_id !== null),
      (row) => row.case_id ?? '',
    );
  const files = await owner
    .selectFrom('case_file as f')
    .innerJoin('body as o', 'o.id', 'f.origin_body_id')
    .selectAll('f')
    .select(['o.level as office_level', 'o.zone as office_zone'])
    // The demonstration's own, and nothing that was copied from it before.
    .where('o.code', 'not like', 'bawaslu-p%')
    .orderBy('f.id')
    .execute();
  const ids = files.map((file) => file.id);
  const steps = all(
    await owner
      .selectFrom('case_event as e')
      .leftJoin('case_event_content as c', (on) => on.onRef('c.case_id', '=', 'e.case_id').onRef('c.seq', '=', 'e.seq'))
      .select([
        'e.case_id',
        'e.seq',
        'e.kind',
        'e.body_id',
        'e.to_body_id',
        'e.actor_user_id',
        'e.status_after',
        'e.at',
      ])
      .select('c.content')
      .where('e.case_id', 'in', ids)
      .orderBy('e.case_id')
      .orderBy('e.seq')
      .execute(),
  );
  const access = all(await owner.selectFrom('case_access').selectAll().where('case_id', 'in', ids).execute());
  const parts = all(await owner.selectFrom('case_part').selectAll().where('case_id', 'in', ids).execute());
  const accused = all(
    await owner
      .selectFrom('case_accused')
      .select(['case_id', 'position', 'status'])
      .where('case_id', 'in', ids)
      .orderBy('position')
      .execute(),
  );
  const clocks = all(await owner.selectFrom('clock').selectAll().where('case_id', 'in', ids).execute());
  const handovers = all(
    await owner.selectFrom('handover').selectAll().where('case_id', 'in', ids).orderBy('seq').execute(),
  );
  const reports = all(await owner.selectFrom('report').selectAll().where('case_id', 'in', ids).execute());
  const audits = all(await owner.selectFrom('audit').selectAll().where('case_id', 'in', ids).orderBy('id').execute());
  const of = <T>(from: ReadonlyMap<string, readonly T[]>, id: string): readonly T[] => from.get(id) ?? [];
  return files.map((file) => ({
    file,
    province: file.office_level === 'province',
    steps: of(steps, file.id).map((step) => ({
      ...step,
      content: step.content === null ? null : Content.parse(step.content),
    })),
    access: of(access, file.id),
    parts: of(parts, file.id),
    accused: of(accused, file.id),
    clocks: of(clocks, file.id),
    handovers: of(handovers, file.id),
    report: of(reports, file.id)[0] ?? null,
    audits: of(audits, file.id),
  }));
}

/** Shares of the statuses among the copies; a status that is not named is not copied. */
const shares: Readonly<Record<string, number>> = {
  received: 12,
  information: 7,
  registered: 8,
  studied: 4,
  concluded: 4,
  submitted: 27,
  verified: 4,
  'study-confirmed': 3,
  conveyed: 18,
  decided: 8,
  stopped: 4,
  final: 1,
};
/** Of the cases of a status this share began with a report, where the demonstration has such a one. */
const FROM_REPORTS = 0.7;

export interface Weighted {
  readonly template: Template;
  readonly weight: number;
}

/** Templates with their weights, adding up to 1. */
export function weighted(templates: readonly Template[]): readonly Weighted[] {
  const present = [...Map.groupBy(templates, (one) => one.file.status)].filter(
    ([status]) => shares[status] !== undefined,
  );
  const whole = present.reduce((sum, [status]) => sum + (shares[status] ?? 0), 0);
  return present.flatMap(([status, those]) => {
    const share = (shares[status] ?? 0) / whole;
    const told = those.filter((one) => one.report !== null);
    const found = those.filter((one) => one.report === null);
    const toldShare = told.length === 0 ? 0 : found.length === 0 ? 1 : FROM_REPORTS;
    return [
      ...told.map((template) => ({ template, weight: (share * toldShare) / told.length })),
      ...found.map((template) => ({ template, weight: (share * (1 - toldShare)) / found.length })),
    ];
  });
}
