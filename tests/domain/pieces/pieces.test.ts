import { describe, expect, it } from 'vitest'
import type { Day } from '#domain/deadlines/days.ts'
import { declinePiece, publishPiece, receivePiece, takeDownPiece } from '#domain/pieces/office-acts.ts'
import { type Piece, pieceStateOf, publicationsOf, standingsOf, versionsOf } from '#domain/pieces/piece.ts'
import { recipientsOn } from '#domain/pieces/recipients.ts'
import { sendPiece, withdrawConsent, withdrawPiece } from '#domain/pieces/unit-acts.ts'
import { validatePiece } from '#domain/pieces/validation.ts'
import { aContext, anActor, aPhoto, at, OFFICE, OTHER_UNIT, UNIT } from '#tests/support/builders.ts'
import {
  aConsent,
  anArticle,
  anExample,
  decidePiece,
  PIECE,
  PORTAL,
  pieceAfter,
  rulesFor,
} from '#tests/support/pieces.ts'

const key = { pieceId: PIECE }
const article = { ...key, unitId: UNIT, body: anArticle(), photos: [] }
const example = { ...key, unitId: UNIT, body: anExample(), photos: [] }
const office = (n = 2) => aContext({ actor: anActor('office_clerk', OFFICE, n) })
const portal = (n = 3) => aContext({ actor: anActor('division_officer', PORTAL, n) })
const out = { channel: 'portal', link: 'https://cong.vi-du.example/tin/1', on: '2026-11-20' as Day } as const
const codesOf = (body: Parameters<typeof validatePiece>[0]) => validatePiece(body).map(({ code, path }) => [code, path])

describe('[V41] whoever is told of has agreed', () => {
  it.each([
    ['nothing of it is recorded', anExample({ consent: null })],
    ['the parents of a child under 16 are missing', anExample({ consent: aConsent() })],
    ['nobody wrote it down', anExample({ under16: false, consent: aConsent({ recordedBy: ' ' }) })],
    ['a group has not agreed', anExample({ about: 'group', under16: false, consent: null })],
  ])('%s', (_why, body) => {
    expect(codesOf(body)).toEqual([['V41', 'consent']])
    expect(decidePiece(sendPiece, undefined, { ...example, body })).toMatchObject({
      error: { code: 'incomplete', details: { issues: [{ code: 'V41', path: 'consent' }] } },
    })
  })

  it('from 16 on the person alone, and of a practice nobody', () => {
    expect(codesOf(anExample({ under16: false, consent: aConsent() }))).toEqual([])
    expect(codesOf(anExample({ about: 'practice', label: '', under16: null, consent: null }))).toEqual([])
  })
})

it('[V01] [V39] what an article needs: a title, an author, a text or a link that is one', () => {
  expect(codesOf({ ...anArticle(), kind: null, title: ' ', author: '', text: '' })).toEqual([
    ['V01', 'kind'],
    ['V01', 'title'],
    ['V01', 'author'],
    ['V01', 'text'],
  ])
  expect(codesOf(anArticle({ text: '', link: 'https://vi-du.example/tin' }))).toEqual([])
  expect(codesOf(anArticle({ link: 'javascript:alert(1)' }))).toEqual([['V39', 'link']])
})

describe('[PI1] where a piece goes', () => {
  it('to the places of the day, which are data', () => {
    const rules = {
      recipients: [
        { unitId: OFFICE, name: 'Văn phòng (minh họa)', from: '2020-01-01' as Day, to: null },
        { unitId: OTHER_UNIT, name: 'Phòng cũ (minh họa)', from: '2020-01-01' as Day, to: '2026-06-30' as Day },
        { unitId: PORTAL, name: 'Phòng mới (minh họa)', from: '2026-07-01' as Day, to: null },
      ],
    }
    const units = (day: string) => recipientsOn(rules, day).map(({ unitId }) => unitId)
    expect(units('2026-06-30')).toEqual([OFFICE, OTHER_UNIT])
    expect(units('2026-07-01')).toEqual([OFFICE, PORTAL])
  })

  it('a later version goes to the places of the first, and gets the same number', () => {
    const sent = pieceAfter(sendPiece, undefined, article)
    const again = { ...article, body: anArticle({ title: 'Sửa tiêu đề (minh họa)' }) }
    const second = pieceAfter(sendPiece, sent, again, aContext(), rulesFor(OTHER_UNIT))
    expect(second.recipients).toEqual(sent.recipients)
    expect([sent.code, second.code]).toEqual(['TB-2026-0007', 'TB-2026-0007'])
    expect(versionsOf(second).map(({ no }) => no)).toEqual([1, 2])
  })

  it('[AC8] while no place is named, the office takes what comes', () => {
    const sent = pieceAfter(sendPiece, undefined, article, aContext(), { recipients: [] })
    const received = pieceAfter(receivePiece, sent, key, office())
    expect(standingsOf(received)).toMatchObject([{ unitId: OFFICE, state: 'received' }])
    expect(decidePiece(receivePiece, sent, key, portal())).toMatchObject({ error: { code: 'not-allowed' } })
  })
})

describe('[PI2] versions', () => {
  it('the same words twice are one version; what was sent stays', () => {
    const sent = pieceAfter(sendPiece, undefined, article)
    expect(decidePiece(sendPiece, sent, article)).toMatchObject({ value: { outcome: 'merged', changes: [] } })
    const more = pieceAfter(sendPiece, sent, { ...article, photos: [aPhoto()] })
    expect(versionsOf(more)).toHaveLength(2)
    expect(versionsOf(more)[0]).toEqual(versionsOf(sent)[0])
  })

  it('[PH2] at most ten photos', () => {
    const photos = Array.from({ length: 11 }, (_, n) => aPhoto(n + 1))
    expect(decidePiece(sendPiece, undefined, { ...article, photos })).toMatchObject({
      error: { code: 'too-many-photos', details: { max: 10 } },
    })
  })

  it('[AC8] only the unit itself sends, and a foreign id is not found', () => {
    const other = aContext({ actor: anActor('focal_point', OTHER_UNIT) })
    expect(decidePiece(sendPiece, undefined, article, other)).toMatchObject({ error: { code: 'not-allowed' } })
    const sent = pieceAfter(sendPiece, undefined, article)
    const taken = { ...article, unitId: OTHER_UNIT }
    expect(decidePiece(sendPiece, sent, taken, other)).toMatchObject({ error: { code: 'not-found' } })
  })
})

describe('[PI3] two places answer apart', () => {
  const sent = pieceAfter(sendPiece, undefined, article)
  const stateBy = (piece: Piece) => standingsOf(piece).map(({ state }) => state)

  it('one publishes, the other declines with a reason; the unit sees both', () => {
    const received = pieceAfter(receivePiece, sent, key, office())
    expect([stateBy(received), pieceStateOf(received)]).toEqual([['received', 'waiting'], 'received'])
    expect(decidePiece(declinePiece, received, { ...key, reason: ' ' }, office())).toMatchObject({
      error: { code: 'reason-missing' },
    })
    const declined = pieceAfter(declinePiece, received, { ...key, reason: 'Đã có bài tương tự.' }, office())
    const published = pieceAfter(publishPiece, declined, { ...key, ...out }, portal())
    expect([stateBy(published), pieceStateOf(published)]).toEqual([['declined', 'published'], 'published'])
    expect(publicationsOf(published)).toMatchObject([{ unitId: PORTAL, ...out }])
  })

  it('two people of one place take it in once, and a newer version once more', () => {
    const received = pieceAfter(receivePiece, sent, key, office())
    expect(decidePiece(receivePiece, received, key, office(9))).toMatchObject({ value: { changes: [] } })
    const newer = pieceAfter(sendPiece, received, { ...article, body: anArticle({ text: 'Bản mới (minh họa)' }) })
    expect(standingsOf(newer)[0]).toMatchObject({ state: 'received', isOlder: true })
    expect(standingsOf(pieceAfter(receivePiece, newer, key, office()))[0]).toMatchObject({ isOlder: false })
  })

  it('[V39] a link is one; the same publication twice is one', () => {
    const wrong = decidePiece(publishPiece, sent, { ...key, ...out, link: 'cong thong tin' }, portal())
    expect(wrong).toMatchObject({ error: { details: { issues: [{ code: 'V39', path: 'link' }] } } })
    const published = pieceAfter(publishPiece, sent, { ...key, ...out }, portal())
    expect(decidePiece(publishPiece, published, { ...key, ...out }, portal(9))).toMatchObject({
      value: { changes: [] },
    })
  })

  it('[AC8] who is no recipient does not answer: the unit, another division, the leadership', () => {
    for (const actor of [anActor(), anActor('division_officer', OTHER_UNIT), anActor('leader', OTHER_UNIT)])
      expect(decidePiece(receivePiece, sent, key, aContext({ actor }))).toMatchObject({
        error: { code: 'not-allowed' },
      })
  })
})

it('[PI4] it is withdrawn with a reason before anybody received it, and can be sent again', () => {
  const sent = pieceAfter(sendPiece, undefined, article)
  expect(decidePiece(withdrawPiece, sent, { ...key, reason: '' })).toMatchObject({ error: { code: 'reason-missing' } })
  const withdrawn = pieceAfter(withdrawPiece, sent, { ...key, reason: 'Gửi nhầm (minh họa)' })
  expect(pieceStateOf(withdrawn)).toBe('withdrawn')
  expect(decidePiece(receivePiece, withdrawn, key, office())).toMatchObject({ error: { code: 'wrong-state' } })
  expect(pieceStateOf(pieceAfter(sendPiece, withdrawn, article))).toBe('sent')
  const received = pieceAfter(receivePiece, sent, key, office())
  expect(decidePiece(withdrawPiece, received, { ...key, reason: 'x' })).toMatchObject({
    error: { code: 'wrong-state', details: { state: 'received' } },
  })
})

describe('[PI5] consent is withdrawn', () => {
  const sent = pieceAfter(sendPiece, undefined, example)

  it('at any time: the piece is not used any more, and what stands in public is taken down', () => {
    const published = pieceAfter(publishPiece, sent, { ...key, ...out }, portal())
    const retired = pieceAfter(withdrawConsent, published, { ...key, note: '' })
    expect(pieceStateOf(retired)).toBe('retired')
    for (const decided of [
      decidePiece(publishPiece, retired, { ...key, ...out, on: '2026-11-21' as Day }, office()),
      decidePiece(sendPiece, retired, { ...example, photos: [aPhoto()] }),
    ])
      expect(decided).toMatchObject({ error: { code: 'wrong-state', details: { state: 'retired' } } })
    const down = pieceAfter(takeDownPiece, retired, { ...key, note: '' }, portal())
    expect(publicationsOf(down)).toEqual([])
    expect(decidePiece(takeDownPiece, retired, { ...key, note: '' }, office())).toMatchObject({
      error: { code: 'wrong-state' },
    })
  })

  it('of an article there is none to withdraw', () => {
    const told = pieceAfter(sendPiece, undefined, article)
    expect(decidePiece(withdrawConsent, told, { ...key, note: '' })).toMatchObject({ error: { code: 'wrong-state' } })
  })
})

it('[TM2] a phone that is set to 1970 can send', () => {
  const now = at('1970-01-01T00:00:00Z')
  const device = { written: now, committed: now, zoneMinutes: 420, skewMs: null }
  expect(
    decidePiece(sendPiece, undefined, example, aContext({ now, device, received: null, allot: () => null })).ok,
  ).toBe(true)
})

it('[SY4] what the record has already is not added once more', () => {
  const context = aContext()
  const sent = pieceAfter(sendPiece, undefined, article, context)
  expect(decidePiece(sendPiece, sent, { ...article, body: anArticle({ title: 'Khác' }) }, context)).toMatchObject({
    value: { outcome: 'merged', changes: [] },
  })
})
