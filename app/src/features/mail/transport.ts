/** The way out: one pooled connection to the mail server of the settings, or to the little one of the demonstration. */
import { createTransport } from 'nodemailer';
import { keyedHash } from '../../platform/crypto/token.ts';
import type { Letter } from './letters.ts';

export interface MailSettings {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly smtpUrl: string;
  /** The address mail comes from, alone: `netra@example.go.id`. */
  readonly from: string;
}

/** No delivery takes longer. The claim on a mail lasts longer than this, so that nobody else sends it meanwhile. */
const DEADLINE_MS = 120_000;

export interface Transport {
  /** @param id of the mail: names the message, the same when it is sent again. Throws what the other side says. */
  deliver(id: string, to: string, letter: Letter, settingsPage: string): Promise<void>;
  close(): void;
}

export interface TransportOptions {
  /** Milliseconds without an answer; tests are less patient. */
  readonly patienceMs?: number;
  readonly deadlineMs?: number;
}

export function makeTransport(settings: MailSettings, options: TransportOptions = {}): Transport {
  const url = new URL(settings.smtpUrl);
  const domain = settings.from.slice(settings.from.lastIndexOf('@') + 1);
  const patience = options.patienceMs ?? 30_000;
  const user = decodeURIComponent(url.username);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'smtps:';
  const transport = createTransport({
    pool: true,
    maxConnections: 2,
    // One connection for as long as there is work: an idle one is closed.
    idleTimeout: 20_000,
    // Nothing is sent twice behind our back: what failed is tried again when its row says so.
    maxRequeues: 0,
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    // Beyond this machine nothing travels in the clear, whatever the other side offers.
    requireTLS: !secure && !isLoopback(host),
    ignoreTLS: !secure && isLoopback(host),
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    // Otherwise the greeting would tell the name of this machine.
    name: domain,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // Failures come with the call that failed.
  transport.on('error', () => {});
  return {
    deliver: async (id, to, letter, settingsPage) => {
      await transport.sendMail({
        from: { name: 'Netra', address: settings.from },
        to: { name: '', address: to },
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        messageId: `<${id}@${domain}>`,
        xMailer: false,
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          ...(letter.optional ? { 'List-Unsubscribe': `<${settingsPage}>` } : {}),
        },
        signal: AbortSignal.timeout(options.deadlineMs ?? DEADLINE_MS),
      });
    },
    close: () => transport.close(),
  };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

/** Changes when the settings do, and tells nothing of them. */
export function fingerprintOf(settings: MailSettings, key: Uint8Array): string {
  return keyedHash(key, 'mail-settings', JSON.stringify([settings.smtpUrl, settings.from]))
    .toString('base64url')
    .slice(0, 22);
}
