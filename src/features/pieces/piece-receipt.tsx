import { useEffect, useState } from 'react'
import type { SentEntry } from '#domain/pieces/piece.ts'
import type { PieceReceiptFile } from '#domain/receipts/file.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { formatDayTime } from '#i18n/dates.ts'
import { usePieceTexts } from '#i18n/piece-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import type { PieceOnDevice } from '#storage/pieces.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { saveJson } from '#ui/save-file.ts'

/** The receipt of the newest version: checked on this device without a network, and saved as a file for anyone. [RC5, RC8] */
export function PieceReceipt({ on, version }: { on: PieceOnDevice; version: SentEntry }) {
  const t = usePieceTexts()
  const { labels } = useTexts()
  const { active } = useServices()
  const receipt = on.receipts.get(version.id)
  const { by } = version
  return (
    <section className="stack-small" aria-labelledby="piece-receipt">
      <h2 id="piece-receipt">{t.receipt.title}</h2>
      {receipt ? (
        <Card>
          <div className="stack-small">
            <p>
              {t.by(by.name, labels.role[by.role], formatDayTime(version.stamps.received ?? version.stamps.committed))}
            </p>
            <Checked receipt={receipt} version={version} keys={on.keys} />
            <Button
              kind="ghost"
              icon="install"
              onClick={() => save(on, receipt, version, active.profile.departmentName)}
            >
              {t.receipt.save}
            </Button>
          </div>
        </Card>
      ) : (
        <p className="small">{t.receipt.none}</p>
      )}
    </section>
  )
}

function Checked({ receipt, version, keys }: { receipt: Receipt; version: SentEntry; keys: PieceOnDevice['keys'] }) {
  const t = usePieceTexts().receipt
  const [verdict, setVerdict] = useState<'checking' | 'valid' | 'invalid' | 'noKey'>('checking')
  useEffect(() => {
    let isHere = true
    import('#domain/receipts/verify.ts').then(
      ({ verifyPiece }) => {
        const checked = verifyPiece(receipt, version, keys)
        const failed = !checked.ok && checked.error === 'key-unknown' && keys.length === 0 ? 'noKey' : 'invalid'
        if (isHere) setVerdict(checked.ok ? 'valid' : failed)
      },
      (error: unknown) => console.warn('receipt not checked', error instanceof Error ? error.name : error),
    )
    return () => {
      isHere = false
    }
  }, [receipt, version, keys])
  if (verdict === 'valid' || verdict === 'invalid')
    return (
      <p>
        <Chip tone={verdict === 'valid' ? 'ok' : 'alarm'} icon={verdict === 'valid' ? 'check' : 'alert'}>
          {t[verdict]}
        </Chip>
      </p>
    )
  return <p className="small">{t[verdict]}</p>
}

function save({ piece, keys }: PieceOnDevice, receipt: Receipt, version: SentEntry, departmentName: string): void {
  const file: PieceReceiptFile = {
    format: 'dau-moi-receipt/1',
    departmentName,
    unitName: piece.unitName,
    entry: version,
    receipt,
    photos: [],
    keys: keys.filter(({ id }) => id === receipt.key),
  }
  saveJson(file, `bien-nhan-${piece.code ?? version.id}-ban-${version.no}.json`)
}
