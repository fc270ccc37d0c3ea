/**
 * Which case a number names, remembered in the process: a number is given once and never changes. It spares the question before all others on the
 * page of a case. Nobody learns anything by it: what the number leads to is asked in the scope of the person, as if it had not been known.
 */

/** Remembered at most; some 200 bytes each. The ones that came first go first. */
const MOST = 50_000;

export interface CaseIds {
  idOf(number: string): string | undefined;
  remember(number: string, id: string): void;
}

export function caseIds(most = MOST): CaseIds {
  const known = new Map<string, string>();
  return {
    idOf: (number) => known.get(number),
    remember: (number, id) => {
      if (known.has(number)) return;
      const [oldest] = known.size >= most ? known.keys() : [];
      if (oldest !== undefined) known.delete(oldest);
      known.set(number, id);
    },
  };
}
