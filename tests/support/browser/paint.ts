import type { Page } from 'playwright-core'

/**
 * A JPEG that a camera could have made: noisy enough to be large, with a place and a maker in its EXIF, which must
 * be gone when it leaves the phone.
 */
export async function paintPhoto(page: Page, width = 2000, height = 1500): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ([w, h]) => {
      const canvas = new OffscreenCanvas(w, h)
      const context = canvas.getContext('2d')
      if (!context) throw new Error('no canvas')
      for (let n = 0; n < 400; n += 1) {
        context.fillStyle = `hsl(${Math.random() * 360} 60% ${30 + Math.random() * 50}%)`
        context.fillRect(Math.random() * w, Math.random() * h, w / 8, h / 8)
      }
      const bytes = new Uint8Array(
        await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer(),
      )
      let text = ''
      for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
      return btoa(text)
    },
    [width, height] as const,
  )
  const jpeg = Buffer.from(base64, 'base64')
  return Buffer.concat([jpeg.subarray(0, 2), exif(), jpeg.subarray(2)])
}

export const EXIF_MARK = 'MAY-ANH-MINH-HOA'

/** An APP1 segment with one GPS-like tag and a maker that can be searched for. */
function exif(): Buffer {
  const tiff = Buffer.concat([
    Buffer.from('49492a0008000000', 'hex'),
    // two entries: Make (ASCII) and the pointer to the GPS directory
    Buffer.from('0200', 'hex'),
    Buffer.from('0f010200110000002600000025880400010000003800000000000000', 'hex'),
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
