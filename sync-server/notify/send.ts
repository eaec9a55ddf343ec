import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import webpush from 'web-push'
import { guardedLookup, isPushEndpoint, type PushHosts } from './endpoint.ts'

/** The department, as push services know it. */
export interface PushKey {
  publicKey: string
  privateKey: string
}

export interface Message {
  endpoint: string
  p256dh: string
  auth: string
  /** nothing but the token by which the phone says that it was shown */
  token: string
  /** how long the service may keep it for a phone that is off */
  ttlSeconds: number
  urgent: boolean
}

/** What the push service made of it: `gone` for ever, `refused` as it is, `failed` for now. */
export type SendOutcome = 'accepted' | 'gone' | 'refused' | 'failed'
export type SendPush = (key: PushKey, message: Message) => Promise<SendOutcome>

interface SenderDeps {
  hosts: PushHosts
  /** `https:` or `mailto:`, by which a push service reaches whoever runs this server */
  contact: string
  /** waits no longer, ms */
  patience?: number
}

const PATIENCE_MS = 10_000
/** An answer of a push service is short; more of it is not read. */
const MOST_BYTES = 8 * 1024

/** Encrypts (RFC 8291), signs (RFC 8292) and hands over one message; follows no redirect. [RM12, RM13] */
export function createSender({ hosts, contact, patience = PATIENCE_MS }: SenderDeps): SendPush {
  const lookup = guardedLookup(hosts)
  return async ({ publicKey, privateKey }, { endpoint, p256dh, auth, token, ttlSeconds, urgent }) => {
    if (!isPushEndpoint(endpoint, hosts)) return 'gone'
    let details: ReturnType<typeof webpush.generateRequestDetails>
    try {
      details = webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, token, {
        vapidDetails: { subject: contact, publicKey, privateKey },
        TTL: ttlSeconds,
        urgency: urgent ? 'high' : 'normal',
        // a phone that was off finds one message, not ten
        topic: urgent ? 'urgent' : 'reminder',
        contentEncoding: 'aes128gcm',
      })
    } catch {
      // the browser gave keys with which nothing can be encrypted
      return 'gone'
    }
    const status = await post(details)
    if (status === null) return 'failed'
    if (status >= 200 && status < 300) return 'accepted'
    if (status === 404 || status === 410) return 'gone'
    return status === 429 || status >= 500 ? 'failed' : 'refused'
  }

  /** @returns the status; null where nobody answered in time, or where the name leads into a network of our own */
  function post({ endpoint, method, headers, body }: ReturnType<typeof webpush.generateRequestDetails>) {
    const { promise, resolve } = Promise.withResolvers<number | null>()
    const url = new URL(endpoint)
    const open = url.protocol === 'http:' ? httpRequest : httpsRequest
    const request = open(url, {
      method,
      headers: headers as Record<string, string>,
      lookup,
      agent: false,
      signal: AbortSignal.timeout(patience),
    })
    request.on('response', (response) => {
      let read = 0
      response.on('data', (chunk: Buffer) => {
        read += chunk.length
        if (read > MOST_BYTES) response.destroy()
      })
      response.on('error', () => resolve(response.statusCode ?? null))
      response.on('close', () => resolve(response.statusCode ?? null))
    })
    request.on('error', () => resolve(null))
    request.end(body)
    return promise
  }
}
