import type { Difference } from '#domain/unit-forms/differences.ts'
import type { Fields } from '#domain/unit-forms/fields.ts'
import type { FormFace } from '#i18n/form-texts.ts'
import { fullLabel, valueWords } from '#i18n/form-words.ts'
import { Card } from '#ui/card.tsx'

/** What differs between two versions, field by field: what stood there, and what stands there now. [MR9] */
export function Changes({
  t,
  title,
  of,
  fields,
}: {
  t: FormFace
  title: string
  of: readonly Difference[]
  fields: Fields
}) {
  return (
    <section className="stack-small" aria-label={title}>
      <h2>{title}</h2>
      {of.length === 0 && <p className="small">{t.version.noChanges}</p>}
      {of.map(({ path, before, after }) => (
        <Card key={path}>
          <p className="strong">{fullLabel(t, path, fields)}</p>
          <p className="form-words">
            <del>{t.version.was(valueWords(t, path, before) ?? t.nothingWritten)}</del>
          </p>
          <p className="form-words">
            <ins>{t.version.now(valueWords(t, path, after) ?? t.nothingWritten)}</ins>
          </p>
        </Card>
      ))}
    </section>
  )
}
