import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { builtIn, createRulebook } from '@netra/rulebook';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReachSettings } from '../../platform/db/reach.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { lawSource } from '../law-data/index.ts';
import { type Desk, secrets, startDesk } from './desk.fixture.ts';
import { rehearse } from './rehearse.ts';
import { rehearseBodiesCommand } from './rehearse-bodies-command.ts';
import { plainOf, rehearseCommand } from './rehearse-command.ts';

let desk: Desk;
let received: string;
let studied: string;
const folder = mkdtempSync(path.join(tmpdir(), 'netra-rehearse-'));
beforeAll(async () => {
  desk = await startDesk();
  received = await desk.caseUpTo('received');
  studied = await desk.caseUpTo('study');
});
afterAll(async () => {
  await desk.end();
  rmSync(folder, { recursive: true, force: true });
});

/** A checkout of the rulebook in which the level of one row is another. */
function changedCheckout(): string {
  const dir = path.join(folder, 'changed');
  cpSync(path.resolve(import.meta.dirname, '../../../../packages/rulebook/src'), path.join(dir, 'src'), {
    recursive: true,
  });
  const file = path.join(dir, 'src/instruments/skb-2022-discipline.ts');
  const text = readFileSync(file, 'utf8');
  const rule = 'sanction: heavy,';
  const at = text.indexOf(rule, text.indexOf("id: 'B6'"));
  expect(at).toBeGreaterThan(0);
  writeFileSync(file, `${text.slice(0, at)}sanction: { ...heavy, level: 'sedang' },${text.slice(at + rule.length)}`);
  return dir;
}

const overrides = {
  decrees: [],
  elections: [],
  overrides: [
    {
      id: 'latihan-1',
      procedure: 'bawaslu-pilkada',
      step: 'handle',
      limit: 2,
      unit: 'calendar_day',
      nature: 'target',
      basis: 'Surat contoh 9',
      inForce: { from: '2024-01-01' },
      reason: { id: 'contoh', en: 'example' },
      source: { publisher: 'Surat contoh' },
      confidence: 'uncertain',
    },
  ],
} as const;

/** The database of the test as an operator would name it. */
function settings(): ReachSettings {
  const { address } = desk.app;
  if (address.kind !== 'socket') throw new Error('the test server listens on a socket');
  const url = new URLSearchParams({ host: address.host, user: address.user });
  return { mode: 'demo', dataDir: folder, databaseUrl: `postgresql:///${address.database}?${url}` } as const;
}
const run = (more: { rulebookDir?: string; additionsText?: string; settings?: ReachSettings }) =>
  rehearseCommand({
    settings: more.settings ?? settings(),
    source: lawSource,
    rulebookDir: more.rulebookDir ?? null,
    additionsText: more.additionsText ?? null,
    log: () => undefined,
  });

describe('a rehearsal', () => {
  it('finds nothing different by the law that is in force', async () => {
    const found = await rehearse(desk.app.platform.db, builtIn, builtIn);
    expect(found.cases).toEqual({ total: 2, same: 1, different: 0, withoutFacts: 1 });
    expect(found.clocks).toEqual({ running: 2, same: 2, moved: 0 });
  });

  it('names the case, the row and both levels when one row changed in a checkout', async () => {
    const found = await run({ rulebookDir: changedCheckout() });
    if (!found.ok) throw new Error(found.line);
    expect(found.value.cases).toMatchObject({ total: 2, same: 0, different: 1, withoutFacts: 1 });
    expect(found.value.kinds).toMatchObject({ level: 1 });
    expect(found.value.different[0]).toMatchObject({
      case: studied,
      from: 'kept',
      before: { rows: [{ level: 'berat' }] },
    });
    expect(found.plain).toMatch(
      new RegExp(`${studied}  violation: B6 berat +violation: B6 sedang +B6 level berat → sedang`),
    );
    expect(found.plain).toContain('cases   2: 0 the same, 1 different');
  });

  it('names the limits that changed data would move, with the reason', async () => {
    const found = await run({ additionsText: JSON.stringify(overrides) });
    if (!found.ok) throw new Error(found.line);
    expect(found.value.clocks).toEqual({ running: 2, same: 1, moved: 1 });
    expect(found.value.moved[0]).toMatchObject({ case: studied, rule: 'bawaslu-pilkada/handle', after: '2024-10-06' });
    expect(found.value.moved[0]?.why.join()).toContain('2 calendar_day (Surat contoh 9)');
    expect(found.value.after.data).toMatch(/^[0-9a-f]{16}$/);
  });

  it('compares cases from before findings were kept with the law in force, and says so', async () => {
    await sql`alter table netra.case_event_content disable trigger user`.execute(desk.app.owner);
    await sql`update netra.case_event_content set content = content - 'finding'`.execute(desk.app.owner);
    await sql`alter table netra.case_event_content enable trigger user`.execute(desk.app.owner);
    const other = createRulebook();
    const found = await rehearse(desk.app.platform.db, builtIn, {
      ...other,
      assess: (facts) => ({ ...other.assess(facts), outcome: 'no-row', rows: [] }),
    });
    expect(found.different).toMatchObject([{ case: studied, from: 'computed', after: { outcome: 'no-row' } }]);
    expect(plainOf(found)).toContain('[was not kept]');
  });

  it('changes nothing, and tells no name and no word of anybody', async () => {
    const before = [await desk.stored(received), await desk.stored(studied)];
    const found = await run({ rulebookDir: changedCheckout(), additionsText: JSON.stringify(overrides) });
    if (!found.ok) throw new Error(found.line);
    const told = JSON.stringify(found);
    for (const word of [...Object.values(secrets), 'Terlapor Rekaan', 'Kajian:', 'Camat'])
      expect(told).not.toContain(word);
    expect([await desk.stored(received), await desk.stored(studied)]).toEqual(before);
  });

  it('is for the system alone: the doors of the database give a person and the public nothing', async () => {
    const officer = await desk.member('officer');
    for (const actor of [{ kind: 'member', userId: officer.userId }, { kind: 'public' }] as const)
      for (const door of ['rehearsal_cases', 'rehearsal_clocks']) {
        const { rows } = await runAs(desk.app.platform.db, actor, (tx) =>
          sql`select * from ${sql.ref(door)}(null, 10)`.execute(tx),
        );
        expect(rows).toEqual([]);
      }
  });
});

describe('a rehearsal of other bodies', () => {
  const bodies = (
    more: Partial<Pick<Parameters<typeof rehearseBodiesCommand>[0], 'bodies' | 'on' | 'today'>>,
  ): ReturnType<typeof rehearseBodiesCommand> =>
    rehearseBodiesCommand({
      settings: settings(),
      source: lawSource,
      bodies: { kind: 'builtin' },
      on: '2027-10-16',
      today: '2024-10-04',
      log: () => undefined,
      ...more,
    });

  it('says which hand-over of which case would go to the body of that day, and names nobody', async () => {
    const before = [await desk.stored(received), await desk.stored(studied)];
    const found = await bodies({});
    if (!found.ok) throw new Error(found.line);
    expect(found.value.cases).toEqual({ total: 2, same: 0, different: 2, withoutReceiver: 0 });
    expect(found.value.handovers).toEqual([
      { step: 'confirm-study', before: 'bkn', after: 'independent-supervisor', cases: 2 },
    ]);
    expect(found.value.different.map((one) => one.case).toSorted()).toEqual([received, studied].toSorted());
    expect(found.plain).toContain('confirm-study  bkn → independent-supervisor: 2 cases');
    const told = JSON.stringify(found);
    for (const word of [...Object.values(secrets), 'Terlapor Rekaan', 'Kajian:', 'Camat'])
      expect(told).not.toContain(word);
    expect([await desk.stored(received), await desk.stored(studied)]).toEqual(before);
  });

  it('says which hand-overs find nobody, and which limits have no rule on that day', async () => {
    const text = JSON.stringify({ ended: [{ kind: 'bkn', on: '2026-12-31' }] });
    const found = await bodies({ bodies: { kind: 'file', text }, on: '2027-01-01' });
    if (!found.ok) throw new Error(found.line);
    expect(found.value.cases).toEqual({ total: 2, same: 0, different: 2, withoutReceiver: 2 });
    expect(found.plain).toContain('confirm-study  bkn → NOBODY: 2 cases');
    const earlier = await bodies({ bodies: null, on: '2019-01-01' });
    if (!earlier.ok) throw new Error(earlier.line);
    expect(earlier.value.limits.map(({ running, after }) => [running, after])).toEqual([
      [1, null],
      [1, null],
    ]);
  });

  it('changes nothing where the day is the same, and refuses what it cannot read in one line', async () => {
    const same = await bodies({ bodies: null, on: '2024-10-04' });
    expect(same.ok && same.value.cases).toEqual({ total: 2, same: 2, different: 0, withoutReceiver: 0 });
    for (const [answer, part] of [
      [await bodies({ on: null }), '--bodies: name the day'],
      [await bodies({ on: '2027-13-01' }), '--on: "2027-13-01" is no date'],
      [await bodies({ bodies: { kind: 'file', text: '{' } }), '--bodies: not JSON'],
      [await bodies({ bodies: { kind: 'file', text: '{"routes": 7}' } }), '--bodies: routes: '],
    ] as const) {
      const line = answer.ok ? '' : answer.line;
      expect(line).toContain(part);
      expect(line).not.toContain('\n');
    }
  });

  it('is for the system alone', async () => {
    const officer = await desk.member('officer');
    for (const actor of [{ kind: 'member', userId: officer.userId }, { kind: 'public' }] as const) {
      const { rows } = await runAs(desk.app.platform.db, actor, (tx) =>
        sql`select * from rehearsal_places(null, 10)`.execute(tx),
      );
      expect(rows).toEqual([]);
    }
  });
});

describe('what a rehearsal cannot use', () => {
  it('is one line each: no checkout, a broken one, an old one, additions that are none, no database', async () => {
    const broken = path.join(folder, 'broken');
    const old = path.join(folder, 'old');
    for (const [dir, text] of [
      [broken, 'export const = 1;'],
      [old, 'export const rulebookVersion: string = "0.1.0";'],
    ] as const) {
      mkdirSync(path.join(dir, 'src/additions'), { recursive: true });
      for (const door of ['src/index.ts', 'src/additions/index.ts']) writeFileSync(path.join(dir, door), text);
    }
    const lines = [
      [await run({ rulebookDir: path.join(folder, 'nowhere') }), 'holds no src/index.ts'],
      [await run({ rulebookDir: broken }), '--rulebook: it does not load'],
      [await run({ rulebookDir: old }), 'it exports no createRulebook'],
      [await run({ additionsText: '{' }), '--additions: not JSON'],
      [await run({ additionsText: '{"decrees": 7}' }), '--additions: '],
      [
        await run({ settings: { ...settings(), databaseUrl: 'postgresql://u@127.0.0.1:9/x' } }),
        'no PostgreSQL answers',
      ],
      [
        await rehearseCommand({
          settings: { mode: 'demo', dataDir: path.join(folder, 'empty'), databaseUrl: null },
          source: lawSource,
          rulebookDir: null,
          additionsText: null,
          log: () => undefined,
        }),
        'there is no database in',
      ],
    ] as const;
    for (const [answer, part] of lines) {
      expect(answer.ok).toBe(false);
      const line = answer.ok ? '' : answer.line;
      expect(line).toContain(part);
      expect(line).not.toContain('\n');
    }
  });
});
