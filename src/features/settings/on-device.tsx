import { useLiveQuery } from 'dexie-react-hooks'
import { formatDayTime } from '#i18n/dates.ts'
import { useHelpTexts } from '#i18n/help-texts.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { Card } from '#ui/card.tsx'
import { DefinitionList } from '#ui/summary.tsx'

/** What works on this device without a network, and how old it is. [DV2] */
export function OnDevice() {
  const words = useHelpTexts().onDevice
  const { db } = useServices()
  const { lastSync } = useSyncState()
  const holds = useLiveQuery(async () => {
    const of = (type: string) => db.records.where('type').equals(type).count()
    const [incidents, plans, rules, duty] = await Promise.all(['incident', 'plan', 'duty_rules', 'duty'].map(of))
    const [drafts, photos] = await Promise.all([db.drafts.count(), db.photos.count()])
    return { incidents, drafts, photos, plans, rules, duty }
  }, [db])
  // whether the app itself was put on the device: then it opens from here
  const opensOffline = Boolean(globalThis.navigator?.serviceWorker?.controller)
  const there = (count: number | undefined) => (count ? words.there : words.notThere)
  return (
    <section className="stack-small" aria-labelledby="on-device">
      <h2 id="on-device">{words.title}</h2>
      <Card>
        <DefinitionList
          rows={[
            { term: words.app, value: opensOffline ? words.appReady : words.appNotYet },
            { term: words.asOf, value: lastSync ? formatDayTime(lastSync) : words.never },
            ...(holds
              ? [
                  { term: words.incidents, value: String(holds.incidents) },
                  { term: words.drafts, value: String(holds.drafts) },
                  { term: words.photos, value: String(holds.photos) },
                  { term: words.tasks, value: there(holds.plans) },
                  { term: words.deadlines, value: there(holds.rules) },
                  { term: words.duty, value: there(holds.duty) },
                ]
              : []),
          ]}
        />
      </Card>
    </section>
  )
}
