import { Link } from 'wouter'
import { usePlanTexts } from '#i18n/plan-texts.ts'

/** List or month: two addresses, so that Back leads from one to the other. */
export function Views({ now }: { now: 'list' | 'month' }) {
  const { deadlines: t } = usePlanTexts()
  const ways = [
    { key: 'list', href: '/han-nop', label: t.asList },
    { key: 'month', href: '/han-nop/thang', label: t.asMonth },
  ] as const
  return (
    <nav aria-label={t.views} className="due-views">
      {ways.map(({ key, href, label }) => (
        <Link key={key} href={href} className="due-view" aria-current={key === now ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  )
}
