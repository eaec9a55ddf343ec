import { type Day, daySchema } from '../deadlines/days.ts'
import { searchKey } from '../text.ts'
import { documentNumber } from './document-numbers.ts'
import type { Paragraph } from './paragraphs.ts'
import { PLAN_LIMITS, type Plan } from './plan.ts'
import type { Correction, PlanProblem, Warning } from './preview.ts'

export interface DocumentHead {
  plan: Omit<Plan, 'groups'>
  place: string | null
  corrections: Correction[]
  warnings: Warning[]
  problems: PlanProblem[]
}

/** Places under the spelling that is right and those that are found. [PL24] */
const PLACES: Readonly<Record<string, string>> = { 'ba ria-vung tau': 'Bà Rịa - Vũng Tàu' }

/** Title, number, day and year. Blank ones are null and make a draft; none of them has to stand there but a year. [PL18, PL19] */
export function documentHead(paragraphs: readonly Paragraph[]): DocumentHead {
  const out: DocumentHead = {
    plan: { title: '', number: null, date: null, year: 0, status: 'draft' },
    place: null,
    corrections: [],
    warnings: [],
    problems: [],
  }
  const year = readDate(out, paragraphs)
  readNumber(out, paragraphs)
  readTitle(out, paragraphs, year)
  out.plan.status = out.plan.number !== null && out.plan.date !== null ? 'issued' : 'draft'
  return out
}

/** `…, ngày 05 tháng 02 năm 2024`; day or month may be blank. @returns the year, as it stands there */
function readDate(out: DocumentHead, paragraphs: readonly Paragraph[]): number | null {
  for (const { line, text } of paragraphs) {
    const [, place, day, month, year] =
      /^([^,;:.]{2,60}),\s*ngày\s*(\d{1,2})?[\s.…]*tháng\s*(\d{1,2})?[\s.…]*năm\s*(\d{4})$/iu.exec(text) ?? []
    if (!place || !year) continue
    const right = PLACES[searchKey(place).replaceAll(/\s*-\s*/g, '-')] ?? place
    if (right !== place) out.corrections.push({ item: null, line, raw: place, proposed: right, rule: 'place-alias' })
    out.place = right
    if (!day || !month) {
      out.warnings.push({ code: 'date-blank', line, details: {} })
      return Number(year)
    }
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    if (daySchema.safeParse(date).success) out.plan.date = date as Day
    else out.problems.push({ code: 'date-wrong', line, details: { found: `${day}/${month}/${year}` } })
    return Number(year)
  }
  out.warnings.push({ code: 'date-blank', line: 1, details: {} })
  return null
}

function readNumber(out: DocumentHead, paragraphs: readonly Paragraph[]): void {
  const found = paragraphs.find(({ text }) => /^Số\s*:/iu.test(text))
  const raw = /^Số\s*:\s*(\d+\s*\/\s*[\p{L}\p{N}][\p{L}\p{N}-]{0,40})/iu.exec(found?.text ?? '')?.[1]
  if (found && raw) {
    const number = documentNumber(raw)
    if (number !== raw.replaceAll(/\s+/g, ''))
      out.corrections.push({ item: null, line: found.line, raw, proposed: number, rule: 'document-number' })
    out.plan.number = number
  } else out.warnings.push({ code: 'number-blank', line: found?.line ?? 1, details: {} })
}

/** From the heading of the appendix; without one, from what follows "KẾ HOẠCH". */
function readTitle(out: DocumentHead, paragraphs: readonly Paragraph[], dated: number | null): void {
  const appendix = paragraphs.findLast(({ text }) => /^PHỤ LỤC\s+KẾ HOẠCH/iu.test(text))
  const heading = paragraphs.findIndex(({ text }) => /^KẾ HOẠCH$/iu.test(text))
  const subject = paragraphs[heading + 1]
  const source = appendix ?? (heading >= 0 ? subject : undefined)
  if (!source) {
    out.problems.push({ code: 'plan-title-missing', line: 1, details: {} })
    return
  }
  const text = appendix
    ? sentenceCase(appendix.text.replace(/^PHỤ LỤC\s+/iu, '').split(/\s+CỦA\s+/u)[0] ?? '')
    : `Kế hoạch ${source.text.charAt(0).toLowerCase()}${source.text.slice(1)}`
  const tooLong = { item: '', length: text.length, max: PLAN_LIMITS.title }
  if (text.length > PLAN_LIMITS.title) out.problems.push({ code: 'cell-too-long', line: source.line, details: tooLong })
  out.plan.title = text
  const year = Number(/(?:năm\s+)(\d{4})/iu.exec(text)?.[1] ?? dated ?? 0)
  if (year < 2000 || year > 2200) out.problems.push({ code: 'year-missing', line: source.line, details: {} })
  else if (dated !== null && dated !== year)
    out.warnings.push({ code: 'year-differs', line: source.line, details: { title: year, date: dated } })
  out.plan.year = year
}

/** A heading in capitals as a sentence; anything else stays. */
const sentenceCase = (text: string): string =>
  text === text.toUpperCase() ? `${text.charAt(0)}${text.slice(1).toLowerCase()}` : text
