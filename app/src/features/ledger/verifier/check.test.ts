import { randomBytes } from 'node:crypto';
import {
  commit,
  edgeRoot,
  encodeReceiptForQr,
  formatHistory,
  formatReceipt,
  formatStretch,
  nextLink,
  proveInclusion,
  signCheckpoint,
  signerFrom,
} from '@netra/ledger';
import { describe, expect, it } from 'vitest';
import { storeTree } from '../../../../../packages/ledger/test/stored-tree.ts';
import { formatInstant } from '../../../platform/i18n/dates.ts';
import { eventKinds } from '../../cases/case.ts';
import { asPasted, check } from './check.ts';
import { momentInWib } from './moments.ts';
import { verifierWords } from './words.ts';

const origin = 'netra.contoh/log';
const signer = signerFrom(origin, randomBytes(32));
const opening = { entry: { kind: 'registered', at: '2024-10-04T02:00:00Z', body: 'x', seq: 1 }, salt: randomBytes(32) };
const leaf = commit(opening.entry, opening.salt);
const entries = [randomBytes(32), leaf, randomBytes(32)];
const tree = storeTree(entries);
const checkpoint = signCheckpoint({ origin, size: 3, root: edgeRoot(tree.edge) }, [signer]);
const place = { index: 1, hashes: proveInclusion(1, 3, tree.read) };
const receipt = formatReceipt({ opening, ...place, checkpoint });
const history = formatHistory({
  checkpoint,
  steps: [{ commitment: leaf, link: nextLink(null, leaf), opening, place }],
});
const stretch = formatStretch({ from: null, before: [], entries, to: checkpoint });

const states = (text: string, keys = [signer]) => {
  const { verdict, steps } = check(text, keys);
  return [verdict, ...steps.map(({ id, state }) => `${id} ${state}`)];
};

describe('a check', () => {
  it('goes through every step of a receipt, a code, a history and a stretch', () => {
    const all = ['holds', 'readable held', 'signature held', 'opening held', 'inclusion held'];
    expect(states(receipt)).toEqual(all);
    expect(states(encodeReceiptForQr(receipt) ?? '')).toEqual(all);
    expect(states(history)).toEqual(['holds', 'readable held', 'signature held', 'chain held', 'inclusion held']);
    expect(states(stretch)).toEqual(['holds', 'readable held', 'signature held', 'whole held']);
  });

  it('names the step that fails, and says nothing of those after it', () => {
    const rest = ['opening not-reached', 'inclusion not-reached'];
    expect(states('anything')).toEqual(['unreadable', 'readable failed', 'signature not-reached', ...rest]);
    expect(states('TLP1:ABC')).toEqual(['unreadable', 'readable failed', 'signature not-reached', ...rest]);
    expect(states(receipt.replace('\n3\n', '\n4\n'))).toEqual(['fails', 'readable held', 'signature failed', ...rest]);
    expect(states(receipt.replace('index 1', 'index 2')).at(-1)).toBe('inclusion failed');
    expect(states(receipt.replace(/^extra ./m, 'extra A'))).toContain('opening failed');
    expect(states(history.replace('registered', 'forwarded!'))).toContain('chain failed');
    expect(states(stretch.replace(/---\n(.)/g, '---\nA'))[0]).not.toBe('holds');
  });

  it('does not call forged what is only signed by somebody else', () => {
    expect(states(receipt, [signerFrom(origin, randomBytes(32))]).slice(0, 3)).toEqual([
      'unknown-key',
      'readable held',
      'signature failed',
    ]);
    expect(states(receipt, [])[0]).toBe('unknown-key');
  });

  it('takes a pasted text as it was before forms and mail changed its ends', () => {
    expect(check(asPasted(`  ${receipt.replaceAll('\n', '\r\n')}\r\n`), [signer]).verdict).toBe('holds');
    expect(asPasted(' TLP1:A \n')).toBe('TLP1:A');
    expect(asPasted('  \n')).toBe('');
  });
});

/** Reports and what follows them, hand-overs, decisions and remedies. */
const withReceipt = eventKinds.filter((kind) =>
  /^(report|registered|finding|kept|concluded|submitted|handover-(accepted|returned)|verified|study-confirmed|conveyed|decision|closed|accused|completed|reporter|referred|rerouted|remedy|took-effect)/.test(
    kind,
  ),
);

describe('the words', () => {
  // Not every step of a case: the page has to stay light on an old phone. What no receipt is given for shows by its name in the log.
  it('name every step for which a receipt is given, and moments as the rest of the product does', () => {
    for (const lang of ['id', 'en'] as const) {
      const words: Readonly<Record<string, string>> = verifierWords(lang).kinds;
      for (const kind of [...withReceipt, 'handover-opened', 'pledge', 'rulebook-version'])
        expect(words[kind], kind).toBeTruthy();
      for (const at of [
        '2024-10-04T02:00:00Z',
        '2024-02-29T17:30:00.123Z',
        '2026-12-31T16:59:59Z',
        '2027-01-03T00:00:00Z',
      ])
        expect(momentInWib(at, lang)).toBe(formatInstant(at, 'WIB', lang));
    }
    expect(momentInWib('yesterday', 'id')).toBeNull();
    expect(momentInWib('2024-99-99T99:99:99Z', 'id')).toBeNull();
  });
});
