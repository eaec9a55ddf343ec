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
    const flat: string[] = []
    let shape = ''
    for (const value of values) {
      if (typeof value === 'string') flat.push(value)
      else shape += `${append(flat, value)},`
    }
    let query = known.get(shape)
    if (!query) {
      query = build(tx, ...placesLike(values)).compile()
      known.set(shape, query)
    }
    const parameters = query.parameters.map((found) => (found instanceof Place ? flat[found.at] : found))
    return (await tx.executeQuery<Row>({ ...query, parameters })).rows
  }
}

/** The next power of two, so that a list of any length is one of a few queries. */
const roomFor = (length: number): number => (length <= 1 ? length : 2 ** Math.ceil(Math.log2(length)))

/** Fills the room with the first, since naming a member again changes nothing of what is `in` a list. @returns the room */
function append(flat: string[], list: readonly string[]): number {
  const room = roomFor(list.length)
  flat.push(...list)
  for (let n = list.length; n < room; n += 1) flat.push(list[0] ?? '')
  return room
}

function placesLike<Values extends readonly Value[]>(values: Values): Values {
  let at = 0
  const next = () => new Place(at++)
  const places = values.map((value) =>
    typeof value === 'string' ? next() : Array.from({ length: roomFor(value.length) }, next),
  )
  return places as readonly unknown[] as Values
}
