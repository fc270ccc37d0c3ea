/** One importer for every file that people bring. */
export { csvCell, csvLine, csvStart } from './csv-out.ts';
export { guessMapping, isUsable, type Mapping, missingColumns } from './guess-mapping.ts';
export * from './import-kind.ts';
export {
  type ApplyRefusal,
  type ImportDeps,
  type ImportService,
  importService,
  type Preview,
  type ReceiveRefusal,
  type UndoRefusal,
} from './import-service.ts';
export { importOf, importQuery, type StagedRow, type StoredImport } from './import-store.ts';
export type { SourceProblem } from './open-rows.ts';
export { gathered, planOfAdded, storeInParts } from './plain-rows.ts';
