import { createHash } from 'node:crypto'
import { DatabaseIsNewer } from '#storage/db.ts'
import { watchCommits } from '#tests/support/commits.ts'
import { watchQuiet } from '#tests/support/quiet.ts'
import { createRandom } from '#tests/support/random.ts'
import { createVirtualTime } from '#tests/support/virtual-time.ts'
import { borrowMid } from './borrowed.ts'
import { unleash } from './chaos.ts'
import { watchCursors } from './cursors.ts'
import { createDevice, type Device } from './device.ts'
import { apartOf, createFired, drawMask } from './faults.ts'
import { givenMarks } from './given-oracle.ts'
import { createLedger } from './ledger.ts'
import { lineMarks } from './line-oracle.ts'
import { monthlyMarks } from './monthly-oracle.ts'
import { createNetwork } from './network.ts'
import { aDeskTask, aFieldAct, aGivenTask, aGivingAct, aJudgement, aMonthlyAct, aPieceAct, aTask } from './next-act.ts'
import { createOracle } from './oracle.ts'
import { createPeople } from './people.ts'
import { pieceMarks } from './piece-oracle.ts'
import { foundUnits, issue, mergeSchools, publishDuties } from './plan.ts'
import { restrictedAndBack } from './restricted.ts'
import { createCanary, safetyComplaints } from './safety.ts'
import { openServer } from './server.ts'
import { taskMarks } from './task-oracle.ts'
import { drawWorld } from './world.ts'

export interface Outcome {
  seed: number
  complaints: string[]
  intents: Record<string, number>
  /** how often each fault struck, phones' deaths among them */
  faults: Record<string, number>
  /** what the seed came to try: restricted cases, moves into them, refusals, quarantines, photos */
  marks: Record<string, number>
  /** of everything that happened: the same for the same seed */
  print: string
  requests: number
}

export interface Mode {
  /** nothing ever heals: only what must hold at every moment is looked at */
  safetyOnly?: boolean
  tell?: (line: string) => void
}

/** A minute and a half before a quarter ends in Hanoi: results of its tasks come before and after. */
const START = Date.parse('2026-12-31T16:58:30Z')
const MINUTE = 60_000
/** The year ends, and with it what is due before the new one. */
const UNTIL_MIDNIGHT = 1.5 * MINUTE
/** Where the phones believe to be, minutes east of UTC. */
const ZONES = [420, 420, -720, 0, 840]
/** People and faults are busy for so long; then the world heals, and may take so long. */
const BUSY_MS = 3 * MINUTE
const HEAL_MS = 40 * MINUTE
/** After a restore the server waits for what other phones may bring; so long after the healing it does no more. */
const TWO_WEEKS_COME_MS = 8 * MINUTE

const MARKS = `select
  (select count(*) from records where space like 'case:%' and body is not null and type = 'incident') as cases,
  (select count(*) from records where space like 'unit:%' and body is null and type = 'incident') as restricted,
  (select count(*) from mutations where verdict like '%"refused"%') as refused,
  (select count(*) from mutations where verdict like '%"quarantined"%') as quarantined,
  (select count(*) from mutations where verdict like '%"merged"%') as merged,
  (select count(*) from photos where stored_at is not null) as photos`

/** One seed: people with their devices, the real server, faults, healing, and what the oracle says of it. */
export async function simulate(seed: number, { safetyOnly = false, tell }: Mode = {}): Promise<Outcome> {
  const random = createRandom(seed)
  const time = createVirtualTime(START)
  const quiet = watchQuiet()
  const hash = createHash('sha256')
  let requests = 0
  const trace = (line: string) => {
    requests += 1
    hash.update(line)
    tell?.(line)
  }
  const apart = apartOf(seed)
  const mask = drawMask(random, apart)
  const fired = createFired()
  const ledger = createLedger()
  const canary = createCanary(ledger)
  const cursors = watchCursors(() => ledger.restoredAt !== null)
  const { world, people, devices: drawn, ...many } = drawWorld(random, createRandom(~seed))
  const server = await openServer({
    actors: people,
    pageRecords: many.pageRecords,
    twoServers: mask.has('second-server'),
    answeredByLater: () => fired.note('second-server'),
    leftUnread: () => fired.note('schema-unread'),
    clock: time.now,
    random,
    quiet,
  })
  await foundUnits(server, world)
  await issue(server, world, true)
  await publishDuties(server, world)
  // who takes a unit over reads what was its own
  if (many.merges)
    for (const { accountId, grants } of people)
      for (const { unitId, role } of grants)
        if (unitId === world.school) ledger.admit(world.otherSchool, accountId, role === 'unit_head')
  for (const { accountId, grants } of people)
    for (const { unitId, role } of grants) ledger.admit(unitId, accountId, role === 'unit_head')

  const errors: string[] = []
  // the errors of a database's layer have no stack of their own
  const onError = (error: unknown) =>
    void errors.push(error instanceof Error ? (error.stack ?? `${error}`) : `${error}`)
  const signInAgain = (account: string) =>
    void time.after(5_000 + random.int(30_000), () => {
      void server.signIn(account)
      for (const device of devices)
        if (device.actor.accountId === account) for (const { engine } of device.tabs()) void engine.syncNow()
    })
  const network = createNetwork({
    time,
    random,
    server,
    mask,
    fired,
    trace,
    onAnswer: canary.answer.bind(canary),
    onSignedOut: signInAgain,
  })
  const skews = [0, 0, 95_000, -3 * 86_400_000, -START, Date.parse('2038-01-19T03:14:07Z') - START]
  const keepsImages = (['commits-taken-back', 'older-image', 'cloned'] as const).some((fault) => mask.has(fault))
  let opened = 0
  const openDevice = ({ actor, tabs, unitId }: (typeof drawn)[number]) =>
    createDevice({
      label: `${actor.accountId.slice(0, 4)}/${opened++}`,
      actor,
      unitId,
      tabs,
      skewMs: random.pick(skews),
      zoneMinutes: random.pick(ZONES),
      compresses: random.chance(0.5),
      keepsImages,
      hasLocks: many.hasLocks,
      time,
      random,
      network,
      onError,
      mayBeLater: mask.has('schema-unread'),
    })
  const devices = drawn.map(openDevice)
  const {
    acts,
    deskActs,
    outsideActs,
    handover,
    tasks,
    monthly,
    lines,
    desk: office,
    pieces,
    given,
  } = createPeople({ ledger, random, server, world })

  /** Lets it act, and now and then kills the phone in the middle of it. */
  const letAct = (device: Device, act: (device: Device) => Promise<void>) => {
    if (device.tabs().length === 0) return
    const troubles = device.troubles()
    // what a dead tab or a failing store says is heard by nobody; where only a later version may write, it is said
    const isHeard = (error: unknown) =>
      device.troubles() === troubles && !(device.isNewer() && error instanceof DatabaseIsNewer)
    const report = (error: unknown) => (isHeard(error) ? onError(error) : undefined)
    void quiet.during(act(device).catch(report))
    if (mask.has('tab-killed-midway') && time.now() < START + BUSY_MS && apart.chance(0.15)) midwayOfTab = device
    if (mask.has('phone-crash-midway') && time.now() < START + BUSY_MS && random.chance(0.08)) midway = device
  }
  const takeUp = (device: Device) => letAct(device, acts.resume)
  /** a start on the new day tells it that its owner's post is one in both schools */
  const inherit = (device: Device) => {
    const [post] = people.find(({ accountId }) => accountId === device.actor.accountId)?.grants ?? []
    if (!post) return
    device.inherit({ ...post, unitId: world.otherSchool, inherited: true })
    if (!device.isOpen()) return
    device.crash()
    takeUp(device)
  }
  let midway: Device | null = null
  let midwayOfTab: Device | null = null
  /** dies as soon as so many more of its writes are durable, before anything in it hears of that */
  let atCommit: { device: Device; writes: number } | null = null
  /** the same for the one tab that wrote it: the others live on */
  let atCommitOfTab: { device: Device; writes: number } | null = null
  const dead: Device[] = []
  const pending: (() => Promise<void>)[] = []
  const unwatch = watchCommits({
    onCommit(raw, connection) {
      const device = devices.find((one) => one.owns(raw))
      device?.noteCommit(raw)
      if (atCommitOfTab && device === atCommitOfTab.device && --atCommitOfTab.writes <= 0) {
        atCommitOfTab = null
        if (device.killTabOf(connection)) fired.note('tab-killed-at-commit')
      }
      if (device) cursors.look(device.label, raw)
      if (!atCommit || device !== atCommit.device) return
      atCommit.writes -= 1
      if (atCommit.writes > 0) return
      fired.note('phone-crash-at-commit')
      atCommit.device.die()
      dead.push(atCommit.device)
      atCommit = null
    },
    failWith: (raw) => devices.find((one) => one.owns(raw))?.refusesCommit() ?? null,
  })

  for (const device of devices) device.open()
  const desk = devices.at(-1) as Device
  const inField = devices.slice(0, -1)
  const atSchool = inField.filter(({ unitId }) => unitId === world.school)
  const twice = inField.filter(({ actor }) => inField.filter((one) => one.actor === actor).length > 1)
  const sometime = (device: Device, act: (device: Device) => Promise<void>) =>
    time.after(random.int(BUSY_MS), () => letAct(device, act))
  for (let n = 0; n < many.acts; n += 1)
    if (random.chance(0.3)) sometime(desk, random.pick(Object.values(deskActs)))
    else sometime(random.pick(inField), aFieldAct(random, acts))
  for (let n = 0; n < many.taskActs; n += 1)
    if (random.chance(0.35)) sometime(desk, aDeskTask(random, tasks.deskActs))
    else sometime(random.pick(atSchool), aTask(random, tasks.acts))
  for (let n = 0; n < many.monthlyActs; n += 1)
    if (random.chance(0.25)) sometime(desk, aJudgement(random, office.monthly))
    else sometime(random.pick(inField), aMonthlyAct(random, monthly))
  for (let n = 0; n < many.dutyActs; n += 1) sometime(desk, random.pick(Object.values(office.duties)))
  const officers = inField.filter(
    (device) => !monthly.isHead(device) && inField.some((one) => monthly.isHead(one) && one.unitId === device.unitId),
  )
  for (let n = 0; n < many.approvals && officers.length > 0; n += 1) {
    const officer = random.pick(officers)
    const head = random.pick(inField.filter((one) => monthly.isHead(one) && one.unitId === officer.unitId))
    const { ask, agree, send } = monthly.approval
    const asks = random.int(BUSY_MS / 2)
    time.after(asks, () => letAct(officer, ask))
    // each looks again when it may have come
    for (const later of [15_000, 35_000]) time.after(asks + random.int(later), () => letAct(head, agree))
    for (const later of [30_000, 50_000, 90_000]) time.after(asks + later, () => letAct(officer, send))
  }
  for (let n = 0; n < many.lineActs; n += 1)
    if (random.chance(0.3)) sometime(desk, office.monthly.acceptPlan)
    else sometime(random.pick(inField), lines.progress)
  for (let n = 0; n < many.pieceActs; n += 1)
    if (random.chance(0.35)) sometime(desk, random.pick(Object.values(pieces.deskActs)))
    else sometime(random.pick(inField), aPieceAct(random, pieces.acts))
  for (let n = 0; n < many.givenActs; n += 1) {
    // what people do about it comes when there is some
    const later = BUSY_MS / 4 + random.int((3 * BUSY_MS) / 4)
    if (n < 2) time.after(random.int(BUSY_MS / 6), () => letAct(desk, given.deskActs.give))
    else if (random.chance(0.35)) time.after(later, () => letAct(desk, aGivingAct(random, given.deskActs)))
    else time.after(later, () => letAct(random.pick(inField), aGivenTask(random, given.acts)))
  }
  for (let n = 0; n < many.outsideActs; n += 1) sometime(desk, random.pick(Object.values(outsideActs)))
  for (let n = 0; n < many.handovers && twice.length > 0; n += 1) {
    const { save, take, carry, takeUp } = handover.acts
    sometime(
      random.pick(twice),
      random.pick(mask.carries ? [save, take, take, carry, carry, takeUp] : [save, save, take, take]),
    )
  }
  if (many.merges) {
    time.after(
      random.int(UNTIL_MIDNIGHT),
      () => void mergeSchools(server, world).then(() => fired.note('units-merged')),
    )
    for (const device of atSchool) time.after(UNTIL_MIDNIGHT + random.int(MINUTE), () => inherit(device))
  }
  if (random.chance(0.5)) time.after(random.int(BUSY_MS), () => void issue(server, world, false))
  const chaos = unleash({
    mask,
    fired,
    random,
    apart,
    time,
    quiet,
    server,
    ledger,
    people,
    devices,
    busyMs: BUSY_MS,
    takeUp,
    tell: trace,
    complain: (what) => void errors.push(what),
    betweenTimes: (work) => void pending.push(work),
    forget: network.forget,
    anotherPhone: ({ actor, unitId }) => openDevice({ actor, tabs: 1, unitId }),
  })

  try {
    await passUntil(START + BUSY_MS)
    atCommit = null
    atCommitOfTab = null
    const marks: Record<string, number> = {}
    let left = safetyComplaints({ ledger, server, network, canary, devices })
    if (!safetyOnly && left.length === 0) {
      const healed = heal()
      await healed
      const borrowed = await borrowMid({ server, people, random: createRandom(seed) })
      if (borrowed) marks['mid-borrowed'] = 1
      left = [...(borrowed?.complaints ?? []), ...(await whatIsLeft())]
    }
    const [seen] = server.rows<Record<string, number>>(MARKS)
    Object.assign(marks, {
      ...seen,
      ...taskMarks(server),
      ...monthlyMarks(server),
      ...lineMarks(server),
      ...pieceMarks(server),
      ...givenMarks(server),
      ...handover.marks,
      'restricted-and-back': restrictedAndBack(server),
      'pulled-in-small-pages': Number(many.pageRecords !== null),
      'without-web-locks': Number(!many.hasLocks),
    })
    for (const device of devices) device.die()
    const intents: Record<string, number> = {}
    for (const { kind } of ledger.intents) intents[kind] = (intents[kind] ?? 0) + 1
    const faults = Object.fromEntries(fired.counts)
    return {
      seed,
      complaints: [...left, ...cursors.complaints, ...errors],
      intents,
      faults,
      marks,
      print: hash.digest('hex').slice(0, 16),
      requests,
    }
  } finally {
    for (const device of devices) device.die()
    // what a dead tab still had under way must not be counted as the next seed's
    await quiet.settled()
    unwatch()
    await server.close()
    quiet.restore()
  }

  /** Whatever could last for ever ends, and everybody signs in who was told to; nobody presses anything else. */
  async function heal(): Promise<void> {
    network.heal()
    server.update()
    chaos.heal()
    for (const { accountId } of people) await server.signIn(accountId)
    for (const device of devices) {
      device.look(true)
      takeUp(device)
      await quiet.settled()
      for (const { engine } of device.tabs())
        if (['signed-out', 'account-disabled'].includes(engine.state().phase)) void engine.syncNow()
    }
  }

  async function whatIsLeft(): Promise<string[]> {
    const oracle = createOracle({ ledger, server, devices, ...world, merges: many.merges })
    let left = ['never looked']
    const twoWeeks = time.now() + TWO_WEEKS_COME_MS
    for (let end = time.now() + 20_000; end < START + BUSY_MS + HEAL_MS && left.length > 0; end += 20_000) {
      await passUntil(end)
      if (mask.has('server-restored') && end > twoWeeks) await server.endGathering()
      // what lies between two devices is taken up when it has come
      for (const device of devices) {
        takeUp(device)
        await askForPhotos(device)
      }
      await quiet.settled()
      left = await oracle.complaints(time.now())
    }
    return [...left, ...safetyComplaints({ ledger, server, network, canary, devices })]
  }

  /** A photo that was refused for its bytes is only sent again when its officer asks for it, as the screen says. */
  async function askForPhotos(device: Device): Promise<void> {
    const { db, engine } = device.anyTab()
    if ((await db.photos.filter(({ problem }) => problem !== null).count()) > 0) void engine.syncNow()
  }

  /** One tab ends between two of its steps, or is to end at one of its next commits; it is opened anew when all is still. */
  async function killTabs(): Promise<void> {
    const device = midwayOfTab
    midwayOfTab = null
    if (device) {
      await quiet.settled(apart.int(40))
      const killed = device.killTabMidway()
      if (killed) fired.note('tab-killed-midway')
      if (killed?.heldLock) fired.note('tab-killed-with-the-lock')
    }
    if (mask.has('tab-killed-at-commit') && !atCommitOfTab && time.now() < START + BUSY_MS && apart.chance(0.04))
      atCommitOfTab = { device: apart.pick(devices), writes: 1 + apart.int(6) }
  }

  async function passUntil(end: number): Promise<void> {
    await quiet.settled()
    while (time.step(end)) {
      if (midway) {
        const device: Device = midway
        midway = null
        await quiet.settled(random.int(40))
        fired.note('phone-crash-midway')
        device.crash()
        await quiet.settled()
        takeUp(device)
      } else if (
        mask.has('phone-crash-at-commit') &&
        !atCommit &&
        time.now() < START + BUSY_MS &&
        random.chance(0.04)
      ) {
        atCommit = { device: random.pick(devices), writes: 1 + random.int(6) }
      }
      await killTabs()
      await quiet.settled()
      for (const device of devices) device.reopenTabs()
      for (const work of pending.splice(0)) await work()
      for (const device of dead.splice(0)) {
        device.open()
        takeUp(device)
        await quiet.settled()
      }
    }
  }
}
