/**
 * The one thing that the accounts library has no door for: opening a session for a person who was recognised otherwise (a passkey, the
 * state's sign-on, a recovery code). Server only: it has no address, and only our services call it.
 */
import { createAuthEndpoint } from '@better-auth/core/api';
import { expireCookie, setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

const CHALLENGE = 'two_factor';

export function sessionPlugin() {
  return {
    id: 'netra-session',
    endpoints: {
      openSession: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ userId: z.uuid() }) },
        async (ctx) => {
          const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
          if (!user) throw ctx.error('NOT_FOUND');
          const session = await ctx.context.internalAdapter.createSession(user.id, false);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ sessionId: session.id });
        },
      ),
      /** Whose password was right, by the signed cookie between the two steps; `spend` takes the challenge away. */
      challenged: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ spend: z.boolean() }) },
        async (ctx) => {
          const cookie = ctx.context.createAuthCookie(CHALLENGE);
          const identifier = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
          if (typeof identifier !== 'string') return ctx.json({ userId: null });
          const value = ctx.body.spend
            ? await ctx.context.internalAdapter.consumeVerificationValue(identifier)
            : await ctx.context.internalAdapter.findVerificationValue(identifier);
          if (ctx.body.spend) expireCookie(ctx, cookie);
          return ctx.json({ userId: value?.value ?? null });
        },
      ),
    },
  };
}
