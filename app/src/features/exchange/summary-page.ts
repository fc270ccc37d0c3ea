/** The page inside a file, for an office without Netra: opens in any browser, asks nothing of the network, runs nothing. */
import { html } from 'hono/html';
import type { ForeignStep } from './bundle.ts';

export interface Summary {
  readonly number: string;
  readonly from: string;
  readonly to: string;
  readonly steps: readonly ForeignStep[];
  readonly accused: readonly {
    readonly name: string;
    readonly post: string;
    readonly unitName: string;
    readonly status: string;
  }[];
  readonly limits: readonly {
    readonly office: string;
    readonly dueAt: string;
    readonly basis: string;
    readonly state: string;
  }[];
  readonly evidence: readonly {
    readonly position: number;
    readonly mediaType: string;
    readonly sha256: string;
    readonly part: string | null;
  }[];
}

export function summaryPage(summary: Summary): string {
  const { number, from, to, steps, accused, limits, evidence } = summary;
  const page = html`<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${number}</title>
<style>body{font-family:sans-serif;max-width:48rem;margin:1rem auto;padding:0 1rem;line-height:1.5}pre{white-space:pre-wrap}td,th{text-align:left;vertical-align:top;padding:.2rem .6rem .2rem 0}code{overflow-wrap:anywhere}</style>
</head><body>
<h1>Perkara ${number}</h1>
<p>Dari ${from} kepada ${to}. Rahasia: hanya untuk kantor penerima.</p>
<p lang="en">From ${from} to ${to}. Confidential: for the receiving office alone.</p>
<h2>Terlapor / <span lang="en">Accused</span></h2>
<ul>${accused.map((one) => html`<li>${[one.name, one.post, one.unitName, one.status].filter((text) => text !== '').join(', ')}</li>`)}</ul>
<h2>Langkah / <span lang="en">Steps</span></h2>
<ol>${steps.map((step) => html`<li><b>${step.kind}</b>, ${step.at}, ${step.office}${step.content === null ? '' : html`<pre>${JSON.stringify(step.content, null, 2)}</pre>`}</li>`)}</ol>
<h2>Batas waktu / <span lang="en">Limits</span></h2>
<ul>${limits.map((limit) => html`<li>${limit.office}: ${limit.dueAt} (${limit.basis}; ${limit.state})</li>`)}</ul>
<h2>Bukti / <span lang="en">Evidence</span></h2>
<ul>${evidence.map((file) => html`<li>${String(file.position)}. ${file.mediaType} ${file.part ?? ''} <code>${file.sha256}</code></li>`)}</ul>
</body></html>
`;
  return String(page);
}
