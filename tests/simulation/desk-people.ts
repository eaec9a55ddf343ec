import type { StoredRecord } from '#domain/records.ts'
import type { Tab } from '#tests/support/phone.ts'
import type { Device } from './device.ts'
import type { IntentKind } from './ledger.ts'
import { aboutMonth, familyOf, MONTHS, type MonthlyDeps } from './monthly-people.ts'
import type { Server } from './server.ts'

type DeskDeps = MonthlyDeps & { server: Server }
interface Row {
  space: string
  type: string
  id: string
  body: string
}

/** Around the midnight at which a year ends and a day of lateness begins; the last is too early to give. */
const GIVEN = ['2026-12-31', '2027-01-01', '2027-01-02', '2027-02-01', '2026-12-01']
const CAME = ['2026-12-18', '2026-12-30', '2026-12-31', '2027-01-01']

/** What the office does about units' months: it judges the reports, and gives more time, excuses, notes what came. */
export function createDeskWork({ ledger, random, server, world, mean, act }: DeskDeps) {
  const seedOf = ({ body, ...row }: Row) =>
    ({ ...row, entity: row.id, version: 0, body: JSON.parse(body) }) as unknown as StoredRecord

  interface Shown {
    seeds: StoredRecord[]
    key: { unitId: string; of: string }
    version: number
  }
  /** The desk keeps no reports: it asks the server, then acts on the version that it was shown. */
  function aReport(types = "'monthly_report', 'unit_plan'"): Shown | null {
    const rows = server.rows<Row>(
      `select space, type, id, body from records where type in (${types}) and body is not null order by id`,
    )
    const sent = rows.filter(({ body }) => body.includes('"submitted"'))
    if (sent.length === 0) return null
    const row = random.pick(sent)
    const { unitId, of, timeline } = JSON.parse(row.body) as {
      unitId: string
      of: string
      timeline: { kind: string; no?: number }[]
    }
    const version = timeline.findLast(({ kind }) => kind === 'submitted')?.no ?? 1
    return { seeds: [seedOf(row)], key: { unitId, of }, version: random.chance(0.15) ? 1 : version }
  }
  const about = ({ unitId, of }: { unitId: string; of: string }) => aboutMonth(unitId, of)

  const monthly = {
    async receive(device: Device) {
      const shown = aReport()
      if (!shown) return
      const { key, version, seeds } = shown
      await device.anyTab().mutate({ name: `${familyOf(key)}.receive`, args: { ...key, version }, seeds })
    },

    /** with a reason for the whole and another for a field: both must come back to the unit */
    async giveBack(device: Device) {
      const shown = aReport()
      if (!shown) return
      const { key, version, seeds } = shown
      const [whole, part] = [
        mean(device, `${familyOf(key)}-return`, about(key)),
        mean(device, `${familyOf(key)}-return-field`, about(key)),
      ]
      const fields = [
        {
          path: random.pick(familyOf(key) === 'plan' ? ['objectives', 'lines'] : ['overview', 'issues']),
          reason: part.word,
        },
      ]
      const args = { ...key, version, reason: whole.word, fields, countFromNext: random.chance(0.3) }
      const outcome = await device.anyTab().mutate({ name: `${familyOf(key)}.return`, args, seeds })
      for (const intent of [whole, part])
        if (outcome.ok) intent.state = 'said'
        else ledger.intents.splice(ledger.intents.indexOf(intent), 1)
    },

    async judgeGood(device: Device, shown = aReport()) {
      if (!shown) return
      const { key, version, seeds } = shown
      await act(device, device.anyTab(), `${familyOf(key)}-accept`, about(key), (note) => ({
        name: `${familyOf(key)}.accept`,
        args: { ...key, version, note },
        seeds,
      }))
    },

    /** its lines become the unit's own tasks */
    acceptPlan: (device: Device) => monthly.judgeGood(device, aReport("'unit_plan'")),
  }

  function duty(kind: IntentKind, name: string, args: (word: string) => object) {
    return (device: Device, tab: Tab = device.anyTab()) => {
      const unitId = random.pick([world.school, world.school, world.otherSchool])
      const of = random.pick(MONTHS)
      const seeds = server
        .rows<Row>(
          `select space, type, id, body from records where space = 'unit:${unitId}' and body is not null
           and type in ('unit_facts', 'duty_ledger', 'monthly_summary') order by id, type`,
        )
        .filter(({ type, body }) => type === 'unit_facts' || (JSON.parse(body) as { of: string }).of === of)
        .map(seedOf)
      return act(device, tab, kind, aboutMonth(unitId, of), (word) => ({
        name,
        args: { unitId, form: 'monthly', of, ...args(word) },
        seeds,
      }))
    }
  }

  const duties = {
    extend: duty('duty-extend', 'duty.extend', (reason) => ({ before: random.pick(GIVEN), reason })),
    excuse: duty('duty-excuse', 'duty.excuse', (reason) => ({ reason })),
    acceptOffline: duty('duty-accept-offline', 'duty.acceptOffline', (reason) => ({ reason })),
    noteArrival: duty('duty-note-arrival', 'duty.noteArrival', (note) => ({
      on: random.pick(CAME),
      way: random.pick(['paper', 'email']),
      note,
    })),
    chase: duty('duty-chase', 'duty.chase', (note) => ({ channel: random.pick(['message', 'phone']), note })),
  }

  return { monthly, duties }
}
