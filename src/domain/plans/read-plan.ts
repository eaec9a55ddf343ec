import { fail, ok, type Result } from '../result.ts'
import { searchKey } from '../text.ts'
import { documentBody } from './document-body.ts'
import { documentHead } from './document-head.ts'
import { joinedCell } from './joined-cell.ts'
import { paragraphsOf } from './paragraphs.ts'
import { PLAN_LIMITS, type PlanGroup } from './plan.ts'
import type { Correction, PlanPreview, PlanProblem, Warning } from './preview.ts'
import { type RawGroup, rawGroups } from './raw-items.ts'
import { type ReadItem, readItem } from './read-item.ts'
import { sourceLines } from './source-lines.ts'
import { tableOf } from './table-rows.ts'
import { unitReader } from './unit-list.ts'
import type { UnitNames } from './unit-names.ts'

/**
 * Reads a department's plan from its text, as a word processor or a scanner left it, into a preview for a person to
 * accept. All the problems in one go, and then nothing of the plan. [PL31]
 * @param text lines; the cells of the appendix are separated by tabs
 * @param units how the plan calls units and classes of units
 */
export function readPlan(text: string, units: UnitNames): Result<PlanPreview, PlanProblem[]> {
  if (text.length > PLAN_LIMITS.text)
    return fail([{ code: 'text-too-long', line: 1, details: { length: text.length, max: PLAN_LIMITS.text } }])
  const { lines, corrections } = sourceLines(text)
  const long = lines.find((line) => line.text.length > PLAN_LIMITS.line)
  if (long)
    return fail([
      { code: 'text-too-long', line: long.no, details: { length: long.text.length, max: PLAN_LIMITS.line } },
    ])
  const { table, problems } = tableOf(lines)
  // rows that are missing would make the numbers after them look wrong
  if (!table || problems.length > 0) return fail(problems)
  const { paragraphs, corrections: joins } = paragraphsOf(lines.slice(0, table.from - 1))
  const head = documentHead(paragraphs)
  const body = documentBody(paragraphs, units)
  const raw = rawGroups(table.rows)
  const read = readGroups(raw.groups, units)

  const all = [...head.problems, ...raw.problems, ...read.problems]
  if (raw.groups.length === 0 && all.length === 0)
    all.push({ code: 'table-missing', line: table.from, details: { rows: 0 } })
  if (raw.groups.length > PLAN_LIMITS.groups)
    all.push({ code: 'too-many', line: table.from, details: { found: raw.groups.length, max: PLAN_LIMITS.groups } })
  if (all.length > 0) return fail(all.sort((a, b) => a.line - b.line))

  return ok({
    plan: { ...head.plan, groups: read.groups },
    document: { place: head.place, ...body.facts },
    corrections: byLine([
      ...corrections,
      ...joins,
      ...head.corrections,
      ...body.corrections,
      ...raw.corrections,
      ...read.corrections,
    ]),
    warnings: [...head.warnings, ...body.warnings, ...groupWarnings(read.groups)].sort((a, b) => a.line - b.line),
  })
}

const byLine = (corrections: readonly Correction[]): Correction[] => [...corrections].sort((a, b) => a.line - b.line)

function readGroups(groups: readonly RawGroup[], units: UnitNames) {
  const unitsIn = unitReader(units)
  const corrections: Correction[] = []
  const problems: PlanProblem[] = []
  const done = groups.map(({ roman, title, line, items }): PlanGroup => {
    const read = items.map((item): ReadItem => readItem(item, unitsIn))
    corrections.push(...read.flatMap((item) => item.corrections))
    problems.push(...read.flatMap((item) => item.problems))
    const name = joinedCell(title, line).text
    const tooLong = { item: roman, length: name.length, max: PLAN_LIMITS.title }
    if (name.length > PLAN_LIMITS.title) problems.push({ code: 'cell-too-long', line, column: 2, details: tooLong })
    const tooMany = { item: roman, found: items.length, max: PLAN_LIMITS.items }
    if (items.length > PLAN_LIMITS.items) problems.push({ code: 'too-many', line, details: tooMany })
    return { roman, title: name, line, items: read.map(({ item }) => item) }
  })
  return { groups: done, corrections, problems }
}

/** Titles may repeat, since an item is known by its place; empty groups and items that nobody joins are looked at. [PL30] */
function groupWarnings(groups: readonly PlanGroup[]): Warning[] {
  const seen = new Map<string, string>()
  return groups.flatMap((group): Warning[] => {
    const warnings: Warning[] = []
    seen.set(searchKey(group.title), seen.get(searchKey(group.title)) ?? group.roman)
    if (group.items.length === 0)
      warnings.push({ code: 'group-empty', line: group.line, details: { item: group.roman } })
    for (const { no, title, coordinators, lines } of group.items) {
      const item = `${group.roman}.${no}`
      const line = lines[0] ?? group.line
      const same = seen.get(searchKey(title))
      if (same !== undefined) warnings.push({ code: 'title-repeated', line, details: { item, same } })
      else seen.set(searchKey(title), item)
      if (coordinators.length === 0) warnings.push({ code: 'coordinators-none', line, details: { item } })
    }
    return warnings
  })
}
