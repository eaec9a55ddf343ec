import { SERVER, type Store, StoreTrouble } from './store.ts'

/** Whether a report could be written now: a real write, since a full disk lets itself be read. */
export async function canWrite(store: Store): Promise<{ part: string; ready: boolean; detail: string }> {
  try {
    await store.write(SERVER, (tx) =>
      tx
        .insertInto('pulse')
        .values({ id: 1, beats: 1 })
        .onConflict((on) => on.column('id').doUpdateSet((e) => ({ beats: e('pulse.beats', '+', 1) })))
        .execute(),
    )
    return { part: 'database', ready: true, detail: 'writable' }
  } catch (error) {
    if (!(error instanceof StoreTrouble)) throw error
    return { part: 'database', ready: false, detail: error.message }
  }
}
