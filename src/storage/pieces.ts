import type { PieceId } from '#domain/ids.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import type { PieceForm } from '#domain/pieces/body.ts'
import type { Piece } from '#domain/pieces/piece.ts'
import { PIECE_RULES, type PieceRules } from '#domain/pieces/recipients.ts'
import type { Receipt, SigningKey } from '#domain/receipts/receipt.ts'
import type { Refused } from '#domain/records.ts'
import { overlay } from '#domain/sync/overlay.ts'
import type { AccountDb } from './db.ts'
import type { FormRow } from './forms.ts'
import { learning } from './learning.ts'
import { letGo } from './photos.ts'
import { photosOfForm } from './product-photos.ts'
import { isSoundRecord, soundOf } from './sound.ts'
import type { OutboxRow } from './tables.ts'
import { pendingOf, readRefused, stands, viewOf, viewOfEntity } from './views.ts'

/** The form in which a piece is written, kept under this id until it is sent. [DR1] */
export const pieceFormId = (pieceId: string, form: PieceForm): string => `${pieceId} ${form}`

/** A piece that was begun and not sent, or a newer version of one. */
export interface BegunPiece {
  pieceId: string
  form: PieceForm
  row: FormRow
}

export interface ListedPiece {
  piece: Piece
  /** changes of it that the server has not confirmed, oldest first */
  waiting: OutboxRow[]
}

export interface PiecesOnDevice {
  pieces: ListedPiece[]
  begun: BegunPiece[]
  refused: Refused[]
}

/** The articles and examples of the actor's units that this device keeps, with what waits on top; newest first. [SY4] */
export const readPieces = (db: AccountDb, actor: Actor): Promise<PiecesOnDevice> => learning(() => readAll(db, actor))

async function readAll(db: AccountDb, actor: Actor): Promise<PiecesOnDevice> {
  const [rows, rules, outbox, begun, refused] = await Promise.all([
    db.records.where('type').equals('piece').filter(isSoundRecord).toArray(),
    db.records.where('[type+id]').equals(['piece_rules', PIECE_RULES]).toArray(),
    db.outbox.orderBy('seq').toArray(),
    readBegun(db),
    readRefused(db),
  ])
  const own = outbox.filter(({ name, seeds }) => name.startsWith('piece.') && seeds.length === 0)
  const view = overlay(viewOf([...rules, ...rows]), own.filter(stands).map(pendingOf), actor)
  const ids = new Set([...rows.map(({ id }) => id), ...own.map(({ entity }) => entity)])
  const pieces = [...ids].flatMap((id) => {
    const piece = view.get('piece', id)
    return piece ? [{ piece, waiting: own.filter(({ entity }) => entity === id) }] : []
  })
  return {
    pieces: pieces.sort((a, b) => (committedOf(a) < committedOf(b) ? 1 : -1)),
    begun,
    refused: refused.filter(({ name }) => name.startsWith('piece.')),
  }
}

const committedOf = ({ piece }: ListedPiece) => piece.timeline[0]?.stamps.committed ?? ''

const FORM_ID = /^([0-9a-f-]{36}) (article|example)$/

async function readBegun(db: AccountDb): Promise<BegunPiece[]> {
  const forms = await db.forms.toArray()
  return forms
    .flatMap((row) => {
      const [, pieceId, form] = FORM_ID.exec(row.id) ?? []
      return pieceId && form ? [{ pieceId, form: form as PieceForm, row }] : []
    })
    .sort((a, b) => (a.row.savedAt < b.row.savedAt ? 1 : -1))
}

/** Everything that the pages of one piece show. */
export interface PieceOnDevice extends ListedPiece {
  begun: BegunPiece[]
  refused: Refused[]
  /** of its versions and pictures, by the entry's or the photo's id */
  receipts: ReadonlyMap<string, Receipt>
  keys: SigningKey[]
}

/** @returns null for one that this device does not have */
export async function readPiece(db: AccountDb, id: PieceId, actor: Actor): Promise<PieceOnDevice | null> {
  const piece = (await viewOfEntity(db, id, actor)).get('piece', id)
  if (!piece) return null
  const [waiting, rows, keys, refused, begun] = await Promise.all([
    db.outbox.where('entity').equals(id).sortBy('seq'),
    db.records.where('entity').equals(id).toArray(soundOf),
    db.records.where('type').equals('signing_key').toArray(soundOf),
    readRefused(db),
    readBegun(db),
  ])
  return {
    piece,
    waiting,
    begun: begun.filter(({ pieceId }) => pieceId === id),
    refused: refused.filter(({ entity }) => entity === id),
    receipts: new Map(rows.filter(({ type }) => type === 'receipt').map((row) => [row.id, row.body as Receipt])),
    keys: keys.map(({ body }) => body as SigningKey),
  }
}

/** Where a piece that is sent today would go, as far as this device knows. [PI1] */
export async function readPieceRules(db: AccountDb): Promise<PieceRules | undefined> {
  const [row] = await db.records.where('[type+id]').equals(['piece_rules', PIECE_RULES]).toArray(soundOf)
  return row?.body as PieceRules | undefined
}

/** Throws away a form that was begun, with its pictures; only its officer asks for it. [DR1, DR9] */
export const discardPieceForm = (db: AccountDb, formId: string): Promise<void> =>
  db.transaction('rw', [db.forms, db.photos, db.photoChunks, db.outbox, db.records], async () => {
    await letGo(db, await photosOfForm(db, formId))
    await db.forms.delete(formId)
  })
