import { expect, test } from 'vitest'
import type { Day } from '#domain/deadlines/days.ts'
import { declinePiece, publishPiece, receivePiece, takeDownPiece } from '#domain/pieces/office-acts.ts'
import type { Piece } from '#domain/pieces/piece.ts'
import { sendPiece } from '#domain/pieces/unit-acts.ts'
import { pieceNewsOf } from '#features/today/read-piece-news.ts'
import { aContext, anActor, at, OFFICE, OTHER_UNIT, UNIT, uuid } from '#tests/support/builders.ts'
import { anArticle, PIECE, PORTAL, pieceAfter, rulesFor } from '#tests/support/pieces.ts'

const officer = anActor()
const clerk = anActor('office_clerk', OFFICE, 2)
const portal = anActor('division_officer', PORTAL, 3)
const key = { pieceId: PIECE }
const by = (actor: typeof officer, mid: number, received: string | null) =>
  aContext({
    actor,
    mid: uuid(0xd00 + mid) as ReturnType<typeof aContext>['mid'],
    received: received === null ? null : at(received),
  })

const sent = (): Piece =>
  pieceAfter(
    sendPiece,
    undefined,
    { ...key, unitId: UNIT, body: anArticle(), photos: [] },
    by(officer, 1, '2026-11-18T01:00:00Z'),
    rulesFor(OFFICE, PORTAL),
  )
const published = (piece: Piece, received: string | null) =>
  pieceAfter(
    publishPiece,
    piece,
    { ...key, channel: 'portal', link: '', on: '2026-11-18' as Day },
    by(portal, 2, received),
  )

test('[UI4] [PI3] what each place answers leads to the piece, newest first; that it was taken in is no news', () => {
  let piece = pieceAfter(receivePiece, sent(), key, by(portal, 5, '2026-11-18T01:30:00Z'))
  piece = published(piece, '2026-11-18T02:00:00Z')
  piece = pieceAfter(
    declinePiece,
    piece,
    { ...key, reason: 'Chờ đợt sau (minh họa)' },
    by(clerk, 3, '2026-11-18T04:00:00Z'),
  )
  piece = pieceAfter(takeDownPiece, piece, { ...key, note: '' }, by(portal, 4, '2026-11-18T03:00:00Z'))
  expect(pieceNewsOf([piece], officer).map(({ entry, place, title }) => [entry.kind, place, title])).toEqual([
    ['declined', 'Nơi nhận 1 (minh họa)', anArticle().title],
    ['taken_down', 'Nơi nhận 2 (minh họa)', anArticle().title],
    ['published', 'Nơi nhận 2 (minh họa)', anArticle().title],
  ])
})

test('[UI4] nothing is told of other units, of own acts, or of what the server has not received', () => {
  const piece = published(sent(), '2026-11-18T02:00:00Z')
  expect(pieceNewsOf([piece], officer)).toHaveLength(1)
  expect(pieceNewsOf([piece], anActor('focal_point', OTHER_UNIT, 4))).toEqual([])
  expect(pieceNewsOf([{ ...piece, unitId: PORTAL }], portal)).toEqual([])
  expect(pieceNewsOf([published(sent(), null)], officer)).toEqual([])
  expect(pieceNewsOf([sent()], officer)).toEqual([])
})

test('[UI4] at most five are told', () => {
  const pieces = Array.from({ length: 7 }, (_, n) => published(sent(), `2026-11-18T0${n}:30:00Z`))
  expect(pieceNewsOf(pieces, officer).map(({ at: when }) => when.slice(11, 13))).toEqual(['06', '05', '04', '03', '02'])
})
