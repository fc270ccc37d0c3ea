import { randomBytes } from 'node:crypto';
import {
  commit,
  edgeRoot,
  encodeReceiptForQr,
  formatKey,
  formatReceipt,
  formatStretch,
  proveInclusion,
  signCheckpoint,
  signerFrom,
} from '@netra/ledger';
import { describe, expect, it } from 'vitest';
import { storeTree } from '../../../../packages/ledger/test/stored-tree.ts';
import { readKeyFile, verifyFile } from './cli-verify.ts';

const origin = 'netra.contoh/log';
const signer = signerFrom(origin, randomBytes(32));
const opening = { entry: { kind: 'pledge', at: '2024-10-07T00:30:00Z', body: 'dinas' }, salt: randomBytes(32) };
const entries = [randomBytes(32), commit(opening.entry, opening.salt), randomBytes(32)];
const tree = storeTree(entries);
const checkpoint = signCheckpoint({ origin, size: 3, root: edgeRoot(tree.edge) }, [signer]);
const receipt = formatReceipt({ opening, index: 1, hashes: proveInclusion(1, 3, tree.read), checkpoint });

describe('netra ledger verify', () => {
  it('says that a receipt holds, in the form of the contract', () => {
    expect(verifyFile(receipt, [signer])).toMatchObject({
      valid: true,
      what: 'inclusion',
      treeSize: 3,
      origin,
      problems: [],
    });
  });

  it('reads the text of a QR code as well, with the line that scanners put behind it', () => {
    const text = encodeReceiptForQr(receipt) ?? '';
    expect(text).toMatch(/^TLP1:/);
    expect(verifyFile(`${text}\n`, [signer])).toEqual(verifyFile(receipt, [signer]));
    expect(verifyFile(text.slice(0, -1), [signer])).toMatchObject({ valid: false, what: null });
  });

  it('names the check that a changed byte breaks', () => {
    const broken: readonly [string, RegExp][] = [
      [receipt.replace('c2sp', 'c2sq'), /^readable: /],
      [receipt.replace('index 1', 'index 2'), /^inclusion: /],
      [receipt.replace('\n3\n', '\n4\n'), /^signature: /],
      [receipt.replace(/^extra ./m, 'extra A'), /^opening: /],
    ];
    for (const [text, problem] of broken) {
      const verdict = verifyFile(text, [signer]);
      expect(verdict.valid).toBe(false);
      expect(verdict.problems).toEqual([expect.stringMatching(problem)]);
    }
    expect(verifyFile('anything', [signer])).toMatchObject({ valid: false, what: null });
  });

  it('checks a stretch of the log as well', () => {
    const text = formatStretch({ from: null, before: [], entries, to: checkpoint });
    expect(verifyFile(text, [signer])).toMatchObject({ valid: true, what: 'stretch', fromSize: 0, treeSize: 3 });
    expect(verifyFile(text, [signerFrom(origin, randomBytes(32))])).toMatchObject({ valid: false, what: 'stretch' });
  });

  it('reads keys one a line, with remarks, and nothing that is no key', () => {
    const key = formatKey(signer);
    expect(readKeyFile(`# kunci log\n${key}\n`)).toMatchObject([{ name: origin }]);
    expect(readKeyFile(`${key}\n${key.slice(0, -3)}AAA\n`)).toBeNull();
    expect(readKeyFile('# nothing\n')).toBeNull();
  });
});
