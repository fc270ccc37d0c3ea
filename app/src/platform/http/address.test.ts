import { expect, it } from 'vitest';
import { countedAddress } from './address.ts';

it('counts the connection where no proxy is trusted, or where it says nothing', () => {
  expect(countedAddress(undefined, '192.0.2.1')).toBe('192.0.2.1');
  expect(countedAddress('', '192.0.2.1')).toBe('192.0.2.1');
  expect(countedAddress(' , ', '192.0.2.1')).toBe('192.0.2.1');
});

it('takes of a list what the nearest proxy saw, whatever the visitor put before it', () => {
  for (const made of ['1.1.1.1', '9.9.9.9, 8.8.8.8', 'x', 'unknown'])
    expect(countedAddress(`${made}, 192.0.2.1`, '10.0.0.1')).toBe('192.0.2.1');
  expect(countedAddress('192.0.2.1:5000', '10.0.0.1')).toBe('192.0.2.1');
});

it('counts a line of IPv6 once, however many of its addresses are used and however they are written', () => {
  const line = '2001:db8:1:2::/64';
  for (const address of [
    '2001:db8:1:2::1',
    '2001:DB8:1:2:ffff:ffff:ffff:ffff',
    '[2001:0db8:0001:0002::9]:443',
    '2001:db8:1:2::9%eth0',
  ])
    expect(countedAddress(undefined, address), address).toBe(line);
  expect(countedAddress(undefined, '2001:db8:1:3::1')).not.toBe(line);
  expect(countedAddress(undefined, '::1')).toBe('0:0:0:0::/64');
  expect(countedAddress(undefined, '2001:db8::1')).toBe('2001:db8:0:0::/64');
});

it('takes an IPv4 address in IPv6 clothes for what it is', () => {
  expect(countedAddress(undefined, '::ffff:192.0.2.1')).toBe('192.0.2.1');
});
