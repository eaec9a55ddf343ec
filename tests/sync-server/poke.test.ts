import { afterEach, beforeEach, expect, it } from 'vitest'
import { aReport, OTHER_SCHOOL, openServer, type Person, type Server } from './world.ts'

let server: Server
let base: string
beforeEach(async () => {
  server = await openServer()
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  const address = server.app.server.address()
  base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
afterEach(() => server.close())

/** Listens like a browser tab does, and remembers what it heard. */
async function listen(person: Person) {
  const { account } = server.phone(person)
  const answer = await fetch(`${base}/api/poke?account=${account}`, { headers: { cookie: `account=${account}` } })
  let heard = ''
  const ended = (async () => {
    for await (const chunk of answer.body ?? []) heard += Buffer.from(chunk).toString()
  })()
  const count = (event: string) => heard.split(`event: ${event}\n`).length - 1
  return { type: answer.headers.get('content-type'), pokes: () => count('poke'), byes: () => count('bye'), ended }
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 50))

it('[PK1] a change is told to whom it concerns, once a push, and to nobody else', async () => {
  const people = ['anAlso', 'head', 'binh', 'clerk', 'parent'] as const
  const streams = await Promise.all(people.map(listen))
  const heard = async () => {
    await settled()
    return Object.fromEntries(streams.map(({ pokes }, i) => [people[i], pokes()]))
  }
  const { pushRaw } = server.phone('an')
  await pushRaw([aReport(), aReport()])
  expect(await heard()).toEqual({ anAlso: 1, head: 1, binh: 0, clerk: 1, parent: 1 })
  await pushRaw([aReport({ body: { category: 'child_abuse', details: null } })])
  expect(await heard()).toEqual({ anAlso: 1, head: 2, binh: 0, clerk: 1, parent: 1 })
  await server.phone('binh').push(aReport({ unitId: OTHER_SCHOOL }))
  expect(await heard()).toEqual({ anAlso: 1, head: 2, binh: 1, clerk: 2, parent: 1 })
  expect(streams.every(({ type }) => type === 'text/event-stream')).toBe(true)
  expect(server.app.pokes.size).toBe(people.length)
})

it('[PK1] what was taken of a push that then tells of a fork wakes the other phones at once', async () => {
  const [head, clerk, binh] = [await listen('head'), await listen('clerk'), await listen('binh')]
  const first = aReport()
  const { pushRaw } = server.phone('an')
  await pushRaw([first])
  const forked = await pushRaw([aReport(), { ...aReport(), seq: first.seq }])
  expect([forked.status, forked.error]).toEqual([409, 'replica-forked'])
  await settled()
  expect([head.pokes(), clerk.pokes(), binh.pokes()]).toEqual([2, 2, 0])
})

it('[SE2] a stream says goodbye when its session ends, and when the server stops', async () => {
  const [binh, an] = await Promise.all([listen('binh'), listen('an')])
  server.app.pokes.close([`session of ${server.phone('binh').account}`])
  await binh.ended
  expect([binh.byes(), an.byes(), server.app.pokes.size]).toEqual([1, 0, 1])
  await server.app.close()
  await an.ended
  expect(an.byes()).toBe(1)
})
