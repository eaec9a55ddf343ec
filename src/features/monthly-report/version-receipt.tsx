import { useEffect, useState } from 'react'
import type { Version } from '#domain/monthly-reports/report.ts'
import type { MonthlyReceiptFile } from '#domain/receipts/file.ts'
import type { Receipt, SigningKey } from '#domain/receipts/receipt.ts'
import type { ReceiptFailure } from '#domain/receipts/verify.ts'
import { useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { useReceiptTexts } from '#i18n/receipt-texts.ts'
import { Chip } from '#ui/chip.tsx'
import { Notice } from '#ui/notice.tsx'

interface Shown {
  receipt: Receipt
  version: Version
  keys: readonly SigningKey[]
}

/** Checked on this phone, without a network; the code for it comes when it is wanted. [RC7] */
export function VersionReceipt({ receipt, version, keys }: Shown) {
  const t = useMonthlyTexts()
  const words = useReceiptTexts()
  const [verdict, setVerdict] = useState<'checking' | 'valid' | ReceiptFailure>('checking')
  useEffect(() => {
    let isHere = true
    void import('#domain/receipts/verify.ts').then(({ verifyMonthly }) => {
      const checked = verifyMonthly(receipt, version, keys)
      if (isHere) setVerdict(checked.ok ? 'valid' : checked.error)
    })
    return () => {
      isHere = false
    }
  }, [receipt, version, keys])
  if (verdict === 'checking') return <p className="small">{t.version.checking}</p>
  if (verdict === 'valid')
    return (
      <p>
        <Chip tone="ok" icon="check">
          {words.valid}
        </Chip>
      </p>
    )
  if (verdict === 'key-unknown' && keys.length === 0) return <p className="small">{words.keyMissing}</p>
  return (
    <Notice tone="alarm" title={words.invalid}>
      {words.failures[verdict]}
    </Notice>
  )
}

/** The version with its receipt as one file that anyone can check at `/bien-nhan`. [RC5, RC7] */
export function saveReceipt({
  receipt,
  version,
  keys,
  unitName,
  departmentName,
}: Shown & { unitName: string; departmentName: string }): void {
  const file: MonthlyReceiptFile = {
    format: 'dau-moi-receipt/1',
    departmentName,
    unitName,
    entry: version,
    receipt,
    photos: [],
    keys: keys.filter(({ id }) => id === receipt.key),
  }
  const url = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: 'application/json' }))
  const { payload } = receipt
  const name = payload.kind === 'monthly.report' ? `${payload.code}-ban-${payload.no}` : version.id
  Object.assign(document.createElement('a'), { href: url, download: `bien-nhan-${name}.json` }).click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
