import { existsSync, readFileSync } from 'node:fs'
import type { Plan } from '#domain/plans/plan.ts'
import type { Correction, PlanPreview, PlanProblem } from '#domain/plans/preview.ts'
import { readPlan } from '#domain/plans/read-plan.ts'
import { DEFAULT_UNIT_NAMES } from '#domain/plans/unit-names.ts'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')

/** A plan of our own making with every irregularity of the real one. */
export const SAMPLE = fixture('plan-sample.txt')

/** What a plan must come to, in the shape of the trade's golden file. */
export interface Golden {
  plan: { title: string; year: number }
  groups: {
    roman: string
    title: string
    line: number
    items: {
      no: number
      title: string
      leads: string[]
      coords: string[]
      quarters: number[]
      bullets: number
      lines: number[]
      product?: string
    }[]
  }[]
}

export const SAMPLE_GOLDEN: Golden = JSON.parse(fixture('plan-sample.json'))

/** The real plan and its golden file, which stay outside the project; null where they are not beside it. */
export function realPlan(): { text: string; golden: Golden } | null {
  const shared = new URL('../../../shared/', import.meta.url)
  const [seed, golden] = [
    new URL('seed/000_a5573bb69eef134b.txt', shared),
    new URL('fixtures/appendix_golden.json', shared),
  ]
  if (!existsSync(seed) || !existsSync(golden)) return null
  return { text: readFileSync(seed, 'utf8'), golden: JSON.parse(readFileSync(golden, 'utf8')) }
}

/** A plan in the shape of the golden file. @param withProduct where the golden file has the words too */
export const asGolden = ({ title, year, groups }: Plan, withProduct: boolean): Golden => ({
  plan: { title, year },
  groups: groups.map((group) => ({
    roman: group.roman,
    title: group.title,
    line: group.line,
    items: group.items.map(({ no, title, product, leads, coordinators, quarters, bullets, lines }) => ({
      no,
      title,
      leads,
      coords: coordinators,
      quarters,
      bullets: bullets.length,
      lines,
      ...(withProduct ? { product } : {}),
    })),
  })),
})

export function preview(text: string): PlanPreview {
  const read = readPlan(text, DEFAULT_UNIT_NAMES)
  if (!read.ok) throw new Error(`the plan was not read: ${JSON.stringify(read.error)}`)
  return read.value
}

export function problemsOf(text: string): PlanProblem[] {
  const read = readPlan(text, DEFAULT_UNIT_NAMES)
  if (read.ok) throw new Error('the plan was read')
  return read.error
}

export const byRule = ({ corrections }: PlanPreview, rule: Correction['rule']): Correction[] =>
  corrections.filter((correction) => correction.rule === rule)

/** @param name `II.2` */
export function itemOf({ groups }: Plan, name: string) {
  const [roman, no] = name.split('.')
  const item = groups.find((group) => group.roman === roman)?.items.find((candidate) => candidate.no === Number(no))
  if (!item) throw new Error(`no item ${name}`)
  return item
}
