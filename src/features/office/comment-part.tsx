import { useQueryClient } from '@tanstack/react-query'
import { lazy } from 'react'
import { useTexts } from '#i18n/texts.ts'
import type { PlainChange } from '#storage/mutate.ts'
import { useServices } from '#sync/services.tsx'
import { OptionalPart } from '#ui/optional-part.tsx'

const DeskComment = lazy(async () => ({ default: (await import('./desk-comment.tsx')).DeskComment }))

/** Where the office writes to a unit, under what has been said so far. */
export function CommentPart({ entity, changeOf }: { entity: string; changeOf(text: string): PlainChange }) {
  const { comments: t } = useTexts()
  const { active } = useServices()
  const queries = useQueryClient()
  const onSent = () => void queries.invalidateQueries({ queryKey: ['desk', active.profile.accountId] })
  return (
    <OptionalPart loading={t.loading} unloaded={t.unloaded}>
      <DeskComment key={entity} entity={entity} changeOf={changeOf} onSent={onSent} />
    </OptionalPart>
  )
}
