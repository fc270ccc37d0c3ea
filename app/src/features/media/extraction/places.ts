/** Places in a text: which regions it tells of, and which words are place names at all, so that they are not taken for people. */
import { type Region, regionOfBareName, regionsByName } from './regions.ts';

const introductions = {
  kota: /(?:Kota|Pemkot|Wali ?[Kk]ota|Walikota|Pemerintah Kota)$/,
  kabupaten: /(?:Kabupaten|Kab\.?|Pemkab|Bupati|Pemerintah Kabupaten)$/,
  provinsi: /(?:Provinsi|Pemprov|Gubernur|Pemerintah Provinsi)$/,
} as const;

/** Longest names first, so that "Papua Barat Daya" is not read as "Papua". */
const names = [...regionsByName.keys()].sort((a, b) => b.length - a.length);
const escaped = names.map((name) => name.replace(/[.]/g, '\\.'));
const gazetteer = new RegExp(`(?<![\\p{L}\\d])(?=[A-Z])(?:${escaped.join('|')})(?![\\p{L}\\d])`, 'gu');

const statementSentFrom = /keterangan\p{L}*(?:\s\p{L}+){0,3}\s(?:di|dari)\s$/u;

export type Places = {
  readonly regions: readonly string[];
  readonly reportedFrom: readonly string[];
  readonly unclear: readonly string[];
};

/**
 * @param texts running text and captions, datelines taken off
 * @param datelineParts parts of datelines: only whole place names count there ("MALANG TERKINI" is a newspaper)
 */
export function findPlaces(texts: readonly string[], datelineParts: readonly string[]): Places {
  const regions = new Set<string>();
  const reportedFrom = new Set<string>();
  const bare = new Set<string>();
  const meant = new Map<string, Region>();
  for (const text of texts) {
    for (const match of text.matchAll(gazetteer)) {
      const name = match[0];
      const before = text.slice(Math.max(0, match.index - 60), match.index);
      const introduced = introducedRegion(name, before.trimEnd());
      if (introduced !== undefined) {
        meant.set(name, introduced);
        regions.add(introduced.code);
        continue;
      }
      // A first name before or a family name after: "Medan" in a person's name is no city.
      const region = regionOfBareName(name);
      if (region === 'several') bare.add(name);
      else if (region !== null) (statementSentFrom.test(before) ? reportedFrom : regions).add(region.code);
    }
  }
  for (const part of datelineParts) {
    const name = names.find((known) => known.toLowerCase() === part.toLowerCase());
    if (name === undefined) continue;
    const region = meant.get(name) ?? regionOfBareName(name);
    if (region === 'several') bare.add(name);
    else if (region !== null) reportedFrom.add(region.code);
  }
  // What is introduced once in a text ("Kota Malang") is meant by the bare name as well.
  return {
    regions: [...regions],
    reportedFrom: [...reportedFrom],
    unclear: [...bare].filter((name) => !meant.has(name)),
  };
}

function introducedRegion(name: string, before: string): Region | undefined {
  const candidates = regionsByName.get(name) ?? [];
  return candidates.find(({ kind }) => introductions[kind].test(before));
}

const placeIntroduction =
  /(?<![\p{L}])(?:Kota|Kabupaten|Provinsi|Kecamatan|Kelurahan|Desa|Pemkot|Pemkab|Pemprov|Bupati|Gubernur) ((?:\p{Lu}\p{L}+)(?: (?!(?:Ir|Dr|Drs|Dra|Hj|Prof)\.?\s)\p{Lu}\p{L}+){0,3})/gu;

/**
 * Place names that only this text knows: what follows "Kota", "Provinsi" and the like up to the next small word or comma. Where a longer
 * run begins with a shorter one seen elsewhere, the shorter is the place and the rest a person.
 */
function ownPlaceNames(texts: readonly string[]): ReadonlySet<string> {
  const runs = new Set<string>();
  for (const text of texts) {
    for (const match of text.matchAll(placeIntroduction)) if (match[1] !== undefined) runs.add(match[1]);
  }
  const sorted = [...runs].sort((a, b) => a.length - b.length);
  const kept = new Set<string>();
  for (const run of sorted) {
    const beginsWithKnown = [...kept].some((known) => run === known || run.startsWith(`${known} `));
    if (beginsWithKnown || kept.size >= 200) continue;
    // Three and more words in a row after "Kota" end, most often, in a person's two names.
    const words = run.split(' ');
    kept.add(words.length >= 3 ? words.slice(0, -2).join(' ') : run);
  }
  return kept;
}

/** Gives the place that a run of capitalised words begins with, from the gazetteer or from this text, or null. */
export function placeReader(texts: readonly string[]): (run: string) => string | null {
  const own = ownPlaceNames(texts);
  const read = new Map<string, string | null>();
  return (run) => {
    let place = read.get(run);
    if (place === undefined) {
      const words = run.split(' ');
      const starts = words.slice(0, 4).map((_, index) => words.slice(0, index + 1).join(' '));
      place = starts.findLast((name) => regionsByName.has(name) || own.has(name)) ?? null;
      read.set(run, place);
    }
    return place;
  };
}
