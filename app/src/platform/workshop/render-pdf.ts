/** Letters and certificates: a Typst template and data in, a PDF/A-2b out. */
import { join } from 'node:path';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { renderSVG } from 'uqr';
import { fail, ok, type Result } from '../result.ts';
import { printFonts } from './fonts.ts';
import type { JobError } from './jobs.ts';

let compiler: NodeCompiler | undefined;

/** Same input, same bytes. The template reads nothing but its inputs: no files, no packages, no network. */
export function renderPdf(
  source: string,
  data: string,
  qr: Readonly<Record<string, string>>,
  madeAt: number,
): Result<Uint8Array, JobError> {
  return compiled(source, data, qr, (typst, document) =>
    ok(typst.pdf(document, { pdfStandard: 'a-2b', creationTimestamp: madeAt })),
  );
}

/** Compiles a template and hands the document on; memory is given back afterwards. */
export function compiled<T>(
  source: string,
  data: string,
  qr: Readonly<Record<string, string>>,
  use: (typst: NodeCompiler, document: NodeTypstDocument) => Result<T, JobError>,
): Result<T, JobError> {
  // A folder that does not exist: whatever lies in the workspace could be read by a template.
  compiler ??= NodeCompiler.create({
    workspace: join(import.meta.dirname, 'no-such-folder'),
    fontArgs: [{ fontBlobs: printFonts() }],
  });
  const codes = Object.fromEntries(
    // A short text can afford to be robust; a long one must first of all have modules that a telephone can tell apart.
    Object.entries(qr).map(([name, text]) => [
      name,
      renderSVG(text, { border: 0, ecc: text.length > 500 ? 'L' : 'M' }),
    ]),
  );
  try {
    const made = compiler.compile({ mainFileContent: source, inputs: { data, qr: JSON.stringify(codes) } });
    const document = made.result;
    if (document === null) {
      const diagnostics: unknown = made.takeDiagnostics()?.shortDiagnostics;
      return fail({ kind: 'template', detail: JSON.stringify(diagnostics ?? null).slice(0, 2000) });
    }
    return use(compiler, document);
  } catch (error) {
    return fail({ kind: 'template', detail: detailOf(error) });
  } finally {
    compiler.evictCache(1); // otherwise every letter stays in memory
  }
}

/** The compiler throws errors with an empty message and the reason elsewhere. */
function detailOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'shortDiagnostics' in error) {
    return JSON.stringify(error.shortDiagnostics).slice(0, 2000);
  }
  return String(error).slice(0, 2000);
}
