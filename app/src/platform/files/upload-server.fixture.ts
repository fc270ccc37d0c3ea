/** A server of its own process for the memory test: stores what is posted and tells its highest memory in MB when asked. */
import { serve } from '@hono/node-server';
import { generateSealKeyPair } from '../crypto/seal.ts';
import { createFileStore } from './file-store.ts';
import { readMultipart } from './multipart.ts';

const folder = process.argv[2] ?? '';
const store = createFileStore(folder);
const { publicKey } = generateSealKeyPair();
const limits = { maxFields: 5, maxFieldBytes: 1000, maxFiles: 2, maxTotalBytes: 60_000_000 };

const server = serve({
  port: 0,
  hostname: '127.0.0.1',
  fetch: async (request, env) => {
    if (request.method === 'GET') return Response.json({ peak: process.resourceUsage().maxRSS / 1024 });
    if (!('incoming' in env) || env.incoming === undefined) return new Response(null, { status: 500 });
    const form = await readMultipart(
      env.incoming as Parameters<typeof readMultipart>[0],
      limits,
      (file) => store.store(file.contents, { officeKey: publicKey, maxBytes: 30_000_000 }),
      async () => {},
    );
    return Response.json(form.ok ? form.value.files : form.error.problem);
  },
});
server.on('listening', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.send?.(address.port);
});
