import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '#tests/support/server-process.ts'
import { type Driver, type Engine, type Point, WINDOW } from './driver.ts'
import { type JsonSocket, openJsonSocket } from './json-socket.ts'
import { startGroup } from './process-group.ts'

const INSTALLED = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
]

/** No call home, no question at the start. */
const PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'intl.accept_languages': 'vi-VN, vi',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
} as const

/** Firefox by WebDriver BiDi, which it speaks itself. `FIREFOX_PATH` names another one. */
export const firefoxEngine: Engine = {
  name: 'Firefox',
  async find() {
    const path = [process.env.FIREFOX_PATH ?? '', ...INSTALLED].find((one) => existsSync(one))
    return path === undefined
      ? null
      : { path, gestures: 'real mouse and keyboard (WebDriver BiDi)', open: (profile) => open(path, profile) }
  },
}

async function open(path: string, profile: string): Promise<Driver> {
  await mkdir(profile, { recursive: true })
  const lines = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  )
  await writeFile(join(profile, 'user.js'), lines.join('\n'))
  const port = await freePort()
  const args = ['--headless', '--no-remote', '--remote-debugging-port', `${port}`, '--profile', profile, 'about:blank']
  const group = startGroup(path, args, { TZ: 'Asia/Ho_Chi_Minh' })
  const socket = await openJsonSocket(`ws://127.0.0.1:${port}/session`, () => undefined)
  await socket.ask('session.new', { capabilities: {} })
  const { contexts } = (await socket.ask('browsingContext.getTree', {})) as { contexts: { context: string }[] }
  const context = contexts[0]?.context
  if (!context) throw new Error('Firefox has no window')
  await socket.ask('browsingContext.setViewport', { context, viewport: WINDOW })
  return {
    goto: async (url) => void (await socket.ask('browsingContext.navigate', { context, url, wait: 'complete' })),
    evaluate: (work, ...args) => call(socket, context, `${work}`, args),
    click: (at) => perform(socket, context, clickAt(at)),
    type: (text) => perform(socket, context, keysOf(text)),
    async screenshot() {
      const { data } = (await socket.ask('browsingContext.captureScreenshot', { context })) as { data: string }
      return Buffer.from(data, 'base64')
    },
    kill: () => group.kill(),
    async close() {
      await socket.ask('browser.close', {})
      await group.ended()
    },
  }
}

async function call<T>(socket: JsonSocket, context: string, work: string, args: readonly unknown[]): Promise<T> {
  const functionDeclaration = `async (text) => JSON.stringify(await (${work})(...JSON.parse(text)) ?? null)`
  const answer = (await socket.ask('script.callFunction', {
    functionDeclaration,
    arguments: [{ type: 'string', value: JSON.stringify(args) }],
    target: { context },
    awaitPromise: true,
    userActivation: true,
  })) as { type: string; result: { value: string }; exceptionDetails: { text: string } }
  if (answer.type !== 'success') throw new Error(answer.exceptionDetails.text)
  return JSON.parse(answer.result.value) as T
}

const perform = async (socket: JsonSocket, context: string, source: object) =>
  void (await socket.ask('input.performActions', { context, actions: [source] }))

const clickAt = ({ x, y }: Point) => ({
  type: 'pointer',
  id: 'mouse',
  actions: [
    { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
    { type: 'pointerDown', button: 0 },
    { type: 'pointerUp', button: 0 },
  ],
})

const keysOf = (text: string) => ({
  type: 'key',
  id: 'keyboard',
  actions: [...text].flatMap((value) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]),
})
