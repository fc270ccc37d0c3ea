/**
 * A load generator over plain sockets: as many kept connections as asked for, one request under way on each. Cheap, so that on a small machine
 * it takes less of the processor than what is measured. Counts whole answers only; anything but the wanted status ends the measurement.
 */
import net from 'node:net';

export interface LoadOptions {
  readonly host: string;
  readonly port: number;
  readonly paths: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
  /** The status that each answer must have. */
  readonly expect: number;
}

export interface Load {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p99: number;
  readonly bytes: number;
}

export async function load(options: LoadOptions): Promise<Load> {
  const lines = Object.entries(options.headers ?? {}).map(([name, value]) => `${name}: ${value}\r\n`);
  const requests = options.paths.map((path) =>
    Buffer.from(`GET ${path} HTTP/1.1\r\nhost: ${options.host}:${options.port}\r\n${lines.join('')}\r\n`),
  );
  const waits: number[] = [];
  let bytes = 0;
  const until = performance.now() + options.seconds * 1000;
  const began = performance.now();
  await Promise.all(Array.from({ length: options.connections }, (_, at) => connection(at)));
  const seconds = (performance.now() - began) / 1000;
  waits.sort((a, b) => a - b);
  const at = (share: number): number => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0;
  return { perSecond: waits.length / seconds, median: at(0.5), p99: at(0.99), bytes };

  function connection(first: number): Promise<void> {
    return new Promise((done, failed) => {
      let next = first;
      let sent = 0;
      let waiting = 0;
      let head = '';
      const socket = net.connect({ host: options.host, port: options.port, noDelay: true }, ask);
      socket.on('error', failed);
      socket.on('close', () => done());
      function ask(): void {
        if (performance.now() >= until) {
          socket.end();
          return;
        }
        const request = requests[next % requests.length];
        if (request === undefined) throw new Error('no path to ask for');
        next += 1;
        sent = performance.now();
        socket.write(request);
      }
      socket.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (waiting > 0) {
          waiting -= chunk.length;
        } else {
          head += chunk.toString('latin1');
          const end = head.indexOf('\r\n\r\n');
          if (end < 0) return;
          const status = Number(head.slice(9, 12));
          if (status !== options.expect) {
            failed(new Error(`answered ${status}, not ${options.expect}: ${head.slice(0, 80)}`));
            socket.destroy();
            return;
          }
          const length = status === 304 ? 0 : Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
          if (Number.isNaN(length)) {
            failed(new Error('an answer without a length'));
            socket.destroy();
            return;
          }
          waiting = length - (head.length - end - 4);
          head = '';
        }
        if (waiting === 0) {
          waits.push(performance.now() - sent);
          ask();
        }
      });
    });
  }
}
