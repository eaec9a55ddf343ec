import type { Issue } from '#domain/incidents/validation.ts'
import type { PageTexts } from '#i18n/page-texts.ts'

/** A field's own word; a member without one is named after what it belongs to. */
export function fieldLabel(t: PageTexts, path: string): string {
  const known = t.labels.field[path]
  if (known) return known
  const [group, part, leaf] = path.split('.')
  if (group === 'people' && part === 'outcome' && leaf && leaf in t.labels.outcome)
    return t.labels.outcome[leaf as keyof typeof t.labels.outcome]
  if (group === 'people' && part === 'students' && leaf && leaf in t.labels.students)
    return t.labels.students[leaf as keyof typeof t.labels.students]
  return t.labels.field[group ?? ''] ?? path
}

export const issueText = (t: PageTexts, { code, path, params }: Issue): string =>
  t.issues[code](fieldLabel(t, path), params)
