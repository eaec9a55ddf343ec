import { useLiveQuery } from 'dexie-react-hooks'
import { incidentBodySchema } from '#domain/incidents/body.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { reportRows } from '#i18n/report-rows.ts'
import { statusWords } from '#i18n/sync-words.ts'
import { readRefused } from '#storage/views.ts'
import { useServices } from '#sync/services.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Loading } from '#ui/states.tsx'
import { DefinitionList } from '#ui/summary.tsx'

/**
 * No such incident in view. When that is so because its first report was refused, its page says so, with every
 * word still there and the way to mend it. [PR3]
 */
export function NotHere({ incidentId }: { incidentId: string }) {
  const { db, clock } = useServices()
  const t = usePageTexts()
  const { page } = t.incident
  const refused = useLiveQuery(
    async () => (await readRefused(db)).filter(({ entity }) => entity === incidentId),
    [db, incidentId],
  )
  if (refused === undefined) {
    return (
      <Screen title={page.back} back="/bao-cao">
        <Loading label={page.verifying} />
      </Screen>
    )
  }
  const last = refused.at(-1)
  if (!last) {
    return (
      <Screen title={page.notFoundTitle} back="/bao-cao">
        <Empty icon="search" title={page.notFound} />
      </Screen>
    )
  }
  const words = statusWords(t, { kind: 'refused', code: last.code, details: last.details }, clock())
  const body = incidentBodySchema.safeParse((last.args as { body?: unknown } | null)?.body)
  const rows = body.success ? reportRows(t, body.data).filter(({ value }) => value !== null) : []
  return (
    <Screen
      title={(body.success && body.data.title) || page.back}
      back="/bao-cao"
      status={
        <div className="row row-middle">
          <Chip tone={words.tone}>{words.chip}</Chip>
          <span className="small grow">{words.line}</span>
        </div>
      }
      actions={
        <ButtonLink kind="primary" wide icon="edit" href="/can-sua">
          {page.toTray}
        </ButtonLink>
      }
    >
      <Card>
        <DefinitionList rows={rows} />
      </Card>
    </Screen>
  )
}
