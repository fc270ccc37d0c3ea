import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { generateSealKeyPair } from '../crypto/seal.ts';
import { createFileStore } from './file-store.ts';
import { type IncomingFile, type MultipartFailure, type MultipartForm, readMultipart } from './multipart.ts';

const limits = { maxFields: 4, maxFieldBytes: 50, maxFiles: 2, maxTotalBytes: 400_000 };
const office = generateSealKeyPair();
const jpeg = Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), Buffer.alloc(150_000, 7)]);

let folder: string;
let server: Server;
let port: number;
let handle: (request: IncomingMessage) => Promise<unknown>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netra-multipart-'));
  server = createServer(async (request, response) => {
    const answer = await handle(request).catch((error: unknown) => ({ threw: String(error) }));
    response.setHeader('connection', 'close');
    response.end(JSON.stringify(answer, (_key, value: unknown) => (value instanceof Map ? [...value] : value)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const discarded: string[] = [];
beforeEach(() => {
  discarded.length = 0;
  handle = (request) => readMultipart(request, limits, readWhole, async (value) => void discarded.push(value));
});

const readWhole = async (file: IncomingFile) => `${file.fileName}:${(await bytesOf(file.contents)).length}`;

async function bytesOf(contents: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of contents) pieces.push(piece);
  return Buffer.concat(pieces);
}

type Answer = {
  ok: boolean;
  value?: { fields: unknown; files: unknown };
  error?: { problem: unknown; fields: unknown };
  threw?: string;
};

async function post(form: FormData): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: form });
  return response.json();
}

/** Posts exactly these bytes as the body. */
async function postRaw(body: string, contentType = 'multipart/form-data; boundary=x'): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    body,
    headers: { 'content-type': contentType },
  });
  return response.json();
}

/** Posts a body of unknown length with the boundary `x`. */
async function postStream(url: string, body: AsyncIterable<string | Uint8Array>): Promise<unknown> {
  const sending = request(url, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' } });
  const answered = once(sending, 'response');
  // The server may answer and close before everything is sent; the answer is what counts.
  await pipeline(Readable.from(body), sending).catch(() => {});
  const [response] = await answered;
  return json(response);
}

function formOf(...entries: readonly (readonly [string, string | File])[]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}

describe('a form with files', () => {
  it('gives fields and files in the order they were sent', async () => {
    const seen: unknown[] = [];
    handle = (request) =>
      readMultipart(
        request,
        limits,
        async (file) => {
          seen.push([file.field, [...file.fieldsSoFar.keys()]]);
          return readWhole(file);
        },
        async () => {},
      );
    const answer = await post(
      formOf(
        ['kisah', 'Saya melihat …'],
        ['bukti', new File([jpeg], 'foto.jpg')],
        ['pilih', 'a'],
        ['pilih', 'b'],
        ['bukti', new File(['x'], 'b.pdf')],
      ),
    );
    expect(answer).toEqual({
      ok: true,
      value: {
        fields: [
          ['kisah', ['Saya melihat …']],
          ['pilih', ['a', 'b']],
        ],
        files: [
          { field: 'bukti', fileName: 'foto.jpg', value: `foto.jpg:${jpeg.length}` },
          { field: 'bukti', fileName: 'b.pdf', value: 'b.pdf:1' },
        ],
      },
    });
    expect(seen).toEqual([
      ['bukti', ['kisah']],
      ['bukti', ['kisah', 'pilih']],
    ]);
  });

  it('counts an input in which nothing was chosen as no file, and one with bytes but no name as a file', async () => {
    expect(await post(formOf(['kisah', 'a'], ['bukti', new File([], '')]))).toMatchObject({
      ok: true,
      value: { files: [] },
    });
    expect(await post(formOf(['bukti', new File(['abc'], '')]))).toMatchObject({
      value: { files: [{ fileName: 'tanpa-nama', value: 'tanpa-nama:3' }] },
    });
  });

  it('shows file names without folders and control characters', async () => {
    const answer = await post(
      formOf(['f', new File(['a'], '../../etc/pass\u202ewd')], ['f', new File(['a'], 'C:\\x\\foto dinas.jpg')]),
    );
    expect(answer).toMatchObject({ value: { files: [{ fileName: 'passwd' }, { fileName: 'foto dinas.jpg' }] } });
  });

  it('goes on with the fields after a file that was not read to its end', async () => {
    handle = (request) =>
      readMultipart(
        request,
        limits,
        async (file) => {
          for await (const piece of file.contents) return piece.length > 0;
          return false;
        },
        async () => {},
      );
    const answer = await post(formOf(['bukti', new File([jpeg, jpeg], 'a.jpg')], ['kisah', 'tetap ada']));
    expect(answer).toMatchObject({ ok: true, value: { fields: [['kisah', ['tetap ada']]] } });
  });

  it('takes a field called __proto__ as a field', async () => {
    expect(await post(formOf(['__proto__', 'x']))).toMatchObject({ value: { fields: [['__proto__', ['x']]] } });
  });

  it('is read through the server of the product as well', async () => {
    handle = (request) => readMultipart(request, limits, readWhole, async () => {});
    const { serve } = await import('@hono/node-server');
    const { Hono } = await import('hono');
    const app = new Hono<{ Bindings: { incoming: IncomingMessage } }>();
    app.post('/', async (c) => {
      const form: Awaited<ReturnType<typeof readMultipart<string>>> = await readMultipart(
        c.env.incoming,
        limits,
        readWhole,
        async () => {},
      );
      return c.text(form.ok ? `${form.value.files[0]?.value} ${form.value.fields.get('a')}` : form.error.problem.kind);
    });
    const hono = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    await once(hono, 'listening');
    const address = hono.address();
    const at = typeof address === 'object' && address !== null ? address.port : 0;
    const response = await fetch(`http://127.0.0.1:${at}/`, {
      method: 'POST',
      body: formOf(['f', new File([jpeg], 'a.jpg')], ['a', '1']),
    });
    expect(await response.text()).toBe(`a.jpg:${jpeg.length} 1`);
    hono.close();
  });
});

describe('a form is refused', () => {
  it('with too many fields or files, keeping what was typed and discarding the files', async () => {
    const many = formOf(...[1, 2, 3, 4, 5].map((n) => [`f${n}`, 'x'] as const));
    expect(await post(many)).toMatchObject({
      error: { problem: { kind: 'too-many-fields', limit: 4 }, fields: { length: 4 } },
    });
    const files = [1, 2, 3].map((n) => ['bukti', new File([jpeg.subarray(0, 100_000)], `${n}.jpg`)] as const);
    expect(await post(formOf(...files, ['kisah', 'tetap ada']))).toMatchObject({
      error: { problem: { kind: 'too-many-files', limit: 2 }, fields: [['kisah', ['tetap ada']]] },
    });
    expect(discarded).toEqual(['1.jpg:100000', '2.jpg:100000']);
  });

  it('with a field that is too long, naming it and keeping the others', async () => {
    expect(await post(formOf(['a', 'x'.repeat(51)], ['b', 'y']))).toMatchObject({
      error: {
        problem: { kind: 'field-too-long', field: 'a', limit: 50 },
        fields: [
          ['a', ['x'.repeat(50)]],
          ['b', ['y']],
        ],
      },
    });
  });

  it('when it is too big, declared or not', async () => {
    const big = formOf(['bukti', new File([jpeg, jpeg, jpeg], 'a.jpg')]);
    expect(await post(big)).toMatchObject({ error: { problem: { kind: 'too-big', limit: 400_000 } } });
    async function* pieces() {
      yield '--x\r\ncontent-disposition: form-data; name="f"; filename="a"\r\n\r\n';
      for (let sent = 0; sent < 9; sent += 1) yield jpeg.subarray(0, 50_000);
      yield '\r\n--x--\r\n';
    }
    expect(await postStream(`http://127.0.0.1:${port}/`, pieces())).toMatchObject({
      error: { problem: { kind: 'too-big' } },
    });
  });

  it('when it is no multipart form, has no boundary, or ends in the middle', async () => {
    expect(await postRaw('a=b', 'application/x-www-form-urlencoded')).toMatchObject({
      error: { problem: { kind: 'not-multipart' } },
    });
    expect(await postRaw('a=b', 'multipart/form-data')).toMatchObject({
      error: { problem: { kind: 'not-multipart' } },
    });
    expect(await postRaw('a=b', 'multipart/form-data; a=b')).toMatchObject({
      error: { problem: { kind: 'not-multipart' } },
    });
    const start = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n';
    for (const body of [start, `${start}abc`, '', 'no form at all', '--x\r\n', `--x\r\n${'h: v\r\n'.repeat(9000)}`]) {
      expect(await postRaw(body), body.slice(0, 60)).toMatchObject({
        ok: false,
        error: { problem: { kind: 'malformed' } },
      });
    }
  });

  it('when it ends inside a file, with the file before it discarded', async () => {
    const part = (name: string) =>
      `--x\r\ncontent-disposition: form-data; name="f"; filename="${name}"\r\ncontent-type: image/jpeg\r\n\r\n`;
    expect(await postRaw(`${part('a')}whole\r\n${part('b')}hal`)).toMatchObject({
      error: { problem: { kind: 'malformed' } },
    });
    expect(discarded).toEqual(['a:5']);
  });

  it('by the exception of whoever stores the file, after discarding the others', async () => {
    handle = (request) =>
      readMultipart(
        request,
        limits,
        async (file) => {
          if (file.fileName === 'b') throw new Error('a bug');
          return readWhole(file);
        },
        async (value) => void discarded.push(value),
      );
    const answer = await post(formOf(['f', new File([jpeg], 'a')], ['f', new File([jpeg], 'b')]));
    expect(answer.threw).toBe('Error: a bug');
    expect(discarded).toEqual([`a:${jpeg.length}`]);
  });
});

describe('a sender who goes away', () => {
  it('in the middle of a file leaves neither this file nor the one before', async () => {
    const store = createFileStore(folder);
    const done = Promise.withResolvers<Awaited<ReturnType<typeof readMultipart<string>>>>();
    handle = async (request) => {
      const result = await readMultipart(
        request,
        limits,
        async (file) => {
          const stored = await store.store(file.contents, { officeKey: office.publicKey, maxBytes: 1_000_000 });
          return stored.ok ? stored.value.id : stored.error.kind;
        },
        (id) => store.remove(id),
      );
      done.resolve(result);
      return result;
    };
    const socket = connect(port, '127.0.0.1');
    const part =
      '--x\r\ncontent-disposition: form-data; name="f"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n';
    socket.write(
      'POST / HTTP/1.1\r\nhost: a\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 350000\r\n\r\n',
    );
    socket.write(part);
    socket.write(jpeg);
    socket.write(`\r\n${part}`);
    socket.write(jpeg.subarray(0, 100_000), () => setTimeout(() => socket.destroy(), 50));
    const result: { ok: boolean; value?: MultipartForm<string>; error?: MultipartFailure } = await done.promise;
    expect(result).toMatchObject({ ok: false, error: { problem: { kind: 'interrupted' } } });
    const left = await readdir(folder, { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
  });
});

describe('memory', () => {
  it('stays flat while 200 MB come in on eight lines at once', { timeout: 60_000 }, async () => {
    const child = fork(join(import.meta.dirname, 'upload-server.fixture.ts'), [join(folder, 'many')], { execArgv: [] });
    try {
      const [at] = await once(child, 'message');
      const url = `http://127.0.0.1:${Number(at)}/`;
      const peak = async () => Number((await (await fetch(url)).json()).peak);
      const upload = async (megabytes: number) => {
        async function* body() {
          yield Buffer.from(
            '--x\r\ncontent-disposition: form-data; name="f"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n',
          );
          yield jpeg.subarray(0, 20);
          for (let sent = 0; sent < megabytes * 16; sent += 1) yield Buffer.alloc(65_536, sent);
          yield Buffer.from('\r\n--x--\r\n');
        }
        return postStream(url, body());
      };
      await upload(1);
      const before = await peak();
      const answers = await Promise.all(Array.from({ length: 8 }, () => upload(25)));
      for (const answer of answers)
        expect(answer).toMatchObject([{ value: { ok: true, value: { size: 25 * 1_048_576 + 20 } } }]);
      const grown = (await peak()) - before;
      // A server that kept the files would have grown by more than 200 MB.
      expect(grown).toBeLessThan(110);
    } finally {
      child.kill();
      await once(child, 'exit');
    }
  });
});
