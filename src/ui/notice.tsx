import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

const ICON = { info: 'info', wait: 'clock', ok: 'check', alarm: 'alert' } as const satisfies Record<string, IconName>

interface NoticeProps {
  tone: keyof typeof ICON
  title: string
  children?: ReactNode
  action?: ReactNode
}

/** What was asked for did not happen: heard at once. */
export function Alert(props: Omit<NoticeProps, 'tone'>) {
  return (
    <div role="alert">
      <Notice tone="alarm" {...props} />
    </div>
  )
}

/** Something to know, where it matters. */
export function Notice({ tone, title, children, action }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`}>
      <Icon name={ICON[tone]} />
      <div className="notice-words">
        <p className="strong">{title}</p>
        {children && <div>{children}</div>}
        {action && <div className="notice-action">{action}</div>}
      </div>
    </div>
  )
}
