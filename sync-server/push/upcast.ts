import type { Mutation } from '#domain/mutation.ts'

/** Brings arguments from one schema to the next; it never fails: what it does not understand it leaves. */
type Upcaster = (args: unknown) => unknown

/** Of each mutation the steps from schema 1 to 2, 2 to 3 and so on. Nothing is ever taken out. [SC3] */
const STEPS: Readonly<Record<string, readonly Upcaster[]>> = {
  // schema 2 may declare pictures; a change without any reads the same
  'task.addProduct': [(args) => args],
}

/**
 * Arguments as today's mutation takes them. Only the server does this: a phone never rewrites what waits. [SC1, SC3]
 * @throws when a step is missing: raising a schema without it is a bug
 */
export function upcast(
  { name, schema: wanted }: Pick<Mutation, 'name' | 'schema'>,
  { schema, args }: { schema: number; args: unknown },
  steps: Readonly<Record<string, readonly Upcaster[]>> = STEPS,
): unknown {
  let grown = args
  for (let from = schema; from < wanted; from += 1) {
    const step = steps[name]?.[from - 1]
    if (!step) throw new Error(`no way from schema ${from} of ${name}`)
    grown = step(grown)
  }
  return grown
}
