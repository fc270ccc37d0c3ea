import { describe, expect, it } from 'vitest';
import { columnEntries } from '../register/register.ts';
import { actedIn, ownedBy } from './own-data.ts';

describe('a copy of the own data', () => {
  it('comes from every table that names a person with an account, or the table says why not', () => {
    const naming = new Set(
      columnEntries()
        .filter(({ column }) => /(^|_)user(_id)?$|_by$|^by_user$/.test(column))
        .map(({ table }) => table),
    );
    const known = new Set([...Object.keys(ownedBy), ...Object.keys(actedIn)]);
    expect([...naming].filter((table) => !known.has(table))).toEqual([]);
  });

  it('looks for columns that are there', () => {
    const there = new Set(columnEntries().map(({ name }) => name));
    expect(Object.entries(ownedBy).filter(([table, column]) => !there.has(`${table}.${column}`))).toEqual([]);
    const tables = new Set(columnEntries().map(({ table }) => table));
    expect(Object.keys(actedIn).filter((table) => !tables.has(table))).toEqual([]);
  });
});
