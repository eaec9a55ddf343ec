import { IDBFactory } from 'fake-indexeddb'
import type { UnitId } from '#domain/ids.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import { createEnvironment, createLocks, openTab, type Tab } from '#tests/support/phone.ts'
import type { Random } from '#tests/support/random.ts'
import type { VirtualTime } from '#tests/support/virtual-time.ts'
import type { Network } from './network.ts'

interface DeviceDeps {
  actor: Actor
  unitId: UnitId
  tabs: number
  /** the device's clock minus the true one, ms */
  skewMs: number
  /** minutes east of UTC that it is set to */
  zoneMinutes: number
  time: VirtualTime
  random: Random
  network: Network
  onError: (error: unknown) => void
}

/** A phone or a desk: its store outlives its tabs, which can die at any moment. */
export function createDevice({
  actor,
  unitId,
  tabs: count,
  skewMs,
  zoneMinutes,
  time,
  random,
  network,
  onError,
}: DeviceDeps) {
  const factory = new IDBFactory()
  const clock = () => time.now() + skewMs
  let environment = createEnvironment()
  let tabs: Tab[] = []
  let deaths = 0

  function open(): void {
    environment = createEnvironment()
    const locks = createLocks()
    tabs = Array.from({ length: count }, () =>
      openTab({
        factory,
        actor,
        fetch: network.fetchFor(actor.accountId),
        timers: time,
        clock,
        random: random.next,
        newId: random.uuid,
        locks,
        environment,
        onError,
        zoneMinutes,
      }),
    )
    for (const { engine } of tabs) engine.start()
  }

  function die(): void {
    deaths += 1
    for (const tab of tabs) tab.close()
    tabs = []
  }

  return {
    actor,
    unitId,
    clock,
    open,
    die,
    /** dies in the middle of whatever it does, and is opened again */
    crash() {
      die()
      open()
    },
    anyTab: (): Tab => random.pick(tabs),
    tabs: () => tabs,
    deaths: () => deaths,
    look: (visible: boolean) => environment.setVisible(visible),
  }
}
export type Device = ReturnType<typeof createDevice>
