/** The printed pages that the platform brings, each with the data it wants. Features may pass a template of their own as source text. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appFolder } from '../installation.ts';

/** The certificate of a signed pledge. All texts are ready to print, in Indonesian. */
export type CertificateData = {
  readonly name: string;
  /** Post, e.g. "Analis Kepegawaian"; left out where the person gave none. */
  readonly position?: string;
  readonly institution: string;
  readonly election: string;
  /** What was pledged, in the words that were signed. */
  readonly points: readonly string[];
  /** Day and time with zone as shown on the screen: "Jumat, 4 Oktober 2024, 09.00 WIB". */
  readonly signedAt: string;
  /** The same day as `2024-10-04`, for the document's own date. */
  readonly isoDay: string;
  readonly number: string;
  /** Where the number is checked, as people type it, without "https://": "netra.example/periksa/ikrar". */
  readonly checkAddress: string;
  /** Where the proof of the seal is checked, in the same way: "netra.example/periksa". */
  readonly proofAddress: string;
  /** Entered by the institution from codes that people handed in at a ceremony. */
  readonly fromList: boolean;
  /** Whether the pledge is in the public log; the code of the proof is then printed beside the other one. */
  readonly sealed: boolean;
  /** Printed across the page: nobody may take an example for a real pledge. */
  readonly demo: boolean;
};

/** The letter by which an accused person is told. All texts are ready to print, in Indonesian; an empty one is left out. */
export type NoticeData = {
  readonly name: string;
  readonly post: string;
  readonly unit: string;
  readonly office: string;
  readonly region: string;
  /** Number of the case. */
  readonly number: string;
  readonly issuedOn: string;
  /** The same day as `2024-10-04`, for the document's own date. */
  readonly isoDay: string;
  /** A sentence on the decision, once there is one; empty: none. */
  readonly decision: string;
  readonly allegation: string;
  readonly act: string;
  readonly actOn: string;
  readonly place: string;
  readonly rules: readonly string[];
  readonly clarification: string;
  readonly answerUntil: string;
  readonly contact: string;
  readonly code: string;
  /** Address to type, without "https://". */
  readonly address: string;
  readonly validUntil: string;
  /** Printed across the page: nobody may take an example for a real letter. */
  readonly demo: boolean;
};

/** Data by template; with the texts to be drawn as QR codes. */
export type Templates = {
  readonly certificate: {
    readonly data: CertificateData;
    readonly qr: { readonly check: string; readonly proof?: string };
  };
  readonly notice: { readonly data: NoticeData; readonly qr: Readonly<Record<string, never>> };
};
export type TemplateName = keyof Templates;

const known = new Map<TemplateName, string>();

/** The Typst source of a template, read once. Throws when the installation lacks it. */
export function templateSource(name: TemplateName): string {
  const had = known.get(name);
  if (had !== undefined) return had;
  const path = join(appFolder(), 'src', 'platform', 'workshop', 'templates', `${name}.typ`);
  if (!existsSync(path)) throw new Error(`the template ${name}.typ is missing from this installation`);
  const source = readFileSync(path, 'utf8');
  known.set(name, source);
  return source;
}
