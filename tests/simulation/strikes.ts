import type { Random } from '#tests/support/random.ts'
import type { VirtualTime } from '#tests/support/virtual-time.ts'
import type { Device } from './device.ts'
import type { Fault, Fired, Mask } from './faults.ts'

interface StrikesDeps {
  mask: Mask
  fired: Fired
  random: Random
  time: VirtualTime
  /** those that there are when a fault is planned */
  devices: readonly Device[]
  busyMs: number
  tell(line: string): void
}

/** Plans faults: each up to so many times in the busy time, if this seed has it. */
export function createStrikes({ mask, fired, random, time, devices, busyMs, tell }: StrikesDeps) {
  /** @param work says false when there was nothing to hit */
  const strike = (fault: Fault, most: number, work: () => boolean, whom = '') => {
    if (!mask.has(fault)) return
    for (let n = 1 + random.int(most); n > 0; n -= 1)
      time.after(random.int(busyMs), () => {
        if (!work()) return
        fired.note(fault)
        tell(`${time.now()} ${whom} ${fault}`)
      })
  }
  const perDeviceIf = (fault: Fault, most: number, work: (device: Device) => boolean) => {
    for (const device of [...devices]) strike(fault, most, () => device.tabs().length > 0 && work(device), device.label)
  }
  return {
    strike,
    perDeviceIf,
    perDevice: (fault: Fault, most: number, work: (device: Device) => void) =>
      perDeviceIf(fault, most, (device) => {
        work(device)
        return true
      }),
  }
}
export type Strikes = ReturnType<typeof createStrikes>
