/** The library that checks signatures, for browsers that cannot do so themselves. A file of its own, fetched only there. */
import { ed25519 } from '@noble/curves/ed25519.js';

/** As strict as the ledger is everywhere else; what is no point on the curve is simply wrong. */
export function verify(signature: Uint8Array, text: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, text, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
