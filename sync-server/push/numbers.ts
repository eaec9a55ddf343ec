import type { Register } from '#domain/mutation.ts'
import { hanoiYear } from '#domain/time.ts'
import { keepNumber, lastNumbers } from '../store/registers.ts'
import type { Desk } from './context.ts'
import type { Proof } from './proof.ts'

/**
 * Gives the running numbers that a decision asks for, and keeps those that were given. What comes back after a
 * restore gets those that it had, and the series goes on beyond them. [RG1, RG2]
 */
export async function numbersOf({ tx, who, received }: Desk, old: Proof | null) {
  const year = hanoiYear(received)
  const last = await lastNumbers(tx, who.departmentId, year)
  const given: [Register, number][] = []
  const again = [...(old?.numbers ?? [])]
  let short = false
  return {
    allot(name: Register): number {
      const had = again.findIndex(([register]) => register === name)
      const known = had >= 0 ? again.splice(had, 1)[0]?.[1] : undefined
      if (old && known === undefined) short = true
      const number = known ?? (last.get(name) ?? 0) + 1
      last.set(name, Math.max(number, last.get(name) ?? 0))
      given.push([name, number])
      return number
    },
    areShort: () => short,
    given: (): [string, number][] => given,
    async keep() {
      for (const name of new Set(given.map(([name]) => name)))
        await keepNumber(tx, who.departmentId, { name, year, last: last.get(name) ?? 0 })
    },
  }
}
