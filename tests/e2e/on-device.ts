export interface OnDevice {
  outbox: number
  drafts: number
  /** short forms that were begun, the words of dialogs among them */
  forms: number
  /** at which step of the form each draft would be gone on with */
  steps: string[]
  photosWaiting: number
}

/** What the browser keeps of one account, read beside the app. Runs in the page and stands for itself. */
export async function readDevice(): Promise<OnDevice> {
  const name = (await indexedDB.databases()).find((one) => one.name?.startsWith('dau-moi:'))?.name
  if (!name) throw new Error('no account has a database here')
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const all = <T>(store: string) =>
    new Promise<T[]>((resolve, reject) => {
      const request = db.transaction(store).objectStore(store).getAll()
      request.onsuccess = () => resolve(request.result as T[])
      request.onerror = () => reject(request.error)
    })
  const [outbox, drafts, forms, photos] = await Promise.all([
    all('outbox'),
    all<{ step: string }>('drafts'),
    all('forms'),
    all<{ state: string }>('photos'),
  ])
  db.close()
  const photosWaiting = photos.filter(({ state }) => state === 'waiting').length
  return {
    outbox: outbox.length,
    drafts: drafts.length,
    forms: forms.length,
    steps: drafts.map(({ step }) => step),
    photosWaiting,
  }
}
