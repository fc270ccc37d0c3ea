/** For tests: fills the form of an action as it really stands on its page, sends it too late, and looks whether anything typed was lost. */
import { expect } from 'vitest';
import { plain, type Visitor } from '../accounts/visitor.fixture.ts';
import { filledIn, textOf } from './desk.fixture.ts';

/** What a field of several lines holds: broken, with signs that pages escape, and words joined by signs. */
const longText = (name: string): string =>
  `Baris satu ${name}: "kutip" & <b>bukan tebal</b>.\nBaris dua — Sekda/Camat; 50 % dari ASN-PPPK, dan/atau.\n\nBaris empat.`;

/** Short fields whose form is fixed. */
const fixed: Readonly<Record<string, string>> = {
  documentHash: 'ab'.repeat(32),
  nip1: '198001012005011001',
};

interface Shown {
  readonly name: string;
  readonly text: string;
}

/** Everything that can be typed or chosen on the form, filled in; and what a person would look for afterwards. */
function fillAll(
  html: string,
  path: string,
  good: Readonly<Record<string, string>>,
): { readonly sent: [string, string][]; readonly look: Shown[] } {
  const form = [...html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)].find((one) => one[1]?.includes(`action="${path}"`));
  const inner = form?.[2] ?? '';
  const before = { ...filledIn(html, path), ...good };
  const sent: [string, string][] = [];
  const look: Shown[] = [];
  const attribute = (tag: string, name: string): string | undefined => {
    const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
    return found === undefined ? undefined : plain(found);
  };
  const labelOf = (id: string): string => {
    const found = new RegExp(`id="${id}-label"[^>]*>(.*?)</span>`, 's').exec(inner)?.[1] ?? '';
    return textOf(found);
  };
  const done = new Set<string>();
  for (const [tag] of inner.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, 'name') ?? '';
    const type = attribute(tag, 'type') ?? 'text';
    const value = attribute(tag, 'value') ?? '';
    if (type === 'hidden') {
      if (name !== 'seq') sent.push([name, value]);
    } else if (type === 'radio' || type === 'checkbox') {
      const wanted = good[name] === undefined ? type === 'checkbox' || value !== '' : good[name] === value;
      if (!(type === 'checkbox' || (wanted && !done.has(name)))) continue;
      done.add(name);
      sent.push([name, value]);
      look.push({ name, text: labelOf(attribute(tag, 'id') ?? '') });
    } else {
      const part = /_(day|month|year)$/.test(name);
      const text = part ? (before[name] ?? '') : (fixed[name] ?? good[name] ?? `Ketikan ${name} "dan" <i>lain</i>`);
      sent.push([name, text]);
      if (text !== '') look.push({ name, text });
    }
  }
  for (const [, tag = ''] of inner.matchAll(/<textarea([^>]*)>/g)) {
    const name = attribute(tag, 'name') ?? '';
    sent.push([name, longText(name)]);
    for (const line of longText(name).split('\n')) look.push({ name, text: line });
  }
  for (const [, tag = '', options = ''] of inner.matchAll(/<select([^>]*)>(.*?)<\/select>/gs)) {
    const name = attribute(tag, 'name') ?? '';
    const all = [...options.matchAll(/<option([^>]*)>(.*?)<\/option>/gs)].map(([, of = '', label = '']) => ({
      value: attribute(of, 'value') ?? '',
      label: textOf(label),
    }));
    const chosen =
      all.find((one) => one.value !== '' && one.value === before[name]) ?? all.findLast((one) => one.value !== '');
    sent.push([name, chosen?.value ?? '']);
    // Months are told as part of a day.
    look.push({ name, text: name.endsWith('_month') ? (chosen?.value ?? '') : (chosen?.label ?? '') });
  }
  return { sent, look: look.filter(({ text }) => text.trim() !== '') };
}

/**
 * Sends the form as if it had been opened before everything that happened since, and expects a page on which each thing typed or chosen stands in
 * the words of the form, with a way back into the form that still holds it.
 * @param still whether the action can still be taken
 */
export async function losesNothing(
  visitor: Visitor,
  path: string,
  html: string,
  good: Readonly<Record<string, string>>,
  still = true,
): Promise<void> {
  const { sent, look } = fillAll(html, path, good);
  expect(look.length, 'something can be typed').toBeGreaterThan(0);
  const late = await visitor.postAll(path, [...sent, ['seq', '0']]);
  expect(late.status, textOf(late.html).slice(0, 400)).toBe(409);
  const words = textOf(late.html);
  for (const { name, text } of look) expect(words, `${name} is told`).toContain(text.replaceAll(/\s+/g, ' ').trim());
  expect(words).not.toMatch(/undefined|\[object/);
  // Each under the words of its form, not under the name of the field.
  for (const { name } of look) expect(late.html, `${name} has words`).not.toContain(`<dt>${name}</dt>`);
  if (!still) return;
  const again = await visitor.postAll(path, carriedBy(late.html, path));
  expect(again.status).toBe(200);
  const back = filledIn(again.html, path);
  for (const [name, value] of sent)
    if (name !== '_csrf' && sent.filter(([other]) => other === name).length === 1)
      expect(back[name], `${name} is in the form again`).toBe(value);
  const chosen = new Set(
    [...again.html.matchAll(/<input[^>]*\schecked[^>]*>/g)].map(([tag]) => / value="([^"]*)"/.exec(tag)?.[1] ?? ''),
  );
  for (const [name, value] of sent)
    if (sent.filter(([other]) => other === name).length > 1)
      expect([...chosen], `${name} keeps ${value}`).toContain(value);
}

/** All hidden fields of a form, several of one name as well. */
function carriedBy(html: string, path: string): [string, string][] {
  const form = [...html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)].find((one) => one[1]?.includes(`action="${path}"`));
  if (form === undefined) throw new Error('no way back into the form');
  return [...(form[2] ?? '').matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
    plain(/\sname="([^"]*)"/.exec(tag)?.[1] ?? ''),
    plain(/\svalue="([^"]*)"/.exec(tag)?.[1] ?? ''),
  ]);
}
