import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROTOCOL } from '#protocol/version.ts'
import { ROOT } from './source-files.ts'
import { changedParts, wireFingerprint } from './wire.ts'

const KEPT = join(ROOT, 'tests/fixtures/wire-fingerprint.json')
interface Kept {
  protocol: number
  parts: Record<string, string>
}

const WHAT_TO_DO = `
The wire changed, and phones that are out there do not know. Either undo the change, or:
  1. only added an optional member, a new message or a new mutation? Old phones and old servers must both still
     work: show it with a test. Changed or removed something? Raise PROTOCOL in src/protocol/version.ts.
  2. add a line to the history in src/protocol/version.ts and tell it in src/protocol/PROTOCOL.md;
  3. write the new fingerprint: WIRE=write npm run fast -- tests/architecture/wire.test.ts
Changed parts:`

test('[PV1] the wire is what its fingerprint says', async () => {
  const parts = await wireFingerprint()
  if (process.env.WIRE === 'write') writeFileSync(KEPT, `${JSON.stringify({ protocol: PROTOCOL, parts }, null, 2)}\n`)
  if (!existsSync(KEPT)) throw new Error(`${KEPT} is missing; it is part of the repository`)
  const kept = JSON.parse(readFileSync(KEPT, 'utf8')) as Kept
  const changed = changedParts(kept.parts, parts)
  if (changed.length > 0) throw new Error(`${WHAT_TO_DO}\n  ${changed.join('\n  ')}`)
  expect(kept.protocol, 'PROTOCOL was raised: write the fingerprint anew').toBe(PROTOCOL)
})

test('[PV1] a changed, a new and a lost part are all seen', () =>
  expect(changedParts({ a: '1', b: '1', c: '1' }, { a: '1', b: '2', d: '1' })).toEqual(['b', 'c', 'd']))

test('[PV1] the fingerprint covers what travels', async () => {
  const names = Object.keys(await wireFingerprint())
  for (const name of [
    'protocol/push.ts:pushRequestSchema',
    'protocol/pull.ts:pullAnswerSchema',
    'mutation incident.report',
  ])
    expect(names).toContain(name)
})
