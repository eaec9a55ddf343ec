import type * as z from 'zod/mini'
import type { AccountId } from '#domain/ids.ts'
import {
  type DevicesAnswer,
  devicesAnswerSchema,
  doneAnswerSchema,
  type SessionAnswer,
  sessionAnswerSchema,
} from '#protocol/session.ts'
import { type Outcome, readReply } from '#sync/transport.ts'

interface Credentials {
  username: string
  password: string
  shared: boolean
}

/** The conversations about who one is; none of them is ever tried again by itself. */
export interface SessionApi {
  signIn(credentials: Credentials): Promise<Outcome<SessionAnswer>>
  activate(credentials: Credentials & { code: string }): Promise<Outcome<SessionAnswer>>
  whoAmI(): Promise<Outcome<SessionAnswer>>
  /** signs this device out */
  end(account: AccountId): Promise<Outcome<unknown>>
  devices(account: AccountId): Promise<Outcome<DevicesAnswer>>
  endDevice(account: AccountId, id: string): Promise<Outcome<unknown>>
}

interface Deps {
  fetch(url: string, init: RequestInit): Promise<Response>
  newNonce(): string
  /** how its owner will know this device again */
  device: string
}

/** Nobody waits longer at a sign-in. */
const PATIENCE_MS = 20_000

export function createSessionApi({ fetch, newNonce, device }: Deps): SessionApi {
  const ask = async <T extends { nonce: string }>(
    method: string,
    url: string,
    schema: z.ZodMiniType<T>,
    nonce: string,
    body?: object,
  ): Promise<Outcome<T>> => {
    try {
      const response = await fetch(url, {
        method,
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
      })
      const contentType = response.headers.get('content-type') ?? ''
      return readReply({ ok: response.ok, contentType, text: await response.text() }, schema, nonce)
    } catch {
      // no network, a redirect, a cut body or a time-out: nobody has answered
      return { kind: 'no-answer' }
    }
  }
  const named = (path: string, account: AccountId, nonce: string) =>
    `${path}?${new URLSearchParams({ account, nonce })}`

  return {
    signIn(credentials) {
      const nonce = newNonce()
      return ask('POST', '/api/session', sessionAnswerSchema, nonce, { nonce, device, ...credentials })
    },
    activate(credentials) {
      const nonce = newNonce()
      return ask('POST', '/api/session/activate', sessionAnswerSchema, nonce, { nonce, device, ...credentials })
    },
    whoAmI() {
      const nonce = newNonce()
      return ask('GET', `/api/session?nonce=${nonce}`, sessionAnswerSchema, nonce)
    },
    end(account) {
      const nonce = newNonce()
      return ask('DELETE', named('/api/session', account, nonce), doneAnswerSchema, nonce)
    },
    devices(account) {
      const nonce = newNonce()
      return ask('GET', named('/api/session/devices', account, nonce), devicesAnswerSchema, nonce)
    },
    endDevice(account, id) {
      const nonce = newNonce()
      return ask('DELETE', named(`/api/session/devices/${id}`, account, nonce), doneAnswerSchema, nonce)
    },
  }
}

const BROWSERS = [
  [/Edg/, 'Edge'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/coc_coc|CocCoc/i, 'Cốc Cốc'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
] as const
const SYSTEMS = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iPhone'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'Mac'],
  [/Linux|X11/, 'Linux'],
] as const

/** "Chrome trên Android", for the list of devices. */
export function deviceName(userAgent: string): string {
  const named = (list: readonly (readonly [RegExp, string])[]) => list.find(([form]) => form.test(userAgent))?.[1]
  return `${named(BROWSERS) ?? 'Trình duyệt'} trên ${named(SYSTEMS) ?? 'máy này'}`
}
