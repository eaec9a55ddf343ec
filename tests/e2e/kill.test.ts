import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seeded } from '#tests/gates/node-phone.ts'
import { openProfile } from '#tests/support/browser/launch.ts'
import { EXIF_MARK, paintPhoto } from '#tests/support/browser/paint.ts'
import { send, signIn, waitForSync, waitForWorker, waitUntilSent, writeIncident } from './officer.ts'
import { openWorld, type World } from './world.ts'

/** How often the whole story is told; `KILLS=200 npm test` to doubt more. */
const KILLS = Number(process.env.KILLS ?? 20)
const WITHIN_MS = 50

let world: World
let profile: string
let photos: { name: string; mimeType: string; buffer: Buffer }[]
const seed = Date.now() % 1_000_000
const random = seeded(seed)

beforeAll(async () => {
  world = await openWorld()
  profile = join(world.folder, 'profile')
  const { page, close } = await openProfile(profile)
  await signIn(page, world.origin, world.server.account('dm.saomai'))
  await waitForSync(page)
  await waitForWorker(page)
  photos = [
    { name: 'anh-1.jpg', mimeType: 'image/jpeg', buffer: await paintPhoto(page) },
    { name: 'anh-2.jpg', mimeType: 'image/jpeg', buffer: await paintPhoto(page, 1500, 2000) },
  ]
  expect(photos[0]?.buffer.includes(EXIF_MARK)).toBe(true)
  await close()
})
afterAll(() => world.close())

/** Tells Node at once when the words stand on the page. */
async function whenItSays(page: Page, words: string, heard: (at: number) => void): Promise<void> {
  await page.exposeFunction('hear', heard)
  await page.evaluate((text) => {
    const look = () => {
      if (!document.body.innerText.includes(text)) return
      watcher.disconnect()
      ;(globalThis as unknown as { hear(at: number): void }).hear(Date.now())
    }
    const watcher = new MutationObserver(look)
    watcher.observe(document.body, { childList: true, subtree: true, characterData: true })
  }, words)
}

describe(`[PR1] killed within ${WITHIN_MS} ms of "Đã lưu trên máy này", seed ${seed}`, () => {
  test.each(Array.from({ length: KILLS }, (_, n) => n + 1))(
    `%i of ${KILLS}: one incident, both photos, receipt`,
    async (n) => {
      const text = `Một học sinh ngã ở sân, đã sơ cứu. Lần kể ${n} (minh họa).`
      const pause = Math.floor(random() * 20)
      await world.server.stop()
      await world.proxy.down()

      const offline = await openProfile(profile)
      await offline.page.goto(`${world.origin}/`)
      await writeIncident(offline.page, { text, photos })
      const killed = new Promise<number>((resolve) => {
        void whenItSays(offline.page, 'Đã lưu trên máy này', async (at) => {
          await wait(pause)
          await offline.kill()
          resolve(Date.now() - at)
        })
      })
      await offline.page.waitForFunction(() => 'hear' in globalThis)
      await send(offline.page).catch(() => null) // the click may not live to see its own end
      expect(await killed).toBeLessThanOrEqual(WITHIN_MS)

      await world.server.start()
      await world.proxy.up()
      const back = await openProfile(profile)
      await back.page.goto(`${world.origin}/`)
      await waitUntilSent(back.page)
      await back.close()

      const found = await world.office.findBy(text)
      expect(found).toHaveLength(1)
      expect(await world.office.verify(found[0]?.id ?? '')).toEqual({ reports: 1, photos: 2 })
    },
  )
})
