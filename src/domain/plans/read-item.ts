import { bulletsIn } from './bullets.ts'
import { excerpt } from './cell-text.ts'
import { type JoinedCell, joinedCell } from './joined-cell.ts'
import { PLAN_LIMITS, type PlanItem, type Quarter } from './plan.ts'
import type { Correction, PlanProblem, PlanProblemCode } from './preview.ts'
import { quartersIn, quartersText } from './quarters.ts'
import type { RawItem } from './raw-items.ts'
import { COLUMN } from './table-rows.ts'
import type { UnitList } from './unit-list.ts'

export interface ReadItem {
  item: PlanItem
  corrections: Correction[]
  problems: PlanProblem[]
}

/** Words that look mistyped: shown with what they may stand for, kept as they are. [PL11] */
const SUSPECT_WORDS: Readonly<Record<string, string>> = { 'tuyến trình': 'tiến trình' }

/** The cells of one item, each by its own rules. @param unitsIn reads a cell that names units */
export function readItem(raw: RawItem, unitsIn: (text: string) => UnitList): ReadItem {
  const out: Out = { raw, corrections: [], problems: [] }
  const cell = (column: number): JoinedCell => joinedCell(raw.cells[column] ?? [], raw.line)
  const title = required(out, cell(COLUMN.title), COLUMN.title, 'title-missing', PLAN_LIMITS.title)
  const product = required(out, cell(COLUMN.product), COLUMN.product, 'product-missing', PLAN_LIMITS.product)
  const leads = required(out, cell(COLUMN.leads), COLUMN.leads, 'lead-missing', PLAN_LIMITS.product)
  const quarters = required(out, cell(COLUMN.quarters), COLUMN.quarters, 'quarter-missing', PLAN_LIMITS.title)
  suspectWords(out, title)
  suspectWords(out, product)
  const item = {
    no: raw.no,
    title: title.text,
    product: product.text,
    bullets: bulletsOf(out, product),
    leads: unitsOf(out, leads, COLUMN.leads, unitsIn),
    coordinators: unitsOf(out, cell(COLUMN.coordinators), COLUMN.coordinators, unitsIn),
    quarters: quarters.text === '' ? [] : quartersOf(out, quarters),
    lines: [...new Set(raw.lines)],
  }
  return { item, corrections: out.corrections, problems: out.problems }
}

interface Out {
  raw: RawItem
  corrections: Correction[]
  problems: PlanProblem[]
}

function required(out: Out, cell: JoinedCell, column: number, code: PlanProblemCode, max: number): JoinedCell {
  const at = { line: out.raw.line, column: column + 1 }
  if (cell.text === '') out.problems.push({ code, ...at, details: { item: out.raw.name } })
  if (cell.text.length > max)
    out.problems.push({ code: 'cell-too-long', ...at, details: { item: out.raw.name, length: cell.text.length, max } })
  return cell
}

const correct = (out: Out, line: number, correction: Omit<Correction, 'item' | 'line'>) =>
  out.corrections.push({ item: out.raw.name, line, ...correction })

function suspectWords(out: Out, cell: JoinedCell): void {
  for (const [word, suggestion] of Object.entries(SUSPECT_WORDS)) {
    const at = cell.text.toLowerCase().indexOf(word)
    if (at >= 0) correct(out, cell.lineAt(at), { raw: word, proposed: suggestion, rule: 'word-suggested' })
  }
}

function bulletsOf(out: Out, product: JoinedCell): string[] {
  const { pieces, doubled } = bulletsIn(product.text)
  if (pieces.length === 0 && product.text !== '') {
    const details = { item: out.raw.name }
    out.problems.push({ code: 'product-missing', line: out.raw.line, column: COLUMN.product + 1, details })
  }
  for (const { at, raw, proposed } of doubled) correct(out, product.lineAt(at), { raw, proposed, rule: 'dash-doubled' })
  if (pieces.length > PLAN_LIMITS.bullets) {
    const details = { item: out.raw.name, found: pieces.length, max: PLAN_LIMITS.bullets }
    out.problems.push({ code: 'too-many', line: out.raw.line, column: COLUMN.product + 1, details })
  }
  return pieces
}

/** Each unit once, in the order of the text. [PL9, PL10, PL12, PL15] */
function unitsOf(out: Out, cell: JoinedCell, column: number, unitsIn: (text: string) => UnitList): string[] {
  const { units, unknown, separators } = unitsIn(cell.text)
  for (const { at, raw } of unknown) {
    const details = { item: out.raw.name, found: excerpt(raw, 80) }
    out.problems.push({ code: 'unit-unknown', line: cell.lineAt(at), column: column + 1, details })
  }
  if (units.length === 0 && unknown.length === 0 && cell.text !== '' && column === COLUMN.leads)
    out.problems.push({ code: 'lead-missing', line: out.raw.line, column: column + 1, details: { item: out.raw.name } })
  const codes: string[] = []
  for (const { code, at, raw, proposed, exact } of units) {
    const line = cell.lineAt(at)
    if (!exact) correct(out, line, { raw, proposed, rule: 'unit-alias' })
    if (codes.includes(code)) correct(out, line, { raw, proposed: '', rule: 'unit-repeated' })
    else codes.push(code)
  }
  if (separators.length > 1) {
    const proposed = [...new Set(units.map((unit) => unit.proposed))].join('; ')
    correct(out, out.raw.line, { raw: excerpt(cell.text), proposed, rule: 'separators-mixed' })
  }
  return codes
}

function quartersOf(out: Out, cell: JoinedCell): Quarter[] {
  const quarters = quartersIn(cell.text)
  if (!quarters.ok) {
    const details = { item: out.raw.name, found: excerpt(quarters.error, 60) }
    out.problems.push({ code: 'quarter-unknown', line: out.raw.line, column: COLUMN.quarters + 1, details })
    return []
  }
  const proposed = quartersText(quarters.value)
  if (proposed !== cell.text)
    correct(out, out.raw.line, { raw: excerpt(cell.text), proposed, rule: 'quarters-normalised' })
  return quarters.value
}
