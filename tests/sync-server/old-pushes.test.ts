import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Day } from '#domain/deadlines/days.ts'
import { learnMutations, mutationNamed, mutationNames } from '#domain/mutations.ts'
import type { Verdict } from '#protocol/push.ts'
import { publishUnitFacts } from '#server/organisation/dated-units.ts'
import { issuePlan } from '#server/plans/issue.ts'
import { upcast } from '#server/push/upcast.ts'
import { preview, SAMPLE } from '#tests/support/plans.ts'
import { DEPARTMENT, OFFICE, openServer, type Person, SCHOOL, type Server } from './world.ts'

/**
 * What builds that are out there sent, as they sent it. A file here is never changed, only added to the list: a
 * phone may have slept in a drawer for eighteen months.
 */
const FROZEN = { 'pushes-v1.json': '6317a0e4761255334db6aad3e7d45973604d41df4c8e65638304dfa7667f287c' }

interface Sent {
  person: Person
  verdict: Verdict['kind']
  mutation: { name: string; mid: string }
}

const textOf = (file: string) => readFileSync(new URL(`../fixtures/${file}`, import.meta.url), 'utf8')

describe.each(Object.entries(FROZEN))('%s', (file, hash) => {
  let server: Server
  const sent: Sent[] = JSON.parse(textOf(file))
  beforeEach(async () => {
    server = await openServer()
    const { plan } = preview(SAMPLE)
    const classes = Object.fromEntries(
      [...'VPS GDMN-TH GDTrH-TX QLCL TCCB TTRA CAC_PHONG PGD DVTT KHTC'.split(' ')].map((code) => [
        code,
        { types: [], units: [code === 'DVTT' || code === 'KHTC' ? SCHOOL : OFFICE] },
      ]),
    )
    await server.store.write(DEPARTMENT, async (tx) => {
      await issuePlan(tx, DEPARTMENT, { plan, asOf: '2026-01-05' as Day, classes, year: 2026 })
      await publishUnitFacts(tx, DEPARTMENT)
    })
  })
  afterEach(() => server.close())

  it('[SC3] is as it was when it was frozen', () => {
    expect(createHash('sha256').update(textOf(file)).digest('hex')).toBe(hash)
  })

  it('[SC3] is taken by today’s server, each with the verdict that it had then', async () => {
    const verdicts: [string, string][] = []
    for (const { person, mutation } of sent) {
      const [verdict] = (await server.phone(person).pushRaw([mutation])).verdicts
      const told = verdict && 'code' in verdict && verdict.code !== 'incomplete' ? verdict.code : verdict?.kind
      verdicts.push([mutation.name, told ?? 'none'])
    }
    expect(verdicts).toEqual(sent.map(({ mutation, verdict }) => [mutation.name, verdict]))
  })

  it('[SC3] names no change that is no longer known', () => {
    const known: ReadonlySet<string> = new Set(mutationNames)
    expect(sent.map(({ mutation }) => mutation.name).filter((name) => !known.has(name))).toEqual([])
  })
})

describe('arguments of an earlier schema', () => {
  const steps = {
    'incident.report': [
      (args: unknown) => ({ ...(args as object), added: 'hai' }),
      (args: unknown) => ({ ...(args as object), more: 'ba' }),
    ],
  }
  const named = (schema: number) => ({ name: 'incident.report', schema })

  it('[SC3] go up step by step, from wherever they are', () => {
    expect(upcast(named(3), { schema: 1, args: { a: 1 } }, steps)).toEqual({ a: 1, added: 'hai', more: 'ba' })
    expect(upcast(named(3), { schema: 2, args: { a: 1 } }, steps)).toEqual({ a: 1, more: 'ba' })
    expect(upcast(named(3), { schema: 3, args: { a: 1 } }, steps)).toEqual({ a: 1 })
  })

  it('[SC3] a raised schema without its step is a bug, and every mutation has all of its own', async () => {
    await learnMutations(mutationNames)
    expect(() => upcast(named(4), { schema: 1, args: {} }, steps)).toThrow('no way from schema 3')
    for (const name of mutationNames) {
      const mutation = mutationNamed(name)
      if (mutation) expect(() => upcast(mutation, { schema: 1, args: {} })).not.toThrow()
    }
  })
})
