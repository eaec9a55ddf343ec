import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type LaunchOptions, type Page } from 'playwright-core'
import { findBrowser } from './find.ts'

/** A phone of the smallest kind that officers have. */
export const PHONE = { width: 360, height: 640 }
export const DESKTOP = { width: 1280, height: 800 }

const isRoot = process.getuid?.() === 0

/** No call home, no sandbox where root cannot have one. */
const FLAGS = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
]

async function options(): Promise<LaunchOptions> {
  const { executablePath, env } = await findBrowser()
  return { executablePath, env: { ...process.env, ...env } as Record<string, string>, args: FLAGS, headless: true }
}

/** A browser whose contexts forget everything when they close. */
export async function launchBrowser({ withBackForwardCache = false } = {}): Promise<Browser> {
  const ignoreDefaultArgs = withBackForwardCache ? ['--disable-back-forward-cache'] : []
  return chromium.launch({ ...(await options()), ignoreDefaultArgs })
}

/** What a page is opened with unless a test is about something else. */
export const PHONE_CONTEXT = {
  viewport: PHONE,
  locale: 'vi-VN',
  timezoneId: 'Asia/Ho_Chi_Minh',
  hasTouch: true,
  isMobile: true,
} as const

/** A browser on a profile folder: what it stored is there after it was closed, or killed. */
export interface Profile {
  context: BrowserContext
  page: Page
  /** SIGKILL to the browser and all its children at once, as when the system needs memory. @returns when, in ms */
  kill(): Promise<number>
  close(): Promise<void>
}

/** @param folder of a profile; the same folder continues where the last run ended */
export async function openProfile(folder: string): Promise<Profile> {
  const context = await chromium.launchPersistentContext(folder, { ...(await options()), ...PHONE_CONTEXT })
  const page = context.pages()[0] ?? (await context.newPage())
  const pid = await browserPid(context)
  return {
    context,
    page,
    async kill() {
      const closed = new Promise((resolve) => context.once('close', resolve))
      // Playwright starts the browser as leader of a process group of its own
      process.kill(-pid, 'SIGKILL')
      const at = Date.now()
      await closed
      return at
    },
    close: () => context.close(),
  }
}

async function browserPid(context: BrowserContext): Promise<number> {
  const browser = context.browser()
  if (!browser) throw new Error('this Playwright does not tell the browser of a profile')
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const main = processInfo.find(({ type }) => type === 'browser')
  if (!main) throw new Error('the browser does not tell its process')
  return main.id
}

/** A folder that is gone when the work is done. */
export async function temporaryFolder(name: string): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `dau-moi-${name}-`))
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}
