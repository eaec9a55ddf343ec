import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openProfile, type Profile } from '#tests/support/browser/launch.ts'
import { EXIF_MARK, paintPhoto } from '#tests/support/browser/paint.ts'
import { send, signIn, waitForSync, waitForWorker, waitUntilSent, writeIncident } from './officer.ts'
import { openWorld, type World } from './world.ts'

/** How often the whole story is told; `KILLS=200 npm test` to doubt more. */
const KILLS = Number(process.env.KILLS ?? 20)
const WITHIN_MS = 50

let world: World
let profile: string
let photos: { name: string; mimeType: string; buffer: Buffer }[]

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

/** Kills the browser as soon as the words stand on the page. @returns how many ms later */
async function killWhenItSays(phone: Profile, words: string): Promise<{ killed: Promise<number> }> {
  const session = await phone.context.newCDPSession(phone.page)
  await session.send('Runtime.addBinding', { name: 'hear' })
  const killed = new Promise<number>((resolve) => {
    session.on('Runtime.bindingCalled', async ({ payload }) => resolve((await phone.kill()) - Number(payload)))
  })
  await phone.page.evaluate((text) => {
    const watcher = new MutationObserver(() => {
      if (!document.body.innerText.includes(text)) return
      watcher.disconnect()
      ;(globalThis as unknown as { hear(at: string): void }).hear(`${Date.now()}`)
    })
    watcher.observe(document.body, { childList: true, subtree: true, characterData: true })
  }, words)
  return { killed }
}

/** @returns ms between the words and the kill */
async function tellStory(text: string): Promise<number> {
  await world.server.stop()
  await world.proxy.down()

  const offline = await openProfile(profile)
  await offline.page.goto(`${world.origin}/`)
  await writeIncident(offline.page, { text, photos })
  const { killed } = await killWhenItSays(offline, 'Đã lưu trên máy này')
  await send(offline.page).catch(() => null) // the tap does not live to see its own end
  const after = await killed

  await world.server.start()
  await world.proxy.up()
  const back = await openProfile(profile)
  await back.page.goto(`${world.origin}/`)
  await waitUntilSent(back.page)
  await back.close()

  const found = await world.office.findBy(text)
  expect(found).toHaveLength(1)
  expect(await world.office.verify(found[0]?.id ?? '')).toEqual({ reports: 1, photos: 2 })
  return after
}

describe(`[PR1] killed within ${WITHIN_MS} ms of "Đã lưu trên máy này"`, () => {
  test.each(Array.from({ length: KILLS }, (_, n) => n + 1))(
    `%i of ${KILLS}: one incident, both photos, receipt`,
    async (n) => {
      // a machine that is busy may be late with the kill: the story must hold all the same, and is told again
      const delays: number[] = []
      do {
        const text = `Một học sinh ngã ở sân, đã sơ cứu. Lần kể ${n}.${delays.length} (minh họa).`
        delays.push(await tellStory(text))
      } while (Math.min(...delays) > WITHIN_MS && delays.length < 4)
      expect(Math.min(...delays), `killed after ${delays.join(', ')} ms`).toBeLessThanOrEqual(WITHIN_MS)
    },
  )
})
