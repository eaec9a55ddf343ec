import { countOf, standing } from '../unit-forms/items.ts'
import { type EndWords, formShortText } from '../unit-forms/short-text.ts'
import type { MonthlyReport, Version } from './report.ts'

/** The words of the language that goes to others. */
export interface MonthlyShortWords extends EndWords {
  head(month: number, year: number): string
  nil: string
  issues(n: number, resolved: number): string
  press(total: number, negative: number): string
  feedback(total: number, pending: number): string
  incidents(n: number): string
}

/** How many issues, items of the press, voices and incidents a month had. [SX1] */
export function monthlyShortText(report: MonthlyReport, version: Version, words: MonthlyShortWords): string {
  const { snapshot } = version
  const [year = 0, month = 0] = report.of.split('-').map(Number)
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
  ]
  return formShortText(words.head(month, year), report, version, said, words)
}
