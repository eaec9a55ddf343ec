import { PARTS } from '#domain/monthly-reports/parts.ts'
import type { Fields } from '#domain/unit-forms/fields.ts'
import { blocksOf } from '#i18n/monthly-rows.ts'
import { useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DefinitionList } from '#ui/summary.tsx'
import { PATH_OF } from './addresses.ts'

/** A whole report to be read, part by part. @param props.to for the ways to change something */
export function ContentRows({ fields, to }: { fields: Fields; to?: (path: string) => string }) {
  const t = useMonthlyTexts()
  return (
    <>
      {fields.nil === true && <p className="strong">{t.nil.title}</p>}
      {PARTS.map((part) => {
        const blocks = blocksOf(t, fields, part)
        if (blocks.length === 0 && !to) return null
        return (
          <section key={part} className="stack-small" aria-labelledby={`monthly-${part}`}>
            <h2 id={`monthly-${part}`}>{t.parts[part]}</h2>
            {blocks.length === 0 && <p className="small">{t.nothingWritten}</p>}
            {blocks.map(({ key, rows }) => (
              <Card key={key}>
                <DefinitionList
                  rows={rows.map(({ term, value }) => ({
                    term,
                    value: <span className="monthly-words">{value}</span>,
                  }))}
                />
              </Card>
            ))}
            {to && (
              <ButtonLink kind="quiet" icon="edit" href={to(PATH_OF[part])}>
                {`${t.change}: ${t.parts[part]}`}
              </ButtonLink>
            )}
          </section>
        )
      })}
    </>
  )
}
