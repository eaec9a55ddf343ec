import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { obligationIdOf } from '#domain/deadlines/obligation-id.ts'
import { revokeSession } from '#server/store/sessions.ts'
import { openReminders, type Reminding } from './reminder-world.ts'
import { aMutation, aReport, DEPARTMENT, SCHOOL } from './world.ts'

const to = (world: Reminding) => world.service.delivered.map(({ device }) => device)

const statesOf = (world: Reminding) =>
  world.server.store.read(DEPARTMENT, async (tx) =>
    (await tx.selectFrom('pushes').select('state').execute()).map(({ state }) => state),
  )

describe('reminding by Web Push', () => {
  let world: Reminding
  beforeEach(async () => {
    world = await openReminders()
  })
  afterEach(() => world.close())

  it('[RM10, RM12] at 08:00 on the last day each officer’s phone gets one sealed, signed message that says nothing', async () => {
    expect((await world.subscribed('an')).statusCode).toBe(200)
    await world.subscribed('head')
    const notifier = world.notifier()
    world.at('2026-11-19T07:59')
    await notifier.look()
    expect(to(world)).toEqual([])
    world.at('2026-11-19T08:00')
    await notifier.look()
    await notifier.look()
    expect(to(world)).toEqual(['an'])
    const [message] = world.service.delivered
    expect(message?.text).toMatch(/^[\w-]{43}$/)
    expect(message?.vapid.aud).toBe(world.service.origin)
    expect(message?.vapid.sub).toBe('mailto:so@vi-du.example')
    const standing = (await world.ask('an', 'GET', '/api/reminders')).json<{ publicKey: string; subscribed: boolean }>()
    expect(standing).toMatchObject({ publicKey: message?.vapid.key, subscribed: true })
    // it may wait for a phone that is off until 21:00, not through the night
    expect(Number(message?.headers.ttl)).toBe(13 * 3600)
  })

  it('[RM10] a restart and a second process remind nobody twice', async () => {
    await world.subscribed('an')
    world.at('2026-11-19T08:00')
    await Promise.all([world.notifier().look(), world.notifier().look(), world.notifier().look()])
    await world.notifier().look()
    expect(to(world)).toEqual(['an'])
  })

  it('[RM10, RM2] what no phone has shown by 15:00 of the last working day is told once more, what was shown is not', async () => {
    await world.subscribed('an')
    await world.subscribed('anAlso')
    world.at('2026-11-19T08:00')
    await world.notifier().look()
    const seen = world.service.delivered.find(({ device }) => device === 'an')?.text
    expect((await world.server.app.inject({ url: `/api/reminders/shown/${seen}` })).statusCode).toBe(204)
    expect((await world.server.app.inject({ url: `/api/reminders/shown/${seen}` })).statusCode).toBe(204)
    world.at('2026-11-19T15:00')
    await world.notifier().look()
    await world.notifier().look()
    expect(to(world)).toEqual(['an', 'anAlso', 'anAlso'])
  })

  it('[RM5] a server that wakes in quiet hours waits; one that missed the morning reminds when it is back', async () => {
    await world.subscribed('an')
    world.at('2026-11-19T05:59')
    await world.notifier().look()
    world.at('2026-11-19T21:00')
    await world.notifier().look()
    expect(to(world)).toEqual([])
    world.at('2026-11-20T11:30')
    await world.notifier().look()
    expect(to(world)).toEqual(['an'])
  })

  it('[RM1] after three days it is the head who is told', async () => {
    await world.subscribed('an')
    await world.subscribed('head')
    const notifier = world.notifier()
    for (const day of ['20', '21', '22', '23', '24', '25', '26']) {
      world.at(`2026-11-${day}T08:00`)
      await notifier.look()
    }
    // Friday, Monday, Tuesday, and on Wednesday the head
    expect(to(world)).toEqual(['an', 'an', 'an', 'head'])
  })

  it('[RM4] what has reached the office is reminded of no more', async () => {
    await world.subscribed('an')
    const key = { unitId: SCHOOL, form: 'monthly' as const, of: '2026-11' }
    const args = { ...key, on: '2026-11-18', way: 'paper', note: '' }
    const sent = await world.server.phone('clerk').push(aMutation('duty.noteArrival', obligationIdOf(key), args))
    expect(sent.kind).toBe('applied')
    world.at('2026-11-20T08:00')
    await world.notifier().look()
    expect(to(world)).toEqual([])
  })

  it('[RM6, RM5] a grave report that nobody takes in is told to the office at night, once', async () => {
    await world.subscribed('clerk')
    await world.subscribed('an')
    world.at('2026-11-19T22:00')
    await world.server.phone('an').push(aReport())
    const notifier = world.notifier()
    await notifier.look()
    expect(to(world)).toEqual([])
    world.at('2026-11-20T00:00')
    await notifier.look()
    world.at('2026-11-20T00:05')
    await notifier.look()
    expect(to(world)).toEqual(['clerk'])
    expect(world.service.delivered[0]?.headers.urgency).toBe('high')
  })

  it('[RM6, AC4] a clerk is told nothing of a restricted case', async () => {
    await world.subscribed('clerk')
    await world.subscribed('chief')
    await world.server.phone('an').push(aReport({ body: { category: 'child_abuse' } }))
    // at night, when nothing but incidents is told
    world.at('2026-11-19T22:00')
    await world.notifier().look()
    expect(to(world)).toEqual(['chief'])
  })

  it('[RM9] a session that ends, or an address that the push service has forgotten, is sent nothing more', async () => {
    await world.subscribed('an')
    await world.subscribed('anAlso')
    await world.server.store.write(DEPARTMENT, (tx) =>
      revokeSession(tx, DEPARTMENT, `session of ${world.server.phone('an').account}`, world.server.now()),
    )
    world.service.answer(410)
    world.at('2026-11-19T08:00')
    await world.notifier().look()
    expect(world.service.asked()).toBe(1)
    const standing = (await world.ask('anAlso', 'GET', '/api/reminders')).json<{ subscribed: boolean }>()
    expect(standing.subscribed).toBe(false)
    const rows = await world.server.store.read(DEPARTMENT, (tx) =>
      tx.selectFrom('push_subscriptions').selectAll().execute(),
    )
    expect(rows).toEqual([])
  })

  it('[RM10] what a server had taken to send when it died is sent by the next one, once', async () => {
    await world.subscribed('an')
    world.at('2026-11-19T08:00')
    // it dies with the message in hand: nothing ever comes of it
    void world.notifier(() => new Promise(() => undefined)).look()
    await vi.waitFor(async () => expect(await statesOf(world)).toEqual(['claimed']))
    const next = world.notifier()
    for (const time of ['08:02', '08:06', '08:12']) {
      world.at(`2026-11-19T${time}`)
      await next.look()
    }
    expect(to(world)).toEqual(['an'])
    expect(await statesOf(world)).toEqual(['accepted'])
  })

  it('[RM10] a push service that is down is asked again later, with another token, and no more than four times', async () => {
    await world.subscribed('an')
    world.service.answer(503, 429)
    const notifier = world.notifier()
    for (const time of ['08:00', '08:02', '08:06', '08:12', '08:18', '08:24']) {
      world.at(`2026-11-19T${time}`)
      await notifier.look()
    }
    expect(world.service.asked()).toBe(3)
    expect(to(world)).toEqual(['an'])
    world.service.answer(...Array.from({ length: 9 }, () => 500))
    for (const time of ['08:00', '08:06', '08:12', '08:18', '08:24', '08:30', '08:36']) {
      world.at(`2026-11-20T${time}`)
      await notifier.look()
    }
    expect(world.service.asked()).toBe(3 + 4)
  })

  it('[RM13] a redirect is not followed', async () => {
    await world.subscribed('an')
    world.service.answer(302)
    world.at('2026-11-19T08:00')
    await world.notifier().look()
    const pushes = await world.server.store.read(DEPARTMENT, (tx) => tx.selectFrom('pushes').selectAll().execute())
    expect(pushes.map(({ state }) => state)).toEqual(['refused'])
    expect(world.service.asked()).toBe(1)
  })

  it('[RM10] a token that nobody has is not found', async () => {
    for (const token of ['x', 'a'.repeat(43), `${'A'.repeat(42)}%00`])
      expect((await world.server.app.inject({ url: `/api/reminders/shown/${token}` })).statusCode).toBe(404)
  })

  it('[RM10] after three months it is forgotten who was reminded', async () => {
    await world.subscribed('an')
    world.at('2026-11-19T08:00')
    const notifier = world.notifier()
    await notifier.look()
    world.at('2027-03-01T08:00')
    await notifier.tidy()
    const left = await world.server.store.read(DEPARTMENT, (tx) => tx.selectFrom('reminders').selectAll().execute())
    expect(left).toEqual([])
  })

  it('[RM14] the desk sees that nobody has seen it, reminds the unit itself, and the unit sees that', async () => {
    await world.subscribed('an')
    world.at('2026-11-19T08:00')
    await world.notifier().look()
    const line = async () =>
      (await world.server.phone('clerk').desk.duties('&form=monthly')).duties.find(({ unit }) => unit.id === SCHOOL)
    expect((await line())?.reminded).toEqual({ at: world.server.now(), accepted: true, shownAt: null })
    await world.server.app.inject({ url: `/api/reminders/shown/${world.service.delivered[0]?.text}` })
    expect((await line())?.reminded?.shownAt).toBe(world.server.now())

    const key = { unitId: SCHOOL, form: 'monthly' as const, of: '2026-11' }
    const chase = () => aMutation('duty.chase', obligationIdOf(key), { ...key, channel: 'phone', note: '' })
    const one = chase()
    const clerk = world.server.phone('clerk')
    expect(await clerk.push(one)).toEqual(await clerk.push(one))
    expect((await world.server.phone('parent').push(chase())).kind).toBe('applied')
    expect((await world.server.phone('an').push(chase())).kind).toBe('refused')
    const { records } = await world.server.phone('an').everything()
    const ledger = records.find(({ type }) => type === 'duty_ledger')?.body as { timeline: { kind: string }[] }
    expect(ledger.timeline.map(({ kind }) => kind)).toEqual(['chased', 'chased'])
    expect((await line())?.timeliness.kind).toBe('pending')
  })
})
