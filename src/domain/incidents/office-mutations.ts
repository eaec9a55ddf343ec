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
] as const
