import { type Store, StoreTrouble } from './store.ts'

/** Whether a report could be written now: a real write, since a full disk lets itself be read. */
export async function canWrite(store: Store): Promise<{ part: string; ready: boolean; detail: string }> {
  try {
    await store.write((tx) =>
      tx
        .updateTable('departments')
        .set((e) => ({ epoch: e.ref('epoch') }))
        .execute(),
    )
    return { part: 'database', ready: true, detail: 'writable' }
  } catch (error) {
    if (!(error instanceof StoreTrouble)) throw error
    return { part: 'database', ready: false, detail: error.message }
  }
}
