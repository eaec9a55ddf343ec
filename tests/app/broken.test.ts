import { expect, test } from 'vitest'
import { detailsOf } from '#app/error-boundary.tsx'

test('[PD4] the details of a breakdown tell where, and nothing that anybody has written', () => {
  globalThis.location = { pathname: '/bao-cao/00000000-0000-4000-8000-000000000007' } as Location
  const error = new TypeError('cannot read "Em Nguyễn Thị M. bị đau bụng"')
  error.stack = `TypeError: cannot read "Em Nguyễn Thị M. bị đau bụng"\nEm N. là học sinh\n    at show (assets/index-a1.js:1:20)`
  const details = detailsOf(error)
  expect(details).toContain('TypeError')
  expect(details).toContain('at show (assets/index-a1.js:1:20)')
  expect(details).toContain('/bao-cao/…')
  expect(details).not.toMatch(/Nguyễn|đau bụng|học sinh|00000007/)
})
