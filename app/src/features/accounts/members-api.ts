/** Offices and their members by program. Names of offices are public; members are shown to the administration, and to an office its own. */
import { sql } from 'kysely';
import { z } from 'zod';
import {
  listOf,
  listOperation,
  named,
  type Operation,
  openOperation,
  said,
  uuid,
  zoneField,
} from '../../platform/api/index.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { isRole, roles } from '../../platform/http/env.ts';
import { isZone } from '../../platform/i18n/zones.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok } from '../../platform/result.ts';
import { membershipsFor } from './scope.ts';

const Office = named(
  'Office',
  z.object({
    id: uuid('Id kantor.', 'Id of the office.'),
    code: said(z.string(), 'Kode.', 'Code.', 'bawaslu-ar'),
    kind: said(z.string(), 'Jenis lembaga.', 'Kind of body.', 'bawaslu'),
    name: said(z.string(), 'Nama.', 'Name.', 'Bawaslu Kota Arunika'),
    level: said(z.string(), 'Jenjang.', 'Level.', 'city'),
    zone: zoneField,
    placeName: said(z.string(), 'Wilayahnya.', 'Its place.', 'Kota Arunika'),
    validFrom: said(z.string().nullable(), 'Hari pertama (ISO).', 'First day (ISO).', null),
    validUntil: said(z.string().nullable(), 'Hari terakhir (ISO).', 'Last day (ISO).', null),
  }),
  'Kantor yang memakai Netra.',
  'An office at this instance.',
);

const Member = named(
  'Member',
  z.object({
    id: uuid('Id tugas: satu orang, satu kantor, satu tugas.', 'Id of the duty: one person, one office, one role.'),
    name: said(z.string(), 'Nama.', 'Name.', 'Petugas Rekaan'),
    email: said(z.string(), 'Alamat surel akun.', 'E-mail of the account.', 'petugas@netra.contoh'),
    officeId: uuid('Kantornya.', 'The office.'),
    role: said(z.enum(roles), 'Tugas.', 'Role.', 'officer'),
    validUntil: said(z.string().nullable(), 'Hari terakhir bertugas (ISO).', 'Last day of duty (ISO).', null),
  }),
  'Orang yang bertugas.',
  'A person with a duty.',
);

export function officeOperations(platform: Pick<Platform, 'db'>): readonly Operation[] {
  const { db } = platform;
  return [
    openOperation({
      id: 'listOffices',
      method: 'get',
      path: '/offices',
      tag: 'offices',
      summary: { id: 'Kantor yang memakai Netra', en: 'Offices at this instance' },
      query: z.strictObject({
        kind: said(
          z
            .string()
            .regex(/^[a-z-]{1,40}$/)
            .optional(),
          'Hanya jenis ini.',
          'Only of this kind.',
          'bawaslu',
        ),
      }),
      answer: z.object({ items: listOf(Office, 'Kantor, menurut wilayah.', 'Offices, by place.', []) }),
      handle: async ({ query }) => {
        const rows = await runAs(db, { kind: 'public' }, (tx) => {
          const all = tx
            .selectFrom('body')
            .innerJoin('jurisdiction', 'jurisdiction.id', 'body.jurisdiction_id')
            .select([
              'body.id',
              'body.code',
              'body.kind',
              'body.name',
              'body.level',
              'body.zone',
              'body.valid_from',
              'body.valid_until',
            ])
            .select('jurisdiction.name as place')
            .where('body.kind', '!=', 'administration')
            .orderBy('jurisdiction.path')
            .orderBy('body.name');
          return (query.kind === undefined ? all : all.where('body.kind', '=', query.kind)).execute();
        });
        return ok({
          body: {
            items: rows.flatMap(({ zone, place, valid_from, valid_until, ...row }) =>
              isZone(zone) ? [{ ...row, zone, placeName: place, validFrom: valid_from, validUntil: valid_until }] : [],
            ),
          },
        });
      },
    }),
    listOperation({
      id: 'listMembers',
      method: 'get',
      path: '/members',
      tag: 'offices',
      scope: 'members:read',
      summary: { id: 'Anggota yang bertugas', en: 'Members on duty' },
      detail: {
        id: 'Administrasi: semua kantor. Lainnya: kantor token ini. Token sendiri tidak termasuk. Undangan dan pengakhiran tugas hanya di layar.',
        en: 'The administration: of all offices. Others: of the office of the token. Tokens are left out. Inviting and ending duties happen on the screen only.',
      },
      item: Member,
      handle: async ({ member, limit, after }) => {
        const office = member.memberships[0]?.bodyId;
        if (office === undefined) return fail({ code: 'not-found' });
        const all = membershipsFor(member, ['admin']).length > 0;
        const [afterId] = after ?? [];
        const rows = await runAs(db, { kind: 'member', userId: member.userId }, (tx) => {
          let query = tx
            .selectFrom('member')
            .innerJoin('auth.auth_user as person', 'person.id', 'member.user_id')
            .select(['member.id', 'member.body_id', 'member.role', 'member.valid_until', 'person.name', 'person.email'])
            .where('person.email', 'not like', 'token-%@api.invalid')
            .where('member.valid_from', '<=', sql<string>`current_date`)
            .where((w) =>
              w.or([w('member.valid_until', 'is', null), w('member.valid_until', '>=', sql<string>`current_date`)]),
            )
            .orderBy('member.id')
            .limit(limit + 1);
          if (!all) query = query.where('member.body_id', '=', office);
          if (afterId !== undefined) query = query.where('member.id', '>', afterId);
          return query.execute();
        });
        const shown = rows.slice(0, limit);
        const last = shown.at(-1);
        return ok({
          items: shown.flatMap(({ body_id, role, valid_until, ...row }) =>
            isRole(role) ? [{ ...row, officeId: body_id, role, validUntil: valid_until }] : [],
          ),
          next: rows.length > limit && last !== undefined ? [last.id] : null,
        });
      },
    }),
  ];
}
