import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { send, signIn, waitForSync, waitForWorker, writeIncident } from '#tests/e2e/officer.ts'
import type { World } from '#tests/e2e/world.ts'
import { openProfile } from '#tests/support/browser/launch.ts'
import type { Line } from './table.ts'

const THROTTLE = 4
const RUNS = 9

/** What an officer feels on a slow phone without a network: the start, and the tap on "Gửi báo cáo". */
export async function benchPhone(world: World): Promise<Line[]> {
  const folder = join(world.folder, 'bench')
  const first = await openProfile(folder)
  await signIn(first.page, world.origin, world.server.account('dm.saomai'))
  await waitForSync(first.page)
  await waitForWorker(first.page)
  await first.page.goto(`${world.origin}/`)
  await first.close()

  const { page, close } = await openProfile(folder)
  try {
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE })
    await world.proxy.down()
    const floor = await timed(page, `${world.origin}/favicon.svg`, 'svg')
    const launch = await timed(page, `${world.origin}/`, 'h1')
    const [saved, put] = await tapToSaved(page, world)
    return [
      {
        what: `warm launch, offline, ${THROTTLE}× CPU`,
        took: launch,
        floor,
        of: 'one file by the same worker',
        budget: 1000,
      },
      { what: `tap to saved, ${THROTTLE}× CPU`, took: saved, floor: put, of: 'one strict put', budget: 150 },
    ]
  } finally {
    await world.proxy.up()
    await close()
  }
}

/**
 * The start that the morning is about: to the deadlines, without a network, on the phone of a unit that keeps its
 * incidents and receipts of more than twelve months.
 */
export async function benchDeadlines(world: World, records: number): Promise<Line> {
  const folder = join(world.folder, 'bench-deadlines')
  const first = await openProfile(folder)
  await signIn(first.page, world.origin, world.server.account('dm.binhminh'))
  await waitForSync(first.page)
  await waitForWorker(first.page)
  await first.page.goto(`${world.origin}/han-nop`)
  await first.page.locator('.due').first().waitFor()
  await first.close()

  const { page, close } = await openProfile(folder)
  try {
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE })
    await world.proxy.down()
    const floor = await timed(page, `${world.origin}/favicon.svg`, 'svg')
    const took = await timed(page, `${world.origin}/han-nop`, '.due')
    const what = `warm launch to the deadlines, offline, ${records} records, ${THROTTLE}× CPU`
    return { what, took, floor, of: 'one file by the same worker', budget: 1000 }
  } finally {
    await world.proxy.up()
    await close()
  }
}

async function timed(page: Page, url: string, wanted: string): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < RUNS; n += 1) {
    await page.goto('about:blank')
    const started = performance.now()
    await page.goto(url, { waitUntil: 'commit' })
    await page.locator(wanted).first().waitFor()
    times.push(performance.now() - started)
  }
  return times
}

/** Both measured by the page's own clock. */
async function tapToSaved(page: Page, world: World): Promise<[number[], number[]]> {
  const saved: number[] = []
  const put: number[] = []
  for (let n = 0; n < RUNS; n += 1) {
    await page.goto(`${world.origin}/`)
    await writeIncident(page, { text: `Kính vỡ ở hành lang, không ai bị thương (minh họa). Lần ${n}.` })
    await page.evaluate(() => {
      const marks = { tap: 0, saved: 0 }
      Object.assign(globalThis, { marks })
      addEventListener('click', () => (marks.tap = performance.now()), { capture: true, once: true })
      new MutationObserver(() => {
        if (marks.saved === 0 && document.body.innerText.includes('Đã lưu trên máy này'))
          marks.saved = performance.now()
      }).observe(document.body, { childList: true, subtree: true, characterData: true })
    })
    await send(page)
    await page.getByText('Đã lưu trên máy này').first().waitFor()
    saved.push(
      await page.evaluate(() => {
        const { marks } = globalThis as unknown as { marks: { tap: number; saved: number } }
        return marks.saved - marks.tap
      }),
    )
    put.push(await page.evaluate(rawPut))
  }
  return [saved, put]
}

/** One kilobyte and a half in a database of its own, strictly. */
async function rawPut(): Promise<number> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('floor', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('rows', { autoIncrement: true })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const started = performance.now()
  await new Promise<void>((resolve, reject) => {
    const transaction = db.transaction('rows', 'readwrite', { durability: 'strict' })
    transaction.objectStore('rows').put({ text: 'a'.repeat(1500) })
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error)
  })
  const took = performance.now() - started
  db.close()
  return took
}
