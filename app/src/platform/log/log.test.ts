import { describe, expect, it } from 'vitest';
import { describeError, makeLog } from './log.ts';

describe('what a log says of an error', () => {
  it('is where it happened, and nothing of its message, also when a line of it looks like a place in the code', () => {
    const told = 'saya melihat\n    at kantor (dinas:1:1) Pak Budi\n    at rumah';
    const said = describeError(new Error(told));
    expect(said.stack).toContain('log.test.ts');
    expect(JSON.stringify(said)).not.toMatch(/kantor|rumah|Budi|melihat/);
  });

  it('leaves out the message of its cause and of errors that hide behind it', () => {
    const inner = new Error('rahasia satu\n    at tempat (rahasia:2:2)');
    const outer = new AggregateError([inner], 'rahasia tiga', { cause: inner });
    expect(JSON.stringify(describeError(outer))).not.toContain('rahasia');
  });

  it('says nothing at all when the message was changed after the error was made', () => {
    const error = new Error('rahasia\n    at rahasia (a:1:1)');
    error.message = 'lain';
    expect(JSON.stringify(describeError(error))).not.toContain('rahasia');
  });

  it('keeps what is not named out of the line', () => {
    const lines: string[] = [];
    const fields = { event: 'x', story: 'rahasia', message: { deep: 'rahasia' } };
    Reflect.apply(makeLog('info', { write: (line: string) => void lines.push(line) }).info, undefined, [fields]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('rahasia');
  });
});
