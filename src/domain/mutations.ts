import { discardRefused } from './attention.ts'
import type { dutyMutations } from './deadlines/office-mutations.ts'
import { carryDraft, takeDraft } from './drafts/carry.ts'
import type { officeMutations } from './incidents/office-mutations.ts'
import { reportIncident, supplementIncident, withdrawIncident } from './incidents/report.ts'
import type { monthlyMutations } from './monthly-reports/mutations.ts'
import type { Mutation } from './mutation.ts'
import type { pieceMutations } from './pieces/mutations.ts'
import type { givingMutations } from './tasks/giving-acts.ts'
import type { taskMutations } from './tasks/mutations.ts'
import type { planMutations } from './unit-plans/mutations.ts'

/** What every phone must be able to decide before anything else is there. */
const near = [reportIncident, supplementIncident, withdrawIncident, discardRefused, carryDraft, takeDraft] as const

/**
 * The rest, a family a file. A phone starts without them and learns one when it meets a change of it, so that the
 * first picture never waits for what it does not need. The names are told apart from the code, and the compiler
 * compares the two.
 */
const families = [
  {
    names: {
      'incident.receive': true,
      'incident.requestMore': true,
      'incident.follow': true,
      'incident.conclude': true,
      'incident.close': true,
      'incident.reopen': true,
      'incident.nameReader': true,
      'incident.comment': true,
      'incident.adopt': true,
      'incident.dismiss': true,
    } satisfies Names<typeof officeMutations>,
    load: async () => (await import('./incidents/office-mutations.ts')).officeMutations,
  },
  {
    names: {
      'task.see': true,
      'task.progress': true,
      'task.addProduct': true,
      'task.removeProduct': true,
      'task.report': true,
      'task.askExtension': true,
      'task.accept': true,
      'task.return': true,
      'task.grantExtension': true,
      'task.refuseExtension': true,
      'task.cancel': true,
      'task.comment': true,
    } satisfies Names<typeof taskMutations>,
    load: async () => (await import('./tasks/mutations.ts')).taskMutations,
  },
  {
    names: {
      'task.give': true,
      'task.amend': true,
      'task.withdraw': true,
      'task.chase': true,
    } satisfies Names<typeof givingMutations>,
    load: async () => (await import('./tasks/giving-acts.ts')).givingMutations,
  },
  {
    names: {
      'duty.extend': true,
      'duty.excuse': true,
      'duty.acceptOffline': true,
      'duty.noteArrival': true,
      'duty.chase': true,
    } satisfies Names<typeof dutyMutations>,
    load: async () => (await import('./deadlines/office-mutations.ts')).dutyMutations,
  },
  {
    names: {
      'monthly.edit': true,
      'monthly.settle': true,
      'monthly.ask': true,
      'monthly.approve': true,
      'monthly.decline': true,
      'monthly.submit': true,
      'monthly.confirm': true,
      'monthly.dispute': true,
      'monthly.receive': true,
      'monthly.return': true,
      'monthly.accept': true,
    } satisfies Names<typeof monthlyMutations>,
    load: async () => (await import('./monthly-reports/mutations.ts')).monthlyMutations,
  },
  {
    names: {
      'piece.send': true,
      'piece.withdraw': true,
      'piece.withdrawConsent': true,
      'piece.receive': true,
      'piece.publish': true,
      'piece.decline': true,
      'piece.takeDown': true,
    } satisfies Names<typeof pieceMutations>,
    load: async () => (await import('./pieces/mutations.ts')).pieceMutations,
  },
  {
    names: {
      'plan.edit': true,
      'plan.settle': true,
      'plan.ask': true,
      'plan.approve': true,
      'plan.decline': true,
      'plan.submit': true,
      'plan.confirm': true,
      'plan.dispute': true,
      'plan.receive': true,
      'plan.return': true,
      'plan.accept': true,
      'plan.progress': true,
    } satisfies Names<typeof planMutations>,
    load: async () => (await import('./unit-plans/mutations.ts')).planMutations,
  },
]

type Names<Family extends readonly { name: string }[]> = Record<Family[number]['name'], true>

export type AnyMutation =
  | (typeof near)[number]
  | (typeof officeMutations)[number]
  | (typeof taskMutations)[number]
  | (typeof givingMutations)[number]
  | (typeof dutyMutations)[number]
  | (typeof monthlyMutations)[number]
  | (typeof pieceMutations)[number]
  | (typeof planMutations)[number]
export type MutationName = AnyMutation['name']

const asMutation = (mutation: AnyMutation): Mutation => mutation as unknown as Mutation
const learnt = new Map<string, Mutation>(near.map((mutation) => [mutation.name, asMutation(mutation)]))
const toLearn = new Map(families.flatMap((family) => Object.keys(family.names).map((name) => [name, family] as const)))

/** Every change a person can make. The wire names them, so a name is never reused for something else. [MU1] */
export const mutationNames: readonly MutationName[] = [
  ...near.map(({ name }) => name),
  ...([...toLearn.keys()] as MutationName[]),
]

/** Asked for before it was learnt: the names say which. Learn them and ask again. [MU4] */
export class UnlearntMutation extends Error {
  readonly mutation: string
  constructor(mutation: string) {
    super(`not learnt yet: ${mutation}`)
    this.name = 'UnlearntMutation'
    this.mutation = mutation
  }
}

/**
 * @returns undefined for a name that this build does not know
 * @throws UnlearntMutation for one that it knows and has not loaded: nothing is decided as if it were not there
 */
export function mutationNamed(name: string): Mutation | undefined {
  const mutation = learnt.get(name)
  if (!mutation && toLearn.has(name)) throw new UnlearntMutation(name)
  return mutation
}

/** The names among these whose family has yet to be loaded. */
export const unlearnt = (names: Iterable<string>): string[] =>
  [...names].filter((name) => toLearn.has(name) && !learnt.has(name))

/** Loads the families of these names, so that `mutationNamed` has them; unknown names are left alone. [MU4] */
export async function learnMutations(names: Iterable<string>): Promise<void> {
  const wanted = new Set(unlearnt(names).flatMap((name) => toLearn.get(name) ?? []))
  for (const mutations of await Promise.all([...wanted].map(({ load }) => load())))
    for (const mutation of mutations) learnt.set(mutation.name, asMutation(mutation))
}
