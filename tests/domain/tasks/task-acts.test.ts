import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '#domain/deadlines/days.ts'
import type { Context, Mutation } from '#domain/mutation.ts'
import type { Role } from '#domain/organisation/roles.ts'
import {
  acceptTask,
  cancelTask,
  grantTaskExtension,
  refuseTaskExtension,
  returnTask,
} from '#domain/tasks/office-acts.ts'
import type { CardPlace } from '#domain/tasks/place.ts'
import { taskIdOf } from '#domain/tasks/place.ts'
import {
  dueOf,
  isOverdue,
  openAskOf,
  percentOf,
  productsOf,
  returnReasonOf,
  type Task,
  taskSchema,
  taskStateOf,
  taskTimelinessOf,
} from '#domain/tasks/task.ts'
import {
  addTaskProduct,
  askTaskExtension,
  progressTask,
  removeTaskProduct,
  reportTask,
  seeTask,
} from '#domain/tasks/unit-acts.ts'
import { aContext, anActor, at, OFFICE, OTHER_UNIT, UNIT } from '#tests/support/builders.ts'
import { aKey, anAssignment, aProduct, decideTask, JOINED, LEAD, taskAfter, unitView } from '#tests/support/tasks.ts'

const day = (text: string) => text as Day
const DUE = day('2024-04-01')
const office = (role: Role = 'office_clerk') => aContext({ actor: anActor(role, OFFICE, 9) })
const reason = 'Vì lý do minh họa'
const note = ''

/** One act, by the unit or by the office as it belongs. */
type Step = (task: Task | undefined, context?: Context) => { task: Task | undefined; outcome: string }
const step =
  <Args>(mutation: Mutation<string, Args>, args: Args, context: () => Context = aContext): Step =>
  (task, given) =>
    taskAfter(mutation, task, args, given ?? context())
const see = step(seeTask, aKey())
const progress = (percent = 40) => step(progressTask, { ...aKey(), percent, note: 'Đang làm' })
const add = step(addTaskProduct, { ...aKey(), product: aProduct() })
const report = step(reportTask, { ...aKey(), note: 'Xong (minh họa)' })
const ask = (before = day('2024-04-15')) => step(askTaskExtension, { ...aKey(), before, reason })
const acceptIt = step(acceptTask, { ...aKey(), note }, office)
const returnIt = step(returnTask, { ...aKey(), reason }, office)
const grant = (before = day('2024-04-15')) => step(grantTaskExtension, { ...aKey(), before, reason }, office)
const refuseMore = step(refuseTaskExtension, { ...aKey(), reason }, office)
const cancel = step(cancelTask, { ...aKey(), reason }, office)
const doing = (...steps: Step[]) => steps.reduce<Task | undefined>((task, take) => take(task).task, undefined)

const refusalOf = <Args>(mutation: Mutation<string, Args>, task: Task | undefined, args: Args, context?: Context) => {
  const result = decideTask(mutation, task, args, context)
  return result.ok ? result.value.outcome : result.error
}

describe('a task', () => {
  it.each<[string, Step[]]>([
    ['assigned', []],
    ['seen', [see]],
    ['in_progress', [see, progress()]],
    ['in_progress', [add]],
    ['reported', [see, progress(), report]],
    ['reported', [report]],
    ['returned', [report, returnIt]],
    ['in_progress', [report, returnIt, progress()]],
    ['reported', [report, returnIt, report]],
    ['done', [report, acceptIt]],
    ['cancelled', [cancel]],
    ['cancelled', [report, cancel]],
    ['seen', [see, ask()]],
    ['assigned', [grant()]],
  ])('[TK6] is %s by what was done', (state, steps) => {
    const task = doing(...steps)
    expect(taskStateOf(task)).toBe(state)
    if (task) expect(taskSchema.parse(JSON.parse(JSON.stringify(task)))).toEqual(task)
  })

  it('[TK6] is signed by the post, with the stamps of phone and server', () => {
    const task = doing(see, report, acceptIt)
    expect(task?.timeline.map(({ kind, by }) => [kind, by.role])).toEqual([
      ['seen', 'focal_point'],
      ['reported', 'focal_point'],
      ['accepted', 'office_clerk'],
    ])
    expect(task?.timeline[0]?.stamps).toMatchObject({
      committed: at('2026-11-19T06:33:00Z'),
      received: at('2026-11-19T06:41:00Z'),
    })
  })

  it('[TK7] takes a step that comes too late, keeps it, and does not go back', () => {
    const reported = doing(see, report)
    const late = progress(20)(reported)
    expect([late.outcome, taskStateOf(late.task), late.task?.timeline.at(-1)?.kind]).toEqual([
      'merged',
      'reported',
      'progress',
    ])
    expect(percentOf(late.task)).toBe(100)
    const again = report(reported)
    expect([again.outcome, taskStateOf(again.task), again.task?.timeline.length]).toEqual(['merged', 'reported', 3])
    // looking once more says nothing new
    expect(see(reported)).toEqual({ task: reported, outcome: 'merged' })
  })

  it('[TK7] keeps a result that arrives after the task was cancelled, and stays cancelled', () => {
    const { task, outcome } = report(doing(see, cancel))
    expect([outcome, taskStateOf(task)]).toEqual(['merged', 'cancelled'])
    expect(task?.timeline.at(-1)).toMatchObject({ kind: 'reported', note: 'Xong (minh họa)' })
    const { task: product } = add(doing(report, acceptIt))
    expect([taskStateOf(product), productsOf(product).length]).toEqual(['done', 1])
  })

  it('[SY4] does not contain one act twice when it is decided over its own echo', () => {
    const context = aContext()
    const once = report(undefined, context).task
    expect(report(once, context)).toEqual({ task: once, outcome: 'merged' })
  })

  it('[TK9] is taken once by two clerks; the words of both are kept when it is returned', () => {
    const done = doing(report, acceptIt)
    expect(acceptIt(done)).toEqual({ task: done, outcome: 'merged' })
    const { task, outcome } = returnIt(doing(report, returnIt))
    expect([outcome, task?.timeline.map(({ kind }) => kind)]).toEqual(['merged', ['reported', 'returned', 'returned']])
  })

  it('says why it came back until the next result', () => {
    expect(returnReasonOf(doing(report))).toBeNull()
    expect(returnReasonOf(doing(report, returnIt, progress()))).toBe(reason)
    expect(returnReasonOf(doing(report, returnIt, report))).toBeNull()
    expect(percentOf(doing(progress(70), report, returnIt))).toBe(70)
  })

  it('lists the products that stand; one that was taken out stays in the timeline', () => {
    const two = doing(add, add)
    const [first] = productsOf(two)
    const args = { ...aKey(), productId: first?.id as never }
    const { task } = taskAfter(removeTaskProduct, two, args)
    expect([productsOf(task).length, task?.timeline.length]).toEqual([1, 3])
    expect(taskAfter(removeTaskProduct, task, args)).toEqual({ task, outcome: 'merged' })
    expect(refusalOf(removeTaskProduct, doing(add), args)).toMatchObject({ code: 'not-found' })
  })

  it.each<[string, () => unknown, string]>([
    ['accepting what was not reported', () => refusalOf(acceptTask, doing(see), { ...aKey(), note }, office()), 'seen'],
    [
      'returning what is done',
      () => refusalOf(returnTask, doing(report, acceptIt), { ...aKey(), reason }, office()),
      'done',
    ],
    [
      'cancelling what is done',
      () => refusalOf(cancelTask, doing(report, acceptIt), { ...aKey(), reason }, office()),
      'done',
    ],
    [
      'asking for time after the result',
      () => refusalOf(askTaskExtension, doing(report), { ...aKey(), before: day('2024-05-01'), reason }),
      'reported',
    ],
    [
      'refusing what nobody asked for',
      () => refusalOf(refuseTaskExtension, doing(see), { ...aKey(), reason }, office()),
      'seen',
    ],
    [
      'refusing what was given',
      () => refusalOf(refuseTaskExtension, doing(ask(), grant()), { ...aKey(), reason }, office()),
      'assigned',
    ],
  ])('[TK6] refuses %s', (_name, act, state) => {
    expect(act()).toEqual({ code: 'wrong-state', details: { state } })
  })

  it('[V37] asks for a reason wherever something is taken from somebody', () => {
    const empty = { ...aKey(), reason: ' ' }
    const before = day('2024-05-01')
    for (const outcome of [
      refusalOf(returnTask, doing(report), empty, office()),
      refusalOf(cancelTask, undefined, empty, office()),
      refusalOf(refuseTaskExtension, doing(ask()), empty, office()),
      refusalOf(grantTaskExtension, undefined, { ...empty, before }, office()),
      refusalOf(askTaskExtension, undefined, { ...empty, before }),
    ])
      expect(outcome).toMatchObject({ code: 'reason-missing' })
  })

  it('[V32] [V39] [V01] is held by what is wrong with a product or an empty result, by code', () => {
    const product = aProduct({ qty: 0, link: 'javascript:alert(1)', title: ' ' })
    expect(refusalOf(addTaskProduct, undefined, { ...aKey(), product })).toEqual({
      code: 'incomplete',
      details: {
        issues: [
          { code: 'V01', path: 'title' },
          { code: 'V39', path: 'link' },
          { code: 'V32', path: 'qty' },
        ],
      },
    })
    const empty = { ...aKey(), note: ' ' }
    expect(refusalOf(reportTask, doing(see), empty)).toMatchObject({ code: 'incomplete' })
    expect(refusalOf(reportTask, doing(add), empty)).toBe('applied')
  })
})

describe('more time', () => {
  it('[TK8] [DL7] moves the day, and the latest that was given counts', () => {
    expect(dueOf(undefined, DUE)).toBe(DUE)
    expect(dueOf(doing(ask()), DUE)).toBe(DUE)
    const given = doing(ask(), grant())
    expect([dueOf(given, DUE), openAskOf(given)]).toEqual(['2024-04-15', null])
    expect(dueOf(doing(grant(), grant(day('2024-05-01'))), DUE)).toBe('2024-05-01')
    expect(grant()(given)).toEqual({ task: given, outcome: 'merged' })
  })

  it('[V46] is later than what there is', () => {
    for (const before of [day('2024-03-01'), DUE])
      expect(refusalOf(askTaskExtension, undefined, { ...aKey(), before, reason })).toMatchObject({
        code: 'incomplete',
        details: { issues: [{ code: 'V46', path: 'before' }] },
      })
    const earlier = { ...aKey(), before: day('2024-04-10'), reason }
    expect(refusalOf(grantTaskExtension, doing(grant()), earlier, office())).toMatchObject({ code: 'incomplete' })
  })

  it('[TK8] refused leaves the day, and may be asked for again; two wishes are kept', () => {
    const refused = doing(ask(), refuseMore)
    expect([dueOf(refused, DUE), openAskOf(refused)]).toEqual([DUE, null])
    expect(openAskOf(ask(day('2024-06-01'))(refused).task)).toMatchObject({ before: '2024-06-01' })
    const twice = ask(day('2024-05-01'))(doing(ask()))
    expect([twice.outcome, openAskOf(twice.task)?.before]).toEqual(['merged', '2024-05-01'])
    expect(refuseMore(refused).outcome).toBe('merged')
  })

  it('[TK8] a task is overdue from the first instant of its day in Hanoi, and no more once reported or over', () => {
    const [before, from] = [at('2024-03-31T16:59:59.999Z'), at('2024-03-31T17:00:00Z')]
    expect([isOverdue(undefined, DUE, before), isOverdue(undefined, DUE, from)]).toEqual([false, true])
    expect(isOverdue(doing(grant()), DUE, from)).toBe(false)
    expect(isOverdue(doing(grant()), DUE, at('2024-04-14T17:00:00Z'))).toBe(true)
    for (const over of [doing(report), doing(report, acceptIt), doing(cancel)])
      expect(isOverdue(over, DUE, from)).toBe(false)
    expect(isOverdue(doing(report, returnIt), DUE, from)).toBe(true)
  })

  it('[TK8] [DL4] the first result that reached the server decides how the day was kept', () => {
    const sent = (received: string) => aContext({ received: at(received), now: at(received) })
    const now = at('2024-06-01T00:00:00Z')
    const late = report(undefined, sent('2024-04-02T00:00:00Z')).task
    expect(taskTimelinessOf(late, DUE, now)).toEqual({ kind: 'late', days: 2 })
    expect(taskTimelinessOf(grant()(late).task, DUE, now)).toEqual({ kind: 'on_time' })
    const early = report(undefined, sent('2024-03-31T16:59:59Z')).task
    expect(taskTimelinessOf(report(early, sent('2024-05-01T00:00:00Z')).task, DUE, now)).toEqual({ kind: 'on_time' })
    expect(taskTimelinessOf(undefined, DUE, now)).toMatchObject({ kind: 'missing' })
    expect(taskTimelinessOf(doing(cancel), DUE, now)).toBeNull()
  })
})

describe('whose task it is', () => {
  it('[TK5] is settled by an id that is made of plan, unit and place, and never sent', () => {
    expect(seeTask.entity(aKey())).toBe(taskIdOf(aKey()))
    expect(seeTask.args.safeParse({ ...aKey(), id: 'mine' }).data).not.toHaveProperty('id')
    const ids = [aKey(), aKey(JOINED), aKey(LEAD, OTHER_UNIT), aKey({ ...LEAD, quarter: 2 })].map(taskIdOf)
    expect(new Set(ids).size).toBe(4)
  })

  it.each<[string, CardPlace]>([
    ['an item that it does not lead', { role: 'lead', group: 'I', item: 1, quarter: 1 }],
    ['an item that is not there', { role: 'lead', group: 'II', item: 9, quarter: 1 }],
    ['a group that is not there', { role: 'coordinator', group: 'X', quarter: 1 }],
    ['a quarter that the item is not in', { role: 'lead', group: 'IV', item: 1, quarter: 4 }],
  ])('[TK5] a card that the plan does not give is not found: %s', (_name, place) => {
    expect(refusalOf(seeTask, undefined, aKey(place))).toMatchObject({ code: 'not-found' })
  })

  it('[TK5] nothing is found without the assignment, or under another unit’s', () => {
    for (const assignment of [null, anAssignment(OTHER_UNIT), anAssignment(UNIT, ['PGD'])]) {
      const result = seeTask.decide(unitView(undefined, assignment), aKey(), aContext())
      expect(result).toMatchObject({ ok: false, error: { code: 'not-found' } })
    }
  })

  const UNIT_ROLES: Role[] = [
    'focal_point',
    'unit_head',
    'parent_officer',
    'office_clerk',
    'office_chief',
    'division_officer',
  ]
  it.each<Role>([...UNIT_ROLES, 'leader', 'admin'])('[AC6] %s works on the tasks of the own unit only', (role) => {
    const own = aContext({ actor: anActor(role, UNIT) })
    const foreign = aContext({ actor: anActor(role, OTHER_UNIT) })
    const allowed = UNIT_ROLES.includes(role)
    expect(refusalOf(reportTask, undefined, { ...aKey(), note: 'x' }, own)).toEqual(
      allowed ? 'applied' : { code: 'not-allowed', details: {} },
    )
    expect(refusalOf(reportTask, undefined, { ...aKey(), note: 'x' }, foreign)).toMatchObject({ code: 'not-allowed' })
  })

  it.each<[Role, boolean]>([
    ['office_clerk', true],
    ['office_chief', true],
    ['leader', false],
    ['focal_point', false],
    ['division_officer', false],
  ])('[AC6] %s judges: %s', (role, allowed) => {
    const verdict = allowed ? 'applied' : expect.objectContaining({ code: 'not-allowed' })
    const before = day('2024-05-01')
    expect(refusalOf(acceptTask, doing(report), { ...aKey(), note }, office(role))).toEqual(verdict)
    expect(refusalOf(returnTask, doing(report), { ...aKey(), reason }, office(role))).toEqual(verdict)
    expect(refusalOf(grantTaskExtension, undefined, { ...aKey(), before, reason }, office(role))).toEqual(verdict)
    expect(refusalOf(refuseTaskExtension, doing(ask()), { ...aKey(), reason }, office(role))).toEqual(verdict)
    expect(refusalOf(cancelTask, undefined, { ...aKey(), reason }, office(role))).toEqual(verdict)
  })
})

describe('any acts in any order', () => {
  const moves: Record<string, Step> = {
    see,
    add,
    report,
    cancel,
    progress: progress(),
    ask: ask(),
    accept: acceptIt,
    return: returnIt,
    grant: grant(),
    refuse: refuseMore,
  }
  /** A refusal leaves everything as it was. */
  const attempt = (take: Step, task: Task | undefined) => {
    try {
      return take(task).task
    } catch (error) {
      expect(String(error)).toContain('refused')
      return task
    }
  }
  it('[TK6] [TK7] only add to the timeline, never leave what is over, and never move a day back', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.keys(moves)), { maxLength: 30 }), (names) => {
        let task: Task | undefined
        for (const name of names) {
          const next = attempt(moves[name] as Step, task)
          expect(next?.timeline.slice(0, task?.timeline.length ?? 0) ?? []).toEqual(task?.timeline ?? [])
          const state = taskStateOf(task)
          if (state === 'done' || state === 'cancelled') expect(taskStateOf(next)).toBe(state)
          expect(dueOf(next, DUE) >= dueOf(task, DUE)).toBe(true)
          task = next
        }
      }),
      { numRuns: 300 },
    )
  })
})
