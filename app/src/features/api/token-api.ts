/** What a token is told of itself. */
import { z } from 'zod';
import {
  instant,
  listOf,
  named,
  type Operation,
  said,
  scopes,
  tokenOperation,
  uuid,
} from '../../platform/api/index.ts';
import { roles } from '../../platform/http/env.ts';
import { fail, ok } from '../../platform/result.ts';

const TokenShape = named(
  'Token',
  z.object({
    id: uuid('Id token.', 'Id of the token.'),
    name: said(z.string(), 'Nama yang diberikan.', 'The name it was given.', 'Sistem kepegawaian'),
    office: said(
      z.object({
        id: uuid('Id kantor.', 'Id of the office.'),
        name: said(z.string(), 'Namanya.', 'Its name.', 'Bawaslu Kota Arunika'),
      }),
      'Kantor yang diwakilinya.',
      'The office it acts for.',
      { id: '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e', name: 'Bawaslu Kota Arunika' },
    ),
    role: said(z.enum(roles), 'Tugasnya.', 'Its role.', 'officer'),
    scopes: listOf(z.enum(scopes), 'Cakupannya.', 'Its scopes.', ['cases:read']),
    expiresAt: instant('Berlaku sampai.', 'Good until.'),
  }),
  'Token ini sendiri.',
  'This very token.',
);

export function tokenOperations(): readonly Operation[] {
  const operation = tokenOperation({
    id: 'getToken',
    method: 'get',
    path: '/token',
    tag: 'token',
    scope: 'any',
    summary: { id: 'Token ini sendiri', en: 'This very token' },
    detail: {
      id: 'Untuk memeriksa sambungan: kantor, tugas, cakupan, dan masa berlaku. Setiap token boleh bertanya.',
      en: 'To check a connection: office, role, scopes and expiry. Every token may ask.',
    },
    answer: TokenShape,
    handle: async ({ caller }) => {
      const [duty] = caller.member.memberships;
      if (duty === undefined) return fail({ code: 'not-found' });
      return ok({
        body: {
          id: caller.tokenId,
          name: caller.name,
          office: { id: duty.bodyId, name: duty.bodyName },
          role: duty.role,
          scopes: [...caller.scopes],
          expiresAt: caller.expiresAt.toString(),
        },
      });
    },
  });
  return [operation];
}
