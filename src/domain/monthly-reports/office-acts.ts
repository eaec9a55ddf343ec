import * as z from 'zod/mini'
import { merge, refuse } from '../mutation.ts'
import { textSchema } from '../text.ts'
import { defineMonthlyAct } from './changes.ts'
import { kindOf } from './fields.ts'
import { reportKey } from './key.ts'
import { latestVersion, versionsOf } from './state.ts'

const note = textSchema(1000)
const ofVersion = { ...reportKey, version: z.int().check(z.gte(1)) }

/** The office takes a version in, once, with a number of arrival. [MR8, RG1] */
export const receiveMonthly = defineMonthlyAct({
  name: 'monthly.receive',
  right: 'judge',
  args: z.object(ofVersion),
  decide({ report, state, context, append }, { version }) {
    if (!versionsOf(report).some(({ no }) => no === version)) return refuse('not-found')
    if (latestVersion(report)?.no !== version || state !== 'submitted') return merge([])
    return append({ kind: 'received', version, arrivalNo: context.allot('arrival') })
  },
})

/** It goes back with reasons, for the whole or for fields; a second clerk's stand beside the first's. [MR8, V37] */
export const returnMonthly = defineMonthlyAct({
  name: 'monthly.return',
  right: 'judge',
  args: z.object({
    ...ofVersion,
    reason: note,
    fields: z
      .array(
        z.object({
          path: z.string().check(z.refine((path) => path === 'issues' || kindOf(path) !== undefined)),
          reason: note,
        }),
      )
      .check(z.maxLength(200)),
    countFromNext: z.boolean(),
  }),
  decide({ report, state, append, keep }, { version, reason, fields, countFromNext }) {
    if (!versionsOf(report).some(({ no }) => no === version)) return refuse('not-found')
    if (reason.trim() === '' && !fields.some((field) => field.reason.trim() !== '')) return refuse('reason-missing')
    const entry = { kind: 'returned', version, reason, fields, countFromNext } as const
    const isStale = latestVersion(report)?.no !== version || state === 'returned'
    return isStale ? keep(entry) : append(entry)
  },
})

/** The report is as it should be. [MR8] */
export const acceptMonthly = defineMonthlyAct({
  name: 'monthly.accept',
  right: 'judge',
  args: z.object({ ...ofVersion, note }),
  decide({ report, state, append, keep }, { version, note }) {
    if (!versionsOf(report).some(({ no }) => no === version)) return refuse('not-found')
    if (state === 'accepted') return merge([])
    const entry = { kind: 'accepted', version, note } as const
    return latestVersion(report)?.no === version ? append(entry) : keep(entry)
  },
})
