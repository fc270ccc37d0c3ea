/**
 * A visitor without a browser: opens pages, reads the forms that are really on them, fills them in and sends them as a browser without
 * script does. Keeps cookies. What a page does not ask cannot be answered: a field that is not there is an error of the test.
 */
import { decode, type PageForm, readForms, textOf } from './walk-forms.ts';

export interface Answer {
  readonly status: number;
  readonly html: string;
  /** Without tags, in one line. */
  readonly text: string;
  /** Where it stands after all redirects. */
  readonly url: string;
  /** All cookies that the answers on the way set. */
  readonly setCookies: readonly string[];
}

/** Values by name of field. For a list of choices the visible words will do as well as the value. Files go under the file field's name. */
export type Filled = Readonly<Record<string, string | readonly File[]>>;

export interface Press {
  /** Visible words or `name=value` of the button; default: the first one of the form. */
  readonly button?: string;
  /** Which form, by its action; default: the first form that is posted and not the demonstration bar's. */
  readonly form?: string;
}

const nothing: Answer = { status: 0, html: '', text: '', url: '', setCookies: [] };

/** Header that names the visitor's address where the server was started with `addressSettings`. */
const addressHeader = 'x-test-address';

/** Lets each walker come from an address of its own, so that limits per address count them apart. */
export const addressSettings = { NETRA_ADDRESS_HEADER: addressHeader } as const;

let walkers = 0;

export class Walker {
  page: Answer = nothing;
  /** Every cookie that was ever set. */
  readonly setCookies: string[] = [];
  private readonly jar = new Map<string, string>();
  private readonly address: string;
  private base: string;

  constructor(base: string) {
    this.base = base;
    walkers += 1;
    this.address = `10.${(walkers >> 16) & 255}.${(walkers >> 8) & 255}.${walkers & 255}`;
  }

  /** The server came back at another address; everything else stays. */
  moveTo(base: string): void {
    this.base = base;
  }

  open(path: string): Promise<Answer> {
    return this.go(path, { method: 'GET' });
  }

  /** Fills in a form of the page and presses a button of it. */
  submit(filled: Filled = {}, press: Press = {}): Promise<Answer> {
    const { to, body } = this.prepare(filled, press);
    return this.go(to, { method: 'POST', body });
  }

  /** What `submit` would send: to be sent again later. */
  prepare(filled: Filled = {}, press: Press = {}): { readonly to: string; readonly body: FormData | URLSearchParams } {
    const form = this.form(press.form);
    const body = new FormData();
    const left = new Set(Object.keys(filled));
    for (const field of form.fields) {
      const value = filled[field.name];
      left.delete(field.name);
      // A browser sends an empty part for a file field that was left alone.
      if (value === undefined && field.isFile) body.append(field.name, new File([], ''), '');
      else if (value === undefined) for (const one of field.values) body.append(field.name, one);
      else if (typeof value === 'string') body.append(field.name, choiceOf(field.choices, value));
      else for (const file of value) body.append(field.name, file, file.name);
    }
    if (left.size > 0)
      throw new Error(`the page does not ask for ${[...left].join(', ')}: ${this.page.text.slice(0, 300)}`);
    const button = press.button ?? '';
    const pressed = form.buttons.find(
      (one) => button === '' || one.text === button || `${one.name}=${one.value}` === button,
    );
    if (pressed === undefined)
      throw new Error(`no button "${button}" among ${form.buttons.map((one) => one.text).join(', ')}`);
    if (pressed.name !== '') body.append(pressed.name, pressed.value);
    return { to: pressed.action ?? form.action, body: form.multipart ? body : urlencoded(body) };
  }

  /** Sends anything anywhere on the site. */
  post(to: string, body: FormData | URLSearchParams): Promise<Answer> {
    return this.go(to, { method: 'POST', body });
  }

  /** A download. */
  async fetch(path: string): Promise<{ readonly status: number; readonly type: string; readonly bytes: Buffer }> {
    const response = await fetch(this.base + path, { headers: this.headers() });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, type: response.headers.get('content-type') ?? '', bytes };
  }

  get heading(): string {
    return textOf(/<h1[^>]*>(.*?)<\/h1>/s.exec(this.page.html)?.[1] ?? '');
  }

  /** The receipt that the page shows, or ''. */
  get receipt(): string {
    return decode(/data-copy="([^"]+)"/.exec(this.page.html)?.[1] ?? '');
  }

  private form(action: string | undefined): PageForm {
    const forms = readForms(this.page.html).filter((form) => form.method === 'post');
    const found = forms.find((form) =>
      action === undefined ? !form.action.endsWith('/demo/jam') : form.action === action,
    );
    if (found === undefined) throw new Error(`no form ${action ?? ''} on the page: ${this.page.text.slice(0, 300)}`);
    return found;
  }

  private headers(): Record<string, string> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    return { [addressHeader]: this.address, ...(cookie === '' ? {} : { cookie }) };
  }

  private async go(to: string, init: { readonly method: string; readonly body?: FormData | URLSearchParams }) {
    const setCookies: string[] = [];
    let url = to.startsWith('http') ? to : this.base + to;
    let response = await fetch(url, { ...init, headers: this.headers(), redirect: 'manual' });
    for (let hops = 0; ; hops += 1) {
      setCookies.push(...this.keepCookies(response));
      const next = response.headers.get('location');
      if (next === null || response.status < 300 || response.status > 399) break;
      if (hops === 5) throw new Error(`redirected in a circle: ${url}`);
      await response.arrayBuffer();
      url = new URL(next, url).href;
      response = await fetch(url, { headers: this.headers(), redirect: 'manual' });
    }
    const html = await response.text();
    this.page = { status: response.status, html, text: textOf(html), url, setCookies };
    return this.page;
  }

  private keepCookies(response: Response): readonly string[] {
    const cookies = response.headers.getSetCookie();
    for (const cookie of cookies) {
      const [pair = '', ...attributes] = cookie.split(';');
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      const gone = value === '' || attributes.some((one) => /^\s*max-age=0$/i.test(one));
      if (gone) this.jar.delete(name);
      else this.jar.set(name, value);
    }
    this.setCookies.push(...cookies);
    return cookies;
  }
}

function choiceOf(choices: readonly { readonly value: string; readonly text: string }[], wanted: string): string {
  if (choices.length === 0 || wanted === '') return wanted;
  const found = choices.find((one) => one.value === wanted || one.text === wanted);
  if (found === undefined) throw new Error(`"${wanted}" is not offered: ${choices.map((one) => one.text).join(', ')}`);
  return found.value;
}

function urlencoded(form: FormData): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of form) if (typeof value === 'string') body.append(name, value);
  return body;
}
