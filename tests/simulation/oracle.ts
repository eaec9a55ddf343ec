import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readIncidents, readRefused } from '#storage/views.ts'
import type { Device } from './device.ts'
import { dutyComplaints, mayMerge } from './duty-oracle.ts'
import { givenComplaints } from './given-oracle.ts'
import type { Intent, Ledger } from './ledger.ts'
import { lineComplaints } from './line-oracle.ts'
import { isTyped, monthlyComplaints } from './monthly-oracle.ts'
import { isSaidOnce, onceComplaints } from './once-oracle.ts'
import { isPieceSaidOnce, pieceComplaints } from './piece-oracle.ts'
import { codeComplaints, heldComplaints, receiptComplaints } from './receipt-oracle.ts'
import type { Server } from './server.ts'
import { taskComplaints } from './task-oracle.ts'
import { ownEntries, ownText } from './words.ts'

interface World {
  ledger: Ledger
  server: Server
  devices: readonly Device[]
  /** whose plan people work on */
  school: string
  otherSchool: string
  office: string
  /** the school has taken the other one over */
  merges: boolean
}

interface Row {
  space: string
  type: string
  id: string
  version: number
  body: string
}

/**
 * Says what is not as people meant it; nothing when all is well. It reads rows, files and phones' tables as they lie.
 * Of the product it asks only what a screen would say (`readIncidents`, `readRefused`, `readDuties` with `duesOf`,
 * `taskDueOf`, `taskTimelinessOf`): that is what is judged, by the oracle's own counting. [SIM7]
 * A receipt is checked once and not at every look.
 */
export function createOracle(world: World) {
  const checked = new Map<string, string[]>()
  const once = (key: string, check: () => string[]): string[] => {
    const found = checked.get(key) ?? check()
    checked.set(key, found)
    return found
  }
  return {
    async complaints(now: number): Promise<string[]> {
      const waiting = await waitingOn(world)
      if (waiting.length > 0) return waiting
      const rows = world.server.rows<Row>('select space, type, id, version, body from records where body is not null')
      return [
        ...intentsIn(world, rows),
        ...receivedOnce(rows),
        ...onceComplaints(world),
        ...receiptComplaints({ ...world, once }),
        ...photosIn(world),
        ...(await phonesSame(world, rows)),
        ...(await taskComplaints({ ...world, now })),
        ...monthlyComplaints(world),
        ...pieceComplaints(world),
        ...codeComplaints(world),
        ...heldComplaints(world),
        ...(await dutyComplaints({ ...world, now })),
        ...(await lineComplaints({ ...world, now })),
        ...(await givenComplaints({ ...world, now })),
      ]
    },
  }
}

/** What still waits on some device: as long as there is any, nothing else needs to be looked at. */
async function waitingOn({ devices }: World): Promise<string[]> {
  const found: string[] = []
  for (const device of devices) {
    const { db } = device.anyTab()
    const waiting = await db.outbox.toArray()
    if (waiting.length > 0)
      found.push(
        `${device.label}: ${waiting.length} still wait: ${JSON.stringify({ ...waiting[0], args: null, seeds: null })}`,
      )
    for (const { id, values } of await db.forms.toArray())
      found.push(`${device.label}: form ${id} was never sent: ${JSON.stringify(values).slice(0, 200)}`)
    for (const { id, carried, body } of await db.drafts.toArray())
      found.push(`${device.label}: draft ${id} was never sent: ${carried ?? 'not carried'}, ${body.whatHappened}`)
  }
  return found
}

/** Every intent exactly once: in the history, in the tray of its author, or thrown away by them. */
function intentsIn({ ledger }: World, rows: readonly Row[]): string[] {
  const told = ['incident', 'task', 'monthly_report', 'unit_plan', 'duty_ledger', 'piece', 'line_progress', 'giving']
  const timelines = ownEntries(rows.filter(({ type }) => told.includes(type))).map(ownText)
  const trays = rows
    .filter(({ type, body }) => type === 'refused' && !body.startsWith('{"name":"draft.'))
    .map(({ space, body }) => ({ space, text: ownText(JSON.parse(body)) }))
  return ledger.intents.flatMap((intent) => {
    // what many write into one field is looked for by those who know what they saw there
    if (isTyped(intent.kind)) return []
    const done = timelines.filter((text) => text.includes(intent.word)).length
    const refused = trays.filter(
      ({ space, text }) => space === `person:${intent.account}` && text.includes(intent.word),
    ).length
    const elsewhere = trays.filter(({ text }) => text.includes(intent.word)).length - refused
    const found = `${intent.kind} ${intent.word} (${intent.state}): ${done} in history, ${refused} in the tray`
    if (elsewhere > 0) return [`${found}, ${elsewhere} in other people's trays`]
    return allowed(intent, done, refused) ? [] : [found]
  })
}

function allowed({ kind, state, most }: Intent, done: number, refused: number): boolean {
  const count = done + refused
  switch (state) {
    case 'discarded':
      return count === 0
    case 'maybe':
    case 'typing':
    case 'gone':
      return count <= most
    case 'retyped':
      return 1 <= count && count <= most
    case 'written':
    case 'said':
      // a second such word has nowhere to stand: onceComplaints looks for what it was answered with
      return isSaidOnce(kind) || mayMerge(kind) || isPieceSaidOnce(kind) ? count <= most : 1 <= count && count <= most
  }
}

function receivedOnce(rows: readonly Row[]): string[] {
  return rows.flatMap(({ type, id, body }) => {
    if (type !== 'incident') return []
    const { timeline } = JSON.parse(body) as { timeline: { kind: string; id: string }[] }
    const received = timeline.filter(({ kind }) => kind === 'received').length
    const doubled = timeline.length - new Set(timeline.map((entry) => entry.id)).size
    return [
      ...(received > 1 ? [`incident ${id} was received ${received} times`] : []),
      ...(doubled > 0 ? [`incident ${id} has ${doubled} doubled entries`] : []),
    ]
  })
}

/** The photos of every report in the history lie whole on the server's disk. */
function photosIn({ ledger, server }: World): string[] {
  const stored = server.rows<{ department: string; id: string; sha256: string }>(
    'select department, id, sha256 from photos where stored_at is not null',
  )
  const onDisk = new Set(
    stored.map(({ department, id }) =>
      createHash('sha256')
        .update(readFileSync(server.photoPath(`${department}/${id}`)))
        .digest('hex'),
    ),
  )
  const history = JSON.stringify(
    server.rows("select body from records where type in ('incident', 'task', 'piece') and body is not null"),
  )
  return ledger.intents.flatMap(({ word, photos }) =>
    history.includes(word)
      ? photos
          .filter((hash) => !onDisk.has(hash) && !ledger.lostPhotos.has(hash))
          .map((hash) => `photo ${hash} of ${word} is missing`)
      : [],
  )
}

interface PlainIncident {
  unitId: string
  outside?: object
  timeline: { kind: string; by: { accountId: string } }[]
}

/** Its own, and what its own took over; nothing where the unit has ended, and with it the posts in it. */
function unitsOf({ merges, school, otherSchool }: World, { unitId }: Device): string[] {
  if (!merges || (unitId !== school && unitId !== otherSchool)) return [unitId]
  return unitId === school ? [school, otherSchool] : []
}

/** The restricted cases that a phone may keep: those its person wrote in, or heads the unit of. */
function casesFor({ actor }: Device, units: readonly string[], rows: readonly Row[]): string[] {
  const isHead = actor.grants.some(({ role }) => role === 'unit_head')
  return rows.flatMap(({ space, type, body }) => {
    if (type !== 'incident' || !/^(case|outside):/.test(space)) return []
    const incident = JSON.parse(body) as PlainIncident
    // what came from somebody without a post is its author's and the office's until the office adopts it
    const isOutside = incident.outside !== undefined && !incident.timeline.some(({ kind }) => kind === 'adopted')
    const wrote = incident.timeline.some(({ kind, by }) => kind === 'report' && by.accountId === actor.accountId)
    return wrote || (isHead && !isOutside && units.includes(incident.unitId)) ? [space] : []
  })
}

/** Every device holds exactly what the server holds of its spaces, waits for nothing, and shows it. */
async function phonesSame(world: World, rows: readonly Row[]): Promise<string[]> {
  const found: string[] = []
  for (const device of world.devices) {
    const { db } = device.anyTab()
    const name = device.actor.name
    const units = unitsOf(world, device)
    const spaces = [
      `person:${device.actor.accountId}`,
      'bulletin',
      ...units.map((id) => `unit:${id}`),
      ...casesFor(device, units, rows),
    ]
    const wanted = rows
      .filter(({ space }) => spaces.includes(space))
      .map(keyOf)
      .sort()
    const held = (await db.records.toArray())
      .map(({ space, type, id, version, body }) => keyOf({ space, type, id, version, body: JSON.stringify(body) }))
      .sort()
    if (JSON.stringify(wanted) !== JSON.stringify(held)) {
      const missing = wanted.filter((key) => !held.includes(key)).map((key) => key.slice(0, 140))
      const extra = held.filter((key) => !wanted.includes(key)).map((key) => key.slice(0, 140))
      found.push(`${name}: records differ: misses ${missing.join(' | ')}; has ${extra.join(' | ')}`)
    }
    const shown = (await readIncidents(db, device.actor)).map(({ incident }) => incident.id).sort()
    const real = rows.filter(({ type, space }) => type === 'incident' && spaces.includes(space)).map(({ id }) => id)
    if (JSON.stringify(shown) !== JSON.stringify(real.sort()))
      found.push(`${name}: shows other incidents than there are`)
    const tray = (await readRefused(db)).map(({ mid }) => mid).sort()
    const refused = rows.filter(({ type, space }) => type === 'refused' && space === spaces[0]).map(({ id }) => id)
    if (JSON.stringify(tray) !== JSON.stringify(refused.sort())) found.push(`${name}: shows another tray than there is`)
  }
  return found
}

const keyOf = ({ space, type, id, version, body }: Row) => `${space} ${type} ${id} ${version} ${body}`
