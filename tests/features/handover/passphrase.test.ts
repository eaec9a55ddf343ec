import { expect, test } from 'vitest'
import { MIN_PASSPHRASE } from '#domain/unsent/header.ts'
import { browserRandom, suggestedPassphrase } from '#features/handover/passphrase.ts'

test('[HO5] a suggested passphrase is six words without marks and a number, typed alike on every keyboard', () => {
  for (let n = 0; n < 200; n += 1) {
    const suggested = suggestedPassphrase(browserRandom)
    expect(suggested).toMatch(/^([a-z]{2,6} ){6}[1-9]\d$/)
    expect(suggested.length).toBeGreaterThanOrEqual(MIN_PASSPHRASE)
  }
})

test('[HO5] each of its 128 words is as likely as any other, and every byte counts', () => {
  const first = (byte: number) => suggestedPassphrase((n) => new Uint8Array(n).fill(byte)).split(' ')[0]
  const times = new Map<string | undefined, number>()
  for (let byte = 0; byte < 256; byte += 1) times.set(first(byte), (times.get(first(byte)) ?? 0) + 1)
  expect(times.size).toBe(128)
  expect(new Set(times.values())).toEqual(new Set([2]))
  const base = suggestedPassphrase((n) => new Uint8Array(n))
  for (let at = 0; at < 8; at += 1) {
    const changed = suggestedPassphrase((n) => new Uint8Array(n).fill(1, at, at + 1))
    expect(changed).not.toBe(base)
  }
})
