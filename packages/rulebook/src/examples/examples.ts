/** All worked examples. A row, provision or reading without one does not compile. */
import type { ProvisionId } from '../instruments/pp-94-2021.ts';
import type { ReadingId } from '../instruments/readings.ts';
import type { RowId } from '../instruments/rows.ts';
import { disciplineExamples } from './discipline.ts';
import { ethicsExamples } from './ethics.ts';
import type { Example } from './example.ts';
import { provisionExamples } from './provisions.ts';
import { readingExamples } from './readings.ts';

export const examples: Readonly<Record<RowId | ProvisionId | ReadingId, readonly [Example, ...Example[]]>> = {
  ...ethicsExamples,
  ...disciplineExamples,
  ...provisionExamples,
  ...readingExamples,
};
