/** The demonstration's own mail server: real SMTP on the loopback address, and a box in which an administrator reads what came. */
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import type { Database } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';

const KEPT = 200;
const MOST_BYTES = 200_000;

export interface Catcher {
  readonly smtpUrl: string;
  close(): Promise<void>;
}

/** Listens on a free port that only this machine reaches. */
export async function startCatcher(db: Database): Promise<Catcher> {
  const server = new SMTPServer({
    name: 'netra.contoh',
    banner: 'Netra, peragaan',
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MOST_BYTES,
    logger: false,
    onData: (stream, session, callback) => {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const [receiver] = session.envelope.rcptTo;
        keep(db, receiver?.address ?? '', Buffer.concat(pieces).toString('utf8')).then(
          () => callback(),
          () => callback(new Error('not kept')),
        );
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const address: AddressInfo | string | null = server.server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the mail server of the demonstration has no port');
  return {
    smtpUrl: `smtp://127.0.0.1:${address.port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function keep(db: Database, receiver: string, message: string): Promise<void> {
  await runAs(db, { kind: 'system' }, async (tx) => {
    await tx.insertInto('mail_caught').values({ receiver, message }).execute();
    await tx
      .deleteFrom('mail_caught')
      .where('number', '<=', sql<number>`(select max(number) from netra.mail_caught) - ${KEPT}`)
      .execute();
  });
}
