/** For tests: a browser without a screen. Keeps cookies, follows links, fills the forms that are really on the page. */
import type { Hono } from 'hono';
import type { Env } from '../../platform/http/env.ts';

export interface Answer {
  readonly status: number;
  readonly html: string;
  /** Where a redirect leads, or null. */
  readonly to: string | null;
  readonly cookies: readonly string[];
}

let addresses = 0;

export class Visitor {
  readonly jar = new Map<string, string>();
  /** What this browser says with every request. */
  readonly headers: Record<string, string> = {};
  private readonly app: Hono<Env>;
  private readonly address: string;

  constructor(app: Hono<Env>, address = `10.0.${Math.floor(++addresses / 250)}.${addresses % 250}`) {
    this.app = app;
    this.address = address;
  }

  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get(path: string): Promise<Answer> {
    return this.send(path, {});
  }

  /** Loads the page, takes the form with this action from it, fills it in and sends it. */
  async fill(pagePath: string, action: string, values: Readonly<Record<string, string>>): Promise<Answer> {
    return this.submit((await this.get(pagePath)).html, action, values);
  }

  /** Fills in and sends a form of a page that is already there. */
  submit(html: string, action: string, values: Readonly<Record<string, string>>): Promise<Answer> {
    const form = formsOf(html).find((one) => one.action === action);
    if (form === undefined) throw new Error(`no form with action ${action} on the page: ${headingOf(html)}`);
    return this.post(action, { ...form.hidden, ...values });
  }

  post(path: string, values: Readonly<Record<string, string>>, headers: Record<string, string> = {}): Promise<Answer> {
    return this.postAll(path, Object.entries(values), headers);
  }

  /** The same where one name may come several times, as lists do. */
  postAll(
    path: string,
    values: readonly (readonly [string, string])[],
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return this.send(path, {
      method: 'POST',
      body: new URLSearchParams(values.map(([name, value]) => [name, value])).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  }

  private async send(path: string, init: { method?: string; body?: string; headers?: Record<string, string> }) {
    const headers = {
      host: '127.0.0.1',
      ...this.headers,
      ...(this.jar.size > 0 ? { cookie: this.cookie } : {}),
      ...init.headers,
    };
    const env = { incoming: { socket: { remoteAddress: this.address } } };
    const response = await this.app.request(`http://127.0.0.1${path}`, { ...init, headers }, env);
    const cookies = response.headers.getSetCookie();
    for (const cookie of cookies) {
      const [pair = '', ...attributes] = cookie.split(';');
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (value === '' || attributes.some((a) => /^\s*max-age=0$/i.test(a))) this.jar.delete(name);
      else this.jar.set(name, value);
    }
    return { status: response.status, html: await response.text(), to: response.headers.get('location'), cookies };
  }
}

interface PageForm {
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
}

export function formsOf(html: string): PageForm[] {
  return [...html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)].map(([, attributes = '', inner = '']) => {
    const hidden: Record<string, string> = {};
    for (const [input] of inner.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(input)?.[1];
      if (name !== undefined) hidden[name] = plain(/value="([^"]*)"/.exec(input)?.[1] ?? '');
    }
    return { action: plain(/action="([^"]*)"/.exec(attributes)?.[1] ?? ''), hidden };
  });
}

export function headingOf(html: string): string {
  return plain((/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '').replaceAll(/<[^>]+>/g, ''));
}

export function plain(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
