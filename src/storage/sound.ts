type Members = Record<string, unknown>

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null
const hasTexts = (row: Members, ...names: string[]) => names.every((name) => typeof row[name] === 'string')
const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value)

const isEntry = (entry: unknown) =>
  isObject(entry) && hasTexts(entry, 'id', 'kind') && isObject(entry.by) && isObject(entry.stamps)
const hasTimeline = (body: Members) => Array.isArray(body.timeline) && body.timeline.every(isEntry)

/** What reading a body of a type takes for granted; a type that is not here may be anything. */
const BODIES: Readonly<Record<string, (body: Members) => boolean>> = {
  incident: (body) =>
    hasTexts(body, 'id', 'unitId') &&
    hasTimeline(body) &&
    (body.timeline as Members[]).some(({ kind, body: report }) => kind === 'report' && isObject(report)),
  task: hasTimeline,
  refused: (body) => hasTexts(body, 'mid', 'name', 'entity', 'code'),
}

/** Whether a record can be read as what it says it is. A disk or a browser that breaks rows is rare, and happens. [PR4] */
export const isSoundRecord = ({ type, body }: { type: string; body: unknown }): boolean => {
  const isOf = BODIES[type]
  return !isOf || (isObject(body) && isOf(body))
}

/** The same for what was written here, by its table. */
export const SOUND: Readonly<Record<'outbox' | 'drafts' | 'forms' | 'photos', (row: Members) => boolean>> = {
  outbox: (row) =>
    hasTexts(row, 'name', 'entity') &&
    isObject(row.args) &&
    isObject(row.device) &&
    hasTexts(row.device, 'written', 'committed') &&
    Array.isArray(row.seeds) &&
    isNumber(row.schema) &&
    isNumber(row.tries) &&
    isNumber(row.notBefore) &&
    (row.verdict === null || (isObject(row.verdict) && Array.isArray(row.verdict.spaces))),
  drafts: (row) =>
    hasTexts(row, 'incidentId', 'unitId', 'report', 'step', 'createdAt', 'savedAt') && isObject(row.body),
  forms: (row) => hasTexts(row, 'savedAt') && isObject(row.values),
  photos: (row) => hasTexts(row, 'entity', 'state') && isObject(row.ref) && isNumber(row.ref.size),
}
