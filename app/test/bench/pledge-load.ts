/**
 * The crowd at the Monday ceremony, as a process of its own: kept connections over plain sockets, one form under way on each, every code once.
 * Arguments: host, port, file of codes, campaign, text version, connections, seconds, 'numbers' to keep the certificate numbers. Prints one JSON
 * document; what was confirmed goes to the file of codes with `.confirmed` behind its name.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';

const [host = '', port = '', file = '', campaign = '', text = '', connections = '', seconds = '', keep = ''] =
  process.argv.slice(2);
const codes =
  file === ''
    ? []
    : readFileSync(file, 'latin1')
        .split('\n')
        .filter((line) => line !== '');
const wantNumbers = keep === 'numbers';
const waits: number[] = [];
const confirmed: string[] = [];
let next = 0;
let refused = 0;
let broken = 0;
const began = performance.now();
const until = began + Number(seconds) * 1000;

/** All forms are equally long: only the code differs. */
const probe = bodyOf('22222-22222-22222');
const head = `POST /ikrar/kode/tanda-tangan HTTP/1.1\r\nhost: ${host}:${port}\r\ncontent-type: application/x-www-form-urlencoded\r\norigin: http://${host}:${port}\r\nsec-fetch-site: same-origin\r\ncontent-length: ${probe.length}\r\n\r\n`;

function bodyOf(code: string): string {
  return `kampanye=${campaign}&naskah=${encodeURIComponent(text)}&hadir=&ikrar=ya&kode=${code}`;
}

function connection(): Promise<void> {
  return new Promise((done) => {
    let code = '';
    let sent = 0;
    let waiting = 0;
    let page = '';
    const socket = net.connect({ host, port: Number(port), noDelay: true }, ask);
    socket.on('error', () => {
      broken += 1;
    });
    socket.on('close', () => done());
    function ask(): void {
      const mine = codes[next];
      if (performance.now() >= until || mine === undefined) {
        socket.end();
        return;
      }
      next += 1;
      code = mine;
      sent = performance.now();
      socket.write(head + bodyOf(code));
    }
    socket.on('data', (chunk: Buffer) => {
      if (wantNumbers) page += chunk.toString('latin1');
      if (waiting > 0) waiting -= chunk.length;
      else {
        // A head comes in one piece: it is smaller than a packet of the loopback.
        const end = chunk.indexOf('\r\n\r\n');
        const answer = chunk.toString('latin1', 0, Math.max(end, 0));
        const length = Number(/\r\ncontent-length: (\d+)/i.exec(answer)?.[1] ?? Number.NaN);
        if (end < 0 || answer.slice(9, 12) !== '200' || Number.isNaN(length)) {
          refused += 1;
          if (refused === 1) process.stderr.write(`${chunk.toString('latin1', 0, 200)}\n`);
          socket.destroy();
          return;
        }
        waiting = length - (chunk.length - end - 4);
      }
      if (waiting === 0) {
        waits.push(performance.now() - sent);
        const number = wantNumbers ? (/data-copy="([^"]+)"/.exec(page)?.[1] ?? '') : '';
        page = '';
        if (wantNumbers) confirmed.push(`${code} ${number}`);
        ask();
      }
    });
  });
}

await Promise.all(Array.from({ length: Number(connections) }, connection));
const took = (performance.now() - began) / 1000;
waits.sort((a, b) => a - b);
const at = (share: number): number => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0;
if (wantNumbers) writeFileSync(`${file}.confirmed`, confirmed.join('\n'));
process.stdout.write(
  JSON.stringify({
    answered: waits.length,
    seconds: took,
    perSecond: waits.length / took,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    refused,
    broken,
  }),
);
