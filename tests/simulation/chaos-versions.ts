import { WRITER_SCHEMA } from '#storage/db.ts'
import type { Random } from '#tests/support/random.ts'
import type { VirtualTime } from '#tests/support/virtual-time.ts'
import type { Device } from './device.ts'
import type { Mask } from './faults.ts'
import { rowsOf } from './images.ts'
import { asOf, type OldVersion, withLeastWriter } from './old-images.ts'
import type { Strikes } from './strikes.ts'

interface VersionsDeps {
  mask: Mask
  random: Random
  time: VirtualTime
  devices: readonly Device[]
  strikes: Strikes
  /** what nobody may see */
  complain(what: string): void
  /** opens it again once this is done */
  restart(device: Device, change: Promise<void>): void
  /** ends by itself after a while, and at the latest when all heals */
  lasting(ms: number, end: () => void): void
}

const MINUTE = 60_000
const OLD: readonly OldVersion[] = [1, 2]
/** So long after a start every tab has looked whose database it is. */
const LOOKED_MS = 5_000

/** Other versions of the app on a phone: one that it comes from, one that it goes back from, one that it runs for a while. */
export function unleashVersions(deps: VersionsDeps): { heal(): void } {
  const { mask, random, time, devices, strikes, complain, restart, lasting } = deps

  // an older version wrote all that lies here, drafts and changes in line; this one is the update
  strikes.perDeviceIf('schema-old', 2, (device) => {
    const image = device.image()
    if (!image) return false
    // those versions kept no journal, and promised nothing of a server that is lost
    if (mask.has('server-restored') && rowsOf(image, 'journal').length > 0) return false
    const old = asOf(random.pick(OLD), image) ?? asOf(2, image)
    if (!old) return false
    restart(device, device.rewrite(old))
    return true
  })

  // a later version wrote here and was taken back; some time later it comes again
  strikes.perDeviceIf('writer-newer', 1, (device) => {
    const image = device.image()
    if (!image) return false
    restart(device, device.rewrite(withLeastWriter(image, WRITER_SCHEMA + 1)))
    const troubles = device.troubles()
    const asked = device.asked()
    time.after(LOOKED_MS, () => {
      if (device.troubles() !== troubles || !device.isNewer()) return
      const phases = device.tabs().map(({ engine }) => engine.state().phase)
      if (phases.some((phase) => phase !== 'outdated'))
        complain(`${device.label} must be updated and says ${phases.join(', ')}`)
      if (device.asked() !== asked) complain(`${device.label} must be updated and asked the server`)
    })
    time.after(LOOKED_MS + random.int(MINUTE), () => update(device))
    return true
  })

  // what it writes meanwhile no server of today can read; counted when one leaves it without a word
  for (const device of mask.has('schema-unread') ? devices : []) {
    if (random.chance(0.5)) continue
    const run = (isLater: boolean) => {
      device.runLater(isLater)
      // where only a later version may write, there is nothing that either of them does
      if (!device.isNewer()) restart(device, Promise.resolve(device.die()))
    }
    time.after(random.int(2 * MINUTE), () => {
      run(true)
      lasting(random.int(MINUTE), () => run(false))
    })
  }

  /** The later version is there again: it may write on what it left. */
  function update(device: Device): void {
    const kept = device.image()
    if (device.isNewer() && kept) restart(device, device.rewrite(withLeastWriter(kept, WRITER_SCHEMA)))
  }
  // a clone was made of such a phone, an older image is of that time
  return { heal: () => devices.forEach(update) }
}
