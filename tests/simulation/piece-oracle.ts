import type { SentEntry } from '#domain/pieces/piece.ts'
import type { Receipt, SigningKey } from '#domain/receipts/receipt.ts'
import { verifyPiece } from '#domain/receipts/verify.ts'
import type { IntentKind, Ledger } from './ledger.ts'
import type { Server } from './server.ts'

/** An article or example as it lies in the server's database, read as plain JSON. */
interface PlainPiece {
  id: string
  timeline: { id: string; kind: string; no?: number; unitId?: string; link?: string; stamps: { received: string } }[]
}
interface World {
  ledger: Ledger
  server: Server
  once(key: string, check: () => string[]): string[]
}

const piecesOn = (server: Server): PlainPiece[] =>
  server
    .rows<{ body: string }>("select body from records where type = 'piece' and body is not null order by id")
    .map(({ body }) => JSON.parse(body) as PlainPiece)

/** Nothing twice, every version with its number and a receipt, and nobody told of what did not happen. */
export function pieceComplaints(world: World): string[] {
  const pieces = piecesOn(world.server)
  const isRestored = world.server.rows('select 1 from restores').length > 0
  return [
    ...pieces.flatMap((piece) => onceEach(piece, isRestored)),
    ...saidInVain(world, pieces),
    ...receiptsIn(world, pieces),
  ]
}

/** What came back to a restored server keeps the number that its receipt tells, also where another has it by now. [BK7] */
function onceEach({ id, timeline }: PlainPiece, isRestored: boolean): string[] {
  const numbers = timeline.flatMap(({ kind, no }) => (kind === 'sent' ? [String(no)] : []))
  const received = timeline.flatMap(({ kind, unitId, no }) => (kind === 'received' ? [`${unitId} ${no}`] : []))
  return [timeline.map((entry) => entry.id), isRestored ? [] : numbers, isRestored ? [] : received].some(
    (list) => new Set(list).size < list.length,
  )
    ? [`piece ${id} has something twice: versions ${numbers.join()}, received ${received.join()}`]
    : []
}

/** What was said a second time has nowhere to stand: then the first time must. */
const ENTRIES: Partial<Record<IntentKind, string>> = {
  'piece-withdraw': 'withdrawn',
  'piece-no-consent': 'consent_withdrawn',
  'piece-take-down': 'taken_down',
}
export const isPieceSaidOnce = (kind: IntentKind): boolean => ENTRIES[kind] !== undefined

function saidInVain({ ledger, server }: World, pieces: readonly PlainPiece[]): string[] {
  const answers = server.rows<{ args: string; kind: string }>(
    `select args, json_extract(verdict, '$.kind') as kind from log join mutations using (department, mid)
     where name like 'piece.%'`,
  )
  const standing = server
    .rows<{ body: string }>("select body from records where type in ('piece', 'refused') and body is not null")
    .map(({ body }) => body)
    .join('\n')
  return ledger.intents.flatMap(({ kind, word, state, about }) => {
    const entry = ENTRIES[kind]
    if (!entry || state !== 'said' || standing.includes(word)) return []
    const isThere = pieces.find(({ id }) => id === about)?.timeline.some((one) => one.kind === entry)
    const isDone = answers.some(({ args, kind }) => kind === 'merged' && args.includes(word))
    return isThere && isDone ? [] : [`${kind} ${word} has no entry, no tray and was not answered as done`]
  })
}

function receiptsIn({ server, once }: World, pieces: readonly PlainPiece[]): string[] {
  const rows = server.rows<{ type: string; id: string; body: string }>(
    "select type, id, body from records where type in ('receipt', 'signing_key') and body is not null",
  )
  const keys = rows.filter(({ type }) => type === 'signing_key').map(({ body }) => JSON.parse(body) as SigningKey)
  const receipts = new Map(rows.filter(({ type }) => type === 'receipt').map(({ id, body }) => [id, body]))
  return pieces.flatMap(({ timeline }) =>
    timeline.flatMap((entry) => {
      if (entry.kind !== 'sent') return []
      const receipt = receipts.get(entry.id)
      if (receipt === undefined) return [`version ${entry.id} of a piece has no receipt`]
      return once(JSON.stringify([entry, receipt]), () => {
        const checked = verifyPiece(JSON.parse(receipt) as Receipt, entry as unknown as SentEntry, keys)
        return checked.ok ? [] : [`version ${entry.id} of a piece: ${checked.error}`]
      })
    }),
  )
}

/** What the seed came to try about articles and examples. */
export function pieceMarks(server: Server): Record<string, number> {
  const versions = piecesOn(server).map(({ timeline }) => timeline.filter(({ kind }) => kind === 'sent').length)
  return {
    'piece-versions': versions.reduce((sum, n) => sum + n, 0),
    'piece-next-version': versions.filter((n) => n > 1).length,
  }
}
