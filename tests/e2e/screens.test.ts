import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '#app/routes.ts'
import { DESKTOP, launchBrowser, PHONE, PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { axeFindings, keyboardFindings, layoutFindings, smallFindings } from './screen-checks.ts'
import { peopleOf, VISITS, type Visit } from './screens.ts'
import { DUTIES } from './screens-duties.ts'
import { FAILED } from './screens-failed.ts'
import { LOADING } from './screens-loading.ts'
import { PIECES } from './screens-pieces.ts'
import { PLAN } from './screens-plan.ts'
import { TROUBLE } from './screens-trouble.ts'
import { openWorld, type World } from './world.ts'

/** Every screen, for whoever wants to look at them; not part of the repository. */
const PICTURES = join(import.meta.dirname, '../../.cache/screens')

let world: World
let browser: Awaited<ReturnType<typeof launchBrowser>>
let people: Map<Visit['who'], BrowserContext>
/** What went wrong comes last: some of it stays on its person's device. */
const ALL = [...VISITS, ...DUTIES, ...PLAN, ...PIECES, ...LOADING, ...FAILED, ...TROUBLE]
const visited = new Set<string>()

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  world = await openWorld()
  browser = await launchBrowser()
  people = await peopleOf(world, () => browser.newContext({ ...PHONE_CONTEXT, isMobile: false }))
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

describe('[UX12, UX13] every screen in each drawn state', () => {
  test.each(ALL)('$route, $state', async (visit) => {
    const page = await contextOf(visit).newPage()
    page.setDefaultTimeout(10_000)
    const broken: string[] = []
    page.on('pageerror', (error) => broken.push(String(error)))
    try {
      await page.setViewportSize(PHONE)
      await visit.open(page, world)
      visited.add(visit.route)
      const name = `${visit.route}-${visit.state.replaceAll(' ', '-')}`
      await page.evaluate(() => document.fonts.ready)
      await page.waitForTimeout(150)
      await page.screenshot({ path: join(PICTURES, `${name}-360-light.png`) })

      const findings: Record<string, string[]> = {}
      // the whole page at once: what the bottom bar covers can be scrolled free
      const height = await page.evaluate(() => document.documentElement.scrollHeight)
      await page.setViewportSize({ width: PHONE.width, height: Math.max(PHONE.height, height + 200) })
      findings.axeLight = await axeFindings(page)
      findings.small = await smallFindings(page)
      findings.keyboard = await keyboardFindings(page)
      await page.emulateMedia({ colorScheme: 'dark' })
      findings.axeDark = await axeFindings(page)
      await page.setViewportSize(PHONE)
      await page.screenshot({ path: join(PICTURES, `${name}-360-dark.png`) })
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize({ width: 320, height: 640 })
      findings.at320 = await layoutFindings(page)
      await page.setViewportSize(PHONE)
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '32px'))
      findings.at200percent = await layoutFindings(page)
      await page.screenshot({ path: join(PICTURES, `${name}-360-200.png`) })
      await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
      await page.setViewportSize(DESKTOP)
      findings.at1280 = await layoutFindings(page)
      await page.screenshot({ path: join(PICTURES, `${name}-1280.png`) })
      findings.broken = broken
      expect(Object.fromEntries(Object.entries(findings).filter(([, found]) => found.length > 0))).toEqual({})
    } finally {
      world.proxy.heal()
      await page.close()
    }
  })

  test('no line of the route table was left out', () => {
    expect(ALL.filter(({ route }) => !routes.some(({ name }) => name === route))).toEqual([])
    expect(routes.map(({ name }) => name).filter((name) => !visited.has(name))).toEqual([])
  })
})

function contextOf({ who }: Visit): BrowserContext {
  const context = people.get(who)
  if (!context) throw new Error(`nobody is ${who}`)
  return context
}
