/** Expected failure is a value; a bug throws. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** For switches over a union: the compiler proves that nothing is left, and a value from outside that slipped through is our bug. */
export function unreachable(value: never): never {
  throw new Error(`unexpected value: ${String(value)}`);
}
