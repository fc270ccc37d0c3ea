/** Stripping strangers' files and setting printed pages, in a process of its own. */
export { type ImageType, imageTypes } from './jobs.ts';
export type { CertificateData, TemplateName, Templates } from './templates.ts';
export {
  createWorkshop,
  type OwnTemplate,
  type Source,
  type Workshop,
  type WorkshopError,
  type WorkshopOptions,
} from './workshop.ts';
