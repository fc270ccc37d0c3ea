/** What an instance adds to the law shows on its pages, with source and date, and the documents of the release do not know it. */
import { createRulebook, findProcedure } from '@netra/rulebook';
import { parseAdditions } from '@netra/rulebook/additions';
import { describe, expect, it } from 'vitest';
import type { PageContext } from '../../ui/index.ts';
import { CalendarPage, ElectionPage } from './date-pages.tsx';
import { lawItems } from './items.ts';
import { newShelf } from './kept.tsx';
import { builtInLaw, lawOf } from './law.ts';
import { ProcedurePage, readCount } from './procedure-page.tsx';
import { createIndex } from './search.ts';

const source = { publisher: 'Sekretariat Kabinet', on: '2027-09-15' };
const span = (from: string, to: string) => ({ from, to, confidence: 'recalled' });
const parsed = parseAdditions({
  decrees: [
    {
      year: '2028',
      decree: 'SKB 3 Menteri rekaan 1/2027',
      nationalHoliday: ['01-01', '08-17'],
      collectiveLeave: ['12-26'],
      votingDay: [],
      subjectToDecree: ['08-17'],
      regionalHoliday: [],
      source,
      confidence: 'seen',
    },
  ],
  elections: [
    {
      id: 'pilkada-2031',
      kind: 'pilkada',
      name: { id: 'Pilkada rekaan 2031', en: 'Invented regional election 2031' },
      law: 'uu_pilkada',
      procedure: 'bawaslu-pilkada',
      contests: [
        {
          id: 'kepala-daerah',
          name: { id: 'Kepala daerah', en: 'Heads of region' },
          determinedOn: '2031-06-01',
          confidence: 'uncertain',
        },
      ],
      campaign: span('2031-06-05', '2031-08-01'),
      quietDays: span('2031-08-02', '2031-08-04'),
      votingOn: '2031-08-05',
    },
  ],
  overrides: [
    {
      id: 'cepat',
      procedure: 'joint-task-force',
      step: 'convey-to-ppk',
      limit: 2,
      unit: 'working_day',
      nature: 'target',
      basis: 'Surat rekaan 7/2027',
      inForce: { from: '2027-01-01' },
      reason: { id: 'target baru kantor', en: 'a new target of the office' },
      source,
      confidence: 'seen',
    },
  ],
});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
const law = lawOf(createRulebook(parsed.value));

const page: PageContext = {
  lang: 'id',
  path: '/hukum',
  to: (path) => path,
  actor: null,
  demo: null,
  csrf: 'x',
  assets: { style: '/s.css', script: '/s.js', font: '/f.woff2' },
};
const frame = { page, version: law.version, address: 'http://netra.test/hukum' };

describe('law that was added as data', () => {
  it('names its fingerprint beside the version', () => {
    expect(law.version).toMatch(/^\d+\.\d+\.\d+ \+ [0-9a-f]{16}$/);
    expect(builtInLaw.version).not.toContain('+');
  });

  it('a decree shows its days, its source and its date, and which day may still move', () => {
    const html = String(CalendarPage({ ...frame, law, shelf: newShelf(), year: '2028' }));
    expect(html).toContain('SKB 3 Menteri rekaan 1/2027');
    expect(html).toContain('Sekretariat Kabinet, 15 September 2027');
    expect(html).toMatch(/Kamis, 17 Agustus 2028.*masih dapat digeser/s);
    expect(CalendarPage({ ...frame, law: builtInLaw, shelf: newShelf(), year: '2028' })).toBeNull();
  });

  it('an election shows that it was added, its dates and how sure they are', () => {
    const html = String(ElectionPage({ ...frame, law, id: 'pilkada-2031' }));
    expect(html).toContain('Ditambahkan sebagai data');
    expect(html).toMatch(/Minggu, 1 Juni 2031.*belum pasti/s);
    expect(String(ElectionPage({ ...frame, law, id: 'pilkada-2024' }))).not.toContain('Ditambahkan sebagai data');
  });

  it('a corrected limit stands above the steps with its reason and source, and the calculator counts by it', () => {
    const procedure = findProcedure('joint-task-force');
    if (procedure === undefined) throw new Error('no procedure');
    const asked = { step: 'convey-to-ppk', from: '2028-08-14', zone: 'WIB' };
    const count = readCount(procedure, law, 'id', asked);
    const html = String(ProcedurePage({ ...frame, law, id: 'joint-task-force', count }));
    expect(html).toMatch(/Batas yang berlaku khusus.*Target baru kantor\..*Sekretariat Kabinet, 15 September 2027/s);
    expect(html).toContain('Rabu, 16 Agustus 2028, 23.59 WIB');
    expect(readCount(procedure, builtInLaw, 'id', asked)?.deadline?.dueOn).not.toBe('2028-08-16');
  });

  it('is found by the search of this instance', () => {
    expect(createIndex(lawItems(law)).find('pilkada 2031')[0]?.key).toBe('pemilu/pilkada-2031');
    expect(lawItems(law).length).toBe(lawItems(builtInLaw).length + 2);
  });
});
