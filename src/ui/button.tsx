import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Link } from 'wouter'
import { Icon, type IconName } from './icon.tsx'

/** `primary` and `alarm` are the one main thing of a screen, 56 px high; red is for an incident only. */
type ButtonKind = 'primary' | 'alarm' | 'ghost' | 'quiet'

interface Look {
  kind: ButtonKind
  icon?: IconName | undefined
  wide?: boolean | undefined
}

const look = ({ kind, wide }: Look) => `btn btn-${kind}${wide ? ' btn-wide' : ''}`

/** While `busy`, a second tap does nothing, and the button keeps its words and its focus. */
export function Button({
  kind,
  busy,
  icon,
  wide,
  children,
  onClick,
  className,
  ...rest
}: Look & { busy?: boolean | undefined } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      type="button"
      {...rest}
      className={[look({ kind, wide }), className].filter(Boolean).join(' ')}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <span className="busy-ring" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  )
}

export function ButtonLink({ href, kind, icon, wide, children }: Look & { href: string; children: ReactNode }) {
  return (
    <Link href={href} className={look({ kind, wide })}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </Link>
  )
}
