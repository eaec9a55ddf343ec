import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { publicKeyOf, signerOf } from '#server/receipts/ed25519.ts'
import { formReceipt, photoReceipt, pieceReceipt, reportReceipt, type Signer } from '#server/receipts/sign.ts'
import { uuid } from '#tests/support/builders.ts'
import { createRandom } from '#tests/support/random.ts'
import { ofForm, ofPhoto, ofPiece, ofReport, type PlainPhoto, type PlainReceipt, whyNot } from './receipt-check.ts'

const SEED = new Uint8Array(32).fill(7)
const KEYS = [{ id: 'k1', publicKey: publicKeyOf(SEED) }]
const OTHERS = [{ id: 'k1', publicKey: publicKeyOf(new Uint8Array(32).fill(8)) }]
const DEPARTMENT = uuid(0xd1)
const UNIT = uuid(0xa1)
const spell = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
const sign: Signer = (payload, salts) => ({ payload, key: 'k1', signature: signerOf(SEED)(spell(payload)), salts })
const random = createRandom(1).bytes

/** Plain JSON, as it lies in the database; where the product asks for its own types, it gets the same. */
const stamps = { written: null, committed: '2026-11-19T06:40:00.000Z', received: '2026-11-19T06:41:00.000Z' }
const by = { accountId: uuid(0xb1), name: 'An (minh họa)', unitId: UNIT }
const photos = [{ id: uuid(0xc1), type: 'image/jpeg', size: 4, sha256: 'ab'.repeat(32) }]
const version = (kind: string, more: object) => ({ id: uuid(0xe1), kind, no: 1, by, stamps, ...more })

const report = version('report', {
  photos,
  body: { title: 'Cháy nhỏ', severity: 'minor', place: 'Sân sau', whatHappened: 'Có khói', details: null, people: [] },
})
const snapshot = {
  'examples.1.text': 'Một tấm gương',
  'lines.a.responsible': 'Thầy Bình (minh họa)',
  'counts.articles': 3,
  'focalPoint.name': 'An (minh họa)',
  highlights: 'Nhiều việc',
}
const form = version('submitted', { snapshot, approval: { kind: 'none' }, policy: 'cut15_14', parent: null })
const example = version('sent', {
  photos,
  body: {
    form: 'example',
    title: 'Việc tốt',
    author: 'An (minh họa)',
    label: 'B',
    under16: true,
    consent: null,
    text: 'Kể lại',
  },
})
const article = version('sent', {
  photos,
  body: { form: 'article', title: 'Tin', author: 'An (minh họa)', text: 'Tin' },
})

const incident = { id: uuid(0xf1), unitId: UNIT, code: 'SC-2026-0007' }
const month = { id: uuid(0xf2), unitId: UNIT, of: '2026-11', code: 'BT-2026-0007' }
const plan = { id: uuid(0xf3), unitId: UNIT, of: '2026', code: 'KH-2026-0007' }
const piece = { id: uuid(0xf4), unitId: UNIT, code: 'TB-2026-0007' }
const department = DEPARTMENT as never
const bytes = Buffer.from('ảnh')
const photo = {
  department: DEPARTMENT,
  id: uuid(0xc1),
  entity: incident.id,
  entity_type: 'incident',
  unit_id: UNIT,
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  stored_at: stamps.received,
}

/** Each kind: what lies in the database, the receipt that the product gives for it, and what the oracle says of them. */
const KINDS = {
  'SC-': {
    record: { of: incident, entry: report },
    receipt: reportReceipt(sign, random, { department, incident: incident as never, entry: report as never }),
    expected: (one: typeof report, of = incident) => ofReport(of, one, DEPARTMENT),
  },
  'BT-': {
    record: { of: month, entry: form },
    receipt: formReceipt(sign, random, {
      department,
      kind: 'monthly.report',
      space: `unit:${UNIT}` as never,
      form: month as never,
      version: form as never,
    }),
    expected: (one: typeof form, of = month) => ofForm(of, one, DEPARTMENT),
  },
  'KH-': {
    record: { of: plan, entry: form },
    receipt: formReceipt(sign, random, {
      department,
      kind: 'unit.plan',
      space: `unit:${UNIT}` as never,
      form: plan as never,
      version: form as never,
    }),
    expected: (one: typeof form, of = plan) => ofForm(of, one, DEPARTMENT),
  },
  'TB- example': {
    record: { of: piece, entry: example },
    receipt: pieceReceipt(sign, random, { department, piece: piece as never, version: example as never }),
    expected: (one: typeof example, of = piece) => ofPiece(of, one, DEPARTMENT),
  },
  'TB- article': {
    record: { of: piece, entry: article },
    receipt: pieceReceipt(sign, random, { department, piece: piece as never, version: article as never }),
    expected: (one: typeof article, of = piece) => ofPiece(of, one, DEPARTMENT),
  },
} as const
const cases = Object.entries(KINDS).map(([name, { record, receipt, expected }]) => ({
  name,
  ...record,
  receipt: receipt as unknown as PlainReceipt,
  expected: expected as (entry: object, of?: object) => ReturnType<typeof ofReport>,
}))

/** Every way to change one leaf of a JSON value, a leaf at a time. */
function* spoiled<T>(value: T): Generator<T> {
  if (value !== null && typeof value === 'object') {
    for (const [name, member] of Object.entries(value))
      for (const bad of spoiled(member))
        yield (Array.isArray(value) ? value.with(Number(name), bad) : { ...value, [name]: bad }) as T
  } else if (typeof value === 'string') {
    const at = value.length >> 1
    yield `${value.slice(0, at)}${value[at] === '1' ? '2' : '1'}${value.slice(at + 1)}` as T
  } else yield (typeof value === 'number' ? value + 1 : value === null ? 0 : !value) as T
}

describe('[SIM7] the oracle reads receipts by itself', () => {
  test('[SIM7] it asks nothing of the product', () => {
    const source = readFileSync(new URL('./receipt-check.ts', import.meta.url), 'utf8')
    expect(source.match(/from '.*'/g)).toEqual(["from 'node:crypto'"])
  })

  test.each(cases)('[SIM7] $name: yes to what the product signed, as it lies in the database', (one) => {
    const { receipt, entry, expected } = JSON.parse(JSON.stringify(one)) as typeof one & { expected: never }
    expect(expected).toBeUndefined()
    expect(whyNot(receipt, one.expected(entry), KEYS)).toBeNull()
  })

  test.each(cases)('[SIM7] $name: no to any changed byte of the text', ({ receipt, entry, expected }) => {
    let tried = 0
    for (const bad of spoiled<object>(entry)) {
      tried += 1
      expect(whyNot(receipt, expected(bad), KEYS), spell(bad)).not.toBeNull()
    }
    expect(tried).toBeGreaterThan(14)
  })

  test.each(cases)('[SIM7] $name: no to any changed byte of the receipt', ({ receipt, entry, expected }) => {
    let tried = 0
    for (const bad of spoiled(receipt)) {
      tried += 1
      expect(whyNot(bad, expected(entry), KEYS), spell(bad)).not.toBeNull()
    }
    expect(tried).toBeGreaterThan(14)
  })

  test.each(cases)('[SIM7] $name: no to another key, record, version or kind', ({ receipt, entry, of, expected }) => {
    const says = (open: object, of_ = of, keys = KEYS) => whyNot(receipt, expected(open, of_), keys)
    expect(says(entry, of, OTHERS)).toBe('the signature is of something else')
    expect(says(entry, of, [])).toBe('signed with k1, which is no key of the department')
    expect(says(entry, { ...of, id: uuid(0xff) })).toMatch(/^it says /)
    expect(says(entry, { ...of, unitId: uuid(0xff) })).toMatch(/^it says /)
    expect(says({ ...entry, no: 2 })).toMatch(/^it says /)
    expect(says({ ...entry, id: uuid(0xff) })).toMatch(/^it says /)
    const others = cases.filter(({ receipt: { payload } }) => payload.kind !== receipt.payload.kind)
    for (const other of others) expect(whyNot(other.receipt, expected(entry), KEYS)).toMatch(/^it says /)
  })

  test.each(cases)('[SIM7] $name: no to a good signature over another content', ({ receipt, entry, expected }) => {
    const again = (payload: object) => sign(payload as never, receipt.salts as never) as unknown as PlainReceipt
    const { groups, ...open } = receipt.payload as { groups: Record<string, string> }
    expect(whyNot(again({ ...open, groups: { ...groups, P2: groups.P1 } }), expected(entry), KEYS)).toBe(
      'the text is another',
    )
    expect(whyNot(again(open), expected(entry), KEYS)).toBe('the text is another')
    expect(whyNot({ ...receipt, signature: again(open).signature }, expected(entry), KEYS)).toBe(
      'the signature is of something else',
    )
    expect(whyNot(again({ ...receipt.payload, v: 2 }), expected(entry), KEYS)).toMatch(/^it says /)
    expect(whyNot(again({ ...receipt.payload, code: 'XX-2026-0001' }), expected(entry), KEYS)).toMatch(
      /^it has the code/,
    )
    expect(whyNot({ ...receipt, salts: null }, expected(entry), KEYS)).toMatch(/salts/)
  })

  test.each(['incident', 'task', 'piece'])('[SIM7] the picture of a(n) %s: yes to its bytes and to no others', (of) => {
    const row = { ...photo, entity_type: of }
    const receipt = photoReceipt(sign, { department, photo: row as never, stored: stamps.received as never })
    const says = (one: PlainPhoto, content: Uint8Array, keys = KEYS) =>
      whyNot(receipt as unknown as PlainReceipt, ofPhoto(one, content), keys)
    expect(says(row, bytes)).toBeNull()
    expect(says(row, bytes, OTHERS)).not.toBeNull()
    for (const other of [bytes.subarray(1), Buffer.from('Ảnh'), Buffer.alloc(0)])
      expect(says(row, other)).toMatch(/^it says /)
    for (const member of ['id', 'entity', 'unit_id', 'stored_at'])
      expect(says({ ...row, [member]: uuid(0xff) }, bytes), member).toMatch(/^it says /)
    for (const other of ['incident', 'task', 'piece'])
      if (other !== of) expect(says({ ...row, entity_type: other }, bytes)).toMatch(/^it says /)
  })
})
