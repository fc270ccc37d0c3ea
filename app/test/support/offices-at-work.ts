/** People of several offices at their desks, each in a tab of the own: opens forms, fills them in by name, and goes on. */
import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import { openTab, readErrors, signInAs, type Tab, type TabOptions, unfold } from './pages.ts';

/** What is typed, by name of the field. A day is written 2024-10-04; several values tick several boxes. */
export type Filled = Readonly<Record<string, string | readonly string[]>>;

export interface OfficesAtWork {
  /** The tab of a person, signed in once. */
  at(who: string): Promise<Tab>;
  /** Takes one action on a case by its form, and stands at the case afterwards (or where the form leads). */
  act(who: string, number: string, slug: string, filled: Filled): Promise<Tab>;
  /** Fills in the form on the page as it stands and sends it. */
  send(tab: Tab, filled: Filled, button?: string): Promise<void>;
  text(tab: Tab): Promise<string>;
  /** Opens the case of a number and gives what stands there. */
  read(who: string, number: string): Promise<string>;
  /** All that the tabs noticed by themselves. */
  found(): readonly string[];
  close(): Promise<void>;
}

/** Looks of the tabs: a small phone in the dark for some, a desktop for the rest. */
const looks: Readonly<Record<string, Pick<TabOptions, 'width' | 'scheme'>>> = {
  'ppk.arunika': { width: 320, scheme: 'dark' },
  'satgas.kempanrb': { width: 320, scheme: 'light' },
  'bkn.tinjau': { width: 1280, scheme: 'dark' },
};

export function officesAtWork(browser: Browser, base: string): OfficesAtWork {
  const tabs = new Map<string, Promise<Tab>>();
  const opened: Tab[] = [];
  /** Each kind of page is looked at for barriers once: the same form is the same form for the next case. */
  const seen = new Set<string>();

  const open = async (who: string): Promise<Tab> => {
    const tab = await openTab(browser, base, { width: 1280, scheme: 'light', script: true, ...looks[who] });
    opened.push(tab);
    // A field that is not there is a mistake to be told at once.
    tab.page.setDefaultTimeout(8_000);
    await signInAs(tab, `${who}@netra.contoh`);
    return tab;
  };
  const at = (who: string): Promise<Tab> => {
    const there = tabs.get(who) ?? open(who);
    tabs.set(who, there);
    return there;
  };
  const text = async (tab: Tab): Promise<string> => (await tab.page.locator('main').textContent()) ?? '';

  const put = async (tab: Tab, name: string, value: string): Promise<void> => {
    const { page } = tab;
    const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
    if (day !== null && (await page.locator(`main [name="${name}_day"]`).count()) > 0) {
      await page.locator(`main [name="${name}_day"]`).fill(String(Number(day[3])));
      await page.locator(`main [name="${name}_month"]`).selectOption(String(Number(day[2])));
      await page.locator(`main [name="${name}_year"]`).fill(day[1] ?? '');
      return;
    }
    const box = page.locator(`main input[name="${name}"][value="${value}"]:is([type="radio"], [type="checkbox"])`);
    if ((await box.count()) > 0) return box.first().check();
    const field = page.locator(`main [name="${name}"]:not([type="hidden"])`).first();
    const tag = await field.evaluate((one) => one.tagName);
    if (tag === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  };

  const send = async (tab: Tab, filled: Filled, button = 'main form button[type="submit"]'): Promise<void> => {
    // What is known besides lies folded until somebody opens it.
    await unfold(tab);
    for (const [name, value] of Object.entries(filled))
      for (const one of typeof value === 'string' ? [value] : value) await put(tab, name, one);
    await tab.press(tab.page.locator(button).first());
  };

  const lookOnce = async (tab: Tab, state: string): Promise<void> => {
    if (seen.has(state)) return;
    seen.add(state);
    await unfold(tab);
    await tab.look(state);
  };

  return {
    at,
    text,
    send,
    read: async (who, number) => {
      const tab = await at(who);
      await tab.goto(`/perkara/${number}`);
      return text(tab);
    },
    act: async (who, number, slug, filled) => {
      const tab = await at(who);
      await tab.goto(`/perkara/${number}/${slug}`);
      expect(new URL(tab.page.url()).pathname, `${slug} is possible for ${who}: ${await text(tab)}`).toBe(
        `/perkara/${number}/${slug}`,
      );
      if (!seen.has(slug)) {
        await lookOnce(tab, slug);
        // Sent empty the first time: the page says what is missing, and nothing is lost.
        if ((await tab.page.locator('main form [name="reason"], main form [name="result"]').count()) > 0) {
          await tab.press(tab.page.locator('main form button[type="submit"]').first());
          expect(tab.status(), `${slug} left empty`).toBe(422);
          expect((await readErrors(tab)).length).toBeGreaterThan(0);
          await lookOnce(tab, `${slug}: refused`);
        }
      }
      // Asked before the first act of each person on a case.
      const none = tab.page.locator('main input[name="interest"][value="none"]');
      if (filled.interest === undefined && (await none.count()) > 0) await none.check();
      await send(tab, filled);
      const here = new URL(tab.page.url());
      expect(`${here.pathname} ${tab.status()}`, await text(tab)).toBe(`/perkara/${number} 200`);
      await lookOnce(tab, `the case after ${slug}`);
      return tab;
    },
    found: () => opened.flatMap((tab) => [...tab.found]),
    close: async () => {
      for (const tab of opened) await tab.close();
    },
  };
}

/** A finding of a supervisor: against whom, in which election, on which day. */
export interface Story {
  readonly election: string;
  readonly on: string;
  readonly post: string;
  readonly status?: string;
}

/** Opens a case by hand and gives its number. */
export async function openFinding(offices: OfficesAtWork, officer: string, election: string): Promise<string> {
  const tab = await offices.at(officer);
  await tab.goto('/perkara/baru');
  await tab.look('a new case');
  await offices.send(
    tab,
    {
      asal: 'temuan',
      pemilihan: election,
      wilayah: 'Kecamatan Arunika Timur',
      perbuatan: 'social-engagement',
      ditemukan: '2024-10-03',
      sumber: 'Patroli siber tim pengawas pada akun terbuka.',
    },
    'main form[method="post"] button[type="submit"]',
  );
  const number = /\/perkara\/([0-9A-Z-]+)\/dibuka/.exec(tab.page.url())?.[1] ?? '';
  expect(number, await offices.text(tab)).not.toBe('');
  return number;
}

/** The same with its facts and one accused. */
export async function openStory(
  offices: OfficesAtWork,
  officer: string,
  { election, on, post, status = 'pns' }: Story,
): Promise<string> {
  const number = await openFinding(offices, officer, election);
  await offices.act(officer, number, 'lengkapi-fakta', {
    summary: `Terlapor, ${post}, menyukai dan membagikan unggahan dari akun pribadinya.`,
    name1: `Terlapor ${post}`,
    post1: post,
    unit1: 'Pemerintah Kota Arunika',
    status1: status,
    'act.kind': 'social-engagement',
    actOn: on,
    'act.public': 'yes',
    'contest.beneficiary': 'person',
  });
  return number;
}
