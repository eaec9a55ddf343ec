import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { brotliSize, DIST, kib, lazyParts, precached, rawSize } from './dist.ts'

const sum = (files: readonly string[], size: (file: string) => number) =>
  files.reduce((total, file) => total + size(file), 0)

const WRITER = 'src/features/documents/docx-file.ts'
const isWriter = (name: string) => name === WRITER

describe('[GT2] what is loaded on demand', () => {
  const parts = lazyParts()

  test('there are such parts, and the desk is one', () => {
    expect(parts.length).toBeGreaterThan(5)
    expect(
      parts.some(({ name, files }) => name.includes('office') && files.some((file) => file.includes('desk-'))),
    ).toBe(true)
  })

  test.each(parts.filter(({ name }) => !isWriter(name)))('$name is at most 40 KiB', ({ name, files }) => {
    const bytes = sum(files, brotliSize)
    console.info(`${name}: ${kib(bytes)} in ${files.length} file(s)`)
    expect(bytes).toBeLessThanOrEqual(40 * 1024)
  })

  test('but for the writer of Word files, which comes only to whoever asks for one', () => {
    const writers = parts.filter(({ name }) => isWriter(name))
    expect(writers.map(({ name }) => name)).toEqual([WRITER])
    const bytes = sum(
      writers.flatMap(({ files }) => files),
      brotliSize,
    )
    console.info(`${WRITER}: ${kib(bytes)}`)
    expect(bytes).toBeLessThanOrEqual(100 * 1024)
  })
})

describe('[GT3] what the phone keeps for starts without a network', () => {
  const files = precached()

  test('is at most 550 KiB in at most 40 files', () => {
    const [raw, packed] = [sum(files, rawSize), sum(files, brotliSize)]
    console.info(`precache: ${files.length} files, ${kib(raw)} on the phone, ${kib(packed)} on the wire`)
    expect(files.length).toBeLessThanOrEqual(40)
    expect(packed).toBeLessThanOrEqual(550 * 1024)
  })

  test('holds every part but those of the desk', () => {
    const kept = new Set(files)
    const desk = lazyParts().filter(({ name }) => name.includes('features/office'))
    const ofDesk = new Set(desk.flatMap((part) => part.files).filter((file) => file.includes('desk-')))
    expect(ofDesk.size).toBeGreaterThan(0)
    expect(files.filter((file) => ofDesk.has(file))).toEqual([])
    const needed = lazyParts()
      .filter(({ name }) => !name.includes('features/office'))
      .flatMap((part) => part.files)
    expect(needed.filter((file) => !kept.has(file) && !ofDesk.has(file))).toEqual([])
    expect(kept).toContain('index.html')
  })
})

describe('[GT6] the page runs no script of its own', () => {
  test('index.html has neither inline scripts nor inline handlers', () => {
    const html = readFileSync(join(DIST, 'index.html'), 'utf8')
    const inline = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)].filter(([, , body]) => body?.trim())
    expect(inline).toEqual([])
    expect(html).not.toMatch(/\son\w+\s*=/)
  })
})
