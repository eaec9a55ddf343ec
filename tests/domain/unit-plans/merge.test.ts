import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Mid } from '#domain/ids.ts'
import { valuesOf } from '#domain/unit-forms/merge.ts'
import { editPlan } from '#domain/unit-plans/mutations.ts'
import type { UnitPlan } from '#domain/unit-plans/unit-plan.ts'
import { aContext, anActor, UNIT, uuid } from '#tests/support/builders.ts'
import { LINES, PLAN_KEY, planAfter } from '#tests/support/unit-plan.ts'

const PATHS = ['objectives', 'crisis', ...LINES.flatMap((line) => [`lines.${line}.title`, `lines.${line}.responsible`])]

/** Each phone's edits, one after the other, and the order in which the phones reach the server. */
const meetings = fc.record({
  phones: fc.array(fc.array(fc.subarray(PATHS, { minLength: 1 }), { minLength: 1, maxLength: 4 }), {
    minLength: 2,
    maxLength: 3,
  }),
  order: fc.array(fc.nat(2), { minLength: 12, maxLength: 12 }),
})

test('[PN1, MR3] offline phones in any order: one plan, and every last word stands in it or is kept beside it', () => {
  const seed = Number(process.env.SEED ?? 20260310)
  console.info(`seed ${seed}`)
  fc.assert(
    fc.property(meetings, ({ phones, order }) => {
      let n = 0
      const queues = phones.map((edits, by) => {
        const seen: Record<string, Mid> = {}
        return edits.map((paths) => {
          n += 1
          const mid = uuid(0x5000 + n) as Mid
          const patch = paths.map((path) => ({ path, base: seen[path] ?? null, value: `chữ ${n} của máy ${by}` }))
          for (const path of paths) seen[path] = mid
          return { mid, by, patch }
        })
      })
      const last = queues.map((queue) =>
        Object.assign(
          {},
          ...queue.map(({ patch }) => Object.fromEntries(patch.map(({ path, value }) => [path, value]))),
        ),
      ) as Record<string, string>[]
      let plan: UnitPlan | undefined
      const left = queues.map((queue) => [...queue])
      const turns = [...order, ...phones.flatMap((edits, by) => edits.map(() => by))]
      for (const turn of turns) {
        const next = left[turn % left.length]?.shift()
        if (!next) continue
        const actor = anActor('focal_point', UNIT, 1 + next.by)
        plan = planAfter(editPlan, plan, { ...PLAN_KEY, edits: next.patch }, aContext({ actor, mid: next.mid })).plan
      }
      expect(left.flat()).toEqual([])
      const standing = valuesOf(plan?.fields)
      for (const words of last)
        for (const [path, value] of Object.entries(words)) {
          const beside = plan?.kept.filter((one) => one.path === path).map((one) => one.value) ?? []
          expect([standing[path], ...beside]).toContain(value)
        }
    }),
    { seed, numRuns: 200 },
  )
})
