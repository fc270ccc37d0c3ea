/**
 * The workshop's own process: takes strangers' files apart where a crash or a memory bomb hurts nobody else. One job after the other;
 * leaves by itself when there is nothing to do for a while, or when the web process is gone.
 */
import { unreachable } from '../result.ts';
import { type Answer, type Job, Request } from './jobs.ts';

const idleMilliseconds = Number(process.argv[2] ?? 10_000);
/** It is started because there is work: that may take a while to arrive, and must not find it gone. */
let leaving = setTimeout(leave, Math.max(idleMilliseconds, 10_000));
let queue = Promise.resolve();

process.on('message', (message) => {
  clearTimeout(leaving);
  const { id, job } = Request.parse(message);
  queue = queue.then(async () => {
    const result = await work(job);
    const answer: Answer = result.ok
      ? { id, ok: true, bytes: new Uint8Array(result.value) }
      : { id, ok: false, error: result.error };
    await new Promise<void>((resolve) => process.send?.(answer, undefined, {}, () => resolve()));
    clearTimeout(leaving);
    leaving = setTimeout(leave, idleMilliseconds);
  });
});
process.on('disconnect', leave);

/** Each tool is loaded when it is first needed: a letter needs no image library, a photo no typesetter. */
async function work(job: Job) {
  switch (job.kind) {
    case 'strip-image':
      return (await import('./strip-image.ts')).stripImage(job.bytes, job.type);
    case 'strip-pdf':
      return (await import('./strip-pdf.ts')).stripPdf(job.bytes);
    case 'render-pdf':
      return (await import('./render-pdf.ts')).renderPdf(job.source, job.data, job.qr, job.madeAt);
    default:
      return unreachable(job);
  }
}

function leave(): void {
  process.exit(0);
}
