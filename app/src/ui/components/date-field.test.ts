import { describe, expect, test } from 'vitest';
import { dateParts, readDate } from './date-field.tsx';

describe('a day in three parts', () => {
  test('is read as one day of the calendar', () => {
    expect(readDate({ day: ' 4', month: '10', year: '2024' })).toEqual({ kind: 'day', day: '2024-10-04' });
    expect(readDate({ day: '29', month: '02', year: '2024' })).toEqual({ kind: 'day', day: '2024-02-29' });
  });

  test('is empty only when nothing at all was filled in', () => {
    expect(readDate({ day: '', month: ' ', year: '' })).toEqual({ kind: 'empty' });
    expect(readDate({ day: '4', month: '', year: '' })).toEqual({ kind: 'wrong', parts: ['month', 'year'] });
  });

  test('names the parts that are wrong', () => {
    expect(readDate({ day: '31', month: '9', year: '2024' })).toEqual({ kind: 'wrong', parts: ['day'] });
    expect(readDate({ day: '29', month: '2', year: '2023' })).toEqual({ kind: 'wrong', parts: ['day'] });
    expect(readDate({ day: 'empat', month: '13', year: '24' })).toEqual({
      kind: 'wrong',
      parts: ['day', 'month', 'year'],
    });
    expect(readDate({ day: '0', month: '0', year: '2024' })).toEqual({ kind: 'wrong', parts: ['day', 'month'] });
  });

  test('goes back into the field as it came out', () => {
    expect(dateParts('2024-09-05')).toEqual({ day: '5', month: '9', year: '2024' });
    expect(readDate(dateParts('2024-09-05'))).toEqual({ kind: 'day', day: '2024-09-05' });
  });
});
