import { commentIncident } from './comment.ts'
import {
  closeIncident,
  concludeIncident,
  followIncident,
  nameReader,
  receiveIncident,
  reopenIncident,
  requestMore,
} from './office-acts.ts'
import { adoptIncident, dismissIncident } from './outside-acts.ts'

/** What the office does with an incident, and what both sides say about it. */
export const officeMutations = [
  receiveIncident,
  requestMore,
  followIncident,
  concludeIncident,
  closeIncident,
  reopenIncident,
  nameReader,
  commentIncident,
  adoptIncident,
  dismissIncident,
] as const
