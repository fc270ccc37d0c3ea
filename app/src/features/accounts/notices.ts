/** What people are told by mail about their account. One place, so that there is one place to look. */
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Platform } from '../../platform/platform.ts';

export interface Notices {
  /** A way in was added, changed or taken away, or somebody proposed to recover the account. Says neither what nor who. */
  securityChanged(userId: string): Promise<void>;
}

/** Addresses of accounts whose provider tells none. */
export const NO_ADDRESS = '@sso.invalid';

export function notices(platform: Platform): Notices {
  const { db, mail, uuid } = platform;
  return {
    securityChanged: (userId) =>
      runAs(db, { kind: 'system' }, async (tx) => {
        const person = await tx
          .selectFrom('auth.auth_user')
          .select('email')
          .where('id', '=', userId)
          .executeTakeFirst();
        if (person === undefined || person.email.endsWith(NO_ADDRESS)) return;
        await mail.queue(tx, { to: userId, template: 'security-changed', dedupeKey: uuid() });
      }),
  };
}
