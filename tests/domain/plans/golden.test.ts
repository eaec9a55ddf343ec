import { describe, expect, it } from 'vitest'
import { planPreviewSchema } from '#domain/plans/preview.ts'
import { asGolden, type Golden, preview, realPlan, SAMPLE, SAMPLE_GOLDEN } from '#tests/support/plans.ts'

const bare = ({ plan, groups }: Golden): Golden => ({
  plan,
  groups: groups.map(({ roman, title, line, items }) => ({
    roman,
    title,
    line,
    items: items.map(({ no, title, leads, coords, quarters, bullets, lines, product }) => ({
      ...{ no, title, leads, coords, quarters, bullets, lines },
      ...(product === undefined ? {} : { product }),
    })),
  })),
})

describe('a plan equals its golden file', () => {
  it('[PL0] the plan of our own making: 4 groups, 10 items', () => {
    const { plan } = preview(SAMPLE)
    expect(asGolden(plan, false)).toEqual(SAMPLE_GOLDEN)
    expect(plan.groups.flatMap(({ items }) => items)).toHaveLength(10)
  })

  const real = realPlan()
  const source = real ?? { text: SAMPLE, golden: SAMPLE_GOLDEN }
  const name = real
    ? 'the real plan: groups, numbers, titles, products, leads, coordinators, quarters, bullets, lines'
    : 'THE REAL PLAN IS NOT HERE (../shared): our own sample stands in for it'

  it(`[PL0] ${name}`, () => {
    const { plan } = preview(source.text)
    expect(asGolden(plan, real !== null)).toEqual(bare(source.golden))
  })

  it(`[PL22] ${real ? 'the real plan' : 'THE REAL PLAN IS NOT HERE, our own'}: nothing that is read carries a phone number`, () => {
    const read = preview(source.text)
    const digits = JSON.stringify(read).match(/(?:\+84|\b0)(?:[ .-]?\d){8,10}/g)
    expect(digits).toBeNull()
    expect(planPreviewSchema.parse(read)).toEqual(read)
  })
})
