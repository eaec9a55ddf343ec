import { useEffect } from 'react'
import { COMMENT_MAX } from '#domain/comment.ts'
import type { Refusal } from '#domain/refusals.ts'
import { useTexts } from '#i18n/texts.ts'
import { Button } from './button.tsx'
import { TextArea } from './fields.tsx'

interface ComposerProps {
  text: string
  busy: boolean
  problem: { kind: 'empty' | 'too-long' | 'failed' } | { kind: 'refused'; refusal: Refusal } | null
  set(text: string): void
  send(): Promise<void>
}

const FIELD = 'field-comment'

/** Where a comment is written, under what has been said so far. */
export function Composer({ text, busy, problem, set, send }: ComposerProps) {
  const { comments: t, refusals } = useTexts()
  useEffect(() => {
    // somebody was sent here to go on with this word; a page that is read stays at its top
    if (location.hash === `#${FIELD}`) document.getElementById(FIELD)?.focus()
  }, [])
  const words = { empty: t.missing, 'too-long': t.tooLong(COMMENT_MAX), failed: t.failed }
  const error =
    problem === null
      ? undefined
      : problem.kind === 'refused'
        ? refusals[problem.refusal.code](problem.refusal.details)
        : words[problem.kind]
  return (
    <form
      noValidate
      className="stack-small composer"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <TextArea id={FIELD} label={t.label} hint={t.hint} rows={3} error={error} value={text} onChange={set} />
      <Button kind="ghost" icon="send" type="submit" busy={busy}>
        {t.send}
      </Button>
    </form>
  )
}
