import type { FormVersion } from '../unit-forms/record.ts'
import { type EndWords, formShortText } from '../unit-forms/short-text.ts'
import { contentOf } from './content.ts'
import type { UnitPlan } from './unit-plan.ts'

/** The words of the language that goes to others. */
export interface PlanShortWords extends EndWords {
  head(year: string): string
  lines(n: number): string
  products(n: number): string
  /** @param dong whole đồng */
  budget(dong: number): string
}

/** How many lines and products a unit's plan has, and what it costs. [SX1] */
export function planShortText(plan: UnitPlan, version: FormVersion, words: PlanShortWords): string {
  const { lines, budget } = contentOf(version.snapshot)
  const products = lines.flatMap((line) => line.products).reduce((sum, { qty }) => sum + qty, 0)
  const said = [
    words.lines(lines.length),
    ...(products > 0 ? [words.products(products)] : []),
    ...(budget.total ? [words.budget(budget.total)] : []),
  ]
  return formShortText(words.head(plan.of), plan, version, said, words)
}
