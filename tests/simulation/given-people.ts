import type { Day } from '#domain/deadlines/days.ts'
import type { GivingId } from '#domain/ids.ts'
import type { StoredRecord } from '#domain/records.ts'
import { unitSpace } from '#domain/spaces.ts'
import { bodyOf } from '#domain/tasks/given-card.ts'
import { type Given, type Giving, givenKey } from '#domain/tasks/giving.ts'
import { emptyGiving, type GivingValues, givingFormId, valuesOfGiven } from '#domain/tasks/giving-values.ts'
import { type CardKey, taskIdOf } from '#domain/tasks/place.ts'
import { instantOf } from '#domain/time.ts'
import { type Answer, answersOf } from '#features/office/given/answers.ts'
import { judge, unitsIn } from '#features/office/given/giving-values.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { givenVi } from '#i18n/given-texts.ts'
import type { DeskPart } from '#protocol/office-given.ts'
import { serverTimeOn } from '#storage/duties.ts'
import { saveForm } from '#storage/forms.ts'
import type { PlainChange } from '#storage/mutate.ts'
import type { Tab } from '#tests/support/phone.ts'
import type { Random } from '#tests/support/random.ts'
import { aProduct } from '#tests/support/tasks.ts'
import type { Device } from './device.ts'
import type { GivenAct, Intent, IntentKind, Ledger } from './ledger.ts'
import type { World } from './plan.ts'
import type { Server } from './server.ts'
import { aboutPart, type createTaskWork } from './task-people.ts'
import { wordsIn } from './words.ts'
import type { Work } from './work.ts'

interface GivenDeps extends Pick<Work, 'mean' | 'act'> {
  ledger: Ledger
  random: Random
  server: Server
  world: World
  /** what units do about any task with pictures */
  tasks: Pick<ReturnType<typeof createTaskWork>, 'picture' | 'sendProduct'>
}

/** The form of a new giving; each that was given has one for its change. */
const NEW = givingFormId(null)
/** Days before which something is wanted: one ends while people are busy, and a change may name one that has passed. */
const WANTED = ['2027-01-01', '2027-01-01', '2027-01-02', '2027-01-05', '2027-02-01']
const CHANGED = ['2026-12-30', '2026-12-30', '2027-01-01', '2027-01-02', '2027-01-04', '2027-02-03']
/** As people write what is meant: a day, an hour. */
const typedDay = (day: string) => day.split('-').reverse().map(Number).join('/')
const HOURS = [
  { typed: '', hour: '' },
  { typed: '14:00', hour: '14:00' },
  { typed: '8h', hour: '08:00' },
]
/** Until when a unit asks for more time; the form says so where that is no more than there is. */
const MORE = ['2027-01-03', '2027-01-09', '2027-02-20']

/** What the office gives units outside of the plan, and what they do about it. */
export function createGivenWork({ ledger, random, server, world, mean, act, tasks }: GivenDeps) {
  /** tasks of which a product's form lies on some disk, by the form's id */
  const formOf = new Map<string, CardKey>()

  /** Those to whom it goes: schools mostly; one of them may have ended by the time that it comes. */
  function someUnits(): string[] {
    const { school, otherSchool, office } = world
    return random.pick([[school], [school, otherSchool], [school, otherSchool], [otherSchool], [otherSchool, office]])
  }

  /** What is meant with a change, and whom it concerns: nobody else may ever read its word. */
  function intend(
    device: Device,
    { bodyWith, ...meant }: Pick<GivenAct, 'kind' | 'givingId' | 'units'> & { bodyWith?: (word: string) => object },
    formId: string | null = null,
  ): Intent {
    const intent = mean(device, meant.kind, meant.givingId, formId)
    const { word } = intent
    intent.units = meant.units
    ledger.give({ ...meant, word, device: device.label, body: bodyWith?.(word) ?? null })
    return intent
  }

  /** Hands a kept form in as its page does: judged as it lies there, gone with the change that it becomes. */
  async function handIn(device: Device, tab: Tab, formId: string, isAgain = false): Promise<void> {
    const row = await tab.db.forms.get(formId)
    if (!row) return
    const values = row.values as GivingValues
    const shown = formId === NEW ? null : givingOnServer(values.givingId)
    // its page cannot be opened until the server has it again
    if (formId !== NEW && !shown) return
    const meant = wordsIn(values.ask).flatMap((word) => ledger.byWord(word) ?? [])
    // nobody can say whether it had left before the tab died
    if (isAgain) for (const intent of meant) intent.most = Math.max(intent.most, 2)
    const judged = judge(values, shown !== null, givenVi.form, await serverTimeOn(tab.db, device.clock))
    // the same form open in two tabs: it is given once, or refused to both
    const taps = !shown && random.chance(0.3) ? [tab, device.anyTab()] : [tab]
    if (taps.length > 1) for (const intent of meant) intent.most += 1
    const outcomes = judged.ok
      ? await Promise.all(taps.map((tapped) => tapped.mutate(changeOf(values, judged.body, formId, shown))))
      : []
    if (outcomes.some(({ ok }) => ok)) {
      for (const intent of meant) if (intent.state !== 'retyped') intent.state = 'said'
      for (const { word } of meant) ledger.saidGiven(word)
      return
    }
    // a day that has passed by now, or other words than those that were given under its id: its officer lets it go
    await saveForm(tab.db, formId, {}, device.clock())
    for (const intent of meant) intent.state = 'gone'
  }

  function changeOf(values: GivingValues, body: object, formId: string, shown: Giving | null): PlainChange {
    const givingId = values.givingId as GivingId
    return shown
      ? { name: 'task.amend', args: { givingId, body, reason: values.reason }, seeds: [seedOf(shown)], formId }
      : { name: 'task.give', args: { givingId, unitIds: unitsIn(values), body }, formId }
  }

  const givings = (): Giving[] =>
    server
      .rows<{ body: string }>("select body from records where type = 'giving' and body is not null order by id")
      .map(({ body }) => JSON.parse(body) as Giving)
  const givingOnServer = (id: string) => givings().find((giving) => giving.id === id) ?? null

  /** The page of one giving: what each of its units did. */
  function pageOf(giving: Giving): Answer[] {
    const bodies = server
      .rows<{ body: string }>("select body from records where type = 'task' and body is not null order by id")
      .map(({ body }) => JSON.parse(body) as NonNullable<DeskPart['task']>)
    const parts = giving.unitIds.map((unitId) => {
      const id = taskIdOf(givenKey(giving.id, unitId))
      return { unitId, unitName: '', task: bodies.find((task) => task.id === id) ?? null }
    })
    return answersOf(giving, parts, instantOf(0))
  }

  /** A page that somebody has open on the desk, where there is one. */
  function aPage(): { giving: Giving; open: Answer[]; standing: Answer[] } | null {
    const all = givings()
    if (all.length === 0) return null
    const giving = random.pick(all)
    const answers = pageOf(giving)
    const open = answers.filter(({ group }) => group === 'open')
    return { giving, open, standing: answers.filter(({ state }) => state !== 'done' && state !== 'cancelled') }
  }

  async function give(device: Device): Promise<void> {
    const tab = device.anyTab()
    // another tab has it open
    if (await tab.db.forms.get(NEW)) return
    const units = someUnits()
    const givingId = random.uuid()
    const kind = random.pick(['event', 'event', 'brief'] as const)
    const { typed, hour } = random.pick(HOURS)
    const title = 'Ngày hội đọc sách (minh họa)'
    const from = '2027-02-10'
    const to = kind === 'event' ? random.pick([from, '2027-02-12']) : from
    const place = random.pick(['', 'Thư viện tỉnh (minh họa)'])
    const before = random.pick(WANTED)
    const bodyWith = (word: string) => ({ kind, title, from, to, hour, place, ask: askOf(word), before })
    const intent = intend(device, { kind: 'given-give', givingId, units, bodyWith }, NEW)
    const values: GivingValues = {
      ...emptyGiving(givingId, kind),
      title,
      from: typedDay(from),
      to: to === from ? '' : typedDay(to),
      hour: typed,
      place,
      ask: askOf(intent.word),
      before: typedDay(before),
      units: units.join(' '),
    }
    await saveForm(tab.db, NEW, values, device.clock())
    intent.state = 'written'
    await handIn(device, tab, NEW)
  }

  /** An act on a page for several units at once, kept the moment that it is said. */
  function forSeveral(kind: GivenAct['kind'], name: string, pick: 'open' | 'standing', said: 'text' | 'reason') {
    return async (device: Device): Promise<void> => {
      const page = aPage()
      const unitIds = page?.[pick].map(({ part }) => part.unitId) ?? []
      if (!page || unitIds.length === 0) return give(device)
      const { giving } = page
      const intent = intend(device, { kind, givingId: giving.id, units: unitIds })
      const args = { givingId: giving.id, unitIds, [said]: intent.word }
      const outcome = await device.anyTab().mutate({ name, args, seeds: [seedOf(giving)] })
      if (outcome.ok) {
        intent.state = 'said'
        ledger.saidGiven(intent.word)
        return
      }
      ledger.intents.splice(ledger.intents.indexOf(intent), 1)
    }
  }

  const deskActs = {
    give,

    /** another day, place or wish, with what else stood there as its author saw it */
    async amend(device: Device): Promise<void> {
      const page = aPage()
      if (!page || page.standing.length === 0) return give(device)
      const { giving } = page
      const tab = device.anyTab()
      const formId = givingFormId(giving.id)
      if (await tab.db.forms.get(formId)) return
      const shown = bodyOf(giving)
      const changed = {
        ...(random.chance(0.6) ? { before: random.pick(CHANGED) } : {}),
        ...(random.chance(0.3) ? { place: 'Hội trường A (minh họa)' } : {}),
      }
      const units = [...giving.unitIds]
      const bodyWith = (word: string) => ({ ...shown, ...changed, ask: askOf(word) })
      const intent = intend(device, { kind: 'given-amend', givingId: giving.id, units, bodyWith }, formId)
      const values: GivingValues = {
        ...valuesOfGiven(giving.id, shown, (day) => fullDay(day as Day)),
        ...changed,
        ...(changed.before ? { before: typedDay(changed.before) } : {}),
        ask: askOf(intent.word),
        reason: `Vì lý do minh họa ${intent.word}`,
      }
      await saveForm(tab.db, formId, values, device.clock())
      intent.state = 'written'
      await handIn(device, tab, formId)
    },

    chase: forSeveral('given-chase', 'task.chase', 'open', 'text'),
    withdraw: forSeveral('given-withdraw', 'task.withdraw', 'standing', 'reason'),
  }

  async function aGivenOn({ db }: Tab): Promise<CardKey | null> {
    const rows = await db.records.where('type').equals('given').sortBy('id')
    if (rows.length === 0) return null
    const { givingId, unitId } = random.pick(rows).body as Given
    return givenKey(givingId, unitId)
  }

  /** On a phone that knows of it: a task like any other. */
  function work(kind: IntentKind, name: string, args: (word: string) => object) {
    return async (device: Device): Promise<void> => {
      const tab = device.anyTab()
      const key = await aGivenOn(tab)
      if (!key) return
      await act(device, tab, kind, aboutPart(ledger, taskIdOf(key), key.unitId), (word) => ({
        name,
        args: { ...key, ...args(word) },
      }))
    }
  }

  const acts = {
    async see(device: Device): Promise<void> {
      const tab = device.anyTab()
      const key = await aGivenOn(tab)
      if (key) await tab.mutate({ name: 'task.see', args: key })
    },
    answer: work('task-report', 'task.report', (note) => ({ note })),
    progress: work('task-progress', 'task.progress', (note) => ({ percent: random.int(101), note })),
    product: work('task-product', 'task.addProduct', (title) => ({ product: aProduct({ title }) })),
    ask: work('task-ask', 'task.askExtension', (reason) => ({ before: random.pick(MORE), reason })),
    comment: work('task-comment', 'task.comment', (text) => ({ text })),
    async picture(device: Device): Promise<void> {
      const key = await aGivenOn(device.anyTab())
      if (!key) return
      const taskId = taskIdOf(key)
      formOf.set(`${taskId} product`, key)
      await tasks.picture(device, key, aboutPart(ledger, taskId, key.unitId))
    },
  }

  const hasEnded = (unitId: string) =>
    server.rows(`select 1 from units where id = '${unitId}' and valid_to is not null`).length > 0

  /** Forms that were left behind are sent; on a copied desk they go: their officer goes on where they began them. */
  async function resume(device: Device): Promise<void> {
    const tab = device.anyTab()
    for (const { id } of await tab.db.forms.toArray()) {
      const key = formOf.get(id)
      if (key) {
        const there = await tab.db.records
          .where('[type+id]')
          .equals(['given', taskIdOf(key)])
          .count()
        // the page of a task is there again when the server is; whose unit has ended has none
        if (there > 0 || hasEnded(key.unitId)) await tasks.sendProduct(device, tab, key, true)
      } else if (id === NEW || id.endsWith(' amend')) {
        if (device.copies.delete(id)) await saveForm(tab.db, id, {}, device.clock())
        else await handIn(device, tab, id, true)
      }
    }
  }

  return { acts, deskActs, resume }
}

const askOf = (word: string) => `Mỗi đơn vị cho biết: ${word}`

/** The desk asks the server what there is, and its change takes along what it was shown. */
const seedOf = (giving: Giving): StoredRecord => ({
  space: unitSpace(giving.unitId),
  type: 'giving',
  id: giving.id,
  entity: giving.id,
  version: 0,
  body: giving,
})
