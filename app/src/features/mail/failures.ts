/** Pure: what a failed delivery means. Texts of other servers may hold addresses; only codes are kept. */

export type Failure =
  /** Try again later; `stop`: the next mail would fare no better. */
  | { readonly kind: 'later'; readonly code: string; readonly stop: boolean }
  /** The other side will never take mail for this address. */
  | { readonly kind: 'no-such-address'; readonly code: string }
  /** The other side will never take this mail. */
  | { readonly kind: 'refused'; readonly code: string };

export function classify(error: unknown): Failure {
  const parts = partsOf(error);
  const { code, responseCode, command } = parts;
  const told = responseCode === null ? (code ?? 'unknown') : `${responseCode}`;
  // Name, password, sender or encryption: ours to mend. No address is to blame, and every other mail would fail the same way.
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'ETLS' || code === 'ECONFIG' || command === 'MAIL FROM')
    return { kind: 'later', code: code === null || responseCode === null ? told : `${code} ${told}`, stop: true };
  if (responseCode !== null && responseCode >= 500 && responseCode < 600) {
    // A server that relays for nobody, or not for us, says so where the address is named: that is ours to mend, and no address rests for it.
    if (command === 'RCPT TO')
      return parts.policy ? { kind: 'later', code: told, stop: true } : { kind: 'no-such-address', code: told };
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
  /** Refused by a rule of the server (5.7.x, relaying, signing in first), not because of the address. */
  readonly policy: boolean;
}

function partsOf(error: unknown): Parts {
  if (typeof error !== 'object' || error === null)
    return { code: null, responseCode: null, command: null, policy: false };
  // One receiver a mail: what was said of it stands below the error of the whole.
  const rejected: unknown =
    'rejectedErrors' in error && Array.isArray(error.rejectedErrors) ? error.rejectedErrors[0] : null;
  const inner = typeof rejected === 'object' && rejected !== null ? rejected : error;
  const responseCode = 'responseCode' in inner && typeof inner.responseCode === 'number' ? inner.responseCode : null;
  const said = 'response' in inner && typeof inner.response === 'string' ? inner.response : '';
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(said)?.[1] ?? '';
  return {
    policy:
      enhanced.startsWith('5.7.') ||
      (enhanced === '' && (responseCode === 530 || responseCode === 535 || /relay|authenticat/i.test(said))),
    // What the system said (ECONNREFUSED) tells more than the library's word for it.
    code: codeIn(inner, 'originalCode') ?? codeIn(inner, 'code'),
    responseCode,
    command: 'command' in inner && typeof inner.command === 'string' ? inner.command : null,
  };
}

function codeIn(from: object, name: 'code' | 'originalCode'): string | null {
  const value: unknown = Object.entries(from).find(([key]) => key === name)?.[1];
  return typeof value === 'string' && /^[A-Z][A-Z0-9_]{1,39}$/.test(value) ? value : null;
}
