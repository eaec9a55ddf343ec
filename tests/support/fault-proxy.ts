import { Agent, createServer, type IncomingMessage, request as requestUpstream, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { fileOfSite } from './fault-proxy-site.ts'

/** What the network does to one exchange. */
export type Fault =
  /** the request never arrives */
  | { kind: 'drop-request' }
  /** the server acts on it, the answer never arrives */
  | { kind: 'drop-answer' }
  /** the server gets it twice; the second answer arrives */
  | { kind: 'double' }
  /** somebody else answers, such as the login page of a hotel; the server hears nothing */
  | { kind: 'foreign'; status: number; type: string; body: string | ((sent: string) => string) }
  | { kind: 'delay'; ms: number }
  /** the line dies after so many bytes of the body */
  | { kind: 'cut-request'; bytes: number }
  | { kind: 'cut-answer'; bytes: number }

export interface Exchange {
  method: string
  path: string
  status: number | null
  fault: Fault['kind'] | null
  /** bytes of the bodies as they travelled */
  up: number
  down: number
  /** the answer's body as far as it came, inflated, where it is text */
  text(): string
}

interface Rule {
  method: string
  path: RegExp
  fault: Fault
  /** how often it still strikes */
  left: number
  /** strikes only requests whose body, inflated, holds this */
  holding: string
}

export interface FaultProxy {
  origin: string
  port: number
  /** every exchange since the start or the last `forget` */
  exchanges: Exchange[]
  forget(): void
  /**
   * @param times how often the fault strikes; for ever unless told
   * @param holding strikes only requests whose body holds this
   */
  fault(method: string, path: RegExp, fault: Fault, times?: number, holding?: string): void
  heal(): void
  /** connections are refused, open ones die */
  down(): Promise<void>
  up(): Promise<void>
  /** the link in both directions: bytes a second, and milliseconds one way */
  shape(link: { up: number; down: number; delayMs: number } | null): void
  /** pages come from this folder instead of the server; null: from the server again */
  site(folder: string | null): void
  close(): Promise<void>
}

/** Stands between a real browser and a real server on the loopback and does what networks do. */
export async function startFaultProxy(upstreamPort: number): Promise<FaultProxy> {
  let folder: string | null = null
  let rules: Rule[] = []
  let link: { up: number; down: number; delayMs: number } | null = null
  const exchanges: Exchange[] = []
  const sockets = new Set<Socket>()
  const agent = new Agent({ keepAlive: true })

  const server = createServer((incoming, outgoing) => {
    carry(incoming, outgoing).catch(() => incoming.socket.destroy())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // a browser that is killed leaves a reset behind, which is no news here
    socket.on('error', () => sockets.delete(socket))
  })

  async function carry(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const path = incoming.url ?? '/'
    const { method = 'GET' } = incoming
    const exchange: Exchange = { method, path, status: null, fault: null, up: 0, down: 0, text: () => '' }
    exchanges.push(exchange)
    const sent = await readUp(incoming, exchange)
    const fault = faultFor(method, path, () => inflated(sent, incoming.headers))
    exchange.fault = fault?.kind ?? null
    if (fault?.kind === 'drop-request') return void incoming.socket.destroy()
    if (fault?.kind === 'cut-request') {
      await askPartly(incoming, sent.subarray(0, fault.bytes))
      return void incoming.socket.destroy()
    }
    if (link) await wait(link.delayMs)
    if (fault?.kind === 'delay') await wait(fault.ms)
    if (fault?.kind === 'foreign') {
      const body = typeof fault.body === 'string' ? fault.body : fault.body(inflated(sent, incoming.headers))
      exchange.status = fault.status
      return void outgoing.writeHead(fault.status, { 'content-type': fault.type }).end(body)
    }
    const page = folder !== null && method === 'GET' ? fileOfSite(folder, path) : null
    if (page) {
      exchange.status = page.status
      exchange.down = page.body.length
      return void outgoing.writeHead(page.status, page.headers).end(page.body)
    }
    if (fault?.kind === 'double') (await ask(incoming, outgoing, sent)).resume()
    const answer = await ask(incoming, outgoing, sent)
    exchange.status = answer.statusCode ?? null
    if (fault?.kind === 'drop-answer') {
      for await (const _chunk of answer);
      return void incoming.socket.destroy()
    }
    await sendDown(answer, outgoing, exchange, fault?.kind === 'cut-answer' ? fault.bytes : null)
  }

  function faultFor(method: string, path: string, body: () => string): Fault | null {
    const rule = rules.find(
      (one) =>
        one.left > 0 &&
        (one.method === method || one.method === '*') &&
        one.path.test(path) &&
        (one.holding === '' || body().includes(one.holding)),
    )
    if (!rule) return null
    rule.left -= 1
    return rule.fault
  }

  async function readUp(incoming: IncomingMessage, exchange: Exchange): Promise<Buffer> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      exchange.up += chunk.length
      if (link) await wait((chunk.length / link.up) * 1000)
    }
    return Buffer.concat(chunks)
  }

  const whither = ({ method, url, headers }: IncomingMessage) => {
    return { host: '127.0.0.1', port: upstreamPort, method, path: url, headers, agent }
  }

  function ask(incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const asked = requestUpstream(whither(incoming), resolve)
      asked.on('error', reject)
      outgoing.once('close', () => {
        if (!outgoing.writableFinished) asked.destroy()
      })
      asked.end(body)
    })
  }

  /** The server sees the beginning of a request, then the line dies. */
  function askPartly(incoming: IncomingMessage, part: Buffer): Promise<void> {
    return new Promise((resolve) => {
      const asked = requestUpstream(whither(incoming), () => resolve())
      asked.on('error', () => resolve())
      asked.write(part, () => setTimeout(() => asked.destroy(), 20))
    })
  }

  async function sendDown(answer: IncomingMessage, outgoing: ServerResponse, exchange: Exchange, cut: number | null) {
    if (link) await wait(link.delayMs)
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    outgoing.flushHeaders()
    const kept: Buffer[] = []
    exchange.text = () => textOf(Buffer.concat(kept), answer.headers)
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      const part = cut === null ? chunk : chunk.subarray(0, Math.max(0, cut - exchange.down))
      outgoing.write(part)
      exchange.down += part.length
      kept.push(part)
      if (cut !== null && exchange.down >= cut) {
        // what was written must leave before the line dies
        await wait(20)
        return void outgoing.socket?.destroy()
      }
      if (link) await wait((part.length / link.down) * 1000)
    }
    outgoing.end()
  }

  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  const down = async () => {
    const closed = server.listening ? new Promise<void>((resolve) => server.close(() => resolve())) : Promise.resolve()
    for (const socket of sockets) socket.destroy()
    await closed
  }

  await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    exchanges,
    forget: () => void exchanges.splice(0),
    fault: (method, path, fault, times = Number.POSITIVE_INFINITY, holding = '') =>
      void rules.push({ method, path, fault, left: times, holding }),
    heal() {
      rules = []
      link = null
    },
    down,
    up: () => (server.listening ? Promise.resolve() : listen(port)),
    shape(next) {
      link = next
    },
    site(next) {
      folder = next
    },
    async close() {
      await down()
      agent.destroy()
    },
  }
}

/** What the ways of a network look like to `foreign`. */
export const CAPTIVE_PORTAL: Fault = {
  kind: 'foreign',
  status: 200,
  type: 'text/html; charset=utf-8',
  body: '<!doctype html><title>Wi-Fi</title><h1>Chào mừng đến khách sạn (minh họa)</h1>',
}
export const FOREIGN_JSON: Fault = {
  kind: 'foreign',
  status: 200,
  type: 'application/json',
  body: '{"status":"ok","verdicts":[],"nonce":"0000000000000000"}',
}
/** @returns an error answer of some other server on the way */
export const foreignError = (status: number): Fault => ({
  kind: 'foreign',
  status,
  type: 'application/json',
  body: JSON.stringify({ message: 'Forbidden by policy', status }),
})
/** @returns an error answer of our own shape, with the request's nonce where its body has one */
export const ownError = (status: number, code: string): Fault => ({
  kind: 'foreign',
  status,
  type: 'application/json',
  body: (sent) => JSON.stringify({ nonce: /"nonce":"([^"]+)"/.exec(sent)?.[1] ?? null, error: { code } }),
})

function inflated(body: Buffer, headers: IncomingMessage['headers']): string {
  const encoding = headers['content-encoding']
  if (encoding === 'gzip') return gunzipSync(body).toString()
  if (encoding === 'br') return brotliDecompressSync(body).toString()
  return body.toString()
}

/** Half an answer of a compressed kind says nothing; the next chunk brings the rest. */
function textOf(body: Buffer, headers: IncomingMessage['headers']): string {
  if (!/json|text|javascript|xml/.test(String(headers['content-type']))) return ''
  try {
    return inflated(body, headers)
  } catch {
    return ''
  }
}
