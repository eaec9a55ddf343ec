import { common } from './vi/common.ts'
import { details } from './vi/details.ts'
import { errors } from './vi/errors.ts'
import { handover } from './vi/handover.ts'
import { incident } from './vi/incident.ts'
import { issues } from './vi/issues.ts'
import { labels } from './vi/labels.ts'
import { office } from './vi/office.ts'
import { receipt } from './vi/receipt.ts'
import { refusals } from './vi/refusals.ts'
import { reports } from './vi/reports.ts'
import { session } from './vi/session.ts'
import { settings } from './vi/settings.ts'
import { sync } from './vi/sync.ts'
import { today } from './vi/today.ts'

export const vi = {
  common,
  session,
  sync,
  today,
  reports,
  settings,
  incident,
  office,
  receipt,
  labels,
  details,
  refusals,
  issues,
  errors,
  handover,
}

/** Every sentence that people see, by key. Another language is another object of this type. */
export type Texts = typeof vi

/** The sentences in the language that was chosen; so far there is one. */
export const useTexts = (): Texts => vi
