import { useState } from 'react'
import { useUnitFormWords } from '#i18n/form-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { AskDialog } from '#ui/dialog.tsx'
import { TextArea } from '#ui/fields.tsx'

/** Asks why; nothing goes without. [V37] */
export function ReasonDialog({
  title,
  onClose,
  onDo,
}: {
  title: string
  onClose(): void
  onDo(reason: string): Promise<void>
}) {
  const t = useUnitFormWords()
  const { common } = useTexts()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  return (
    <AskDialog
      open
      title={title}
      confirm={title}
      cancel={common.cancel}
      onConfirm={() => (reason.trim() === '' ? setError(t.approval.reasonMissing) : void onDo(reason.trim()))}
      onClose={onClose}
    >
      <TextArea id="form-reason" label={t.approval.reason} rows={3} value={reason} error={error} onChange={setReason} />
    </AskDialog>
  )
}
