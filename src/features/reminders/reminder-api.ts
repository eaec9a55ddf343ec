import type * as z from 'zod/mini'
import type { UnitId } from '#domain/ids.ts'
import { feedAnswerSchema, remindersAnswerSchema } from '#protocol/reminders.ts'
import { doneAnswerSchema } from '#protocol/session.ts'
import { type Outcome, readReply } from '#sync/transport.ts'

interface Deps {
  account: string
  newId(): string
}

const PATIENCE_MS = 20_000

/** How this person is reminded besides the app itself. */
export const readReminders = (deps: Deps) => ask(deps, 'GET', '/api/reminders', remindersAnswerSchema)

/** What the browser gave for this device. */
export const subscribe = (deps: Deps, { endpoint, keys }: PushSubscriptionJSON) =>
  ask(deps, 'POST', '/api/reminders/push', doneAnswerSchema, { endpoint, keys })

export const unsubscribe = (deps: Deps) => ask(deps, 'DELETE', '/api/reminders/push', doneAnswerSchema)

/** A new address of a unit's calendar; an earlier one ends. */
export const makeFeed = (deps: Deps, unitId: UnitId) =>
  ask(deps, 'POST', '/api/reminders/feed', feedAnswerSchema, { unitId })

export const endFeed = (deps: Deps, unitId: UnitId) =>
  ask(deps, 'DELETE', `/api/reminders/feed/${unitId}`, doneAnswerSchema)

async function ask<T extends { nonce: string }>(
  { account, newId }: Deps,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  schema: z.ZodMiniType<T>,
  body?: object,
): Promise<Outcome<T>> {
  const nonce = newId().replaceAll('-', '')
  const url = method === 'POST' ? path : `${path}?${new URLSearchParams({ account, nonce })}`
  try {
    const response = await fetch(url, {
      method,
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body
        ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ nonce, account, ...body }) }
        : {}),
    })
    const contentType = response.headers.get('content-type') ?? ''
    return readReply({ ok: response.ok, contentType, text: await response.text() }, schema, nonce)
  } catch {
    // no network, a redirect, a cut body or a time-out: nobody has answered
    return { kind: 'no-answer' }
  }
}
