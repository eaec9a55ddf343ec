import { carriedFields, incidentFields, snapshotOf } from '#domain/monthly-reports/body.ts'
import type { MonthlyKey } from '#domain/monthly-reports/key.ts'

import { instantOf } from '#domain/time.ts'
import type { FieldValue } from '#domain/unit-forms/fields.ts'
import { itemsOf } from '#domain/unit-forms/items.ts'
import { valuesOf } from '#domain/unit-forms/merge.ts'
import { approvedAsk, formStateOf, latestAsk, versionsOf } from '#domain/unit-forms/state.ts'
import { monthlyRef, readMonthly } from '#storage/monthly.ts'
import { keepTyped, type Typed, typedChange, typedId } from '#storage/unit-forms.ts'
import type { Tab } from '#tests/support/phone.ts'
import type { Random } from '#tests/support/random.ts'
import type { Device } from './device.ts'
import type { Intent, IntentKind, Ledger } from './ledger.ts'
import type { World } from './plan.ts'
import { plain, wordsIn } from './words.ts'

export interface MonthlyDeps {
  ledger: Ledger
  random: Random
  world: World
  mean(device: Device, kind: IntentKind, about: string, draft?: string | null): Intent
  /** one act that is one word to the device */
  act(
    device: Device,
    tab: Tab,
    kind: IntentKind,
    about: string,
    change: (word: string) => Parameters<Tab['mutate']>[0],
  ): Promise<void>
}

/** One that is late by now, one that is due in three weeks, and one that begins while people are busy. */
export const MONTHS = ['2026-12', '2026-12', '2026-12', '2026-12', '2027-01', '2027-01', '2027-02'] as const
/** How the ledger calls a unit's report of a month, and its duty. */
export const aboutMonth = (unit: string, of: string) => `${unit} ${of}`

/** What a unit's people do about its months' reports, as the pages of the app would. */
export function createMonthlyWork({ ledger, random, world, mean, act }: MonthlyDeps) {
  for (const unit of [world.school, world.otherSchool, world.office])
    for (const of of MONTHS) ledger.unitOf.set(aboutMonth(unit, of), unit)

  const aKey = (device: Device): MonthlyKey => ({ unitId: device.unitId, of: random.pick(MONTHS) })
  const about = ({ unitId, of }: MonthlyKey) => aboutMonth(unitId, of)

  /** What stands on the screen: carried over, gathered, shared, typed here. */
  async function open(device: Device, tab: Tab, key: MonthlyKey) {
    const found = await readMonthly(tab.db, device.actor, key)
    const fields = {
      ...carriedFields(found.id, found.last),
      ...incidentFields(found.id, found.incidents),
      ...valuesOf(found.report?.fields),
      ...found.typed,
    }
    return { ...found, fields }
  }
  type Page = Awaited<ReturnType<typeof open>>

  /** At least what holds a report; then any of its parts. */
  function partsOf({ fields, report }: Page): string[] {
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

  const shown = (value: FieldValue | undefined) => wordsIn(typeof value === 'string' ? value : '')

  async function keep(device: Device, tab: Tab, key: MonthlyKey, page: Page, paths: readonly string[]) {
    const patch: Record<string, Typed> = {}
    const meant: Intent[] = []
    for (const path of paths) {
      const base = page.report?.fields[path]?.mid ?? null
      const saw = shown(page.fields[path])
      const isOwn = page.typed[path] !== undefined
      if (saw.length > 0 && random.chance(0.1) && /difficulties|proposals|summary/.test(path)) {
        patch[path] = { value: '', base }
        for (const word of saw) ledger.cleared.add(word)
        continue
      }
      const intent = mean(device, 'monthly-edit', about(key), typedId(monthlyRef(key)))
      meant.push(intent)
      ledger.typed.push({ word: intent.word, unit: key.unitId, of: key.of, path, saw, isOwn })
      patch[path] = { value: `Trong tháng, phụ huynh của đơn vị quan tâm: ${intent.word}`, base }
    }
    await keepTyped(tab.db, monthlyRef(key), patch, device.clock())
    for (const intent of meant) if (intent.state === 'typing') intent.state = 'written'
  }

  /** Leaves the page: what was typed joins the draft that the unit shares. */
  async function put(tab: Tab, key: MonthlyKey): Promise<void> {
    const row = await tab.db.forms.get(typedId(monthlyRef(key)))
    if (!row) return
    const words = wordsIn(JSON.stringify(row.values))
    const outcome = await tab.mutate(typedChange(monthlyRef(key)))
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

  const isFrozen = (frozen: object, { snapshot, policy }: { snapshot: object; policy: string }) =>
    plain(frozen) === plain({ snapshot, policy })
  const isHead = (device: Device) => device.actor.grants.some(({ role }) => role === 'unit_head')

  async function submitOn(device: Device, tab: Tab, key: MonthlyKey): Promise<void> {
    await put(tab, key)
    const page = await open(device, tab, key)
    const snapshot = snapshotOf(page.fields)
    const frozen = { snapshot, policy: page.policy }
    const asked = approvedAsk(page.report)
    const args = { ...key, ...frozen }
    const change = (approval: object) => ({ name: 'monthly.submit', args: { ...args, approval } })
    if (isHead(device)) {
      await hand(device, tab, key, { kind: 'submitted', frozen }, change({ kind: 'own' }))
    } else if (asked && plain(asked.snapshot) === plain(snapshot)) {
      await hand(device, tab, key, { kind: 'submitted', frozen }, change({ kind: 'in_app', askId: asked.id }))
    } else {
      const intent = mean(device, 'monthly-submit', about(key))
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
      await keep(device, tab, key, page, partsOf(page))
      if (random.chance(0.75)) await put(tab, key)
    },

    /** of a month that the head has agreed to, rather than of another */
    async submit(device: Device) {
      const tab = device.anyTab()
      const key = aKey(device)
      for (const of of new Set(MONTHS)) {
        const asked = approvedAsk((await open(device, tab, { ...key, of })).report)
        if (asked && !ledger.handed.some(({ frozen, kind }) => kind === 'submitted' && isFrozen(frozen, asked)))
          return submitOn(device, tab, { ...key, of })
      }
      await submitOn(device, tab, key)
    },

    async ask(device: Device) {
      const tab = device.anyTab()
      const key = aKey(device)
      await put(tab, key)
      const page = await open(device, tab, key)
      const frozen = { snapshot: snapshotOf(page.fields), policy: page.policy }
      const change = { name: 'monthly.ask', args: { ...key, ...frozen } }
      const isAsked = await hand(device, tab, key, { kind: 'asked', frozen }, change)
      // an officer who waits for the head sends what the head has agreed to
      if (isAsked && random.chance(0.5)) await submitOn(device, tab, key)
    },

    /** the head answers what was asked, or says of a recorded word whether it was theirs */
    async answer(device: Device) {
      const tab = device.anyTab()
      const any = aKey(device)
      const waits = []
      for (const of of new Set(MONTHS))
        if (formStateOf((await open(device, tab, { ...any, of })).report) === 'pending_approval') waits.push(of)
      const key = waits.length > 0 ? { ...any, of: random.pick(waits) } : any
      const { report } = await open(device, tab, key)
      const asked = latestAsk(report)
      const spoken = versionsOf(report).findLast(({ approval }) => approval.kind === 'verbal')
      if (spoken && (waits.length === 0 || random.chance(0.3))) {
        const args = { ...key, version: spoken.no }
        if (random.chance(0.5)) await tab.mutate({ name: 'monthly.confirm', args })
        else
          await act(device, tab, 'monthly-dispute', about(key), (reason) => ({
            name: 'monthly.dispute',
            args: { ...args, reason },
          }))
      } else if (asked) {
        const args = { ...key, askId: asked.id }
        if (random.chance(0.7)) await tab.mutate({ name: 'monthly.approve', args })
        else
          await act(device, tab, 'monthly-decline', about(key), (reason) => ({
            name: 'monthly.decline',
            args: { ...args, reason },
          }))
      }
    },

    /** of two values in one field its author keeps one: theirs anew, or the other's */
    async settle(device: Device) {
      const tab = device.anyTab()
      for (const of of new Set(MONTHS)) {
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
            if (intent) intent.most = 2
            ledger.typed.push({
              word,
              unit: key.unitId,
              of,
              path: mine.path,
              saw: shown(there?.value as FieldValue),
              isOwn: false,
            })
          }
          if (!(await tab.mutate({ name: 'monthly.edit', args: { ...key, edits } })).ok) return
        } else for (const word of words) ledger.settled.add(word)
        await tab.mutate({ name: 'monthly.settle', args: { ...key, path: mine.path, mid: mine.mid } })
        return
      }
    },
  }

  /** What lies typed on a device joins the draft after all. */
  async function resume(device: Device): Promise<void> {
    const tab = device.anyTab()
    for (const of of new Set(MONTHS)) await put(tab, { unitId: device.unitId, of })
  }

  return { acts, resume, isHead }
}
