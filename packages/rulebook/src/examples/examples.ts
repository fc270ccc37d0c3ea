/** All worked examples. A row or provision without one does not compile. */
import type { ProvisionId } from '../instruments/pp-94-2021.ts';
import type { RowId } from '../instruments/rows.ts';
import { disciplineExamples } from './discipline.ts';
import { ethicsExamples } from './ethics.ts';
import type { Example } from './example.ts';
import { provisionExamples } from './provisions.ts';

export const rowExamples = { ...ethicsExamples, ...disciplineExamples } satisfies Record<
  RowId,
  [Example, ...Example[]]
>;

export const examples: Readonly<Record<RowId | ProvisionId, readonly [Example, ...Example[]]>> = {
  ...rowExamples,
  ...provisionExamples,
};
