import type { PhotoRef } from '#domain/photos/photo.ts'
import type { Tab } from '#tests/support/phone.ts'
import type { Device } from './device.ts'
import type { Intent, IntentKind } from './ledger.ts'

/** What every kind of work needs of the people who do it. */
export interface Work {
  /** notes what somebody means to do, before any of it is done */
  mean(device: Device, kind: IntentKind, about: string, draft?: string | null): Intent
  /** keeps a new picture with what is meant */
  attach(intent: Intent, keep: (ref: PhotoRef, bytes: ArrayBuffer) => Promise<boolean>): Promise<void>
  /** one act that is one word to the device */
  act(
    device: Device,
    tab: Tab,
    kind: IntentKind,
    about: string,
    change: (word: string) => Parameters<Tab['mutate']>[0],
  ): Promise<void>
}
