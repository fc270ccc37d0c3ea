import type { PageContext } from '../ui/page-context.ts';
import type { Announce } from './api/index.ts';
import type { LegalClock } from './clock/legal-clock.ts';
import type { Keys } from './crypto/secret.ts';
import type { Database } from './db/connect.ts';
import type { Ctx } from './http/env.ts';
import type { Limits } from './http/limits.ts';
import type { ProblemKind } from './http/problems.ts';
import type { Jobs } from './jobs/index.ts';
import type { LawBook } from './law/law-book.ts';
import type { Log } from './log/log.ts';
import type { Mail } from './mail/mail.ts';

/** What every feature gets from the composition root: clock, chance, keys and connections come in, nobody fetches them. */
/** The office that answers for the data, as the privacy notice must name it (UU 27/2022). */
export interface Operator {
  readonly name: string;
  /** E-mail, telephone or postal address. */
  readonly contact: string;
}

export interface Platform {
  readonly demo: boolean;
  readonly db: Database;
  /** Work for later, left behind in the transaction of the change. */
  readonly jobs: Jobs;
  /** Mail to people with an account, queued in the transaction of what it tells of. */
  readonly mail: Mail;
  /** What happened, to other systems of the offices that asked to be told; in the transaction in which it happens. */
  readonly announce: Announce;
  readonly legalClock: LegalClock;
  /** The rulebook in force, with what was added as data. */
  readonly law: LawBook;
  /** Milliseconds of the real clock: drafts and links expire by it. */
  readonly realNow: () => number;
  /** Minutes between two batches of the public log. */
  readonly logMinutes: number;
  readonly uuid: () => string;
  readonly random: (bytes: number) => Buffer;
  readonly keys: Keys;
  readonly limits: Limits;
  readonly log: Log;
  /** Address people type, without a trailing slash. */
  readonly publicUrl: string;
  /** Who answers for the data of this instance; null: not said yet, or a demonstration. */
  readonly operator: Operator | null;
  /** What every page knows of the request it answers. */
  readonly page: (c: Ctx) => Promise<PageContext>;
  /** Whether the token came with a form of ours: for handlers that read a multipart form themselves. */
  readonly formToken: (c: Ctx, token: string) => boolean;
  /**
   * Before what is delicate (identities of reporters, acts on many, keys, who may do what): null when the person showed both factors within ten
   * minutes; otherwise the answer to give. A form that was sent is kept and sent once more afterwards. Call it after who may do the thing was
   * checked, and before anything is done.
   * @param backTo path without language to return to; left out, the page itself
   */
  readonly stepUp: (c: Ctx, backTo?: string) => Promise<Response | null>;
  /** The page of a problem (404, 403, 429 …), the same for all features. */
  readonly problem: (c: Ctx, kind: ProblemKind) => Promise<Response>;
}
