import type { PieceId } from '#domain/ids.ts'
import { latestOf, type Piece, versionsOf } from '#domain/pieces/piece.ts'
import type { StoredRecord } from '#domain/records.ts'
import { addFormPhoto } from '#storage/form-pictures.ts'
import { saveForm } from '#storage/forms.ts'
import { discardPieceForm, pieceFormId, readPieces } from '#storage/pieces.ts'
import { photosOfForm } from '#storage/product-photos.ts'
import type { Tab } from '#tests/support/phone.ts'
import { anArticle, anExample } from '#tests/support/pieces.ts'
import type { Random } from '#tests/support/random.ts'
import type { Device } from './device.ts'
import type { IntentKind, Ledger } from './ledger.ts'
import type { Server } from './server.ts'
import { wordsIn } from './words.ts'
import type { Work } from './work.ts'

interface PieceDeps extends Work {
  ledger: Ledger
  random: Random
  server: Server
}

/** What units do with their articles and examples, and what the office answers. */
export function createPieceWork({ ledger, random, server, mean, act, attach }: PieceDeps) {
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

    /** with pictures: its form lies on the disk from its first word on; a later version keeps those of the last one */
    async picture(device: Device) {
      const tab = device.anyTab()
      const there = random.chance(0.6) ? await aPieceOn(tab) : undefined
      const pieceId = there?.id ?? (random.uuid() as PieceId)
      const formId = pieceFormId(pieceId, 'article')
      // another tab has the form open: there is one a piece
      if (await tab.db.forms.get(formId)) return
      if (!there) ledger.unitOf.set(pieceId, device.unitId)
      const intent = mean(device, 'piece-send', pieceId, formId)
      await saveForm(tab.db, formId, { title: intent.word }, device.clock())
      intent.state = 'written'
      for (let more = 1 + random.int(2); more > 0; more -= 1)
        await attach(intent, async (ref, bytes) => {
          await addFormPhoto(tab.db, { formId, entity: pieceId, entityType: 'piece' }, { ref, bytes }, device.clock)
          return true
        })
      await sendForm(device, tab, pieceId)
    },
    again: about('piece-send', 'piece.send', (title, { unitId }) => ({ unitId, body: told(title), photos: [] })),
    withdraw: about('piece-withdraw', 'piece.withdraw', (reason) => ({ reason })),
    noConsent: about('piece-no-consent', 'piece.withdrawConsent', (note) => ({ note })),
  }

  /** Sends the form as it lies there; what no longer fits is thrown away by its officer. */
  async function sendForm(device: Device, tab: Tab, pieceId: string, isAgain = false): Promise<void> {
    const formId = pieceFormId(pieceId, 'article')
    const row = await tab.db.forms.get(formId)
    if (!row) return
    const title = String(row.values.title ?? '')
    const meant = wordsIn(title).flatMap((word) => ledger.byWord(word) ?? [])
    // nobody can say whether it had left before the tab died
    if (isAgain) for (const intent of meant) intent.most = Math.max(intent.most, 2)
    const { pieces } = await readPieces(tab.db, device.actor)
    const there = pieces.find(({ piece }) => piece.id === pieceId)?.piece
    const photos = there ? latestOf(there).photos : []
    const unitId = there?.unitId ?? device.unitId
    const args = { pieceId, unitId, body: anArticle({ title }), photos }
    const sent = title === '' ? null : await tab.mutate({ name: 'piece.send', args, formId })
    if (sent?.ok) {
      for (const intent of meant) if (intent.state !== 'retyped') intent.state = 'said'
      return
    }
    if (sent && sent.error.code === 'not-allowed') return
    // a picture that came when its form had been sent lies in a form of its own: its officer throws both away
    for (const { ref } of await photosOfForm(tab.db, formId)) ledger.lostPhotos.add(ref.sha256)
    await discardPieceForm(tab.db, formId)
    for (const intent of meant) intent.state = 'gone'
  }

  /** Forms that were left behind are sent. */
  async function resume(device: Device): Promise<void> {
    const tab = device.anyTab()
    for (const { id } of await tab.db.forms.toArray()) {
      const [pieceId = '', form] = id.split(' ')
      if (form !== 'article') continue
      // on a copied phone it goes: its officer goes on where they began it
      if (device.copies.delete(id)) await discardPieceForm(tab.db, id)
      else await sendForm(device, tab, pieceId, true)
    }
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

  return { acts, deskActs, resume }
}
