import { Link } from 'wouter'
import { useSettingsTexts } from '#i18n/settings-texts.ts'
import { Icon, type IconName } from '#ui/icon.tsx'

export function Menu() {
  const words = useSettingsTexts().menu
  const items: { href: string; icon: IconName; label: string }[] = [
    { href: '/dong-bo', icon: 'refresh', label: words.sync },
    { href: '/nhac-viec', icon: 'clock', label: words.reminders },
    { href: '/bo-nho', icon: 'data', label: words.storage },
    { href: '/hien-thi', icon: 'text', label: words.display },
    { href: '/may-da-dang-nhap', icon: 'phone', label: words.devices },
    { href: '/doi-may', icon: 'share', label: words.handover },
    { href: '/so-nam', icon: 'calendar', label: words.yearBook },
    { href: '/tin-bai', icon: 'megaphone', label: words.pieces },
    { href: '/bien-nhan', icon: 'shield', label: words.receipt },
    { href: '/huong-dan', icon: 'info', label: words.help },
    { href: '/dang-xuat', icon: 'lock', label: words.signOut },
  ]
  return (
    <nav aria-label={words.label}>
      <ul className="menu">
        {items.map(({ href, icon, label }) => (
          <li key={href}>
            <Link className="menu-item" href={href}>
              <Icon name={icon} />
              <span className="grow">{label}</span>
              <Icon name="chevron-right" />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
