import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyOf, readCalendar, textValue } from './ics.fixture.ts';
import { type CalendarEvent, writeCalendar } from './ics.ts';

const event = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'a@netra',
  sequence: 2,
  modifiedAt: Temporal.Instant.from('2024-10-04T02:00:00.123Z'),
  at: Temporal.Instant.from('2024-10-07T23:59:59+09:00'),
  summary: 'Batas waktu Netra: penanganan',
  description: 'Masuk.',
  url: 'https://netra.contoh/batas',
  alarmHours: [24, 3],
  ...more,
});

describe('a calendar', () => {
  it('tells the end of a limit in UTC, with two alarms before it', () => {
    const calendar = readCalendar(writeCalendar({ name: 'Netra', lang: 'id', events: [event()] }));
    const [one] = calendar.inside;
    if (one === undefined) throw new Error('no event');
    expect(propertyOf(one, 'DTSTART')).toBe('20241007T145959Z');
    expect(propertyOf(one, 'LAST-MODIFIED')).toBe('20241004T020000Z');
    expect(propertyOf(one, 'SEQUENCE')).toBe('2');
    expect(one.inside.map((alarm) => propertyOf(alarm, 'TRIGGER'))).toEqual(['-PT24H', '-PT3H']);
  });

  it('is read back as it was written, whatever the text holds, and no line is too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const plain = text.replaceAll(/\r\n|\r|\n/g, '\n').replaceAll(/[^\P{Cc}\n]/gu, '');
        const written = writeCalendar({ name: 'x', lang: 'en', events: [event({ summary: text })] });
        const [one] = readCalendar(written).inside;
        expect(one === undefined ? null : textValue(one, 'SUMMARY')).toBe(plain);
      }),
    );
  });

  it('without a limit is still a calendar', () => {
    expect(readCalendar(writeCalendar({ name: 'x; y, z', lang: 'id', events: [] })).inside).toEqual([]);
  });
});
