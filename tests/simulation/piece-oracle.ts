import type { IntentKind, Ledger } from './ledger.ts'
import { isFirstTwice } from './monthly-oracle.ts'
import type { Server } from './server.ts'

/** An article or example as it lies in the server's database, read as plain JSON. */
interface PlainPiece {
  id: string
  timeline: { id: string; kind: string; no?: number; unitId?: string; link?: string; stamps: { received: string } }[]
}
interface World {
  ledger: Ledger
  server: Server
}

const piecesOn = (server: Server): PlainPiece[] =>
  server
    .rows<{ body: string }>("select body from records where type = 'piece' and body is not null order by id")
    .map(({ body }) => JSON.parse(body) as PlainPiece)

/** Nothing twice, every version with its number, and nobody told of what did not happen. */
export function pieceComplaints(world: World): string[] {
  const pieces = piecesOn(world.server)
  return [
    ...pieces.flatMap((piece) => onceEach(piece, world.ledger)),
    ...pieces.flatMap((piece) => answeredBlindly(piece, world.ledger)),
    ...saidInVain(world, pieces),
  ]
}

/** Also after a restore: a version that came back keeps its number, and no other has it but for the first. [BK7, RG2] */
function onceEach({ id, timeline }: PlainPiece, { restoredAt }: Ledger): string[] {
  const sent = timeline.filter(({ kind }) => kind === 'sent')
  const firsts = sent.filter(({ no }) => no === 1)
  const isBack = isFirstTwice(
    firsts.map(({ stamps }) => stamps.received),
    restoredAt,
  )
  const numbers = sent.filter((entry) => !isBack || entry !== firsts[1]).map(({ no }) => String(no))
  const received = timeline.flatMap(({ kind, unitId, no }) => (kind === 'received' ? [`${unitId} ${no}`] : []))
  // what was taken in of a version that never came back is of the one before it
  const once = [timeline.map((entry) => entry.id), numbers, ...(restoredAt === null ? [received] : [])]
  return once.some((list) => new Set(list).size < list.length)
    ? [`piece ${id} has something twice: versions ${numbers.join()}, received ${received.join()}`]
    : []
}

/** A place speaks of the version that it had before it; what it told a restored server, of none that came back since. */
const answeredBlindly = ({ id, timeline }: PlainPiece, { restoredAt }: Ledger): string[] =>
  timeline.flatMap((entry, at) => {
    const sent = timeline.slice(0, at).findLast(({ kind }) => kind === 'sent')
    const isNew = restoredAt !== null && entry.stamps.received >= restoredAt
    return entry.unitId === undefined || entry.no === sent?.no || (isNew && (entry.no ?? 0) < (sent?.no ?? 0))
      ? []
      : [`piece ${id}: ${entry.kind} of version ${entry.no} came after version ${sent?.no}`]
  })

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

/** What the seed came to try about articles and examples. */
export function pieceMarks(server: Server): Record<string, number> {
  const versions = piecesOn(server).map(({ timeline }) => timeline.filter(({ kind }) => kind === 'sent').length)
  return {
    'piece-versions': versions.reduce((sum, n) => sum + n, 0),
    'piece-next-version': versions.filter((n) => n > 1).length,
    'piece-photos': server.rows("select 1 from photos where entity_type = 'piece' and stored_at is not null").length,
  }
}
