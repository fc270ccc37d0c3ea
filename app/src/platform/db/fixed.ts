/**
 * Statements whose text never changes are put together once in a process instead of with every page: with a handful of joins that takes Kysely
 * longer than the database needs to answer. What is given each time stands in the statement as a place.
 */
import { type Compilable, type CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { Tx } from './connect.ts';

/** Stands in the statement where a value will be, and fits wherever a value fits. */
export type Given = RawBuilder<never>;

class Place {
  readonly at: number;

  constructor(at: number) {
    this.at = at;
  }
}

/**
 * @param build puts the statement together, once; it may depend on nothing but the places it is given, as many as it names
 * @returns asks it with these values, in their order
 */
export function fixed<Row>(
  build: (tx: Tx, ...given: Given[]) => Compilable<Row>,
): (tx: Tx, ...values: readonly unknown[]) => Promise<Row[]> {
  const places = Array.from({ length: build.length - 1 }, (_, at) => sql<never>`${new Place(at)}`);
  let made: CompiledQuery<Row> | undefined;
  return async (tx, ...values) => {
    if (values.length !== places.length)
      throw new Error(`a statement with ${places.length} places was given ${values.length}`);
    made ??= build(tx, ...places).compile();
    const parameters = made.parameters.map((one) => (one instanceof Place ? values[one.at] : one));
    const { rows } = await tx.executeQuery<Row>({ ...made, parameters });
    return rows;
  };
}
