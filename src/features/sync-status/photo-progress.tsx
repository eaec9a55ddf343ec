import { formatBytes } from '#i18n/numbers.ts'
import { useSyncPageTexts } from '#i18n/sync-page-texts.ts'
import { type Texts, useTexts } from '#i18n/texts.ts'
import type { PhotoRow } from '#storage/tables.ts'
import { useSyncState } from '#sync/services.tsx'
import { Meter } from '#ui/meter.tsx'

/** How far one photo has come; an upload that was cut goes on from there. */
export function PhotoProgress({ photo, n }: { photo: PhotoRow; n: number }) {
  const t = useTexts()
  const words = useSyncPageTexts()
  const { photo: under } = useSyncState()
  const sent = under?.id === photo.id ? under.sent : photo.offset
  const label = `${words.photo(n)} · ${words.photoProgress(formatBytes(sent), formatBytes(photo.ref.size))}`
  return (
    <div>
      <Meter label={label} value={sent} max={photo.ref.size} />
      {photo.problem && <p className="small">{words.photoProblem(reasonOf(t, photo.problem))}</p>}
    </div>
  )
}

const isKnown = (t: Texts, code: string): code is keyof Texts['errors'] => code in t.errors
const reasonOf = (t: Texts, code: string) => (isKnown(t, code) ? t.errors[code] : t.errors['server-error'])
