import { expect, test } from 'vitest'
import { askToKeep, readKept } from '#pwa/persistence.ts'

/** A browser's answers, and how often it was asked. */
function aManager(persisted: boolean, grants: boolean) {
  const asked = { times: 0 }
  const manager = {
    persisted: async () => persisted,
    persist: async () => {
      asked.times += 1
      return grants
    },
  } as StorageManager
  return { manager, asked }
}

function aStorage(): Storage {
  const values = new Map<string, string>()
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  } as Storage
}

test.each([
  [false, true, 'yes', 1],
  [false, false, 'no', 1],
  [true, false, 'yes', 0],
] as const)('[DV1] kept already %s, granted %s: the answer is %s', async (persisted, grants, answer, times) => {
  const storage = aStorage()
  const { manager, asked } = aManager(persisted, grants)
  expect(readKept(storage)).toBeNull()
  expect(await askToKeep(storage, manager)).toBe(answer)
  expect([readKept(storage), asked.times]).toEqual([answer, times])
})

test('[DV1] a browser that cannot be asked is told as such, and a no is asked again', async () => {
  const storage = aStorage()
  expect(await askToKeep(storage, undefined)).toBe('unsupported')
  expect(await askToKeep(storage, aManager(false, false).manager)).toBe('no')
  expect(await askToKeep(storage, aManager(false, true).manager)).toBe('yes')
  expect(readKept(storage)).toBe('yes')
})
