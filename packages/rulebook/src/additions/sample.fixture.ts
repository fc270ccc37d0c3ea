/** Additions with which the tests work. Titles and days are invented. */
import type { Election } from '../elections/elections.ts';
import type { DecreeAddition, StepOverride } from './additions.ts';

const source = { publisher: 'contoh', on: '2027-09' } as const;

export const decree: DecreeAddition = {
  year: '2028',
  decree: 'SKB contoh 2028',
  nationalHoliday: ['01-03', '02-14', '12-25'],
  collectiveLeave: ['01-04'],
  votingDay: [],
  subjectToDecree: ['02-14'],
  regionalHoliday: [],
  source,
  confidence: 'seen',
};

export const election: Election = {
  id: 'pemilu-2029',
  kind: 'pemilu',
  name: { id: 'Pemilihan Umum 2029', en: 'General election 2029' },
  law: 'uu7_2017',
  procedure: 'bawaslu-pemilu',
  contests: [
    { id: 'presiden', name: { id: 'Presiden', en: 'President' }, determinedOn: '2028-11-13', confidence: 'uncertain' },
  ],
  campaign: { from: '2028-11-28', to: '2029-02-10', confidence: 'uncertain' },
  quietDays: { from: '2029-02-11', to: '2029-02-13', confidence: 'uncertain' },
  votingOn: '2029-02-14',
};

export const override: StepOverride = {
  id: 'contoh-1',
  procedure: 'bawaslu-pilkada',
  step: 'handle',
  limit: 2,
  unit: 'calendar_day',
  nature: 'practice',
  basis: 'Surat contoh 1',
  inForce: { from: '2027-01-01' },
  reason: { id: 'contoh', en: 'example' },
  source,
  confidence: 'seen',
};
