import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { buildVariant, type Edit } from '#tests/support/browser/variant.ts'
import { send, signIn, waitForSync, writeIncident } from './officer.ts'
import { openWorld, type World } from './world.ts'

let world: World
let browser: Awaited<ReturnType<typeof launchBrowser>>

beforeAll(async () => {
  world = await openWorld()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

interface Seen {
  /** every transaction that put something in line, as the browser was asked for it */
  commits: { durability: string; completedAt: number | null }[]
  wordsAt: number | null
}

/** Listens at the door of IndexedDB and on the page; knows nothing of the app. */
function listen() {
  const seen: Seen = { commits: [], wordsAt: null }
  Object.assign(globalThis, { seen })
  const original = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const transaction = original.call(this, stores, mode, options)
    const names = typeof stores === 'string' ? [stores] : [...stores]
    // what came from the server is put away by another, which has pages waiting beside it
    if (mode === 'readwrite' && names.includes('outbox') && names.includes('drafts') && !names.includes('staged')) {
      const commit: Seen['commits'][number] = { durability: transaction.durability, completedAt: null }
      seen.commits.push(commit)
      transaction.addEventListener('complete', () => {
        commit.completedAt = performance.now()
      })
    }
    return transaction
  }
  const watcher = new MutationObserver(() => {
    if (seen.wordsAt === null && document.body?.innerText.includes('Đã lưu trên máy này'))
      seen.wordsAt = performance.now()
  })
  watcher.observe(document, { childList: true, subtree: true, characterData: true })
}

/** @returns what was seen while one incident was sent from a phone without a network */
async function sendWatched(folder: string | null): Promise<Seen> {
  world.proxy.site(folder)
  const context = await browser.newContext({ ...PHONE_CONTEXT, serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.addInitScript(listen)
  await signIn(page, world.origin, world.server.account('dm.saomai'))
  await waitForSync(page)
  await writeIncident(page, { text: 'Mái tôn nhà xe bị tốc, không ai bị thương (minh họa).' })
  world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })
  await send(page)
  await page.getByText('Đã lưu trên máy này').first().waitFor()
  const seen = await seenOn(page)
  world.proxy.heal()
  await context.close()
  return seen
}
const seenOn = (page: Page) => page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen)

/** The commit of the report itself: the last one before the words, or the one that they did not wait for. */
function promiseHolds({ commits, wordsAt }: Seen): boolean {
  const [first] = commits
  return (
    wordsAt !== null &&
    first !== undefined &&
    commits.every(({ durability }) => durability === 'strict') &&
    first.completedAt !== null &&
    first.completedAt <= wordsAt
  )
}

const PLANTED: { name: string; edits: Edit[] }[] = [
  {
    name: 'the words before the transaction completes',
    edits: [
      {
        file: 'src/features/incident/use-send.ts',
        from: 'const result = await mutate(',
        to: "document.body.append('Đã lưu trên máy này')\n    const result = await mutate(",
      },
    ],
  },
  {
    name: 'a transaction that does not wait for the disk',
    edits: [
      {
        file: 'src/storage/db.ts',
        from: "chromeTransactionDurability: 'strict'",
        to: "chromeTransactionDurability: 'relaxed'",
      },
    ],
  },
]

describe('[ST5] "Đã lưu trên máy này" waits for a strict commit', () => {
  test('in the app as it is', async () => {
    const seen = await sendWatched(null)
    expect(seen.commits.map(({ durability }) => durability)).toContain('strict')
    expect(seen, JSON.stringify(seen)).toSatisfy(promiseHolds)
  })

  test.each(PLANTED)('planted: $name is caught', async ({ edits }) => {
    const folder = join(world.folder, 'planted')
    await buildVariant(folder, edits)
    const seen = await sendWatched(folder)
    expect(seen.wordsAt).not.toBeNull()
    expect(seen, JSON.stringify(seen)).not.toSatisfy(promiseHolds)
  })
})
