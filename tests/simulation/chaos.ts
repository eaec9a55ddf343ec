import type { Actor } from '#domain/organisation/roles.ts'
import { instantOf } from '#domain/time.ts'
import type { OutboxRow } from '#storage/tables.ts'
import type { Quiet } from '#tests/support/quiet.ts'
import type { Random } from '#tests/support/random.ts'
import type { VirtualTime } from '#tests/support/virtual-time.ts'
import { unleashVersions } from './chaos-versions.ts'
import type { Device } from './device.ts'
import type { Fired, Mask } from './faults.ts'
import { type Image, rowsOf } from './images.ts'
import type { Ledger } from './ledger.ts'
import { reckonCopy, reckonLosses, reckonRestore } from './losses.ts'
import type { Server } from './server.ts'
import { createStrikes } from './strikes.ts'

interface ChaosDeps {
  mask: Mask
  fired: Fired
  random: Random
  /** for what was added later: it changes no earlier draw */
  apart: Random
  time: VirtualTime
  quiet: Quiet
  server: Server
  ledger: Ledger
  people: readonly Actor[]
  /** grows by the clones */
  devices: Device[]
  busyMs: number
  /** its owner looks at it after a start: what lies there unsent goes on */
  takeUp(device: Device): void
  tell(line: string): void
  /** what no device may ever do */
  complain(what: string): void
  /** while nothing else moves */
  betweenTimes(work: () => Promise<void>): void
  /** what the lost server said needs not be what another one says */
  forget(): void
  /** the same person's second phone, without a disk yet */
  anotherPhone(of: Device): Device
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const YEAR = 365 * 24 * HOUR
const ZONES = [420, -720, 0, 840]
const MOST_DEVICES = 6

/** What goes wrong besides the network, each at a moment of its own; `heal` takes back what would last for ever. */
export function unleash(deps: ChaosDeps): { heal(): void } {
  const {
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
    busyMs,
    takeUp,
    tell,
    complain,
    betweenTimes,
    forget,
    anotherPhone,
  } = deps
  const undo = new Set<() => void>()

  const { strike, perDevice, perDeviceIf } = createStrikes({ mask, fired, random, time, devices, busyMs, tell })
  const running = (device: Device) => device.tabs().length > 0
  /** Ends by itself after a while, and at the latest when all heals. */
  const lasting = (ms: number, end: () => void) => {
    const once = () => {
      if (undo.delete(once)) end()
    }
    undo.add(once)
    time.after(ms, once)
  }

  perDevice('phone-crash', 2, (device) => {
    device.crash()
    takeUp(device)
  })
  perDevice('hidden', 2, (device) => {
    device.look(false)
    lasting(random.int(MINUTE), () => device.look(true))
  })
  perDevice('tab-reloaded', 2, (device) => device.reloadTab())
  perDeviceIf('tab-frozen', 2, (device) => {
    const frozen = device.freeze()
    if (!frozen) return false
    if (frozen.heldLock) fired.note('tab-frozen-with-the-lock')
    // a tab in the background may stay so for ever: the others do without it
    const forEver = random.chance(0.6) && running(device)
    lasting(random.int(2 * MINUTE), () => (forEver && running(device) ? undefined : device.thawAll()))
    return true
  })

  const restart = (device: Device, change: Promise<void>) =>
    void quiet.during(
      change.then(() => {
        device.open()
        takeUp(device)
      }),
    )
  perDevice('schema-grown', 1, (device) => restart(device, device.grow()))
  perDevice('commit-aborted', 3, (device) => device.failNext(1, random.pick(['AbortError', 'UnknownError'])))
  perDevice('quota-exceeded', 2, (device) => device.failNext(1 + random.int(6), 'QuotaExceededError'))
  perDeviceIf('connection-lost', 3, (device) => device.loseConnection())

  const fallBack = (device: Device, image: Image | null) => {
    device.die()
    reckonLosses({ ledger, server, devices }, device, image)
    restart(device, device.become(image))
  }
  perDeviceIf('commits-taken-back', 1, (device) => {
    const image = device.images.at(-1 - random.int(device.images.length))
    if (!image) return false
    fallBack(device, image)
    return true
  })
  perDeviceIf('older-image', 1, (device) => {
    if (device.oldImages.length === 0) return false
    fallBack(device, random.pick(device.oldImages))
    return true
  })
  perDevice('everything-evicted', 1, (device) => fallBack(device, null))
  perDeviceIf('cloned', 1, (device) => {
    const image = random.chance(0.5) ? device.images.at(-1) : device.oldImages.at(-1)
    if (!image || devices.length >= MOST_DEVICES) return false
    const clone = anotherPhone(device)
    // whoever carries two such phones goes on with a form on the one that they began it on
    for (const { name, records } of image.stores)
      if (name === 'drafts' || name === 'forms') for (const { key } of records) clone.copies.add(String(key))
    reckonCopy({ ledger }, image)
    devices.push(clone)
    restart(clone, clone.become(image))
    return true
  })

  const jump = (device: Device, ms: number) => {
    device.jump(ms)
    if (Math.abs(ms) === 10 * YEAR) fired.note('clock-ten-years')
  }
  perDevice('clock-forward', 1, (device) => jump(device, random.pick([HOUR, 24 * HOUR, 10 * YEAR])))
  perDevice('clock-backward', 1, (device) => jump(device, -random.pick([MINUTE, 30 * MINUTE, 24 * HOUR, 10 * YEAR])))
  perDevice('zone-changed', 1, (device) => device.travel(random.pick(ZONES)))

  for (const person of people.slice(0, -1)) {
    const own = () => devices.filter(({ actor }) => actor.accountId === person.accountId)
    const believe = (grants: Actor['grants']) => {
      for (const device of own()) {
        device.learn(grants)
        if (!device.isOpen()) continue
        device.crash()
        takeUp(device)
      }
    }
    const setPost = (until: string | null) =>
      server.administer((tx) =>
        tx.updateTable('role_grants').set({ valid_to: until }).where('account_id', '=', person.accountId).execute(),
      )
    const setDisabled = (at: string | null) =>
      server.administer((tx) =>
        tx.updateTable('accounts').set({ disabled_at: at }).where('id', '=', person.accountId).execute(),
      )
    strike('post-lost', 1, () => {
      void setPost('2026-01-01')
      let isLost = true
      if (random.chance(0.6)) time.after(random.int(MINUTE), () => (isLost ? believe([]) : undefined))
      lasting(random.int(2 * MINUTE), () => {
        isLost = false
        void setPost(null)
        believe(person.grants)
      })
      return true
    })
    strike('account-disabled', 1, () => {
      void setDisabled('2026-12-31T17:00:00.000Z')
      lasting(random.int(2 * MINUTE), () => void setDisabled(null))
      // only what it may keep from leaving makes it a trouble
      return own().some((device) => rowsOf(device.image(), 'outbox').some((row) => (row as OutboxRow).verdict === null))
    })
  }

  const versions = unleashVersions({
    mask,
    random: apart,
    time,
    devices,
    strikes: createStrikes({ mask, fired, random: apart, time, devices, busyMs, tell }),
    complain,
    restart,
    lasting,
  })

  if (mask.has('server-restored')) {
    for (let n = 1 + random.int(3); n > 0; n -= 1)
      time.after(random.int(busyMs), () => betweenTimes(() => server.backUp()))
    time.after(random.int(busyMs), () =>
      betweenTimes(async () => {
        if (!(await server.restore())) return
        fired.note('server-restored')
        tell(`${time.now()} server-restored`)
        forget()
        ledger.restoredAt = instantOf(time.now())
        reckonRestore({ ledger, server, devices })
      }),
    )
  }

  return {
    heal() {
      for (const end of [...undo]) end()
      versions.heal()
      for (const device of devices) device.failNext(0, '')
    },
  }
}
