/** The three legal time zones of Indonesia. */
export const zones = ['WIB', 'WITA', 'WIT'] as const;
export type Zone = (typeof zones)[number];

export const zoneId = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' } as const satisfies Record<
  Zone,
  string
>;

export function isZone(text: string): text is Zone {
  return zones.some((z) => z === text);
}
