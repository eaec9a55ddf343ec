import { versionSchema } from '#domain/monthly-reports/report.ts'
import { blocksOf } from '#i18n/form-rows.ts'
import type { FormFace } from '#i18n/form-texts.ts'
import { labelOf } from '#i18n/form-words.ts'
import { useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { Card } from '#ui/card.tsx'
import { DefinitionList } from '#ui/summary.tsx'

/** What a version of a month's report says, part by part. @param props.entry as it stands in a file that was checked */
export function MonthlyContent({ entry }: { entry: unknown }) {
  const t: FormFace = useMonthlyTexts()
  const version = versionSchema.safeParse(entry)
  if (!version.success) return null
  const { snapshot } = version.data
  return (
    <>
      {snapshot.nil === true && <p className="strong">{labelOf(t, 'nil')}</p>}
      {t.layout.parts.map((part) => {
        const blocks = blocksOf(t, snapshot, part)
        if (blocks.length === 0) return null
        return (
          <section key={part} className="stack-small">
            <h3>{t.parts[part]}</h3>
            {blocks.map(({ key, rows }) => (
              <Card key={key}>
                <DefinitionList
                  rows={rows.map(({ term, value }) => ({
                    term,
                    value: <span className="receipt-words">{value}</span>,
                  }))}
                />
              </Card>
            ))}
          </section>
        )
      })}
    </>
  )
}
