/**
 * A working copy of a PDF without what it tells beside its pages: author, program, dates, XMP, embedded files, scripts, actions that open
 * or send something, and the camera's data inside embedded photos. What is no longer reachable is deleted, not only unlinked: otherwise
 * the objects would stay in the file for anyone who looks.
 */
import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';
import { fail, ok, type Result } from '../result.ts';
import type { JobError } from './jobs.ts';
import { withoutJpegMetadata } from './strip-jpeg.ts';

/** Keys that are removed from every dictionary of the document. */
const unwanted = new Set([
  'Metadata', // XMP, of the document and of single images
  'PieceInfo', // private data of the program that made it
  'LastModified',
  'OpenAction',
  'AA', // additional actions
  'JavaScript',
  'JS',
  'EmbeddedFiles',
  'EmbeddedFile',
  'EF',
  'AF', // associated files
  'XFA',
  'RichMediaContent',
  'Thumb',
  'Collection',
]);

/** Actions that stay: going somewhere inside the document. A link to the web would tell its owner that an officer looked. */
const harmlessActions = new Set(['GoTo']);

export async function stripPdf(bytes: Uint8Array): Promise<Result<Uint8Array, JobError>> {
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false });
    if (document.isEncrypted) return fail({ kind: 'encrypted' });
    const { context } = document;
    if (document.getPageCount() === 0) return fail({ kind: 'broken' });
    const trailer = context.trailerInfo;
    if (trailer.Info instanceof PDFRef) context.delete(trailer.Info);
    delete trailer.Info;
    delete trailer.ID; // ties copies of one document together
    for (const [ref, object] of context.enumerateIndirectObjects()) {
      cleaned(object);
      if (object instanceof PDFRawStream && isJpeg(object)) {
        context.assign(ref, PDFRawStream.of(object.dict, withoutJpegMetadata(object.contents)));
      }
    }
    deleteUnreachable(document);
    return ok(await document.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false }));
  } catch (error) {
    return fail({ kind: error instanceof EncryptedPDFError ? 'encrypted' : 'broken' });
  }
}

/** Walks one object down to its references; references are objects of their own and come by themselves. */
function cleaned(object: PDFObject): void {
  if (object instanceof PDFArray) for (const item of object.asArray()) cleaned(item);
  const dict = object instanceof PDFStream ? object.dict : object;
  if (!(dict instanceof PDFDict)) return;
  for (const [key, value] of dict.entries()) {
    if (unwanted.has(key.decodeText()) || isHarmfulAction(dict, key, value)) dict.delete(key);
    else cleaned(value);
  }
  if (isAttachment(dict)) for (const key of dict.keys()) dict.delete(key);
}

function isHarmfulAction(dict: PDFDict, key: PDFName, value: PDFObject): boolean {
  const name = key.decodeText();
  if (name !== 'A' && name !== 'Next') return false;
  const action = value instanceof PDFRef ? dict.context.lookup(value) : value;
  // `A` also stands for other things, e.g. attributes of structure: only dictionaries with a kind of action are meant.
  if (action instanceof PDFArray) return name === 'Next';
  if (!(action instanceof PDFDict)) return false;
  const kind = action.get(PDFName.of('S'));
  return kind instanceof PDFName && !harmlessActions.has(kind.decodeText());
}

/** A note with a file, a sound, a film or a scene in it. */
function isAttachment(dict: PDFDict): boolean {
  const kind = dict.get(PDFName.of('Subtype'));
  if (!(kind instanceof PDFName) || dict.get(PDFName.of('Rect')) === undefined) return false;
  return ['FileAttachment', 'Sound', 'Movie', 'Screen', 'RichMedia', '3D'].includes(kind.decodeText());
}

function isJpeg(stream: PDFRawStream): boolean {
  const filter = stream.dict.get(PDFName.of('Filter'));
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.get(0) : filter;
  return only instanceof PDFName && only.decodeText() === 'DCTDecode';
}

/** Keeps what the catalogue leads to; the rest is what was unlinked above, or old versions of the pages. */
function deleteUnreachable(document: PDFDocument): void {
  const { context } = document;
  const reached = new Set<PDFRef>();
  const open: PDFObject[] = context.trailerInfo.Root === undefined ? [] : [context.trailerInfo.Root];
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    if (object instanceof PDFRef) {
      if (reached.has(object)) continue;
      reached.add(object);
      const target = context.lookup(object);
      if (target !== undefined) open.push(target);
    } else if (object instanceof PDFArray) {
      for (const item of object.asArray()) open.push(item);
    } else {
      const dict = object instanceof PDFStream ? object.dict : object;
      if (dict instanceof PDFDict) for (const value of dict.values()) open.push(value);
    }
  }
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref);
}
