/** All guides, and which one belongs to which role. */
import type { Role } from '../../platform/http/env.ts';
import { type Guide, type GuideId, guideIds } from './guide-types.ts';
import { authorityGuide, bknGuide, supervisorGuide, taskForceGuide } from './guides-desk.ts';
import { administratorGuide, mediaGuide, operatorGuide } from './guides-other.ts';
import { accusedGuide, civilServantGuide, reporterGuide } from './guides-public.ts';

const guides: Readonly<Record<GuideId, Guide>> = {
  pelapor: reporterGuide,
  asn: civilServantGuide,
  terlapor: accusedGuide,
  'pengawas-bawaslu': supervisorGuide,
  satgas: taskForceGuide,
  bkn: bknGuide,
  ppk: authorityGuide,
  media: mediaGuide,
  administrator: administratorGuide,
  'admin-sistem': operatorGuide,
};

/** In the order in which they are listed. */
export const allGuides: readonly Guide[] = guideIds.map((id) => guides[id]);

export function getGuide(id: GuideId): Guide {
  return guides[id];
}

/** A role that is added later does not compile until it has a guide. */
export const guideOfRole: Readonly<Record<Role, GuideId>> = {
  admin: 'administrator',
  officer: 'pengawas-bawaslu',
  overseer: 'pengawas-bawaslu',
  verifier: 'satgas',
  conveyor: 'bkn',
  authority: 'ppk',
  media: 'media',
  asn: 'asn',
  inspectorate: 'asn',
  facility: 'asn',
  superior: 'asn',
};

export function guidePath(id: GuideId): string {
  return `/panduan/${id}`;
}
