/**
 * Bodies, the part they play, and the days on which they play it. KASN ended in 2024 and an independent body must exist by
 * 16 October 2027, so no body, part or hand-over is ever written in code.
 */
import { addDays, type IsoDay } from '../calendar/days.ts';
import { type Bilingual, type InForce, inForceOn } from '../text.ts';

export type Part =
  | 'intake'
  | 'finding'
  | 'study'
  | 'task-force'
  | 'recommend'
  | 'convey'
  | 'monitor'
  | 'block'
  | 'policy'
  | 'supervise-regional-ppk'
  | 'sanction'
  | 'pledge-owner'
  | 'prevention-owner'
  | 'examine'
  | 'roster'
  | 'criminal'
  | 'appeal';

export interface Body {
  readonly id: string;
  readonly name: string;
  readonly parts: readonly Part[];
  readonly levels?: readonly string[];
  readonly inForce?: InForce;
  readonly succeededBy?: string;
  /** BKN conveys recommendations only since it took over. */
  readonly recommendFrom?: IsoDay;
  readonly expectedBy?: IsoDay;
  readonly heldBy?: Bilingual;
  readonly chair?: string;
  readonly basis?: readonly string[];
  readonly status?: Bilingual;
}

export const bodies = [
  {
    id: 'bawaslu',
    name: 'Badan Pengawas Pemilihan Umum',
    parts: ['intake', 'finding', 'study', 'task-force'],
    levels: ['nasional', 'provinsi', 'kabupaten-kota', 'kecamatan'],
  },
  {
    id: 'kasn',
    name: 'Komisi Aparatur Sipil Negara',
    parts: ['intake', 'recommend', 'task-force'],
    inForce: { until: '2024-09-03' },
    succeededBy: 'bkn',
    basis: ['UU 20/2023 ps 70(3)', 'Perpres 91 dan 92/2024', 'SE MenPANRB 4/2024'],
  },
  {
    id: 'bkn',
    name: 'Badan Kepegawaian Negara',
    parts: ['task-force', 'convey', 'monitor', 'block'],
    recommendFrom: '2024-09-04',
    levels: ['nasional', 'kantor-regional'],
  },
  { id: 'kempanrb', name: 'Kementerian PANRB', parts: ['task-force', 'policy'] },
  { id: 'kemendagri', name: 'Kementerian Dalam Negeri', parts: ['task-force', 'supervise-regional-ppk'] },
  {
    id: 'independent-supervisor',
    name: 'Lembaga independen pengawas ASN',
    parts: ['recommend'],
    expectedBy: '2027-10-16',
    basis: ['MK 121/PUU-XXII/2024'],
    status: { id: 'belum dibentuk', en: 'not yet established' },
  },
  {
    id: 'ppk',
    name: 'Pejabat Pembina Kepegawaian',
    parts: ['sanction', 'pledge-owner'],
    heldBy: {
      id: 'menteri atau pimpinan lembaga; gubernur, bupati, wali kota di daerah',
      en: 'minister or head of body; governor, regent, mayor in the regions',
    },
  },
  {
    id: 'pyb',
    name: 'Pejabat yang Berwenang',
    parts: ['prevention-owner'],
    heldBy: { id: 'sekretaris jenderal; Sekda di daerah', en: 'secretary-general; Sekda in the regions' },
  },
  { id: 'inspektorat', name: 'Inspektorat daerah / APIP', parts: ['prevention-owner', 'examine'] },
  { id: 'bkd', name: 'BKD / BKPSDM', parts: ['roster', 'examine'] },
  { id: 'gakkumdu', name: 'Sentra Gakkumdu', parts: ['criminal'] },
  {
    id: 'bpasn',
    name: 'Badan Pertimbangan ASN',
    parts: ['appeal'],
    chair: 'MenPANRB',
    basis: ['PP 79/2021'],
  },
] as const satisfies readonly Body[];

export type BodyId = (typeof bodies)[number]['id'];

export const allBodies: readonly Body[] = bodies;

export function findBody(id: string): Body | undefined {
  return allBodies.find((body) => body.id === id);
}

/** Whether the body plays its part on the day. A body that is only expected does not. */
export function isActive(body: Body, day: IsoDay): boolean {
  return body.expectedBy === undefined && inForceOn(body.inForce ?? {}, day);
}

/** The bodies that play this part on the day. */
export function bodiesFor(part: Part, day: IsoDay): readonly Body[] {
  return allBodies.filter((body) => body.parts.includes(part) && isActive(body, day));
}

/** The body that carries on on the day: the body itself, or the one that took its place. Throws on an unknown body. */
export function bodyInPlaceOf(id: string, day: IsoDay): Body {
  const body = findBody(id);
  if (body === undefined) throw new Error(`no such body: ${id}`);
  if (isActive(body, day) || body.succeededBy === undefined) return body;
  return bodyInPlaceOf(body.succeededBy, day);
}

/** First day on which the successor acts, or undefined when the body has no end. */
export function handedOverOn(body: Body): IsoDay | undefined {
  return body.inForce?.until === undefined ? undefined : addDays(body.inForce.until, 1);
}
