/** A browser without a screen that goes from site to site by HTTP: keeps cookies, follows redirects, refreshes and forms. */

export interface Seen {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
}

export class Roamer {
  /** Cookies by host and port, as the sites of a test share one address. */
  readonly jars = new Map<string, Map<string, string>>();
  /** Every address that was asked. */
  readonly path: string[] = [];

  async go(address: string | URL, init: { readonly form?: Readonly<Record<string, string>> } = {}): Promise<Seen> {
    let url = new URL(address);
    let form = init.form;
    for (let hop = 0; hop < 15; hop += 1) {
      const jar = this.jarOf(url);
      const headers: Record<string, string> = {};
      if (jar.size > 0) headers.cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      this.path.push(url.href);
      const answer = await fetch(url, {
        redirect: 'manual',
        headers,
        ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams({ ...form }) }),
      });
      for (const cookie of answer.headers.getSetCookie()) keep(jar, cookie);
      form = undefined;
      const to = answer.headers.get('location') ?? /^0;url=(.*)$/.exec(answer.headers.get('refresh') ?? '')?.[1];
      const html = await answer.text();
      if (to === undefined || to === null) return { url, status: answer.status, html };
      url = new URL(to, url);
    }
    throw new Error('a circle of redirects');
  }

  /** Fills in the form with this action, or the only one, and sends it. */
  fill(seen: Seen, values: Readonly<Record<string, string>>, action?: string): Promise<Seen> {
    for (const [, attributes = '', inner = ''] of seen.html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
      const to = plain(/action="([^"]*)"/.exec(attributes)?.[1] ?? '');
      if (action !== undefined && to !== action) continue;
      const hidden: Record<string, string> = {};
      for (const [input] of inner.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
        const name = /name="([^"]*)"/.exec(input)?.[1];
        if (name !== undefined) hidden[name] = plain(/value="([^"]*)"/.exec(input)?.[1] ?? '');
      }
      return this.go(new URL(to, seen.url), { form: { ...hidden, ...values } });
    }
    throw new Error(`no such form on ${seen.url.pathname}`);
  }

  jarOf(url: URL): Map<string, string> {
    const there = this.jars.get(url.host);
    if (there !== undefined) return there;
    const made = new Map<string, string>();
    this.jars.set(url.host, made);
    return made;
  }
}

function keep(jar: Map<string, string>, cookie: string): void {
  const [pair = '', ...attributes] = cookie.split(';');
  const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
  const gone = attributes.some((one) => /^\s*max-age=0$/i.test(one) || /^\s*expires=Thu, 01 Jan 1970/i.test(one));
  if (value === '' || gone) jar.delete(name);
  else jar.set(name, value);
}

export function plain(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
