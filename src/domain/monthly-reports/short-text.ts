import { SHORT_TEXT_MAX, shortened } from '../shortened.ts'
import { countOf, standing } from '../unit-forms/items.ts'
import type { MonthlyReport, Version } from './report.ts'

/** The words of the language that goes to others. */
export interface MonthlyShortWords {
  head(month: number, year: number): string
  nil: string
  issues(n: number, resolved: number): string
  press(total: number, negative: number): string
  feedback(total: number, pending: number): string
  incidents(n: number): string
  /** its number, once the server has given one */
  arrived(code: string, no: number): string
  notArrived: string
}

/**
 * What may be pasted into a chat about a month's report: who reports and how much of what. Not one word that was typed
 * freely, since those name people and places. [SX1]
 * @returns at most 300 characters
 */
export function monthlyShortText(
  { unitName, of, code }: MonthlyReport,
  { snapshot, no, stamps }: Version,
  words: MonthlyShortWords,
): string {
  const [year = 0, month = 0] = of.split('-').map(Number)
  const issues = standing(snapshot, 'issues')
  const count = (path: string) => countOf(snapshot[path]) ?? 0
  const said = [
    ...(snapshot.nil === true ? [words.nil] : []),
    ...(issues.length > 0
      ? [words.issues(issues.length, issues.filter(({ of }) => of.result === 'resolved').length)]
      : []),
    ...(count('counters.pressTotal') > 0
      ? [words.press(count('counters.pressTotal'), count('counters.pressNegative'))]
      : []),
    ...(count('counters.feedbackTotal') > 0
      ? [words.feedback(count('counters.feedbackTotal'), count('counters.feedbackPending'))]
      : []),
    ...(count('incidents.total') > 0 ? [words.incidents(count('incidents.total'))] : []),
  ].join('; ')
  const end = code !== null && stamps.received !== null ? words.arrived(code, no) : words.notArrived
  const head = words.head(month, year)
  const room = SHORT_TEXT_MAX - `${head} : ${said}. ${end}`.length
  return `${head} ${shortened(unitName, room)}: ${said}. ${end}`
}
