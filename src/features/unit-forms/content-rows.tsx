import type { Fields } from '#domain/unit-forms/fields.ts'
import { blocksOf } from '#i18n/form-rows.ts'
import { labelOf } from '#i18n/form-words.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DefinitionList } from '#ui/summary.tsx'
import type { FormPage } from './form-page.ts'

/** A whole form to be read, part by part. @param props.to for the ways to change something */
export function ContentRows({ page, fields, to }: { page: FormPage; fields: Fields; to?: (path: string) => string }) {
  const { t } = page
  return (
    <>
      {fields.nil === true && <p className="strong">{labelOf(t, 'nil')}</p>}
      {t.layout.parts.map((part) => {
        const blocks = blocksOf(t, fields, part)
        if (blocks.length === 0 && !to) return null
        return (
          <section key={part} className="stack-small" aria-labelledby={`form-${part}`}>
            <h2 id={`form-${part}`}>{t.parts[part]}</h2>
            {blocks.length === 0 && <p className="small">{t.nothingWritten}</p>}
            {blocks.map(({ key, rows }) => (
              <Card key={key}>
                <DefinitionList
                  rows={rows.map(({ term, value }) => ({
                    term,
                    value: <span className="form-words">{value}</span>,
                  }))}
                />
              </Card>
            ))}
            {to && (
              <ButtonLink kind="quiet" icon="edit" href={to(page.pathOf[part] ?? '')}>
                {`${t.change}: ${t.parts[part]}`}
              </ButtonLink>
            )}
          </section>
        )
      })}
    </>
  )
}
