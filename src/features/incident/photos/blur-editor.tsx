import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { PhotoId } from '#domain/ids.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import type { PhotoRow } from '#storage/tables.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Choices } from '#ui/choices.tsx'
import { Dialog } from '#ui/dialog.tsx'
import type { Point } from './mosaic.ts'
import { type Prepared, photoFrom } from './prepare.ts'
import { useMosaic } from './use-mosaic.ts'

const SIZES = ['small', 'medium', 'large'] as const
type Size = (typeof SIZES)[number]
/** the brush's radius as a part of the picture's long side */
const RADIUS = { small: 0.025, medium: 0.05, large: 0.1 } as const satisfies Record<Size, number>
/** how far an arrow key moves the brush, as a part of the long side */
const NUDGE = 0.02

/** Covers faces with a finger, a mouse or the keyboard; what is saved holds nothing of what was covered. [PH10] */
export function BlurEditor({
  photo,
  onSave,
  onClose,
}: {
  photo: PhotoRow
  onSave(prepared: Prepared): Promise<void>
  onClose(): void
}) {
  const { newId } = useServices()
  const { blur: t, photos } = usePageTexts().incident
  const mosaic = useMosaic(photo)
  const { width, height } = photo.ref
  const longSide = Math.max(width, height)
  const [size, setSize] = useState<Size>('medium')
  const [brush, setBrush] = useState<Point>({ x: width / 2, y: height / 2 })
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const last = useRef<Point | null>(null)
  const radius = RADIUS[size] * longSide

  const pointAt = (event: PointerEvent<HTMLCanvasElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect()
    return {
      x: ((event.clientX - box.left) / box.width) * width,
      y: ((event.clientY - box.top) / box.height) * height,
    }
  }
  const onDown = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    const at = pointAt(event)
    last.current = at
    setBrush(at)
    mosaic.begin()
    mosaic.stroke(at, at, radius)
  }
  const onMove = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!last.current) return
    const at = pointAt(event)
    mosaic.stroke(last.current, at, radius)
    last.current = at
    setBrush(at)
  }
  const onKey = (event: KeyboardEvent) => {
    const step = NUDGE * longSide
    const moves: Record<string, Point> = {
      ArrowLeft: { x: -step, y: 0 },
      ArrowRight: { x: step, y: 0 },
      ArrowUp: { x: 0, y: -step },
      ArrowDown: { x: 0, y: step },
    }
    const move = moves[event.key]
    if (move) setBrush(({ x, y }) => ({ x: within(x + move.x, width), y: within(y + move.y, height) }))
    else if (event.key === ' ') {
      mosaic.begin()
      mosaic.stroke(brush, brush, radius)
    } else if (event.key === 'Backspace') mosaic.undo()
    else return
    event.preventDefault()
  }
  const save = async () => {
    const canvas = mosaic.canvas.current
    if (!canvas) return
    setSaving(true)
    const prepared = await photoFrom(canvas, newId() as PhotoId)
    if (prepared.ok) await onSave(prepared.value)
    else setProblem(photos.problems[prepared.error])
    setSaving(false)
  }
  const ring = {
    left: `${(brush.x / width) * 100}%`,
    top: `${(brush.y / height) * 100}%`,
    width: `${((radius * 2) / width) * 100}%`,
  }
  return (
    <Dialog
      open
      title={t.title}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" wide busy={saving} disabled={mosaic.strokes === 0} onClick={save}>
            {t.save}
          </Button>
          <Button kind="ghost" wide onClick={onClose}>
            {t.cancel}
          </Button>
        </>
      }
    >
      <p className="small">{t.how}</p>
      <p className="small for-keyboard">{t.keys}</p>
      {problem && (
        <p className="error" role="alert">
          {problem}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard's way to paint; role application takes its keys */}
      <div className="blur-area" role="application" aria-label={t.area} tabIndex={0} onKeyDown={onKey}>
        <canvas
          ref={mosaic.canvas}
          onPointerDown={onDown}
          onPointerMove={onMove}
          onPointerUp={() => {
            last.current = null
          }}
          onPointerCancel={() => {
            last.current = null
          }}
        />
        <span className="blur-brush" style={ring} aria-hidden="true" />
      </div>
      <p className="small" role="status">
        {t.painted(mosaic.strokes)}
      </p>
      <Choices<Size>
        legend={t.brush}
        options={SIZES.map((value) => ({ value, label: t.sizes[value] }))}
        value={size}
        onChange={setSize}
      />
      <div className="row">
        <Button kind="ghost" icon="refresh" disabled={mosaic.strokes === 0} onClick={mosaic.undo}>
          {t.undo}
        </Button>
        <Button kind="ghost" icon="eraser" disabled={!mosaic.ready} onClick={mosaic.all}>
          {t.all}
        </Button>
      </div>
    </Dialog>
  )
}

const within = (at: number, max: number) => Math.min(max, Math.max(0, at))
