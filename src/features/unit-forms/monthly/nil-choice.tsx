import { newIssues } from '#domain/monthly-reports/body.ts'
import { isWithOffice } from '#domain/unit-forms/state.ts'
import { formIssueText } from '#i18n/form-words.ts'
import { Notice } from '#ui/notice.tsx'
import { FieldFor } from '../field-for.tsx'
import type { MonthlyPage } from './use-monthly.ts'

/** Whether "Không phát sinh trong kỳ" can be sent from here: no issue is new, and nothing lies with the office. [MR13] */
export const isNilOffered = ({ mayWrite, state, fields }: MonthlyPage): boolean =>
  mayWrite && !isWithOffice(state) && newIssues(fields).length === 0

/** Where issues are written, it is said that there are none; with issues it can only be taken back. [MR13, V23, V24] */
export function NilChoice({ page }: { page: MonthlyPage }) {
  const { t, fields, issues, snapshot } = page
  if (fields.nil !== true && newIssues(fields).length > 0) return null
  const wrong = issues.find(({ path }) => path === 'nil')
  return (
    <>
      {wrong && <Notice tone="alarm" title={formIssueText(t, wrong, snapshot)} />}
      <FieldFor page={page} path="nil" />
    </>
  )
}
