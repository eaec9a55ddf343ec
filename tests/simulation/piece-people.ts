import type { PieceId } from '#domain/ids.ts'
import { type Piece, versionsOf } from '#domain/pieces/piece.ts'
import type { StoredRecord } from '#domain/records.ts'
import type { Tab } from '#tests/support/phone.ts'
import { anArticle, anExample } from '#tests/support/pieces.ts'
import type { Random } from '#tests/support/random.ts'
import type { Device } from './device.ts'
import type { IntentKind, Ledger } from './ledger.ts'
import type { Server } from './server.ts'

interface PieceDeps {
  ledger: Ledger
  random: Random
  server: Server
  /** one act that is one word to the device */
  act(
    device: Device,
    tab: Tab,
    kind: IntentKind,
    about: string,
    change: (word: string) => Parameters<Tab['mutate']>[0],
  ): Promise<void>
}

/** What units do with their articles and examples, and what the office answers. */
export function createPieceWork({ ledger, random, server, act }: PieceDeps) {
  const told = (title: string) => (random.chance(0.5) ? anArticle({ title }) : anExample({ title }))

  async function aPieceOn({ db }: Tab): Promise<Piece | undefined> {
    const rows = await db.records.where('type').equals('piece').sortBy('id')
    return rows.length > 0 ? (random.pick(rows).body as Piece) : undefined
  }

  /** About one that the phone knows. */
  const about = (kind: IntentKind, name: string, args: (word: string, piece: Piece) => object) => {
    return async (device: Device) => {
      const tab = device.anyTab()
      const piece = await aPieceOn(tab)
      if (!piece) return
      await act(device, tab, kind, piece.id, (word) => ({ name, args: { pieceId: piece.id, ...args(word, piece) } }))
    }
  }

  const acts = {
    async send(device: Device) {
      const pieceId = random.uuid() as PieceId
      ledger.unitOf.set(pieceId, device.unitId)
      await act(device, device.anyTab(), 'piece-send', pieceId, (title) => ({
        name: 'piece.send',
        args: { pieceId, unitId: device.unitId, body: told(title), photos: [] },
      }))
    },
    again: about('piece-send', 'piece.send', (title, { unitId }) => ({ unitId, body: told(title), photos: [] })),
    withdraw: about('piece-withdraw', 'piece.withdraw', (reason) => ({ reason })),
    noConsent: about('piece-no-consent', 'piece.withdrawConsent', (note) => ({ note })),
  }

  /** The desk asks the server what there is, and acts on what it was shown. */
  function answer(kind: IntentKind | null, name: string, args: (word: string, piece: Piece) => object) {
    return async (device: Device) => {
      const rows = server.rows<{ space: string; type: string; id: string; body: string }>(
        "select space, type, id, body from records where type = 'piece' and body is not null order by id",
      )
      if (rows.length === 0) return
      const { body, ...row } = random.pick(rows)
      const piece = JSON.parse(body) as Piece
      const seeds = [{ ...row, entity: row.id, version: 0, body: piece } as unknown as StoredRecord]
      const change = (word: string) => ({ name, args: { pieceId: piece.id, ...args(word, piece) }, seeds })
      if (kind === null) await device.anyTab().mutate(change(''))
      else await act(device, device.anyTab(), kind, piece.id, change)
    }
  }

  const deskActs = {
    receive: answer(null, 'piece.receive', () => ({})),
    publish: answer(null, 'piece.publish', (_, piece) => ({
      channel: 'portal',
      link: `https://vi-du.example/${versionsOf(piece).length}`,
      on: '2026-12-31',
    })),
    decline: answer('piece-decline', 'piece.decline', (reason) => ({ reason })),
    takeDown: answer('piece-take-down', 'piece.takeDown', (note) => ({ note })),
  }

  return { acts, deskActs }
}
