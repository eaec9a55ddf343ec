import { type PlanId, planIdSchema } from '#domain/ids.ts'
import type { StoredRecord } from '#domain/records.ts'
import { BULLETIN, unitSpace } from '#domain/spaces.ts'
import { type Assignment, assignmentIdOf, type IssuedPlan } from '#domain/tasks/assignment.ts'
import { type CardKey, type CardPlace, taskIdOf } from '#domain/tasks/place.ts'
import { addFormPhoto, removeFormPhoto } from '#storage/form-pictures.ts'
import { saveForm } from '#storage/forms.ts'
import { photosOfForm } from '#storage/product-photos.ts'
import type { Tab } from '#tests/support/phone.ts'
import type { Random } from '#tests/support/random.ts'
import { aProduct } from '#tests/support/tasks.ts'
import type { Device } from './device.ts'
import type { IntentKind, Ledger } from './ledger.ts'
import { CARDS, FALLEN, keyOf, type World } from './plan.ts'
import type { Server } from './server.ts'
import { wordsIn } from './words.ts'
import type { Work } from './work.ts'

interface TaskDeps extends Work {
  ledger: Ledger
  random: Random
  server: Server
  world: World
}

/** Longer than the day of some cards and not than that of others; the forms say so before anything is in line. */
const DAYS = ['2026-12-30', '2027-01-01', '2027-01-02', '2027-01-09']

/** What a school does about its cards and the office about a school's. */
export function createTaskWork({ ledger, random, server, world, mean, act, attach }: TaskDeps) {
  for (const place of [...CARDS, FALLEN]) ledger.unitOf.set(JSON.stringify(place), world.school)
  const aCard = (): CardPlace => (random.chance(0.15) ? FALLEN : random.pick(CARDS))

  /** one that the office has cancelled, as far as there is one: its phones may not know yet */
  function aCancelled(): CardPlace | undefined {
    const rows = server.rows<{ body: string }>(
      `select body from records where type = 'task' and body like '%"cancelled"%' and body not like '%"role":"given"%'
       order by id`,
    )
    return rows.length > 0 ? JSON.parse(random.pick(rows).body).place : undefined
  }

  function work(kind: IntentKind, name: string, args: (word: string) => object, card: () => CardPlace = aCard) {
    return (device: Device) => {
      const place = card()
      return act(device, device.anyTab(), kind, JSON.stringify(place), (word) => ({
        name,
        args: { ...keyOf(world, place), ...args(word) },
      }))
    }
  }

  const acts = {
    /** has no words: the card itself must show it */
    async see(device: Device) {
      const place = aCard()
      const seen = await device.anyTab().mutate({ name: 'task.see', args: keyOf(world, place) })
      if (seen.ok) ledger.seen.add(JSON.stringify(place))
    },
    progress: work('task-progress', 'task.progress', (note) => ({ percent: random.int(101), note })),
    product: work('task-product', 'task.addProduct', (title) => ({ product: aProduct({ title }) })),
    hand: work('task-report', 'task.report', (note) => ({ note })),
    handLate: work(
      'task-report',
      'task.report',
      (note) => ({ note }),
      () => aCancelled() ?? aCard(),
    ),
    ask: work('task-ask', 'task.askExtension', (reason) => ({ before: random.pick(DAYS), reason })),

    comment: work('task-comment', 'task.comment', (text) => ({ text })),

    picture: (device: Device) => {
      const place = aCard()
      return picture(device, keyOf(world, place), JSON.stringify(place))
    },

    /** by a plan that the department never issued: the phone believes it, the server does not know the card */
    async strange(device: Device) {
      const [row] = await device.anyTab().db.records.where('type').equals('plan').toArray()
      if (!row) return
      const planId: PlanId = planIdSchema.parse(random.uuid())
      const assignment: Assignment = { planId, unitId: world.school, codes: ['TRUONG'] }
      const id = assignmentIdOf(assignment)
      const seeds: StoredRecord[] = [
        { space: BULLETIN, type: 'plan', id: planId, entity: planId, version: 0, body: row.body as IssuedPlan },
        { space: unitSpace(world.school), type: 'assignment', id, entity: id, version: 0, body: assignment },
      ]
      const place = random.pick(CARDS)
      await act(device, device.anyTab(), 'task-strange', JSON.stringify(place), (note) => ({
        name: 'task.report',
        args: { ...keyOf(world, place), planId, note },
        seeds,
      }))
    },
  }

  /** A product with pictures: its form lies on the disk from its first word on. */
  async function picture(device: Device, key: CardKey, about: string): Promise<void> {
    const tab = device.anyTab()
    const taskId = taskIdOf(key)
    const formId = `${taskId} product`
    // another tab has the form open: there is one a task
    if (await tab.db.forms.get(formId)) return
    const intent = mean(device, 'task-product', about, formId)
    await saveForm(tab.db, formId, { title: intent.word }, device.clock())
    intent.state = 'written'
    for (let more = 1 + random.int(2); more > 0; more -= 1)
      await attach(intent, async (ref, bytes) => {
        await addFormPhoto(tab.db, { formId, entity: taskId, entityType: 'task' }, { ref, bytes }, device.clock)
        return true
      })
    await sendProduct(device, tab, key)
  }

  /** Sends the form as it lies there; what no longer fits is thrown away by its officer. */
  async function sendProduct(device: Device, tab: Tab, key: CardKey, isAgain = false): Promise<void> {
    const formId = `${taskIdOf(key)} product`
    const row = await tab.db.forms.get(formId)
    const title = String(row?.values.title ?? '')
    const meant = wordsIn(title).flatMap((word) => ledger.byWord(word) ?? [])
    // nobody can say whether it had left before the tab died
    if (isAgain) for (const intent of meant) intent.most = Math.max(intent.most, 2)
    if (!row) return
    const args = { ...key, product: aProduct({ title }) }
    const sent = title === '' ? null : await tab.mutate({ name: 'task.addProduct', args, formId })
    if (sent?.ok) {
      for (const intent of meant) if (intent.state !== 'retyped') intent.state = 'said'
      return
    }
    if (sent && sent.error.code === 'not-allowed') return
    for (const { id, ref } of await photosOfForm(tab.db, formId)) {
      ledger.lostPhotos.add(ref.sha256)
      await removeFormPhoto(tab.db, formId, id)
    }
    await saveForm(tab.db, formId, { title: '' }, device.clock())
    for (const intent of meant) intent.state = 'gone'
  }

  /** Forms that were left behind are sent. */
  async function resume(device: Device): Promise<void> {
    const tab = device.anyTab()
    for (const place of [...CARDS, FALLEN]) await sendProduct(device, tab, keyOf(world, place), true)
  }

  /** The desk asks the server what there is, and acts on what it was shown, as its page does. */
  function judge(kind: IntentKind, name: string, args: (word: string) => object) {
    return async (device: Device) => {
      const records = server.rows<{ space: string; type: string; id: string; body: string }>(
        `select space, type, id, body from records where type in ('task', 'assignment', 'given') and body is not null
         order by id, type`,
      )
      const tasks = records.filter(({ type }) => type === 'task')
      if (tasks.length === 0) return
      const shown = random.pick(tasks)
      const isBeside = ({ type, id, space }: typeof shown) =>
        type === 'given' ? id === shown.id : type === 'assignment' && space === shown.space
      const seeds = records
        .filter((row) => row === shown || isBeside(row))
        .map(({ body, ...row }) => ({ ...row, entity: row.id, version: 0, body: JSON.parse(body) }) as StoredRecord)
      const { planId, unitId, place } = JSON.parse(shown.body)
      const about = place.role === 'given' ? aboutPart(ledger, shown.id, unitId) : JSON.stringify(place)
      await act(device, device.anyTab(), kind, about, (word) => ({
        name,
        args: { planId, unitId, place, ...args(word) },
        seeds,
      }))
    }
  }

  const deskActs = {
    accept: judge('task-accept', 'task.accept', (note) => ({ note })),
    giveBack: judge('task-return', 'task.return', (reason) => ({ reason })),
    grant: judge('task-grant', 'task.grantExtension', (reason) => ({ before: random.pick(DAYS), reason })),
    cancel: judge('task-cancel', 'task.cancel', (reason) => ({ reason })),
    comment: judge('task-comment', 'task.comment', (text) => ({ text })),
  }

  return { acts, deskActs, resume, picture, sendProduct }
}

/** How the ledger calls what one unit does about something that it was given. */
export function aboutPart(ledger: Ledger, taskId: string, unitId: string): string {
  ledger.unitOf.set(taskId, unitId)
  return taskId
}
