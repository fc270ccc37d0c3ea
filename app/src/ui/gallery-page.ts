/** Renders the gallery outside the product, with a page context of its own. */
import { galleryPages } from './gallery.tsx';
import type { AssetPaths, PageContext } from './page-context.ts';

/** A context as the HTTP layer would make it, for the demonstration and a signed-in supervisor. */
export function galleryContext(assets: AssetPaths, change: Partial<PageContext> = {}): PageContext {
  const item = (label: string, count: number | null, current = false) => ({
    href: `/${label.toLowerCase().replaceAll(' ', '-')}`,
    label,
    count,
    current,
  });
  return {
    lang: 'id',
    path: '/lapor',
    to: (path) => path,
    actor: {
      name: 'Pengawas Peragaan',
      bodyName: 'Bawaslu Kota Arunika',
      roleLabel: 'Penanganan pelanggaran',
      nav: [
        item('Antrean', 23, true),
        item('Perkara', null),
        item('Temuan lapangan', 4),
        item('Serah terima', 1206),
        item('Meja media', null),
      ],
    },
    demo: { legalNow: 'Jumat, 4 Oktober 2024, 09.00 WIB', legalNowInput: '2024-10-04T09:00' },
    csrf: 'x',
    assets,
    ...change,
  };
}

/** Name of the page → its HTML, in Indonesian, and the queue once more in English. */
export async function renderGallery(assets: AssetPaths): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  for (const page of galleryPages(galleryContext(assets))) pages.set(page.name, String(await page.element));
  const english = galleryContext(assets, { lang: 'en', to: (path) => `/en${path}` });
  for (const page of galleryPages(english)) {
    if (page.name === 'case' || page.name === 'error') pages.set(`${page.name}-en`, String(await page.element));
  }
  return pages;
}
