import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '#tests/support/server-process.ts'
import { type Driver, type Engine, WINDOW } from './driver.ts'
import { startGroup } from './process-group.ts'
import { openTarget } from './webkit-target.ts'

const SCREEN = '/usr/bin/Xvfb'
const BROWSERS = ['x86_64', 'aarch64'].flatMap((machine) =>
  ['4.1', '4.0'].map((api) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${api}/MiniBrowser`),
)

/**
 * WebKitGTK's own small browser, by the protocol of WebKit's inspector. Not by `WebKitWebDriver`: what that one
 * starts (`--automation`) forgets everything when it ends, and the whole question here is what is left afterwards.
 * The inspector has no mouse: clicks are the page's own `click()` under a user's gesture, text goes in as typing does.
 */
export const webkitEngine: Engine = {
  name: 'WebKit',
  async find() {
    const path = [process.env.WEBKIT_PATH ?? '', ...BROWSERS].find((one) => existsSync(one))
    if (path === undefined || !(process.env.DISPLAY || existsSync(SCREEN))) return null
    return {
      path,
      gestures: "the page's own clicks, typing by editing commands",
      open: (profile) => open(path, profile),
    }
  },
}

async function open(path: string, profile: string): Promise<Driver> {
  for (const part of ['data', 'cache', 'config']) await mkdir(join(profile, part), { recursive: true })
  const port = await freePort()
  const screen = process.env.DISPLAY ? null : await openScreen()
  const size = `--geometry=${WINDOW.width}x${WINDOW.height + 80}`
  const cookies = `--cookies-file=${join(profile, 'cookies.sqlite')}`
  const args = ['--enable-developer-extras=true', size, cookies, 'about:blank']
  const group = startGroup(path, args, {
    DISPLAY: screen?.display ?? process.env.DISPLAY ?? '',
    TZ: 'Asia/Ho_Chi_Minh',
    LANGUAGE: 'vi',
    WEBKIT_INSPECTOR_HTTP_SERVER: `127.0.0.1:${port}`,
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    XDG_DATA_HOME: join(profile, 'data'),
    XDG_CACHE_HOME: join(profile, 'cache'),
    XDG_CONFIG_HOME: join(profile, 'config'),
  })
  const page = await openTarget(`ws://127.0.0.1:${port}${await pathOfPage(port)}`)
  return {
    goto: (url) => page.goto(url),
    evaluate: (work, ...args) => page.call(`${work}`, args),
    click: (at) =>
      page.call(
        `${({ x, y }: { x: number; y: number }) => {
          const found = document.elementFromPoint(x, y)
          if (!(found instanceof HTMLElement || found instanceof SVGElement)) throw new Error('nothing there')
          const button = found.closest<HTMLElement>('button, a, label, input, summary') ?? (found as HTMLElement)
          button.click()
        }}`,
        [at],
      ),
    type: (text) => page.call(`${(typed: string) => document.execCommand('insertText', false, typed)}`, [text]),
    screenshot: () => page.screenshot(WINDOW),
    async kill() {
      const at = await group.kill()
      await screen?.close()
      return at
    },
    async close() {
      await group.leave()
      await screen?.close()
    },
  }
}

/** @returns the path of the only page's socket, as the inspector's own list names it */
async function pathOfPage(port: number): Promise<string> {
  for (let tries = 0; tries < 300; tries += 1) {
    const list = await fetch(`http://127.0.0.1:${port}/`).then(
      (answer) => answer.text(),
      () => '',
    )
    const [path] = /\/socket\/\d+\/\d+\/WebPage/.exec(list) ?? []
    if (path) return path
    await wait(100)
  }
  throw new Error('WebKit shows no page')
}

async function openScreen(): Promise<{ display: string; close(): Promise<void> }> {
  const size = `${WINDOW.width + 100}x${WINDOW.height + 200}x24`
  const child: ChildProcess = spawn(SCREEN, ['-displayfd', '1', '-screen', '0', size], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  if (!child.stdout) throw new Error('no pipe')
  const [number] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    display: `:${number.toString().trim()}`,
    async close() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}
