import { usePageTexts } from '#i18n/page-texts.ts'
import { useServices } from '#sync/services.tsx'
import { Card } from '#ui/card.tsx'
import { Screen } from '#ui/screen.tsx'
import { DefinitionList } from '#ui/summary.tsx'
import { Contacts } from './contacts.tsx'
import { InstallCard } from './install-card.tsx'
import { Menu } from './menu.tsx'

/** Who one is, whom to call, and everything that is needed less often. */
export function SettingsPage() {
  const t = usePageTexts()
  const { active, actor } = useServices()
  const { profile, shared } = active
  return (
    <Screen title={t.settings.title}>
      <section className="stack-small" aria-labelledby="settings-account">
        <h2 id="settings-account">{t.settings.account}</h2>
        <Card>
          <p className="strong">{actor.name}</p>
          <DefinitionList
            rows={[
              ...actor.grants
                .filter(({ inherited }) => !inherited)
                .map(({ role, unitName }) => ({ term: t.labels.role[role], value: unitName })),
              { term: t.settings.department, value: profile.departmentName },
              { term: t.settings.username, value: profile.username },
              ...(shared ? [{ term: t.settings.sharedDevice, value: t.common.yes }] : []),
            ]}
          />
        </Card>
      </section>
      <Contacts />
      <InstallCard />
      <Menu />
      <p className="small">{t.settings.version(import.meta.env.APP_VERSION)}</p>
    </Screen>
  )
}
