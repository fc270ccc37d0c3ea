/**
 * A load balancer as usual ones are: in turn to every process that says it is ready; what could not be delivered goes to another one, and so
 * does a GET whose connection broke. A POST that may have arrived is never sent twice. It remembers nothing of anybody.
 */
import http from 'node:http';

export interface Balancer {
  readonly url: string;
  /** Requests that each backend answered, by its port. */
  readonly answered: ReadonlyMap<number, number>;
  /** Requests that went to another backend after the first. */
  retried(): number;
  /** Fulfilled when no POST is under way at this backend. */
  quiet(port: number): Promise<void>;
  close(): Promise<void>;
}

interface Backend {
  readonly port: number;
  ready: boolean;
  posts: number;
}

const PROBE_MS = 100;
const TRIES = 200;

export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const backends: readonly Backend[] = ports.map((port) => ({ port, ready: false, posts: 0 }));
  const answered = new Map<number, number>(ports.map((port) => [port, 0]));
  let turn = 0;
  let retried = 0;

  const probe = (backend: Backend): Promise<void> =>
    new Promise((resolve) => {
      const request = http.get({ port: backend.port, path: '/readyz', agent: false, timeout: 2000 }, (answer) => {
        backend.ready = answer.statusCode === 200;
        answer.resume();
        answer.once('close', resolve);
      });
      request.once('timeout', () => request.destroy());
      request.once('error', () => {
        backend.ready = false;
        resolve();
      });
    });
  let closed = false;
  const probing = backends.map(async (backend) => {
    while (!closed) {
      await probe(backend);
      await new Promise((done) => setTimeout(done, PROBE_MS));
    }
  });

  const next = (): Backend | undefined => {
    const ready = backends.filter((backend) => backend.ready);
    turn += 1;
    return ready[turn % Math.max(1, ready.length)];
  };

  /** @returns false when another backend may be asked */
  const pass = (
    backend: Backend,
    from: http.IncomingMessage,
    body: Buffer,
    to: http.ServerResponse,
  ): Promise<boolean> =>
    new Promise((resolve) => {
      const isPost = from.method !== 'GET' && from.method !== 'HEAD';
      if (isPost) backend.posts += 1;
      const done = (passed: boolean): void => {
        if (isPost) backend.posts -= 1;
        resolve(passed);
      };
      const headers = { ...from.headers, connection: 'close' };
      const request = http.request(
        { port: backend.port, method: from.method, path: from.url, headers, agent: false },
        (answer) => {
          const { connection: _c, 'keep-alive': _k, ...kept } = answer.headers;
          const pieces: Buffer[] = [];
          answer.on('data', (piece: Buffer) => pieces.push(piece));
          answer.once('error', () => answer.destroy());
          answer.once('close', () => {
            if (!answer.complete && !isPost) return done(false);
            answered.set(backend.port, (answered.get(backend.port) ?? 0) + 1);
            to.writeHead(answer.complete ? (answer.statusCode ?? 502) : 502, kept);
            to.end(Buffer.concat(pieces));
            done(true);
          });
        },
      );
      let failed = false;
      request.once('error', (error: NodeJS.ErrnoException) => {
        if (failed) return;
        failed = true;
        const neverArrived = error.code === 'ECONNREFUSED';
        if (neverArrived || !isPost) return done(false);
        to.writeHead(502).end(`the connection broke: ${error.code}`);
        done(true);
      });
      request.end(body);
    });

  const server = http.createServer(async (from, to) => {
    const body = Buffer.concat(await Array.fromAsync<Buffer>(from));
    for (let tries = 0; tries < TRIES; tries += 1) {
      const backend = next();
      if (backend !== undefined && (await pass(backend, from, body, to))) return;
      retried += 1;
      await new Promise((done) => setTimeout(done, PROBE_MS));
    }
    to.writeHead(502).end('no process is ready');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the balancer has no address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    answered,
    retried: () => retried,
    quiet: async (port) => {
      const backend = backends.find((one) => one.port === port);
      while ((backend?.posts ?? 0) > 0) await new Promise((done) => setTimeout(done, 5));
    },
    close: async () => {
      closed = true;
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await Promise.all(probing);
    },
  };
}
