import { setTimeout as wait } from 'node:timers/promises'
import { type Message, openJsonSocket } from './json-socket.ts'

/** A page behind WebKit's inspector. Another site may bring another process, and with it another target. */
export interface Target {
  goto(url: string): Promise<void>
  /** @returns what the function returned, by way of JSON. @throws what it threw */
  call<T>(work: string, args: readonly unknown[]): Promise<T>
  screenshot(size: { width: number; height: number }): Promise<Buffer>
}

interface Evaluated {
  result: { value?: unknown; objectId?: string; description?: string }
  wasThrown?: boolean
}

const COMMAND_MS = 60_000
const LOAD_MS = 30_000

export async function openTarget(url: string): Promise<Target> {
  let current = ''
  let last = 0
  const asked = new Map<number, (answer: Message) => void>()

  /** What a target says comes wrapped. */
  function hear({ method, params }: Message): void {
    const told = (params ?? {}) as { targetInfo?: { targetId: string }; newTargetId?: string; message?: string }
    if (method === 'Target.targetCreated' && told.targetInfo) current ||= told.targetInfo.targetId
    if (method === 'Target.didCommitProvisionalTarget' && told.newTargetId) current = told.newTargetId
    if (method !== 'Target.dispatchMessageFromTarget' || !told.message) return
    const message = JSON.parse(told.message) as Message
    const waiting = asked.get(message.id as number)
    asked.delete(message.id as number)
    waiting?.(message)
  }
  const socket = await openJsonSocket(url, hear)
  while (current === '') await wait(20)

  async function ask<T>(method: string, params: object): Promise<T> {
    last += 1
    const id = last
    const answered = new Promise<Message>((resolve) => asked.set(id, resolve))
    const message = JSON.stringify({ id, method, params })
    await socket.ask('Target.sendMessageToTarget', { targetId: current, message })
    const late = wait(COMMAND_MS, null, { ref: false })
    const answer = await Promise.race([answered, late])
    if (answer === null) throw new Error(`no answer to ${method}`)
    if (answer.error) throw new Error(JSON.stringify(answer.error))
    return answer.result as T
  }

  async function call<T>(work: string, args: readonly unknown[]): Promise<T> {
    const given = JSON.stringify(JSON.stringify(args))
    const expression = `(async () => JSON.stringify(await (${work})(...JSON.parse(${given})) ?? null))()`
    const promise = await ask<Evaluated>('Runtime.evaluate', { expression, emulateUserGesture: true })
    const promiseObjectId = promise.result.objectId
    const value = await ask<Evaluated>('Runtime.awaitPromise', { promiseObjectId, returnByValue: true })
    if (value.wasThrown) throw new Error(value.result.description ?? JSON.stringify(value.result))
    return JSON.parse(String(value.result.value)) as T
  }

  return {
    async goto(to) {
      const mark = `${Math.random()}`
      await call(`(mark) => { globalThis.leaving = mark }`, [mark])
      await ask('Page.navigate', { url: to })
      const end = Date.now() + LOAD_MS
      for (;;) {
        // while the page changes its process, nobody answers
        const there = await Promise.race([
          call<boolean>(
            `(mark) => globalThis.leaving !== mark && document.readyState === 'complete' && location.href !== 'about:blank'`,
            [mark],
          ).catch(() => false),
          wait(1000, false),
        ])
        if (there) return
        if (Date.now() > end) throw new Error(`${to} did not load`)
        await wait(50)
      }
    },
    call,
    async screenshot({ width, height }) {
      const rect = { x: 0, y: 0, width, height, coordinateSystem: 'Viewport' }
      const { dataURL } = await ask<{ dataURL: string }>('Page.snapshotRect', rect)
      return Buffer.from(dataURL.slice(dataURL.indexOf(',') + 1), 'base64')
    },
  }
}
