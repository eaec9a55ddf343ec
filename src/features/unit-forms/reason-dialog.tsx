import { useState } from 'react'
import { NOTE_MAX, storableText } from '#domain/text.ts'
import { useUnitFormWords } from '#i18n/form-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { useKeptWords } from '#sync/use-kept-words.ts'
import { AskDialog } from '#ui/dialog.tsx'
import { TextArea } from '#ui/fields.tsx'
import { Alert } from '#ui/notice.tsx'

/** Asks why; nothing goes without. [V37] */
export function ReasonDialog({
  formId,
  title,
  problem,
  onClose,
  onDo,
}: {
  /** under which the words are kept */
  formId: string
  title: string
  /** why it was not taken; the dialog stays with every word */
  problem: string | null
  onClose(): void
  /** @returns whether it is in line */
  onDo(reason: string, formId: string): Promise<boolean>
}) {
  const t = useUnitFormWords()
  const { common } = useTexts()
  const kept = useKeptWords(formId)
  const [error, setError] = useState<string>()
  const submit = () => {
    const words = storableText(kept.text).trim()
    const tooLong = words.length > NOTE_MAX ? t.approval.reasonTooLong(NOTE_MAX) : undefined
    const wrong = words === '' ? t.approval.reasonMissing : tooLong
    setError(wrong)
    if (!wrong) void kept.handIn((id) => onDo(words, id))
  }
  return (
    <AskDialog
      open
      kept={kept}
      title={title}
      confirm={title}
      cancel={common.cancel}
      onConfirm={submit}
      onClose={onClose}
    >
      {problem && <Alert title={problem} />}
      <TextArea
        id="form-reason"
        label={t.approval.reason}
        rows={3}
        value={kept.text}
        error={error}
        onChange={kept.set}
      />
    </AskDialog>
  )
}
