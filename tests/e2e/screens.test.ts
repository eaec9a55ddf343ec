import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '#app/routes.ts'
import { common } from '#i18n/vi/common.ts'
import { DESKTOP, launchBrowser, PHONE, PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { axeFindings, keyboardFindings, layoutFindings, smallFindings } from './screen-checks.ts'
import { peopleOf, VISITS, type Visit } from './screens.ts'
import { DUTIES } from './screens-duties.ts'
import { FAILED, storageRefuses } from './screens-failed.ts'
import { GIVEN } from './screens-given.ts'
import { LOADING } from './screens-loading.ts'
import { MONTHLY } from './screens-monthly.ts'
import { PIECES } from './screens-pieces.ts'
import { PLAN } from './screens-plan.ts'
import { REMINDERS } from './screens-reminders.ts'
import { TROUBLE } from './screens-trouble.ts'
import { openWorld, type World } from './world.ts'

/** A folder, for whoever wants to look at every screen: `PICTURES=/tmp/screens npx vitest run --project built screens`. */
const PICTURES = process.env.PICTURES

let world: World
let browser: Awaited<ReturnType<typeof launchBrowser>>
let people: Map<Visit['who'], BrowserContext>
/** What went wrong comes last: some of it stays on its person's device. */
const ALL = [
  ...VISITS,
  ...MONTHLY,
  ...DUTIES,
  ...PLAN,
  ...PIECES,
  ...GIVEN,
  ...LOADING,
  ...FAILED,
  ...REMINDERS,
  ...TROUBLE,
]
const visited = new Set<string>()

beforeAll(async () => {
  if (PICTURES) mkdirSync(PICTURES, { recursive: true })
  world = await openWorld()
  browser = await launchBrowser()
  people = await peopleOf(world, () => browser.newContext({ ...PHONE_CONTEXT, isMobile: false }))
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

/** What was asked and has no answer yet. */
function requestsOnTheirWay(page: Page): Set<string> {
  const asked = new Set<string>()
  page.on('request', (request) => asked.add(request.url()))
  page.on('requestfinished', (request) => asked.delete(request.url()))
  page.on('requestfailed', (request) => asked.delete(request.url()))
  return asked
}

describe('[UX12, UX13] every screen in each drawn state', () => {
  test.each(ALL)('$route, $state', async (visit) => {
    const page = await contextOf(visit).newPage()
    page.setDefaultTimeout(10_000)
    const broken: string[] = []
    page.on('pageerror', (error) => broken.push(String(error)))
    const onTheirWay = requestsOnTheirWay(page)
    try {
      await page.setViewportSize(PHONE)
      await visit.open(page, world).catch(async (error: unknown) => {
        const shown = await page.locator('body').innerText({ timeout: 2_000 }).catch(String)
        const why = [`shown: «${shown}»`, `broken: ${broken.join('; ')}`, `on their way: ${[...onTheirWay].join(' ')}`]
        throw new Error(`${error}\n${why.join('\n')}`, { cause: error })
      })
      visited.add(visit.route)
      await page.evaluate(() => document.fonts.ready)
      await page.waitForTimeout(150)
      await keepPicture(page, visit, '360-light')

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
      await keepPicture(page, visit, '360-dark')
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize({ width: 320, height: 640 })
      findings.at320 = await layoutFindings(page)
      await page.setViewportSize(PHONE)
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '32px'))
      findings.at200percent = await layoutFindings(page)
      await keepPicture(page, visit, '360-200')
      await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
      await page.setViewportSize(DESKTOP)
      findings.at1280 = await layoutFindings(page)
      await keepPicture(page, visit, '1280')
      findings.broken = broken
      expect(Object.fromEntries(Object.entries(findings).filter(([, found]) => found.length > 0))).toEqual({})
    } finally {
      world.proxy.heal()
      await page.close()
    }
  })

  test('[ST13] where the device’s database does not open, every page of an account says so, with what to do', async () => {
    const page = await contextOf({ who: 'planned' }).newPage()
    page.setDefaultTimeout(10_000)
    await storageRefuses(page)
    const silent: string[] = []
    for (const { name, path, access } of routes) {
      if (access === 'public') continue
      await page.goto(`${world.origin}${path.replaceAll(/:\w+/g, '2026-11')}`)
      await page
        .getByRole('heading', { name: common.storageShut.title })
        .and(page.locator(':visible'))
        .waitFor()
        .catch(() => silent.push(name))
      if (!(await page.locator('body').innerText()).includes(common.storageShut.text))
        silent.push(`${name}: what to do`)
    }
    await page.close()
    expect(silent).toEqual([])
  })

  test('no line of the route table was left out', () => {
    expect(ALL.filter(({ route }) => !routes.some(({ name }) => name === route))).toEqual([])
    expect(routes.map(({ name }) => name).filter((name) => !visited.has(name))).toEqual([])
  })
})

async function keepPicture(page: Page, { route, state }: Visit, how: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: join(PICTURES, `${route}-${state.replaceAll(' ', '-')}-${how}.png`) })
}

function contextOf({ who }: Pick<Visit, 'who'>): BrowserContext {
  const context = people.get(who)
  if (!context) throw new Error(`nobody is ${who}`)
  return context
}
