/** The door of the importer's pages: features mount them under an address of their own. */

export { importOperations, importShapes } from './import-api.ts';
export { type ImportPagesOptions, importPages, isImportUpload } from './import-pages.tsx';
export { ColumnsPage, type ShownKind, UploadPage, WithdrawPage } from './import-views.tsx';
export { refusalWords, sourceWords } from './refusals.ts';
export { importWords } from './words.ts';
