/** The five articles that come with the product: read into the media desk at the first start, once. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NewText } from './media-service.ts';

/** Beside the source tree; from the built server (app/dist/server) two folders up. */
function seedFolder(): string {
  const places = ['../../../db/seeds/media/', '../../db/seeds/media/'].map((at) =>
    fileURLToPath(new URL(at, import.meta.url)),
  );
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error('the seeds of the media desk are missing from this installation');
  return found;
}

export async function readSeeds(folder: string = seedFolder()): Promise<readonly NewText[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.txt')).toSorted();
  return Promise.all(
    files.map(async (name) => ({ sourceName: name, text: await readFile(path.join(folder, name), 'utf8') })),
  );
}
