import { acceptOffline, chaseDuty, excuseDuty, extendDuty, noteArrival } from './office-acts.ts'

/** What the office grants a unit in its duties. */
export const dutyMutations = [extendDuty, excuseDuty, acceptOffline, noteArrival, chaseDuty] as const
