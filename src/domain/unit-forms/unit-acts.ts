import * as z from 'zod/mini'
import { canForm } from '../access/can.ts'
import { canonical } from '../canonical.ts'
import { type Mid, midSchema } from '../ids.ts'
import { accept, type Context, merge, refuse } from '../mutation.ts'
import { NOTE_MAX, textSchema } from '../text.ts'
import { hanoiYear } from '../time.ts'
import { defineFormAct, type FormKey, type FormKind, type Frozen } from './define.ts'
import type { Fields } from './fields.ts'
import type { FormIssue } from './issues.ts'
import { type Edit, mergeEdits } from './merge.ts'
import { type Approval, approvalSchema, type FormRecord } from './record.ts'
import { latestAsk, latestVersion, versionsOf } from './state.ts'

const MAX_EDITS = 400
const reason = textSchema(NOTE_MAX)
const version = z.int().check(z.gte(1))
const APPROVAL_MISSING: FormIssue<'V36'> = { code: 'V36', level: 'block', path: 'approval', params: {} }

type SubmitArgs = FormKey & { snapshot: Fields; approval: Approval }
type Shape = Readonly<Record<string, z.ZodMiniType>>

/** What a unit does about one kind of form, as eight changes. */
export function unitActsOf<const Name extends string, S extends Shape>(kind: FormKind<Name, S>) {
  const { key, frozen, fields: table } = kind
  // the shapes of one kind are known where it is defined; here only that they hold unit and period
  const argsOf = <Args extends object>(shape: Shape) =>
    z.object({ ...key, ...shape }) as unknown as z.ZodMiniType<FormKey & Args>
  const frozenReads = (args: FormKey & Frozen<S>) => kind.reads?.(args) ?? []

  const editSchema = z
    .object({
      path: z.string(),
      base: z.nullable(midSchema),
      value: z.nullable(z.union([z.string(), z.number(), z.boolean()])),
    })
    .check(z.refine(({ path, value }) => table.fits(path, value)))

  /**
   * What somebody wrote in one go, field by field, into the draft that all devices of the unit share. Of two who wrote
   * into one field the first stands, and the other's words are kept for them: `kept_both`. [MR2, MR3]
   */
  const edit = defineFormAct(kind, {
    act: 'edit',
    right: 'write',
    begins: true,
    args: argsOf<{ edits: Edit[] }>({
      edits: z.array(editSchema).check(
        z.minLength(1),
        z.maxLength(MAX_EDITS),
        z.refine((edits) => new Set(edits.map(({ path }) => path)).size === edits.length),
      ),
    }),
    decide({ form, context, sign, put }, { edits }) {
      const signed = sign()
      const at = context.received ?? context.now
      const { fields, kept, both } = mergeEdits(form, edits, { mid: context.mid, by: signed.by, at })
      const body = { ...form, fields, kept, edits: [...form.edits, signed] } as FormRecord
      return { ok: true, value: { outcome: both ? 'kept_both' : 'applied', changes: put(body) } }
    },
  })

  /** Its author lets a value go that came second; only they can. What they took over from it is an edit. [MR3] */
  const settle = defineFormAct(kind, {
    act: 'settle',
    right: 'write',
    args: argsOf<{ path: string; mid: Mid }>({ path: z.string(), mid: midSchema }),
    decide({ form, context, sign, put }, { path, mid }) {
      const mine = form.kept.find((one) => one.path === path && one.mid === mid)
      if (!mine) return merge([])
      if (mine.by.accountId !== context.actor.accountId) return refuse('not-allowed')
      const kept = form.kept.filter((one) => one !== mine)
      return accept(put({ ...form, kept, edits: [...form.edits, sign()] }))
    },
  })

  /** The officer asks the head for approval, of exactly this. [MR5] */
  const ask = defineFormAct(kind, {
    act: 'ask',
    right: 'write',
    begins: true,
    args: argsOf<Frozen<S>>(frozen),
    reads: (args) => frozenReads(args),
    decide({ form, view, append }, args) {
      const open = kind.blocking(args.of, args, view)
      if (open.length > 0) return incomplete(open)
      const asked = latestAsk(form)
      const isOpen = asked && !form.timeline.some((entry) => 'askId' in entry && entry.askId === asked.id)
      if (isOpen && canonical(asked.snapshot) === canonical(args.snapshot)) return merge([])
      return append({ kind: 'asked', ...frozenIn(args) })
    },
  })

  /** The head agrees with what was asked, and with nothing else. [MR5] */
  const approve = defineFormAct(kind, {
    act: 'approve',
    right: 'approve',
    args: argsOf<{ askId: Mid }>({ askId: midSchema }),
    decide({ form, append, keep }, { askId }) {
      if (!form.timeline.some(({ kind, id }) => kind === 'asked' && id === askId)) return refuse('not-found')
      const entry = { kind: 'approved', askId } as const
      return latestAsk(form)?.id === askId ? append(entry) : keep(entry)
    },
  })

  /** The head wants it otherwise, and says why. [MR5, V37] */
  const decline = defineFormAct(kind, {
    act: 'decline',
    right: 'approve',
    args: argsOf<{ askId: Mid; reason: string }>({ askId: midSchema, reason }),
    decide({ form, append, keep }, { askId, reason }) {
      if (reason.trim() === '') return refuse('reason-missing')
      if (!form.timeline.some(({ kind, id }) => kind === 'asked' && id === askId)) return refuse('not-found')
      const entry = { kind: 'declined', askId, reason } as const
      return latestAsk(form)?.id === askId ? append(entry) : keep(entry)
    },
  })

  /**
   * The form goes to the office: what is frozen is what its sender saw, whatever others have written meanwhile; that
   * becomes the next draft. Never refused or late by it. [MR4]
   */
  const submit = defineFormAct(kind, {
    act: 'submit',
    right: 'write',
    begins: true,
    isSending: true,
    args: argsOf<Frozen<S> & { approval: Approval }>({ ...frozen, approval: approvalSchema }),
    reads: (args) => frozenReads(args),
    decide({ form, state, view, context, append }, args) {
      const { approval, snapshot } = args as SubmitArgs
      const issues = [
        ...kind.blocking(args.of, args, view),
        ...(isApproved(form, approval, args, context) ? [] : [APPROVAL_MISSING]),
      ]
      if (issues.length > 0) return incomplete(issues)
      const newest = latestVersion(form)
      // a second tap, a second device with the same words: it is there already
      if (newest && state !== 'returned' && canonical(newest.snapshot) === canonical(snapshot)) return merge([])
      const no = context.nextNo?.(versionsOf(form)) ?? versionsOf(form).length + 1
      const used = new Set([...Object.values(form.fields).map(({ mid }) => mid), ...form.kept.map(({ mid }) => mid)])
      return append(
        { kind: 'submitted', no, ...frozenIn(args), approval },
        { code: form.code ?? codeOf(context), edits: form.edits.filter(({ id }) => used.has(id)) },
      )
    },
  })

  /** The head says that the recorded word was theirs. [MR5] */
  const confirm = defineFormAct(kind, {
    act: 'confirm',
    right: 'approve',
    args: argsOf<{ version: number }>({ version }),
    decide({ form, append }, { version }) {
      if (!hasVerbal(form, version)) return refuse('not-found')
      return append({ kind: 'confirmed', version })
    },
  })

  /** The head says that it was not: the form is marked, not undone. [MR5] */
  const dispute = defineFormAct(kind, {
    act: 'dispute',
    right: 'approve',
    args: argsOf<{ version: number; reason: string }>({ version, reason }),
    decide({ form, append }, { version, reason }) {
      if (reason.trim() === '') return refuse('reason-missing')
      if (!hasVerbal(form, version)) return refuse('not-found')
      return append({ kind: 'disputed', version, reason })
    },
  })

  const frozenIn = (args: Frozen<S>) => {
    const seen = Object.keys(frozen).map((name) => [name, args[name as keyof typeof args]])
    return Object.fromEntries(seen) as { snapshot: Frozen<S>['snapshot'] }
  }
  const codeOf = (context: Context): string | null => {
    const number = context.allot(kind.codes.register)
    return number === null ? null : `${kind.codes.prefix}-${hanoiYear(context.now)}-${String(number).padStart(4, '0')}`
  }
  return { edit, settle, ask, approve, decline, submit, confirm, dispute }
}

/** The head sends it themselves, approved exactly this in the app, or has said so by voice. [V36, MR5] */
function isApproved(
  form: FormRecord,
  approval: Approval,
  { unitId, snapshot }: { unitId: FormRecord['unitId']; snapshot: object },
  { actor }: Context,
): boolean {
  switch (approval.kind) {
    case 'own':
      return canForm(actor, 'approve', { unitId })
    case 'verbal':
      return true
    case 'in_app': {
      const { askId } = approval
      const asked = form.timeline.find((entry) => entry.kind === 'asked' && entry.id === askId)
      const approved = form.timeline.findLast((entry) => 'askId' in entry && entry.askId === askId)?.kind === 'approved'
      return asked?.kind === 'asked' && approved && canonical(asked.snapshot) === canonical(snapshot)
    }
  }
}

const hasVerbal = (form: FormRecord, version: number) =>
  versionsOf(form).some(({ no, approval }) => no === version && approval.kind === 'verbal')

/** Blocking rules are open: the content comes back to its author whole. */
const incomplete = (issues: readonly FormIssue[]) =>
  refuse('incomplete', { issues: issues.map(({ code, path }) => ({ code, path })) })
