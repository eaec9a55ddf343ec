import * as z from 'zod/mini'
import { obligationIdSchema } from '../ids.ts'
import { signedEntry } from '../signed-entry.ts'
import { textSchema } from '../text.ts'
import type { Instant } from '../time.ts'
import { daySchema, startOf } from './days.ts'
import { dutyKey } from './obligation-id.ts'
import type { Indulgence } from './timeliness.ts'

/** How a form reached the office other than through this app. */
export const WAYS = ['document', 'email', 'paper', 'other'] as const
export const waySchema = z.enum(WAYS)
export type Way = z.infer<typeof waySchema>

/** How the office reminded a unit by itself. */
export const CHASE_CHANNELS = ['message', 'phone'] as const
export const chaseChannelSchema = z.enum(CHASE_CHANNELS)
export type ChaseChannel = z.infer<typeof chaseChannelSchema>

export const LEDGER_TEXT_MAX = 500
export const ledgerTextSchema = textSchema(LEDGER_TEXT_MAX)

/** What the office did about one duty of one unit, in the server's order. Nothing is ever taken out of it. [DL17] */
const ledgerEntrySchema = z.discriminatedUnion('kind', [
  z.looseObject({ ...signedEntry, kind: z.literal('extended'), before: daySchema, reason: ledgerTextSchema }),
  z.looseObject({ ...signedEntry, kind: z.literal('excused'), reason: ledgerTextSchema }),
  z.looseObject({ ...signedEntry, kind: z.literal('offline_accepted'), reason: ledgerTextSchema }),
  /** it came on that day by another way, as the office noted; `note` may be empty */
  z.looseObject({ ...signedEntry, kind: z.literal('arrived'), on: daySchema, way: waySchema, note: ledgerTextSchema }),
  /** the office reminded the unit by that channel; `note` may be empty. [RM14] */
  z.looseObject({ ...signedEntry, kind: z.literal('chased'), channel: chaseChannelSchema, note: ledgerTextSchema }),
])
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>

/** The office's entries about one duty: a record of the unit's space, under the duty's id. [DL17] */
export const dutyLedgerSchema = z.looseObject({
  id: obligationIdSchema,
  ...dutyKey,
  timeline: z.array(ledgerEntrySchema),
})
export type DutyLedger = z.infer<typeof dutyLedgerSchema>

/** What was given, as the engine reads it. [DL7] */
export const indulgencesOf = (ledger: Pick<DutyLedger, 'timeline'> | undefined): Indulgence[] =>
  (ledger?.timeline ?? []).flatMap((entry): Indulgence[] => {
    if (entry.kind === 'arrived' || entry.kind === 'chased') return []
    const { by, reason } = entry
    return [
      entry.kind === 'extended'
        ? { kind: entry.kind, before: entry.before, by: by.name, reason }
        : { kind: entry.kind, by: by.name, reason },
    ]
  })

/** What came another way, by the day that the office noted: a whole day, so that its beginning stands for it. [DL4] */
export const notedArrivals = (ledger: Pick<DutyLedger, 'timeline'> | undefined): Instant[] =>
  (ledger?.timeline ?? []).flatMap((entry) => (entry.kind === 'arrived' ? [startOf(entry.on)] : []))

/** The newest entry of a kind, for the words on screen. */
export const newestOf = <K extends LedgerEntry['kind']>(ledger: DutyLedger | undefined, kind: K) =>
  ledger?.timeline.findLast((entry): entry is Extract<LedgerEntry, { kind: K }> => entry.kind === kind)
