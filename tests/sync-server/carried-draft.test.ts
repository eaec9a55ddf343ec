import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { carriedEntity } from '#domain/drafts/carried-draft.ts'
import { emptyDraft } from '#domain/incidents/draft.ts'
import { personSpace } from '#domain/spaces.ts'
import { at } from '#tests/support/builders.ts'
import { aMutation, aReport, openServer, type Person, SCHOOL, type Server } from './world.ts'

const SECRET = 'Chuyện kín của học sinh (minh họa)'

describe('a draft between the devices of one person', () => {
  let server: Server
  beforeEach(async () => {
    server = await openServer()
  })
  afterEach(() => server.close())

  const aCarry = (draftId: string) =>
    aMutation('draft.carry', carriedEntity(draftId), {
      draftId,
      incidentId: draftId,
      unitId: SCHOOL,
      report: 'initial',
      body: { ...emptyDraft(at('2026-11-19T05:50:00Z')), category: 'child_abuse', whatHappened: SECRET },
      step: 'viec',
      createdAt: at('2026-11-19T05:50:00Z'),
      savedAt: at('2026-11-19T05:55:00Z'),
      photos: 0,
    })

  it('[HO6] its owner finds it on every device; nobody else does, nor in any list', async () => {
    const draftId = randomUUID()
    const an = server.phone('an')
    const mutation = aCarry(draftId)
    expect(await an.push(mutation)).toMatchObject({ kind: 'applied' })
    const mine = (await server.phone('an').everything()).records.find(({ type }) => type === 'carried_draft')
    expect(mine).toMatchObject({ id: draftId, body: { mid: mutation.mid, body: { whatHappened: SECRET } } })
    for (const person of ['anAlso', 'head', 'binh', 'clerk', 'chief', 'parent', 'admin'] as Person[]) {
      const phone = server.phone(person)
      expect(JSON.stringify(await phone.everything())).not.toContain(SECRET)
      expect((await phone.desk.list()).raw).not.toContain(draftId)
      expect((await phone.desk.open(draftId)).raw).not.toContain(SECRET)
    }
    expect(server.logs.join('')).not.toContain(SECRET)
  })

  it('[HO7] taken, it leaves a tombstone; taken again, nothing; another’s is not theirs to take', async () => {
    const draftId = randomUUID()
    const an = server.phone('an')
    await an.push(aCarry(draftId))
    const taken = () => aMutation('draft.taken', carriedEntity(draftId), { draftId })
    expect(await server.phone('anAlso').push(taken())).toMatchObject({ kind: 'merged' })
    expect((await an.everything()).records.some(({ id }) => id === draftId)).toBe(true)
    const { cursors } = await an.everything()
    expect(await server.phone('an').push(taken())).toMatchObject({ kind: 'applied' })
    const news = (await an.pull(cursors)).pages.flatMap(({ records }) => records)
    expect(news).toEqual([expect.objectContaining({ type: 'carried_draft', id: draftId, body: null })])
    expect(await an.push(taken())).toMatchObject({ kind: 'merged' })
  })

  it('[HO7, IN11] carried, and sent from two devices: one incident, and the carried words stay apart from it', async () => {
    const report = aReport()
    const draftId = report.entity
    await server.phone('an').push(aCarry(draftId))
    expect(await server.phone('an').push(report)).toMatchObject({ kind: 'applied' })
    expect(await server.phone('an').push({ ...report, mid: randomUUID(), seq: 7 })).toMatchObject({ kind: 'merged' })
    const { records } = await server.phone('an').everything()
    expect(records.filter(({ type }) => type === 'incident').map(({ id }) => id)).toEqual([draftId])
    const spaces = new Map((await server.phone('an').everything()).pages.map(({ space, records }) => [space, records]))
    expect(spaces.get(personSpace(server.phone('an').account))?.map(({ type }) => type)).toEqual(['carried_draft'])
  })
})
