/** From the words of a document to its page: what the template wants, and the file as PDF/A. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatDay } from '../../platform/i18n/dates.ts';
import { appFolder } from '../../platform/installation.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import type { DocumentKind, Part, Words } from './kinds.ts';

/** What only an issued document has. */
export interface IssuedMarks {
  readonly number: string;
  readonly code: string;
  /** Address of the check page with the code. */
  readonly checkUrl: string;
}

export interface PrintInput {
  readonly kind: DocumentKind;
  readonly words: Words;
  readonly office: string;
  /** Lines of the letterhead. */
  readonly heading: readonly string[];
  readonly address: string;
  /** Legal day, ISO. */
  readonly day: string;
  readonly demo: boolean;
  /** Null: a draft. */
  readonly issued: IssuedMarks | null;
}

/** `unprintable`: letters that our typeface does not have, so that a document cannot hold them for ever. */
export type PrintError = { readonly kind: 'unprintable'; readonly characters: string } | { readonly kind: 'busy' };

type Block =
  | {
      readonly as: 'rows';
      readonly heading: string;
      readonly items: readonly { readonly name: string; readonly value: string }[];
    }
  | { readonly as: 'para'; readonly text: string }
  | { readonly as: 'section'; readonly heading: string; readonly text: string }
  | {
      readonly as: 'points' | 'consider' | 'recall' | 'regard' | 'decide';
      readonly heading: string;
      readonly items: readonly string[];
    }
  | {
      readonly as: 'qa';
      readonly heading: string;
      readonly turns: readonly { readonly question: string; readonly answer: string }[];
    };

/** Same input and time, same bytes. @param madeAt epoch seconds */
export async function printDocument(
  workshop: Pick<Workshop, 'renderOwn'>,
  input: PrintInput,
  madeAt: number,
): Promise<Result<Buffer, PrintError>> {
  const qr = input.issued === null ? {} : { check: input.issued.checkUrl };
  const made = await workshop.renderOwn({ source: template() }, templateData(input), qr, madeAt);
  if (made.ok) return ok(made.value);
  if (made.error.kind !== 'template') return fail({ kind: 'busy' });
  const characters = unprintableIn(made.error.detail);
  if (characters === '') throw new Error(`the template of documents failed: ${made.error.detail}`);
  return fail({ kind: 'unprintable', characters });
}

/** The letters that the typesetter names as missing from every typeface; empty when it failed for another reason. */
export function unprintableIn(detail: string): string {
  const found = [...detail.matchAll(/the text `\\*"(.+?)\\*"` could not be displayed/g)].map(([, text = '']) => text);
  return [...new Set(found)].join(' ').slice(0, 100);
}

let source: string | undefined;
function template(): string {
  source ??= readFileSync(join(appFolder(), 'src', 'features', 'documents', 'document.typ'), 'utf8');
  return source;
}

export function templateData(input: PrintInput) {
  const { kind, words, office, issued, day } = input;
  const one = (name: string): string => words[name]?.trim() ?? '';
  const date = formatDay(day, 'id').replace(/^[^,]*, /, '');
  const about = one('tentang');
  return {
    layout: kind.layout,
    title: kind.name.id,
    office,
    head: [...input.heading],
    address: input.address,
    number: issued?.number ?? '…………………………',
    isoDay: day,
    date,
    dateOnly: date,
    place: one('tempat'),
    sifat: one('sifat'),
    lampiran: one('lampiran'),
    hal: one('hal'),
    to: linesOf(one('kepada')),
    at: one('di'),
    about,
    authority: one('pejabat'),
    blocks: blocksOf(kind.parts, words),
    signer: { post: one('penanda_jabatan'), name: one('penanda_nama'), number: one('penanda_nip') },
    signers: kind.parts
      .filter((part) => part.as === 'signers')
      .flatMap((part) => linesOf(one(part.n)))
      .map((line) => {
        const at = line.indexOf(':');
        return at < 0
          ? { capacity: line, name: '' }
          : {
              capacity: line.slice(0, at).trim(),
              name: line
                .slice(at + 1)
                .replaceAll('…', '')
                .trim(),
            };
      }),
    copies: linesOf(one('tembusan')),
    footer: issued === null ? `${kind.name.id}, konsep` : `${kind.name.id}, ${issued.number}`,
    checkAddress: issued === null ? '' : issued.checkUrl.replace(/^https?:\/\//, '').replace(/\/[^/]*$/, ''),
    code: issued?.code ?? '',
    draft: issued === null,
    demo: input.demo,
  };
}

/** Parts in their order; rows that follow each other under one heading stand in one table. Empty optional parts are left out. */
function blocksOf(parts: readonly Part[], words: Words): readonly Block[] {
  const blocks: Block[] = [];
  for (const part of parts) {
    const value = words[part.n]?.trim() ?? '';
    switch (part.as) {
      case 'row': {
        if (value === '' && !part.req && part.hint === undefined && part.group === undefined) break;
        const heading = part.group ?? '';
        const shown = part.kind === 'day' && value !== '' ? formatDay(value, 'id') : value;
        const item = { name: part.id, value: shown };
        const last = blocks.at(-1);
        if (last?.as === 'rows' && last.heading === heading)
          blocks[blocks.length - 1] = { ...last, items: [...last.items, item] };
        else blocks.push({ as: 'rows', heading, items: [item] });
        break;
      }
      case 'para':
        if (value !== '') blocks.push({ as: 'para', text: value });
        break;
      case 'section':
        if (value !== '') blocks.push({ as: 'section', heading: part.id, text: value });
        break;
      case 'points':
      case 'consider':
      case 'recall':
      case 'regard':
      case 'decide':
        if (value !== '') blocks.push({ as: part.as, heading: part.id, items: linesOf(value) });
        break;
      case 'qa':
        if (value !== '') blocks.push({ as: 'qa', heading: part.id, turns: turnsOf(value) });
        break;
      case 'sifat':
      case 'lampiran':
      case 'hal':
      case 'kepada':
      case 'di':
      case 'tembusan':
      case 'tentang':
      case 'pejabat':
      case 'signers':
        break;
    }
  }
  return blocks;
}

export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** "T:" begins a question and "J:" its answer; what comes before the first question belongs to it. */
export function turnsOf(text: string): { readonly question: string; readonly answer: string }[] {
  const turns: { question: string; answer: string; said: boolean }[] = [];
  for (const line of linesOf(text)) {
    const marked = /^([TJ])\s*:\s*(.*)$/.exec(line);
    const last = turns.at(-1);
    if (marked?.[1] === 'T' || last === undefined)
      turns.push({ question: marked?.[2] ?? line, answer: '', said: false });
    else if (marked?.[1] === 'J') {
      last.said = true;
      last.answer = [last.answer, marked[2] ?? ''].filter((t) => t !== '').join('\n');
    } else if (last.said) last.answer = `${last.answer}\n${line}`;
    else last.question = `${last.question} ${line}`;
  }
  return turns.map(({ question, answer }) => ({ question, answer }));
}
