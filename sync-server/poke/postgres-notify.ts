import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { chunked, type Heard, type OtherProcesses } from './other-processes.ts'

const CHANNEL = 'dau_moi_pokes'
/** PostgreSQL takes less than 8000 bytes; the sender's mark goes with them. */
const MOST_BYTES = 7800
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000

type Message = { from: string } & (Heard | { missed: true })

/**
 * Tells and hears through `NOTIFY`, on a connection of its own that is made again when it is lost. What was told
 * and heard meanwhile is gone, so after each return everybody is poked once, in every process. [PK2]
 */
export function listenOnPostgres(url: string): OtherProcesses & { close(): Promise<void> } {
  const me = randomUUID()
  let client: Client | null = null
  let hear: (heard: Heard) => void = () => undefined
  let missed: () => void = () => undefined
  let pauseMs = FIRST_PAUSE_MS
  let closed = false
  let said = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const next = new Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5000 })
    let lost = false
    const lose = () => {
      if (lost) return
      lost = true
      if (client === next) client = null
      next.end().catch(() => undefined) // it is lost already
      if (!closed) timer = setTimeout(connect, pauseMs * (0.5 + Math.random() / 2))
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)
    }
    next.on('error', lose).on('end', lose)
    next.on('notification', ({ payload = '' }) => receive(payload))
    try {
      await next.connect()
      await next.query(`listen ${CHANNEL}`)
    } catch {
      lose() // the pause grows, and the pulls that phones make by themselves go on
      return
    }
    if (closed) return void (await next.end())
    client = next
    pauseMs = FIRST_PAUSE_MS
    missed()
    said = said.then(() => say([{ from: me, missed: true }]))
  }

  function receive(payload: string): void {
    const { from, ...heard } = JSON.parse(payload) as Message
    if (from === me) return
    if ('missed' in heard) missed()
    else hear(heard)
  }

  /** One after the other. A loss of the line is heard by its own events, and what is left is told to nobody. */
  async function say(messages: readonly Message[]): Promise<void> {
    try {
      for (const message of messages)
        await client?.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(message)])
    } catch {
      // who is told half goes without the rest: a new line begins with a poke for everybody
      client?.connection.stream.destroy()
    }
  }

  connect()
  return {
    tell(heard) {
      const messages = chunked(heard, MOST_BYTES).map((chunk): Message => ({ from: me, ...chunk }))
      said = said.then(() => say(messages))
    },
    listen(onHeard, onMissed) {
      hear = onHeard
      missed = onMissed
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}
