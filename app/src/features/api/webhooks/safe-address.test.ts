import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTarget, isOpenAddress, readUrl } from './safe-address.ts';

const strict = { loopback: false };
const closed = [
  '127.0.0.1',
  '127.8.9.1',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '100.100.100.200',
  '0.0.0.0',
  '198.18.0.1',
  '192.0.2.1',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',
  '240.0.0.1',
  '192.0.0.192',
  '::1',
  '::',
  'fe80::1',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b::a00:1',
  '2002:7f00:1::',
  '2002:a00:1::',
  '2001::1',
  '2001:db8::1',
  '3fff::1',
  '100::1',
  '5f00::1',
  'fec0::1',
];

describe('an address', () => {
  it('is open only where the whole internet could go', () => {
    for (const address of closed) expect(isOpenAddress(address), address).toBe(false);
    for (const address of [
      '8.8.8.8',
      '103.1.2.3',
      '172.15.0.1',
      '172.32.0.1',
      '2606:4700::1111',
      '2a00:1450:4001::200e',
      '2400:cb00::1',
    ])
      expect(isOpenAddress(address), address).toBe(true);
    for (const address of ['', 'localhost', '1.2.3', '0x7f000001', '2130706433'])
      expect(isOpenAddress(address), address).toBe(false);
  });

  it('of IPv4 hidden in IPv6 is never open', () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)), (bytes) => {
        const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0'));
        for (const wrapped of [
          `::ffff:${bytes.join('.')}`,
          `64:ff9b::${bytes.join('.')}`,
          `::${bytes.join('.')}`,
          `2002:${hex[0]}${hex[1]}:${hex[2]}${hex[3]}::1`,
        ])
          expect(isOpenAddress(wrapped), wrapped).toBe(false);
      }),
    );
  });
});

describe('an address of a webhook', () => {
  it('is https, on an open name, without user name or fragment, on a usual port', () => {
    expect(readUrl('https://sistem.arunika.contoh/netra?a=1', strict).ok).toBe(true);
    expect(readUrl('https://sistem.arunika.contoh:8443/', strict).ok).toBe(true);
    const refused = [
      'http://sistem.arunika.contoh/',
      'ftp://sistem.arunika.contoh/',
      'file:///etc/passwd',
      'gopher://a.id/',
      'javascript:alert(1)',
      'https://',
      '',
      'https://a:b@sistem.arunika.contoh/',
      'https://sistem.arunika.contoh:22/',
      'https://sistem.arunika.contoh:5432/',
      'https://sistem.arunika.contoh/#a',
      'https://localhost/',
      'https://localhost./',
      'https://a.localhost/',
      'https://server/',
      'https://db.internal/',
      'https://printer.local/',
      'https://metadata.google.internal/',
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://[::ffff:127.0.0.1]/',
      'https://169.254.169.254/latest/meta-data',
      'https://10.0.0.1/',
      // Other spellings of the same addresses.
      'https://2130706433/',
      'https://0x7f.1/',
      'https://0177.0.0.1/',
      'https://127.1/',
      'https://0/',
      'https://１２７.0.0.1/',
      'https://127。0。0。1/',
      `https://sistem.arunika.contoh/${'a'.repeat(600)}`,
    ];
    for (const url of refused) expect(readUrl(url, strict).ok, url).toBe(false);
  });

  it('may be this very machine only where a test or demonstration says so', () => {
    for (const url of [
      'http://127.0.0.1:4000/',
      'http://localhost:4000/',
      'http://[::1]:4000/',
      'https://127.0.0.1/',
    ]) {
      expect(readUrl(url, strict).ok, url).toBe(false);
      expect(readUrl(url, { loopback: true }).ok, url).toBe(true);
    }
    for (const url of ['http://10.0.0.1/', 'http://sistem.arunika.contoh/', 'https://169.254.169.254/'])
      expect(readUrl(url, { loopback: true }).ok, url).toBe(false);
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `https://${text}`),
        ),
        (text) => void readUrl(text, strict),
      ),
    );
  });
});

describe('a name', () => {
  const url = new URL('https://sistem.arunika.contoh/');
  const answers =
    (...addresses: string[]) =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? (6 as const) : (4 as const) }));

  it('leads to the address that was checked', async () => {
    expect(await findTarget(url, strict, answers('103.1.2.3', '103.1.2.4'))).toEqual({
      ok: true,
      value: { address: '103.1.2.3', family: 4 },
    });
  });

  it('of which any address is closed leads nowhere', async () => {
    for (const address of closed)
      expect(await findTarget(url, strict, answers('103.1.2.3', address)), address).toEqual({
        ok: false,
        error: 'not-open',
      });
  });

  it('that does not exist leads nowhere', async () => {
    expect(await findTarget(url, strict, answers())).toEqual({ ok: false, error: 'no-such-name' });
    expect(await findTarget(url, strict, () => Promise.reject(new Error('ENOTFOUND')))).toEqual({
      ok: false,
      error: 'no-such-name',
    });
  });
});
