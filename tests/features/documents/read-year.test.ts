import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PieceId, UnitId } from '#domain/ids.ts'
import { PIECE_RULES } from '#domain/pieces/recipients.ts'
import { BULLETIN } from '#domain/spaces.ts'
import { readYear } from '#features/documents/read-year.ts'
import { OTHER_UNIT, UNIT, uuid } from '#tests/support/builders.ts'
import { anArticle, rulesFor } from '#tests/support/pieces.ts'
import { openStore, type TestStore } from '../../storage/device-store.ts'

const YEAR_MS = 366 * 86_400_000
let store: TestStore
beforeEach(async () => {
  store = openStore()
  const body = rulesFor(uuid(0xa3) as never)
  await store.db.records.put({
    space: BULLETIN,
    type: 'piece_rules',
    id: PIECE_RULES,
    entity: PIECE_RULES,
    version: 1,
    body,
  })
})
afterEach(() => store.db.delete())

const send = (n: number, title: string) =>
  store.mutate({
    name: 'piece.send',
    args: { pieceId: uuid(0xb50 + n) as PieceId, unitId: UNIT, body: anArticle({ title }), photos: [] },
  })
const titles = async (year: number, unitId: UnitId = UNIT) => {
  const { pieces } = await readYear(store.db, store.actor, { year, unitId }, store.clock)
  return pieces.flatMap(({ timeline }) =>
    timeline.flatMap((entry) => (entry.kind === 'sent' ? [entry.body.title] : [])),
  )
}

test('[DC3] the year book has the pieces of its year, oldest first, also what waits here', async () => {
  await send(1, 'Bài thứ nhất (minh họa)')
  store.pass(60_000)
  await send(2, 'Bài thứ hai (minh họa)')
  store.pass(YEAR_MS)
  await send(3, 'Bài năm sau (minh họa)')
  expect(await titles(2026)).toEqual(['Bài thứ nhất (minh họa)', 'Bài thứ hai (minh họa)'])
  expect(await titles(2027)).toEqual(['Bài năm sau (minh họa)'])
  expect(await titles(2025)).toEqual([])
  // each unit has a book of its own
  expect(await titles(2026, OTHER_UNIT)).toEqual([])
})
