import type { Dictionary } from '../language.ts'
import { attention } from './attention.ts'
import { comments } from './comments.ts'
import { common } from './common.ts'
import { dates } from './dates.ts'
import { deadlines } from './deadlines.ts'
import { details } from './details.ts'
import { documents } from './documents.ts'
import { dutyDesk } from './duty-desk.ts'
import { errors } from './errors.ts'
import { givenDesk } from './given-desk.ts'
import { handover } from './handover.ts'
import { handoverPage } from './handover-page.ts'
import { help } from './help.ts'
import { incident } from './incident.ts'
import { issues } from './issues.ts'
import { labels } from './labels.ts'
import { monthly } from './monthly.ts'
import { office } from './office.ts'
import { pieces } from './pieces.ts'
import { receipt } from './receipt.ts'
import { refusals } from './refusals.ts'
import { reminders } from './reminders.ts'
import { reports } from './reports.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { sync } from './sync.ts'
import { syncPage } from './sync-page.ts'
import { tasks } from './tasks.ts'
import { today } from './today.ts'
import { trouble } from './trouble.ts'
import { unitForms } from './unit-forms.ts'
import { unitPlan } from './unit-plan.ts'

/** Everything the app says, in English: a part of its own that comes only to whoever chose it. [TX5] */
export const english: Dictionary = {
  texts: {
    common,
    dates,
    session,
    sync,
    today,
    reports,
    labels,
    refusals,
    errors,
    comments,
  },
  page: { incident, details, issues, receipt, office, handover },
  plan: { deadlines, tasks },
  duties: dutyDesk,
  handover: handoverPage,
  help,
  trouble,
  documents,
  settings,
  reminders,
  monthly,
  unitForms,
  unitPlan,
  pieces,
  given: givenDesk,
  attention,
  syncPage,
}
