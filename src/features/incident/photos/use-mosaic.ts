import { useEffect, useRef, useState } from 'react'
import { photoBytes } from '#storage/photos.ts'
import type { PhotoRow } from '#storage/tables.ts'
import { useServices } from '#sync/services.tsx'
import { contextOf } from './canvas.ts'
import { allCells, cellsAlong, flatCell, type Grid, gridOf, type Pixels, type Point } from './mosaic.ts'

interface Work {
  original: ImageData
  grid: Grid
  strokes: number[][]
  covered: Set<number>
}

/** The photo on a canvas, with strokes of flat squares on it that can be taken back one by one. */
export function useMosaic(photo: PhotoRow) {
  const { db } = useServices()
  const canvas = useRef<HTMLCanvasElement>(null)
  const work = useRef<Work | null>(null)
  const [strokes, setStrokes] = useState(0)
  const [ready, setReady] = useState(false)

  useEffect(() => {
    let gone = false
    void photoBytes(db, photo.id).then(async (bytes) => {
      if (!bytes) return
      const bitmap = await createImageBitmap(new Blob([bytes], { type: photo.ref.type }))
      const target = canvas.current
      if (gone || !target) return bitmap.close()
      const { width, height } = bitmap
      Object.assign(target, { width, height })
      const context = contextOf(target)
      context.drawImage(bitmap, 0, 0)
      bitmap.close()
      const original = context.getImageData(0, 0, width, height)
      work.current = { original, grid: gridOf(width, height), strokes: [], covered: new Set() }
      setReady(true)
    })
    return () => {
      gone = true
    }
  }, [db, photo])

  function cover(cells: readonly number[]): void {
    const { current } = work
    if (!current || !canvas.current) return
    const fresh = cells.filter((cell) => !current.covered.has(cell))
    paint(canvas.current, current.original, current.grid, fresh)
    for (const cell of fresh) current.covered.add(cell)
    current.strokes.at(-1)?.push(...fresh)
  }

  const begin = () => {
    work.current?.strokes.push([])
    setStrokes(work.current?.strokes.length ?? 0)
  }
  return {
    canvas,
    ready,
    strokes,
    begin,
    stroke(from: Point, to: Point, radius: number) {
      if (work.current) cover(cellsAlong(work.current.grid, from, to, radius))
    },
    all() {
      begin()
      if (work.current) cover(allCells(work.current.grid))
    },
    undo() {
      const { current } = work
      const last = current?.strokes.pop()
      if (!current || !last || !canvas.current) return
      for (const cell of last) current.covered.delete(cell)
      contextOf(canvas.current).putImageData(current.original, 0, 0)
      paint(canvas.current, current.original, current.grid, [...current.covered])
      setStrokes(current.strokes.length)
    },
  }
}

function paint(canvas: HTMLCanvasElement, original: Pixels, grid: Grid, cells: readonly number[]): void {
  const context = contextOf(canvas)
  for (const n of cells) {
    const { x, y, width, height, rgb } = flatCell(original, grid, n)
    context.fillStyle = `rgb(${rgb.join(' ')})`
    context.fillRect(x, y, width, height)
  }
}
