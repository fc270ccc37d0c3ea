import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { PageContext } from '../../ui/page-context.ts';
import type { Language } from '../i18n/words.ts';

/** A signed-in person with what the person may act for. Read once per request from the membership table. */
export interface Member {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly sessionToken: string;
  /** Staff whose second factor is missing, or was not shown in this session: may do nothing but set one up, or show it. */
  readonly mustEnrol: boolean;
  /** The second factor is there and only has to be shown (`mustEnrol` is true as well). */
  readonly mustConfirm?: boolean;
  /** Left out for people whom seeds and tests make without a session. */
  readonly session?: MemberSession;
  readonly memberships: readonly Membership[];
}

export interface MemberSession {
  readonly id: string;
  /** Milliseconds of the real clock at which it was opened. */
  readonly startedAt: number;
  /** When both factors were last shown in it, in milliseconds of the real clock; null: never. */
  readonly strongAt: number | null;
}

export interface Membership {
  readonly bodyId: string;
  readonly bodyName: string;
  readonly bodyKind: string;
  readonly bodyZone: 'WIB' | 'WITA' | 'WIT';
  readonly role: Role;
  readonly level: string;
  readonly jurisdictionId: string;
  readonly jurisdictionPath: string;
}

export const roles = [
  'admin',
  'officer',
  'overseer',
  'verifier',
  'conveyor',
  'authority',
  'media',
  'asn',
  'inspectorate',
  'facility',
  'superior',
] as const;
export type Role = (typeof roles)[number];

export function isRole(text: string): text is Role {
  return roles.some((r) => r === text);
}

/** What the HTTP layer puts beside each request. */
export interface Env {
  Bindings: HttpBindings;
  Variables: {
    lang: Language;
    requestId: string;
    member: Member | null;
    page: PageContext;
    /** One-way mark of the visitor's address, good for one day; for limits only, never stored. */
    addressMark: string;
  };
}

export type Ctx = Context<Env>;
