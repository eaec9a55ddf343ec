import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchBrowser, PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { signIn, waitForSync, waitForWorker } from './officer.ts'
import { openWorld, type World } from './world.ts'

/**
 * A world and a browser for the tests of one file: opened before the first and closed after the last. What is asked
 * of it belongs into tests, since nothing is there before.
 */
export function inWorld() {
  let world: World
  let browser: Browser
  beforeAll(async () => {
    world = await openWorld()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await world.close()
  })

  /** Somebody who has just signed in on a phone of their own, and has everything. */
  async function aPerson(username: string): Promise<Page> {
    const context = await browser.newContext(PHONE_CONTEXT)
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await signIn(page, world.origin, world.server.account(username))
    await waitForSync(page)
    return page
  }

  return {
    get world() {
      return world
    },
    get browser() {
      return browser
    },
    aPerson,
    /** The same, with the app on the device: it starts without a network, too. */
    async aPhone(username: string): Promise<Page> {
      const page = await aPerson(username)
      await waitForWorker(page)
      await page.reload()
      await page.getByRole('link', { name: 'Hôm nay' }).waitFor()
      return page
    },
  }
}
