/** What all addresses of facilities ask first: who comes, which institution is meant, and whether it is the person's own. */
import { z } from 'zod';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Member } from '../../platform/http/env.ts';
import type { FieldError } from '../../platform/http/forms.ts';
import type { ImportKind, ImportService } from '../../platform/imports/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { membershipsFor, signInFirst } from '../accounts/index.ts';
import { type Institution, readInstitutions } from './facility-read.ts';
import type { FacilityError, FacilityService } from './facility-service.ts';
import { contestName } from './parts.tsx';
import { facilityWords } from './words.ts';

/** Most letters of a reason or an explanation. */
export const MOST_WORDS = 2000;

export const facilityRoles = ['facility', 'inspectorate', 'officer', 'overseer'] as const;

export interface FacilityRouteDeps {
  readonly platform: Platform;
  readonly service: FacilityService;
  readonly imports: ImportService;
  readonly kinds: readonly ImportKind[];
  readonly electionId: () => Promise<string>;
}

/** An institution that the person sees, among all of them. */
export interface Here {
  readonly member: Member;
  readonly institution: Institution;
  readonly institutions: readonly Institution[];
}

export type FacilityDesk = ReturnType<typeof facilityDesk>;

export function facilityDesk({ platform }: FacilityRouteDeps) {
  const { db, law } = platform;
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');
  const wordsOf = (c: Ctx) => facilityWords(c.get('lang'));
  const wrong = (c: Ctx, field: string, error: FacilityError): FieldError => ({
    field,
    message: wordsOf(c).wrong[error],
  });

  const atDesk = (c: Ctx): Member | Promise<Response> => {
    const member = c.get('member');
    if (member === null) return c.req.method === 'GET' ? Promise.resolve(signInFirst(c, platform)) : notHere(c);
    return membershipsFor(member, facilityRoles).length > 0 ? member : notHere(c);
  };

  /** The institution that is asked for, or the first that the person sees. */
  const here = async (c: Ctx, code: string): Promise<Here | Response> => {
    const member = await atDesk(c);
    if (member instanceof Response) return member;
    const institutions = await as(member, readInstitutions);
    const own = institutions.find((one) => one.manages || one.inspects);
    const institution = code === '' ? (own ?? institutions[0]) : institutions.find((one) => one.code === code);
    return institution === undefined ? notHere(c) : { member, institution, institutions };
  };
  const asked = (c: Ctx): Promise<Here | Response> => here(c, c.req.query('instansi') ?? '');
  const idIn = (c: Ctx, name = 'id'): string => {
    const read = z.uuid().safeParse(c.req.param(name));
    return read.success ? read.data : '';
  };
  const managing = (found: Here | Response): found is Here => !(found instanceof Response) && found.institution.manages;
  const doneOf = (c: Ctx): string | null => {
    const words = wordsOf(c);
    const said: Readonly<Record<string, string>> = {
      simpan: words.form.saved,
      minta: words.request.saved,
      jawab: words.answer.saved,
      pinjam: words.loan.saved,
      pihak: words.sides.saved,
      kegiatan: words.events.saved,
      hapus: words.events.ended,
      jelas: words.alert.saved,
      matikan: words.calendar.revoked,
    };
    return said[c.req.query('selesai') ?? ''] ?? null;
  };
  const contestsOf = (lang: 'id' | 'en', first: string) =>
    law
      .current()
      .elections.toSorted(
        (a, b) => Number(b.id === first) - Number(a.id === first) || b.votingOn.localeCompare(a.votingOn),
      )
      .flatMap((election) =>
        election.contests.map((contest) => ({
          value: `${election.id}/${contest.id}`,
          label: contestName(law.current(), election.id, contest.id, lang),
        })),
      );
  return { as, notHere, wordsOf, wrong, atDesk, here, asked, idIn, managing, doneOf, contestsOf };
}
