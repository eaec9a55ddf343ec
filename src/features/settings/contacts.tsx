import { useLiveQuery } from 'dexie-react-hooks'
import type { Duty } from '#domain/records.ts'
import { formatPhone, telHref } from '#i18n/numbers.ts'
import { useSettingsTexts } from '#i18n/settings-texts.ts'
import { soundOf } from '#storage/sound.ts'
import { useServices } from '#sync/services.tsx'
import { Icon } from '#ui/icon.tsx'

/** Numbers to call, which work without data. The office's is a post's, never a person's. [CF1] */
export function Contacts() {
  const words = useSettingsTexts().contacts
  const { db } = useServices()
  const duty = useLiveQuery(async () => {
    const [row] = await db.records.where('type').equals('duty').toArray(soundOf)
    return (row?.body as Duty | undefined) ?? null
  }, [db])
  const numbers = [
    ...(duty ? [{ name: words.office, number: duty.office }] : []),
    { name: words.child, number: '111' },
    { name: words.police, number: '113' },
    { name: words.fire, number: '114' },
    { name: words.ambulance, number: '115' },
  ]
  return (
    <section className="stack-small" aria-labelledby="settings-contacts">
      <h2 id="settings-contacts">{words.title}</h2>
      {duty === null && <p className="small">{words.officeUnknown}</p>}
      <ul className="menu">
        {numbers.map(({ name, number }) => (
          <li key={number}>
            <a className="menu-item" href={telHref(number)}>
              <Icon name="phone" />
              <span className="grow">{name}</span>
              <span className="strong">{formatPhone(number)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
