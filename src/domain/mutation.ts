import type * as z from 'zod/mini'
import type { Mid } from './ids.ts'
import type { Actor } from './organisation/roles.ts'
import type { Change, RecordType, View } from './records.ts'
import type { Refusal, RefusalCode } from './refusals.ts'
import { fail, ok, type Result } from './result.ts'
import type { DeviceTime, Instant } from './time.ts'

/** The server's running numbers, a series a year. */
export const REGISTERS = ['incident', 'arrival', 'monthly', 'piece', 'unit_plan'] as const
export type Register = (typeof REGISTERS)[number]

export interface Context {
  actor: Actor
  mid: Mid
  /** the moment of receipt on the server, the phone's own clock on the phone */
  now: Instant
  device: DeviceTime
  /** when the server took the request; null on the phone, which cannot know */
  received: Instant | null
  /** the next number of a series for the year of `received`; null on the phone */
  allot(register: Register): number | null
  /** the number of the version after these: the server's to say, who may leave some free; not on the phone [RG2] */
  nextNo?(versions: readonly Numbered[]): number
}

/** A version, as far as its place among others goes. */
export interface Numbered {
  no: number
  stamps: { received: Instant | null }
}

export interface Decision {
  /** `merged`: it fell together with what was there already; `kept_both`: it stands beside what came first */
  outcome: 'applied' | 'merged' | 'kept_both'
  changes: Change[]
}

/** A change a person can make: data, and one pure function that phone and server both run. [MU1] */
export interface Mutation<Name extends string = string, Args = unknown> {
  name: Name
  /** raised when `args` grows; only the server upcasts older ones */
  schema: number
  args: z.ZodMiniType<Args>
  /** the id of what it is about: mutations of one entity keep their order */
  entity(args: Args): string
  /** what `decide` will look at */
  reads(args: Args): { type: RecordType; id: string }[]
  decide(view: View, args: Args, context: Context): Result<Decision, Refusal>
  /** when the writing of what this sends began, as far as the phone knows; without it, with the tap. Only shown. [TM1] */
  begun?(view: View, args: Args, now: Instant): Instant
}

export const defineMutation = <const Name extends string, Args>(mutation: Mutation<Name, Args>) => mutation

export const accept = (changes: Change[]): Result<Decision, never> => ok({ outcome: 'applied', changes })
export const merge = (changes: Change[]): Result<Decision, never> => ok({ outcome: 'merged', changes })
export const refuse = (code: RefusalCode, details: Refusal['details'] = {}): Result<never, Refusal> =>
  fail({ code, details })
