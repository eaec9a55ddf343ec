import { useEffect, useState } from 'react'
import type { PhotoRef } from '#domain/photos/photo.ts'
import type { Receipt, SigningKey } from '#domain/receipts/receipt.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { photoBytes } from '#storage/photos.ts'
import { useServices } from '#sync/services.tsx'
import { Chip } from '#ui/chip.tsx'
import { OptionalPart } from '#ui/optional-part.tsx'
import type { PictureParts } from './pictures.ts'
import type { TaskOnDevice } from './read-task.ts'

interface Props {
  photos: readonly PhotoRef[]
  task: TaskOnDevice
  view: PictureParts['view']
}

/** The pictures of one product, and how far each has come. */
export function ProductPictures({ photos, task, view: View }: Props) {
  const { tasks: t } = useTaskTexts()
  const { active } = useServices()
  if (photos.length === 0) return null
  return (
    <ul className="task-pictures">
      {photos.map(({ id, type, sha256 }, n) => {
        const receipt = task.receipts.get(id)
        const remote = receipt ? `/api/photos/${id}?account=${active.profile.accountId}` : null
        return (
          <li key={id}>
            <OptionalPart loading={t.picturesLoading} unloaded={t.picturesUnloaded}>
              <View id={id} type={type} sha256={sha256} alt={t.picture(n + 1)} remote={remote} />
            </OptionalPart>
            {receipt ? (
              <Stored id={id} receipt={receipt} keys={task.keys} />
            ) : (
              <p className="small">{t.pictureWaits(n + 1)}</p>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** Checked here, without a network, where this device still has the bytes; the code for it comes when it is wanted. [RC4] */
function Stored({ id, receipt, keys }: { id: PhotoRef['id']; receipt: Receipt; keys: readonly SigningKey[] }) {
  const { db } = useServices()
  const { tasks: t } = useTaskTexts()
  const [checked, setChecked] = useState<'valid' | 'invalid' | null>(null)
  useEffect(() => {
    let gone = false
    void Promise.all([import('#domain/receipts/verify.ts'), photoBytes(db, id)]).then(
      ([{ verifyPhoto }, bytes]) => {
        if (!gone && bytes && keys.length > 0) setChecked(verifyPhoto(receipt, bytes, keys).ok ? 'valid' : 'invalid')
      },
      (error: unknown) => console.warn('receipt not checked', error instanceof Error ? error.name : error),
    )
    return () => {
      gone = true
    }
  }, [db, id, receipt, keys])
  if (checked === 'invalid') return <Chip tone="alarm">{t.pictureReceipt.invalid}</Chip>
  return (
    <Chip tone="ok" icon="check">
      {checked === 'valid' ? t.pictureReceipt.valid : t.pictureReceipt.stored}
    </Chip>
  )
}
