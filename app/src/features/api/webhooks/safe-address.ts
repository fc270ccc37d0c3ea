/**
 * Where a webhook may go: only to addresses of the open internet. Names are resolved once, every address is checked, and the connection goes
 * to a checked address itself, so that a name that answers differently the second time gains nothing.
 */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { fail, ok, type Result } from '../../../platform/result.ts';

export interface AddressRules {
  /** Tests and demonstrations only: plain http, and a receiver on this very machine. */
  readonly loopback: boolean;
}

/** Nobody of the open internet lives here (IANA special-purpose registries), and what is inside a network must not be asked from outside. */
// One list for each kind: Node looks up an IPv4 address in the IPv6 rules too, as the mapped one.
const closed4 = new BlockList();
const closed6 = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed4.addSubnet(net, bits, 'ipv4');
// Of IPv6 only the global unicast space is open, and of it not what wraps or tunnels other addresses.
for (const [net, bits] of [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['3ffe::', 16],
] as const)
  closed6.addSubnet(net, bits, 'ipv6');

export function isOpenAddress(address: string): boolean {
  const kind = isIP(address);
  return kind === 4 ? !closed4.check(address, 'ipv4') : kind === 6 && !closed6.check(address, 'ipv6');
}

export function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

export type UrlProblem = 'unreadable' | 'not-https' | 'user-name' | 'port' | 'not-open' | 'fragment';

/** What can be said of an address without asking anybody. The same again at each delivery, together with what the name resolves to. */
export function readUrl(text: string, rules: AddressRules): Result<URL, UrlProblem> {
  if (text.length > 500 || !URL.canParse(text)) return fail('unreadable');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return fail('user-name');
  if (url.hash !== '') return fail('fragment');
  const host = bareHost(url);
  const here = rules.loopback && (isLoopback(host) || host === 'localhost');
  if (url.protocol !== 'https:' && !(here && url.protocol === 'http:')) return fail('not-https');
  if (here) return ok(url);
  if (url.port !== '' && url.port !== '8443') return fail('port');
  if (isIP(host) !== 0 && !isOpenAddress(host)) return fail('not-open');
  // A name without a dot, or one that only a local network knows, is nobody's public address.
  if (
    isIP(host) === 0 &&
    (!host.includes('.') ||
      /(^|\.)(localhost|local|internal|intranet|lan|home|corp|test|invalid|example|onion)\.?$/.test(host))
  )
    return fail('not-open');
  return ok(url);
}

export interface Target {
  readonly address: string;
  readonly family: 4 | 6;
}

export type Resolve = (host: string) => Promise<readonly Target[]>;

/** The address to connect to. Refused when any address of the name is closed: such a name is a mistake or a trap. */
export async function findTarget(
  url: URL,
  rules: AddressRules,
  resolve: Resolve = resolveName,
): Promise<Result<Target, 'not-open' | 'no-such-name'>> {
  const host = bareHost(url);
  const kind = isIP(host);
  let found: readonly Target[];
  try {
    found = kind === 0 ? await resolve(host) : [{ address: host, family: kind === 6 ? 6 : 4 }];
  } catch {
    return fail('no-such-name');
  }
  const [first] = found;
  if (first === undefined) return fail('no-such-name');
  const fits = found.every(({ address }) => isOpenAddress(address) || (rules.loopback && isLoopback(address)));
  return fits ? ok(first) : fail('not-open');
}

async function resolveName(host: string): Promise<readonly Target[]> {
  const found = await lookup(host, { all: true, verbatim: true });
  return found.map(({ address }) => ({ address, family: isIPv6(address) ? 6 : 4 }));
}

/** Without the brackets of IPv6 and a final dot. */
function bareHost(url: URL): string {
  return url.hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}
