/** Two threads that read blocks side by side; results come back in the order of the blocks. */
import { Worker } from 'node:worker_threads';
import { type BlockResult, type BlockSetting, type BlockTask, blockWorker } from './roster-block.ts';

export interface BlockThreads {
  /** Waits its turn: at most one block each thread is under way. */
  run(task: BlockTask): Promise<BlockResult>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (result: BlockResult) => void;
  readonly reject: (error: Error) => void;
}

/** @param entry the file that each thread runs: it answers tasks one after the other */
export function blockThreads(entry: URL | string, count: number, setting: BlockSetting): BlockThreads {
  const waiting: Waiting[][] = [];
  let next = 0;
  let broken: Error | null = null;
  const threads = Array.from({ length: count }, (_, at) => {
    const mine: Waiting[] = [];
    waiting.push(mine);
    const thread = new Worker(entry, {
      workerData: { rosterBlocks: setting },
      // The young generation counts several times over in the memory of the process.
      resourceLimits: { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 8 },
    });
    const end = (error: Error): void => {
      broken ??= error;
      for (const one of mine.splice(0)) one.reject(error);
    };
    thread.on('message', (result: BlockResult) => mine.shift()?.resolve(result));
    thread.once('error', (error) => end(error instanceof Error ? error : new Error('a thread failed')));
    thread.once('exit', () => end(new Error(`thread ${at} is gone`)));
    return thread;
  });
  return {
    run: (task) => {
      const at = next % count;
      next += 1;
      if (broken !== null) return Promise.reject(broken);
      const { promise, resolve, reject } = Promise.withResolvers<BlockResult>();
      waiting[at]?.push({ resolve, reject });
      threads[at]?.postMessage(task, task.kind === 'bytes' && ownsAll(task.bytes) ? [task.bytes.buffer] : []);
      return promise;
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

/** The same without a thread. */
export function blocksHere(setting: BlockSetting): BlockThreads {
  const work = blockWorker(setting);
  return { run: async (task) => work(task), close: () => Promise.resolve() };
}

function ownsAll(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer && bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
}
