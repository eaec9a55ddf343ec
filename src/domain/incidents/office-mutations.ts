import {
  closeIncident,
  concludeIncident,
  followIncident,
  nameReader,
  receiveIncident,
  reopenIncident,
  requestMore,
} from './office-acts.ts'

/** What the office does with an incident. */
export const officeMutations = [
  receiveIncident,
  requestMore,
  followIncident,
  concludeIncident,
  closeIncident,
  reopenIncident,
  nameReader,
] as const
