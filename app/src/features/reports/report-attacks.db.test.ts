import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reporter, type ReportsApp, receiptIn, startReportsApp, walkToCheck } from './report-walk.fixture.ts';

let test: ReportsApp;
beforeAll(async () => {
  test = await startReportsApp();
});
afterAll(() => test.end());

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('what a browser may send', () => {
  it('a file whose name is made of rare letters does not cost the answers', async () => {
    const reporter = new Reporter(test.url);
    const page = await walkToCheck(reporter, test.country, false, [new File([png], `${'📷'.repeat(300)}.png`)]);
    expect(page.status).toBe(200);
    expect(page.html).toContain('📷📷');
    expect(receiptIn((await reporter.send()).html)).not.toBe('');
  });

  it('fields named after the insides of objects are refused like any other unknown field', async () => {
    for (const name of ['__proto__', 'constructor', 'toString', '__proto__[act]', 'hasOwnProperty']) {
      const reporter = new Reporter(test.url);
      await reporter.open('/lapor/apa');
      const body = new URLSearchParams([
        ['draft', reporter.draft],
        ['act', 'partisan-activity'],
        [name, 'a'],
        [name, 'b'],
      ]);
      expect((await reporter.post('/lapor/apa', body)).status, name).toBe(400);
    }
    expect(Reflect.get({}, 'a')).toBeUndefined();
  });
});
