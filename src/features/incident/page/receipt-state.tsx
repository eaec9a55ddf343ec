import { useEffect, useState } from 'react'
import type { ReportEntry } from '#domain/incidents/incident.ts'
import type { Receipt, SigningKey } from '#domain/receipts/receipt.ts'
import type { ReceiptFailure } from '#domain/receipts/verify.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { Chip } from '#ui/chip.tsx'
import { Notice } from '#ui/notice.tsx'

type Verdict = 'checking' | 'valid' | ReceiptFailure

/** Checked on this phone, without a network; the code for it comes when it is wanted. [RC2] */
export function ReceiptState({
  entry,
  receipt,
  keys,
}: {
  entry: ReportEntry
  receipt: Receipt
  keys: readonly SigningKey[]
}) {
  const t = usePageTexts()
  const [verdict, setVerdict] = useState<Verdict>('checking')
  useEffect(() => {
    let gone = false
    void import('#domain/receipts/verify.ts').then(({ verifyReport }) => {
      const checked = verifyReport(receipt, entry, keys)
      if (!gone) setVerdict(checked.ok ? 'valid' : checked.error)
    })
    return () => {
      gone = true
    }
  }, [entry, receipt, keys])

  if (verdict === 'checking') return <p className="small">{t.incident.page.verifying}</p>
  if (verdict === 'valid') {
    return (
      <p>
        <Chip tone="ok" icon="check">
          {t.receipt.valid}
        </Chip>
      </p>
    )
  }
  if (verdict === 'key-unknown' && keys.length === 0) return <p className="small">{t.receipt.keyMissing}</p>
  return (
    <Notice tone="alarm" title={t.receipt.invalid}>
      {t.receipt.failures[verdict]}
    </Notice>
  )
}
