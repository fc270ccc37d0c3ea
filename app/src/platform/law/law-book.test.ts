import { builtIn } from '@netra/rulebook';
import { describe, expect, it } from 'vitest';
import { makeLog } from '../log/log.ts';
import { lawBook } from './law-book.ts';

const decree = {
  year: '2028',
  decree: 'Contoh SKB 2028',
  nationalHoliday: ['01-01', '08-17'],
  collectiveLeave: [],
  votingDay: [],
  subjectToDecree: [],
  regionalHoliday: [],
  source: { publisher: 'Contoh' },
  confidence: 'uncertain',
};

function standing() {
  const stored = { revision: 0, input: { decrees: [] as unknown[] }, broken: false, asked: 0 };
  const logged: string[] = [];
  const book = lawBook(
    {
      revision: () => (stored.broken ? Promise.reject(new Error('gone')) : Promise.resolve(stored.revision)),
      additions: () => {
        stored.asked += 1;
        if (stored.broken) return Promise.reject(new Error('gone'));
        return Promise.resolve({ revision: stored.revision, input: stored.input });
      },
    },
    makeLog('info', { write: (line: string) => void logged.push(line) }),
    20,
  );
  return { stored, logged, book };
}

describe('the law book', () => {
  it('is the built-in rulebook until something is added, and takes additions on refresh', async () => {
    const { stored, book } = standing();
    expect(book.current()).toBe(builtIn);
    await book.refresh();
    expect(book.current()).toBe(builtIn);
    Object.assign(stored, { revision: 1, input: { decrees: [decree] } });
    await book.refresh();
    expect(book.current().calendar().decreeOf('2028-08-17')).toBe('Contoh SKB 2028');
    expect(book.revision()).toBe(1);
    book.close();
  });

  it('notices by itself what another process changed, and asks for no more than the number while nothing changes', async () => {
    const { stored, book } = standing();
    await new Promise((done) => setTimeout(done, 80));
    expect(stored.asked).toBe(0);
    Object.assign(stored, { revision: 1, input: { decrees: [decree] } });
    await expect.poll(() => book.revision(), { timeout: 2000 }).toBe(1);
    expect(stored.asked).toBe(1);
    book.close();
  });

  it('keeps the last good rulebook when what is stored cannot be used, says so once, and recovers', async () => {
    const { stored, logged, book } = standing();
    Object.assign(stored, { revision: 1, input: { decrees: [decree] } });
    await book.refresh();
    const good = book.current();
    Object.assign(stored, { revision: 2, input: { decrees: [{ ...decree, year: 'soon' }] } });
    await book.refresh();
    await book.refresh();
    expect(book.current()).toBe(good);
    expect(book.trouble()).toContain('year');
    expect(logged.filter((line) => line.includes('law-refused'))).toHaveLength(1);
    expect(logged.join('')).not.toContain('soon');
    Object.assign(stored, { revision: 3, input: { decrees: [] } });
    await book.refresh();
    expect(book.trouble()).toBeNull();
    expect(book.current().calendar().decreeOf('2028-08-17')).toBeUndefined();
    book.close();
  });

  it('goes on with what it has while the database does not answer', async () => {
    const { stored, book } = standing();
    Object.assign(stored, { revision: 1, input: { decrees: [decree] } });
    await book.refresh();
    const good = book.current();
    stored.broken = true;
    await book.refresh();
    expect(book.current()).toBe(good);
    stored.broken = false;
    Object.assign(stored, { revision: 2, input: {} });
    await book.refresh();
    expect(book.revision()).toBe(2);
    book.close();
  });
});
