import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planPreviewSchema } from '#domain/plans/preview.ts'
import { readPlan } from '#domain/plans/read-plan.ts'
import { romanOf } from '#domain/plans/roman.ts'
import { DEFAULT_UNIT_NAMES } from '#domain/plans/unit-names.ts'
import { type GeneratedPlan, generatedPlan } from '#tests/support/plan-generator.ts'
import { preview, problemsOf, SAMPLE } from '#tests/support/plans.ts'

const expected = ({ meant, rows }: GeneratedPlan) =>
  meant.map(({ title, items }, i) => {
    const roman = romanOf(i + 1)
    return {
      roman,
      title,
      line: rows.find(({ kind, item }) => kind === 'group' && item === roman)?.line,
      items: items.map((item, n) => ({
        no: n + 1,
        ...item,
        lines: rows.filter((row) => row.kind !== 'group' && row.item === `${roman}.${n + 1}`).map(({ line }) => line),
      })),
    }
  })

const read = (text: string) => {
  const { plan } = preview(text)
  return plan.groups.map((group) => ({ ...group, items: group.items.map(({ product: _, ...item }) => item) }))
}

const damaged = ({ lines }: GeneratedPlan, line: number, change: (text: string) => string) =>
  lines.map((text, i) => (i + 1 === line ? change(text) : text)).join('\n')
const nth = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

describe('random plans with random irregularities', () => {
  it('[PL32] are read back as they were meant, line by line', () => {
    fc.assert(
      fc.property(generatedPlan, (plan) => {
        expect(read(plan.text)).toEqual(expected(plan))
      }),
      { numRuns: 400 },
    )
  })

  it('[PL32] come through the schema as they are', () => {
    fc.assert(
      fc.property(generatedPlan, ({ text }) => {
        const plan = preview(text)
        expect(planPreviewSchema.parse(plan)).toEqual(plan)
      }),
      { numRuns: 50 },
    )
  })

  it('[PL31] a missing tab is told with its line, and nothing else is', () => {
    fc.assert(
      fc.property(generatedPlan, fc.nat(), fc.nat(4), (plan, n, tab) => {
        const { line } = nth(plan.rows, n)
        const text = damaged(plan, line, (row) =>
          row
            .split('\t')
            .flatMap((cell, i) => (i === 0 ? [cell] : [i === tab + 1 ? ' ' : '\t', cell]))
            .join(''),
        )
        expect(problemsOf(`${text}\n`)).toEqual([{ code: 'tabs-wrong', line, details: { tabs: 4, wanted: 5 } }])
      }),
      { numRuns: 200 },
    )
  })

  it('[PL31] a row that is cut in two is told with both of its lines', () => {
    fc.assert(
      fc.property(generatedPlan, fc.nat(), fc.nat(), (plan, n, at) => {
        const { line } = nth(plan.rows, n)
        const row = plan.lines[line - 1] ?? ''
        const from = row.indexOf('\t') + 1
        const cut = from + (at % (row.trimEnd().length - from))
        const [before, after] = [row.slice(0, cut), row.slice(cut)]
        fc.pre(after.trim() !== '')
        const tabs = before.split('\t').length - 1
        expect(problemsOf(`${damaged(plan, line, () => `${before}\n${after}`)}\n`)).toEqual([
          { code: 'row-cut', line, details: { tabs, wanted: 5, rest: line + 1 } },
        ])
      }),
      { numRuns: 200 },
    )
  })

  it('[PL31] a wrong numeral is told with the right one', () => {
    fc.assert(
      fc.property(
        generatedPlan,
        fc.nat(),
        fc.constantFrom('IIII', 'VX', 'Il', 'XL', '1', 'A', 'iv'),
        (plan, n, wrong) => {
          const groups = plan.rows.filter(({ kind }) => kind === 'group')
          const { line, item } = nth(groups, n)
          fc.pre(wrong !== item)
          const [first] = problemsOf(`${damaged(plan, line, (row) => row.replace(item, wrong))}\n`)
          expect(first).toEqual({ code: 'numeral-wrong', line, column: 1, details: { found: wrong, expected: item } })
        },
      ),
      { numRuns: 200 },
    )
  })

  it('[PL31] any text at all is read or refused, never a crash', () => {
    // mostly the sample itself, with pieces lost, doubled or put in between
    const own = SAMPLE.split(/(?<=[\n\t<>])/)
    const piece = fc.oneof(fc.constantFrom('', '\n', '\t', '-', ...own), fc.string({ unit: 'binary' }))
    const edits = fc.array(fc.tuple(fc.nat(own.length - 1), piece), { maxLength: 3 })
    const pieces = edits.map((all) => own.map((text, i) => all.find(([at]) => at === i)?.[1] ?? text))
    fc.assert(
      fc.property(pieces, (parts) => {
        const result = readPlan(parts.join(''), DEFAULT_UNIT_NAMES)
        if (!result.ok) expect(result.error.length).toBeGreaterThan(0)
        else expect(planPreviewSchema.parse(result.value)).toEqual(result.value)
      }),
      { numRuns: 300 },
    )
  })
})
