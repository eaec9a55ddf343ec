import { describe, expect, test } from 'vitest'
import type { AccountId, Mid } from '#domain/ids.ts'
import { type Fields, isEmpty } from '#domain/unit-forms/fields.ts'
import { type Edit, type Kept, mergeEdits, type SharedFields, valuesOf } from '#domain/unit-forms/merge.ts'
import { takenOutUnread } from '#domain/unit-forms/taken-out.ts'
import { anActor, at, uuid } from '#tests/support/builders.ts'
import { createRandom } from '#tests/support/random.ts'

interface Draft {
  fields: SharedFields
  kept: readonly Kept[]
}
const EMPTY: Draft = { fields: {}, kept: [] }
const mid = (n: number) => uuid(0x3000 + n) as Mid
const author = (n: number) => ({
  accountId: uuid(0xc00 + n) as AccountId,
  name: anActor().name,
  role: 'focal_point' as const,
})
const write = (draft: Draft, n: number, by: number, edits: readonly Edit[]) =>
  mergeEdits(draft, edits, { mid: mid(n), by: author(by), at: at('2026-11-01T00:00:00Z') })

describe('[MR3] three-way merge by field', () => {
  test('different fields of two phones are both there', () => {
    const one = write(EMPTY, 1, 1, [{ path: 'overview', base: null, value: 'Ổn định' }])
    const two = write(one, 2, 2, [{ path: 'proposals', base: null, value: 'Tập huấn' }])
    expect(valuesOf(two.fields)).toEqual({ overview: 'Ổn định', proposals: 'Tập huấn' })
    expect(two.both).toBe(false)
  })

  test('of two in one field the first stands and the other is kept for its author', () => {
    const one = write(EMPTY, 1, 1, [{ path: 'overview', base: null, value: 'của máy một' }])
    const two = write(one, 2, 2, [{ path: 'overview', base: null, value: 'của máy hai' }])
    expect(valuesOf(two.fields)).toEqual({ overview: 'của máy một' })
    expect(two.both).toBe(true)
    expect(two.kept).toMatchObject([{ path: 'overview', value: 'của máy hai', by: { accountId: author(2).accountId } }])
  })

  test('who goes on writing over a value that lost goes on with that one', () => {
    const one = write(EMPTY, 1, 1, [{ path: 'overview', base: null, value: 'x' }])
    const two = write(one, 2, 2, [{ path: 'overview', base: null, value: 'a' }])
    const three = write(two, 3, 2, [{ path: 'overview', base: mid(2), value: 'ab' }])
    expect(three.kept.map(({ value }) => value)).toEqual(['ab'])
    expect(valuesOf(three.fields)).toEqual({ overview: 'x' })
  })

  test('what a copy of the same phone says again stands beside once', () => {
    const one = write(EMPTY, 1, 1, [{ path: 'overview', base: null, value: 'x' }])
    const two = write(one, 2, 2, [{ path: 'overview', base: null, value: 'a' }])
    const again = write(two, 3, 2, [{ path: 'overview', base: null, value: 'a' }])
    expect(again.both).toBe(true)
    expect(again.kept).toMatchObject([{ path: 'overview', value: 'a', mid: mid(3) }])
  })

  test('two who wrote the same may both go on from it', () => {
    const one = write(EMPTY, 1, 1, [{ path: 'overview', base: null, value: 'a' }])
    const two = write(one, 2, 2, [{ path: 'overview', base: null, value: 'a' }])
    expect(two.kept).toEqual([])
    const three = write(two, 3, 2, [{ path: 'overview', base: mid(2), value: 'ab' }])
    expect(valuesOf(three.fields)).toEqual({ overview: 'ab' })
    expect(three.both).toBe(false)
  })

  test('who saw the value writes over it; words win over an emptied field', () => {
    const one = write(EMPTY, 1, 1, [{ path: 'overview', base: null, value: 'a' }])
    const two = write(one, 2, 2, [{ path: 'overview', base: mid(1), value: '' }])
    expect(valuesOf(two.fields)).toEqual({ overview: '' })
    const three = write(two, 3, 1, [{ path: 'overview', base: mid(1), value: 'a và b' }])
    expect(valuesOf(three.fields)).toEqual({ overview: 'a và b' })
  })

  /** A phone writes on what it saw: its own words, or the server's at its last contact. */
  test('random phones, random order: one draft, and nothing that was typed last is dropped', () => {
    const seed = Number(process.env.SEED ?? 20261123)
    for (let run = 0; run < 300; run += 1) {
      const random = createRandom(seed + run)
      const phones = Array.from({ length: 2 + random.int(2) }, (_, by) => phoneOf(by + 1))
      let n = 0
      for (const phone of phones)
        for (let k = 1 + random.int(5); k > 0; k -= 1) {
          n += 1
          const paths = ['overview', 'difficulties', 'proposals'].filter(() => random.chance(0.6))
          if (paths.length > 0)
            phone.type(
              n,
              paths.map((path) => [path, `chữ ${n} của ${phone.by}`]),
            )
        }
      // any order between the phones, each phone's own order kept
      const queues = phones.map(({ by, queue }) => ({ by, queue: [...queue] }))
      let draft: Draft = EMPTY
      while (queues.some(({ queue }) => queue.length > 0)) {
        const { by, queue } = random.pick(queues.filter((one) => one.queue.length > 0))
        const next = queue.shift()
        if (next) draft = write(draft, next.n, by, next.edits)
      }
      const standing = valuesOf(draft.fields)
      for (const phone of phones)
        for (const [path, value] of Object.entries(phone.last)) {
          const there = [standing[path], ...draft.kept.filter((one) => one.path === path).map((one) => one.value)]
          expect(there, `seed ${seed + run}, ${path} of ${phone.by}`).toContain(value)
        }
      const typed = new Set<unknown>(phones.flatMap(({ last }) => Object.values(last)))
      for (const value of Object.values(standing)) expect(isEmpty(value) || typed.has(value)).toBe(true)
    }
  })

  test('fields that only one phone wrote come out the same in every order', () => {
    const seed = 7
    for (let run = 0; run < 100; run += 1) {
      const random = createRandom(seed + run)
      const one = phoneOf(1)
      const two = phoneOf(2)
      for (let n = 1; n <= 6; n += 1) (n % 2 ? one : two).type(n, [[n % 2 ? 'overview' : 'proposals', `chữ ${n}`]])
      const inOrder = (order: readonly number[]): Fields => {
        const queues = new Map([
          [1, [...one.queue]],
          [2, [...two.queue]],
        ])
        let draft: Draft = EMPTY
        for (const by of order) {
          const next = queues.get(by)?.shift()
          if (next) draft = write(draft, next.n, by, next.edits)
        }
        return valuesOf(draft.fields)
      }
      const order = [1, 1, 1, 2, 2, 2].sort(() => random.next() - 0.5)
      expect(inOrder(order), `seed ${seed + run}`).toEqual({ overview: 'chữ 5', proposals: 'chữ 6' })
    }
  })
})

function phoneOf(by: number) {
  const bases: Record<string, Mid> = {}
  const last: Record<string, string> = {}
  const queue: { n: number; edits: Edit[] }[] = []
  return {
    by,
    last,
    queue,
    type(n: number, words: readonly [string, string][]) {
      const edits = words.map(([path, value]) => ({ path, base: bases[path] ?? null, value }))
      for (const [path, value] of words) {
        bases[path] = mid(n)
        last[path] = value
      }
      queue.push({ n, edits })
    },
  }
}

describe('[MR3] an item that one took out while another wrote into it', () => {
  const item = `issues.${uuid(0xa)}`
  const title = `${item}.title`
  const removed = `${item}.removed`
  /** Every change signed, as the record keeps them. */
  const told = (writes: readonly [n: number, by: number, edits: Edit[]][]) => {
    const draft = writes.reduce((draft, [n, by, edits]) => write(draft, n, by, edits), EMPTY)
    return takenOutUnread({ ...draft, edits: writes.map(([n, by]) => ({ id: mid(n), by: author(by) })) })
  }

  test('is told, whichever of the two arrives first', () => {
    const begun: [number, number, Edit[]] = [1, 1, [{ path: title, base: null, value: 'Thu chi' }]]
    const out: [number, number, Edit[]] = [2, 1, [{ path: removed, base: null, value: true }]]
    const words: [number, number, Edit[]] = [3, 2, [{ path: `${item}.topic`, base: null, value: 'other' }]]
    expect(told([begun, out, words])).toEqual([item])
    expect(told([begun, words, out])).toEqual([item])
  })

  test('is told of one who wrote on, on another phone of theirs, where it was out already', () => {
    const edits: [number, number, Edit[]][] = [
      [1, 1, [{ path: title, base: null, value: 'Thu chi' }]],
      [2, 1, [{ path: removed, base: null, value: true }]],
      [3, 1, [{ path: title, base: mid(1), value: 'Thu chi đầu năm' }]],
    ]
    expect(told(edits)).toEqual([item])
  })

  test('is nothing to tell where only its author wrote, where it was taken back, or where it stands', () => {
    const begun: [number, number, Edit[]] = [1, 1, [{ path: title, base: null, value: 'Thu chi' }]]
    const out: [number, number, Edit[]] = [3, 1, [{ path: removed, base: null, value: true }]]
    const more: [number, number, Edit[]] = [2, 2, [{ path: title, base: mid(1), value: 'Thu chi đầu năm' }]]
    const back: [number, number, Edit[]] = [4, 2, [{ path: removed, base: mid(3), value: false }]]
    expect(told([begun, out])).toEqual([])
    expect(told([begun, more])).toEqual([])
    expect(told([begun, more, out, back])).toEqual([])
  })

  test('does not count what nobody writes: when it was begun, which incident it is', () => {
    const begun: [number, number, Edit[]] = [1, 2, [{ path: `${item}.at`, base: null, value: '2026-11-01T00:00:00Z' }]]
    const out: [number, number, Edit[]] = [2, 1, [{ path: removed, base: null, value: true }]]
    expect(told([begun, out])).toEqual([])
  })
})
