import type { Fields } from '#domain/unit-forms/fields.ts'
import { blocksOf } from '#i18n/form-rows.ts'
import type { FormFace } from '#i18n/form-texts.ts'
import { labelOf } from '#i18n/form-words.ts'
import { Card } from '#ui/card.tsx'
import { DefinitionList } from '#ui/summary.tsx'

/** What a version of a form says, part by part. */
export function FormContent({ t, fields }: { t: FormFace; fields: Fields }) {
  return (
    <>
      {fields.nil === true && <p className="strong">{labelOf(t, 'nil')}</p>}
      {t.layout.parts.map((part) => {
        const blocks = blocksOf(t, fields, part)
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
