import { declinePiece, publishPiece, receivePiece, takeDownPiece } from './office-acts.ts'
import { sendPiece, withdrawConsent, withdrawPiece } from './unit-acts.ts'

/** What a unit does with its articles and examples, and what the places that receive them answer. */
export const pieceMutations = [
  sendPiece,
  withdrawPiece,
  withdrawConsent,
  receivePiece,
  publishPiece,
  declinePiece,
  takeDownPiece,
] as const
