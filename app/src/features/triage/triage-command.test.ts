/** `netra triage` without the executable: what it answers, and what it says of an input it cannot use. */
import { describe, expect, it } from 'vitest';
import { triageBatch, triageText } from './triage-command.ts';

const account = 'Pak camat memasang baliho calon bupati di pagar kantor';

describe('netra triage', () => {
  it('answers one account, in JSON and in words', () => {
    const answer = triageText(`\uFEFF${account}\n`);
    expect(answer).toMatchObject({ ok: true, value: { acts: [{ kind: 'display-material' }, {}, {}] } });
    expect(answer.ok && answer.plain).toMatch(/^0\.\d\d {2}display-material {2}\(.*baliho|^1\.00 {2}display-material/);
  });

  it('answers a batch in its order', () => {
    const batch = JSON.stringify([account, 'bolehkah saya like postingan caleg?']);
    const answer = triageBatch(`\uFEFF${batch}`);
    expect(answer).toMatchObject({
      ok: true,
      value: [{ acts: [{ kind: 'display-material' }, {}, {}] }, { acts: [{ kind: 'social-engagement' }, {}, {}] }],
    });
    expect(triageBatch('[]')).toMatchObject({ ok: true, value: [] });
  });

  it.each([
    ['nothing', '', /^text: empty; allowed/],
    ['blanks', ' \n\t', /^text: empty; allowed/],
    ['a picture', 'PNG\u0000\u0001', /^text: not text; allowed/],
    ['broken letters', '\uFFFD'.repeat(20), /^text: not text; allowed/],
    ['two million letters', 'a '.repeat(1_000_000), /^text: too long; allowed/],
  ])('refuses %s in one line that says what is allowed', (_, text, line) => {
    expect(triageText(text)).toEqual({ ok: false, line: expect.stringMatching(line) });
  });

  it.each([
    ['no JSON', '{', /^batch: not JSON; allowed/],
    ['an object', '{"text":"x"}', /^batch: allowed is a JSON array/],
    ['a number among the texts', JSON.stringify([account, 7]), /^batch\[1\]: not a text; allowed/],
    ['an empty text among the texts', JSON.stringify([account, ' ']), /^batch\[1\]: empty; allowed/],
  ])('refuses a batch with %s and names the element', (_, json, line) => {
    const answer = triageBatch(json);
    expect(answer).toEqual({ ok: false, line: expect.stringMatching(line) });
    expect(!answer.ok && answer.line.split('\n')).toHaveLength(1);
  });
});
