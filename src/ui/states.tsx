import type { ReactNode } from 'react'
import { useTexts } from '#i18n/texts.ts'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'

export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <Icon name={icon} />
      <p className="strong">{title}</p>
      {children && <div>{children}</div>}
    </div>
  )
}

export function Loading({ label }: { label: string }) {
  return (
    <div className="state" role="status">
      <span className="busy-ring" aria-hidden="true" />
      <p>{label}</p>
    </div>
  )
}

export function Failed({ title, children, onRetry }: { title: string; children?: ReactNode; onRetry?: () => void }) {
  const t = useTexts()
  return (
    <div className="state" role="alert">
      <Icon name="alert" />
      <p className="strong">{title}</p>
      {children && <div>{children}</div>}
      {onRetry && (
        <Button kind="ghost" icon="refresh" onClick={onRetry}>
          {t.common.retry}
        </Button>
      )}
    </div>
  )
}
