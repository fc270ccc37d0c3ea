import type { Language } from '../platform/i18n/words.ts';

/** What every page knows about the request it answers. Made once per request by the HTTP layer; pages only read it. */
export interface PageContext {
  readonly lang: Language;
  /** Path asked for, without the language prefix: `/lapor`. */
  readonly path: string;
  /** Puts the language prefix before a path: `/lapor` → `/en/lapor`. Every link and form action goes through it. */
  readonly to: (path: string) => string;
  /** The signed-in person, or null on public pages. */
  readonly actor: SignedIn | null;
  /** Present only in the demonstration. */
  readonly demo: DemoBar | null;
  /** Goes into a hidden field `_csrf` of every form that is not sealed by a draft of its own. */
  readonly csrf: string;
  readonly assets: AssetPaths;
}

export interface SignedIn {
  readonly name: string;
  readonly bodyName: string;
  readonly roleLabel: string;
  /** Links of the side rail that this person may use, with the count of what waits behind them (null: no count). */
  readonly nav: readonly NavItem[];
}

export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly count: number | null;
  readonly current: boolean;
}

export interface DemoBar {
  /** The legal clock as words: "Jumat, 4 Oktober 2024, 09.00 WIB". */
  readonly legalNow: string;
  /** The same for an input of type datetime-local in WIB: `2024-10-04T09:00`. */
  readonly legalNowInput: string;
}

export interface AssetPaths {
  /** The one stylesheet, with its content hash in the name. */
  readonly style: string;
  /** The enhancement script (module); pages work without it. */
  readonly script: string;
  readonly font: string;
  /** The eye as an SVG favicon; left out, the page names none. */
  readonly icon?: string | undefined;
  /** The script of "Bolehkah saya…?" (module), loaded by that page alone. */
  readonly guidance?: string | undefined;
  /** The script of the page that checks receipts (module), loaded by that page alone. */
  readonly verifier?: string | undefined;
  /** The script of passkeys (module), loaded by pages with such a button alone. */
  readonly passkeys?: string | undefined;
}
