/** Pure: from kinds of mail to a letter, as plain text and as the same text in a little HTML that loads nothing from anywhere. */
import { inLanguage } from '../../platform/http/language.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { MailTemplate } from '../../platform/mail/mail.ts';
import { letterWords } from './letter-words.ts';
import type { SealedParts } from './outbox.ts';

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** For a telephone, where such letters go there: one short text. */
  readonly message?: string;
  /** Whether the person may choose not to get such letters. */
  readonly optional: boolean;
}

/** One piece of a letter: a sentence, or an address or code that stands on a line of its own. */
type Piece = { readonly says: string } | { readonly link: string } | { readonly code: string };

export interface LetterInput {
  /** What is told, one entry for each mail that travels in this letter. */
  readonly templates: readonly MailTemplate[];
  readonly lang: Language;
  readonly publicUrl: string;
  readonly sealed: SealedParts;
}

export function writeLetter({ templates, lang, publicUrl, sealed }: LetterInput): Letter {
  const words = letterWords(lang);
  const kinds = [...new Set(templates)];
  const [first] = kinds;
  if (first === undefined) throw new Error('a letter about nothing');
  const link = (path: string): Piece => ({ link: `${publicUrl}${inLanguage(lang, path)}` });
  const say = (says: string): Piece => ({ says });
  const count = (template: MailTemplate): string =>
    formatNumber(templates.filter((one) => one === template).length, lang);
  const body = (): readonly Piece[] => {
    switch (first) {
      case 'security-changed':
        return [say(words.security), say(words.securityElse), link('/masuk')];
      case 'invitation':
        return [say(words.invitation), { link: needed(sealed.link) }, say(words.invitationElse)];
      case 'test':
        return [say(words.test), { code: needed(sealed.code) }];
      case 'pledge-reminder':
        return [say(words.pledge), say(words.pledgeHow), link('/ikrar'), say(words.pledgeAll)];
      case 'pledge-code':
        return [say(words.code), { code: needed(sealed.code) }, say(words.codeHow), link('/ikrar'), say(words.codeAll)];
      case 'party-notice':
        return [say(words.party), { link: needed(sealed.link) }, say(words.partyElse)];
      case 'due-now':
        return [say(words.dueNow(count('due-now'))), say(words.signIn), link('/masuk'), say(words.silent)];
      case 'work-waiting':
      case 'due-soon':
      case 'no-stand-in':
        return [
          ...(kinds.includes('work-waiting') ? [say(words.work(count('work-waiting')))] : []),
          ...(kinds.includes('due-soon') ? [say(words.due(count('due-soon')))] : []),
          ...(kinds.includes('no-stand-in') ? [say(words.noStandIn(count('no-stand-in')))] : []),
          say(words.signIn),
          link('/masuk'),
          say(words.silent),
        ];
    }
  };
  const optional = first === 'work-waiting' || first === 'due-soon' || first === 'due-now' || first === 'no-stand-in';
  const pieces = [
    say(first === 'party-notice' ? words.partyGreeting : words.greeting),
    ...body(),
    ...(optional ? [say(words.settings), link('/akun/surel')] : []),
    say(words.noReply),
  ];
  return {
    subject: kinds.length > 1 ? words.subject.digest : words.subject[first],
    text: `${pieces.map(textOf).join('\n\n')}\n`,
    html: `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Netra</title></head><body style="font-family:sans-serif;font-size:16px;line-height:1.5;max-width:34em">${pieces.map(htmlOf).join('')}</body></html>`,
    optional,
    ...messageOf(first, words, sealed, `${publicUrl}${inLanguage(lang, '/ikrar')}`),
  };
}

/** What goes to a telephone as well: codes and reminders of pledges, to people who may have no mailbox. Nothing else ever does. */
function messageOf(
  template: MailTemplate,
  words: ReturnType<typeof letterWords>,
  sealed: SealedParts,
  address: string,
): { readonly message?: string } {
  if (template === 'pledge-code') return { message: words.codeMessage(needed(sealed.code), address) };
  return template === 'pledge-reminder' ? { message: words.pledgeMessage(address) } : {};
}

function textOf(piece: Piece): string {
  if ('says' in piece) return piece.says;
  return 'link' in piece ? piece.link : piece.code;
}

function htmlOf(piece: Piece): string {
  if ('says' in piece) return `<p>${asHtml(piece.says)}</p>`;
  if ('link' in piece) return `<p><a href="${asHtml(piece.link)}">${asHtml(piece.link)}</a></p>`;
  return `<p style="font-size:24px;letter-spacing:2px"><b>${asHtml(piece.code)}</b></p>`;
}

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function needed(value: string | undefined): string {
  if (value === undefined) throw new Error('a letter without what it is sent for');
  return value;
}
