/** The door of the added law: its pages, its importer, and where the law book reads it. */
import type { Hono } from 'hono';
import type { Operation } from '../../platform/api/index.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { type ImportService, importService } from '../../platform/imports/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem } from '../../ui/index.ts';
import { isImportUpload } from '../imports/index.ts';
import { lawDataOperations } from './law-data-api.ts';
import { lawImports, mayLookAtLaw, type NoteInLog } from './law-imports.ts';
import { lawPages } from './law-pages.tsx';
import { importBase, lawHome } from './law-views.tsx';
import { lawDataWords } from './words.ts';

export { readDay } from './law-cells.ts';
export { lawSource } from './law-store.ts';

export interface LawDataFeature {
  readonly imports: ImportService;
  readonly routes: Hono<Env>;
  readonly operations: readonly Operation[];
  navFor(member: Member, lang: Language): readonly NavItem[];
}

/** Uploads of this feature, which stream past the small limits and check their token themselves. */
export function isLawUpload(path: string, contentType: string | undefined): boolean {
  return isImportUpload(path, contentType, importBase);
}

export interface LawDataOptions {
  /** For files while they are read. */
  readonly folder: string;
  /** Puts a change of the law into the public log, in the transaction that makes it. */
  readonly noteInLog: NoteInLog;
}

export function lawDataFeature(platform: Platform, { folder, noteInLog }: LawDataOptions): LawDataFeature {
  const kinds = lawImports(platform, noteInLog);
  const { db, uuid, realNow } = platform;
  const imports = importService({ db, uuid, realNow, folder, maxBytes: 20 * 1024 * 1024 }, kinds);
  return {
    imports,
    routes: lawPages(platform, imports, kinds),
    operations: lawDataOperations(imports, kinds, () => platform.law.refresh()),
    navFor: (member, lang) =>
      mayLookAtLaw(member) ? [{ href: lawHome, label: lawDataWords(lang).title, count: null, current: false }] : [],
  };
}
