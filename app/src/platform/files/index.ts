/** Files of reports and cases: read from a form, sealed on disk, given back to whoever holds the office's key. */
export { type DiskSpace, diskSpace, freeMegabytes } from './disk-space.ts';
export {
  createFileStore,
  type FileReadError,
  type FileRefusal,
  type FileStore,
  type StoredFile,
  type StoreOptions,
} from './file-store.ts';
export { type AllowedType, allowedTypes, looksWhole, SNIFF_BYTES, sniffType } from './file-type.ts';
export {
  type Fields,
  type IncomingFile,
  type MultipartFailure,
  type MultipartForm,
  type MultipartLimits,
  type MultipartProblem,
  readMultipart,
} from './multipart.ts';
