import { describe, expect, it } from 'vitest';
import { alarmsOf, type Watched } from './log-alarms.ts';

const well: Watched = {
  size: 128,
  signedSize: 128,
  lastTick: Temporal.Instant.from('2026-11-22T03:00:00Z'),
  signing: 'able',
  now: Temporal.Instant.from('2026-11-22T03:14:00Z'),
  minutes: 15,
};

describe('the health of the log', () => {
  it('is well when the newest tree is signed and the last batch is at most three turns old', () => {
    expect(alarmsOf(well)).toEqual([]);
    expect(alarmsOf({ ...well, now: Temporal.Instant.from('2026-11-22T03:45:00Z') })).toEqual([]);
  });

  it('alarms a moment after three turns, and when there never was a batch', () => {
    expect(alarmsOf({ ...well, now: Temporal.Instant.from('2026-11-22T03:45:00.001Z') })).toEqual(['late']);
    expect(alarmsOf({ ...well, lastTick: null })).toEqual(['late']);
  });

  it('alarms when the clock was set back by more than that: until it is there again nothing is sealed', () => {
    expect(alarmsOf({ ...well, now: Temporal.Instant.from('2026-11-22T02:15:00Z') })).toEqual([]);
    expect(alarmsOf({ ...well, now: Temporal.Instant.from('2026-11-21T03:00:00Z') })).toEqual(['late']);
  });

  it('alarms when the newest tree is not the signed one, and when nothing was ever signed', () => {
    expect(alarmsOf({ ...well, signedSize: 64 })).toEqual(['not-signed']);
    expect(alarmsOf({ ...well, signedSize: null })).toEqual(['not-signed']);
  });

  it('names the cause before what follows from it', () => {
    expect(alarmsOf({ ...well, signing: 'lost', signedSize: 64 })).toEqual(['lost-key', 'not-signed']);
    expect(alarmsOf({ ...well, signing: 'no-key' })).toEqual(['no-key']);
  });
});
