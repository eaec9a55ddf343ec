import { describe, expect, test } from 'vitest'
import { aStorage } from '#tests/support/kept.ts'
import { applyLook, LOOK_KEY, lookStore, readLook, SIZES, THEMES } from '#ui/look.ts'

/** A page as far as a look touches it. */
function aPage() {
  const bars = ['(prefers-color-scheme: light)', '(prefers-color-scheme: dark)'].map((media) => ({
    media,
    content: '',
  }))
  const dataset: Record<string, string | undefined> = {}
  const page = { documentElement: { dataset }, querySelectorAll: () => bars } as unknown as Parameters<
    typeof applyLook
  >[0]
  return { page, dataset, bars }
}

describe('[LK1] text size and theme', () => {
  test('the device’s own until something was chosen, and for what cannot be read', () => {
    const storage = aStorage()
    const own = { size: 'system', theme: 'system' }
    expect(readLook(storage)).toEqual(own)
    for (const broken of ['', 'x', 'null', '7', '[]', '{"size":"huge","theme":3}']) {
      storage.setItem(LOOK_KEY, broken)
      expect(readLook(storage), broken).toEqual(own)
    }
    storage.setItem(LOOK_KEY, '{"size":"huge","theme":"dark"}')
    expect(readLook(storage)).toEqual({ size: 'system', theme: 'dark' })
  })

  test('a look is on the page by two attributes; the device’s own leaves none', () => {
    for (const size of SIZES)
      for (const theme of THEMES) {
        const { page, dataset } = aPage()
        applyLook(page, { size, theme })
        expect(dataset).toEqual({
          ...(size === 'system' ? {} : { size }),
          ...(theme === 'system' ? {} : { theme }),
        })
      }
    const { page, dataset } = aPage()
    applyLook(page, { size: 'larger', theme: 'dark' })
    applyLook(page, { size: 'system', theme: 'system' })
    expect(dataset).toEqual({})
  })

  test('the browser’s bar goes with a chosen theme, else with the device’s', () => {
    const { page, bars } = aPage()
    const contents = () => bars.map(({ content }) => content)
    applyLook(page, { size: 'system', theme: 'system' })
    const [light, dark] = contents()
    expect(light).not.toBe(dark)
    applyLook(page, { size: 'system', theme: 'dark' })
    expect(contents()).toEqual([dark, dark])
    applyLook(page, { size: 'system', theme: 'light' })
    expect(contents()).toEqual([light, light])
  })

  test('a choice is kept, told and taken up by another tab', () => {
    const storage = aStorage()
    const { page, dataset } = aPage()
    let told = 0
    const stop = lookStore.subscribe(() => told++)
    lookStore.follow(storage, page)
    lookStore.choose({ theme: 'dark' }, storage, page)
    lookStore.choose({ size: 'large' }, storage, page)
    expect([lookStore.look(), dataset, told]).toEqual([
      { size: 'large', theme: 'dark' },
      { size: 'large', theme: 'dark' },
      3,
    ])
    storage.setItem(LOOK_KEY, JSON.stringify({ size: 'larger', theme: 'light' }))
    lookStore.follow(storage, page)
    expect([lookStore.look().size, dataset.theme]).toEqual(['larger', 'light'])
    stop()
  })
})
