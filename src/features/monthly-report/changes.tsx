import type { Difference } from '#domain/unit-forms/differences.ts'
import type { Fields } from '#domain/unit-forms/fields.ts'
import { useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { fullLabel, valueWords } from '#i18n/monthly-words.ts'
import { Card } from '#ui/card.tsx'

/** What differs between two versions, field by field: what stood there, and what stands there now. [MR9] */
export function Changes({ title, of, fields }: { title: string; of: readonly Difference[]; fields: Fields }) {
  const t = useMonthlyTexts()
  return (
    <section className="stack-small" aria-label={title}>
      <h2>{title}</h2>
      {of.length === 0 && <p className="small">{t.version.noChanges}</p>}
      {of.map(({ path, before, after }) => (
        <Card key={path}>
          <p className="strong">{fullLabel(t, path, fields)}</p>
          <p className="monthly-words">
            <del>{t.version.was(valueWords(t, path, before) ?? t.nothingWritten)}</del>
          </p>
          <p className="monthly-words">
            <ins>{t.version.now(valueWords(t, path, after) ?? t.nothingWritten)}</ins>
          </p>
        </Card>
      ))}
    </section>
  )
}
