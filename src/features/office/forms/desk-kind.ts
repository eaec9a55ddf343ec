import type { RecordType } from '#domain/records.ts'
import type { Space } from '#domain/spaces.ts'
import type { FormEntry, FormRecord } from '#domain/unit-forms/record.ts'
import type { FormFace } from '#i18n/form-texts.ts'
import type { ask } from '../api.ts'

/** One kind of form at the desk: how it is opened, whose acts these are, and in which words. */
export interface DeskKind {
  family: 'monthly' | 'plan'
  type: Extract<RecordType, 'monthly_report' | 'unit_plan'>
  /** what the server has of it */
  open(deps: Parameters<typeof ask>[0], path: string, signal: AbortSignal): Promise<Opened>
  t: FormFace
}

/** What the desk works with of an answer, whatever the form. */
export interface Opened {
  space: Space
  report: FormRecord & { timeline: FormEntry[] }
}
