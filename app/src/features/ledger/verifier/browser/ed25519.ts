/**
 * Signatures as the browser itself checks them. In the build for the browser this stands in the place of the library that the ledger uses, which
 * weighs as much as all the rest; where the browser cannot, the library is fetched after all, and it alone decides.
 *
 * The ledger asks and wants an answer at once, the browser answers later. So a check is run, its questions are collected and answered, and it is
 * run again until nothing is open: a question without an answer counts as refused, so nothing ever holds by accident.
 */
interface Question {
  readonly signature: Uint8Array;
  readonly text: Uint8Array;
  readonly publicKey: Uint8Array;
}

let open: Question[] = [];
let answered: (Question & { readonly holds: boolean })[] = [];

/** What the ledger asks. Nobody signs in a browser. */
export const ed25519 = {
  verify(signature: Uint8Array, text: Uint8Array, publicKey: Uint8Array): boolean {
    const question = { signature, text, publicKey };
    const known = answered.find((one) => isSame(one, question));
    if (known === undefined) open.push(question);
    return known?.holds ?? false;
  },
  sign(): never {
    throw new Error('nobody signs in a browser');
  },
  getPublicKey(): never {
    throw new Error('nobody signs in a browser');
  },
};

/** Runs a check until all the signatures in it are looked at, and gives its last answer. */
export async function settle<T>(run: () => T): Promise<T> {
  answered = [];
  for (;;) {
    open = [];
    const result = run();
    if (open.length === 0) return result;
    for (const question of open) answered.push({ ...question, holds: await isSigned(question) });
  }
}

async function isSigned({ signature, text, publicKey }: Question): Promise<boolean> {
  const subtle = window.crypto?.subtle;
  if (subtle !== undefined) {
    try {
      const key = await subtle.importKey('raw', new Uint8Array(publicKey), { name: 'Ed25519' }, false, ['verify']);
      return await subtle.verify({ name: 'Ed25519' }, key, new Uint8Array(signature), new Uint8Array(text));
    } catch {
      // An older browser, or a key that it does not take: the library decides.
    }
  }
  const { verify } = await import('./ed25519-library.ts');
  return verify(signature, text, publicKey);
}

function isSame(a: Question, b: Question): boolean {
  const same = (one: Uint8Array, other: Uint8Array): boolean =>
    one.length === other.length && one.every((byte, at) => byte === other[at]);
  return same(a.signature, b.signature) && same(a.publicKey, b.publicKey) && same(a.text, b.text);
}
