import { type Assessment, builtIn } from '@netra/rulebook';
import { describe, expect, it } from 'vitest';
import { decide } from './case.ts';
import { emptyFold } from './case-fold.ts';
import {
  compareFindings,
  type FindingRulebook,
  findFor,
  findingContent,
  levelsOf,
  readFinding,
  recompute,
  type StoredFinding,
} from './finding.ts';

const facts = {
  act: { kind: 'social-engagement', on: '2024-10-01' },
  actor: { status: 'pns' },
  contest: { election: 'pilkada-2024', contest: 'kepala-daerah', beneficiary: 'person' },
};

function kept(): StoredFinding {
  const finding = findFor(facts, builtIn);
  if (finding === null) throw new Error('these facts are readable');
  return finding;
}

/** The same law with other answers: as a changed rulebook would give them. */
function changed(change: (answer: Assessment) => Assessment): FindingRulebook {
  return {
    version: '9.9.9',
    data: 'abc',
    parseFacts: builtIn.parseFacts,
    assess: (given) => change(builtIn.assess(given)),
  };
}

describe('a finding that is kept', () => {
  it('holds the facts, the rows with their levels, and by which rulebook', () => {
    expect(kept()).toMatchObject({
      rulebook: { version: builtIn.version, data: '' },
      facts,
      outcome: 'violation',
      phase: 'calon',
      rows: [{ id: 'B6', level: 'berat' }],
    });
    expect(levelsOf(kept())).toEqual(['berat']);
  });

  it('comes back from the content of a step as it went in, also through JSON', () => {
    const content = { summary: 'x', finding: findingContent(kept()) };
    expect(readFinding(JSON.parse(JSON.stringify(content)))).toEqual(kept());
  });

  it('is not there in steps that keep none, and not half there in one that was tampered with', () => {
    for (const content of [null, 'x', {}, { finding: null }, { finding: { ...findingContent(kept()), rows: 'B6' } }])
      expect(readFinding(content)).toBeNull();
  });

  it('is part of the step that writes down facts or a study, and of no other', () => {
    const state = {
      ...emptyFold,
      status: 'registered',
      origin: 'laporan',
      factsComplete: true,
      accused: [1],
      originBodyId: 'a',
      holderBodyId: 'a',
      openHandoverFrom: null,
      statusBeforeHandover: null,
      overdue: [],
      running: [],
      arrivedOn: null,
      effectOn: null,
      seatsEnded: false,
      cameBack: [],
      seats: [],
    } as const;
    const found = findingContent(kept());
    const study = decide(state, { type: 'record-study', text: 'Kajian.', rows: ['B6'], level: 'berat' }, found);
    const written = decide(state, { type: 'complete-facts', summary: 's', accused: [], facts }, found);
    const longer = decide(
      state,
      { type: 'extend-handling', basis: 'UU 10/2016 ps 134(6)', reason: 'Perlu keterangan.' },
      found,
    );
    expect(study.ok && readFinding(study.value[0]?.content)).toEqual(kept());
    expect(written.ok && readFinding(written.value[0]?.content)).toEqual(kept());
    expect(longer.ok && readFinding(longer.value[0]?.content)).toBeNull();
  });
});

describe('computed again', () => {
  it('is the same by the same rulebook', () => {
    expect(recompute(kept(), builtIn)).toMatchObject({ same: true, differences: [] });
  });

  it('names the row whose level changed, from what to what', () => {
    const lighter = changed((answer) => ({
      ...answer,
      rows: answer.rows.map((row) => ({ ...row, level: 'sedang' as const, options: ['x'] })),
    }));
    const again = recompute(kept(), lighter);
    expect(again.same).toBe(false);
    expect(again.differences).toEqual([
      { kind: 'level', of: 'B6', before: 'berat', after: 'sedang' },
      expect.objectContaining({ kind: 'sanctions', of: 'B6', after: ['x'] }),
    ]);
    expect(again.now?.rulebook).toEqual({ version: '9.9.9', data: 'abc' });
  });

  it('names rows that no longer apply and the outcome that follows', () => {
    const without = changed((answer) => ({ ...answer, outcome: 'no-row', rows: [] }));
    expect(recompute(kept(), without).differences).toEqual([
      { kind: 'outcome', before: 'violation', after: 'no-row' },
      { kind: 'removed', of: 'B6', level: 'berat' },
    ]);
    expect(compareFindings(recompute(kept(), without).now ?? kept(), kept())).toContainEqual({
      kind: 'added',
      of: 'B6',
      level: 'berat',
    });
  });

  it('says so when the facts can no longer be read, and keeps what was kept', () => {
    const strict: FindingRulebook = {
      ...builtIn,
      parseFacts: () => ({ ok: false, error: { field: 'act.kind', line: 'act.kind: gone' } }),
    };
    expect(recompute(kept(), strict)).toEqual({
      same: false,
      now: null,
      differences: [{ kind: 'unreadable', line: 'act.kind: gone' }],
    });
  });
});
