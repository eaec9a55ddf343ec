/** What the browser answered when it was asked to keep our data even when the device fills up. */
export type Kept = 'yes' | 'no' | 'unsupported'

const KEY = 'dau-moi:kept'

/** @returns null before it was asked */
export function readKept(storage: Storage): Kept | null {
  const kept = storage.getItem(KEY)
  return kept === 'yes' || kept === 'no' || kept === 'unsupported' ? kept : null
}

/** Asks once work has been saved, again while the answer was no: an installed app is often granted it. [DV1] */
export async function askToKeep(storage: Storage, manager: StorageManager | undefined): Promise<Kept> {
  const kept = await answerOf(manager)
  storage.setItem(KEY, kept)
  return kept
}

async function answerOf(manager: StorageManager | undefined): Promise<Kept> {
  if (!manager?.persist) return 'unsupported'
  return (await manager.persisted()) || (await manager.persist()) ? 'yes' : 'no'
}

/** Bytes used and bytes that the browser would give; null where it does not say. */
export async function readSpace(manager: StorageManager | undefined): Promise<{ used: number; quota: number } | null> {
  if (!manager?.estimate) return null
  const { usage, quota } = await manager.estimate()
  return usage === undefined || quota === undefined ? null : { used: usage, quota }
}
