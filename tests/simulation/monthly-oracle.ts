import type { Handed, Intent, IntentKind, Ledger } from './ledger.ts'
import type { Server } from './server.ts'
import { ownText, plain } from './words.ts'

/** A month's report as it lies in the server's database, read as plain JSON. */
export interface PlainReport {
  id: string
  unitId: string
  of: string
  fields: Record<string, { value: unknown }>
  kept: { mid: string; path: string; value: unknown }[]
  edits: { id: string }[]
  timeline: PlainEntry[]
}
interface PlainEntry {
  id: string
  kind: string
  by: { accountId: string }
  stamps: { received: string }
  no?: number
  version?: number
  askId?: string
  countFromNext?: boolean
  snapshot?: object
  policy?: string
  parent?: object | null
  approval?: { kind: string }
}
interface World {
  ledger: Ledger
  server: Server
}

/** What many write into one field. */
export const isTyped = (kind: IntentKind): boolean => kind === 'monthly-edit' || kind === 'plan-edit'

export const reportsOn = (server: Server): PlainReport[] =>
  server
    .rows<{ body: string }>(
      "select body from records where type in ('monthly_report', 'unit_plan') and body is not null order by id",
    )
    .map(({ body }) => JSON.parse(body) as PlainReport)

/** What a unit wrote together is whole, what was frozen is what its sender saw, and nobody else made them late. */
export function monthlyComplaints(world: World): string[] {
  const reports = reportsOn(world.server)
  return [
    ...oneEach(reports),
    ...typedIn(world, reports),
    ...frozenIn(world, reports),
    ...acceptedIn(world, reports),
    ...ordered(reports, world.ledger.restoredAt),
    ...stampsIn(world, reports),
    ...summariesIn(world, reports),
  ]
}

/** One report a unit and month; nothing in it twice. */
function oneEach(reports: readonly PlainReport[]): string[] {
  const names = reports.map(({ unitId, of }) => `${unitId} ${of}`)
  const isDoubled = (ids: readonly string[]) => new Set(ids).size < ids.length
  return [
    ...names.filter((name, n) => names.indexOf(name) < n).map((name) => `${name} has two reports`),
    ...reports.flatMap(({ id, timeline, edits, kept }) =>
      [timeline, edits].some((entries) => isDoubled(entries.map((entry) => entry.id))) ||
      isDoubled(kept.map(({ mid, path }) => `${mid} ${path}`))
        ? [`report ${id} has something twice`]
        : [],
    ),
  ]
}

/** Each value that anybody typed stands, is shown beside another, or was replaced by somebody who had seen it. */
function typedIn({ ledger, server }: World, reports: readonly PlainReport[]): string[] {
  const trays = server
    .rows<{ body: string }>(
      "select body from records where type = 'refused' and (body like '%monthly.edit%' or body like '%plan.edit%')",
    )
    .map(({ body }) => body)
  const stands = (word: string) =>
    reports.flatMap(({ unitId, of, fields }) =>
      Object.entries(fields).flatMap(([path, { value }]) =>
        JSON.stringify(value).includes(word) ? [`${unitId} ${of} ${path}`] : [],
      ),
    )
  const beside = (word: string) =>
    reports.flatMap(({ kept }) => kept.filter(({ value }) => JSON.stringify(value).includes(word))).length
  const isReplaced = (word: string, seen: ReadonlySet<string> = new Set()): boolean =>
    ledger.settled.has(word) ||
    ledger.cleared.has(word) ||
    ledger.typed.some(
      (later) =>
        later.word !== word &&
        later.saw.includes(word) &&
        !seen.has(later.word) &&
        // what was typed over before it left the phone was its author's own affair
        (later.isOwn ||
          stands(later.word).length + beside(later.word) > 0 ||
          isReplaced(later.word, new Set([...seen, word]))),
    )
  const complaint = ({ word, state, most }: Intent): string[] => {
    const places = ledger.typed.flatMap((one) => (one.word === word ? [`${one.unit} ${one.of} ${one.path}`] : []))
    const [fields, kept, tray] = [
      stands(word),
      beside(word),
      trays.filter((body) => ownText(JSON.parse(body)).includes(word)).length,
    ]
    const count = fields.length + kept + tray
    const told = `typed ${word} (${state}): ${fields.length} in fields, ${kept} beside, ${tray} in the tray`
    if (fields.some((place) => !places.includes(place))) return [`${told}; it was typed into ${places.join()}`]
    if (state === 'discarded') return count === 0 ? [] : [told]
    if (count > most) return [told]
    const isMeant = state === 'said' || state === 'written' || state === 'retyped'
    return isMeant && count === 0 && !isReplaced(word) ? [told] : []
  }
  return ledger.intents.filter(({ kind }) => isTyped(kind)).flatMap(complaint)
}

/** What was asked for and sent is there as its sender saw it, and nothing is frozen that nobody saw so. */
function frozenIn({ ledger, server }: World, reports: readonly PlainReport[]): string[] {
  const verdicts = new Map(
    server
      .rows<{ mid: string; verdict: string }>('select mid, verdict from mutations')
      .map(({ mid, verdict }) => [mid, (JSON.parse(verdict) as { kind: string }).kind]),
  )
  const trays = new Set(
    server
      .rows<{ id: string }>("select id from records where type = 'refused' and body is not null")
      .map(({ id }) => id),
  )
  const of = (report: PlainReport) => report.timeline.filter(({ kind }) => kind === 'asked' || kind === 'submitted')
  const frozenOf = ({ snapshot, policy, parent }: PlainEntry) => plain({ snapshot, policy, parent })
  const isBy = (one: Handed, report: PlainReport, entry: PlainEntry) =>
    one.account === entry.by.accountId &&
    one.unit === report.unitId &&
    one.of === report.of &&
    one.kind === entry.kind &&
    (one.mid === null || one.mid === entry.id) &&
    plain(one.frozen) === frozenOf(entry)
  const unseen = reports.flatMap((report) =>
    of(report)
      .filter((entry) => !ledger.handed.some((one) => isBy(one, report, entry)))
      .map(({ id, kind }) => `${kind} ${id} froze what its sender did not see`),
  )
  const missing = ledger.handed.flatMap((one) => {
    if (one.state !== 'said' || one.mid === null) return []
    const report = reports.find(({ unitId, of }) => unitId === one.unit && of === one.of)
    const entries = report ? of(report) : []
    const isThere = entries.some(({ id }) => id === one.mid)
    // the same words a second time are the version that is there
    const isSame = verdicts.get(one.mid) === 'merged' && entries.some((entry) => frozenOf(entry) === plain(one.frozen))
    const isHandedBack = trays.has(one.mid) || ledger.thrownAway.has(one.mid)
    return isThere || isSame || isHandedBack ? [] : [`${one.kind} ${one.mid} of ${one.of} was said and is nowhere`]
  })
  return [...unseen, ...missing]
}

/** Of two who found it good the first one's word stands; the second was told so. */
function acceptedIn({ ledger, server }: World, reports: readonly PlainReport[]): string[] {
  const answers = server.rows<{ args: string; kind: string }>(
    `select args, json_extract(verdict, '$.kind') as kind from log join mutations using (department, mid)
     where name in ('monthly.accept', 'plan.accept')`,
  )
  const standing = server
    .rows<{ body: string }>(
      "select body from records where type in ('monthly_report', 'unit_plan', 'refused') and body is not null",
    )
    .map(({ body }) => body)
    .join('\n')
  return ledger.intents.flatMap(({ kind, word, state }) => {
    if (!kind.endsWith('-accept') || kind === 'task-accept' || state !== 'said' || standing.includes(word)) return []
    const answer = answers.find(({ args }) => args.includes(word))
    const told = answer && (JSON.parse(answer.args) as { unitId: string; of: string })
    const report = told && reports.find(({ unitId, of }) => unitId === told.unitId && of === told.of)
    const isThere = answer?.kind === 'merged' && report?.timeline.some((entry) => entry.kind === 'accepted')
    return isThere ? [] : [`${kind} ${word} has no entry, no tray and was not answered as done`]
  })
}

/**
 * Whether a first version came back after a restore that had lost the whole record, and met one that somebody sent
 * meanwhile: only then may two have the number 1. [RG2]
 * @param came when the versions with the number 1 were received
 */
export const isFirstTwice = (came: readonly string[], restored: string | null): boolean =>
  restored !== null &&
  came.filter((at) => at < restored).length === 1 &&
  came.filter((at) => at >= restored).length === 1

/** Versions are numbered as they came; each is received once; heads answer what was asked of them. */
function ordered(reports: readonly PlainReport[], restored: string | null): string[] {
  return reports.flatMap(({ id, timeline: whole }) => {
    const firsts = whole.filter(({ kind, no }) => kind === 'submitted' && no === 1)
    const isBack = isFirstTwice(
      firsts.map(({ stamps }) => stamps.received),
      restored,
    )
    const timeline = isBack ? whole.filter((entry) => entry !== firsts[1] && entry.version !== 1) : whole
    const versions = timeline.filter(({ kind }) => kind === 'submitted')
    const received = timeline.filter(({ kind }) => kind === 'received').map(({ version }) => version)
    const numbers = versions.map(({ no }) => no)
    const asked = new Set(timeline.filter(({ kind }) => kind === 'asked').map((entry) => entry.id))
    const judged = timeline.filter(({ version }) => version !== undefined && !numbers.includes(version))
    const answered = timeline.filter(({ askId }) => askId !== undefined && !asked.has(askId))
    return [
      ...(new Set(numbers).size < numbers.length ? [`report ${id} has versions ${numbers.join()}`] : []),
      ...(new Set(received).size < received.length ? [`report ${id}: a version was received twice`] : []),
      ...judged.map((entry) => `report ${id}: ${entry.kind} of version ${entry.version}, which is not there`),
      ...answered.map((entry) => `report ${id}: ${entry.kind} of what was never asked`),
    ]
  })
}

/** Each entry is stamped with when it came. */
function stampsIn({ server }: World, reports: readonly PlainReport[]): string[] {
  const log = new Map(
    server
      .rows<{ mid: string; at: string }>('select mid, received_at as at from mutations')
      .map((row) => [row.mid, row.at]),
  )
  return reports.flatMap(({ timeline }) =>
    timeline.flatMap(({ id, kind, stamps }) =>
      log.get(id) === stamps.received ? [] : [`${kind} ${id} is stamped ${stamps.received} and came ${log.get(id)}`],
    ),
  )
}

/** The first version counts, unless the office sent it back as empty. */
export function arrivalsIn({ timeline }: PlainReport): string[] {
  const emptied = timeline.findLastIndex(({ countFromNext }) => countFromNext === true)
  return timeline.slice(emptied + 1).flatMap(({ kind, stamps }) => (kind === 'submitted' ? [stamps.received] : []))
}

/** How it stands: what the office or the head says of anything but the newest moves nothing. */
function stateOf({ timeline }: PlainReport): string {
  const last = timeline.findLastIndex(({ kind }) => kind === 'submitted')
  const newest = timeline[last]?.no
  const since = timeline.slice(last + 1).filter(({ version }) => version === undefined || version === newest)
  const words = since.filter(({ version }) => version === newest)
  const judged = words.findLast(({ kind }) => kind === 'returned' || kind === 'accepted')?.kind
  if (last >= 0 && judged !== 'returned') {
    if (judged) return 'accepted'
    return words.some(({ kind }) => kind === 'received') ? 'received' : 'submitted'
  }
  const returned = since.findIndex(({ kind, version }) => kind === 'returned' && version === newest)
  return stateOfDraft(since, returned)
}

/** Of a report that lies with the unit. @param returned where it came back; -1 where it was never sent */
function stateOfDraft(since: readonly PlainEntry[], returned: number): string {
  const first = returned < 0 ? 'draft' : 'returned'
  let state = first
  let ask: string | undefined
  for (const [n, { id, kind, askId }] of since.entries()) {
    const isOpen = n > returned
    if (kind === 'returned' && returned >= 0 && n >= returned) state = 'returned'
    if (kind === 'asked') ask = id
    if (!isOpen) continue
    if (kind === 'asked') state = 'pending_approval'
    if (kind === 'approved' && askId === ask && state === 'pending_approval') state = 'approved'
    if (kind === 'declined' && askId === ask && ['pending_approval', 'approved'].includes(state)) state = 'draft'
  }
  return state
}

/** What lists and deadlines read says what the report says. */
function summariesIn({ server }: World, reports: readonly PlainReport[]): string[] {
  const summaries = new Map(
    server
      .rows<{ id: string; body: string }>(
        "select id, body from records where type in ('monthly_summary', 'unit_plan_summary') and body is not null",
      )
      .map(({ id, body }) => [
        id,
        JSON.parse(body) as { state: string; arrivals: string[]; versions: number; kept: number },
      ]),
  )
  return reports.flatMap((report) => {
    const summary = summaries.get(report.id)
    const said = `${summary?.state} ${summary?.versions} ${summary?.kept} ${summary?.arrivals}`
    const versions = report.timeline.filter(({ kind }) => kind === 'submitted').length
    const true_ = `${stateOf(report)} ${versions} ${report.kept.length} ${arrivalsIn(report)}`
    return said === true_ ? [] : [`report ${report.id} is summed up as ${said} and is ${true_}`]
  })
}

/** What the seed came to try about months' reports. */
export function monthlyMarks(server: Server): Record<string, number> {
  const reports = reportsOn(server)
  const versions = reports.map(({ timeline }) => timeline.filter(({ kind }) => kind === 'submitted').length)
  const entries = reports.flatMap(({ timeline }) => timeline)
  const [counted] = server.rows<Record<string, number>>(`select
    (select count(*) from mutations where verdict like '%"kept_both"%') as 'monthly-kept-both'`)
  return {
    'plan-versions': reports
      .filter(({ of }) => !of.includes('-'))
      .flatMap(({ timeline }) => timeline.filter(({ kind }) => kind === 'submitted')).length,
    'monthly-versions': versions.reduce((sum, n) => sum + n, 0),
    'monthly-next-version': versions.filter((n) => n > 1).length,
    'monthly-approved-in-app': entries.filter(({ approval }) => approval?.kind === 'in_app').length,
    'monthly-returned': entries.filter(({ kind }) => kind === 'returned').length,
    ...counted,
  }
}
