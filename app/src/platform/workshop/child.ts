/**
 * The workshop's own process: takes strangers' files apart where a crash or a memory bomb hurts nobody else. One job after the other.
 * The web process lets it go when there is nothing to do for a while: were it to leave by itself, it could be gone in the very moment it
 * is asked.
 */
import { unreachable } from '../result.ts';
import { type Answer, type Job, Request } from './jobs.ts';

let queue = Promise.resolve();

process.on('message', (message) => {
  const { id, job } = Request.parse(message);
  queue = queue.then(async () => {
    const result = await work(job);
    const answer: Answer = result.ok
      ? { id, ok: true, bytes: new Uint8Array(result.value) }
      : { id, ok: false, error: result.error };
    await new Promise<void>((resolve) => process.send?.(answer, undefined, {}, () => resolve()));
  });
});
process.on('disconnect', () => process.exit(0));

/** Each tool is loaded when it is first needed: a letter needs no image library, a photo no typesetter. */
async function work(job: Job) {
  switch (job.kind) {
    case 'strip-image':
      return (await import('./strip-image.ts')).stripImage(job.bytes, job.type);
    case 'strip-pdf':
      return (await import('./strip-pdf.ts')).stripPdf(job.bytes);
    case 'render-pdf':
      return (await import('./render-pdf.ts')).renderPdf(job.source, job.data, job.qr, job.madeAt);
    case 'render-png':
      return (await import('./render-png.ts')).renderPng(job.source, job.data, job.qr, job.width, job.height);
    default:
      return unreachable(job);
  }
}
