import { useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { deskMonthlyAnswerSchema } from '#protocol/office-monthly.ts'
import { ask } from '../api.ts'
import { FormAtDesk } from './desk-form.tsx'
import type { DeskKind } from './desk-kind.ts'

const open: DeskKind['open'] = (deps, path, signal) => ask(deps, path, deskMonthlyAnswerSchema, signal)

/** One unit's report of one month at the desk. [MR8] */
export function MonthlyAtDesk({ id }: { id: string }) {
  const t = useMonthlyTexts()
  return <FormAtDesk kind={{ family: 'monthly', type: 'monthly_report', open, t }} id={id} />
}
