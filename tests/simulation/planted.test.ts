import { describe, expect, test } from 'vitest'
import { plantedBugs, whyItDoesNotApply } from './mutants.ts'

/** They run with the gates, which takes minutes; that they still fit the product is known at once. */
describe('[SIM4] planted bugs', () => {
  test('[SIM4] there are at least 25', () => {
    expect(plantedBugs().length).toBeGreaterThanOrEqual(25)
  })

  test.each(plantedBugs())('[SIM4] %s fits the product as it is', async (patch) => {
    expect(await whyItDoesNotApply(patch)).toBeNull()
  })
})
