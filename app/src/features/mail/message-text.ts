/** Pure: what is shown of a caught mail. Reads only what our own letters are made of: one level of parts, base64 or quoted-printable. */

export interface CaughtMessage {
  readonly subject: string;
  readonly text: string;
}

export function readMessage(raw: string): CaughtMessage {
  const { headers, body } = split(raw);
  const boundary = /boundary="?([^";]+)"?/i.exec(headers.get('content-type') ?? '')?.[1];
  const parts = boundary === undefined ? [raw] : body.split(`--${boundary}`).slice(1, -1);
  const plain = parts.map(split).find((part) => /^text\/plain/i.test(part.headers.get('content-type') ?? 'text/plain'));
  const text = plain === undefined ? '' : decodeBody(plain.body, plain.headers.get('content-transfer-encoding') ?? '');
  return { subject: decodeWords(headers.get('subject') ?? ''), text: text.trim() };
}

function split(raw: string): { readonly headers: ReadonlyMap<string, string>; readonly body: string } {
  const text = raw.replaceAll('\r\n', '\n').replace(/^\n/, '');
  const end = text.indexOf('\n\n');
  const head = (end < 0 ? text : text.slice(0, end)).replace(/\n[ \t]+/g, ' ');
  const headers = new Map<string, string>();
  for (const line of head.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: end < 0 ? '' : text.slice(end + 2) };
}

function decodeBody(body: string, encoding: string): string {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8');
    case 'quoted-printable':
      return unquote(body.replace(/=\n/g, ''));
    default:
      return body;
  }
}

function unquote(text: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const hex = /^=([0-9A-F]{2})/i.exec(text.slice(at, at + 3))?.[1];
    if (hex === undefined) bytes.push(...Buffer.from(text[at] ?? '', 'utf8'));
    else {
      bytes.push(Number.parseInt(hex, 16));
      at += 2;
    }
  }
  return Buffer.from(bytes).toString('utf8');
}

function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, value: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(value, 'base64').toString('utf8') : unquote(value.replaceAll('_', ' ')),
    );
}
