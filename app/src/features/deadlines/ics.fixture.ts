/** Reads a calendar back by the rules of RFC 5545, strictly: what a calendar program would refuse fails here. */

export interface Component {
  readonly name: string;
  readonly properties: readonly { readonly name: string; readonly params: string; readonly value: string }[];
  readonly inside: readonly Component[];
}

export function readCalendar(text: string): Component {
  if (!text.endsWith('\r\n')) throw new Error('the last line does not end');
  if (/[^\r]\n|\r[^\n]/.test(text)) throw new Error('a line ends otherwise than by CRLF');
  for (const line of text.split('\r\n'))
    if (Buffer.byteLength(line) > 75) throw new Error(`a line of ${Buffer.byteLength(line)} octets`);
  const lines = text
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .slice(0, -1);
  let at = 0;
  const component = (): Component => {
    const name = /^BEGIN:([A-Z-]+)$/.exec(lines[at] ?? '')?.[1];
    if (name === undefined) throw new Error(`no component begins at ${lines[at]}`);
    at += 1;
    const properties: { name: string; params: string; value: string }[] = [];
    const inside: Component[] = [];
    for (; lines[at] !== `END:${name}`; ) {
      const line = lines[at];
      if (line === undefined) throw new Error(`${name} does not end`);
      if (line.startsWith('BEGIN:')) {
        inside.push(component());
        continue;
      }
      const parts = /^([A-Z-]+)((?:;[A-Z-]+=[^:;"]+)*):(.*)$/s.exec(line);
      if (parts === null) throw new Error(`not a content line: ${line}`);
      properties.push({ name: parts[1] ?? '', params: parts[2] ?? '', value: parts[3] ?? '' });
      at += 1;
    }
    at += 1;
    return { name, properties, inside };
  };
  const calendar = component();
  if (at !== lines.length) throw new Error('something follows the calendar');
  need(calendar, 'VCALENDAR', ['VERSION', 'PRODID']);
  for (const event of calendar.inside) {
    need(event, 'VEVENT', ['UID', 'DTSTAMP', 'DTSTART']);
    for (const name of ['DTSTAMP', 'DTSTART', 'LAST-MODIFIED']) {
      const value = propertyOf(event, name);
      if (value !== undefined && !/^\d{8}T\d{6}Z$/.test(value))
        throw new Error(`${name} is no moment in UTC: ${value}`);
    }
    for (const alarm of event.inside) need(alarm, 'VALARM', ['ACTION', 'TRIGGER', 'DESCRIPTION']);
  }
  return calendar;
}

function need(component: Component, name: string, once: readonly string[]): void {
  if (component.name !== name) throw new Error(`${component.name} instead of ${name}`);
  for (const one of once)
    if (component.properties.filter((property) => property.name === one).length !== 1)
      throw new Error(`${name} needs ${one} once`);
}

export function propertyOf(component: Component, name: string): string | undefined {
  return component.properties.find((property) => property.name === name)?.value;
}

/** A text value without its escapes. */
export function textValue(component: Component, name: string): string {
  return (propertyOf(component, name) ?? '').replaceAll(/\\([\\;,nN])/g, (_, c: string) =>
    c === 'n' || c === 'N' ? '\n' : c,
  );
}
