import { createHash } from 'node:crypto'
import type { AccountId, DepartmentId, UnitId } from '#domain/ids.ts'
import type { Actor, Role } from '#domain/organisation/roles.ts'
import { databaseName } from '#storage/db.ts'
import { watchCommits } from '#tests/support/commits.ts'
import { watchQuiet } from '#tests/support/quiet.ts'
import { createRandom, type Random } from '#tests/support/random.ts'
import { createVirtualTime } from '#tests/support/virtual-time.ts'
import { createDevice, type Device } from './device.ts'
import { createLedger } from './ledger.ts'
import { createNetwork } from './network.ts'
import { complaints } from './oracle.ts'
import { createPeople } from './people.ts'
import { foundUnits, issue } from './plan.ts'
import { openServer } from './server.ts'
import { taskMarks } from './task-oracle.ts'

export interface Outcome {
  seed: number
  complaints: string[]
  intents: Record<string, number>
  /** how often each fault struck, phones' deaths among them */
  faults: Record<string, number>
  /** what the seed came to try: restricted cases, moves out of them, refusals, quarantines, photos */
  marks: Record<string, number>
  /** of everything that happened: the same for the same seed */
  print: string
  requests: number
}

/** A minute and a half before a quarter ends in Hanoi: results of its tasks come before and after. */
const START = Date.parse('2026-12-31T16:58:30Z')
const MINUTE = 60_000
/** Where the phones believe to be, minutes east of UTC. */
const ZONES = [420, 420, -720, 0, 840]
/** People and faults are busy for so long; then the world heals, and may take so long. */
const BUSY_MS = 3 * MINUTE
const HEAL_MS = 40 * MINUTE
const ACTS = 28
const TASK_ACTS = 26
const HANDOVERS = 12

const MARKS = `select
  (select count(*) from records where space like 'case:%' and body is not null and type = 'incident') as cases,
  (select count(*) from records where space like 'case:%' and body is null and type = 'incident') as opened,
  (select count(*) from records where space like 'unit:%' and body is null and type = 'incident') as restricted,
  (select count(*) from mutations where verdict like '%"refused"%') as refused,
  (select count(*) from mutations where verdict like '%"quarantined"%') as quarantined,
  (select count(*) from mutations where verdict like '%"merged"%') as merged,
  (select count(*) from photos where stored_at is not null) as photos`

/** One seed: four devices of three people, the real server, faults, healing, and what the oracle says of it. */
export async function simulate(seed: number, tell: (line: string) => void = () => undefined): Promise<Outcome> {
  const random = createRandom(seed)
  const time = createVirtualTime(START)
  const quiet = watchQuiet()
  const hash = createHash('sha256')
  const deaths = { 'phone-crash': 0, 'phone-crash-midway': 0, 'phone-crash-at-commit': 0, hidden: 0 }
  let requests = 0
  const trace = (line: string) => {
    requests += 1
    hash.update(line)
    tell(line)
  }
  const department = random.uuid() as DepartmentId
  const school = random.uuid() as UnitId
  const office = random.uuid() as UnitId
  const people = [
    aPerson(random, department, school, 'focal_point', 'An (minh họa)'),
    aPerson(random, department, school, 'unit_head', 'Bình (minh họa)'),
    aPerson(random, department, office, 'office_chief', 'Chi (minh họa)'),
  ]
  const world = { department, school, office }
  const server = await openServer({ actors: people, clock: time.now, random, quiet })
  await foundUnits(server, world)
  await issue(server, world, true)
  const signInAgain = (account: string) =>
    void time.after(5_000 + random.int(30_000), () => {
      server.signedOut.delete(account)
      for (const device of devices)
        if (device.actor.accountId === account) for (const { engine } of device.tabs()) void engine.syncNow()
    })
  const network = createNetwork({ time, random, server, trace, onSignedOut: signInAgain })
  const errors: string[] = []
  const onError = (error: unknown) => void errors.push(String(error instanceof Error ? error.stack : error))
  const skews = [0, 0, 95_000, -3 * 86_400_000, -START, Date.parse('2038-01-19T03:14:07Z') - START]
  // the first of them has two phones
  const devices = [...people, people[0] as Actor].map((actor, n) =>
    createDevice({
      actor,
      unitId: actor.grants[0]?.unitId as UnitId,
      tabs: n === 0 && random.chance(0.5) ? 2 : 1,
      skewMs: random.pick(skews),
      zoneMinutes: random.pick(ZONES),
      time,
      random,
      network,
      onError,
    }),
  )
  const ledger = createLedger()
  const { acts, deskActs, handover, tasks } = createPeople({ ledger, random, server, world })
  const [first, second, desk, other] = devices as [Device, Device, Device, Device]

  /** Lets it act, and now and then kills the phone in the middle of it. */
  const letAct = (device: Device, act: (device: Device) => Promise<void>) => {
    if (device.tabs().length === 0) return
    const deaths = device.deaths()
    // what a dead phone's app would say is heard by nobody
    const report = (error: unknown) => (device.deaths() === deaths ? onError(error) : undefined)
    void quiet.during(act(device).catch(report))
    if (random.chance(0.08)) midway = device
  }
  let midway: Device | null = null
  /** dies as soon as so many more of its writes are durable, before anything in it hears of that */
  let atCommit: { device: Device; writes: number } | null = null
  const unwatch = watchCommits((database) => {
    if (!atCommit || database !== databaseName(atCommit.device.actor.accountId)) return
    atCommit.writes -= 1
    if (atCommit.writes > 0) return
    deaths['phone-crash-at-commit'] += 1
    atCommit.device.die()
    dead.push(atCommit.device)
    atCommit = null
  })
  const dead: Device[] = []

  for (const device of devices) device.open()
  for (let n = 0; n < ACTS; n += 1) {
    const [act, device] = random.chance(0.3)
      ? ([random.pick(Object.values(deskActs)), desk] as const)
      : ([aFieldAct(random, acts), random.pick([first, second])] as const)
    time.after(random.int(BUSY_MS), () => letAct(device, act))
  }
  for (let n = 0; n < TASK_ACTS; n += 1) {
    const [act, device] = random.chance(0.35)
      ? ([aDeskTask(random, tasks.deskActs), desk] as const)
      : ([aTask(random, tasks.acts), random.pick([first, second])] as const)
    time.after(random.int(BUSY_MS), () => letAct(device, act))
  }
  for (let n = 0; n < HANDOVERS; n += 1) {
    const { save, take, carry, takeUp } = handover.acts
    const act = random.pick([save, save, take, take, take, carry, takeUp])
    const device = random.pick([first, other])
    time.after(random.int(BUSY_MS), () => letAct(device, act))
  }
  if (random.chance(0.5)) time.after(random.int(BUSY_MS), () => void issue(server, world, false))
  for (const device of devices) {
    for (let n = random.int(4); n > 0; n -= 1)
      time.after(random.int(BUSY_MS), () => {
        deaths['phone-crash'] += 1
        device.crash()
        letAct(device, acts.resume)
      })
    time.after(random.int(BUSY_MS), () => {
      deaths.hidden += 1
      device.look(false)
      time.after(random.int(MINUTE), () => device.look(true))
    })
  }

  try {
    await passUntil(START + BUSY_MS)
    atCommit = null
    network.heal()
    server.signedOut.clear()
    for (const device of devices) {
      device.look(true)
      letAct(device, acts.resume)
      await quiet.settled()
      for (const { engine } of device.tabs()) void engine.syncNow()
    }
    let left = ['never looked']
    for (let end = time.now() + 20_000; end < START + BUSY_MS + HEAL_MS && left.length > 0; end += 20_000) {
      await passUntil(end)
      // what lies between two devices is taken up when it has come
      for (const device of devices) letAct(device, acts.resume)
      await quiet.settled()
      midway = null
      left = await complaints({ ledger, server, devices, now: time.now() })
    }
    const [seen] = server.rows<Record<string, number>>(MARKS)
    const marks = taskMarks(server)
    for (const device of devices) device.die()
    const intents: Record<string, number> = {}
    for (const { kind } of ledger.intents) intents[kind] = (intents[kind] ?? 0) + 1
    return {
      seed,
      complaints: [...left, ...network.broken, ...errors],
      intents,
      faults: { ...Object.fromEntries(network.fired), ...deaths },
      marks: { ...seen, ...marks, ...handover.marks },
      print: hash.digest('hex').slice(0, 16),
      requests,
    }
  } finally {
    unwatch()
    await server.close()
    quiet.restore()
  }

  async function passUntil(end: number): Promise<void> {
    await quiet.settled()
    while (time.step(end)) {
      if (midway) {
        const device: Device = midway
        midway = null
        await quiet.settled(random.int(40))
        deaths['phone-crash-midway'] += 1
        device.crash()
        await quiet.settled()
        letAct(device, acts.resume)
      } else if (!atCommit && time.now() < START + BUSY_MS && random.chance(0.06)) {
        atCommit = { device: random.pick(devices), writes: 1 + random.int(6) }
      }
      await quiet.settled()
      for (const device of dead.splice(0)) {
        device.open()
        letAct(device, acts.resume)
        await quiet.settled()
      }
    }
  }
}

function aFieldAct(random: Random, acts: ReturnType<typeof createPeople>['acts']) {
  const { report, supplement, withdraw, stray, poison, discard } = acts
  return random.pick([report, report, report, supplement, supplement, withdraw, stray, poison, discard])
}

function aTask(random: Random, acts: ReturnType<typeof createPeople>['tasks']['acts']) {
  const { see, progress, product, hand, handLate, ask, strange } = acts
  return random.pick([see, see, progress, progress, product, hand, hand, handLate, handLate, ask, strange])
}

function aDeskTask(random: Random, acts: ReturnType<typeof createPeople>['tasks']['deskActs']) {
  const { accept, giveBack, grant, cancel } = acts
  return random.pick([accept, accept, giveBack, giveBack, grant, cancel])
}

const aPerson = (random: Random, departmentId: DepartmentId, unitId: UnitId, role: Role, name: string): Actor => ({
  accountId: random.uuid() as AccountId,
  departmentId,
  name,
  grants: [{ role, unitId, unitName: `Đơn vị của ${name}` }],
})
