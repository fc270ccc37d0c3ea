/** Where a run of browser tests keeps its filled data folder: named here, made by whoever asks first, gone when the run is over. */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Beside it, `.making` and `.ready` say how far it is. */
    filledDataDir: string;
  }
}

export default function setup(project: TestProject): () => Promise<void> {
  const folder = path.join(tmpdir(), `netra-filled-${process.pid}`);
  project.provide('filledDataDir', folder);
  return async () => {
    for (const end of ['', '.making', '.ready']) await rm(`${folder}${end}`, { recursive: true, force: true });
  };
}
