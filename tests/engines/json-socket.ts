import { setTimeout as wait } from 'node:timers/promises'

/** Commands with an id out, answers with the same id and events in: WebDriver BiDi and WebKit's inspector alike. */
export interface JsonSocket {
  /** @returns the `result` of the answer. @throws its `error` */
  ask(method: string, params: object): Promise<unknown>
  close(): void
}

export type Message = Record<string, unknown>

/** How long a browser may take to begin to listen. */
const START_MS = 30_000
const COMMAND_MS = 60_000

/**
 * @param heard every message that answers nothing
 */
export async function openJsonSocket(url: string, heard: (event: Message) => void): Promise<JsonSocket> {
  const socket = await connect(url)
  const asked = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let last = 0
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message
    const waiting = asked.get(message.id as number)
    if (!waiting) return heard(message)
    asked.delete(message.id as number)
    if (message.error) waiting.reject(new Error(JSON.stringify(message.error) + String(message.message ?? '')))
    else waiting.resolve(message.result)
  })
  socket.addEventListener('close', () => {
    for (const { reject } of asked.values()) reject(new Error('the browser is gone'))
    asked.clear()
  })
  return {
    ask(method, params) {
      last += 1
      const id = last
      socket.send(JSON.stringify({ id, method, params }))
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`no answer to ${method}`)), COMMAND_MS)
        const settle =
          <T>(then: (value: T) => void) =>
          (value: T) => {
            clearTimeout(late)
            then(value)
          }
        asked.set(id, { resolve: settle(resolve), reject: settle(reject) })
      })
    },
    close: () => socket.close(),
  }
}

/** Tries until somebody listens. */
async function connect(url: string): Promise<WebSocket> {
  const end = Date.now() + START_MS
  for (;;) {
    const socket = new WebSocket(url)
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.addEventListener('open', () => resolve(true))
      socket.addEventListener('error', () => resolve(false))
    })
    if (isOpen) return socket
    if (Date.now() > end) throw new Error(`nobody listens at ${url}`)
    await wait(100)
  }
}
