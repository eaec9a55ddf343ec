/** Pixels as a canvas gives them: four bytes each, row after row. */
export interface Pixels {
  data: Uint8ClampedArray
  width: number
  height: number
}

/** A picture laid out in square cells, numbered row by row. */
export interface Grid {
  cell: number
  columns: number
  rows: number
}

/** Cells large enough that a face is a handful of flat squares: nothing of it is left in the bytes. [PH10] */
export function gridOf(width: number, height: number): Grid {
  const cell = Math.max(12, Math.round(Math.max(width, height) / 36))
  return { cell, columns: Math.ceil(width / cell), rows: Math.ceil(height / cell) }
}

/** The cells that a round brush touches, wholly or in part. Outside the picture there are none. */
export function cellsUnder(grid: Grid, x: number, y: number, radius: number): number[] {
  const { cell, columns, rows } = grid
  const found: number[] = []
  const from = (at: number) => Math.max(0, Math.floor((at - radius) / cell))
  const to = (at: number, count: number) => Math.min(count - 1, Math.floor((at + radius) / cell))
  for (let row = from(y); row <= to(y, rows); row += 1) {
    for (let column = from(x); column <= to(x, columns); column += 1) {
      const nearX = Math.min(Math.max(x, column * cell), (column + 1) * cell)
      const nearY = Math.min(Math.max(y, row * cell), (row + 1) * cell)
      if (Math.hypot(nearX - x, nearY - y) <= radius) found.push(row * columns + column)
    }
  }
  return found
}

export const allCells = ({ columns, rows }: Grid): number[] => Array.from({ length: columns * rows }, (_, n) => n)

/** Cells under a stroke from one point to the next, without holes between fast movements. */
export function cellsAlong(grid: Grid, a: Point, b: Point, radius: number): number[] {
  const steps = Math.max(1, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / (grid.cell / 2)))
  const cells = new Set<number>()
  for (let n = 0; n <= steps; n += 1) {
    const at = (from: number, to: number) => from + ((to - from) * n) / steps
    for (const cell of cellsUnder(grid, at(a.x, b.x), at(a.y, b.y), radius)) cells.add(cell)
  }
  return [...cells]
}

export interface Point {
  x: number
  y: number
}

/** A square to be painted in one colour. */
export interface FlatCell {
  x: number
  y: number
  width: number
  height: number
  rgb: [number, number, number]
}

/**
 * One cell in its mean colour, rounded to steps of 16 so that not even the mean is exact: once it is painted and
 * encoded, nothing brings the picture back. The original is only read; undo is to paint fewer cells. [PH10]
 */
export function flatCell({ data, width, height }: Pixels, { cell, columns }: Grid, n: number): FlatCell {
  const x = (n % columns) * cell
  const y = Math.floor(n / columns) * cell
  const right = Math.min(x + cell, width)
  const bottom = Math.min(y + cell, height)
  let [red, green, blue] = [0, 0, 0]
  for (let row = y; row < bottom; row += 1) {
    for (let at = (row * width + x) * 4; at < (row * width + right) * 4; at += 4) {
      red += data[at] ?? 0
      green += data[at + 1] ?? 0
      blue += data[at + 2] ?? 0
    }
  }
  const mean = (sum: number) => Math.min(255, Math.round(sum / ((right - x) * (bottom - y)) / 16) * 16)
  return { x, y, width: right - x, height: bottom - y, rgb: [mean(red), mean(green), mean(blue)] }
}
