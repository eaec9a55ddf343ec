import type { Compilable, CompiledQuery } from 'kysely'
import type { Tx } from './store.ts'

/** Stands for a value while its query is compiled. */
class Place {
  readonly at: number
  constructor(at: number) {
    this.at = at
  }
}
type Value = string | readonly string[]

/**
 * A query of nearly every request: built and compiled once for an engine, then asked with other values, since
 * building it takes longer than SQLite takes to answer.
 * @param build puts each value into the query as it is and looks at none; a list only behind `in`
 */
export function compiledOnce<Values extends readonly Value[], Row>(
  build: (tx: Tx, ...values: Values) => Compilable<Row>,
): (tx: Tx, ...values: Values) => Promise<Row[]> {
  const engines = new WeakMap<object, Map<string, CompiledQuery<Row>>>()
  return async (tx, ...values) => {
    const { adapter } = tx.getExecutor()
    const known = engines.get(adapter) ?? new Map<string, CompiledQuery<Row>>()
    engines.set(adapter, known)
    const padded = values.map((value) => (typeof value === 'string' ? value : padTo(roomFor(value.length), value)))
    const shape = padded.map((value) => (typeof value === 'string' ? '' : value.length)).join()
    let query = known.get(shape)
    if (!query) {
      query = build(tx, ...placesLike<Values>(padded)).compile()
      known.set(shape, query)
    }
    const flat = padded.flat()
    const parameters = query.parameters.map((found) => (found instanceof Place ? flat[found.at] : found))
    return (await tx.executeQuery<Row>({ ...query, parameters })).rows
  }
}

/** The next power of two, so that a list of any length is one of a few queries. */
const roomFor = (length: number): number => (length <= 1 ? length : 2 ** Math.ceil(Math.log2(length)))

/** Naming a member of a list again changes nothing of what is `in` it. */
const padTo = (length: number, list: readonly string[]): string[] => [
  ...list,
  ...Array.from({ length: length - list.length }, () => list[0] ?? ''),
]

function placesLike<Values extends readonly Value[]>(values: readonly Value[]): Values {
  let at = 0
  const next = () => new Place(at++)
  const places = values.map((value) => (typeof value === 'string' ? next() : value.map(next)))
  return places as readonly unknown[] as Values
}
