/** What narrows a search, as it stands in the address and as the list of cases takes it. Pure. */
import { z } from 'zod';
import { isCaseStatus, MOST_SEARCH, type QueueFilter, queueViews, viewSlugs, type WorkFilter } from '../cases/index.ts';

/** A search with everything that narrows it; what a person may keep. */
export interface WorkSearch {
  readonly words: string;
  readonly view: QueueFilter['view'];
  readonly narrow: WorkFilter;
}

export const levels = ['moral', 'sedang', 'berat', 'pemberhentian'] as const;
/** Days from now within which something is due, as the page offers them. */
export const dueChoices = [1, 3, 7, 14, 30] as const;

const Id = z.uuid();
const Days = z.coerce.number().int().min(0).max(365);
const Name = z.string().regex(/^[a-z0-9-]{1,60}$/);

/** Reads an address. What is not known narrows nothing: an old link still opens. */
export function searchOf(asked: (name: string) => string | undefined): WorkSearch {
  const text = (name: string): string | undefined => {
    const value = asked(name)?.trim();
    return value === undefined || value === '' ? undefined : value;
  };
  const checked = <T>(schema: z.ZodType<T>, name: string): T | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    const read = schema.safeParse(value);
    return read.success ? read.data : undefined;
  };
  const status = text('status') ?? '';
  const assigned = text('penanggung');
  const narrow: WorkFilter = {
    status: isCaseStatus(status) ? status : undefined,
    act: checked(Name, 'perbuatan'),
    level: levels.find((level) => level === text('tingkat')),
    place: checked(Id, 'tempat'),
    election: checked(Name, 'pemilihan'),
    office: checked(Id, 'kantor'),
    dueDays: checked(Days, 'tempo'),
    assigned: assigned === 'saya' ? 'me' : assigned === 'kosong' ? 'nobody' : undefined,
    unread: text('belum') === '1' ? true : undefined,
  };
  return {
    words: plain(asked('cari') ?? ''),
    view: queueViews.find((view) => viewSlugs[view] === text('lihat')) ?? 'all',
    narrow,
  };
}

/** The address of a search; the way back of `searchOf`. */
export function addressOf(search: WorkSearch, page = 1): string {
  const { status, act, level, place, election, office, dueDays, assigned, unread } = search.narrow;
  const query = new URLSearchParams();
  const put = (name: string, value: string | number | undefined): void => {
    if (value !== undefined && value !== '') query.set(name, String(value));
  };
  put('cari', search.words);
  put('lihat', search.view === 'all' ? undefined : viewSlugs[search.view]);
  put('status', status);
  put('perbuatan', act);
  put('tingkat', level);
  put('tempat', place);
  put('pemilihan', election);
  put('kantor', office);
  put('tempo', dueDays);
  put('penanggung', assigned === undefined ? undefined : assigned === 'me' ? 'saya' : 'kosong');
  put('belum', unread === true ? 1 : undefined);
  put('halaman', page > 1 ? page : undefined);
  const text = query.toString();
  return text === '' ? '/cari' : `/cari?${text}`;
}

/** Nothing was asked for: the page teaches instead of listing everything. */
export function isEmptySearch(search: WorkSearch): boolean {
  return (
    search.words === '' && search.view === 'all' && Object.values(search.narrow).every((value) => value === undefined)
  );
}

/** Without what the database cannot hold, in one line, not longer than it is read. */
function plain(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, MOST_SEARCH);
}
