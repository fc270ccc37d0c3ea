/** Addresses and choices that the pages of tokens share. */
import { scopes } from '../../platform/api/index.ts';
import { MOST_DAYS } from './token-service.ts';

export const tokenList = '/admin/token';
export const officeList = '/kantor/sambungan';
export const dayChoices = ['30', '90', '180', String(MOST_DAYS)] as const;
/** Scopes that an administrator can tick. */
export const askable = scopes.filter((scope) => scope !== 'reports:read');
