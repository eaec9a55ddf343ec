import { bestWithin } from './quality.ts'

export type Canvas = OffscreenCanvas | HTMLCanvasElement

export function newCanvas(width: number, height: number): Canvas {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(width, height)
  return Object.assign(document.createElement('canvas'), { width, height })
}

/** @throws when the browser gives no 2D context, as some do when memory is short */
export function contextOf(canvas: Canvas): OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true }) as
    | OffscreenCanvasRenderingContext2D
    | CanvasRenderingContext2D
    | null
  if (!context) throw new Error('no 2d context')
  return context
}

/** JPEG of about 300 KB. @returns null where the browser silently gives another kind, or nothing */
export async function encodeJpeg(canvas: Canvas): Promise<Blob | null> {
  const blob = await bestWithin((quality) => jpegAt(canvas, quality))
  return blob.type === 'image/jpeg' && blob.size > 0 ? blob : null
}

function jpegAt(canvas: Canvas, quality: number): Promise<Blob> {
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type: 'image/jpeg', quality })
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(blob ?? new Blob()), 'image/jpeg', quality)
  })
}
