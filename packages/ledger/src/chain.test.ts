import { createHash, hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CanonicalStep,
  commit,
  GENESIS,
  hashFromHex,
  hashToHex,
  type Link,
  nextLink,
  verifyChain,
} from './index.ts';

const step = (number: number): CanonicalStep => ({
  kind: number === 0 ? 'case-opened' : 'step',
  at: '2024-10-04T02:00:00Z',
  body: 'bawaslu-kota-arunika',
  case: 'K7M-4QX-92',
  sequence: number,
});
const saltFor = (number: number) => new Uint8Array(createHash('sha256').update(`salt ${number}`).digest());

/** A sound chain of so many steps. */
function chainOf(length: number, withOpenings = true): Link[] {
  const links: Link[] = [];
  for (let number = 0; number < length; number += 1) {
    const commitment = commit(step(number), saltFor(number));
    const link = nextLink(links.at(-1)?.link ?? null, commitment);
    const opening = { entry: step(number), salt: saltFor(number) };
    links.push(withOpenings ? { commitment, link, opening } : { commitment, link });
  }
  return links;
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}

const position = fc.record({ length: fc.integer({ min: 1, max: 12 }), where: fc.nat() });

describe('a chain of steps', () => {
  it('is sound as it was built, with and without its openings', () => {
    for (const length of [0, 1, 2, 30]) {
      const links = chainOf(length);
      const head = links.at(-1)?.link ?? GENESIS;
      expect(verifyChain(links, { length, head })).toEqual({ ok: true });
      expect(verifyChain(chainOf(length, false), { length, head })).toEqual({ ok: true });
    }
  });

  it('stays sound when the salt and words of a step are lawfully erased', () => {
    const links = chainOf(5).map(({ commitment, link, opening }, at) =>
      at === 2 || opening === undefined ? { commitment, link } : { commitment, link, opening },
    );
    expect(verifyChain(links, { length: 5 })).toEqual({ ok: true });
  });

  it('shows any flipped bit of a commitment or link, at its step', () => {
    fc.assert(
      fc.property(position, fc.nat(255), fc.boolean(), ({ length, where }, bit, inLink) => {
        const at = where % length;
        const broken = chainOf(length, false).map((link, index) => {
          if (index !== at) return link;
          return inLink
            ? { ...link, link: flipped(link.link, bit) }
            : { ...link, commitment: flipped(link.commitment, bit) };
        });
        expect(verifyChain(broken)).toEqual({ ok: false, at, problem: 'does-not-follow' });
      }),
    );
  });

  it('shows a step whose words or salt were changed, at its step', () => {
    fc.assert(
      fc.property(position, fc.nat(255), fc.boolean(), ({ length, where }, bit, inSalt) => {
        const at = where % length;
        const broken = chainOf(length).map((link, index) => {
          if (index !== at || link.opening === undefined) return link;
          const { entry, salt } = link.opening;
          const opening = inSalt
            ? { entry, salt: flipped(salt, bit) }
            : { entry: { ...entry, sequence: index + 1 + bit }, salt };
          return { ...link, opening };
        });
        expect(verifyChain(broken)).toEqual({ ok: false, at, problem: 'does-not-open' });
      }),
    );
  });

  it('shows a removed step where it is missing, the last one when length or head is known', () => {
    fc.assert(
      fc.property(position, ({ length, where }) => {
        const whole = chainOf(length);
        const at = where % length;
        const broken = whole.toSpliced(at, 1);
        const head = whole.at(-1)?.link ?? GENESIS;
        const last = at === length - 1;
        expect(verifyChain(broken, { length })).toEqual({
          ok: false,
          at,
          problem: last ? 'missing' : 'does-not-follow',
        });
        expect(verifyChain(broken, { head }).ok).toBe(false);
      }),
    );
  });

  it('shows an added step, also one at the end and a repeated one', () => {
    fc.assert(
      fc.property(position, fc.nat(), ({ length, where }, from) => {
        const whole = chainOf(length);
        const at = where % (length + 1);
        const extra = whole[from % length];
        const broken = extra === undefined ? whole : whole.toSpliced(at, 0, extra);
        const verdict = verifyChain(broken, { length });
        expect(verdict.ok).toBe(false);
      }),
    );
    const grown = chainOf(4);
    expect(verifyChain(grown, { length: 3 })).toEqual({ ok: false, at: 3, problem: 'unexpected' });
  });

  it('shows any two steps that changed places', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.nat(), fc.nat(), (length, a, b) => {
        const whole = chainOf(length);
        const [first, second] = [Math.min(a % length, b % length), Math.max(a % length, b % length)];
        const [one, other] = [whole[first], whole[second]];
        fc.pre(first !== second && one !== undefined && other !== undefined);
        if (one === undefined || other === undefined) return;
        const broken = whole.with(first, other).with(second, one);
        expect(verifyChain(broken)).toEqual({ ok: false, at: first, problem: 'does-not-follow' });
      }),
    );
  });

  it('that was rewritten as a whole is shown by a head known from elsewhere', () => {
    const { commitment } = { commitment: commit({ ...step(0), body: 'another' }, saltFor(0)) };
    const rewritten = [{ commitment, link: nextLink(null, commitment) }];
    expect(verifyChain(rewritten)).toEqual({ ok: true });
    expect(verifyChain(rewritten, { head: chainOf(1)[0]?.link ?? GENESIS })).toEqual({
      ok: false,
      at: 0,
      problem: 'other-head',
    });
  });

  it('refuses what is no hash', () => {
    const [link] = chainOf(1, false);
    if (link === undefined) throw new Error('a chain of one has a first link');
    expect(verifyChain([{ ...link, commitment: link.commitment.subarray(1) }])).toEqual({
      ok: false,
      at: 0,
      problem: 'malformed',
    });
    expect(() => nextLink(null, new Uint8Array(31))).toThrow(/32/);
    expect(() => nextLink(new Uint8Array(0), link.commitment)).toThrow(/32/);
  });
});

describe('a commitment', () => {
  it('follows its written form, so that another program can compute it', () => {
    const entry: CanonicalStep = { kind: 'step', body: 'b', at: '2024-10-04T02:00:00Z' };
    const salt = saltFor(1);
    const text = '{"at":"2024-10-04T02:00:00Z","body":"b","kind":"step"}';
    const length = (bytes: number) => {
      const prefix = Buffer.alloc(8);
      prefix.writeBigUInt64BE(BigInt(bytes));
      return prefix;
    };
    const expected = createHash('sha256')
      .update('netra.ledger/commitment/v1\n')
      .update(length(32))
      .update(salt)
      .update(length(text.length))
      .update(text)
      .digest('hex');
    const commitment = commit(entry, salt);
    expect(hashToHex(commitment)).toBe(expected);
    const linked = createHash('sha256')
      .update('netra.ledger/link/v1\n')
      .update(createHash('sha256').update('netra.ledger/genesis/v1\n').digest())
      .update(commitment)
      .digest('hex');
    expect(hashToHex(nextLink(null, commitment))).toBe(linked);
  });

  it('cannot be guessed without the salt, even when only two steps are possible', () => {
    const decisions = ['sanctioned', 'not-sanctioned'].map((kind): CanonicalStep => ({ ...step(3), kind }));
    const [truth] = decisions;
    if (truth === undefined) throw new Error('there are two decisions');
    const published = hashToHex(commit(truth, saltFor(99)));
    // All an outsider can do: try each decision with every salt he can think of.
    const guesses = decisions.flatMap((decision) =>
      Array.from({ length: 500 }, (_, number) => (number === 99 ? '' : hashToHex(commit(decision, saltFor(number))))),
    );
    guesses.push(...decisions.map((decision) => createHash('sha256').update(JSON.stringify(decision)).digest('hex')));
    expect(guesses).not.toContain(published);
    expect(hashToHex(commit(truth, saltFor(98)))).not.toBe(published);
  });

  it('takes no salt short enough to be tried out', () => {
    expect(() => commit(step(0), new Uint8Array(15))).toThrow(/16/);
    expect(() => commit(step(0), new Uint8Array(0))).toThrow(/16/);
  });

  it('changes when a byte moves from the salt to the step', () => {
    const salt = saltFor(1);
    expect(hashToHex(commit(step(0), salt))).not.toBe(hashToHex(commit(step(0), salt.subarray(1))));
  });
});

describe('a hash as text', () => {
  it('comes back as it went, and other text is refused', () => {
    expect(hashFromHex(hashToHex(GENESIS))).toEqual(GENESIS);
    for (const text of ['', 'abc', `${hashToHex(GENESIS)}00`, hashToHex(GENESIS).toUpperCase(), 'z'.repeat(64)]) {
      expect(hashFromHex(text)).toBeNull();
    }
  });
});

describe('with the SHA-256 of the system', () => {
  const system = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');
  const entry = (seq: number) => ({ kind: 'received', at: '2024-10-01T01:00:00Z', body: `kantor-${seq}`, seq });

  it('commitments and links are the same ones, byte for byte', () => {
    for (const size of [16, 32, 55, 56, 64, 200]) {
      const salt = new Uint8Array(size).fill(size);
      expect(Uint8Array.from(commit(entry(size), salt, system))).toEqual(commit(entry(size), salt));
      const commitment = commit(entry(size), salt);
      expect(Uint8Array.from(nextLink(commitment, commitment, system))).toEqual(nextLink(commitment, commitment));
    }
  });

  it('a chain is checked by it, and by nothing else', () => {
    const salt = new Uint8Array(32).fill(7);
    const commitment = commit(entry(1), salt);
    const links = [{ commitment, link: nextLink(null, commitment), opening: { entry: entry(1), salt } }];
    expect(verifyChain(links, { length: 1 }, system)).toEqual({ ok: true });
    const other = (bytes: Uint8Array): Uint8Array => system(bytes).map((byte) => byte ^ 1);
    expect(verifyChain(links, { length: 1 }, other)).toEqual({ ok: false, at: 0, problem: 'does-not-open' });
  });
});
