import type { PlainChange } from '#storage/mutate.ts'
import { useComment } from '#sync/use-comment.ts'
import { Composer } from '#ui/composer.tsx'

interface Props {
  /** the record that it is about */
  entity: string
  changeOf(text: string): PlainChange
  onSent(): void
}

/** A word to the unit about its incident or its task. [CM1] */
export function DeskComment({ entity, changeOf, onSent }: Props) {
  const comment = useComment(entity, changeOf)
  const send = async () => {
    await comment.send()
    onSent()
  }
  return <Composer {...comment} send={send} />
}
