import type { Page } from 'playwright-core'

/**
 * A JPEG that a camera could have made: noisy enough to be large, with a place and a maker in its EXIF, which must
 * be gone when it leaves the phone.
 */
export const paintPhoto = (page: Page, width = 2000, height = 1500): Promise<Buffer> =>
  paint(page, { width, height, lying: false })

/** The same from a camera that was held upright: its sensor's left, painted red, is the picture's top, its right is blue. */
export const paintTurned = (page: Page, width = 2400, height = 1800): Promise<Buffer> =>
  paint(page, { width, height, lying: true })

async function paint(page: Page, { width, height, lying }: { width: number; height: number; lying: boolean }) {
  const base64 = await page.evaluate(
    async ([w, h, halves]) => {
      const canvas = new OffscreenCanvas(w, h)
      const context = canvas.getContext('2d')
      if (!context) throw new Error('no canvas')
      for (let n = 0; n < 400; n += 1) {
        context.fillStyle = `hsl(${Math.random() * 360} 60% ${30 + Math.random() * 50}%)`
        context.fillRect(Math.random() * w, Math.random() * h, w / 8, h / 8)
      }
      for (const [n, colour] of halves.entries()) {
        context.fillStyle = colour
        context.fillRect((n * w) / 2, 0, w / 2, h)
      }
      const bytes = new Uint8Array(
        await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer(),
      )
      let text = ''
      for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
      return btoa(text)
    },
    [width, height, lying ? ['#d00', '#00d'] : []] as const,
  )
  const jpeg = Buffer.from(base64, 'base64')
  return Buffer.concat([jpeg.subarray(0, 2), exif(lying), jpeg.subarray(2)])
}

export const EXIF_MARK = 'MAY-ANH-MINH-HOA'

/** An APP1 segment with one GPS-like tag, a maker that can be searched for, and how the camera was held. */
function exif(lying: boolean): Buffer {
  const tiff = Buffer.concat([
    Buffer.from('49492a0008000000', 'hex'),
    // three entries: Make (ASCII), Orientation (6: to be turned right), and the pointer to the GPS directory
    Buffer.from('0300', 'hex'),
    Buffer.from('0f0102001100000032000000', 'hex'),
    Buffer.from(`1201030001000000${lying ? '06' : '01'}000000`, 'hex'),
    Buffer.from('25880400010000004400000000000000', 'hex'),
    Buffer.from(`${EXIF_MARK}\0`.padEnd(18, '\0')),
    Buffer.from('01000100020002000000', 'hex'),
    Buffer.from('4e000000', 'hex'),
    Buffer.from('00000000', 'hex'),
  ])
  const payload = Buffer.concat([Buffer.from('Exif\0\0'), tiff])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(payload.length + 2, 2)
  return Buffer.concat([head, payload])
}
