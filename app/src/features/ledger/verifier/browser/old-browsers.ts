/** What the ledger uses and telephones of 2020 lack. Imported first. */
function define(prototype: object, name: string, value: (...values: never[]) => unknown): void {
  if (!(name in prototype)) Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
}

define(
  Array.prototype,
  'toSorted',
  function toSorted(this: readonly unknown[], by: (a: unknown, b: unknown) => number) {
    return [...this].sort(by);
  },
);
define(Array.prototype, 'at', function at(this: readonly unknown[], index: number) {
  return this[index < 0 ? this.length + index : index];
});
define(String.prototype, 'isWellFormed', function isWellFormed(this: string) {
  // Taken apart by code points, only a lone half is still a surrogate.
  return !Array.from(this).some((letter) => /^[\ud800-\udfff]$/.test(letter));
});

// Not by hasOwnProperty: the bundler would write Object.hasOwn in its place.
define(Object, 'hasOwn', (value: object, name: string) => Object.getOwnPropertyDescriptor(value, name) !== undefined);

export {};
