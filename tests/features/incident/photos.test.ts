import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_CHOSEN_BYTES } from '#domain/photos/photo.ts'
import { checkFile } from '#features/incident/photos/check-file.ts'
import { allCells, cellsAlong, cellsUnder, flatCell, gridOf, type Pixels } from '#features/incident/photos/mosaic.ts'
import { bestWithin, reducedSize, TARGET_BYTES } from '#features/incident/photos/quality.ts'
import { incident } from '#i18n/vi/incident.ts'
import { jpegBytes } from '#tests/support/images.ts'

const blobOf = (...parts: BlobPart[]) => new Blob(parts)
const heic = (width: number, height: number) => {
  const bytes = new Uint8Array(64)
  bytes.set(
    [...'ftypheic'].map((letter) => letter.charCodeAt(0)),
    4,
  )
  bytes.set(
    [...'ispe'].map((letter) => letter.charCodeAt(0)),
    24,
  )
  new DataView(bytes.buffer).setUint32(32, width)
  new DataView(bytes.buffer).setUint32(36, height)
  return bytes
}

test.each([
  ['nothing in it', () => blobOf(), 'photo-empty'],
  ['SVG', () => blobOf('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'photo-type'],
  ['another magic under a photo’s name', () => blobOf('MZ this is a program'), 'photo-type'],
  ['a JPEG cut before its size', () => blobOf(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16])), 'photo-broken'],
  ['200 megapixels', () => blobOf(new Uint8Array(jpegBytes({ width: 20_000, height: 10_000 }))), 'photo-pixels'],
  ['200 megapixels of HEIC', () => blobOf(heic(20_000, 10_000)), 'photo-pixels'],
  ['200 MB', () => ({ size: 200 * 1024 * 1024 }) as Blob, 'photo-size'],
] as const)('[PH3] a file with %s is refused unread, with a sentence', async (_what, file, code) => {
  expect(await checkFile(file())).toEqual({ ok: false, error: code })
  expect(incident.photos.problems[code].length).toBeGreaterThan(10)
})

test('[PH3] a JPEG and a HEIC of sane size go on to the decoder', async () => {
  expect(await checkFile(blobOf(new Uint8Array(jpegBytes())))).toEqual({ ok: true, value: { heic: false } })
  expect(await checkFile(blobOf(heic(4032, 3024)))).toEqual({ ok: true, value: { heic: true } })
  expect(MAX_CHOSEN_BYTES).toBeLessThan(200 * 1024 * 1024)
})

test('[PH4] a photo keeps its shape, ends at 1600 pixels and is never made larger', () => {
  expect(reducedSize(4000, 3000)).toEqual({ width: 1600, height: 1200 })
  expect(reducedSize(3000, 4000)).toEqual({ width: 1200, height: 1600 })
  expect(reducedSize(800, 600)).toEqual({ width: 800, height: 600 })
  expect(reducedSize(50_000, 1)).toEqual({ width: 1600, height: 1 })
})

test('[PH2] the best quality within the target is found in a few tries', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 10_000, max: 4_000_000 }), async (full) => {
      let tries = 0
      const found = await bestWithin(async (quality) => {
        tries += 1
        return { size: Math.round(full * quality ** 2), quality }
      })
      expect(tries).toBeLessThanOrEqual(7)
      const least = full * 0.35 ** 2
      if (full * 0.85 ** 2 <= TARGET_BYTES) expect(found.quality).toBe(0.85)
      else if (least <= TARGET_BYTES) {
        expect(found.size).toBeLessThanOrEqual(TARGET_BYTES)
        expect(found.size).toBeGreaterThan(Math.min(TARGET_BYTES * 0.6, least))
      } else expect(found.quality).toBe(0.35)
    }),
    { verbose: true },
  )
})

function noise(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4)
  let seed = 7
  for (let i = 0; i < data.length; i++) {
    seed = (seed * 1103515245 + 12345) % 2147483648
    data[i] = seed & 255
  }
  return { data, width, height }
}

test('[PH10] every pixel under the brush falls in a covered cell, and cells lie inside the picture', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 500 }),
      fc.integer({ min: 20, max: 500 }),
      fc.integer({ min: 3, max: 60 }),
      fc.float({ min: 0, max: 1, noNaN: true }),
      fc.float({ min: 0, max: 1, noNaN: true }),
      (width, height, radius, atX, atY) => {
        const grid = gridOf(width, height)
        const x = Math.floor(atX * (width - 1))
        const y = Math.floor(atY * (height - 1))
        const cells = new Set(cellsUnder(grid, x, y, radius))
        for (const [dx, dy] of [
          [0, 0],
          [radius, 0],
          [-radius, 0],
          [0, radius],
          [0, -radius],
        ] as const) {
          const px = x + dx
          const py = y + dy
          if (px < 0 || py < 0 || px >= width || py >= height) continue
          expect(cells).toContain(Math.floor(py / grid.cell) * grid.columns + Math.floor(px / grid.cell))
        }
        for (const n of cells) expect(n).toBeLessThan(grid.columns * grid.rows)
      },
    ),
    { verbose: true },
  )
})

test('[PH10] a fast stroke leaves no hole, and the whole picture is all of its cells', () => {
  const grid = gridOf(360, 360)
  const row = cellsAlong(grid, { x: 0, y: 6 }, { x: 359, y: 6 }, 2)
  expect(new Set(row)).toEqual(new Set(Array.from({ length: grid.columns }, (_, n) => n)))
  expect(allCells(grid)).toHaveLength(grid.columns * grid.rows)
})

test('[PH10] a covered cell is one colour that two different pictures of the same mean share', () => {
  const picture = noise(120, 90)
  const grid = gridOf(120, 90)
  const before = [...picture.data]
  const cell = flatCell(picture, grid, grid.columns + 1)
  expect([...picture.data]).toEqual(before)
  expect(cell).toMatchObject({ x: grid.cell, y: grid.cell, width: grid.cell, height: grid.cell })
  for (const part of cell.rgb) expect(part % 16 === 0 || part === 255).toBe(true)
  // the same pixels in another order are another picture, and the same cell
  const shuffled = { ...picture, data: new Uint8ClampedArray(picture.data) }
  const swap = (a: number, b: number) => {
    for (let c = 0; c < 3; c++)
      [shuffled.data[a + c], shuffled.data[b + c]] = [picture.data[b + c] ?? 0, picture.data[a + c] ?? 0]
  }
  const inCell = (x: number, y: number) => ((grid.cell + y) * 120 + grid.cell + x) * 4
  swap(inCell(0, 0), inCell(5, 5))
  swap(inCell(3, 1), inCell(9, 7))
  expect(flatCell(shuffled, grid, grid.columns + 1)).toEqual(cell)
  // the last cell ends where the picture does
  const last = flatCell(picture, grid, grid.columns * grid.rows - 1)
  expect([last.x + last.width, last.y + last.height]).toEqual([120, 90])
})
