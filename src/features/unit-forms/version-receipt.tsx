import { useEffect, useState } from 'react'
import type { FormReceiptFile } from '#domain/receipts/file.ts'
import type { FormReceiptPayload, Receipt, SigningKey } from '#domain/receipts/receipt.ts'
import type { ReceiptFailure } from '#domain/receipts/verify.ts'
import type { FormVersion } from '#domain/unit-forms/record.ts'
import { useUnitFormWords } from '#i18n/form-texts.ts'
import { useReceiptTexts } from '#i18n/receipt-texts.ts'
import { Chip } from '#ui/chip.tsx'
import { Notice } from '#ui/notice.tsx'
import { saveJson } from '#ui/save-file.ts'

interface Shown {
  receipt: Receipt
  version: FormVersion
  keys: readonly SigningKey[]
}

const KIND = { monthly: 'monthly.report', plan: 'unit.plan' } as const satisfies Record<
  string,
  FormReceiptPayload['kind']
>

/** Checked on this phone, without a network; the code for it comes when it is wanted. [RC7] */
export function VersionReceipt({ family, receipt, version, keys }: Shown & { family: keyof typeof KIND }) {
  const t = useUnitFormWords()
  const words = useReceiptTexts()
  const [verdict, setVerdict] = useState<'checking' | 'valid' | ReceiptFailure>('checking')
  useEffect(() => {
    let isHere = true
    void import('#domain/receipts/verify.ts').then(({ verifyForm }) => {
      const checked = verifyForm(KIND[family], receipt, version, keys)
      if (isHere) setVerdict(checked.ok ? 'valid' : checked.error)
    })
    return () => {
      isHere = false
    }
  }, [family, receipt, version, keys])
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
  const file: FormReceiptFile = {
    format: 'dau-moi-receipt/1',
    departmentName,
    unitName,
    entry: version,
    receipt,
    photos: [],
    keys: keys.filter(({ id }) => id === receipt.key),
  }
  const { payload } = receipt
  const name =
    payload.kind === 'monthly.report' || payload.kind === 'unit.plan' ? `${payload.code}-ban-${payload.no}` : version.id
  saveJson(file, `bien-nhan-${name}.json`)
}
