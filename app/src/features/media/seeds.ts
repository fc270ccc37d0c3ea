/** The five articles that come with the product: read into the media desk at the first start, once. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { appFolder } from '../../platform/installation.ts';
import type { NewText } from './media-service.ts';

const seedFolder = (): string => path.join(appFolder(), 'db', 'seeds', 'media');

export async function readSeeds(folder: string = seedFolder()): Promise<readonly NewText[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.txt')).toSorted();
  return Promise.all(
    files.map(async (name) => ({ sourceName: name, text: await readFile(path.join(folder, name), 'utf8') })),
  );
}
