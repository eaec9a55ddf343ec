import { fail, ok, type Result } from '../result.ts'
import { searchKey } from '../text.ts'
import { QUARTERS, type Quarter } from './plan.ts'
import { romanOf } from './roman.ts'

const NAMES = new Map<string, Quarter>(
  QUARTERS.flatMap((quarter) => [
    [romanOf(quarter).toLowerCase(), quarter] as const,
    [String(quarter), quarter] as const,
  ]),
)
const WHOLE_YEAR = ['ca nam', 'trong ca nam', 'cac quy trong nam']

/**
 * `Quý I, II, III, IV`, `Quý I - IV`, `cả năm`: a set, in order. [PL16]
 * @returns as an error, the word that is no quarter
 */
export function quartersIn(text: string): Result<Quarter[], string> {
  const key = searchKey(text).replace(/[.;,]+$/, '')
  if (WHOLE_YEAR.includes(key)) return ok([...QUARTERS])
  const words = key
    .replaceAll(/\bden\b|[–—]/g, '-')
    .replaceAll(/\b(?:cac|quy|qui)\b/g, ' ')
    .replaceAll(/\bva\b/g, ',')
  const found = new Set<Quarter>()
  for (const word of words.split(/[,;&+/]/)) {
    const part = word.trim()
    if (part === '') continue
    const ends = part.split('-').map((end) => end.trim())
    const [from, to] = [NAMES.get(ends[0] ?? ''), NAMES.get(ends.at(-1) ?? '')]
    if (!from || !to || from > to || ends.length > 2) return fail(part.toUpperCase())
    for (const quarter of QUARTERS) if (from <= quarter && quarter <= to) found.add(quarter)
  }
  return found.size > 0 ? ok([...found].sort()) : fail(text)
}

/** As the plan itself writes it. */
export const quartersText = (quarters: readonly Quarter[]): string => `Quý ${quarters.map(romanOf).join(', ')}`
