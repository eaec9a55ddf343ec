import { useParams } from 'wouter'
import { shortDay } from '#i18n/deadline-words.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Overview } from '../overview.tsx'
import { isNilOffered } from './nil-choice.tsx'
import type { MonthlyPage as Page } from './use-monthly.ts'
import { WithMonthly } from './with-monthly.tsx'

/** `/bao-cao-thang/:of`: the parts of the report as a list of tasks, how it stands, and what others said about it. */
export function MonthlyPage() {
  const { of } = useParams<{ of: string }>()
  return <WithMonthly key={of}>{(page) => <Report page={page} />}</WithMonthly>
}

function Report({ page }: { page: Page }) {
  const { t, period, nowMs } = page
  return (
    <Overview page={page} eyebrow={t.period(shortDay(period.from, nowMs), shortDay(period.to, nowMs))}>
      {isNilOffered(page) && (
        <ButtonLink kind="ghost" icon="check" href={page.to('khong-phat-sinh')} wide>
          {t.nilLink}
        </ButtonLink>
      )}
    </Overview>
  )
}
