import { carriedFields, incidentFields, snapshotOf } from '#domain/monthly-reports/body.ts'
import type { MonthlyKey } from '#domain/monthly-reports/key.ts'

import { instantOf } from '#domain/time.ts'
import type { Fields, FieldValue } from '#domain/unit-forms/fields.ts'
import { itemsOf, whole } from '#domain/unit-forms/items.ts'
import { valuesOf } from '#domain/unit-forms/merge.ts'
import type { FormRecord } from '#domain/unit-forms/record.ts'
import { approvedAsk, formStateOf, latestAsk, versionsOf } from '#domain/unit-forms/state.ts'
import { monthlyRef, readMonthly } from '#storage/monthly.ts'
import { keepTyped, type Typed, typedChange, typedId } from '#storage/unit-forms.ts'
import { planRef, readUnitPlan } from '#storage/unit-plan.ts'
import type { Tab } from '#tests/support/phone.ts'
import type { Random } from '#tests/support/random.ts'
import type { Device } from './device.ts'
import type { Intent, Ledger } from './ledger.ts'
import type { World } from './plan.ts'
import { plain, wordsIn } from './words.ts'
import type { Work } from './work.ts'

export interface MonthlyDeps extends Pick<Work, 'mean' | 'act'> {
  ledger: Ledger
  random: Random
  world: World
}

/** One that is late by now, one that is due in three weeks, and one that begins while people are busy. */
export const MONTHS = ['2026-12', '2026-12', '2026-12', '2026-12', '2027-01', '2027-01', '2027-02'] as const
/** The plan of the coming year is begun in the last quarter of this one. */
export const PLAN = '2027'
/** Every form that people write: months' reports, and now and then a year's plan. */
const FORMS = [...MONTHS, PLAN, PLAN] as const
const ALL = new Set(FORMS)
/** By which names its changes begin. */
export const familyOf = ({ of }: { of: string }): 'monthly' | 'plan' => (of === PLAN ? 'plan' : 'monthly')
const refOf = (key: MonthlyKey) => (familyOf(key) === 'plan' ? planRef(key) : monthlyRef(key))
/** A line of a plan that nothing can be said against, but for what people write in it. */
const LINE = { start: '2027-01-04', end: '2027-03-19', 'quarter.1': true, 'qty.news': 2 } as const
export const aboutMonth = (unit: string, of: string) => `${unit} ${of}`

/** What a unit's people do about its months' reports, as the pages of the app would. */
export function createMonthlyWork({ ledger, random, world, mean, act }: MonthlyDeps) {
  for (const unit of [world.school, world.otherSchool, world.office])
    for (const of of ALL) ledger.unitOf.set(aboutMonth(unit, of), unit)

  const aKey = (device: Device): MonthlyKey => ({ unitId: device.unitId, of: random.pick(FORMS) })
  const about = ({ unitId, of }: MonthlyKey) => aboutMonth(unitId, of)

  /** What stands on the screen: carried over, gathered, shared, typed here. */
  async function open(device: Device, tab: Tab, key: MonthlyKey) {
    if (familyOf(key) === 'plan') {
      const found = await readUnitPlan(tab.db, device.actor, key)
      const fields: Fields = { ...valuesOf(found.report?.fields), ...found.typed }
      const report: FormRecord | undefined = found.report
      return { ...found, report, fields, frozen: { snapshot: whole(fields), parent: null } }
    }
    const found = await readMonthly(tab.db, device.actor, key)
    const fields: Fields = {
      ...carriedFields(found.id, found.last),
      ...incidentFields(found.id, found.incidents),
      ...valuesOf(found.report?.fields),
      ...found.typed,
    }
    const report: FormRecord | undefined = found.report
    return { ...found, report, fields, frozen: { snapshot: snapshotOf(fields), policy: found.policy } }
  }
  type Page = Awaited<ReturnType<typeof open>>

  /** At least what holds a report; then any of its parts. */
  function partsOf(key: MonthlyKey, { fields, report }: Page): string[] {
    if (familyOf(key) === 'plan') return partsOfPlan(fields)
    const issues = itemsOf(fields, 'issues')
    const wanted = issues.length === 0 || random.chance(0.15) ? random.uuid() : random.pick(issues).id
    const begins = !issues.some(({ id }) => id === wanted)
    const needed = [
      ...(fields.overview ? [] : ['overview']),
      ...(begins ? [`issues.${wanted}.title`, `issues.${wanted}.handling`] : []),
    ]
    const any = ['overview', 'overview', 'difficulties', 'proposals', `issues.${wanted}.summary`]
    if (!begins) any.push(`issues.${wanted}.handling`)
    return [...new Set([...needed, ...(report && needed.length === 0 ? [random.pick(any)] : []), random.pick(any)])]
  }

  function partsOfPlan(fields: Fields): string[] {
    const lines = itemsOf(fields, 'lines')
    const isNew = lines.length === 0 || random.chance(0.15)
    const line = isNew ? random.uuid() : random.pick(lines).id
    const begins = isNew
      ? ['title', 'responsible', ...Object.keys(LINE)].map((member) => `lines.${line}.${member}`)
      : []
    const needed = ['objectives', 'focalPoint.name'].filter((path) => !fields[path])
    const any = ['objectives', 'crisis', 'spokesperson.name', `lines.${line}.indicator`, `lines.${line}.coordinators`]
    return [...new Set([...needed, ...begins, random.pick(any)])]
  }

  const shown = (value: FieldValue | undefined) => wordsIn(typeof value === 'string' ? value : '')

  async function keep(device: Device, tab: Tab, key: MonthlyKey, page: Page, paths: readonly string[]) {
    const patch: Record<string, Typed> = {}
    const meant: Intent[] = []
    for (const path of paths) {
      const base = page.report?.fields[path]?.mid ?? null
      const saw = shown(page.fields[path])
      const isOwn = page.typed[path] !== undefined
      const member = path.split('.').slice(2).join('.')
      if (path.startsWith('lines.') && member in LINE) {
        patch[path] = { value: LINE[member as keyof typeof LINE], base }
        continue
      }
      if (saw.length > 0 && random.chance(0.1) && /difficulties|proposals|summary|crisis|coordinators/.test(path)) {
        patch[path] = { value: '', base }
        for (const word of saw) ledger.cleared.add(word)
        continue
      }
      const intent = mean(device, `${familyOf(key)}-edit`, about(key), typedId(refOf(key)))
      meant.push(intent)
      ledger.typed.push({ word: intent.word, unit: key.unitId, of: key.of, path, saw, isOwn })
      patch[path] = { value: `Trong tháng, phụ huynh của đơn vị quan tâm: ${intent.word}`, base }
    }
    await keepTyped(tab.db, refOf(key), patch, device.clock())
    for (const intent of meant) if (intent.state === 'typing') intent.state = 'written'
  }

  /** Leaves the page: what was typed joins the draft that the unit shares. */
  async function put(tab: Tab, key: MonthlyKey): Promise<void> {
    const row = await tab.db.forms.get(typedId(refOf(key)))
    if (!row) return
    const words = wordsIn(JSON.stringify(row.values))
    const outcome = await tab.mutate(typedChange(refOf(key)))
    if (!outcome.ok) return
    for (const word of words) {
      const intent = ledger.byWord(word)
      if (intent?.state === 'written') intent.state = 'said'
    }
  }

  /** @param frozen what its sender saw */
  async function hand(
    device: Device,
    tab: Tab,
    key: MonthlyKey,
    sent: { kind: 'asked' | 'submitted'; frozen: object },
    change: Parameters<Tab['mutate']>[0],
  ): Promise<boolean> {
    const { accountId: account } = device.actor
    const one = { ...sent, account, unit: key.unitId, of: key.of, state: 'maybe' as const, mid: null }
    const entry = ledger.hand(JSON.parse(JSON.stringify(one)))
    const outcome = await tab.mutate(change)
    if (!outcome.ok) ledger.handed.splice(ledger.handed.indexOf(entry), 1)
    else if (!outcome.value.already) Object.assign(entry, { state: 'said', mid: outcome.value.mid })
    return outcome.ok
  }

  const isFrozen = (frozen: object, { snapshot }: { snapshot: object }) =>
    plain((frozen as { snapshot: object }).snapshot) === plain(snapshot)
  const isHead = (device: Device) => device.actor.grants.some(({ role }) => role === 'unit_head')

  async function submitOn(device: Device, tab: Tab, key: MonthlyKey): Promise<void> {
    await put(tab, key)
    const page = await open(device, tab, key)
    const { frozen } = page
    const { snapshot } = frozen
    const asked = approvedAsk(page.report)
    const args = { ...key, ...frozen }
    const change = (approval: object) => ({ name: `${familyOf(key)}.submit`, args: { ...args, approval } })
    if (isHead(device)) {
      await hand(device, tab, key, { kind: 'submitted', frozen }, change({ kind: 'own' }))
    } else if (asked && plain(asked.snapshot) === plain(snapshot)) {
      await hand(device, tab, key, { kind: 'submitted', frozen }, change({ kind: 'in_app', askId: asked.id }))
    } else {
      const intent = mean(device, `${familyOf(key)}-submit`, about(key))
      const at = instantOf(device.clock())
      const approval = { kind: 'verbal', way: 'phone', at, note: intent.word }
      const isSaid = await hand(device, tab, key, { kind: 'submitted', frozen }, change(approval))
      if (isSaid) intent.state = 'said'
      else ledger.intents.splice(ledger.intents.indexOf(intent), 1)
    }
  }

  const acts = {
    /** types into some fields; most often, but not always, leaves the page in the same breath */
    async write(device: Device) {
      const tab = device.anyTab()
      const key = aKey(device)
      const page = await open(device, tab, key)
      await keep(device, tab, key, page, partsOf(key, page))
      if (random.chance(0.75)) await put(tab, key)
    },

    /** of a month that the head has agreed to, rather than of another */
    async submit(device: Device) {
      const tab = device.anyTab()
      if (!(await sendApproved(device, tab))) await submitOn(device, tab, aKey(device))
    },

    async ask(device: Device) {
      const tab = device.anyTab()
      const key = aKey(device)
      const isAsked = await askFor(device, tab, key)
      // an officer who waits for the head sends what the head has agreed to
      if (isAsked && random.chance(0.5)) await submitOn(device, tab, key)
    },

    /** the head answers what was asked, or says of a recorded word whether it was theirs */
    async answer(device: Device) {
      const tab = device.anyTab()
      const any = aKey(device)
      const waits = []
      for (const of of ALL)
        if (formStateOf((await open(device, tab, { ...any, of })).report) === 'pending_approval') waits.push(of)
      const key = waits.length > 0 ? { ...any, of: random.pick(waits) } : any
      const { report } = await open(device, tab, key)
      const asked = latestAsk(report)
      const spoken = versionsOf(report).findLast(({ approval }) => approval.kind === 'verbal')
      if (spoken && (waits.length === 0 || random.chance(0.3))) {
        const args = { ...key, version: spoken.no }
        if (random.chance(0.5)) await tab.mutate({ name: `${familyOf(key)}.confirm`, args })
        else
          await act(device, tab, `${familyOf(key)}-dispute`, about(key), (reason) => ({
            name: `${familyOf(key)}.dispute`,
            args: { ...args, reason },
          }))
      } else if (asked) {
        const args = { ...key, askId: asked.id }
        if (random.chance(0.7)) await tab.mutate({ name: `${familyOf(key)}.approve`, args })
        else
          await act(device, tab, `${familyOf(key)}-decline`, about(key), (reason) => ({
            name: `${familyOf(key)}.decline`,
            args: { ...args, reason },
          }))
      }
    },

    /** of two values in one field its author keeps one: theirs anew, or the other's */
    async settle(device: Device) {
      const tab = device.anyTab()
      for (const of of ALL) {
        const key = { unitId: device.unitId, of }
        const page = await open(device, tab, key)
        const mine = page.report?.kept.find(({ by }) => by.accountId === device.actor.accountId)
        if (!mine || page.typed[mine.path] !== undefined) continue
        const there = page.report?.fields[mine.path]
        const words = shown(mine.value as FieldValue)
        if (random.chance(0.5)) {
          const edits = [{ path: mine.path, base: there?.mid ?? null, value: mine.value }]
          for (const word of words) {
            const intent = ledger.byWord(word)
            if (intent) intent.most += 1
            ledger.typed.push({
              word,
              unit: key.unitId,
              of,
              path: mine.path,
              saw: shown(there?.value as FieldValue),
              isOwn: false,
            })
          }
          if (!(await tab.mutate({ name: `${familyOf(key)}.edit`, args: { ...key, edits } })).ok) return
        } else for (const word of words) ledger.settled.add(word)
        await tab.mutate({ name: `${familyOf(key)}.settle`, args: { ...key, path: mine.path, mid: mine.mid } })
        return
      }
    },
  }

  async function askFor(device: Device, tab: Tab, key: MonthlyKey): Promise<boolean> {
    await put(tab, key)
    const { frozen } = await open(device, tab, key)
    const change = { name: `${familyOf(key)}.ask`, args: { ...key, ...frozen } }
    return hand(device, tab, key, { kind: 'asked', frozen }, change)
  }

  /** @returns false where there is nothing that the head has agreed to and nobody sent */
  async function sendApproved(device: Device, tab: Tab): Promise<boolean> {
    for (const of of ALL) {
      const key = { unitId: device.unitId, of }
      const asked = approvedAsk((await open(device, tab, key)).report)
      if (!asked || ledger.handed.some(({ frozen, kind }) => kind === 'submitted' && isFrozen(frozen, asked))) continue
      await submitOn(device, tab, key)
      return true
    }
    return false
  }

  /** An officer and a head who keep to the app: one asks, the other agrees, the first sends just that. */
  const approval = {
    async ask(device: Device) {
      const tab = device.anyTab()
      const key = { unitId: device.unitId, of: random.pick(['2027-01', '2026-12', PLAN]) }
      const page = await open(device, tab, key)
      await keep(device, tab, key, page, partsOf(key, page))
      await askFor(device, tab, key)
    },

    async agree(device: Device) {
      const tab = device.anyTab()
      for (const of of ALL) {
        const key = { unitId: device.unitId, of }
        const { report } = await open(device, tab, key)
        const asked = latestAsk(report)
        if (asked && formStateOf(report) === 'pending_approval')
          await tab.mutate({ name: `${familyOf(key)}.approve`, args: { ...key, askId: asked.id } })
      }
    },

    send: async (device: Device) => void (await sendApproved(device, device.anyTab())),
  }

  /** A unit's plan with at least one line goes to the office, by whatever word of its head there is. */
  async function sendPlan(device: Device): Promise<void> {
    const tab = device.anyTab()
    const key = { unitId: device.unitId, of: PLAN }
    const page = await open(device, tab, key)
    const paths = partsOf(key, page)
    if (!page.fields.objectives || itemsOf(page.fields, 'lines').length === 0) await keep(device, tab, key, page, paths)
    await submitOn(device, tab, key)
  }

  /** What lies typed on a device joins the draft after all. */
  async function resume(device: Device): Promise<void> {
    const tab = device.anyTab()
    for (const of of ALL) await put(tab, { unitId: device.unitId, of })
  }

  return { acts, approval, resume, isHead, sendPlan }
}
