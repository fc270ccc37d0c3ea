/** Where pictures are made: one at a time, each only once while it is remembered, and no queue without end. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { appFolder } from '../../platform/installation.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import { codesOf, type ReadyKit, type Surroundings, slideCount, templateData } from './draw.ts';
import { type FormatId, shapeOf } from './formats.ts';

/** How wide the small picture of a page is at most, and how high. */
const SMALL = 720;
/** Bytes of finished files that are kept in memory. */
const KEPT_BYTES = 32 * 1024 * 1024;
/** Files that may wait. A page with all previews asks for a dozen at once. */
const MOST_WAITING = 48;

export interface Press {
  pdf(ready: ReadyKit, format: FormatId): Promise<Result<Buffer, 'busy'>>;
  /** @param slide of a deck, from 1; 0 for everything else */
  png(ready: ReadyKit, format: FormatId, slide: number, small: boolean): Promise<Result<Buffer, 'busy'>>;
}

export function pressOf(workshop: Pick<Workshop, 'renderOwn' | 'drawOwn'>, around: Surroundings): Press {
  const kept = new Map<string, Buffer>();
  const underWay = new Map<string, Promise<Result<Buffer, 'busy'>>>();
  let keptBytes = 0;
  let waiting = 0;
  // One of ours at a time, so that a stranger's photo in the same workshop waits for one picture at most.
  let queue: Promise<unknown> = Promise.resolve();

  const remember = (key: string, bytes: Buffer): void => {
    kept.set(key, bytes);
    keptBytes += bytes.length;
    for (const [oldest, old] of kept) {
      if (keptBytes <= KEPT_BYTES || oldest === key) break;
      kept.delete(oldest);
      keptBytes -= old.length;
    }
  };

  const made = (
    what: readonly unknown[],
    make: () => ReturnType<Workshop['drawOwn']>,
  ): Promise<Result<Buffer, 'busy'>> => {
    const key = createHash('sha256').update(JSON.stringify(what)).update(template()).digest('base64url');
    const there = kept.get(key);
    if (there !== undefined) {
      kept.delete(key);
      kept.set(key, there); // used last, forgotten last
      return Promise.resolve(ok(there));
    }
    const same = underWay.get(key);
    if (same !== undefined) return same;
    if (waiting >= MOST_WAITING) return Promise.resolve(fail('busy'));
    waiting += 1;
    const job = queue.then(async (): Promise<Result<Buffer, 'busy'>> => {
      const done = await make();
      if (done.ok) {
        remember(key, done.value);
        return done;
      }
      // Words that do not fit or cannot be printed are refused before a kit is kept: here it is a mistake of the template.
      if (done.error.kind === 'template') throw new Error(`the template of outreach failed: ${done.error.detail}`);
      return fail('busy');
    });
    const settled = job.finally(() => {
      waiting -= 1;
      underWay.delete(key);
    });
    underWay.set(key, settled);
    queue = settled.catch(() => null);
    return settled;
  };

  return {
    pdf: (ready, format) => {
      const data = templateData(ready, format, around);
      const qr = codesOf(ready, around.publicUrl);
      const madeAt = Math.floor(Date.parse(`${ready.kit.madeOn}T00:00:00Z`) / 1000);
      return made(['pdf', data, qr, madeAt], () => workshop.renderOwn({ source: template() }, data, qr, madeAt));
    },
    png: (ready, format, slide, small) => {
      const data = templateData(ready, format, around, slide);
      const qr = codesOf(ready, around.publicUrl);
      const size = pixelsOf(format, small);
      return made(['png', data, qr, size], () => workshop.drawOwn({ source: template() }, data, qr, size));
    },
  };
}

export function pixelsOf(format: FormatId, small = false): { readonly width: number; readonly height: number } {
  const [width, height] = shapeOf(format).pixels;
  const scale = small ? Math.min(1, SMALL / Math.max(width, height)) : 1;
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** Numbers of the slides that a format has: 0 stands for the one picture of the others. */
export function picturesOf(ready: ReadyKit, format: FormatId): readonly number[] {
  return shapeOf(format).layout === 'deck' ? Array.from({ length: slideCount(ready) }, (_, index) => index + 1) : [0];
}

let source: string | undefined;
export function template(): string {
  source ??= readFileSync(path.join(appFolder(), 'src', 'features', 'outreach', 'outreach.typ'), 'utf8');
  return source;
}
