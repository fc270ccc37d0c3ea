/** For tests of outreach: a kit that needs no database. */
import { builtIn, type Election } from '@netra/rulebook';
import type { Language } from '../../platform/i18n/words.ts';
import { type ReadyKit, readyKit } from './draw.ts';
import { formatIds } from './formats.ts';
import { headlineFor } from './kit.ts';
import { type KitStageId, type StageOfKit, stagesOfKit } from './stages.ts';
import { type Duty, offered } from './statements.ts';

export const around = { publicUrl: 'https://netra.contoh.go.id', demo: true };

export interface Wish {
  readonly duty?: Duty;
  readonly stage?: KitStageId;
  readonly lang?: Language;
  readonly count?: number;
  readonly extra?: string;
  readonly office?: string;
}

export function stageNamed(election: Election, id: KitStageId): StageOfKit {
  const stage = stagesOfKit(builtIn, election).find((one) => one.id === id);
  if (stage === undefined) throw new Error(`no stage ${id}`);
  return stage;
}

export function kitOf({
  duty = 'umum',
  stage = 'kampanye',
  lang = 'id',
  count = 4,
  extra = '',
  office,
}: Wish = {}): ReadyKit {
  const election = builtIn.getElection('pilkada-2024');
  const known = offered(builtIn, election, stageNamed(election, stage), duty);
  const some = (no: boolean) => known.filter((one) => (one.says === 'no') === no).slice(0, count);
  const ready = readyKit(builtIn, {
    id: '00000000-0000-4000-8000-000000000000',
    code: 'K7M4QXT',
    bodyId: '00000000-0000-4000-8000-000000000001',
    office: office ?? 'Inspektorat Kota Arunika',
    electionId: election.id,
    stage,
    duty,
    headline: headlineFor[duty],
    statements: [...some(true), ...some(false)].map((one) => one.id),
    extra,
    target: 'bolehkah',
    lang,
    formats: formatIds,
    madeOn: '2024-10-04',
    withdrawnOn: null,
  });
  if (ready === undefined) throw new Error('the kit does not hold');
  return ready;
}
