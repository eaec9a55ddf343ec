import type * as z from 'zod/mini'
import type { DutyForm } from '#domain/deadlines/obligation-id.ts'
import type { IncidentId } from '#domain/ids.ts'
import {
  deskDutiesAnswerSchema,
  deskIncidentAnswerSchema,
  deskListAnswerSchema,
  deskTasksAnswerSchema,
} from '#protocol/office.ts'
import { readReply } from '#sync/transport.ts'

/** Why the desk has nothing to show; `i18n` has a sentence for each. */
const DESK_FAILURES = ['no-network', 'signed-out', 'not-found', 'not-allowed', 'other'] as const
export type DeskFailure = (typeof DESK_FAILURES)[number]

/** Thrown, because that is how a query is told that it has failed. */
export class DeskError extends Error {
  readonly failure: DeskFailure
  constructor(failure: DeskFailure) {
    super(failure)
    this.failure = failure
  }
}

export interface DeskApiDeps {
  account: string
  newId(): string
}

export const fetchList = (deps: DeskApiDeps, signal: AbortSignal) =>
  ask(deps, '/api/office/incidents', deskListAnswerSchema, signal)

export const fetchIncident = (deps: DeskApiDeps, id: IncidentId, signal: AbortSignal) =>
  ask(deps, `/api/office/incidents/${id}`, deskIncidentAnswerSchema, signal)

export const fetchTasks = (deps: DeskApiDeps, signal: AbortSignal) =>
  ask(deps, '/api/office/tasks', deskTasksAnswerSchema, signal)

export const fetchDuties = (deps: DeskApiDeps, asked: { form: DutyForm; of: string }, signal: AbortSignal) =>
  ask(deps, '/api/office/duties', deskDutiesAnswerSchema, signal, asked)

/** Where the bytes of a photo are; the server gives them to whoever may read the report. */
export const photoUrl = ({ account }: DeskApiDeps, id: string) => `/api/photos/${id}?account=${account}`

export async function ask<T extends { nonce: string }>(
  { account, newId }: DeskApiDeps,
  path: string,
  schema: z.ZodMiniType<T>,
  signal: AbortSignal,
  more: Readonly<Record<string, string>> = {},
): Promise<T> {
  const nonce = newId().replaceAll('-', '')
  const outcome = readReply(
    await reply(`${path}?${new URLSearchParams({ account, nonce, ...more })}`, signal),
    schema,
    nonce,
  )
  if (outcome.kind === 'answer') return outcome.value
  throw new DeskError(outcome.kind === 'error' ? failureOf(outcome.code) : 'no-network')
}

async function reply(url: string, signal: AbortSignal) {
  try {
    const response = await fetch(url, { signal, headers: { accept: 'application/json' } })
    return {
      ok: response.ok,
      contentType: response.headers.get('content-type') ?? '',
      text: await response.text(),
    }
  } catch (error) {
    if (signal.aborted) throw error
    throw new DeskError('no-network')
  }
}

const failureOf = (code: string): DeskFailure =>
  code === 'account-mismatch' ? 'signed-out' : (DESK_FAILURES.find((failure) => failure === code) ?? 'other')
