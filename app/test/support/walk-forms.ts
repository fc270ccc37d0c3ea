/** Reads the forms of a page as the product writes them: enough of HTML for that, and no more. */

export interface FormField {
  readonly name: string;
  /** What is sent when nobody touches it. */
  readonly values: readonly string[];
  /** What may be chosen; empty for free text. */
  readonly choices: readonly { readonly value: string; readonly text: string }[];
  readonly isFile: boolean;
}

export interface FormButton {
  readonly name: string;
  readonly value: string;
  readonly text: string;
  readonly action: string | undefined;
}

export interface PageForm {
  readonly action: string;
  readonly method: string;
  readonly multipart: boolean;
  /** In the order of the page, each name once. */
  readonly fields: readonly FormField[];
  readonly buttons: readonly FormButton[];
}

export function readForms(html: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, tag = '', inner = '']) => ({
    action: attribute(tag, 'action') ?? '',
    method: attribute(tag, 'method') ?? 'get',
    multipart: attribute(tag, 'enctype') === 'multipart/form-data',
    fields: fieldsOf(inner),
    buttons: [...inner.matchAll(/<button\b([^>]*)>(.*?)<\/button>/gs)].map(([, button = '', text = '']) => ({
      name: attribute(button, 'name') ?? '',
      value: attribute(button, 'value') ?? '',
      text: textOf(text),
      action: attribute(button, 'formaction'),
    })),
  }));
}

interface Reading {
  readonly values: string[];
  readonly choices: { value: string; text: string }[];
  isFile: boolean;
}

type FieldNamed = (name: string) => Reading;

function fieldsOf(inner: string): FormField[] {
  const fields = new Map<string, Reading>();
  const field: FieldNamed = (name) => {
    const there = fields.get(name) ?? { values: [], choices: [], isFile: false };
    fields.set(name, there);
    return there;
  };
  for (const [, input, select, options, area, typed] of inner.matchAll(
    /<input\b([^>]*)>|<select\b([^>]*)>(.*?)<\/select>|<textarea\b([^>]*)>(.*?)<\/textarea>/gs,
  )) {
    if (input !== undefined) readInput(input, inner, field);
    else if (select !== undefined) readSelect(select, options ?? '', field);
    // A browser drops the first line break of a text area.
    else field(attribute(area ?? '', 'name') ?? '').values.push(decode((typed ?? '').replace(/^\n/, '')));
  }
  fields.delete('');
  return [...fields].map(([name, read]) => ({ name, ...read }));
}

function readInput(tag: string, inner: string, field: FieldNamed): void {
  const name = attribute(tag, 'name') ?? '';
  const value = attribute(tag, 'value') ?? '';
  const type = attribute(tag, 'type') ?? 'text';
  const there = field(name);
  if (type === 'radio' || type === 'checkbox') {
    const id = attribute(tag, 'id') ?? '';
    there.choices.push({
      value,
      text: textOf(new RegExp(`id="${id}-label"[^>]*>(.*?)</span>`, 's').exec(inner)?.[1] ?? ''),
    });
    if (/\bchecked(=|\s|\/|$)/.test(tag)) there.values.push(value);
  } else if (type === 'file') there.isFile = true;
  else there.values.push(value);
}

function readSelect(tag: string, options: string, field: FieldNamed): void {
  const there = field(attribute(tag, 'name') ?? '');
  for (const [, option = '', text = ''] of options.matchAll(/<option\b([^>]*)>(.*?)<\/option>/gs)) {
    const value = attribute(option, 'value') ?? '';
    there.choices.push({ value, text: textOf(text).replace(/^[–\s]+/, '') });
    if (/\bselected(=|\s|$)/.test(option)) there.values.push(value);
  }
  if (there.values.length === 0) there.values.push(there.choices[0]?.value ?? '');
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : decode(found);
}

/** The words of a piece of HTML in one line. */
export function textOf(html: string): string {
  return decode(html.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

export function decode(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
