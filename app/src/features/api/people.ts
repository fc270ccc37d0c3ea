/** What the interface's folders need of accounts. */
export { findAdmin, listOffices, type OfficeRow } from '../accounts/index.ts';
