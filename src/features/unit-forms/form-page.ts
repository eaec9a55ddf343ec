import type { Day } from '#domain/deadlines/days.ts'
import { timelinessOf } from '#domain/deadlines/timeliness.ts'
import { instantOf } from '#domain/time.ts'
import type { FormKey } from '#domain/unit-forms/define.ts'
import type { Fields, FieldValue } from '#domain/unit-forms/fields.ts'
import type { FormIssue } from '#domain/unit-forms/issues.ts'
import type { FormRecord, FormVersion } from '#domain/unit-forms/record.ts'
import type { FormState } from '#domain/unit-forms/states.ts'
import type { FormFace } from '#i18n/form-texts.ts'
import type { FormOnDevice, FormRef } from '#storage/unit-forms.ts'
import type { useTyping } from './use-typing.ts'

/** By how many days what was not sent yet is late for; 0 where the office gave more time or asks for none. [V28, DL7] */
export function daysLate({ newest, before, found, nowMs }: FormPage): number {
  if (newest) return 0
  const timeliness = timelinessOf(before, [], found.given, instantOf(nowMs))
  return timeliness.kind === 'missing' ? timeliness.days : 0
}

/** Everything that a page of a form works with, whatever the form is. */
export interface FormPage {
  family: FormRef['family']
  /** its words and parts */
  t: FormFace
  /** of which month or year it is, in words */
  title: string
  key: FormKey
  found: FormOnDevice<FormRecord>
  /** what stands on the screen: brought along, shared, typed here */
  fields: Fields
  /** as it would be frozen now, and what else goes with it */
  snapshot: Record<string, Exclude<FieldValue, null>>
  frozen: object
  issues: FormIssue[]
  state: FormState
  typing: ReturnType<typeof useTyping>
  newest: FormVersion | undefined
  /** it is due before this day */
  before: Day
  mayWrite: boolean
  mayApprove: boolean
  nowMs: number
  /** the address of another page of the same form */
  to(path?: string): string
  /** the last part of the address of each part */
  pathOf: Readonly<Record<string, string>>
  /** the address of a version as an official paper, `null` for the draft */
  paper(version: number | null): string
  /** what is said beside a field, such as what it will be filled with */
  hint?(path: string): string
}
