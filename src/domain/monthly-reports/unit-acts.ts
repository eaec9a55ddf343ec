import * as z from 'zod/mini'
import { canMonthly } from '../access/can.ts'
import { canonical } from '../canonical.ts'
import { periodPolicySchema } from '../deadlines/periods.ts'
import { midSchema } from '../ids.ts'
import { accept, type Context, merge, refuse } from '../mutation.ts'
import { textSchema } from '../text.ts'
import { hanoiYear } from '../time.ts'
import { defineMonthlyAct, put } from './changes.ts'
import { fieldsSchema, fits } from './fields.ts'
import { periodNamed, reportKey } from './key.ts'
import { mergeEdits } from './merge.ts'
import { type Approval, approvalSchema, type MonthlyReport } from './report.ts'
import { latestAsk, latestVersion, versionsOf } from './state.ts'
import { blockingIn, type MonthlyIssue, validateMonthly } from './validation.ts'

const MAX_EDITS = 400
const editSchema = z
  .object({
    path: z.string(),
    base: z.nullable(midSchema),
    value: z.nullable(z.union([z.string(), z.number(), z.boolean()])),
  })
  .check(z.refine(({ path, value }) => fits(path, value)))
const reason = textSchema(1000)
const version = z.int().check(z.gte(1))

/**
 * What somebody wrote in one go, field by field, into the draft that all devices of the unit share. Of two who wrote
 * into one field the first stands, and the other's words are kept for them: `kept_both`. [MR2, MR3]
 */
export const editMonthly = defineMonthlyAct({
  name: 'monthly.edit',
  right: 'write',
  begins: true,
  args: z.object({
    ...reportKey,
    edits: z.array(editSchema).check(
      z.minLength(1),
      z.maxLength(MAX_EDITS),
      z.refine((edits) => new Set(edits.map(({ path }) => path)).size === edits.length),
    ),
  }),
  decide({ there, report, context, sign }, { edits }) {
    const signed = sign()
    const at = context.received ?? context.now
    const { fields, kept, both } = mergeEdits(report, edits, { mid: context.mid, by: signed.by, at })
    const body = { ...report, fields, kept, edits: [...report.edits, signed] } as MonthlyReport
    return { ok: true, value: { outcome: both ? 'kept_both' : 'applied', changes: put(there, body) } }
  },
})

/** Its author lets a value go that came second; only they can. What they took over from it is an edit. [MR3] */
export const settleMonthly = defineMonthlyAct({
  name: 'monthly.settle',
  right: 'write',
  args: z.object({ ...reportKey, path: z.string(), mid: midSchema }),
  decide({ there, report, context, sign }, { path, mid }) {
    const mine = report.kept.find((one) => one.path === path && one.mid === mid)
    if (!mine) return merge([])
    if (mine.by.accountId !== context.actor.accountId) return refuse('not-allowed')
    const kept = report.kept.filter((one) => one !== mine)
    return accept(put(there, { ...report, kept, edits: [...report.edits, sign()] }))
  },
})

const frozen = { snapshot: fieldsSchema, policy: periodPolicySchema }

/** The officer asks the head for approval, of exactly this. [MR5] */
export const askMonthly = defineMonthlyAct({
  name: 'monthly.ask',
  right: 'write',
  begins: true,
  args: z.object({ ...reportKey, ...frozen }),
  decide({ report, append }, { of, snapshot, policy }) {
    const open = blockingIn(validateMonthly(snapshot, periodNamed(of, policy)))
    if (open.length > 0) return incomplete(open)
    const asked = latestAsk(report)
    const isOpen = asked && !report.timeline.some((entry) => 'askId' in entry && entry.askId === asked.id)
    if (isOpen && canonical(asked.snapshot) === canonical(snapshot)) return merge([])
    return append({ kind: 'asked', snapshot, policy })
  },
})

/** The head agrees with what was asked, and with nothing else. [MR5] */
export const approveMonthly = defineMonthlyAct({
  name: 'monthly.approve',
  right: 'approve',
  args: z.object({ ...reportKey, askId: midSchema }),
  decide({ report, append, keep }, { askId }) {
    if (!report.timeline.some(({ kind, id }) => kind === 'asked' && id === askId)) return refuse('not-found')
    const entry = { kind: 'approved', askId } as const
    return latestAsk(report)?.id === askId ? append(entry) : keep(entry)
  },
})

/** The head wants it otherwise, and says why. [MR5, V37] */
export const declineMonthly = defineMonthlyAct({
  name: 'monthly.decline',
  right: 'approve',
  args: z.object({ ...reportKey, askId: midSchema, reason }),
  decide({ report, append, keep }, { askId, reason }) {
    if (reason.trim() === '') return refuse('reason-missing')
    if (!report.timeline.some(({ kind, id }) => kind === 'asked' && id === askId)) return refuse('not-found')
    const entry = { kind: 'declined', askId, reason } as const
    return latestAsk(report)?.id === askId ? append(entry) : keep(entry)
  },
})

/**
 * The month's report goes to the office: what is frozen is what its sender saw, whatever others have written
 * meanwhile; that becomes the next draft. Never refused or late by it. [MR4]
 */
export const submitMonthly = defineMonthlyAct({
  name: 'monthly.submit',
  right: 'write',
  begins: true,
  args: z.object({ ...reportKey, ...frozen, approval: approvalSchema }),
  decide({ report, state, context, append }, { unitId, of, snapshot, policy, approval }) {
    const issues = [
      ...blockingIn(validateMonthly(snapshot, periodNamed(of, policy))),
      ...(isApproved(report, approval, { unitId, snapshot }, context) ? [] : [APPROVAL_MISSING]),
    ]
    if (issues.length > 0) return incomplete(issues)
    const newest = latestVersion(report)
    // a second tap, a second device with the same words: it is there already
    if (newest && state !== 'returned' && canonical(newest.snapshot) === canonical(snapshot)) return merge([])
    const no = versionsOf(report).length + 1
    const used = new Set([...Object.values(report.fields).map(({ mid }) => mid), ...report.kept.map(({ mid }) => mid)])
    return append(
      { kind: 'submitted', no, snapshot, policy, approval },
      { code: report.code ?? codeOf(context), edits: report.edits.filter(({ id }) => used.has(id)) },
    )
  },
})

const APPROVAL_MISSING: MonthlyIssue = { code: 'V36', level: 'block', path: 'approval', params: {} }

/** The head sends it themselves, approved exactly this in the app, or has said so by voice. [V36, MR5] */
function isApproved(
  report: MonthlyReport,
  approval: Approval,
  { unitId, snapshot }: { unitId: MonthlyReport['unitId']; snapshot: object },
  { actor }: Context,
): boolean {
  switch (approval.kind) {
    case 'own':
      return canMonthly(actor, 'approve', { unitId })
    case 'verbal':
      return true
    case 'in_app': {
      const { askId } = approval
      const asked = report.timeline.find((entry) => entry.kind === 'asked' && entry.id === askId)
      const approved =
        report.timeline.findLast((entry) => 'askId' in entry && entry.askId === askId)?.kind === 'approved'
      return asked?.kind === 'asked' && approved && canonical(asked.snapshot) === canonical(snapshot)
    }
  }
}

function codeOf(context: Context): string | null {
  const number = context.allot('monthly')
  return number === null ? null : `BT-${hanoiYear(context.now)}-${String(number).padStart(4, '0')}`
}

/** The head says that the recorded word was theirs. [MR5] */
export const confirmMonthly = defineMonthlyAct({
  name: 'monthly.confirm',
  right: 'approve',
  args: z.object({ ...reportKey, version }),
  decide({ report, append }, { version }) {
    if (!hasVerbal(report, version)) return refuse('not-found')
    return append({ kind: 'confirmed', version })
  },
})

/** The head says that it was not: the report is marked, not undone. [MR5] */
export const disputeMonthly = defineMonthlyAct({
  name: 'monthly.dispute',
  right: 'approve',
  args: z.object({ ...reportKey, version, reason }),
  decide({ report, append }, { version, reason }) {
    if (reason.trim() === '') return refuse('reason-missing')
    if (!hasVerbal(report, version)) return refuse('not-found')
    return append({ kind: 'disputed', version, reason })
  },
})

const hasVerbal = (report: MonthlyReport, version: number) =>
  versionsOf(report).some(({ no, approval }) => no === version && approval.kind === 'verbal')

/** Blocking rules are open: the content comes back to its author whole. */
const incomplete = (issues: readonly MonthlyIssue[]) =>
  refuse('incomplete', { issues: issues.map(({ code, path }) => ({ code, path })) })
