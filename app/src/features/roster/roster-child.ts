/**
 * The import's own process: reads, locks and merges, so that the web process stays light and an import that dies takes nothing with it. The same
 * file is the entry of its threads. It is told what to do once, by the process that started it, and ends with that one.
 */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { type BlockSetting, type BlockTask, blockWorker } from './roster-block.ts';
import type { ChildAnswer, ChildTask } from './roster-run.ts';

if (isMainThread) {
  process.once('disconnect', () => process.exit(1));
  process.once('message', (task: ChildTask) => {
    void import('./roster-run.ts').then(async ({ runInChild }) => {
      const answer: ChildAnswer = await runInChild(task, import.meta.url);
      process.send?.(answer, undefined, {}, () => process.exit(0));
    });
  });
} else {
  const setting: BlockSetting = workerData.rosterBlocks;
  const work = blockWorker(setting);
  parentPort?.on('message', (task: BlockTask) => {
    const result = work(task);
    const given = Object.values(result.columns).flatMap(({ buffer }) =>
      buffer instanceof ArrayBuffer ? [buffer] : [],
    );
    parentPort?.postMessage(result, given);
  });
}
