import { describe, expect, test } from 'vitest'
import { maskOf } from './faults.ts'
import { seedsOf } from './wanted-seeds.ts'

describe('[SIM3] the seeds of `npm run simulate`', () => {
  test('one alone is that one, also with a fault that it has not', () => {
    expect(seedsOf({ seed: '7164' })).toEqual([7164])
    expect(seedsOf({ seed: '7164', with: 'server-restored' })).toEqual([7164])
  })

  test('so many from one on are the same every time', () =>
    expect(seedsOf({ seeds: '5', seed: '4294967290' })).toEqual([
      4294967290, 4294967291, 4294967292, 4294967293, 4294967294,
    ]))

  test('so many without one are new ones', () => {
    const [some, others] = [seedsOf({ seeds: '30' }), seedsOf({ seeds: '30' })]
    expect([some.length, others.length, seedsOf({}).length]).toEqual([30, 30, 20])
    expect(some).not.toEqual(others)
  })

  test('with a fault only seeds that have it are counted', () => {
    const found = seedsOf({ seeds: '4', seed: '1', with: 'server-restored' })
    expect(found).toHaveLength(4)
    for (const seed of found) expect(maskOf(seed).has('server-restored')).toBe(true)
  })

  test.each([
    { seed: 'x' },
    { seed: '-1' },
    { seed: '1.5' },
    { seeds: '0' },
    { seeds: '', seed: '3' },
    { seeds: '3', with: 'rain' },
  ])('what is no number and no fault is told: %j', (typed) => expect(() => seedsOf(typed)).toThrow('--'))
})
