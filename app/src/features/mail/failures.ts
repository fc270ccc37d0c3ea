/** Pure: what a failed delivery means. Texts of other servers may hold addresses; only codes are kept. */

export type Failure =
  /** Try again later; `stop`: the next mail would fare no better. */
  | { readonly kind: 'later'; readonly code: string; readonly stop: boolean }
  /** The other side will never take mail for this address. */
  | { readonly kind: 'no-such-address'; readonly code: string }
  /** The other side will never take this mail. */
  | { readonly kind: 'refused'; readonly code: string };

export function classify(error: unknown): Failure {
  const { code, responseCode, command } = partsOf(error);
  const told = responseCode === null ? (code ?? 'unknown') : `${responseCode}`;
  // Name, password, sender or encryption: ours to mend. No address is to blame, and every other mail would fail the same way.
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'ETLS' || code === 'ECONFIG' || command === 'MAIL FROM')
    return { kind: 'later', code: code === null || responseCode === null ? told : `${code} ${told}`, stop: true };
  if (responseCode !== null && responseCode >= 500 && responseCode < 600) {
    if (command === 'RCPT TO') return { kind: 'no-such-address', code: told };
    if (command === 'DATA') return { kind: 'refused', code: told };
    return { kind: 'later', code: told, stop: true };
  }
  // The library itself found that this is no address.
  if (code === 'EENVELOPE' && command === 'API') return { kind: 'no-such-address', code };
  // 421: the server goes away; without an answer there is no server. 450 and the like are about this one mail.
  return { kind: 'later', code: told, stop: responseCode === null || responseCode === 421 };
}

interface Parts {
  readonly code: string | null;
  readonly responseCode: number | null;
  readonly command: string | null;
}

function partsOf(error: unknown): Parts {
  if (typeof error !== 'object' || error === null) return { code: null, responseCode: null, command: null };
  // One receiver a mail: what was said of it stands below the error of the whole.
  const rejected: unknown =
    'rejectedErrors' in error && Array.isArray(error.rejectedErrors) ? error.rejectedErrors[0] : null;
  const inner = typeof rejected === 'object' && rejected !== null ? rejected : error;
  return {
    // What the system said (ECONNREFUSED) tells more than the library's word for it.
    code: codeIn(inner, 'originalCode') ?? codeIn(inner, 'code'),
    responseCode: 'responseCode' in inner && typeof inner.responseCode === 'number' ? inner.responseCode : null,
    command: 'command' in inner && typeof inner.command === 'string' ? inner.command : null,
  };
}

function codeIn(from: object, name: 'code' | 'originalCode'): string | null {
  const value: unknown = Object.entries(from).find(([key]) => key === name)?.[1];
  return typeof value === 'string' && /^[A-Z][A-Z0-9_]{1,39}$/.test(value) ? value : null;
}
