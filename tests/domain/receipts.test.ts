import * as ed25519 from '@noble/ed25519'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { canonical } from '#domain/canonical.ts'
import { latestReport, type ReportEntry } from '#domain/incidents/incident.ts'
import { reportIncident } from '#domain/incidents/report.ts'
import { groupsOf, salted } from '#domain/receipts/groups.ts'
import type { Receipt, SigningKey } from '#domain/receipts/receipt.ts'
import { verifyPhoto, verifyReport } from '#domain/receipts/verify.ts'
import { aBody, aPhoto, at, decided, INCIDENT, UNIT, uuid } from '#tests/support/builders.ts'

ed25519.hashes.sha512 = sha512
const secret = new Uint8Array(32).fill(7)
const keys: SigningKey[] = [{ id: 'k1', publicKey: bytesToHex(ed25519.getPublicKey(secret)), from: at('2026-01-01') }]
const hex = (text: string) => bytesToHex(sha256(utf8ToBytes(text)))
const sign = (payload: Receipt['payload'], salts: Receipt['salts']): Receipt => ({
  payload,
  key: 'k1',
  signature: bytesToHex(ed25519.sign(utf8ToBytes(canonical(payload)), secret)),
  salts,
})

const entry = latestReport(
  decided(reportIncident, undefined, { incidentId: INCIDENT, unitId: UNIT, body: aBody(), photos: [aPhoto()] }),
)
const salts = { P1: 'aa', P2: 'bb', P3: 'cc' }
const groups = groupsOf(entry)
const receipt = sign(
  {
    v: 1,
    kind: 'incident.report',
    department: uuid(0xd1) as never,
    unit: UNIT,
    incident: INCIDENT,
    entry: entry.id,
    code: 'SC-2026-0007',
    no: 1,
    received: at('2026-11-19T06:41:00Z'),
    groups: { P1: hex(salted('aa', groups.P1)), P2: hex(salted('bb', groups.P2)), P3: hex(salted('cc', groups.P3)) },
    photos: entry.photos,
  },
  salts,
)

/** Every way to change one leaf of a JSON value, a leaf at a time. */
function* spoiled(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const [i, member] of value.entries()) for (const bad of spoiled(member)) yield value.with(i, bad)
    yield [...value, null]
  } else if (value !== null && typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) for (const bad of spoiled(member)) yield { ...value, [key]: bad }
    yield { ...value, thêm: 1 }
  } else if (typeof value === 'string') {
    yield value.length === 0 ? 'x' : flip(value, 0)
    yield `${value}0`
    for (let i = 1; i < value.length; i += Math.max(1, value.length >> 3)) yield flip(value, i)
  } else if (typeof value === 'number') yield value + 1
  else yield value === null ? 0 : !value
}
const flip = (text: string, i: number) => text.slice(0, i) + (text[i] === '1' ? '2' : '1') + text.slice(i + 1)

describe('a receipt', () => {
  it('[RC1] [RC2] stands for exactly what was sent', () => {
    expect(verifyReport(receipt, entry, keys)).toEqual({ ok: true, value: receipt.payload })
  })

  it('[RC2] any changed leaf of the record makes it fail', () => {
    let tried = 0
    for (const bad of spoiled(entry)) {
      tried += 1
      expect(verifyReport(receipt, bad as ReportEntry, keys).ok, JSON.stringify(bad)).toBe(false)
    }
    expect(tried).toBeGreaterThan(100)
  })

  it('[RC2] any changed leaf of the receipt or its key makes it fail', () => {
    let tried = 0
    for (const bad of spoiled(receipt)) {
      // a member that nobody signed, beside the payload, is not part of the receipt
      if (canonical({ ...(bad as object), thêm: undefined }) === canonical(receipt)) continue
      if (canonical({ ...(bad as Receipt), salts }) === canonical(receipt) && 'thêm' in ((bad as Receipt).salts ?? {}))
        continue
      tried += 1
      expect(verifyReport(bad as Receipt, entry, keys).ok, JSON.stringify(bad)).toBe(false)
    }
    expect(tried).toBeGreaterThan(50)
    const other = keys.map((key) => ({ ...key, publicKey: flip(key.publicKey, 5) }))
    expect(verifyReport(receipt, entry, other).ok).toBe(false)
    expect(verifyReport(receipt, entry, [])).toEqual({ ok: false, error: 'key-unknown' })
  })

  it('[RC3] every member of a report falls in exactly one group', () => {
    const { P1, P2, P3 } = groups as Record<string, Record<string, unknown>>
    const members = [P1, P2, P3]
      .flatMap((group) => Object.keys(group ?? {}))
      .filter((m) => !['entry', 'by', 'stamps'].includes(m))
    expect(members.sort()).toEqual(Object.keys(entry.body).sort())
    expect(Object.keys(P3 ?? {})).toEqual(expect.arrayContaining(['whatHappened', 'details']))
    expect(groupsOf({ ...entry, body: { ...entry.body, mới: 'x' } }).P3).toMatchObject({ mới: 'x' })
  })

  it('[RC4] a photo’s receipt fails for any changed byte', () => {
    const bytes = new Uint8Array(64).map((_, i) => i)
    const photo = sign(
      {
        v: 1,
        kind: 'photo',
        department: uuid(0xd1) as never,
        unit: UNIT,
        incident: INCIDENT,
        photo: aPhoto().id,
        size: bytes.length,
        sha256: bytesToHex(sha256(bytes)),
        stored: at('2026-11-19T06:45:00Z'),
      },
      null,
    )
    expect(verifyPhoto(photo, bytes, keys).ok).toBe(true)
    for (const i of bytes.keys())
      expect(verifyPhoto(photo, bytes.with(i, (bytes[i] ?? 0) ^ 1), keys)).toEqual({
        ok: false,
        error: 'photo-changed',
      })
    expect(verifyReport(photo, entry, keys)).toEqual({ ok: false, error: 'kind-wrong' })
  })
})
