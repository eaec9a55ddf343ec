import type { DepartmentId } from '#domain/ids.ts'
import type { UnitType } from '#domain/organisation/roles.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import {
  aliasesOf,
  insertAlias,
  insertSuccessor,
  insertUnit,
  removeAliasesOf,
  removeSuccessorsOf,
  successorsOf,
  type UnitRow,
  unitsOf,
  updateUnit,
} from '#server/store/organisation.ts'
import type { Tx } from '#server/store/store.ts'
import { type Problem, problem } from './csv.ts'
import { publishUnitFacts } from './dated-units.ts'
import { type Columns, type Line, readTable, textProblems, validityIn } from './table.ts'
import { keyIn, UNIT_TYPE_WORDS } from './words.ts'

const COLUMNS = {
  code: { names: ['mã', 'mã đơn vị'], required: true },
  type: { names: ['loại', 'loại đơn vị'], required: true },
  name: { names: ['tên', 'tên đơn vị'], required: true },
  parent: { names: ['cấp trên', 'mã cấp trên'], required: false },
  valid_from: { names: ['từ ngày'], required: false },
  valid_to: { names: ['đến ngày'], required: false },
  aliases: { names: ['tên khác'], required: false },
  successors: { names: ['kế nhiệm', 'đơn vị kế nhiệm'], required: false },
} as const satisfies Columns<string>
type Key = keyof typeof COLUMNS

/** How many rows an import made, altered, or found as they were. */
export interface Imported {
  added: number
  changed: number
  same: number
}

interface Wanted {
  line: Line<Key>
  code: string
  type: UnitType
  name: string
  parent: string
  from: string | null
  to: string | null
  /** null: the file has no such column, so what is there stays */
  aliases: string[] | null
  /** codes of the units that take over from it; null as above */
  successors: string[] | null
}

/**
 * Brings the units to what the file says: known by their code, all or nothing, and a second time changes nothing.
 * Units that the file does not name stay as they are. What phones keep of their units follows. [OR5, DL10]
 * @param today the first day of new units whose line names none
 */
export async function importUnits(
  tx: Tx,
  { department, newId, today }: { department: DepartmentId; newId: () => string; today: string },
  bytes: Uint8Array,
): Promise<Result<Imported, Problem[]>> {
  const table = readTable<Key>(bytes, COLUMNS)
  if (!table.ok) return table
  const read = table.value.map(readUnit)
  const wanted = read.flatMap((unit) => (unit.ok ? [unit.value] : []))
  const problems = read.flatMap((unit) => (unit.ok ? [] : unit.error))
  const known = new Map((await unitsOf(tx, department)).map((unit) => [unit.code, unit]))
  problems.push(...twice(wanted), ...parentProblems(wanted, known), ...successorProblems(wanted, known))
  if (problems.length > 0) return fail(problems)

  const idOf = new Map([...known].map(([code, { id }]) => [code, id]))
  for (const { code } of wanted) if (!idOf.has(code)) idOf.set(code, newId())
  const aliases = Map.groupBy(await aliasesOf(tx, department), ({ unit_id }) => unit_id)
  const successors = Map.groupBy(await successorsOf(tx, department), ({ unit_id }) => unit_id)
  const counts: Imported = { added: 0, changed: 0, same: 0 }
  for (const unit of wanted) {
    const before = known.get(unit.code)
    const id = idOf.get(unit.code) as string
    const row: UnitRow = {
      department,
      id,
      code: unit.code,
      type: unit.type,
      name: unit.name,
      parent_id: unit.parent === '' ? null : (idOf.get(unit.parent) ?? null),
      valid_from: unit.from ?? before?.valid_from ?? today,
      valid_to: unit.to,
    }
    const names = (aliases.get(id) ?? []).map(({ alias }) => alias)
    const renamed = unit.aliases !== null && !sameSet(unit.aliases, names)
    const heirs = unit.successors?.map((code) => idOf.get(code) as string) ?? null
    const passed =
      heirs !== null &&
      !sameSet(
        heirs,
        (successors.get(id) ?? []).map(({ successor_id }) => successor_id),
      )
    if (!before) await insertUnit(tx, row)
    else if (!sameRow(before, row)) await updateUnit(tx, row)
    if (renamed) {
      await removeAliasesOf(tx, department, id)
      for (const alias of unit.aliases ?? []) await insertAlias(tx, { department, unit_id: id, alias })
    }
    if (passed) {
      await removeSuccessorsOf(tx, department, id)
      for (const heir of heirs) await insertSuccessor(tx, { department, unit_id: id, successor_id: heir })
    }
    counts[!before ? 'added' : renamed || passed || !sameRow(before, row) ? 'changed' : 'same'] += 1
  }
  await publishUnitFacts(tx, department)
  return ok(counts)
}

const sameSet = (a: readonly string[], b: readonly string[]) => [...a].sort().join('\n') === [...b].sort().join('\n')

const sameRow = (a: UnitRow, b: UnitRow) => (Object.keys(b) as (keyof UnitRow)[]).every((key) => a[key] === b[key])

function readUnit(line: Line<Key>): Result<Wanted, Problem[]> {
  const problems = [
    ...textProblems(line, 'code', { max: 40, required: true }),
    ...textProblems(line, 'type', { max: 60, required: true }),
    ...textProblems(line, 'name', { max: 200, required: true }),
    ...textProblems(line, 'aliases', { max: 1000, required: false }),
    ...textProblems(line, 'successors', { max: 1000, required: false }),
  ]
  const validity = validityIn(line, 'valid_from', 'valid_to')
  if (!validity.ok) problems.push(...validity.error)
  const [code, type] = [line.get('code'), keyIn(UNIT_TYPE_WORDS, line.get('type'))]
  if (code !== '' && !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(code)) problems.push(line.wrong('code', 'unit-code-wrong'))
  if (!type && line.get('type') !== '') problems.push(line.wrong('type', 'unit-type-unknown'))
  if (problems.length > 0 || !type || !validity.ok) return fail(problems)
  return ok({
    line,
    code,
    type,
    name: line.get('name'),
    parent: line.get('parent'),
    ...validity.value,
    aliases: listIn(line, 'aliases'),
    successors: listIn(line, 'successors'),
  })
}

/** What stands between bars, each once; null where the file has no such column. */
const listIn = (line: Line<Key>, key: 'aliases' | 'successors'): string[] | null =>
  line.has(key)
    ? [
        ...new Set(
          line
            .get(key)
            .split('|')
            .map((name) => name.trim())
            .filter((name) => name !== ''),
        ),
      ]
    : null

const twice = (wanted: readonly Wanted[]): Problem[] =>
  wanted
    .filter(({ code }, i) => wanted.findIndex((other) => other.code === code) < i)
    .map(({ line }) => line.wrong('code', 'unit-twice'))

/** Those that take over must be there, in the file or before; nobody succeeds themselves. */
const successorProblems = (wanted: readonly Wanted[], known: ReadonlyMap<string, UnitRow>): Problem[] =>
  wanted.flatMap(({ line, code, successors }) =>
    (successors ?? [])
      .filter((heir) => heir === code || !(known.has(heir) || wanted.some((other) => other.code === heir)))
      .map((heir) => problem(line.line, 'successors', 'successor-unknown', heir)),
  )

/** A parent must be there, in the file or before, and nobody is above themselves. */
function parentProblems(wanted: readonly Wanted[], known: ReadonlyMap<string, UnitRow>): Problem[] {
  const codeOf = new Map([...known.values()].map(({ id, code }) => [id, code]))
  const above = new Map([...known.values()].map(({ code, parent_id }) => [code, codeOf.get(parent_id ?? '') ?? '']))
  for (const { code, parent } of wanted) above.set(code, parent)
  return wanted.flatMap(({ line, code, parent }) => {
    if (parent === '') return []
    if (!above.has(parent)) return [line.wrong('parent', 'parent-unknown')]
    const seen = new Set<string>()
    let up = parent
    while (up !== '' && up !== code && !seen.has(up)) {
      seen.add(up)
      up = above.get(up) ?? ''
    }
    return up === code ? [problem(line.line, 'parent', 'parent-circle', parent)] : []
  })
}
