import type { Compilable, CompiledQuery } from 'kysely'
import type { Tx } from './store.ts'

/** Stands for a value while its query is compiled. */
class Place {
  readonly at: number
  constructor(at: number) {
    this.at = at
  }
}
type Single = string | number | null
type Value = Single | readonly string[]

/** Makes one statement ready. @returns asks it with values for its places */
type Prepare = (sql: string) => (values: readonly unknown[]) => unknown[]
const atOnce = new WeakMap<object, Prepare>()

/** An engine that answers without waiting is asked without the way around through Kysely, which takes longer. */
export const answerAtOnce = (kysely: Tx, prepare: Prepare): void =>
  void atOnce.set(kysely.getExecutor().adapter, prepare)

/**
 * A query of nearly every request: built and compiled once for an engine, then asked with other values, since
 * building it takes longer than SQLite takes to answer.
 * @param build puts each value into the query as it is and looks at none; a list only where a member may come twice
 */
export function compiledOnce<Values extends readonly Value[], Row>(
  build: (tx: Tx, ...values: Values) => Compilable<Row>,
): (tx: Tx, ...values: Values) => Promise<Row[]> {
  const engines = new WeakMap<object, Map<string, Ask<Row>>>()
  return async (tx, ...values) => {
    const { adapter } = tx.getExecutor()
    const known = engines.get(adapter) ?? new Map<string, Ask<Row>>()
    if (known.size === 0) engines.set(adapter, known)
    const flat: Single[] = []
    let shape = ''
    for (const value of values) {
      if (isList(value)) shape += `${append(flat, value)},`
      else flat.push(value)
    }
    let ask = known.get(shape)
    if (!ask) {
      ask = asking(build(tx, ...placesLike(values)).compile(), atOnce.get(adapter))
      known.set(shape, ask)
    }
    return ask(tx, flat)
  }
}

type Ask<Row> = (tx: Tx, values: readonly Single[]) => Row[] | Promise<Row[]>

function asking<Row>(query: CompiledQuery<Row>, prepare: Prepare | undefined): Ask<Row> {
  const fill = (values: readonly Single[]) =>
    query.parameters.map((found) => (found instanceof Place ? values[found.at] : found))
  if (!prepare) return async (tx, values) => (await tx.executeQuery<Row>({ ...query, parameters: fill(values) })).rows
  const answer = prepare(query.sql)
  return (_tx, values) => answer(fill(values)) as Row[]
}

const isList = (value: Value): value is readonly string[] => Array.isArray(value)

/** The next power of two, so that a list of any length is one of a few queries. */
const roomFor = (length: number): number => (length <= 1 ? length : 2 ** Math.ceil(Math.log2(length)))

/** Fills the room with the first, since naming a member again changes nothing. @returns the room */
function append(flat: Single[], list: readonly string[]): number {
  const room = roomFor(list.length)
  flat.push(...list)
  for (let n = list.length; n < room; n += 1) flat.push(list[0] ?? '')
  return room
}

function placesLike<Values extends readonly Value[]>(values: Values): Values {
  let at = 0
  const next = () => new Place(at++)
  const places = values.map((value) => (isList(value) ? Array.from({ length: roomFor(value.length) }, next) : next()))
  return places as readonly unknown[] as Values
}
