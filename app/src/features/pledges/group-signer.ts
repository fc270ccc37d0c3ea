/**
 * Groups pledges that come at the same time into one write: whoever waits is answered when the transaction with all of them is on the disk, and
 * not before. While one group is being written the next one gathers, so a quiet hour has groups of one and a ceremony groups of hundreds.
 */
import { randomFillSync } from 'node:crypto';
import { commit } from '@netra/ledger';
import { sha256 } from '../../platform/crypto/digest.ts';
import { newReference } from '../../platform/crypto/reference.ts';
import { pledgeEntry } from './pledge-entry.ts';

/** One record of `netra.sign_pledges`; the numbers are written down there too. */
const RECORD = {
  token: 0,
  id: 16,
  number: 32,
  salt: 46,
  commitment: 78,
  campaign: 110,
  ceremony: 126,
  offline: 142,
  bytes: 143,
};

/** More in one transaction gains nothing and makes everybody in it wait. */
const MOST_IN_A_GROUP = 1000;
/** Two: one is written to the disk while the other is worked out. */
const GROUPS_AT_ONCE = 1;
/** Who comes when so many wait already is asked to come again: at 10,000 a second it is half a second's work. */
const MOST_WAITING = 5000;
/** A group meets a pledge of the same person in another process, or a number that was given out already: again, with other numbers. */
const MOST_TRIES = 3;

/** What is signed: by whom (the code's token), in which campaign, and what of it goes into the log. */
export interface PledgeToSign {
  readonly token: Buffer;
  readonly campaign: { readonly id: string; readonly bodyId: string; readonly electionId: string };
  /** The ceremony at which the person was present. */
  readonly ceremonyId: string | null;
  /** Collected on a list without signal. */
  readonly offline: boolean;
}

export type Signed =
  | { readonly kind: 'signed' | 'again'; readonly number: string }
  | { readonly kind: 'unknown' | 'closed' | 'busy' };

export interface GroupSigner {
  /** Fulfilled when the pledge is durable, or refused. Rejected when the database could not be asked: then nothing is known, and asking again is right. */
  sign(pledge: PledgeToSign): Promise<Signed>;
  readonly waiting: () => number;
}

export interface GroupSignerDeps {
  /** Writes a group in one transaction and gives, for each record, a letter of the outcome and 14 characters of the number. */
  readonly write: (packed: Buffer, at: Temporal.Instant) => Promise<string>;
  readonly now: () => Promise<Temporal.Instant>;
  /** For what waits. Of the real clock. */
  readonly realNow: () => number;
}

interface Waiting {
  readonly pledge: PledgeToSign;
  readonly resolve: (signed: Signed) => void;
  readonly reject: (error: unknown) => void;
}

export function groupSigner(deps: GroupSignerDeps): GroupSigner {
  let queue: Waiting[] = [];
  let atWork = 0;
  /** Codes that are being written. A second tap waits for the first, and then finds it. */
  const busy = new Set<string>();

  const next = (): void => {
    while (atWork < GROUPS_AT_ONCE && queue.length > 0) {
      const group = takeGroup();
      if (group.size === 0) return;
      atWork += 1;
      void writeGroup([...group.values()]).finally(() => {
        for (const code of group.keys()) busy.delete(code);
        atWork -= 1;
        next();
      });
    }
  };

  /** The first of the queue, each code once. */
  const takeGroup = (): ReadonlyMap<string, Waiting> => {
    const group = new Map<string, Waiting>();
    const left: Waiting[] = [];
    for (const [index, one] of queue.entries()) {
      if (group.size === MOST_IN_A_GROUP) {
        left.push(...queue.slice(index));
        break;
      }
      const code = one.pledge.token.toString('latin1');
      if (busy.has(code)) left.push(one);
      else {
        busy.add(code);
        group.set(code, one);
      }
    }
    queue = left;
    return group;
  };

  const writeGroup = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const answers = await write(group, 1);
      for (const [index, one] of group.entries()) settle(one, answers.slice(index * 15, index * 15 + 15));
    } catch (error) {
      for (const one of group) one.reject(error);
    }
  };

  const write = async (group: readonly Waiting[], tried: number): Promise<string> => {
    // What is sealed must be what is stored, and the database keeps less than a nanosecond.
    const at = (await deps.now()).round('millisecond');
    try {
      return await deps.write(pack(group, at, deps.realNow()), at);
    } catch (error) {
      if (tried < MOST_TRIES && isConflict(error)) return write(group, tried + 1);
      throw error;
    }
  };

  const settle = (one: Waiting, answer: string): void => {
    const signed = signedOf(answer);
    if (signed === undefined) one.reject(new Error('the database answered in no known way'));
    else one.resolve(signed);
  };

  return {
    waiting: () => queue.length,
    sign: (pledge) =>
      new Promise((resolve, reject) => {
        if (queue.length >= MOST_WAITING) {
          resolve({ kind: 'busy' });
          return;
        }
        queue.push({ pledge, resolve, reject });
        // What arrives in the same turn of the loop goes along.
        if (atWork < GROUPS_AT_ONCE && queue.length === 1) setImmediate(next);
      }),
  };
}

function signedOf(answer: string): Signed | undefined {
  const number = answer.slice(1);
  switch (answer[0]) {
    case 's':
      return { kind: 'signed', number };
    case 'a':
      return { kind: 'again', number };
    case 'c':
      return { kind: 'closed' };
    case 'u':
      return { kind: 'unknown' };
    default:
      return undefined;
  }
}

/** A unique key, or two groups that waited for each other. */
function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '23505' || error.code === '40P01');
}

function pack(group: readonly Waiting[], at: Temporal.Instant, realNow: number): Buffer {
  const packed = Buffer.alloc(group.length * RECORD.bytes);
  const random = pooledRandom(group.length * 64);
  const instant = at.toString();
  for (const [index, { pledge }] of group.entries()) {
    const from = index * RECORD.bytes;
    pledge.token.copy(packed, from + RECORD.token);
    writeUuidV7(packed, from + RECORD.id, realNow, index, random(10));
    const number = newReference('certificate', random);
    packed.write(number, from + RECORD.number, 'latin1');
    const salt = random(32);
    salt.copy(packed, from + RECORD.salt);
    const entry = pledgeEntry({
      at: instant,
      bodyId: pledge.campaign.bodyId,
      electionId: pledge.campaign.electionId,
      number,
    });
    packed.set(commit(entry, salt, sha256), from + RECORD.commitment);
    writeUuid(packed, from + RECORD.campaign, pledge.campaign.id);
    if (pledge.ceremonyId !== null) writeUuid(packed, from + RECORD.ceremony, pledge.ceremonyId);
    packed[from + RECORD.offline] = pledge.offline ? 1 : 0;
  }
  return packed;
}

/** Asking the system for randomness costs more than using it: once for a whole group. */
function pooledRandom(bytes: number): (count: number) => Buffer {
  let pool = randomFillSync(Buffer.allocUnsafe(bytes));
  let used = 0;
  return (count) => {
    if (used + count > pool.length) {
      pool = randomFillSync(Buffer.allocUnsafe(Math.max(bytes, count)));
      used = 0;
    }
    used += count;
    return pool.subarray(used - count, used);
  };
}

/** Version 7: in the order of time, so that the index grows at its end; the place in the group keeps the order within a millisecond. */
function writeUuidV7(into: Buffer, at: number, time: number, index: number, random: Buffer): void {
  random.copy(into, at + 6);
  into.writeUIntBE(time, at, 6);
  into[at + 6] = 0x70 | ((index >> 8) & 0x0f);
  into[at + 7] = index & 0xff;
  into[at + 8] = 0x80 | ((into[at + 8] ?? 0) & 0x3f);
}

function writeUuid(into: Buffer, at: number, uuid: string): void {
  into.write(uuid.replaceAll('-', ''), at, 'hex');
}
