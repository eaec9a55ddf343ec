import { useParams } from 'wouter'
import { uncovered } from '#domain/unit-plans/content.ts'
import { inEffect } from '#domain/unit-plans/in-effect.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { isUntouched, Overview } from '../overview.tsx'
import { PATH_OF, WORK } from './addresses.ts'
import type { PlanPage as Page } from './use-plan.ts'
import { WithPlan } from './with-plan.tsx'

/** `/ke-hoach/:of`: the parts of the plan as a list of tasks, how it stands, and what is in effect. */
export function PlanPage() {
  const { of } = useParams<{ of: string }>()
  return <WithPlan key={of}>{(page) => <Plan page={page} />}</WithPlan>
}

function Plan({ page }: { page: Page }) {
  const { t, found, newest, snapshot, measure } = page
  const effective = inEffect(found.report)
  const open = measure.plan ? uncovered(snapshot, measure.plan, measure.codes).length : 0
  return (
    <Overview page={page}>
      {effective && (
        <Notice
          tone="ok"
          title={t.inEffect(effective.no)}
          action={
            <ButtonLink kind="ghost" href={page.to(WORK)}>
              {t.work.link}
            </ButtonLink>
          }
        >
          {newest && newest.no > effective.no && t.amending}
        </Notice>
      )}
      {open > 0 && !isUntouched(page) && (
        <Notice
          tone="wait"
          title={t.picker.open(open)}
          action={
            <ButtonLink kind="ghost" href={page.to(PATH_OF.lines)}>
              {t.parts.lines}
            </ButtonLink>
          }
        />
      )}
    </Overview>
  )
}
