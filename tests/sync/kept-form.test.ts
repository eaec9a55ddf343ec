import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BULLETIN, unitSpace } from '#domain/spaces.ts'
import { assignmentIdOf } from '#domain/tasks/assignment.ts'
import { taskIdOf } from '#domain/tasks/place.ts'
import { readForm, saveForm } from '#storage/forms.ts'
import { createKeptForm } from '#sync/kept-form.ts'
import { UNIT } from '#tests/support/builders.ts'
import { aKey, anAssignment, ISSUED, PLAN_ID } from '#tests/support/tasks.ts'
import { openStore, type TestStore } from '../storage/device-store.ts'

const formId = `${taskIdOf(aKey())} result`
let store: TestStore
let saved: string[]

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  saved = []
  store = openStore()
  const assignment = anAssignment(UNIT)
  const id = assignmentIdOf(assignment)
  await store.db.records.bulkPut([
    { space: BULLETIN, type: 'plan', id: PLAN_ID, entity: PLAN_ID, version: 1, body: ISSUED },
    { space: unitSpace(UNIT), type: 'assignment', id, entity: id, version: 1, body: assignment },
  ])
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  store.db.close()
})

/** A result's form over the real database. @param before whatever stands in the way of a save */
function aForm(before: () => Promise<void> = async () => undefined) {
  const told: string[] = []
  const form = createKeptForm<{ note: string }>({
    async save(values) {
      await before()
      await saveForm(store.db, formId, values, store.clock())
      saved.push(values.note)
    },
    onKeeping: (keeping) => told.push(keeping),
  })
  return { ...form, told }
}

/** Puts the result in line, as its page does. */
const put = async (note: string) => {
  const result = await store.mutate({ name: 'task.report', args: { ...aKey(), note }, formId })
  return result.ok
}
const kept = async () => (await readForm(store.db, formId))?.values

test('[DR5] saved is told only when nothing newer waits, and trouble until a save went through', async () => {
  let release: () => void = () => undefined
  let isShut = false
  const form = aForm(async () => {
    if (isShut) throw new Error('full')
    await new Promise<void>((done) => {
      release = done
    })
  })
  form.set({ note: 'M' })
  const first = form.flush()
  await Promise.resolve()
  form.set({ note: 'Mưa (minh họa)' })
  release()
  await first
  expect(form.told).toEqual(['waiting', 'waiting', 'waiting'])
  isShut = true
  await form.flush()
  form.set({ note: 'Mưa to (minh họa)' })
  expect(form.told.slice(3)).toEqual(['trouble'])
  isShut = false
  const last = form.flush()
  await Promise.resolve()
  release()
  await last
  expect(form.told.slice(4)).toEqual(['saved'])
})

test('[DR5] words are on the disk 400 ms after the first of them, once', async () => {
  const form = aForm()
  form.set({ note: 'M' })
  vi.advanceTimersByTime(399)
  form.set({ note: 'Mưa (minh họa)' })
  expect(saved).toEqual([])
  vi.advanceTimersByTime(1)
  await vi.waitFor(() => expect(saved).toEqual(['Mưa (minh họa)']))
  expect(await kept()).toEqual({ note: 'Mưa (minh họa)' })
})

test('[DR2] words of the last moment are not brought back by a late save while the form is put in line', async () => {
  const form = aForm()
  form.set({ note: 'Đã làm xong (minh họa)' })
  const gone = await form.handIn(async () => {
    const isIn = await put('Đã làm xong (minh họa)')
    // the device is slow: what was to be saved is due before the page knows that the form went
    form.set({ note: 'Đã làm xong (minh họa)' })
    vi.advanceTimersByTime(1_000)
    await Promise.resolve()
    return isIn
  })
  expect(gone).toBe(true)
  vi.advanceTimersByTime(1_000)
  await form.flush()
  expect(await kept()).toBeUndefined()
  expect((await store.db.outbox.toArray()).map(({ name }) => name)).toEqual(['task.report'])
})

test('[DR2] a save under way when the form is handed in ends before it', async () => {
  const { promise: gate, resolve: go } = Promise.withResolvers<void>()
  const form = aForm(() => gate)
  form.set({ note: 'Đã làm xong (minh họa)' })
  const saving = form.flush()
  const handed = form.handIn(() => put('Đã làm xong (minh họa)'))
  go()
  await saving
  expect(await handed).toBe(true)
  expect(saved).toEqual(['Đã làm xong (minh họa)'])
  expect(await kept()).toBeUndefined()
})

test('[DR8] words that are typed before the form is put in line are on the disk when it is', async () => {
  const form = aForm()
  form.set({ note: 'Đã làm' })
  form.set({ note: 'Đã làm xong (minh họa)' })
  let found: unknown
  await form.handIn(async () => {
    found = await kept()
    return put('Đã làm xong (minh họa)')
  })
  expect(found).toEqual({ note: 'Đã làm xong (minh họa)' })
})

test.each([
  ['is refused', async () => false],
  ['fails', () => Promise.reject(new Error('QuotaExceededError'))],
])('[DR7] a form whose change %s keeps its words, those that were typed meanwhile too', async (_, answer) => {
  const form = aForm()
  form.set({ note: 'Đã làm (minh họa)' })
  await form
    .handIn(() => {
      form.set({ note: 'Đã làm xong (minh họa)' })
      return answer()
    })
    .catch((error: unknown) => expect(error).toMatchObject({ message: 'QuotaExceededError' }))
  await form.flush()
  expect(await kept()).toEqual({ note: 'Đã làm xong (minh họa)' })
})

test('[DR7] what this device would not take goes with the next try', async () => {
  let isFull = true
  const form = aForm(async () => {
    if (isFull) throw new Error('QuotaExceededError')
  })
  form.set({ note: 'Đã làm xong (minh họa)' })
  await form.flush()
  expect(form.told).toEqual(['waiting', 'trouble'])
  expect(await kept()).toBeUndefined()
  isFull = false
  await form.flush()
  expect(form.told).toEqual(['waiting', 'trouble', 'saved'])
  expect(await kept()).toEqual({ note: 'Đã làm xong (minh họa)' })
})
