import { StoreTrouble } from './store.ts'

/** The database broke a transaction off to let another through: the same again may succeed. [ST11] */
export const mayComeAgain = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error))

const DISK_FULL = '53100'

/** SQLSTATE classes and codes that tell of the machine and not of the statement; errno names of a lost line. */
const TROUBLES =
  /^(?:08|53|58|XX)...$|^57P0.$|^(?:57014|55P03|25P03|40001|40P01)$|^E(?:CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND|AI_AGAIN)/
/** What pg says, without a code, of a line that was cut or could not be had in time. */
const LOST =
  /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/

/** @returns null for what is the fault of the statement: a bug */
export function asPostgresTrouble(error: unknown): StoreTrouble | null {
  if (error instanceof StoreTrouble) return error
  const code = codeOf(error)
  const isTrouble = TROUBLES.test(code) || (error instanceof Error && LOST.test(error.message))
  return isTrouble ? new StoreTrouble(code === DISK_FULL, error) : null
}

/** SQLSTATE of what the database said, the errno's name of what the network said, or nothing. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}
