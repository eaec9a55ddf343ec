import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyDetails } from '#domain/incidents/details.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import { aMutation, aReport, aSupplement, OTHER_SCHOOL, openServer, type Person, type Server } from './world.ts'

/** Stands only in members of class P3, and in nothing that the server may show to others. */
const CANARY = 'chim-hoàng-yến-7Q'

describe('[PD3] what is said about children', () => {
  let server: Server
  const poison = new Set<string>()
  const said = {
    whatHappened: `Ba em đau bụng sau bữa trưa ${CANARY}`,
    details: { ...emptyDetails.food_poisoning, meal: CANARY, symptoms: [], facilities: [{ name: CANARY, count: 1 }] },
  }
  const photo = refOf(jpegBytes())
  const report = aReport({ body: said, photos: [photo] })
  const restricted = aReport({ body: { ...said, category: 'child_abuse', details: null } })

  beforeEach(async () => {
    poison.clear()
    server = await openServer({
      faults(point, subject) {
        if (point === 'before-commit' && poison.has(subject)) throw new Error(`planted ${CANARY}`)
      },
    })
    const phone = server.phone('an')
    await phone.pushRaw([report, restricted])
    await phone.push(aSupplement(report.entity, said))
    await phone.photo.patch(photo.id, jpegBytes())
    await phone.push(aReport({ body: { ...said, severity: 4 } }))
    const poisoned = aReport({ body: said })
    poison.add(poisoned.mid)
    for (let times = 0; times < 6; times++) await phone.pushRaw([poisoned])
  })
  afterEach(() => server.close())

  /** Everything that a person can make the server say. */
  async function answersTo(person: Person): Promise<string> {
    const { pull, photo: photos, desk, pushRaw, everything } = server.phone(person)
    const foreign = [report, restricted].flatMap(({ entity }) => [
      aSupplement(entity),
      aReport({ incidentId: entity, unitId: OTHER_SCHOOL }),
      aMutation('incident.receive', entity, { incidentId: entity, note: '' }),
      aMutation('incident.withdraw', entity, { incidentId: entity, reason: 'x' }),
      { ...report, mid: randomUUID(), args: { ...report.args, body: {} } },
    ])
    const answers: unknown[] = [
      await everything(),
      await pull({
        [`case:${restricted.entity}`]: 0,
        [`unit:${report.args.unitId}`]: 0,
        [`person:${server.phone('an').account}`]: 0,
      }),
      (await photos.get(photo.id)).body,
      (await photos.head(photo.id)).headers,
      await photos.patch(photo.id, jpegBytes()),
      await desk.list(),
      await pushRaw(foreign),
      await everything(),
    ]
    return JSON.stringify(answers)
  }

  it('is on the author’s own phone', async () => {
    const { records } = await server.phone('an').everything()
    expect(JSON.stringify(records)).toContain(CANARY)
  })

  it.each<Person>(['binh', 'admin'])('is in no answer to %s', async (person) => {
    expect(await answersTo(person)).not.toContain(CANARY)
  })

  it('is not in the list of the office, though one line stands for it', async () => {
    const { raw, incidents } = await server.phone('chief').desk.list()
    expect(incidents.map(({ id }) => id as string)).toContain(report.entity)
    expect(raw).not.toContain(CANARY)
  })

  it('[PD5] is in no log line, no counter and no name of a file; logs tell no name and no address', async () => {
    const { app, logs, folder } = server
    await server.phone('an').post('/api/push', `{"mutations": "${CANARY}`)
    await app.inject({ url: `/api/office/incidents/${CANARY}?account=${CANARY}&nonce=${CANARY}` })
    const metrics = (await app.inject({ url: '/metrics' })).body
    const names = (await readdir(folder, { recursive: true })).join('\n')
    expect(logs.length).toBeGreaterThan(10)
    for (const shown of [logs.join(''), metrics, names]) {
      expect(shown).not.toContain(CANARY)
      expect(shown).not.toContain(encodeURIComponent(CANARY))
      expect(shown).not.toContain('minh họa')
      expect(shown).not.toContain('127.0.0.1')
    }
  })

  it('is found in the database, so that this test would see it', async () => {
    const files = await readdir(server.folder)
    const contents = await Promise.all(
      files.filter((name) => name.startsWith('dau-moi.db')).map((name) => readFile(join(server.folder, name))),
    )
    expect(Buffer.concat(contents).includes(CANARY)).toBe(true)
  })
})
