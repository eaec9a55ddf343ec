import { discardRefused } from './attention.ts'
import { acceptOffline, excuseDuty, extendDuty, noteArrival } from './deadlines/office-acts.ts'
import { carryDraft, takeDraft } from './drafts/carry.ts'
import {
  closeIncident,
  concludeIncident,
  followIncident,
  nameReader,
  receiveIncident,
  reopenIncident,
  requestMore,
} from './incidents/office-acts.ts'
import { reportIncident, supplementIncident, withdrawIncident } from './incidents/report.ts'
import type { Mutation } from './mutation.ts'
import { acceptTask, cancelTask, grantTaskExtension, refuseTaskExtension, returnTask } from './tasks/office-acts.ts'
import {
  addTaskProduct,
  askTaskExtension,
  progressTask,
  removeTaskProduct,
  reportTask,
  seeTask,
} from './tasks/unit-acts.ts'

/** Every change a person can make. The wire names them, so a name is never reused for something else. [MU1] */
const all = [
  reportIncident,
  supplementIncident,
  withdrawIncident,
  receiveIncident,
  requestMore,
  followIncident,
  concludeIncident,
  closeIncident,
  reopenIncident,
  nameReader,
  discardRefused,
  carryDraft,
  takeDraft,
  seeTask,
  progressTask,
  addTaskProduct,
  removeTaskProduct,
  reportTask,
  askTaskExtension,
  acceptTask,
  returnTask,
  grantTaskExtension,
  refuseTaskExtension,
  cancelTask,
  extendDuty,
  excuseDuty,
  acceptOffline,
  noteArrival,
] as const

export type AnyMutation = (typeof all)[number]
export type MutationName = AnyMutation['name']

const byName = new Map<string, Mutation>(all.map((mutation) => [mutation.name, mutation as unknown as Mutation]))

export const mutationNames: readonly MutationName[] = all.map(({ name }) => name)

/** @returns undefined for a name that this build does not know */
export const mutationNamed = (name: string): Mutation | undefined => byName.get(name)
