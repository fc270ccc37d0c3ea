/** `netra media extract`: texts in, structured facts out. */
import { extractArticles, type NewsFile } from './extraction/extract-article.ts';
import type { ExtractedArticle } from './extraction/types.ts';

/** One element a file, in the order given. Pure: the command line reads the files and writes the answer. */
export function extractCommand(files: readonly NewsFile[]): ExtractedArticle[] {
  return extractArticles(files);
}

export type { ExtractedArticle, NewsFile };
