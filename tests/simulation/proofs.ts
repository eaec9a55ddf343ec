import type { Device } from './device.ts'
import { rowsOf } from './images.ts'

/** With what a device can bring a change to the restored server: nothing, the lost one's word, its receipt beside it. */
export const NOTHING = 0
export const WORD = 1
export const RECEIPT = 2
export type Proof = typeof NOTHING | typeof WORD | typeof RECEIPT

interface Row {
  mid: string
  verdict: object | null
  receipts?: readonly { payload: { entry?: string } }[]
}

/**
 * Who holds which proof, reckoned from what lay on the disks when the server was lost and from the files that people
 * carried about since, and not from what the product says of it. A file holds what its device held when it was made.
 */
export function createProofs() {
  const held = new Map<string, Proof>()
  const least = new Map<string, Proof>()
  const keyOf = (device: Device, mid: string) => `${device.label} ${mid}`
  const bring = (device: Device, mid: string, proof: Proof) => {
    held.set(keyOf(device, mid), proof)
    least.set(mid, Math.min(least.get(mid) ?? RECEIPT, proof) as Proof)
  }
  return {
    /** the poorest proof with which any device that has the change may come first */
    leastOf: (mid: string): Proof => least.get(mid) ?? RECEIPT,
    heldBy: (device: Device, mid: string): Proof => held.get(keyOf(device, mid)) ?? NOTHING,

    /** The server is lost: what is in line has its word or none, what left the line has its receipt where there is one. */
    note(device: Device): void {
      const image = device.image()
      for (const { mid, verdict } of rowsOf(image, 'outbox') as Row[]) bring(device, mid, verdict ? WORD : NOTHING)
      for (const { mid, receipts = [] } of rowsOf(image, 'journal') as Row[])
        bring(device, mid, receipts.some(({ payload }) => payload.entry === mid) ? RECEIPT : WORD)
    },

    /** A file came to a device after the restore. @param isNew the change was not in line there, and is now */
    take(device: Device, { mid, proof, isNew }: { mid: string; proof: Proof; isNew: boolean }): void {
      if (isNew) bring(device, mid, proof)
      else if (this.heldBy(device, mid) === NOTHING) held.set(keyOf(device, mid), proof)
    },
  }
}
