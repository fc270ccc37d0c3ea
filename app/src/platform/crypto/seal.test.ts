import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { privateKeyFrom, publicKeyFrom, rawPublicKey, sharedSecret } from './hpke.ts';
import { generateSealKeyPair, open, publicKeyOf, SEAL_OVERHEAD, sealInfo, sealTo } from './seal.ts';

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});
const office = generateSealKeyPair();
const context = { purpose: 'report/own-words', aad: Buffer.from('row 7') };

/** @hpke/core wants ArrayBuffers of exactly the right length. */
function arrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

describe('sealing to an office', () => {
  it('gives back exactly what was sealed, whatever it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.uint8Array({ maxLength: 40 }), (plaintext, aad) => {
        const sealed = sealTo(office.publicKey, plaintext, { purpose: 'x', aad });
        expect(sealed.length).toBe(plaintext.length + SEAL_OVERHEAD);
        const opened = open(office.privateKey, sealed, { purpose: 'x', aad });
        expect(opened.ok && Buffer.from(plaintext).equals(opened.value)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('is opened by an independent implementation of RFC 9180', async () => {
    const sealed = sealTo(office.publicKey, Buffer.from('Saya melihat sendiri'), context);
    const recipientKey = await suite.kem.importKey('raw', arrayBuffer(office.privateKey), false);
    const plaintext = await suite.open(
      { recipientKey, enc: arrayBuffer(sealed.subarray(1, 33)), info: arrayBuffer(sealInfo(context.purpose)) },
      arrayBuffer(sealed.subarray(33)),
      arrayBuffer(context.aad),
    );
    expect(Buffer.from(plaintext).toString()).toBe('Saya melihat sendiri');
  });

  it('opens what an independent implementation of RFC 9180 sealed', async () => {
    const recipientPublicKey = await suite.kem.importKey('raw', arrayBuffer(office.publicKey), true);
    const { ct, enc } = await suite.seal(
      { recipientPublicKey, info: arrayBuffer(sealInfo(context.purpose)) },
      arrayBuffer(Buffer.from('dari peramban')),
      arrayBuffer(context.aad),
    );
    const opened = open(
      office.privateKey,
      Buffer.concat([Buffer.from([1]), Buffer.from(enc), Buffer.from(ct)]),
      context,
    );
    expect(opened.ok && opened.value.toString()).toBe('dari peramban');
  });

  it('derives the shared secret of RFC 9180, appendix A.1.1', () => {
    const recipient = privateKeyFrom(
      Buffer.from('4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8', 'hex'),
    );
    const enc = Buffer.from('37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431', 'hex');
    expect(sharedSecret(recipient, publicKeyFrom(enc), enc, rawPublicKey(recipient)).toString('hex')).toBe(
      'fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc',
    );
  });

  it('is never the same twice', () => {
    expect(sealTo(office.publicKey, Buffer.from('a'), context)).not.toEqual(
      sealTo(office.publicKey, Buffer.from('a'), context),
    );
  });

  it('finds the public key of a private one', () => {
    expect(publicKeyOf(office.privateKey)).toEqual(office.publicKey);
  });
});

describe('opening refuses', () => {
  const sealed = sealTo(office.publicKey, Buffer.from('nama dan alamat'), context);

  it('a change of any single bit', () => {
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      // X25519 ignores the top bit of a key, but the key's bytes are bound into the shared secret all the same.
      expect(open(office.privateKey, changed, context).ok, `bit ${bit}`).toBe(false);
    }
  });

  it('another office, another purpose and another row', () => {
    expect(open(generateSealKeyPair().privateKey, sealed, context)).toEqual({ ok: false, error: 'refused' });
    expect(open(office.privateKey, sealed, { ...context, purpose: 'report/identity' }).ok).toBe(false);
    expect(open(office.privateKey, sealed, { ...context, aad: Buffer.from('row 8') }).ok).toBe(false);
    expect(open(office.privateKey, sealed, { purpose: context.purpose }).ok).toBe(false);
  });

  it('a shortened envelope, an empty one and one of a later version, each by its name', () => {
    expect(open(office.privateKey, sealed.subarray(0, 40), context)).toEqual({ ok: false, error: 'unreadable' });
    expect(open(office.privateKey, sealed.subarray(0, -1), context)).toEqual({ ok: false, error: 'refused' });
    expect(open(office.privateKey, Buffer.alloc(0), context)).toEqual({ ok: false, error: 'unreadable' });
    expect(open(office.privateKey, Buffer.concat([Buffer.from([2]), sealed.subarray(1)]), context)).toEqual({
      ok: false,
      error: 'unknown-version',
    });
  });

  it('an envelope whose key is a point that would make the secret known to everyone', () => {
    const weak = Buffer.concat([Buffer.from([1]), Buffer.alloc(32), sealed.subarray(33)]);
    expect(open(office.privateKey, weak, context)).toEqual({ ok: false, error: 'refused' });
    expect(() => sealTo(Buffer.alloc(32), Buffer.from('a'), context)).toThrow();
    expect(() => sealTo(Buffer.alloc(31), Buffer.from('a'), context)).toThrow();
  });
});
