/**
 * The way of messages to telephones: a gateway of the operator's that takes `{id, to, text}` by HTTPS and sends an SMS or a message of a messenger.
 * A letter to a number goes this way, all others by mail.
 */
import type { Transport } from './transport.ts';

export interface GatewaySettings {
  /** Where messages are posted; `https`, or this very machine. */
  readonly url: string;
  readonly token: string;
}

const PATIENCE_MS = 20_000;

/** What a failed message is, in the terms of a failed mail, so that it is tried again or given up as one. */
class NotTaken extends Error {
  readonly responseCode: number;
  readonly command: string;
  constructor(status: number) {
    super('the gateway did not take the message');
    // 400, 404, 422: this number will never do. The rest is the gateway's or ours: later.
    const never = status === 400 || status === 404 || status === 410 || status === 422;
    this.responseCode = never ? 550 : status === 401 || status === 403 ? 535 : 451;
    this.command = never ? 'RCPT TO' : 'CONN';
  }
}

/** Sends letters to numbers (`+62…`) by the gateway and everything else as before. Throws what `classify` understands, never text of the gateway. */
export function withGateway(
  transport: Transport,
  gateway: GatewaySettings | null,
  patienceMs = PATIENCE_MS,
): Transport {
  return {
    close: () => transport.close(),
    deliver: async (id, to, letter, settingsPage) => {
      if (!to.startsWith('+')) return transport.deliver(id, to, letter, settingsPage);
      if (gateway === null || letter.message === undefined) throw new NotTaken(503);
      const answer = await fetch(gateway.url, {
        method: 'POST',
        redirect: 'error',
        headers: {
          authorization: `Bearer ${gateway.token}`,
          'content-type': 'application/json',
          // The same for every try: a gateway that knows it sends once.
          'idempotency-key': id,
        },
        body: JSON.stringify({ id, to, text: letter.message }),
        signal: AbortSignal.timeout(patienceMs),
      }).catch((error: unknown) => {
        throw new NotTaken(error instanceof Error && error.name === 'TimeoutError' ? 504 : 503);
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new NotTaken(answer.status);
    },
  };
}
