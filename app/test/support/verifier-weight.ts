/** What the page that checks receipts loads as scripts of its own: its entry and whatever that imports at once. */
import { gzipSync } from 'node:zlib';

/**
 * @param entry address of the script
 * @param read gives the text at an address
 * @returns bytes after gzip, the files one by one as they are sent
 */
export async function verifierWeight(entry: string, read: (at: string) => Promise<string>): Promise<number> {
  const texts = new Map<string, string>();
  const load = async (at: string): Promise<void> => {
    if (texts.has(at)) return;
    const text = await read(at);
    texts.set(at, text);
    for (const [, part = ''] of text.matchAll(/(?:from|^import)\s*["']\.\/([^"']+)["']/g))
      await load(`/assets/${part}`);
  };
  await load(entry);
  return [...texts.values()].reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
}
