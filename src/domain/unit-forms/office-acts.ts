import * as z from 'zod/mini'
import { merge, refuse } from '../mutation.ts'
import { NOTE_MAX, textSchema } from '../text.ts'
import { defineFormAct, type FormKey, type FormKind } from './define.ts'
import type { FormReturned } from './record.ts'
import { latestVersion, versionsOf } from './state.ts'

const note = textSchema(NOTE_MAX)
type Shape = Readonly<Record<string, z.ZodMiniType>>

/** What the office does about one kind of form, as three changes. */
export function officeActsOf<const Name extends string, S extends Shape>(kind: FormKind<Name, S>) {
  type OfVersion = FormKey & { version: number }
  const argsOf = <Args extends object>(shape: Shape) =>
    z.object({ ...kind.key, version: z.int().check(z.gte(1)), ...shape }) as unknown as z.ZodMiniType<OfVersion & Args>

  /** The office takes a version in, once, with a number of arrival. [MR8, RG1] */
  const receive = defineFormAct(kind, {
    act: 'receive',
    right: 'judge',
    args: argsOf({}),
    decide({ form, state, context, append }, { version }) {
      if (!versionsOf(form).some(({ no }) => no === version)) return refuse('not-found')
      if (latestVersion(form)?.no !== version || state !== 'submitted') return merge([])
      return append({ kind: 'received', version, arrivalNo: context.allot('arrival') })
    },
  })

  /** It goes back with reasons, for the whole or for fields; a second clerk's stand beside the first's. [MR8, V37] */
  const sendBack = defineFormAct(kind, {
    act: 'return',
    right: 'judge',
    args: argsOf<Pick<FormReturned, 'reason' | 'fields' | 'countFromNext'>>({
      reason: note,
      fields: z
        .array(
          z.object({
            path: z.string().check(z.refine((path) => kind.parts.has(path) || kind.fields.kindOf(path) !== undefined)),
            reason: note,
          }),
        )
        .check(z.maxLength(200)),
      countFromNext: z.boolean(),
    }),
    decide({ form, state, append, keep }, { version, reason, fields, countFromNext }) {
      if (!versionsOf(form).some(({ no }) => no === version)) return refuse('not-found')
      if (reason.trim() === '' && !fields.some((field) => field.reason.trim() !== '')) return refuse('reason-missing')
      const entry = { kind: 'returned', version, reason, fields, countFromNext } as const
      const isStale = latestVersion(form)?.no !== version || state === 'returned'
      return isStale ? keep(entry) : append(entry)
    },
  })

  /** The form is as it should be. [MR8] */
  const judgeGood = defineFormAct(kind, {
    act: 'accept',
    right: 'judge',
    args: argsOf<{ note: string }>({ note }),
    decide({ form, state, append, keep }, { version, note }) {
      if (!versionsOf(form).some(({ no }) => no === version)) return refuse('not-found')
      if (state === 'accepted') return merge([])
      const entry = { kind: 'accepted', version, note } as const
      return latestVersion(form)?.no === version ? append(entry) : keep(entry)
    },
  })
  return { receive, return: sendBack, accept: judgeGood }
}
