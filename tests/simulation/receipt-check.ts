import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'

/**
 * The oracle's own reading of receipts: it knows what PROTOCOL.md and RC1–RC8 tell and shares no code with what signs
 * or verifies in the product, so that neither can be wrong together with it. [SIM7]
 */
export interface PlainReceipt {
  payload: Members & { entry?: string; code?: string }
  key: string
  /** hex */
  signature: string
  salts: Members | null
}
export interface PlainKey {
  id: string
  /** hex */
  publicKey: string
}
type Members = Record<string, unknown>
/** What a receipt must say in the open, member by member, and what it says only by salted hashes. */
export interface Expected {
  open: Members
  /** what stands before the year of the code; null where there is none */
  code: string | null
  hidden: Record<'P1' | 'P2' | 'P3', unknown> | null
}
/** A report, a version: plain JSON as it lies in the database. */
export interface PlainVersion extends Members {
  id: string
  kind: string
  stamps: { received: string }
}

/** @returns why the receipt does not stand for what is expected of it, or null */
export function whyNot(receipt: PlainReceipt, { open, code, hidden }: Expected, keys: readonly PlainKey[]) {
  const key = keys.find(({ id }) => id === receipt.key)
  if (!key) return `signed with ${receipt.key}, which is no key of the department`
  const { groups, code: coded, ...said } = receipt.payload
  if (!isSigned(spelled(receipt.payload), receipt.signature, key)) return 'the signature is of something else'
  if (spelled(said) !== spelled(open)) return `it says ${spelled(said)} and not ${spelled(open)}`
  if (code === null ? coded !== undefined : !new RegExp(`^${code}-\\d{4}-\\d{4,}$`).test(String(coded)))
    return `it has the code ${coded}`
  if (hidden ? !areSalts(receipt.salts) : receipt.salts !== null) return 'its salts are not what salts are'
  return spelled(groups ?? null) === spelled(hidden && hashesOf(hidden, receipt.salts)) ? null : 'the text is another'
}

/** A report of an incident: all but its photos is hidden, the people and what happened each apart. */
export function ofReport(incident: { id: string; unitId: string }, entry: PlainVersion, department: string): Expected {
  const { body, photos, by, stamps, ...rest } = entry as PlainVersion & { body: Members }
  const { place, approval, whatHappened, details, ...plain } = body
  return {
    open: { ...openOf('incident.report', entry, department), unit: incident.unitId, incident: incident.id, photos },
    code: 'SC',
    hidden: {
      P1: { ...plain, entry: rest },
      P2: { place, approval, by, stamps },
      P3: { whatHappened, details },
    },
  }
}

/** A version of a month's report or of a plan: fields about people, who sent and who approved stand apart. */
export function ofForm(
  form: { id: string; unitId: string; of: string },
  version: PlainVersion,
  department: string,
): Expected {
  const isMonthly = form.of.includes('-')
  const { snapshot, by, stamps, approval, ...rest } = version as PlainVersion & { snapshot: object }
  const isOfPeople = (path: string): boolean => {
    const [list = '', ...members] = path.split('.')
    if (members.length === 0) return false
    return (
      ['examples', 'focalPoint', 'spokesperson'].includes(list) ||
      /^(responsible|coordinators)$/.test(`${members.at(-1)}`)
    )
  }
  const fields = (wanted: boolean) =>
    Object.fromEntries(Object.entries(snapshot).filter(([path]) => isOfPeople(path) === wanted))
  return {
    open: {
      ...openOf(isMonthly ? 'monthly.report' : 'unit.plan', version, department),
      unit: form.unitId,
      report: form.id,
      of: form.of,
    },
    code: isMonthly ? 'BT' : 'KH',
    hidden: {
      P1: { fields: fields(false), entry: rest },
      P2: { fields: fields(true), by, stamps, approval },
      P3: {},
    },
  }
}

/** A version of an article or example: of an example, who is told of and who agreed are the third group. */
export function ofPiece(piece: { id: string; unitId: string }, version: PlainVersion, department: string): Expected {
  const { body, photos, by, stamps, ...rest } = version as PlainVersion & { body: Members }
  const { author, ...told } = body
  const { label, under16, consent, text, ...plain } = told
  const isArticle = body.form === 'article'
  return {
    open: { ...openOf('piece.version', version, department), unit: piece.unitId, piece: piece.id, photos },
    code: 'TB',
    hidden: {
      P1: { ...(isArticle ? told : plain), entry: rest },
      P2: { author, by, stamps },
      P3: isArticle ? {} : { label, under16, consent, text },
    },
  }
}

/** A row of the photos' table. */
export interface PlainPhoto {
  department: string
  id: string
  entity: string
  entity_type: string
  unit_id: string
  sha256: string
  stored_at: string | null
}

/** A picture: nothing is hidden. @param bytes as they lie on the server's disk */
export const ofPhoto = (photo: PlainPhoto, bytes: Uint8Array): Expected => ({
  open: {
    v: 1,
    kind: photo.entity_type === 'incident' ? 'photo' : `${photo.entity_type}.photo`,
    department: photo.department,
    unit: photo.unit_id,
    [photo.entity_type]: photo.entity,
    photo: photo.id,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    stored: photo.stored_at,
  },
  code: null,
  hidden: null,
})

const openOf = (kind: string, { id, no, stamps }: PlainVersion, department: string): Members => ({
  v: 1,
  kind,
  department,
  entry: id,
  no,
  received: stamps.received,
})

/** Random, 16 bytes each: whoever knows one group must not be able to guess another. */
const areSalts = (salts: Members | null): boolean =>
  new Set(Object.values(salts ?? {})).size === 3 &&
  /^(?:"P[1-3]":"[0-9a-f]{32}",?){3}$/.test(spelled(salts)?.slice(1, -1) ?? '')

const hashesOf = (hidden: Members, salts: Members | null): Members =>
  Object.fromEntries(
    Object.entries(hidden).map(([group, content]) => [
      group,
      createHash('sha256')
        .update(`${salts?.[group]}:${spelled(content)}`)
        .digest('hex'),
    ]),
  )

/** JSON with the members of every object in the order of their names, and without those that are not there. */
function spelled(value: unknown): string | undefined {
  if (Array.isArray(value)) return `[${value.map((one) => spelled(one) ?? 'null').join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.keys(value).sort()
  const told = members.flatMap((name) => {
    const member = spelled((value as Members)[name])
    return member === undefined ? [] : [`${JSON.stringify(name)}:${member}`]
  })
  return `{${told.join(',')}}`
}

const known = new Map<string, KeyObject>()

function isSigned(text: string | undefined, signature: string, { publicKey }: PlainKey): boolean {
  const x = Buffer.from(publicKey, 'hex').toString('base64url')
  const key = known.get(x) ?? createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  known.set(x, key)
  return text !== undefined && verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'hex'))
}
