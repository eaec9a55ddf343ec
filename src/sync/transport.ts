import type * as z from 'zod/mini'
import type { PhotoId } from '#domain/ids.ts'
import type { Instant } from '#domain/time.ts'
import { errorAnswerSchema } from '#protocol/errors.ts'
import type { PhotoAnswer } from '#protocol/photos.ts'
import type { PullAnswer } from '#protocol/pull.ts'
import type { PullFrom } from '#storage/checkpoint.ts'

/** Nobody of ours has answered: no network, a captive portal, a cut body. Nothing is changed by it. [WR2] */
type NoAnswer = { kind: 'no-answer' }
/** Our server would not carry the request out. */
export type Refused = { kind: 'error'; code: string; retryAfterMs: number | null }
export type Setback = NoAnswer | Refused
export type Outcome<T> = { kind: 'answer'; value: T } | Setback

/** Verdicts as they came: each is read by itself, so that one from a newer server does not hide the others. */
interface Verdicts {
  at: Instant
  /** of the server that speaks, where it was not named in the request */
  epoch?: string | undefined
  verdicts: unknown[]
}

export interface PokeListener {
  /** a pull is worth while */
  poke(): void
  /** the session has ended */
  bye(): void
  /** whether the stream stands; one that fell builds itself up again */
  standing(open: boolean): void
  /** it was closed for good */
  gone(): void
}

/** How the engine speaks with the server; it adds who speaks and the nonce, and lets only true answers through. */
export interface Transport {
  push(
    request: { replica: string; epoch?: string | undefined; mutations: unknown[] },
    signal: AbortSignal,
  ): Promise<Outcome<Verdicts>>
  pull(request: PullFrom & { stuck?: number }, signal: AbortSignal): Promise<Outcome<PullAnswer>>
  /** how many bytes of a photo the server has */
  headPhoto(id: PhotoId, replica: string, signal: AbortSignal): Promise<Outcome<{ offset: number }>>
  patchPhoto(
    id: PhotoId,
    replica: string,
    offset: number,
    bytes: Uint8Array<ArrayBuffer>,
    signal: AbortSignal,
  ): Promise<Outcome<PhotoAnswer>>
  /** @returns the way to close it */
  openPokes(listener: PokeListener): () => void
}

/** What came back, before anybody believes it. */
export interface Reply {
  ok: boolean
  contentType: string
  text: string
}

/**
 * Believes a reply only if it is JSON, has the wanted shape and echoes the nonce of its very request; the same
 * for our own errors. Everything else on the way (a portal's page, another service's JSON, half a body) is no
 * answer at all. [WR2, WR3]
 */
export function readReply<T extends { nonce: string }>(
  { ok, contentType, text }: Reply,
  schema: z.ZodMiniType<T>,
  nonce: string,
): Outcome<T> {
  if (contentType.split(';')[0]?.trim().toLowerCase() !== 'application/json') return { kind: 'no-answer' }
  const value = jsonOf(text)
  if (ok) {
    const answer = schema.safeParse(value)
    return answer.success && answer.data.nonce === nonce
      ? { kind: 'answer', value: answer.data }
      : { kind: 'no-answer' }
  }
  const answer = errorAnswerSchema.safeParse(value)
  if (!answer.success || answer.data.nonce !== nonce) return { kind: 'no-answer' }
  const { code, retryAfter } = answer.data.error
  return { kind: 'error', code, retryAfterMs: retryAfter === undefined ? null : retryAfter * 1000 }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // cut on the way, or never JSON: the schema refuses undefined
    return undefined
  }
}
