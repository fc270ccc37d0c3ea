/** Whose address counts for limits: one for each household or office, and none that the visitor makes up. */

/**
 * @param told what the trusted proxy's header holds, if it is set and there
 * @param peer the connection's own address
 * @returns of a list, the last address: it is the one that the nearest proxy saw, while what stands before it may be the visitor's own words.
 * Of an IPv6 address its first half: a single line has 2^64 addresses of its own.
 */
export function countedAddress(told: string | undefined, peer: string): string {
  const last = told?.split(',').at(-1)?.trim() ?? '';
  return householdOf(bare(last === '' ? peer : last));
}

/** Without port, brackets and zone: `[2001:db8::1]:443`, `192.0.2.1:5000`, `fe80::1%eth0`, `::ffff:192.0.2.1`. */
function bare(address: string): string {
  const inBrackets = /^\[([^\]]*)\]/.exec(address)?.[1];
  const plain = inBrackets ?? address.replace(/^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/, '$1');
  return plain
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d{1,3}\.)/i, '')
    .toLowerCase();
}

function householdOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
