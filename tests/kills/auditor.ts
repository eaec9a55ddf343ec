import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Rows } from './engine.ts'
import type { Intent, Ledger } from './ledger.ts'

/**
 * Reads the database and the photos' folder while no server runs, with SQL of its own, and compares them with what
 * people meant and were told. @param final whether everything must have arrived by now
 * @returns what is wrong, a line each
 */
export async function audit(db: Rows, photos: string, ledger: Ledger, final: boolean): Promise<string[]> {
  const found = await read(db)
  return [
    ...ledger.complaints,
    ...(await db.integrity()),
    ...ledger.intents.flatMap((intent) => wrongWith(intent, found, photos, final)),
    ...wrongWithOrder(found),
  ]
}

interface Found {
  verdicts: Map<string, string[]>
  logged: Map<string, number>
  /** how often each text stands in a living incident */
  said: Map<string, number>
  /** how often each incident was received by the office */
  received: Map<string, number>
  codes: string[]
  receipts: Set<string>
  stored: Map<string, { sha256: string; size: number; department: string; stored: boolean }>
  logs: { department: string; seq: number }[]
  heads: { id: string; head: number; newest: number }[]
  registers: { name: string; last: number }[]
}

async function read(db: Rows): Promise<Found> {
  const found: Found = {
    verdicts: new Map(),
    logged: new Map(),
    said: new Map(),
    received: new Map(),
    codes: [],
    receipts: new Set(),
    stored: new Map(),
    logs: [],
    heads: [],
    registers: [],
  }
  for (const row of await db.rows<{ account_id: string; mid: string; verdict: string }>(
    'select account_id, mid, verdict from mutations',
  ))
    put(found.verdicts, `${row.account_id} ${row.mid}`, row.verdict)
  for (const row of await db.rows<{ department: string; seq: number | string; mid: string }>(
    'select department, seq, mid from log order by department, seq',
  )) {
    found.logs.push({ department: row.department, seq: Number(row.seq) })
    add(found.logged, row.mid)
  }
  for (const { type, id, body } of await db.rows<{ type: string; id: string; body: string }>(
    "select type, id, body from records where body is not null and type in ('incident', 'receipt')",
  )) {
    if (type === 'receipt') found.receipts.add(id)
    else readIncident(found, JSON.parse(body) as ReadIncident)
  }
  for (const row of await db.rows<{
    id: string
    sha256: string
    size: number
    department: string
    stored_at: string | null
  }>('select id, sha256, size, department, stored_at from photos')) {
    const { sha256, size, department } = row
    found.stored.set(row.id, { sha256, size: Number(size), department, stored: row.stored_at !== null })
  }
  const heads = await db.rows<{ id: string; head: string | number; newest: string | number | null }>(
    `select s.id, s.head, max(r.version) as newest from spaces s
     left join records r on r.department = s.department and r.space = s.id group by s.department, s.id, s.head`,
  )
  found.heads = heads.map(({ id, head, newest }) => ({ id, head: Number(head), newest: Number(newest ?? 0) }))
  const registers = await db.rows<{ name: string; last: number | string }>(
    "select name, last from registers where name = 'incident'",
  )
  found.registers = registers.map(({ name, last }) => ({ name, last: Number(last) }))
  return found
}

interface ReadIncident {
  id: string
  code: string
  timeline: { kind: string; body?: { whatHappened: string } }[]
}

function readIncident(found: Found, { id, code, timeline }: ReadIncident): void {
  found.codes.push(code)
  for (const { kind, body } of timeline) {
    if (kind === 'report' && body) add(found.said, body.whatHappened)
    if (kind === 'received') add(found.received, id)
  }
}

function wrongWith(intent: Intent, found: Found, photos: string, final: boolean): string[] {
  const { mid, text, told, photo } = intent
  const wrong: string[] = []
  const verdicts = found.verdicts.get(`${intent.account} ${mid}`) ?? []
  const isThere = verdicts.length === 1
  const times = text === null ? (found.received.get(intent.incident) ?? 0) : (found.said.get(text) ?? 0)
  const say = (what: string) => wrong.push(`${intent.kind} ${mid}: ${what}`)
  if (verdicts.length > 1) say(`${verdicts.length} verdicts`)
  if (told !== null && !isThere) say('acknowledged, and not there')
  if (told !== null && isThere && !sameJson(told, verdicts[0] ?? '')) say(`told ${told}, kept ${verdicts[0]}`)
  if (isThere !== ((found.logged.get(mid) ?? 0) === 1)) say(`${found.logged.get(mid) ?? 0} lines in the log`)
  if (text !== null && times !== (isThere ? 1 : 0)) say(`its words stand ${times} times`)
  if (text === null && isThere && times !== 1) say(`received ${times} times`)
  if (final && told === null) say('never acknowledged')
  if (photo) {
    const row = found.stored.get(photo.id)
    if (isThere && (row?.sha256 !== photo.sha256 || row.size !== photo.size)) say('its photo is declared differently')
    if ((intent.photoTold || final) && !row?.stored) say('its photo is not stored')
    if (row?.stored && !found.receipts.has(photo.id)) say('its photo has no receipt')
    if (row?.stored && hashOf(join(photos, row.department, photo.id)) !== photo.sha256) say('its photo is not whole')
  }
  return wrong
}

function wrongWithOrder({ logs, heads, codes, registers }: Found): string[] {
  const gaps = logs.flatMap(({ department, seq }, i) => {
    const before = logs[i - 1]
    const expected = before?.department === department ? before.seq + 1 : 1
    return seq === expected ? [] : [`the log of ${department} goes from ${expected - 1} to ${seq}`]
  })
  const ahead = heads.filter(({ head, newest }) => newest > head).map(({ id }) => `a record is ahead of ${id}`)
  const doubled = codes.filter((code, i) => codes.indexOf(code) !== i).map((code) => `the code ${code} twice`)
  const given = registers.reduce((sum, { last }) => sum + last, 0)
  const lost = given === codes.length ? [] : [`${given} codes were given, ${codes.length} incidents have one`]
  return [...gaps, ...ahead, ...doubled, ...lost]
}

function sameJson(a: string, b: string): boolean {
  return JSON.stringify(sorted(JSON.parse(a))) === JSON.stringify(sorted(JSON.parse(b)))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  )
}

const hashOf = (file: string): string =>
  existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'no file'

function put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key) ?? []
  list.push(value)
  map.set(key, list)
}

function add<K>(map: Map<K, number>, key: K): void {
  map.set(key, (map.get(key) ?? 0) + 1)
}
