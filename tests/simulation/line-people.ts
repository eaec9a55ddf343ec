import { itemsOf } from '#domain/unit-forms/items.ts'
import { versionsOf } from '#domain/unit-forms/state.ts'
import { readUnitPlan } from '#storage/unit-plan.ts'
import type { Random } from '#tests/support/random.ts'
import type { Device } from './device.ts'
import { aboutMonth, PLAN } from './monthly-people.ts'
import type { Work } from './work.ts'

interface LineDeps extends Pick<Work, 'act'> {
  random: Random
  /** writes what a unit's plan lacks, and sends it */
  sendPlan(device: Device): Promise<void>
}

/** What a unit says of how far it is with the lines of its own plan. */
export function createLineWork({ random, act, sendPlan }: LineDeps) {
  return {
    /** of any line that was ever sent, also of one that a later version left out; without a plan there is one to send */
    async progress(device: Device) {
      const tab = device.anyTab()
      const key = { unitId: device.unitId, of: PLAN }
      const { report } = await readUnitPlan(tab.db, device.actor, key)
      const lines = versionsOf(report).flatMap(({ snapshot }) => itemsOf(snapshot, 'lines'))
      if (lines.length === 0) return sendPlan(device)
      const { id: line } = random.pick(lines)
      await act(device, tab, 'plan-progress', aboutMonth(key.unitId, PLAN), (note) => ({
        name: 'plan.progress',
        args: { ...key, line, percent: random.int(101), note },
      }))
    },
  }
}
