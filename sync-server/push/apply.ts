import { type Incident, isOutside } from '#domain/incidents/incident.ts'
import { namedReaders } from '#domain/incidents/readers.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { verifyForm, verifyPiece, verifyReport } from '#domain/receipts/verify.ts'
import type { Change } from '#domain/records.ts'
import { kindOfSpace, type Space } from '#domain/spaces.ts'
import type { SpaceVersion } from '#protocol/envelope.ts'
import type { Audience } from '../poke/audience.ts'
import { formReceipt, pieceReceipt, reportReceipt, signerFor } from '../receipts/sign.ts'
import { forgetCase, keepCase } from '../store/cases.ts'
import { publishedKeys } from '../store/keys.ts'
import { type DeclaredPhoto, declarePhoto } from '../store/photos.ts'
import { type LiveRow, liveOfEntity, putRecord, type RecordRow } from '../store/records.ts'
import { advance } from '../store/spaces.ts'
import type { Desk } from './context.ts'
import { type NewReport, newPieces, newVersions } from './new-reports.ts'

interface Accepted {
  changes: readonly Change[]
  reports: readonly NewReport[]
  photos: readonly DeclaredPhoto[]
  /** the records that the decision looked at, where they lie */
  seen: readonly LiveRow[]
  /** of a report that came back after a restore: it stands, if it is true of what is written now. [BK7] */
  receipt: Receipt | null
}

/** A row on its way to the table, before its space has given it a version. */
type Draft = Omit<RecordRow, 'version'>

/**
 * Makes an accepted change true: records and receipts, photos, the readers of a case. Every touched space gets
 * exactly one new version, and the spaces are locked in one order everywhere. [SP2, SP3]
 */
export async function applyChanges(
  desk: Desk,
  { changes, reports, photos, seen, receipt }: Accepted,
): Promise<{ spaces: SpaceVersion[]; audience: Audience[] }> {
  const { tx, who } = desk
  const department = who.departmentId
  const drafts: Draft[] = []
  for (const change of changes) drafts.push(...(await draftsOf(desk, change, seen)))
  drafts.push(
    ...(await receiptsOf(desk, reports, changes, receipt)),
    ...(await versionReceipts(desk, changes, seen, receipt)),
    ...(await pieceReceipts(desk, changes, seen, receipt)),
  )

  const versions = new Map<Space, number>()
  const touched = [...new Set(drafts.map(({ space }) => space))].sort()
  for (const space of touched) versions.set(space, await advance(tx, department, space))
  for (const draft of drafts) await putRecord(tx, department, { ...draft, version: versions.get(draft.space) ?? 0 })
  for (const photo of photos) await declarePhoto(tx, department, photo)
  const audience = await keepReaders(desk, changes, touched)
  return { spaces: [...versions], audience }
}

async function draftsOf({ tx, who }: Desk, change: Change, seen: readonly LiveRow[]): Promise<Draft[]> {
  if ('remove' in change) {
    const { remove: type, id, entity, nowhere: space } = change
    const there = seen.find((row) => row.type === type && row.id === id)
    if (there) return [tombstone(there)]
    return space ? [tombstone({ space, type, id, entity })] : []
  }
  const { put: type, id, entity, space, body } = change
  const old = seen.find((row) => row.entity === entity && row.space !== space)
  const moving = old ? await liveOfEntity(tx, who.departmentId, old) : []
  return [
    ...moving.map(tombstone),
    ...moving.map((row) => ({ ...row, space })),
    // last, so that it stands over the copy that was moved
    { space, type, id, entity, body: JSON.stringify(body) },
  ]
}

const tombstone = ({ space, type, id, entity }: Omit<Draft, 'body'>): Draft => ({ space, type, id, entity, body: null })

async function receiptsOf(
  desk: Desk,
  reports: readonly NewReport[],
  changes: readonly Change[],
  old: Receipt | null,
): Promise<Draft[]> {
  if (reports.length === 0) return []
  const department = desk.who.departmentId
  const sign = await signerFor(desk.tx, department)
  const keys = old ? await publishedKeys(desk.tx, department) : []
  const isStillTrue = (receipt: Receipt, { incident, entry }: NewReport) => {
    const verified = verifyReport(receipt, entry, keys)
    return verified.ok && verified.value.code === incident.code
  }
  return reports.map(({ incident, entry }) => ({
    space: spaceAfter(changes, incident),
    type: 'receipt',
    id: entry.id,
    entity: incident.id,
    body: JSON.stringify(
      old && isStillTrue(old, { incident, entry })
        ? old
        : reportReceipt(sign, desk.random, { department, incident, entry }),
    ),
  }))
}

async function versionReceipts(
  desk: Desk,
  changes: readonly Change[],
  seen: readonly LiveRow[],
  old: Receipt | null,
): Promise<Draft[]> {
  const versions = newVersions(changes, seen)
  if (versions.length === 0) return []
  const department = desk.who.departmentId
  const sign = await signerFor(desk.tx, department)
  const keys = old ? await publishedKeys(desk.tx, department) : []
  return versions.map((added) => ({
    space: added.space,
    type: 'receipt',
    id: added.version.id,
    entity: added.form.id,
    body: JSON.stringify(
      old && verifyForm(added.kind, old, added.version, keys).ok
        ? old
        : formReceipt(sign, desk.random, { department, ...added }),
    ),
  }))
}

async function pieceReceipts(
  desk: Desk,
  changes: readonly Change[],
  seen: readonly LiveRow[],
  old: Receipt | null,
): Promise<Draft[]> {
  const versions = newPieces(changes, seen)
  if (versions.length === 0) return []
  const department = desk.who.departmentId
  const sign = await signerFor(desk.tx, department)
  const keys = old ? await publishedKeys(desk.tx, department) : []
  return versions.map(({ piece, version, space }) => ({
    space,
    type: 'receipt',
    id: version.id,
    entity: piece.id,
    body: JSON.stringify(
      old && verifyPiece(old, version, keys).ok ? old : pieceReceipt(sign, desk.random, { department, piece, version }),
    ),
  }))
}

function spaceAfter(changes: readonly Change[], incident: Incident): Space {
  const put = changes.find((change) => 'put' in change && change.put === 'incident' && change.id === incident.id)
  if (!put || !('put' in put)) throw new Error(`no change puts the incident ${incident.id}`)
  return put.space
}

const namesReaders = (space: Space) => ['case', 'outside'].includes(kindOfSpace(space).kind)

/** Who may read a case is written down with it, so that a pull never has to open the incident. [AC4] */
async function keepReaders(
  { tx, who }: Desk,
  changes: readonly Change[],
  touched: readonly Space[],
): Promise<Audience[]> {
  const concerned = new Map<Space, Audience['concerned']>()
  for (const change of changes) {
    if (!('put' in change) || change.put !== 'incident') continue
    const { body, space } = change
    if (!namesReaders(space)) continue
    const readers = { readers: namedReaders(body), unit: isOutside(body) ? null : body.unitId }
    await keepCase(tx, who.departmentId, space, readers)
    concerned.set(space, readers)
  }
  for (const space of touched)
    if (namesReaders(space) && !concerned.has(space)) await forgetCase(tx, who.departmentId, space)
  return touched.map((space) => {
    const readers = concerned.get(space)
    return readers ? { space, concerned: readers } : { space }
  })
}
