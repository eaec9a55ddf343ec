import { usePageTexts } from '#i18n/page-texts.ts'
import { useSettingsTexts } from '#i18n/settings-texts.ts'
import { useServices } from '#sync/services.tsx'
import { Card } from '#ui/card.tsx'
import { Screen } from '#ui/screen.tsx'
import { DefinitionList } from '#ui/summary.tsx'
import { useWide } from '#ui/wide.ts'
import { Contacts } from './contacts.tsx'
import { InstallCard } from './install-card.tsx'
import { Menu } from './menu.tsx'

/** Who one is, whom to call, and everything that is needed less often. */
export function SettingsPage() {
  const t = usePageTexts()
  const words = useSettingsTexts()
  const { active, actor } = useServices()
  const { profile, shared } = active
  const isWide = useWide()
  return (
    <Screen title={words.title}>
      <section className="stack-small" aria-labelledby="settings-account">
        <h2 id="settings-account">{words.account}</h2>
        <Card>
          <p className="strong">{actor.name}</p>
          <DefinitionList
            rows={[
              ...actor.grants
                .filter(({ inherited }) => !inherited)
                .map(({ role, unitName }) => ({ term: t.labels.role[role], value: unitName })),
              { term: words.department, value: profile.departmentName },
              { term: words.username, value: profile.username },
              ...(shared ? [{ term: words.sharedDevice, value: t.common.yes }] : []),
            ]}
          />
        </Card>
      </section>
      <Contacts />
      <InstallCard />
      {!isWide && <Menu />}
      <p className="small">{words.version(import.meta.env.APP_VERSION)}</p>
    </Screen>
  )
}

/** Beside every page of this tab in a wide window: the way to the others. */
export function SettingsPane() {
  return (
    <div className="screen-body">
      <Menu />
    </div>
  )
}
