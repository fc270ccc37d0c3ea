/** A server of its own process for the memory test: stores what is posted and tells its highest memory in MB when asked. */
import type { IncomingMessage } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { generateSealKeyPair } from '../crypto/seal.ts';
import { createFileStore } from './file-store.ts';
import { readMultipart } from './multipart.ts';

const folder = process.argv[2] ?? '';
const store = createFileStore(folder);
const officeKey = generateSealKeyPair().publicKey;
const limits = { maxFields: 5, maxFieldBytes: 1000, maxFiles: 2, maxTotalBytes: 60_000_000 };

const app = new Hono<{ Bindings: { incoming: IncomingMessage } }>();
app.get('/', () => Response.json({ peak: process.resourceUsage().maxRSS / 1024 }));
app.post('/', async (c) => {
  const form = await readMultipart(
    c.env.incoming,
    limits,
    (file) => store.store(file.contents, { officeKey, maxBytes: 30_000_000 }),
    async () => {},
  );
  return Response.json(form.ok ? form.value.files : form.error.problem);
});

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.(port));
