import { FAULTS, type Fault, maskOf } from './faults.ts'

/** As typed on the command line. */
export interface Wanted {
  seed?: string
  seeds?: string
  with?: string
}

/**
 * `--seed S` alone is that seed; `--seeds N` are N new ones; both are N from S on. With a fault only seeds that have
 * it count. [SIM3]
 * @throws when a number or a fault is none
 */
export function seedsOf({ seed, seeds, with: fault }: Wanted): number[] {
  const first = seed === undefined ? null : numberOf('--seed', seed, 0)
  if (first !== null && seeds === undefined) return [first]
  if (fault !== undefined && !FAULTS.includes(fault as Fault))
    throw new Error(`--with ${fault}: one of ${FAULTS.join(', ')}`)
  const count = numberOf('--seeds', seeds ?? '20', 1)
  const wanted: number[] = []
  for (let n = 0; wanted.length < count; n += 1) {
    const next = first === null ? Math.floor(Math.random() * 2 ** 32) : first + n
    if (fault === undefined || maskOf(next).has(fault as Fault)) wanted.push(next)
  }
  return wanted
}

function numberOf(option: string, typed: string, least: number): number {
  const value = Number(typed)
  if (!/^\d+$/.test(typed) || value < least || value > 2 ** 32) throw new Error(`${option} ${typed}: no such number`)
  return value
}
