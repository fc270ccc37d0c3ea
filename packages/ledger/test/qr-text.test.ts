import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  commit,
  decodeReceiptFromQr,
  edgeRoot,
  encodeReceiptForQr,
  formatReceipt,
  fromBase45,
  isReceiptQr,
  proveInclusion,
  QR_MARK,
  QR_MOST_LETTERS,
  signCheckpoint,
  signerFrom,
  toBase45,
  verifyReceipt,
} from '../src/index.ts';
import { entryAt, flipBit, storeTree } from './stored-tree.ts';

const ORIGIN = 'netra.contoh/log';
const signer = signerFrom(ORIGIN, entryAt(1));
const next = signerFrom(ORIGIN, entryAt(2));
const witness = signerFrom('saksi.contoh', entryAt(3));
const SIZE = 300;

/** A step as a case has it: ids, a hash of its content, nothings. */
const step = {
  kind: 'report-received',
  at: '2024-10-04T02:00:00Z',
  body: '0192f1c0-7a10-7cc0-8a00-000000000001',
  case: '0192f1c0-7a10-7cc0-8a00-00000000abcd',
  seq: 1,
  statusAfter: 'received',
  toBody: null,
  actor: null,
  content: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
};

function makeReceipt(entry: Parameters<typeof commit>[0], signers = [signer], size = SIZE): string {
  const opening = { entry, salt: entryAt(7) };
  const entries = Array.from({ length: size }, (_, at) => (at === 5 ? commit(entry, opening.salt) : entryAt(at)));
  const tree = storeTree(entries);
  const checkpoint = signCheckpoint({ origin: ORIGIN, size, root: edgeRoot(tree.edge) }, signers);
  return formatReceipt({ opening, index: 5, hashes: proveInclusion(5, size, tree.read), checkpoint });
}

const receipt = makeReceipt(step);
const code = encodeReceiptForQr(receipt) ?? '';

describe('base45', () => {
  it('writes the examples of RFC 9285', () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    for (const [plain, text] of [
      ['AB', 'BB8'],
      ['Hello!!', '%69 VD92EX0'],
      ['base-45', 'UJCLQE7W581'],
      ['ietf!', 'QED8WEX0'],
      ['', ''],
    ] as const) {
      expect(toBase45(bytes(plain))).toBe(text);
      expect(fromBase45(text)).toEqual(bytes(plain));
    }
  });

  it('reads what it wrote, and nothing that it would not have written', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase45(toBase45(bytes))).toEqual(bytes);
      }),
    );
    // Too large for two bytes or for one, a letter left over, letters that are none.
    for (const text of ['GGW', '::', 'A', 'BB8A', 'bb8', 'BB8é9']) expect(fromBase45(text), text).toBeNull();
  });
});

describe('a receipt for a QR code', () => {
  it('comes back letter for letter and holds', () => {
    expect(decodeReceiptFromQr(code)).toBe(receipt);
    expect(verifyReceipt(decodeReceiptFromQr(code) ?? '', [signer])).toMatchObject({ valid: true, entry: step });
  });

  it('consists of letters that a QR code holds in five and a half bits each, and takes two thirds of the room of the file', () => {
    expect(code).toMatch(/^TLP1:[0-9A-Z $%*+\-./:]+$/);
    expect(code.length * 5.5).toBeLessThan(0.67 * receipt.length * 8);
  });

  it('is at most 1,852 letters in a tree of twelve million leaves: a code of version 25', () => {
    const hashes = Array.from({ length: 24 }, (_, at) => entryAt(at));
    const checkpoint = receipt.slice(receipt.indexOf('\n\n') + 2);
    const text = formatReceipt({ opening: { entry: step, salt: entryAt(7) }, index: 11_999_999, hashes, checkpoint });
    const length = encodeReceiptForQr(text)?.length ?? Number.NaN;
    console.log(`QR text at twelve million leaves: ${length} letters (receipt: ${text.length})`);
    expect(length).toBeLessThanOrEqual(1852);
  });

  it('keeps several signatures, also one by a name of its own', () => {
    const signed = makeReceipt(step, [signer, next, witness]);
    expect(decodeReceiptFromQr(encodeReceiptForQr(signed) ?? '')).toBe(signed);
  });

  it('keeps whatever a step says', () => {
    const canonical = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.uuid(),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 8 }), canonical, { maxKeys: 5 }), (more) => {
        const text = makeReceipt({ ...more, kind: 'x', at: 'y', body: 'z' }, [signer], 9);
        expect(decodeReceiptFromQr(encodeReceiptForQr(text) ?? '')).toBe(text);
      }),
    );
  });

  it('never holds with a bit of its bytes turned over, nor with a letter changed', () => {
    const bytes = fromBase45(code.slice(QR_MARK.length)) ?? new Uint8Array(0);
    const others: (string | null)[] = [];
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      others.push(decodeReceiptFromQr(QR_MARK + toBase45(flipBit(bytes, bit))));
    }
    for (let at = 0; at < code.length; at += 1) {
      others.push(decodeReceiptFromQr(code.slice(0, at) + (code[at] === '0' ? '1' : '0') + code.slice(at + 1)));
    }
    expect(others).not.toContain(receipt);
    // That no other text holds is shown for every bit elsewhere; here for every forty-first, since a signature takes its time.
    for (const other of others.filter((_, at) => at % 41 === 0)) {
      expect(other === null || !verifyReceipt(other, [signer]).valid).toBe(true);
    }
  });

  it('is refused when it is cut, lengthened, or none', () => {
    for (let end = 0; end < code.length; end += 7)
      expect(decodeReceiptFromQr(code.slice(0, end)), String(end)).toBeNull();
    expect(decodeReceiptFromQr(`${code}000`)).toBeNull();
    expect(decodeReceiptFromQr(code.toLowerCase())).toBeNull();
    expect(isReceiptQr('https://contoh.id')).toBe(false);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeReceiptFromQr(QR_MARK + toBase45(bytes))).toBeNull();
      }),
    );
  });

  it('is not made of what is no receipt, is written otherwise, or is too long for any code', () => {
    expect(encodeReceiptForQr('')).toBeNull();
    expect(encodeReceiptForQr(receipt.replace('index 5', 'index 05'))).toBeNull();
    expect(encodeReceiptForQr(receipt.replace(/^extra .*\n/m, ''))).toBeNull();
    expect(encodeReceiptForQr(makeReceipt({ ...step, note: 'x'.repeat(QR_MOST_LETTERS) }))).toBeNull();
  });
});
