import { type ChangeEvent, useId, useState } from 'react'
import type { PhotoId } from '#domain/ids.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import type { PhotoRow } from '#storage/tables.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { BlurEditor } from './blur-editor.tsx'
import { PhotoView } from './photo-view.tsx'
import { type Prepared, preparePhoto } from './prepare.ts'
import type { PhotoProblem } from './problem.ts'

interface Problem {
  name: string
  why: string
}

/** What is being written, as far as its photos go. */
export interface PhotoFieldProps {
  photos: readonly PhotoRow[]
  most: number
  /** photos that are still being reduced */
  jobs: number
  track(job: Promise<unknown>): void
  /** @returns false when what it was taken for is no longer there */
  add(photo: Prepared): Promise<boolean>
  remove(id: PhotoId): Promise<void>
}

/** Photos of a draft or a form: taken or chosen, each made small, kept with it, faces covered by hand. */
export function PhotoField({ photos, most, jobs, track, add, remove }: PhotoFieldProps) {
  const { newId } = useServices()
  const { photos: t, tooMany } = usePageTexts().incident
  const [problems, setProblems] = useState<Problem[]>([])
  const [said, setSaid] = useState('')
  const [blurring, setBlurring] = useState<PhotoRow | null>(null)

  async function take(files: File[]): Promise<void> {
    const room = most - photos.length
    const found: Problem[] = files.slice(room).map(({ name }) => ({ name, why: tooMany(most) }))
    let added = 0
    for (const file of files.slice(0, room)) {
      const problem = await takeOne(file)
      if (problem) found.push({ name: file.name, why: t.problems[problem] })
      else added += 1
    }
    setProblems(found)
    setSaid(added > 0 ? t.added(added) : '')
  }

  async function takeOne(file: File): Promise<PhotoProblem | null> {
    try {
      const prepared = await preparePhoto(file, newId() as PhotoId)
      if (!prepared.ok) return prepared.error
      return await keep(prepared.value)
    } catch (error) {
      // the decoder or the canvas gave up, most often for want of memory
      console.warn('photo not prepared', error instanceof Error ? error.name : error)
      return 'photo-broken'
    }
  }

  async function keep(prepared: Prepared): Promise<PhotoProblem | null> {
    try {
      return (await add(prepared)) ? null : 'photo-late'
    } catch (error) {
      console.warn('photo not kept', error instanceof Error ? error.name : error)
      return 'photo-storage'
    }
  }

  async function replace(old: PhotoRow, prepared: Prepared): Promise<void> {
    const problem = await keep(prepared)
    if (problem) setProblems([{ name: t.photo(photos.indexOf(old) + 1), why: t.problems[problem] }])
    else await remove(old.id)
    setBlurring(null)
  }

  const onChosen = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])]
    // the same file may be chosen again
    event.target.value = ''
    if (files.length > 0) track(take(files))
  }
  return (
    <fieldset className="group" id="field-photos" tabIndex={-1}>
      <legend className="label">{t.legend}</legend>
      <p className="hint">{t.hint}</p>
      <div className="photo-buttons">
        <FileButton icon="camera" label={t.take} capture onChange={onChosen} />
        <FileButton icon="image" label={t.choose} onChange={onChosen} />
      </div>
      <p className="small" role="status">
        {jobs > 0 ? t.working : said}
      </p>
      {problems.length > 0 && (
        <ul className="photo-problems" role="alert">
          {problems.map(({ name, why }) => (
            <li key={`${name} ${why}`} className="error">
              <Icon name="alert" />
              <span>{t.problem(name, why)}</span>
            </li>
          ))}
        </ul>
      )}
      {photos.length > 0 && <Notice tone="wait" title={t.faces} />}
      <ul className="photo-list">
        {photos.map((photo, n) => (
          <li key={photo.id}>
            <PhotoView id={photo.id} type={photo.ref.type} sha256={photo.ref.sha256} alt={t.alt(n + 1)} remote={null} />
            <div className="row row-middle">
              <span className="small grow">{`${t.photo(n + 1)} · ${t.size(Math.ceil(photo.ref.size / 1000))}`}</span>
              <Button
                kind="ghost"
                icon="eraser"
                aria-label={`${t.blur}: ${t.photo(n + 1)}`}
                onClick={() => setBlurring(photo)}
              >
                {t.blur}
              </Button>
              <Button
                kind="quiet"
                icon="trash"
                aria-label={`${t.remove}: ${t.photo(n + 1)}`}
                onClick={() => void remove(photo.id)}
              >
                {t.remove}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {blurring && (
        <BlurEditor
          photo={blurring}
          onSave={(prepared) => {
            const job = replace(blurring, prepared)
            track(job)
            return job
          }}
          onClose={() => setBlurring(null)}
        />
      )}
    </fieldset>
  )
}

interface FileButtonProps {
  icon: 'camera' | 'image'
  label: string
  capture?: boolean
  onChange(event: ChangeEvent<HTMLInputElement>): void
}

function FileButton({ icon, label, capture, onChange }: FileButtonProps) {
  const id = useId()
  return (
    <label className="btn btn-ghost file-button" htmlFor={id}>
      <Icon name={icon} />
      <span>{label}</span>
      <input
        id={id}
        className="unseen"
        type="file"
        accept="image/*"
        onChange={onChange}
        {...(capture ? { capture: 'environment' as const } : { multiple: true })}
      />
    </label>
  )
}
