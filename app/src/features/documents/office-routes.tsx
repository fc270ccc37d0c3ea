/** Letterhead and numbering of an office: its people set them, with the day from which they count. */
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import { formatDay } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import {
  Button,
  ButtonRow,
  DateField,
  DeskLayout,
  errorFor,
  Form,
  type NavItem,
  Notice,
  type PageContext,
  PageHeading,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { signInFirst } from '../accounts/index.ts';
import { dayInBoxes } from './document-form.ts';
import type { Letterhead, Office } from './document-read.ts';
import { type DocumentService, drafters } from './document-service.ts';
import { MOST_LINE } from './kinds.ts';
import { formatDocumentNumber, readPattern } from './numbering.ts';
import { documentWords } from './words.ts';

export const officePath = '/kantor/naskah';

export function documentNav(member: Member, lang: Language): readonly NavItem[] {
  if (member.mustEnrol || drafters(member).length === 0) return [];
  return [{ href: officePath, label: documentWords(lang).office.nav, count: null, current: false }];
}

type Service = Pick<DocumentService, 'letterhead' | 'setLetterhead'>;

export function officeRoutes(platform: Platform, service: Service): Hono<Env> {
  const routes = new Hono<Env>();

  /** The first office of the person, or the one that is asked for. */
  const bodyOf = (member: Member, wanted: string): string | undefined => {
    const own = drafters(member);
    return (wanted === '' ? own[0] : own.find((m) => m.bodyId === wanted))?.bodyId;
  };

  routes.get(officePath, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const bodyId = member.mustEnrol ? undefined : bodyOf(member, c.req.query('kantor') ?? '');
    const found = bodyId === undefined ? undefined : await service.letterhead(member, bodyId);
    if (found === undefined) return platform.problem(c, 'not-found');
    const today = legalDay(await platform.legalClock.now(), found.office.zone);
    return show(
      c,
      <OfficePage
        page={await platform.page(c)}
        office={found.office}
        now={found.now}
        typed={typedOfLetterhead(found.now, today)}
        today={today}
        errors={[]}
        saved={c.req.query('tersimpan') === '1'}
      />,
    );
  });

  routes.post(officePath, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const typed = await typedOf(c);
    const bodyId = member.mustEnrol ? undefined : bodyOf(member, typedText(typed, 'kantor'));
    const found = bodyId === undefined ? undefined : await service.letterhead(member, bodyId);
    if (bodyId === undefined || found === undefined) return platform.problem(c, 'not-found');
    const page = await platform.page(c);
    const read = readLetterhead(typed, page.lang);
    if (!read.ok) {
      const today = legalDay(await platform.legalClock.now(), found.office.zone);
      return show(
        c,
        <OfficePage
          page={page}
          office={found.office}
          now={found.now}
          typed={typed}
          today={today}
          errors={read.error}
          saved={false}
        />,
        422,
      );
    }
    await service.setLetterhead(member, bodyId, read.value);
    return goTo(c, page, `${officePath}?kantor=${bodyId}&tersimpan=1`);
  });

  return routes;
}

function typedOfLetterhead(now: Letterhead, today: string): Typed {
  const [year = '', month = '', day = ''] = today.split('-');
  return {
    kop: now.heading,
    alamat: now.address,
    tempat: now.place,
    kode: now.code,
    pola: now.pattern,
    jabatan: now.signerPost,
    nama: now.signerName,
    nip: now.signerNumber,
    sejak_day: String(Number(day)),
    sejak_month: String(Number(month)),
    sejak_year: year,
  };
}

const MOST_BLOCK = 1000;

export function readLetterhead(
  typed: Typed,
  lang: Language,
): Result<Letterhead & { readonly validFrom: string }, readonly FieldError[]> {
  const { wrong } = documentWords(lang).office;
  const errors: FieldError[] = [];
  const text = (field: string, most: number, required: boolean): string => {
    const value = typedText(typed, field).replaceAll('\r\n', '\n').trim();
    if (value.length > most) errors.push({ field, message: wrong.long(formatNumber(most, lang)) });
    else if (required && value === '') errors.push({ field, message: wrong.empty });
    return value;
  };
  const heading = text('kop', MOST_BLOCK, true);
  const address = text('alamat', MOST_BLOCK, false);
  const place = text('tempat', MOST_LINE, true);
  const code = text('kode', 50, true);
  const signerPost = text('jabatan', MOST_LINE, false);
  const signerName = text('nama', MOST_LINE, false);
  const signerNumber = text('nip', 30, false);
  const pattern = readPattern(typedText(typed, 'pola'));
  if (!pattern.ok) {
    const { error } = pattern;
    const message =
      error.kind === 'unknown'
        ? wrong.unknown(error.name)
        : error.kind === 'long'
          ? wrong.long(formatNumber(100, lang))
          : wrong[error.kind];
    errors.push({ field: 'pola', message });
  }
  const validFrom = dayInBoxes(typed, 'sejak');
  if (!validFrom) errors.push({ field: 'sejak', message: wrong.date });
  return errors.length > 0 || !pattern.ok || !validFrom
    ? fail(errors)
    : ok({ heading, address, place, code, pattern: pattern.value, signerPost, signerName, signerNumber, validFrom });
}

interface OfficePageProps {
  readonly page: PageContext;
  readonly office: Office;
  readonly now: Letterhead;
  readonly typed: Typed;
  readonly today: string;
  readonly errors: readonly FieldError[];
  readonly saved: boolean;
}

const OfficePage: FC<OfficePageProps> = ({ page, office, now, typed, today, errors, saved }) => {
  const { lang } = page;
  const words = documentWords(lang).office;
  const field = (name: string) => ({
    lang,
    name,
    value: typedText(typed, name),
    error: errorFor(errors, name),
  });
  const example = formatDocumentNumber(now.pattern, {
    serial: 7,
    classification: 'PP.00.02',
    code: now.code,
    day: today,
  });
  return (
    <DeskLayout
      page={page}
      title={words.title}
      errors={errors}
      notice={saved ? <Notice lang={lang} title={words.saved} /> : undefined}
    >
      <PageHeading title={words.title} lead={words.lead} above={<p class="small">{office.name}</p>} />
      <p>
        {now.validFrom === null ? words.unset : words.now(formatDay(now.validFrom, lang))}{' '}
        <span class="num">{words.example(example)}</span>
      </p>
      <div class="form-narrow">
        <Form page={page} action={officePath} hidden={{ kantor: office.id }}>
          <TextArea {...field('kop')} label={words.heading} hint={words.headingHint} rows={3} />
          <TextArea {...field('alamat')} label={words.address} rows={3} optional />
          <TextField {...field('tempat')} label={words.place} hint={words.placeHint} />
          <TextField {...field('kode')} label={words.code} width="half" />
          <TextField {...field('pola')} label={words.pattern} hint={words.patternHint} />
          <TextField {...field('jabatan')} label={words.signerPost} optional />
          <TextField {...field('nama')} label={words.signerName} optional />
          <TextField {...field('nip')} label={words.signerNumber} optional sealed />
          <DateField
            lang={lang}
            name="sejak"
            label={words.validFrom}
            value={{
              day: typedText(typed, 'sejak_day'),
              month: typedText(typed, 'sejak_month'),
              year: typedText(typed, 'sejak_year'),
            }}
            error={errorFor(errors, 'sejak')}
          />
          <ButtonRow>
            <Button>{words.save}</Button>
          </ButtonRow>
        </Form>
      </div>
    </DeskLayout>
  );
};
