/** For tests: a real mail server on loopback that behaves as told, and counts what it took. */
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface TakenMail {
  readonly to: string;
  readonly raw: string;
  readonly messageId: string;
  /** How the client named itself. */
  readonly greeting: string;
}

/** What the server does with the next mails. */
export type Behaviour =
  | 'accept'
  | 'refuse-address-now'
  | 'refuse-address'
  | 'refuse-mail'
  | 'silent'
  | 'cut-in-the-middle'
  /** Takes the mail and is gone before it could say so. */
  | 'cut-after-taking';

export interface MailServer {
  readonly url: string;
  readonly taken: TakenMail[];
  behave(how: Behaviour): void;
  close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const taken: TakenMail[] = [];
  const sockets = new Set<Socket>();
  let how: Behaviour = 'accept';
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const refusal = (code: number): Error => Object.assign(new Error('not here'), { responseCode: code });
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    closeTimeout: 100,
    onRcptTo: (_address, _session, callback) => {
      if (how === 'refuse-address') return callback(refusal(550));
      if (how === 'refuse-address-now') return callback(refusal(450));
      if (how === 'silent') return;
      callback();
    },
    onData: (stream, session, callback) => {
      if (how === 'cut-in-the-middle') {
        stream.resume();
        setTimeout(cut, 20);
        return;
      }
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        if (how === 'refuse-mail') return callback(refusal(554));
        const raw = Buffer.concat(pieces).toString('utf8');
        taken.push({
          to: session.envelope.rcptTo[0]?.address ?? '',
          raw,
          messageId: /^message-id: (.+)$/im.exec(raw)?.[1]?.trim() ?? '',
          greeting: session.hostNameAppearsAs,
        });
        if (how === 'cut-after-taking') return cut();
        callback();
      });
    },
  });
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((started) => server.listen(0, '127.0.0.1', () => started()));
  const address: AddressInfo | string | null = server.server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    behave: (next) => {
      how = next;
    },
    close: async () => {
      cut();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}
