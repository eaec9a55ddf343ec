import { Link } from 'wouter'
import { holds, READS_ALL_UNITS } from '#domain/access/can.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { useServices } from '#sync/services.tsx'

/** The parts of the desk, each with an address of its own. */
export function Areas({ now }: { now: 'incidents' | 'tasks' | 'given' | 'duties' | 'pieces' }) {
  const { desk: t } = useTaskTexts().tasks
  const { actor } = useServices()
  const areas = [
    { key: 'incidents', href: '/ban-dieu-hanh', label: t.incidents },
    { key: 'tasks', href: '/ban-dieu-hanh/nhiem-vu', label: t.title },
    ...(holds(actor, READS_ALL_UNITS)
      ? [{ key: 'given', href: '/ban-dieu-hanh/giao-viec', label: t.given } as const]
      : []),
    { key: 'duties', href: '/ban-dieu-hanh/han', label: t.duties },
    { key: 'pieces', href: '/ban-dieu-hanh/tin-bai', label: t.pieces },
  ] as const
  return (
    <div className="desk-areas">
      {areas.map(({ key, href, label }) => (
        <Link key={key} href={href} className="desk-area" aria-current={key === now ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </div>
  )
}
