/** The door of mail: the outbox that features write to, its delivery, and the pages of administrators and of each person. */
export { createOutbox, type Outbox } from './outbox.ts';
