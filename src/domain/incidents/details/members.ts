import * as z from 'zod/mini'

/** What sub-forms are made of. Everything may stay unknown: nothing in a sub-form ever holds a report. [IN8] */
export const count = z.nullable(z.int().check(z.gte(0), z.lte(1_000_000)))
export const yesNo = z.nullable(z.boolean())
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) => z.nullable(z.enum(values))
export const anyOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.array(z.enum(values)).check(z.maxLength(values.length))
