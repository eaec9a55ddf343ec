import { expect, test } from 'vitest'
import { opensOffline, rememberForLock } from '#features/session/offline-door.ts'

test('[SE5] without a network the locked door opens for its own password and account only', async () => {
  expect(await opensOffline('an', 'mot hai ba bon')).toBe(false)
  await rememberForLock('an', 'mot hai ba bon')
  expect(await opensOffline('an', 'mot hai ba nam')).toBe(false)
  expect(await opensOffline('binh', 'mot hai ba bon')).toBe(false)
  expect(await opensOffline('an', 'mot hai ba bon')).toBe(true)
})
