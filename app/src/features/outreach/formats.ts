/** Kinds and sizes of what a kit holds. A size that does not stand here is refused. */
export const layouts = ['poster', 'standing', 'wide', 'square', 'story', 'circular', 'deck'] as const;
export type Layout = (typeof layouts)[number];

interface Shape {
  readonly layout: Layout;
  readonly group: 'poster' | 'banner' | 'social' | 'circular' | 'deck';
  /** Page in points. */
  readonly page: readonly [width: number, height: number];
  /** Picture in pixels. */
  readonly pixels: readonly [width: number, height: number];
  /** How many statements find room: what is forbidden, and what is not. */
  readonly room: readonly [no: number, yes: number];
}

const POINTS = 72 / 25.4;
const INCH = 150;

function paper(layout: Layout, group: Shape['group'], mm: readonly [number, number], room: Shape['room']): Shape {
  return {
    layout,
    group,
    page: [mm[0] * POINTS, mm[1] * POINTS],
    pixels: [Math.round((mm[0] / 25.4) * INCH), Math.round((mm[1] / 25.4) * INCH)],
    room,
  };
}

export const formats = {
  'poster-a4': paper('poster', 'poster', [210, 297], [3, 3]),
  'poster-a3': paper('poster', 'poster', [297, 420], [3, 3]),
  'poster-a2': paper('poster', 'poster', [420, 594], [3, 3]),
  'poster-a1': paper('poster', 'poster', [594, 841], [3, 3]),
  'spanduk-300x100': {
    layout: 'wide',
    group: 'banner',
    page: [3000 * POINTS, 1000 * POINTS],
    pixels: [3600, 1200],
    room: [1, 1],
  },
  'banner-60x160': {
    layout: 'standing',
    group: 'banner',
    page: [600 * POINTS, 1600 * POINTS],
    pixels: [1500, 4000],
    room: [3, 3],
  },
  'kartu-1080x1080': { layout: 'square', group: 'social', page: [1080, 1080], pixels: [1080, 1080], room: [1, 1] },
  'cerita-1080x1920': { layout: 'story', group: 'social', page: [1080, 1920], pixels: [1080, 1920], room: [2, 1] },
  'edaran-a4': paper('circular', 'circular', [210, 297], [4, 4]),
  'salindia-16x9': { layout: 'deck', group: 'deck', page: [960, 540], pixels: [1920, 1080], room: [4, 4] },
} as const satisfies Record<string, Shape>;
export type FormatId = keyof typeof formats;
export const formatIds = [
  'poster-a4',
  'poster-a3',
  'poster-a2',
  'poster-a1',
  'spanduk-300x100',
  'banner-60x160',
  'kartu-1080x1080',
  'cerita-1080x1920',
  'edaran-a4',
  'salindia-16x9',
] as const satisfies readonly FormatId[];

export function isFormat(text: string): text is FormatId {
  return Object.hasOwn(formats, text);
}

export function shapeOf(format: FormatId): Shape {
  return formats[format];
}

/** The most statements of each kind that a kit may hold: what the largest format takes. */
export const MOST = 4;

/** How many slides a deck has: title, one for each statement, the code. */
export function slidesOf(statements: number): number {
  return statements + 2;
}
