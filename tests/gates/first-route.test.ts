import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signIn, waitForSync } from '#tests/e2e/officer.ts'
import { openWorld, type World } from '#tests/e2e/world.ts'
import { launchBrowser, PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import type { Exchange } from '#tests/support/fault-proxy.ts'
import { kib } from './dist.ts'

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

/** The page and all that it needs to be drawn; the app's own questions to the server are counted elsewhere. */
const isOfPage = ({ path }: Exchange) => /^\/(?:\?|$)|\.(?:js|css|html|woff2?)$/.test(path)

describe('[GT1] the first route', () => {
  test('is at most 150 KiB of brotli in at most 6 requests, signed out and signed in', async () => {
    // the worker fetches for later, not for this page
    const first = await browser.newContext({ ...PHONE_CONTEXT, serviceWorkers: 'block' })
    const page = await first.newPage()
    await page.goto(`${world.origin}/`, { waitUntil: 'networkidle' })
    const signedOut = [...world.proxy.exchanges]
    await signIn(page, world.origin, world.server.account('dm.saomai'))
    await waitForSync(page)
    const storageState = await first.storageState()
    await first.close()

    world.proxy.forget()
    const second = await browser.newContext({ ...PHONE_CONTEXT, serviceWorkers: 'block', storageState })
    const today = await second.newPage()
    await today.goto(`${world.origin}/`, { waitUntil: 'load' })
    await today.getByRole('button', { name: 'Báo sự cố' }).waitFor()
    // what comes once the page stands comes when the machine finds the time, and is counted too
    const arrived = (name: RegExp) =>
      world.proxy.exchanges.some(({ path, status }) => name.test(path) && status === 200)
    await expect
      .poll(() => [/register-/, /\/plan-words-/, /\/plan-(?!words)/].every(arrived), { timeout: 20_000 })
      .toBe(true)
    const signedIn = [...world.proxy.exchanges]
    await second.close()

    for (const [name, exchanges] of Object.entries({ 'signed out': signedOut, 'signed in': signedIn })) {
      const parts = exchanges.filter(isOfPage)
      // fetched once the page stands (the worker's loader, what is due, what went wrong; src/app/first-picture.ts):
      // nobody waits for them; they have a limit of their own
      const needed = parts.filter(({ path }) => !/register-|\/plan-|\/device-trouble-/.test(path))
      const [first, whole] = [needed, parts].map((some) => some.reduce((sum, { down }) => sum + down, 0)) as [
        number,
        number,
      ]
      console.info(
        `first route, ${name}: ${kib(first)} in ${needed.length} requests; ${kib(whole)} with what follows the first picture`,
      )
      expect(first).toBeGreaterThan(20 * 1024)
      expect(first).toBeLessThanOrEqual(150 * 1024)
      expect(whole).toBeLessThanOrEqual(160 * 1024)
      expect(needed.length).toBeLessThanOrEqual(6)
      expect(parts.every(({ status }) => status === 200)).toBe(true)
    }
  })

  test('[HT4] comes compressed, under a policy that allows no script but its own files', async () => {
    const page = await fetch(`${world.server.origin}/`, { headers: { accept: 'text/html', 'accept-encoding': 'br' } })
    expect(page.headers.get('content-encoding')).toBe('br')
    const policy = Object.fromEntries(
      (page.headers.get('content-security-policy') ?? '')
        .split(';')
        .map((part) => part.trim().split(/\s+/))
        .map(([name, ...sources]) => [name, sources]),
    ) as Record<string, string[]>
    expect(policy['script-src']).toEqual(["'self'"])
    expect(policy['default-src']).toEqual(["'none'"])
    for (const sources of Object.values(policy))
      for (const source of ["'unsafe-inline'", "'unsafe-eval'", '*', 'https:', 'http:'])
        expect(sources).not.toContain(source)
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  })

  test('the browser itself finds nothing that breaks the policy', async () => {
    const context = await browser.newContext(PHONE_CONTEXT)
    const page = await context.newPage()
    const said: string[] = []
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()))
    page.on('pageerror', (error) => said.push(String(error)))
    await signIn(page, world.origin, world.server.account('dm.binhminh'))
    await waitForSync(page)
    for (const path of ['/bao-cao', '/them', '/dong-bo', '/huong-dan']) await page.goto(`${world.origin}${path}`)
    await context.close()
    expect(said).toEqual([])
  })
})
