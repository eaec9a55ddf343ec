import { HAS_DESK, holds } from '#domain/access/can.ts'
import type { PieceId } from '#domain/ids.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import { latestOf, type Piece, pieceStateOf, recipientFor, standingsOf } from '#domain/pieces/piece.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Instant } from '#domain/time.ts'
import type { DeskPiece, DeskPieceAnswer } from '#protocol/office-pieces.ts'
import { sightOf } from '../access/spaces.ts'
import type { RequestRefusal } from '../http/answers.ts'
import type { Who } from '../session/who.ts'
import { liveById, liveOfEntity, liveOfType } from '../store/records.ts'
import type { Store } from '../store/store.ts'

/** Most lines of the desk's list. */
const DESK_LINES = 500

interface Asked {
  who: Who
  now: Instant
}

/** The pieces that were sent to a post's own place, or to a department whose office it is. [AC8, OF7] */
export async function deskPieces(
  { store }: { store: Store },
  { who, now }: Asked,
): Promise<Result<DeskPiece[], RequestRefusal>> {
  if (!holds(who.actor, HAS_DESK)) return fail('not-allowed')
  const rows = await store.read(who.departmentId, async (tx) => {
    const { reads } = await sightOf(tx, who, now)
    return (await liveOfType(tx, who.departmentId, 'piece')).filter(reads)
  })
  return ok(
    rows
      .map(({ body }) => lineOf(JSON.parse(body) as Piece, who.actor))
      .sort((a, b) => (a.changed < b.changed ? 1 : -1))
      .slice(0, DESK_LINES),
  )
}

/** One piece, whole; one that was not sent there is not found. [AC3, AC8] */
export async function deskPiece(
  { store }: { store: Store },
  { who, now, id }: Asked & { id: PieceId },
): Promise<Result<Omit<DeskPieceAnswer, 'nonce' | 'at'>, RequestRefusal>> {
  if (!holds(who.actor, HAS_DESK)) return fail('not-allowed')
  return store.read(who.departmentId, async (tx) => {
    const { reads } = await sightOf(tx, who, now)
    const row = (await liveById(tx, who.departmentId, 'piece', id)).find(reads)
    if (!row) return fail('not-found')
    const receipts = (await liveOfEntity(tx, who.departmentId, row))
      .filter(({ type }) => type === 'receipt')
      .map(({ id, body }) => ({ id, receipt: JSON.parse(body) as Receipt }))
    return ok({ space: row.space, piece: JSON.parse(row.body) as Piece, receipts })
  })
}

function lineOf(piece: Piece, actor: Actor): DeskPiece {
  const { body, photos } = latestOf(piece)
  const changed = piece.timeline.at(-1)?.stamps.received
  if (!changed) throw new Error(`an entry without its moment of receipt: ${piece.id}`)
  const standings = standingsOf(piece)
  const recipient = recipientFor(actor, piece)
  const own = standings.find(({ unitId }) => unitId === recipient?.unitId)
  return {
    id: piece.id,
    code: piece.code,
    unitName: piece.unitName,
    title: body.title,
    kind: body.kind,
    state: pieceStateOf(piece),
    own: recipient ? (own?.state ?? 'waiting') : null,
    isNewer: own?.isOlder ?? false,
    standings: standings.map(({ unitId, name, state }) => ({ unitId, name, state })),
    photos: photos.length,
    changed,
  }
}
