import { createHash } from 'node:crypto'
import { canonical } from '#domain/canonical.ts'
import { type Mid, midSchema } from '#domain/ids.ts'
import { type Envelope, envelopeSchema } from '#protocol/envelope.ts'
import { isPlain } from '../http/plain-json.ts'

/** One mutation as it arrived: its id is readable, the rest may be anything. */
export interface Letter {
  mid: Mid
  /** mutations of one entity are decided one after the other */
  entity: string
  /**
   * of the content; the place in the replica's row is not part of it, since a cloned phone renumbers, nor is what
   * the server itself said of it before. [SY2]
   */
  hash: string
  envelope: Envelope | null
  raw: Readonly<Record<string, unknown>>
  /** where it is not what an envelope is */
  malformedAt: string
}

/** @returns null when there is no mid to answer under: then the whole request is malformed */
export function readLetter(raw: unknown): Letter | null {
  const members = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>
  const mid = midSchema.safeParse(members.mid)
  if (!mid.success) return null
  const plain = isPlain(members)
  const { mid: _mid, seq: _seq, before: _before, ...content } = members
  const hash = sha256(plain ? canonical(content) : JSON.stringify(content))
  const parsed = plain ? envelopeSchema.safeParse(members) : null
  const envelope = parsed?.success ? parsed.data : null
  return {
    mid: mid.data,
    entity: envelope?.entity ?? mid.data,
    hash,
    envelope,
    raw: members,
    malformedAt: parsed?.error?.issues[0]?.path.join('.') ?? '',
  }
}

/** Under which a second content of a used mid is kept: the same again for the same content. [SY2] */
export function secondMid({ mid, hash }: Letter): Mid {
  const hex = sha256(`${mid}:${hash}`)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as Mid
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
