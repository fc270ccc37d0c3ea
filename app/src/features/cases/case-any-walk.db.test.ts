import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { foundCountry } from '../../../test/support/offices.ts';
import { isCaseStatus, isClosed } from './case.ts';
import { buildMatrix, type Matrix, steps } from './case-matrix.fixture.ts';

let app: TestApp;
let matrix: Matrix;
beforeAll(async () => {
  app = await startTestApp();
  matrix = await buildMatrix(app, await foundCountry(app.owner), app.cases);
});
afterAll(() => app.end());

/** What must hold of a case at any moment, asked of the stored rows. */
async function rowsOf(id: string) {
  const { rows } = await sql<{
    status: string;
    last_seq: number;
    seqs: number[];
    last_status: string;
    holder: string;
    moved_to: string;
    due_right: boolean;
    closed: boolean;
    running: number;
  }>`select f.status, f.last_seq, f.holder_body_id as holder, f.closed_at is not null as closed,
      (select array_agg(e.seq order by e.seq) from netra.case_event e where e.case_id = f.id) as seqs,
      (select e.status_after from netra.case_event e where e.case_id = f.id order by e.seq desc limit 1) as last_status,
      coalesce((select e.to_body_id from netra.case_event e where e.case_id = f.id and e.to_body_id is not null order by e.seq desc limit 1), f.origin_body_id) as moved_to,
      f.due_at is not distinct from (select min(k.due_at) from netra.clock k where k.case_id = f.id and k.state = 'running' and k.step_id not in ('file-objection', 'file-appeal', 'ladder-next', 'block-decision', 'block-review')) as due_right,
      (select count(*) from netra.clock k where k.case_id = f.id and k.state = 'running') as running
    from netra.case_file f where f.id = ${id}`.execute(app.owner);
  const [row] = rows;
  if (row === undefined) throw new Error('the case is gone');
  return row;
}

// Whoever declares a stake is gone from the case: that is walked in its own tests.
const walked = steps.filter((step) => step !== 'interest');

it('any tries of its people leave a case whole: steps without a gap, row and limits as the steps say', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('laporan' as const, 'informasi-awal' as const),
      fc.array(fc.constantFrom(...walked), { minLength: 110, maxLength: 160 }),
      async (origin, tried) => {
        const { id, number } = await matrix.open(origin);
        let seq = 1;
        for (const step of tried) {
          const done = await app.cases.service.act(matrix.doer(step), number, matrix.actionOf(step), seq);
          if (!done.ok) {
            expect(done.error.kind).not.toBe('changed');
            continue;
          }
          expect(done.value.seq).toBeGreaterThan(seq);
          seq = done.value.seq;
          taken += 1;
        }
        const row = await rowsOf(id);
        expect(row.seqs).toEqual(Array.from({ length: seq }, (_, index) => index + 1));
        expect(row).toMatchObject({ last_seq: seq, status: row.last_status, holder: row.moved_to, due_right: true });
        expect(row.closed).toBe(isCaseStatus(row.status) && isClosed(row.status));
        // What is kept as information is looked at again, which is a target of ours and no limit of law.
        if (row.status === 'information') expect(row.running).toBeLessThanOrEqual(1);
        else if (row.closed) expect(row.running).toBe(0);
        // Beside the limit of the office: those of the accused, of a second summons, and of whoever watches.
        expect(row.running).toBeLessThanOrEqual(4);
        const view = await app.cases.readModel.findCase(matrix.person('officer', 'bawaslu', 'own'), number);
        expect(view?.chain).toEqual({ ok: true });
      },
    ),
    // A walk takes half a minute: the one that failed is told as it is.
    { numRuns: 4, seed: 20241004, endOnFailure: true },
  );
  console.error(`any walk: ${taken} steps taken`);
  expect(taken).toBeGreaterThan(20);
}, 240_000);
