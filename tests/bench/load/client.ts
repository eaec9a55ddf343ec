import { Agent, type IncomingMessage, request } from 'node:http'

/** One HTTP exchange over a connection that stays; nothing of a browser, nothing of `fetch`. */
export interface Wire {
  ask(method: string, path: string, headers: Record<string, string>, body: Buffer | null): Promise<Heard>
  /** A stream of server-sent events. @returns the way to close it */
  listen(path: string, headers: Record<string, string>, heard: (text: string) => void): () => void
  close(): void
}

export interface Heard {
  status: number
  retryAfterS: number | null
  cookies: string[]
  text: string
}

/** @param sockets most connections at a time */
export function openWire(port: number, sockets = Number.POSITIVE_INFINITY): Wire {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets, maxFreeSockets: 4000 })
  const options = (method: string, path: string, headers: Record<string, string>) => {
    return { host: '127.0.0.1', port, method, path, headers, agent }
  }
  return {
    ask: (method, path, headers, body) =>
      new Promise((resolve, reject) => {
        const sent = body ? { ...headers, 'content-length': `${body.length}` } : headers
        const asked = request(options(method, path, sent), (answer) => {
          readAll(answer).then((text) => {
            const retry = Number.parseInt(answer.headers['retry-after'] ?? '', 10)
            resolve({
              status: answer.statusCode ?? 0,
              retryAfterS: Number.isFinite(retry) ? retry : null,
              cookies: answer.headers['set-cookie'] ?? [],
              text,
            })
          }, reject)
        })
        asked.on('error', reject)
        asked.end(body ?? undefined)
      }),
    listen(path, headers, heard) {
      const asked = request({ ...options('GET', path, headers), agent: false }, (answer) => {
        answer.setEncoding('utf8')
        answer.on('data', heard)
        answer.on('error', () => undefined) // the server went away, or we did
      })
      asked.on('error', () => undefined)
      asked.end()
      return () => asked.destroy()
    },
    close: () => agent.destroy(),
  }
}

async function readAll(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** The value below which a part of them lies. */
export function percentile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}
