/** Parts of a page that are the same for every reader are drawn once and kept as text: the law changes rarely, its pages are read often. */
import { raw } from 'hono/html';
import type { FC } from 'hono/jsx';

/** Oldest first; a few dozen are enough, and nobody can fill the memory by asking for ever new days. */
const MOST = 60;

export interface Shelf {
  readonly texts: Map<string, string>;
}

export function newShelf(): Shelf {
  return { texts: new Map() };
}

export interface KeptProps {
  readonly shelf: Shelf;
  /** All that the part depends on beside the law itself: language, day. Never anything of a person. */
  readonly name: string;
  readonly draw: () => ReturnType<FC>;
}

export const Kept: FC<KeptProps> = ({ shelf, name, draw }) => {
  const there = shelf.texts.get(name);
  if (there !== undefined) return raw(there);
  const text = String(draw());
  const oldest = shelf.texts.keys().next().value;
  if (shelf.texts.size >= MOST && oldest !== undefined) shelf.texts.delete(oldest);
  shelf.texts.set(name, text);
  return raw(text);
};
